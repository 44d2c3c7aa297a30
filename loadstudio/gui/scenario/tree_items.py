"""The rows of the scenario tree as plain objects: steps, requests, think times, and a folded row of page files.

Which rows there are follows from the scenario; telling the view of changes is the model's part.
"""

from __future__ import annotations

import itertools

from loadstudio.scenario.model import HttpRequest, Node, Step, ThinkTime

_numbers = itertools.count(1)


class Item:
    """A row. `part` is None for the row of page files, whose `rows` are the static requests of its step."""

    def __init__(self, part: Step | Node | None, parent: Item | None) -> None:
        self.number = next(_numbers)
        self.part = part
        self.parent = parent
        self.rows: list[Item] = []

    @property
    def id(self) -> str:
        """The part's id; '' for the row of page files."""
        return self.part.id if self.part is not None else ""


class StepItem(Item):
    """A step: `flat` holds all its parts in the scenario's order, `rows` what is shown, `files` the folded ones."""

    def __init__(self, step: Step, parent: Item) -> None:
        super().__init__(step, parent)
        self.flat: list[Item] = []
        self.files = Item(None, self)

    def shown(self) -> tuple[list[Item], list[Item]]:
        """Return the rows under the step and those under its page files, as they should be."""
        files = [item for item in self.flat if _is_static(item)]
        rows = [item for item in self.flat if not _is_static(item)]
        if files:
            place = len(rows)
            while place and isinstance(rows[place - 1].part, ThinkTime):
                place -= 1
            rows.insert(place, self.files)
        return rows, files


def _is_static(item: Item) -> bool:
    return isinstance(item.part, HttpRequest) and item.part.static
