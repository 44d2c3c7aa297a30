"""The scalars of a JSON document by their text, each with the paths that lead to it. Paths are worked out for those
that somebody asks for: of thousands in an answer, few are ever sent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, override

from loadstudio.authoring.places.value_look import looks_random
from loadstudio.playback.jsonpath import json_text

_NUMBER = re.compile(r"-?\d")
_WHOLE_NUMBER = re.compile(r"-?[1-9]\d{0,14}|0")
_SCALARS = frozenset({str, int, float})
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NAMING_KEYS = ("slug", "sku", "code", "name", "title", "type", "key", "label", "kind", "rel", "role")
_OWNED_KEYS = frozenset({"id", "uuid", "guid", "ref", "reference", "number", "key", "code", "token"})
_MOST_LEAVES = 20_000
_MOST_LOOK_UPS = 16
_MOST_PATHS = 3
_LONGEST_NAME = 60

type _Chain = tuple[_Chain, dict[str, object] | list[object], str | int] | None
"""How one gets to a node: to what holds it, that, and the key or the number in it; None for the document."""


class JsonLeaf(NamedTuple):
    """A scalar of a JSON document as text, the paths that lead to it (the most stable first) and what it is called:
    its key, `basket_id` for the `id` of a `basket`.
    """

    text: str
    paths: tuple[str, ...]
    name: str


class JsonLeaves(Mapping[str, tuple[JsonLeaf, ...]]):
    """The leaves of a document, the first ones of a large one, by their text.

    The first few texts asked for are looked up in the document itself; who asks for more gets an index of all.
    """

    def __init__(self, document: object) -> None:
        self._document = document
        self._known: dict[str, list[_Chain]] = {}
        self._names: dict[int, dict[str, Counter[str]]] = {}

    @override
    def __getitem__(self, text: str) -> tuple[JsonLeaf, ...]:
        chains = self._chains(text)
        if not chains:
            raise KeyError(text)
        return tuple(self._leaf(text, chain) for chain in chains)

    @override
    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and bool(self._chains(text))

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(json_text(scalar) for scalar, *_ in self._scalars()))

    @override
    def __len__(self) -> int:
        return len(self._all)

    def __bool__(self) -> bool:
        return next(self._scalars(), None) is not None

    def _chains(self, text: str) -> list[_Chain]:
        """Return how one gets to a text."""
        if len(self._known) >= _MOST_LOOK_UPS:
            return self._all.get(text, [])
        if text not in self._known:
            says = _saying(text)
            found = ((holder, key, chain) for scalar, holder, key, chain in self._scalars() if says(scalar))
            self._known[text] = [_way(*way) for way in found]
        return self._known[text]

    @cached_property
    def _all(self) -> dict[str, list[_Chain]]:
        found: dict[str, list[_Chain]] = {}
        for scalar, *way in self._scalars():
            found.setdefault(json_text(scalar), []).append(_way(*way))
        return found

    def _scalars(self) -> Iterator[tuple[object, Any, Any, _Chain]]:
        return islice(_scalars(self._document), _MOST_LEAVES)

    def _leaf(self, text: str, chain: _Chain) -> JsonLeaf:
        paths: tuple[str, ...] = ("$",)
        name = ""
        for holder, key in _from_above(chain):
            if isinstance(holder, dict):
                owned = name and str(key).lower() in _OWNED_KEYS
                paths = tuple(path + json_step(str(key)) for path in paths)
                name = f"{singular(name)}_{key}" if owned else str(key)
            else:
                by_name = self._by_sibling(holder, holder[int(key)])
                steps = (by_name, f"[{key}]") if by_name else (f"[{key}]",)
                paths = tuple(path + step for step in steps for path in paths)[:_MOST_PATHS]
        return JsonLeaf(text, paths, name)

    def _by_sibling(self, items: list[object], child: object) -> str:
        """Return a filter that finds `child` among `items` by what it is called, or ''."""
        if not isinstance(child, dict) or len(items) < 2:
            return ""
        for key in _NAMING_KEYS:
            name = child.get(key)
            if not isinstance(name, str) or not name.isprintable() or not 0 < len(name) <= _LONGEST_NAME:
                continue
            if not looks_random(name) and self._names_of(items, key)[name] == 1:
                escaped = name.replace("\\", "\\\\").replace("'", "\\'")
                return f"[?@.{key}=='{escaped}']"
        return ""

    def _names_of(self, items: list[object], key: str) -> Counter[str]:
        """Return how many of the items have each name, counted once for all of them."""
        of_items = self._names.setdefault(id(items), {})
        if key not in of_items:
            names = (item.get(key) for item in items if isinstance(item, dict))
            of_items[key] = Counter(name for name in names if isinstance(name, str))
        return of_items[key]


def _scalars(document: object) -> Iterator[tuple[object, Any, Any, _Chain]]:
    """Yield each text and number of a document in order: itself, what holds it, its key or number there, and the way to
    what holds it.
    """
    under_way: list[tuple[Iterator[tuple[Any, Any]], Any, _Chain]] = [(iter([(None, document)]), None, None)]
    while under_way:
        members, holder, chain = under_way[-1]
        for key, child in members:
            kind = type(child)
            if kind is dict or kind is list:
                inside = child.items() if kind is dict else enumerate(child)
                under_way.append((iter(inside), child, _way(holder, key, chain)))
                break
            if kind in _SCALARS:
                yield child, holder, key, chain
        else:
            under_way.pop()


def _way(holder: Any, key: Any, chain: _Chain) -> _Chain:
    return None if holder is None else (chain, holder, key)


def _saying(text: str) -> Callable[[object], bool]:
    """Return what tells whether a scalar says a text; most say another, so numbers are not written out to see that."""
    if not _NUMBER.match(text):
        return lambda scalar: scalar == text
    if not _WHOLE_NUMBER.fullmatch(text):
        return lambda scalar: json_text(scalar) == text
    number = int(text)
    return lambda scalar: scalar in (number, text)


def _from_above(chain: _Chain) -> list[tuple[dict[str, object] | list[object], str | int]]:
    steps: list[tuple[dict[str, object] | list[object], str | int]] = []
    while chain is not None:
        chain, holder, key = chain
        steps.append((holder, key))
    return steps[::-1]


def singular(name: str) -> str:
    """Return the name of one of them: `orders` -> `order`, `categories` -> `category`."""
    if re.search(r"[^aeiou]ies$", name):
        return name[:-3] + "y"
    if re.search(r"(ss|x|ch|sh)es$", name):
        return name[:-2]
    return name[:-1] if re.search(r"[^siu]s$", name) and len(name) > 3 else name


def json_step(name: str) -> str:
    """Return a JSON key as a step of a JSONPath: `.id`, `['order id']`."""
    if _PLAIN_KEY.fullmatch(name):
        return f".{name}"
    escaped = name.replace("\\", "\\\\").replace("'", "\\'")
    return f"['{escaped}']"
