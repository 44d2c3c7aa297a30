"""What is dragged in the scenario tree and where it may be dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from PySide6.QtCore import QMimeData

from loadstudio.base.typed import decode
from loadstudio.gui.scenario.tree.tree_items import HolderItem, Item
from loadstudio.scenario.model import Step

MIME = "application/x-loadstudio-dragged"


class Dragged(msgspec.Struct, frozen=True, kw_only=True):
    """Parts of the tree `tree` (a number of its model) that are being dragged."""

    tree: int
    ids: tuple[str, ...]


def dragged_data(tree: int, ids: Iterable[str]) -> QMimeData:
    """Return what a drag carries."""
    data = QMimeData()
    data.setData(MIME, msgspec.json.encode(Dragged(tree=tree, ids=tuple(ids))))
    return data


def dragged_ids(data: QMimeData, tree: int) -> tuple[str, ...]:
    """Return the ids of the parts that are dragged; () when they are not this tree's."""
    try:
        dragged = decode(bytes(data.data(MIME).data()), Dragged)
    except msgspec.DecodeError:
        return ()
    return dragged.ids if dragged.tree == tree else ()


def may_drop(items: Sequence[Item], target: Item) -> bool:
    """Return whether parts may be dropped into a row: only steps at the root, nothing into what it holds."""
    if not items or not isinstance(target, HolderItem):
        return False
    if target.parent is None:
        return all(isinstance(item.part, Step) for item in items)
    over: Item | None = target
    while over is not None:
        if over in items:
            return False
        over = over.parent
    return True


def drop_index(items: Sequence[Item], target: HolderItem, row: int) -> int:
    """Return the index among the target's parts, counted without the dragged ones; `row` -1 is the end."""
    others = [item for item in target.flat if item not in items]
    following = [item for item in target.rows[row:] if item in others] if row >= 0 else []
    return others.index(following[0]) if following else len(others)
