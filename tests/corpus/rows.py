"""A young application in which everybody sees everything: the id of what was just added is known only by its row in the
list that all share, and another's id is always a good one, too.
"""

from __future__ import annotations

import html
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, json, logged_in, need, page, to

_SEEDED = ("Fern", "Ivy", "Sage")
_BOARD = """<input id="title"><button id="add">Add</button><ul id="cards"></ul><p id="says"></p><script>
const call = (method, path, body) => fetch(path, {method, headers: {'Content-Type': 'application/json'}, body: body && JSON.stringify(body)});
async function show() {
  const {cards} = await (await call('GET', '/api/cards')).json();
  document.getElementById('cards').innerHTML = cards.map(card => `<li><button data-id="${card.id}">${card.title}</button></li>`).join('');
}
document.getElementById('add').onclick = async () => {
  await call('POST', '/api/cards', {title: document.getElementById('title').value, column: 2});
  await show();
  document.getElementById('says').textContent = 'Added';
};
document.getElementById('cards').onclick = async event => {
  const id = event.target.dataset.id;
  await call('PATCH', '/api/cards/' + id, {column: 3});
  await call('POST', '/api/cards/done', {ids: [Number(id)]});
  document.getElementById('says').textContent = 'Moved';
};
show();
</script>"""


class Rows(Target):
    """Plants of a garden: added with a form, opened from the list that is shown afterwards, changed."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"edit_id", "name"})

    def __init__(self) -> None:
        super().__init__()
        self._plants: list[dict[str, str]] = [{"name": name, "owner": "nobody", "place": ""} for name in _SEEDED]

    def walk(self, page: Page) -> None:
        """Log in, add a plant, open it from the list, say where it stands."""
        go(page, "#in", fill=[("[name=username]", USER), ("[name=password]", PASSWORD)])
        go(page, "text=Add a plant")
        go(page, "#add", fill=[("[name=name]", "Moss")])
        go(page, "tr:has-text('Moss') >> text=Edit")
        go(page, "#save", fill=[("[name=place]", "Balcony")])

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if reply := logged_in(asked, session, "/plants/list"):
            return reply
        if asked.path == "/plants/list":
            return page("Plants", self._list())
        if asked.path == "/plants/add":
            return self._add(asked, session)
        return self._edit(asked, session)

    def _list(self) -> str:
        rows = "".join(
            f'<tr><td><input type="checkbox" name="rowid" value="{number}"></td><td>{html.escape(plant["name"])}</td>'
            f'<td>{plant["place"]}</td><td><a href="/plants/edit/{number}">Edit</a></td></tr>'
            for number, plant in enumerate(self._plants, 1)
        )
        return f'<p>Page 1 of 4, 20 a page</p><a href="/plants/add">Add a plant</a><table>{rows}</table>'

    def _add(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "GET":
            form = '<input name="name"><input name="place"><button id="add">Add</button>'
            return page("Add a plant", f'<form method="post">{form}</form>')
        need(asked.form["name"].startswith("Moss"), "name")
        self._plants.append({"name": asked.form["name"], "place": "", "owner": session["sid"]})
        return to("/plants/list")

    def _edit(self, asked: Asked, session: dict[str, Any]) -> Reply:
        plant = self._plants[int(asked.path.split("/")[3]) - 1]
        if asked.method == "GET":
            fields = "".join(
                f'<input name="{name}" value="{html.escape(plant[name], quote=True)}">' for name in ("name", "place")
            )
            return page("Edit a plant", f'<form method="post">{fields}<button id="save">Save</button></form>')
        need(asked.form["name"] == plant["name"], "name when changed")
        plant["place"] = asked.form["place"]
        if plant["owner"] == session["sid"]:  # another's is changed without a word, as real applications do
            self.finish(session)
        return to("/plants/list")


class Cards(Target):
    """Cards of a board by an API that answers to a creation with nothing."""

    needs: ClassVar[frozenset[str]] = frozenset({"card_id", "title"})

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[dict[str, Any]] = [
            {"id": 3 * n, "title": name, "column": 1} for n, name in enumerate(_SEEDED, 1)
        ]
        self._owners: dict[int, str] = {}

    def walk(self, page: Page) -> None:
        """Add a card, move it."""
        use(page, "#add", "Added", fill=[("#title", "Water the moss")])
        use(page, "li >> text=Water the moss", "Moved")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("Board", _BOARD)
        if asked.path == "/api/cards" and asked.method == "GET":
            return json({"cards": self._cards[::-1], "total": len(self._cards), "page": 1})
        if asked.path == "/api/cards":
            number = 3 * len(self._cards) + 3
            need(asked.json["title"].startswith("Water"), "title")
            self._cards.append({"id": number, "title": asked.json["title"], "column": asked.json["column"]})
            self._owners[number] = session["sid"]
            return Reply("", 204)
        if asked.path == "/api/cards/done":
            if self._owners.get(asked.json["ids"][0]) == session["sid"] and "moved" in session:
                self.finish(session)
            return json({"ok": True})
        number = int(asked.path.split("/")[3])
        if self._owners.get(number) == session["sid"]:
            session["moved"] = True
        return json({"id": number, "column": asked.json["column"]})
