"""Laravel and Angular: the token comes in the cookie XSRF-TOKEN, percent-encoded and new with every answer, and goes
back decoded in the header X-XSRF-TOKEN.
"""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import quote

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, json, log_in, need, page, token

_APP = """<input id="user"><input id="password" type="password"><button id="in">In</button>
<button id="save">Save</button><button id="send">Send</button><p id="says"></p><script>
const cookie = name => decodeURIComponent(document.cookie.split('; ').find(c => c.startsWith(name + '=')).slice(name.length + 1));
async function post(path, body) {
  const headers = {'Content-Type': 'application/json', 'X-XSRF-TOKEN': cookie('XSRF-TOKEN'), 'X-Requested-With': 'XMLHttpRequest'};
  const got = await fetch(path, {method: 'POST', headers, body: JSON.stringify(body)});
  document.getElementById('says').textContent = (await got.json()).says;
}
document.getElementById('in').onclick = () => post('/login', {email: document.getElementById('user').value,
  password: document.getElementById('password').value});
document.getElementById('save').onclick = () => post('/drafts', {text: 'Moss'});
document.getElementById('send').onclick = () => post('/send', {});
</script>"""


class DoubleSubmit(Target):
    """A mail program with three calls; header and cookie must agree and be the last ones."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"xsrf_token"})

    def walk(self, page: Page) -> None:
        """Log in, save, send."""
        use(page, "#in", "Logged in", fill=[("#user", USER), ("#password", PASSWORD)])
        use(page, "#save", "Saved")
        use(page, "#send", "Sent")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "POST":
            need(asked.headers.get("x-xsrf-token") == session.get("token"), "X-XSRF-TOKEN", 419)
            need(asked.cookies.get("XSRF-TOKEN") == quote(session["token"], safe=""), "XSRF-TOKEN", 419)
        session["token"] = token()
        cookie = ("Set-Cookie", f"XSRF-TOKEN={quote(session['token'], safe='')}; Path=/; SameSite=Lax")
        if asked.path == "/":
            return page("Mail", _APP, cookie)
        if asked.path == "/login":
            user = log_in(asked.json, "email")
            need(user, "log-in", 422)
            session["user"] = user
            return json({"says": "Logged in"}, 200, cookie)
        need("user" in session, "not logged in")
        if asked.path == "/drafts":
            session["draft"] = asked.json["text"]
            return json({"says": "Saved"}, 201, cookie)
        need(session.get("draft") == "Moss", "no draft")
        self.finish(session)
        return json({"says": "Sent"}, 200, cookie)
