"""Cookies that the page's script sets: the token of a JSON log-in, a visitor's id that script makes up, the language."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import unquote

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, json, log_in, need, page, token

_APP = """<input id="user"><input id="password" type="password"><button id="in">In</button><p id="says"></p>
<a href="/garden" id="garden">Garden</a><script>
document.cookie = 'visitor=' + URL.createObjectURL(new Blob()).slice(-36) + ';path=/';
document.cookie = 'language=en;path=/';
document.getElementById('in').onclick = async () => {
  const got = await fetch('/login', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({
    username: document.getElementById('user').value, password: document.getElementById('password').value})});
  const {access} = await got.json();
  document.cookie = 'auth=' + encodeURIComponent(access) + ';path=/';
  document.getElementById('says').textContent = 'Welcome';
};</script>"""


class ScriptCookies(Target):
    """A garden behind a cookie that no answer sets; each visitor's id is good for one session."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"auth", "visitor"})

    def __init__(self) -> None:
        super().__init__()
        self._visitors: dict[str, str] = {}

    def walk(self, page: Page) -> None:
        """Log in, open the garden, water it."""
        use(page, "#in", "Welcome", fill=[("#user", USER), ("#password", PASSWORD)])
        go(page, "#garden")
        go(page, "#water")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("Log in", _APP)
        if asked.path == "/login":
            user = log_in(asked.json)
            need(user, "log-in")
            session.update(user=user, token=token())
            return json({"access": session["token"], "expires": 3600})
        need(unquote(asked.cookies.get("auth", "")) == session.get("token"), "cookie of the log-in")
        need(asked.cookies.get("language") == "en", "cookie of the language")
        visitor = asked.cookies.get("visitor", "")
        need(self._visitors.setdefault(visitor, session["sid"]) == session["sid"], "another session's visitor")
        if asked.path == "/garden":
            return page("Garden", '<form method="post" action="/water"><button id="water">Water</button></form>')
        self.finish(session)
        return page("Watered", "")
