"""A token in a meta tag that every answer replaces by the one in its header `X-CSRF-Token`."""

from __future__ import annotations

from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, json, log_in, need, page, token

_APP = """<meta name="csrf-token" content="TOKEN"><input id="user"><input id="password" type="password">
<button id="in">In</button><button id="up">Up</button><button id="out">Out</button><p id="says"></p><script>
async function call(method, path, body) {
  const meta = document.querySelector('meta[name=csrf-token]');
  const got = await fetch(path, {method, headers: {'Content-Type': 'application/json', 'X-CSRF-Token': meta.content}, body: JSON.stringify(body)});
  meta.content = got.headers.get('X-CSRF-Token');
  document.getElementById('says').textContent = (await got.json()).says;
}
document.getElementById('in').onclick = () => call('POST', '/login', {username: document.getElementById('user').value, password: document.getElementById('password').value});
document.getElementById('up').onclick = async () => { for (const step of ['one', 'two', 'three']) await call('POST', '/votes', {step}); };
document.getElementById('out').onclick = () => call('DELETE', '/session', {});
</script>"""


class RotatingMeta(Target):
    """Votes of a user; each token is good for the next request only."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"csrf_token"})

    def walk(self, page: Page) -> None:
        """Log in, vote three times, log out."""
        use(page, "#in", "Logged in", fill=[("#user", USER), ("#password", PASSWORD)])
        use(page, "#up", "Voted three")
        use(page, "#out", "Logged out")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path != "/":
            need(asked.headers.get("x-csrf-token") == session.get("token"), "X-CSRF-Token", 419)
        session["token"] = token()
        header = ("X-CSRF-Token", session["token"])
        if asked.path == "/":
            return page("Votes", _APP.replace("TOKEN", session["token"]))
        if asked.path == "/login":
            user = log_in(asked.json)
            need(user, "log-in")
            session.update(user=user, votes=[])
            return json({"says": "Logged in"}, 200, header)
        need("user" in session, "not logged in")
        if asked.path == "/votes":
            session["votes"].append(asked.json["step"])
            return json({"says": "Voted " + asked.json["step"]}, 200, header)
        need(session["votes"] == ["one", "two", "three"], "votes")
        self.finish(session)
        return json({"says": "Logged out"}, 200, header)
