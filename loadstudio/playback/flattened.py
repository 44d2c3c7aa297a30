"""JSON that frameworks write flattened: one list in which members and items are places of that list, so that what
occurs twice is written once (`devalue` of SvelteKit, Nuxt and Astro; the turbo-stream of React Router).

`[{"plants":1},[2],{"id":3,"name":4},12,"Moss"]` means `{"plants":[{"id":12,"name":"Moss"}]}`.
"""

from __future__ import annotations

from typing import Final

import msgspec

from loadstudio.playback.jsonpath import JsonPath

_LEAST = 3
_MOST = 200_000
_DEEPEST = 60
_NO_VALUES: Final = range(-7, 0)  # undefined, a hole in a list, not a number, infinity and the like
_NOT_FLAT: Final = object()


class _NoReference(Exception):
    """The list is an ordinary one."""


def whole(document: object) -> object:
    """Return a document with all flattened lists in it put together, those in texts too; the same object where it has
    none.
    """
    return _whole(document, 0)


def first_line(content: bytes) -> object:
    """Return the JSON of the first line, where an answer comes in pieces. Raises ValueError when it is none."""
    line, _, rest = content.partition(b"\n")
    try:
        return msgspec.json.decode(line if rest else b"")
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None


def first_in(path: JsonPath, document: object) -> object:
    """Return what a path finds first in a document as it stands, else with what is flattened in it put together. Raises
    LookupError.
    """
    try:
        return path.first(document)
    except LookupError:
        return path.first(whole(document))


def _whole(node: object, depth: int) -> object:
    if depth > _DEEPEST:
        return node
    if isinstance(node, list):
        if (together := _together(node)) is not _NOT_FLAT:
            return together
        items = [_whole(item, depth + 1) for item in node]
        return items if any(new is not old for new, old in zip(items, node, strict=True)) else node
    if isinstance(node, dict):
        members = {key: _whole(child, depth + 1) for key, child in node.items()}
        return members if any(members[key] is not node[key] for key in node) else node
    if isinstance(node, str) and node.startswith(("[{", "[[")) and node.endswith("]"):
        return _in_text(node)
    return node


def _in_text(text: str) -> object:
    try:
        items = msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return text
    together = _together(items)
    return text if together is _NOT_FLAT else together


def _together(items: list[object]) -> object:
    """Return what a flattened list means; `_NOT_FLAT` for any other."""
    if not (_LEAST <= len(items) <= _MOST and isinstance(items[0], dict | list) and items[0]):
        return _NOT_FLAT
    reader = _Reader(items)
    try:
        found = reader.at(0)
    except (_NoReference, RecursionError):
        return _NOT_FLAT
    return found if len(reader.used) == len(items) else _NOT_FLAT


class _Reader:
    """Follows the references of one list; each place of it must be meant by one."""

    def __init__(self, items: list[object]) -> None:
        self._items = items
        self._open: set[int] = set()
        self.used: set[int] = set()

    def at(self, place: object) -> object:
        """Return the value of a place. Raises _NoReference where there is none."""
        if type(place) is not int:
            raise _NoReference
        if place in _NO_VALUES:
            return None
        if not 0 <= place < len(self._items) or place in self._open:
            raise _NoReference
        self.used.add(place)
        self._open.add(place)
        value = self._value(self._items[place])
        self._open.discard(place)
        return value

    def _value(self, item: object) -> object:
        if isinstance(item, dict):
            return {self._name(key): self.at(child) for key, child in item.items()}
        if isinstance(item, list):
            if item and isinstance(item[0], str):  # of a kind of its own: a date, a set, a promise
                kept = [self.at(child) if _may_refer(child) else child for child in item[1:]]
                return kept[0] if len(kept) == 1 else kept
            return [self.at(child) for child in item]
        return item

    def _name(self, key: str) -> str:
        """Return the name of a member; `_3` where names are places, too."""
        if not (key.startswith("_") and key[1:].isdigit()):
            return key
        name = self.at(int(key[1:]))
        if not isinstance(name, str):
            raise _NoReference
        return name


def _may_refer(child: object) -> bool:
    return type(child) is int
