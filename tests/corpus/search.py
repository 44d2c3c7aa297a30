"""Typed search words that pages echo, pages known by cursors, and a result opened by its number."""

from __future__ import annotations

import base64
import html
from typing import Any, ClassVar
from urllib.parse import quote, quote_plus

from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import Asked, Reply, Target, hexadecimal, need, number, page

_WORDS = "moss & fern 2026"


class Search(Target):
    """Results whose cursors are good in one session only; the words must come as they were typed."""

    needs: ClassVar[frozenset[str]] = frozenset({"cursor", "item_id", "sid"})

    def walk(self, page: Page) -> None:
        """Search, turn two pages, open a result, send a remark in free text."""
        page.fill("[name=q]", _WORDS)
        go(page, "#find")
        go(page, "text=Next")
        go(page, "text=Next")
        go(page, "text=Second result")
        go(page, "#say", fill=[("[name=remark]", "Nice: 100% wet, 12345678 kg?")])

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page(
                "Home", '<form action="/search"><input name="q" type="search"><button id="find">Find</button></form>'
            )
        if asked.path == "/search":
            return self._results(asked.query, session)
        need(asked.path == f"/items/{session.get('item')}", "item", 404)
        if asked.method == "GET":
            need(asked.query.get("sid") == session["search"], "search id")
            form = '<form method="post"><input name="remark"><button id="say">Say</button></form>'
            return page("Second result", form)
        need(asked.form.get("remark") == "Nice: 100% wet, 12345678 kg?", "remark")
        self.finish(session)
        return page("Thank you", "")

    def _results(self, query: dict[str, str], session: dict[str, Any]) -> Reply:
        need(query.get("q") == _WORDS, "search words")
        turn = session.get("turn", 0)
        need(query.get("cursor") == session.get("cursor"), "cursor", 400)
        place = base64.b64encode(f"after:{hexadecimal(6)}:{turn}".encode()).decode()
        session.update(turn=turn + 1, cursor=place, item=number(100_000), search=hexadecimal(8))
        others = "".join(f'<a href="/items/{number(100_000)}?sid=x">Result</a>' for _ in range(3))
        link = f'<a href="/items/{session["item"]}?sid={session["search"]}">Second result</a>'
        more = f'<a href="/search?q={quote_plus(_WORDS)}&amp;cursor={quote(place, safe="")}">Next</a>'
        return page(f"Results for {html.escape(_WORDS)}", others + link + more)
