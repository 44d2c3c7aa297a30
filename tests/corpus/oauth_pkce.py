"""OAuth 2 and OpenID Connect: code flow of a page's script with PKCE (RFC 7636), state and nonce, over two hosts."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, ClassVar

import msgspec
from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, hexadecimal, json, log_in, need, page, to, token

_HOME = """<button id="in">Sign in</button><script>
const b64 = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
const random = size => b64(crypto.getRandomValues(new Uint8Array(size)));
document.getElementById('in').onclick = async () => {
  const verifier = random(48), state = random(16), nonce = random(16);
  sessionStorage.setItem('sent', JSON.stringify({verifier, state, nonce}));
  const challenge = b64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  location = 'IDP/authorize?' + new URLSearchParams({response_type: 'code', client_id: 'shop-web', redirect_uri: location.origin + '/callback',
    scope: 'openid profile', state, nonce, code_challenge: challenge, code_challenge_method: 'S256'});
};
</script>"""
_CALLBACK = """<p id="says">One moment</p><script>(async () => {
  const sent = JSON.parse(sessionStorage.getItem('sent')), got = new URLSearchParams(location.search);
  if (got.get('state') != sent.state) return;
  const body = new URLSearchParams({grant_type: 'authorization_code', code: got.get('code'), client_id: 'shop-web',
    redirect_uri: location.origin + '/callback', code_verifier: sent.verifier});
  const tokens = await (await fetch('IDP/token', {method: 'POST', body})).json();
  if (JSON.parse(atob(tokens.id_token.split('.')[1])).nonce != sent.nonce) return;
  const me = await (await fetch('/api/me', {headers: {Authorization: 'Bearer ' + tokens.access_token}})).json();
  document.getElementById('says').textContent = 'Hello ' + me.name;
})()</script>"""


class OAuthPkce(Target):
    """A shop at one host, its identity provider at another; challenge, state and nonce are good once."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"state", "nonce", "code_verifier", "ticket", "code", "access_token"})

    def __init__(self) -> None:
        super().__init__()
        self._requests: dict[str, dict[str, Any]] = {}
        self._seen: set[str] = set()

    def walk(self, page: Page) -> None:
        """Sign in at the provider and come back."""
        go(page, "#in")
        page.fill("[name=username]", USER)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation(url="**/callback*"):
            page.click("#continue")
        page.wait_for_selector("text=Hello")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        own = asked.host in self.url
        match asked.method, asked.path:
            case "GET", "/" if own:
                return page("Shop", _HOME.replace("IDP", self.other))
            case "GET", "/callback" if own:
                return page("Signing in", _CALLBACK.replace("IDP", self.other))
            case "GET", "/api/me" if own:
                return self._me(asked)
            case "GET", "/authorize" if not own:
                return self._authorize(asked.query)
            case "GET", "/login" if not own:
                return self._form(asked.query.get("ticket", ""))
            case "POST", "/login" if not own:
                return self._log_in(asked.form)
            case "POST", "/token" if not own:
                return self._token(asked.form)
        need(False, f"address {asked.path}", 404)
        raise AssertionError

    def _authorize(self, query: dict[str, str]) -> Reply:
        for name in ("state", "nonce", "code_challenge"):
            need(query.get(name) and query[name] not in self._seen, f"{name} used again", 400)
            self._seen.add(query[name])
        ticket = hexadecimal(20)
        self._requests[ticket] = dict(query)
        return to(f"/login?ticket={ticket}")

    def _form(self, ticket: str) -> Reply:
        need(ticket in self._requests, "ticket", 400)
        fields = '<input name="username"><input type="password" name="password"><button id="continue">Continue</button>'
        hidden = f'<input type="hidden" name="ticket" value="{ticket}">'
        return page("Identity", f'<form method="post" action="/login">{hidden}{fields}</form>')

    def _log_in(self, form: dict[str, str]) -> Reply:
        known = self._requests.pop(form.get("ticket", ""), None)
        user = log_in(form)
        need(known and user, "ticket or log-in", 400)
        assert known is not None
        code = token(24).replace("+", "-").replace("/", "_").rstrip("=")
        self._requests[code] = {**known, "user": user}
        return to(f"{known['redirect_uri']}?code={code}&state={known['state']}")

    def _token(self, form: dict[str, str]) -> Reply:
        known = self._requests.pop(form.get("code", ""), None)
        need(known, "code", 400)
        assert known is not None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        need(_url_safe(digest) == known["code_challenge"], "code verifier", 400)
        access = hexadecimal(24)
        self._requests[access] = known
        claims = msgspec.json.encode({"sub": known["user"], "nonce": known["nonce"]})
        tokens = {
            "access_token": access,
            "token_type": "Bearer",
            "id_token": f"{_url_safe(b'{}')}.{_url_safe(claims)}.x",
        }
        return json(tokens, 200, ("Access-Control-Allow-Origin", "*"))

    def _me(self, asked: Asked) -> Reply:
        known = self._requests.get(asked.headers.get("authorization", "").removeprefix("Bearer "))
        need(known, "access token", 401)
        assert known is not None
        self.finish(known)
        return json({"name": known["user"]})


def _url_safe(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
