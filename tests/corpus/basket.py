"""A basket whose fields are named by the numbers of its lines, and at the end a sum that keeps programs out. A wrong sum is
refused with status 200 and the same title.
"""

from __future__ import annotations

import re
import secrets
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import Asked, Refused, Reply, Target, need, page, to


class Basket(Target):
    """Lines count over all baskets, from 57."""

    needs: ClassVar[frozenset[str]] = frozenset({"qty_id", "answer"})

    def __init__(self) -> None:
        super().__init__()
        self._last = 56

    def walk(self, page: Page) -> None:
        """Put two things into the basket, change both counts, order."""
        go(page, "#moss")
        go(page, "#fern")
        go(page, "#change", fill=[("input >> nth=0", "3"), ("input >> nth=1", "4")])
        first, second = re.findall(r"\d+", page.inner_text("label"))
        go(page, "#order", fill=[("#answer", str(int(first) + int(second)))])

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        lines = session.setdefault("lines", {})
        if asked.path == "/add":
            self._last += 1
            lines[f"qty[{self._last}]"] = "1"
            return to("/")
        if asked.path == "/change":
            need(lines.keys() == asked.form.keys(), "lines of another basket")
            lines.update(asked.form)
            return to("/")
        if asked.path == "/order":
            need(sorted(lines.values()) == ["3", "4"], "counts")
            if asked.form["answer"] != session["sum"]:
                self.refused["wrong sum"] += 1
                return page("Order", "Wrong")
            self.finish(session)
            return page("Order", "Thanks")
        if asked.path != "/":
            raise Refused("no such page", 404)
        first, second = secrets.randbelow(20) + 1, secrets.randbelow(20) + 1
        session["sum"] = str(first + second)
        fields = "".join(f'<p><input name="{name}" value="{count}"></p>' for name, count in lines.items())
        return page("Shop", _SHOP.format(fields=fields, first=first, second=second))


_SHOP = """<form method=post action=/add><button id=moss name=what value=moss>Moss</button>
<button id=fern name=what value=fern>Fern</button></form>
<form method=post action=/change>{fields}<button id=change>Change</button></form>
<form method=post action=/order><label for=answer>How much is {first} + {second}?</label>
<input id=answer name=answer><button id=order>Order</button></form>"""
