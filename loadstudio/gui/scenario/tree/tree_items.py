"""The rows of the scenario tree as plain objects: parts, and in each step or block a folded row of page files.

Which rows there are follows from the scenario; telling the view of changes is the model's part.
"""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator

from loadstudio.scenario.edit import Holder
from loadstudio.scenario.model import HttpRequest, Node, ThinkTime

_numbers = itertools.count(1)


class Item:
    """A row. `part` is None for the root and for a row of page files, whose `rows` are the static requests of its
    step. `is_kept` is False while a search leaves it out, `is_file` tells a static request.
    """

    __slots__ = ("__weakref__", "is_file", "is_kept", "number", "parent", "part", "rows")

    def __init__(self, part: Node | None, parent: Item | None) -> None:
        self.number = next(_numbers)
        self.parent = parent
        self.rows: list[Item] = []
        self.is_kept = True
        self.take(part)

    def take(self, part: Node | None) -> None:
        """Stand for another version of the part."""
        self.part = part
        self.is_file = isinstance(part, HttpRequest) and part.static

    @property
    def id(self) -> str:
        """The part's id; '' for the row of page files and for the root."""
        return self.part.id if self.part is not None else ""


class HolderItem(Item):
    """A step or block, or the root: `flat` holds all its parts in the scenario's order, `rows` what is shown, `files`
    the folded ones.
    """

    __slots__ = ("files", "flat")

    def __init__(self, part: Holder | None, parent: Item | None) -> None:
        super().__init__(part, parent)
        self.flat: list[Item] = []
        self.files = Item(None, self)

    def shown(self) -> tuple[list[Item], list[Item]]:
        """Return the rows under the part and those under its page files, as they should be."""
        rows: list[Item] = []
        files: list[Item] = []
        for item in self.flat:
            if item.is_kept:
                (files if item.is_file else rows).append(item)
        if files:
            place = len(rows)
            while place and isinstance(rows[place - 1].part, ThinkTime):
                place -= 1
            rows.insert(place, self.files)
        return rows, files

    def keep(self, wanted: Container[Item] | None) -> int:
        """Keep the parts that are wanted (None: all), with all that they hold and all that holds them; return how many
        are kept.
        """
        kept = 0
        for item in self.flat:
            item.is_kept = wanted is None or item in wanted
            if isinstance(item, HolderItem):
                within = item.keep(None if item.is_kept else wanted)
                item.is_kept = item.is_kept or within > 0
                kept += within
            kept += item.is_kept
        return kept

    def lay_rows(self) -> None:
        """Make the rows what they should be, at once, in all that it holds; no view may look."""
        self.rows, self.files.rows = self.shown()
        for row in self.rows:
            row.parent = self
        for file in self.files.rows:
            file.parent = self.files
        for item in self.flat:
            if isinstance(item, HolderItem):
                item.lay_rows()

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
