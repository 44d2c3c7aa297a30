"""The rows of the scenario tree as plain objects: parts, and in each step or block a folded row of page files.

Which rows there are follows from the scenario; telling the view of changes is the model's part.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from loadstudio.scenario.edit import Holder
from loadstudio.scenario.model import HttpRequest, Node, ThinkTime

_numbers = itertools.count(1)


class Item:
    """A row. `part` is None for the root and for a row of page files, whose `rows` are the static requests of its
    step. `is_kept` is False while a search leaves it out.
    """

    __slots__ = ("__weakref__", "is_kept", "number", "parent", "part", "rows")

    def __init__(self, part: Node | None, parent: Item | None) -> None:
        self.number = next(_numbers)
        self.part = part
        self.parent = parent
        self.rows: list[Item] = []
        self.is_kept = True

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
        kept = [item for item in self.flat if item.is_kept]
        files = [item for item in kept if _is_static(item)]
        rows = [item for item in kept if not _is_static(item)]
        if files:
            place = len(rows)
            while place and isinstance(rows[place - 1].part, ThinkTime):
                place -= 1
            rows.insert(place, self.files)
        return rows, files

    def keep(self, wanted: Callable[[Item], bool], *, all_of_it: bool = False) -> bool:
        """Keep the parts that are wanted, with all that they hold and all that holds them; return whether any is."""
        any_kept = False
        for item in self.flat:
            item.is_kept = all_of_it or wanted(item)
            if isinstance(item, HolderItem):
                item.is_kept = item.keep(wanted, all_of_it=item.is_kept) or item.is_kept
            any_kept = any_kept or item.is_kept
        return any_kept

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


def _is_static(item: Item) -> bool:
    return isinstance(item.part, HttpRequest) and item.part.static
