"""A single-page app: JSON log-in, a bearer JWT that ends soon, and a refresh token that is good once."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

import msgspec
from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, hexadecimal, json, log_in, need, new_uuid, page

_APP = """<form onsubmit="return false"><input id="user"><input id="password" type="password">
<button id="in">In</button></form><button id="make">Make</button><button id="pay">Pay</button><p id="says"></p>
<script>
let access, refresh, note;
const says = text => document.getElementById('says').textContent = text;
async function call(method, path, body) {
  const headers = {'Content-Type': 'application/json'};
  if (access) headers.Authorization = 'Bearer ' + access;
  const got = await fetch('/api' + path, {method, headers, body: body && JSON.stringify(body)});
  if (got.status == 401) { await renew(); return call(method, path, body); }
  return got.json();
}
async function renew() {
  access = null;
  ({access_token: access, refresh_token: refresh} = await call('POST', '/token', {grant_type: 'refresh_token', refresh_token: refresh}));
}
document.getElementById('in').onclick = async () => {
  const username = document.getElementById('user').value, password = document.getElementById('password').value;
  ({access_token: access, refresh_token: refresh} = await call('POST', '/login', {username, password}));
  const me = await call('GET', '/me');
  says('Hello ' + me.name);
};
document.getElementById('make').onclick = async () => {
  await renew();
  note = await call('POST', '/invoices', {lines: [{sku: 'fern', count: 2}]});
  says('Invoice made');
};
document.getElementById('pay').onclick = async () => {
  await renew();
  const paid = await call('PUT', '/invoices/' + note.invoice.id, {version: note.version, line: note.invoice.lines[0].id});
  says(paid.state);
};
</script>"""


class JwtSpa(Target):
    """Invoices of an API; each refresh token may be used once, and makes the access token before it worthless."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"access_token", "refresh_token", "invoice_id", "version", "line"})

    def __init__(self) -> None:
        super().__init__()
        self._users: dict[str, dict[str, Any]] = {}

    def walk(self, page: Page) -> None:
        """Log in, make an invoice, pay it."""
        use(page, "#in", "Hello", fill=[("#user", USER), ("#password", PASSWORD)])
        use(page, "#make", "Invoice made")
        use(page, "#pay", "paid")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("App", _APP)
        if asked.path == "/api/login":
            user = log_in(asked.json)
            need(user, "log-in", 400)
            return self._tokens({"user": user, "sid": hexadecimal()})
        if asked.path == "/api/token":
            known = self._users.pop(asked.json["refresh_token"], None)
            need(known, "refresh token", 400)
            assert known is not None
            self._users.pop(known["access"], None)
            return self._tokens(known)
        known = self._users.get(asked.headers.get("authorization", "").removeprefix("Bearer "))
        need(known, "access token", 400)
        assert known is not None
        if asked.path == "/api/me":
            return json({"name": known["user"], "roles": ["member"]})
        if asked.path == "/api/invoices":
            known.update(invoice=new_uuid(), version=hexadecimal(4), line=hexadecimal(12))
            lines = [{"id": known["line"], "sku": "fern"}]
            return json({"invoice": {"id": known["invoice"], "lines": lines}, "version": known["version"]}, 201)
        need(asked.path == f"/api/invoices/{known['invoice']}", "invoice", 404)
        need(asked.json == {"version": known["version"], "line": known["line"]}, "version or line", 409)
        self.finish(known)
        return json({"state": "paid"})

    def _tokens(self, known: dict[str, Any]) -> Reply:
        header = {"alg": "HS256", "typ": "JWT"}
        claims = {"sub": known["user"], "jti": new_uuid(), "exp": 1999999999}
        parts = (msgspec.json.encode(header), msgspec.json.encode(claims), hexadecimal(16).encode())
        access = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
        refresh = hexadecimal(24)
        known["access"] = access
        self._users |= {access: known, refresh: known}
        return json({"access_token": access, "token_type": "Bearer", "expires_in": 300, "refresh_token": refresh})
