"""Hidden values written with entities (`&amp;`, `&#x2F;`, `&quot;`, decimal ones): JSON in one, an address in one."""

from __future__ import annotations

import html
from typing import Any, ClassVar
from urllib.parse import quote

import msgspec
from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import Asked, Reply, Target, hexadecimal, need, page, to, token


class Escaped(Target):
    """A flow of three forms whose values must come back exactly."""

    needs: ClassVar[frozenset[str]] = frozenset({"flow", "back", "ticket", "basket"})

    def walk(self, page: Page) -> None:
        """Send the forms."""
        go(page, "#one")
        go(page, "#two")
        go(page, "#three")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            session["flow"] = f"a&b/{token(12)}\"'<{hexadecimal(4)}>"
            return page("One", _form("/one", {"flow": session["flow"]}, _hexadecimal, "one"))
        if asked.path == "/one":
            need(asked.form.get("flow") == session.get("flow"), "flow")
            session["back"] = f"{self.url}/two?ticket={quote(token(15), safe='')}&lang=en"
            return page("Two", _form("/go", {"back": session["back"]}, html.escape, "two"))
        if asked.path == "/go":
            need(asked.form.get("back") == session["back"], "back")
            return to(session["back"])
        if asked.path == "/two":
            need(f"{self.url}/two?ticket={quote(asked.query['ticket'], safe='')}&lang=en" == session["back"], "ticket")
            session["basket"] = msgspec.json.encode({"id": hexadecimal(6), "sign": token(20), "open": True}).decode()
            return page("Three", _form("/three", {"basket": session["basket"]}, _decimal, "three"))
        need(asked.form.get("basket") == session["basket"], "basket")
        self.finish(session)
        return page("Thank you", "")


def _form(action: str, values: dict[str, str], write: Any, button: str) -> str:
    fields = "".join(f'<input type="hidden" name="{name}" value="{write(value)}">' for name, value in values.items())
    return f'<form method="post" action="{action}">{fields}<button id="{button}">Go</button></form>'


def _hexadecimal(text: str) -> str:
    return "".join(symbol if symbol.isalnum() else f"&#x{ord(symbol):X};" for symbol in text)


def _decimal(text: str) -> str:
    return "".join(symbol if symbol.isalnum() else f"&#{ord(symbol)};" for symbol in text)
