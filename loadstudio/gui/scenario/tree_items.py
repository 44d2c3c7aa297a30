"""The rows of the scenario tree as plain objects: parts, and in each step or block a folded row of page files.

Which rows there are follows from the scenario; telling the view of changes is the model's part.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from loadstudio.scenario.edit import Holder
from loadstudio.scenario.model import HttpRequest, Node, ThinkTime

_numbers = itertools.count(1)


class Item:
    """A row. `part` is None for the root and for a row of page files, whose `rows` are the static requests of its
    step.
    """

    def __init__(self, part: Node | None, parent: Item | None) -> None:
        self.number = next(_numbers)
        self.part = part
        self.parent = parent
        self.rows: list[Item] = []

    @property
    def id(self) -> str:
        """The part's id; '' for the row of page files and for the root."""
        return self.part.id if self.part is not None else ""


class HolderItem(Item):
    """A step or block, or the root: `flat` holds all its parts in the scenario's order, `rows` what is shown, `files`
    the folded ones.
    """

    def __init__(self, part: Holder | None, parent: Item | None) -> None:
        super().__init__(part, parent)
        self.flat: list[Item] = []
        self.files = Item(None, self)

    def shown(self) -> tuple[list[Item], list[Item]]:
        """Return the rows under the part and those under its page files, as they should be."""
        files = [item for item in self.flat if _is_static(item)]
        rows = [item for item in self.flat if not _is_static(item)]
        if files:
            place = len(rows)
            while place and isinstance(rows[place - 1].part, ThinkTime):
                place -= 1
            rows.insert(place, self.files)
        return rows, files

    def within(self) -> Iterator[Item]:
        """Yield all parts in it, each before what it holds."""
        for item in self.flat:
            yield item
            if isinstance(item, HolderItem):
                yield from item.within()


def holder_over(item: Item) -> HolderItem:
    """Return the step, block or root in which a part stands."""
    over = item.parent
    if over is not None and not isinstance(over, HolderItem):
        over = over.parent  # the row of page files is no part
    assert isinstance(over, HolderItem)
    return over


def _is_static(item: Item) -> bool:
    return isinstance(item.part, HttpRequest) and item.part.static
