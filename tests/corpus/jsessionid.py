"""Java servlets without cookies: the session stands as `;jsessionid=` in every address, and a flow in `execution`."""

from __future__ import annotations

from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import PASSWORD, USER, Asked, Refused, Reply, Target, hexadecimal, log_in, need, page, to


class JSessionId(Target):
    """A shop whose server sets no cookie at all."""

    start: ClassVar[str] = "/shop/welcome"
    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"jsessionid", "execution"})

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, dict[str, Any]] = {}

    def walk(self, page: Page) -> None:
        """Log in, look at the list, order."""
        go(page, "text=Log in")
        go(page, "#in", fill=[("[name=j_username]", USER), ("[name=j_password]", PASSWORD)])
        go(page, "text=Plants")
        go(page, "#order")
        go(page, "#confirm")

    def __call__(self, asked: Asked) -> Reply:
        reply = super().__call__(asked)
        return reply._replace(headers=tuple(pair for pair in reply.headers if pair[0] != "Set-Cookie"))

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        path, _, name = asked.path.partition(";jsessionid=")
        if path == self.start:
            name = hexadecimal(16).upper()
            self._known[name] = {"sid": name}
        known = self._known.get(name)
        if known is None:
            raise Refused("session")
        return self._answer(path, f";jsessionid={name}", asked.form, known)

    def _answer(self, path: str, at: str, form: dict[str, str], session: dict[str, Any]) -> Reply:
        if path == self.start:
            return page("Welcome", f'<a href="/shop/login{at}?lang=en">Log in</a>')
        if path == "/shop/login":
            fields = '<input name="j_username"><input type="password" name="j_password"><button id="in">Go</button>'
            return page("Log in", f'<form method="post" action="/shop/j_security_check{at}">{fields}</form>')
        if path == "/shop/j_security_check":
            user = log_in(form, "j_username", "j_password")
            need(user, "log-in")
            session["user"] = user
            return to(f"{self.url}/shop/home{at}")
        need("user" in session, "not logged in")
        if path == "/shop/home":
            return page("Home", f'<a href="list{at}">Plants</a>')
        if path == "/shop/list":
            return page("Plants", self._step(session, at, "order", "Order"))
        need(form.get("execution") == session.pop("execution"), "execution")
        if form.get("_eventId") == "order":
            return page("Confirm", self._step(session, at, "confirm", "Confirm"))
        self.finish(session)
        return page("Thank you", "")

    def _step(self, session: dict[str, Any], at: str, event: str, text: str) -> str:
        session["execution"] = f"e{hexadecimal(2)}s{len(session)}"
        return (
            f'<form method="post" action="/shop/flow{at}"><input type="hidden" name="execution" '
            f'value="{session["execution"]}"/><button id="{event}" name="_eventId" value="{event}">{text}</button>'
            "</form>"
        )
