"""What changed from one scenario to another, as the least number of steps that a tree view can follow one by one.

Parts are the same when their ids are the same; nothing here knows of a view.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from loadstudio.scenario.model import HOLDERS, Node, Scenario, walk

ROOT = ""
"""The parent id of the scenario's own steps."""


class Inserted(msgspec.Struct, frozen=True, kw_only=True):
    """`part` stands now at `index` of its parent. A step or block comes empty; what it holds follows."""

    part: Node
    parent_id: str
    index: int


class Removed(msgspec.Struct, frozen=True, kw_only=True):
    """The part at `index` of its parent is gone. A step or block is empty by then."""

    part_id: str
    parent_id: str
    index: int


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A part went to another place; `to_index` is counted after it was taken out."""

    part_id: str
    from_parent_id: str
    from_index: int
    to_parent_id: str
    to_index: int


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """The part with this id is other than before, in its place; for a step or block, other than by what it holds."""

    part: Node


type Change = Inserted | Removed | Moved | Changed


def changes(before: Scenario, after: Scenario) -> tuple[Change, ...]:
    """Return the changes that make `before`'s tree `after`'s; each one's indices hold once those before it are done."""
    return _Walk(before, after).result()


class _Walk:
    """The tree as ids, changed along with the list of changes."""

    def __init__(self, before: Scenario, after: Scenario) -> None:
        self._after = after
        self._old = {node.id: node for node in walk(before.steps)}
        self._new = {node.id: node for node in walk(after.steps)}
        self._tree = {ROOT: [step.id for step in before.steps]}
        self._tree |= {id_: _children(node) for id_, node in self._old.items() if isinstance(node, HOLDERS)}
        self._parents = {id_: parent_id for parent_id, ids in self._tree.items() for id_ in ids}
        self._changes: list[Change] = []

    def result(self) -> tuple[Change, ...]:
        for parent_id in self._tree:
            self._remove_from(parent_id, holders=False)
        # from the top down: what a part moves into is in its final place by then, so it never moves into itself
        self._arrange(ROOT, [step.id for step in self._after.steps])
        for id_, node in self._new.items():
            if isinstance(node, HOLDERS):
                self._arrange(id_, _children(node))
        for parent_id in reversed(list(self._tree)):  # what is gone is empty but for what is gone too
            if parent_id != ROOT and parent_id not in self._new:
                self._remove_from(parent_id, holders=True)
        for parent_id in list(self._tree):
            self._remove_from(parent_id, holders=True)
        self._changes += [Changed(part=part) for id_, part in self._new.items() if self._differs(id_)]
        return tuple(self._changes)

    def _remove_from(self, parent_id: str, *, holders: bool) -> None:
        ids = self._tree[parent_id]
        for index in range(len(ids) - 1, -1, -1):
            if ids[index] not in self._new and (holders or not isinstance(self._old[ids[index]], HOLDERS)):
                self._changes.append(Removed(part_id=ids[index], parent_id=parent_id, index=index))
                del ids[index]

    def _arrange(self, parent_id: str, wanted: Sequence[str]) -> None:
        staying = _in_order(self._tree[parent_id], wanted)
        previous = ""
        for id_ in wanted:
            if id_ not in self._old:
                self._insert(id_, parent_id, self._place_after(previous, parent_id))
            elif id_ not in staying:
                self._move(id_, parent_id, previous)
            previous = id_

    def _insert(self, id_: str, parent_id: str, index: int) -> None:
        part = self._new[id_]
        if isinstance(part, HOLDERS):
            part = replace(part, children=())
            self._tree[id_] = []
        self._changes.append(Inserted(part=part, parent_id=parent_id, index=index))
        self._tree[parent_id].insert(index, id_)

    def _move(self, id_: str, parent_id: str, previous: str) -> None:
        origin = self._parents[id_]
        from_index = self._tree[origin].index(id_)
        del self._tree[origin][from_index]
        to_index = self._place_after(previous, parent_id)
        self._tree[parent_id].insert(to_index, id_)
        self._parents[id_] = parent_id
        if (origin, from_index) != (parent_id, to_index):
            self._changes.append(
                Moved(
                    part_id=id_,
                    from_parent_id=origin,
                    from_index=from_index,
                    to_parent_id=parent_id,
                    to_index=to_index,
                )
            )

    def _place_after(self, previous: str, parent_id: str) -> int:
        return self._tree[parent_id].index(previous) + 1 if previous else 0

    def _differs(self, id_: str) -> bool:
        old, new = self._old.get(id_), self._new[id_]
        if isinstance(old, HOLDERS) and isinstance(new, HOLDERS):
            return replace(old, children=()) != replace(new, children=())
        return old is not None and old is not new and old != new


def _children(node: Node) -> list[str]:
    return [child.id for child in node.children] if isinstance(node, HOLDERS) else []


def _in_order(present: Sequence[str], wanted: Sequence[str]) -> frozenset[str]:
    """Return the most ids that stand in both in the same order (longest increasing subsequence); they need not move."""
    place = {id_: index for index, id_ in enumerate(present)}
    common = [id_ for id_ in wanted if id_ in place]
    tails: list[int] = []
    ends: list[str] = []
    before: dict[str, str] = {}
    for id_ in common:
        position = bisect_left(tails, place[id_])
        before[id_] = ends[position - 1] if position else ""
        tails[position : position + 1] = [place[id_]]
        ends[position : position + 1] = [id_]
    kept: set[str] = set()
    id_ = ends[-1] if ends else ""
    while id_:
        kept.add(id_)
        id_ = before[id_]
    return frozenset(kept)
