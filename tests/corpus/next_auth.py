"""Auth.js: the token comes from an address of its own as JSON, its cookie holds token and hash; ids in presigned addresses."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, hexadecimal, json, log_in, need, new_uuid, page

_APP = """<input id="user"><input id="password" type="password"><button id="in">In</button><button id="put">Put</button><p id="says"></p><script>
const says = text => document.getElementById('says').textContent = text;
document.getElementById('in').onclick = async () => {
  const {csrfToken} = await (await fetch('/api/auth/csrf')).json();
  const body = new URLSearchParams({username: document.getElementById('user').value, password: document.getElementById('password').value,
    redirect: 'false', csrfToken, callbackUrl: location.href, json: 'true'});
  await fetch('/api/auth/callback/credentials', {method: 'POST', body});
  says('Hello ' + (await (await fetch('/api/auth/session')).json()).user.name);
};
document.getElementById('put').onclick = async () => {
  const place = await (await fetch('/api/uploads', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{"name":"moss.txt"}'})).json();
  await fetch(place.url, {method: 'PUT', body: 'moss', headers: {'Content-Type': 'text/plain', ...place.headers}});
  const done = await (await fetch('/api/uploads/complete', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({parts: [{key: place.key, n: 1}]})})).json();
  says(done.says);
};</script>"""


class NextAuth(Target):
    """An upload through an address that the server signs."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"csrf_token", "upload_id", "x_amz_signature", "amz_meta_seal", "key"})

    def walk(self, page: Page) -> None:
        """Log in and upload."""
        use(page, "#in", "Hello", fill=[("#user", USER), ("#password", PASSWORD)])
        use(page, "#put", "Uploaded")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("App", _APP)
        if asked.path == "/api/auth/csrf":
            made = hexadecimal(32)
            session["csrf"] = f"{made}|{hashlib.sha256(made.encode()).hexdigest()}"
            cookie = f"next-auth.csrf-token={quote(session['csrf'], safe='')}; Path=/; HttpOnly; SameSite=Lax"
            return json({"csrfToken": made}, 200, ("Set-Cookie", cookie))
        if asked.path == "/api/auth/callback/credentials":
            need(asked.cookies.get("next-auth.csrf-token") == quote(session["csrf"], safe=""), "cookie")
            need(asked.form.get("csrfToken") == session["csrf"].partition("|")[0], "csrfToken")
            user = log_in(asked.form)
            need(user, "log-in")
            session["user"] = user
            return json({"url": self.url})
        if asked.path == "/api/auth/session":
            return json({"user": {"name": session["user"]}, "expires": "2026-12-22T22:00:00.000Z"})
        if asked.path == "/api/uploads":
            session.update(key=f"uploads/{new_uuid()}/moss.txt", signature=hexadecimal(32), seal=hexadecimal(10))
            url = f"/bucket/{session['key']}?X-Amz-Expires=900&X-Amz-Credential={quote('AKIA7Q/eu/s3', safe='')}"
            url += f"&X-Amz-Signature={session['signature']}"
            return json({"url": url, "key": session["key"], "headers": {"x-amz-meta-seal": session["seal"]}})
        if asked.method == "PUT":
            parts = parse_qs(urlsplit("?" + "&".join(f"{n}={v}" for n, v in asked.query.items())).query)
            need(asked.path == f"/bucket/{session['key']}", "key in the path", 404)
            need(parts["X-Amz-Signature"] == [session["signature"]], "signature")
            need(asked.headers.get("x-amz-meta-seal") == session["seal"], "seal")
            session["put"] = True
            return Reply("", 200, (("ETag", f'"{hexadecimal()}"'),))
        need(session.get("put") and asked.json == {"parts": [{"key": session["key"], "n": 1}]}, "parts")
        self.finish(session)
        return json({"says": "Uploaded"})
