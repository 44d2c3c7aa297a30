"""Choices whose values are ids of the session: an option of a list, a radio button, check boxes, a row's button."""

from __future__ import annotations

from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import Asked, Reply, Target, hexadecimal, need, new_uuid, number, page


class Options(Target):
    """A booking: what was chosen is known by its label, what is sent by its id."""

    start: ClassVar[str] = "/book"
    needs: ClassVar[frozenset[str]] = frozenset({"flight", "meal", "extras", "seat"})

    def walk(self, page: Page) -> None:
        """Choose and send."""
        page.select_option("[name=flight]", label="Berlin, 9:40")
        page.check("text=Vegan")
        page.check("text=Window")
        page.check("text=Luggage")
        go(page, "text=Seat 12A")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "GET":
            session["flights"] = {
                name: number(10_000, 99_999) for name in ("Paris, 8:15", "Berlin, 9:40", "Rome, 17:05")
            }
            session["meals"] = {name: hexadecimal(5) for name in ("Meat", "Vegan")}
            session["extras"] = {name: new_uuid() for name in ("Window", "Luggage", "Priority")}
            session["seats"] = {name: number(100_000) for name in ("11C", "12A")}
            return page("Book", self._form(session))
        need(asked.form.get("flight") == session["flights"]["Berlin, 9:40"], "flight")
        need(asked.form.get("meal") == session["meals"]["Vegan"], "meal")
        need(asked.form.get("extras[]") == session["extras"]["Luggage"], "extras")
        need(asked.form.get("seat") == session["seats"]["12A"], "seat")
        self.finish(session)
        return page("Booked", "")

    def _form(self, session: dict[str, Any]) -> str:
        options = "".join(f'<option value="{made}">{name}</option>' for name, made in session["flights"].items())
        meals = "".join(
            f'<label><input type="radio" name="meal" value="{made}"> {name}</label>'
            for name, made in session["meals"].items()
        )
        extras = "".join(
            f'<label><input type="checkbox" name="extras[]" value="{made}"> {name}</label>'
            for name, made in session["extras"].items()
        )
        seats = "".join(
            f'<button name="seat" value="{made}">Seat {name}</button>' for name, made in session["seats"].items()
        )
        return f'<form method="post"><select name="flight">{options}</select>{meals}{extras}{seats}</form>'
