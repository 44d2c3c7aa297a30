"""How the id of one item of a JSON list is taken: by a text that the item holds, `$.cards[?@.title=='${title}'].id`.

APIs wrap items in many ways: in a list within the list of a batch, in nodes of a graph, with their texts in an object
of their own. An id belongs to a text when it stands beside it or above it, never when it is of something else inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.field_names import same_name
from loadstudio.authoring.places.json_leaves import json_step
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import DISTINCT_FROM, base
from loadstudio.authoring.sources.row_names import RowName, RowSource
from loadstudio.authoring.sources.row_places import is_id
from loadstudio.playback.jsonpath import json_text
from loadstudio.playback.source_text import in_json_path
from loadstudio.scenario.extractor import JsonSource

_MOST_ITEMS = 5_000
_DEEPEST = 12
_DEEPEST_MEMBER = 3

type _Keys = tuple[str | int, ...]
type _Item = Mapping[str | int, object]


class NamedItem(NamedTuple):
    """An item of a list that holds a name: `path` finds it by that, `owners` is what its list may be called, `naming`
    the keys that lead to the name.
    """

    path: str
    owners: tuple[str, ...]
    naming: _Keys
    item: _Item


def rows_in_json(view: AnswerView, use: Use, name: RowName) -> Iterator[RowSource]:
    """Yield how the value of a use is taken from the item that holds a name; whether it is, is to be proved."""
    if use.text not in view.leaves:
        return
    seen: set[str] = set()
    for one in named_items(view, name):
        for leaf in _members(one.item, use.text):
            is_own = leaf[:-1] == one.naming[: len(leaf) - 1]
            path = one.path + steps(leaf)
            if is_own and path not in seen and _is_meant(leaf[-1], (*one.owners, *map(str, leaf[:-1])), use):
                seen.add(path)
                yield RowSource(JsonSource(path=path))


def named_items(view: AnswerView, name: RowName) -> Iterator[NamedItem]:
    """Yield the items of lists of objects or of lists that hold a name, those right in a list first."""
    if name.text not in view.leaves:
        return
    written = name.written(in_json_path)
    asked_for = (view.path.rstrip("/").rpartition("/")[2],)
    for path, owners, item in islice(_items(view.answer.whole_json, "$", asked_for), _MOST_ITEMS):
        for naming in _members(item, name.text):
            yield NamedItem(f"{path}[?@{steps(naming)}=='{written}']", owners, naming, item)


def steps(keys: _Keys) -> str:
    """Return keys as steps of a JSONPath."""
    return "".join(f"[{key}]" if isinstance(key, int) else json_step(key) for key in keys)


def _items(node: object, path: str, owners: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], _Item]]:
    """Yield (path of the list, what it may be called, item) of all lists, those within items too."""
    if len(owners) > _DEEPEST:
        return
    if isinstance(node, dict):
        for key, child in node.items():
            yield from _items(child, path + json_step(key), (*owners, key))
    elif isinstance(node, list):
        inner = [item for item in node if isinstance(item, dict | list)]
        for item in inner:
            yield path, owners, item if isinstance(item, dict) else dict(enumerate(item))
        for item in inner:
            yield from _items(item, path + "[*]", (*owners, ""))


def _members(item: _Item, text: str, above: _Keys = ()) -> Iterator[_Keys]:
    """Yield the keys that lead to a text in an item, its own first; what stands in its lists is not its own."""
    for key, value in item.items():
        if isinstance(value, str | int) and not isinstance(value, bool) and json_text(value) == text:
            yield (*above, key)
    if len(above) + 1 < _DEEPEST_MEMBER:
        for key, value in item.items():
            if isinstance(value, dict):
                yield from _members(value, text, (*above, key))


def _is_meant(key_in_item: str | int, owners: tuple[str, ...], use: Use) -> bool:
    """Tell whether what is sent is the id of an item and not another number that is the same."""
    key, leaf = use.slot.key, str(key_in_item)
    if same_name(leaf, key) or (base(use.text, 1000) >= DISTINCT_FROM and not leaf.isdigit()):
        return True
    if not is_id(leaf):
        return False
    return any(same_name(owner, key) for owner in owners) or (use.slot.place.kind != "url" and is_id(key))
