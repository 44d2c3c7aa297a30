"""A token in an inline script, `window.config = {csrf: "..."}`, with JSON's escapes, ending in `+\\/`."""

from __future__ import annotations

from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import (
    PASSWORD,
    USER,
    Asked,
    Reply,
    Target,
    hexadecimal,
    json,
    logged_in,
    need,
    page,
    token,
)

_SCRIPT = """<button id="go">Book</button><p id="says"></p><script>
window.config = {locale: "en-GB", csrf: "CSRF", user: {"key": 'KEY', "plan": "free"}, build: "7f3a9c21"};
document.getElementById('go').onclick = async () => {
  const body = new URLSearchParams({_token: config.csrf, seat: '12A'});
  const got = await fetch('/book?u=' + encodeURIComponent(config.user.key), {method: 'POST', body});
  document.getElementById('says').textContent = (await got.json()).says;
};</script>"""


class InlineScript(Target):
    """A booking whose token is only in a script, escaped in the manner of JSON encoders that fear `</script>`."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"csrf", "u"})

    def walk(self, page: Page) -> None:
        """Log in and book."""
        go(page, "#in", fill=[("[name=username]", USER), ("[name=password]", PASSWORD)])
        use(page, "#go", "Booked")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if reply := logged_in(asked, session, "/seats"):
            return reply
        if asked.path == "/seats":
            session.update(token=token(31).rstrip("=") + "+/", key=f"{hexadecimal(4)}={hexadecimal(4)}")
            script = _SCRIPT.replace("CSRF", session["token"].replace("+", "\\u002B").replace("/", "\\/"))
            return page("Seats", script.replace("KEY", session["key"].replace("=", "\\x3d")))
        need(asked.form.get("_token") == session.get("token"), "token", 419)
        need(asked.query.get("u") == session["key"], "key")
        self.finish(session)
        return json({"says": "Booked"})
