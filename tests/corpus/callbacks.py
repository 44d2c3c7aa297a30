"""Components whose state the page sends back as names and values, as Dash does: small numbers, no error, no word about
what had no effect. A script says which visit it is.
"""

from __future__ import annotations

from itertools import count
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import Asked, Reply, Target, json, page

_PAGE = """<p>Part 1 of 1</p><input id="name"><button id="add">Add</button><button id="grow">Grow</button><p id="says"></p>
<script>
// with digits in any case: eleven letters alone, one in sixty, are taken for a word
const visit = Array.from({length: 11}, (_, place) => Math.floor(Math.random() * (place % 3 ? 36 : 10)).toString(36)).join('');
const field = (id, property, value) => ({id, property, value});
let plant = null;
const update = async (output, state) => (await fetch('/update', {method: 'POST', body: JSON.stringify(
  {output, inputs: [field(output, 'n_clicks', 1)], state, session_hash: visit}),
  headers: {'Content-Type': 'application/json'}})).json();
document.getElementById('add').onclick = async () => {
  const got = await update('add', [field('name', 'value', document.getElementById('name').value)]);
  plant = got.plant.data;
  document.getElementById('says').textContent = got.says.children;
};
document.getElementById('grow').onclick = async () => {
  const got = await update('grow', [field('plant', 'data', plant)]);
  document.getElementById('says').textContent = got.says.children;
};
</script>"""


class Callbacks(Target):
    """A plant is added, then grows: only that of the same visit does."""

    needs: ClassVar[frozenset[str]] = frozenset({"data", "session_hash"})

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1)
        self._visits: dict[int, str] = {}

    def walk(self, page: Page) -> None:
        """Add, grow."""
        use(page, "#add", "Added", fill=[("#name", "Moss")])
        use(page, "#grow", "Grown")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "GET":
            return page("Garden", _PAGE)
        visit, state = asked.json["session_hash"], asked.json["state"][0]
        if asked.json["output"] == "add":
            number = next(self._numbers)
            self._visits[number] = visit
            return json({"says": {"children": f"Added {state['value']}"}, "plant": {"data": number}})
        if self._visits.get(state["value"]) == visit and sum(1 for one in self._visits.values() if one == visit) == 1:
            self.finish(session)
        return json({"says": {"children": "Grown, perhaps"}})
