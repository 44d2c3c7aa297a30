"""What a JSONPath finds in a document. Paths (`scenario.json_path`) compile once; the first match counts. Plain paths
of names and places, nearly all there are, become a tuple and a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

import msgspec

from loadstudio.scenario.json_path import (
    AnyOf,
    Below,
    Both,
    Compared,
    Either,
    Every,
    Filter,
    Not,
    Operand,
    Path,
    Query,
    Slice,
    Step,
    Test,
    json_steps,
)

type Selector = Callable[[object, object], Iterator[object]]
"""Gives the children of a node that it selects; the second argument is the root."""
type Nodes = Callable[[object, object], Iterator[object]]
type Predicate = Callable[[object, object], bool]

_NOTHING: Final = object()


class JsonPath:
    """A compiled path."""

    __slots__ = ("_nodes", "_plain", "path")

    def __init__(self, path: str) -> None:
        """Compile `path`. Raises InvalidInput with a sentence when it is none."""
        self.path = path
        steps = json_steps(path)
        self._plain = _plain_keys(steps)
        self._nodes = _nodes(steps)

    def first(self, document: object) -> object:
        """Return the first value that the path finds. Raises LookupError when there is none."""
        if self._plain is not None:
            return _walk(document, self._plain)
        for value in self._nodes(document, document):
            return value
        raise LookupError

    def all(self, document: object) -> tuple[object, ...]:
        """Return all values that the path finds, in order."""
        return tuple(self._nodes(document, document))


def json_text(value: object) -> str:
    """Return a JSON value as text: numbers as JavaScript writes them, objects and arrays as compact JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return msgspec.json.encode(value).decode()


def _walk(node: object, keys: tuple[str | int, ...]) -> object:
    for key in keys:
        if type(key) is str:
            if type(node) is not dict:
                raise LookupError
            node = node[key]
        else:
            if type(node) is not list:
                raise LookupError
            node = node[key]  # type: ignore[index] # a key that is no text is a number
    return node


def _plain_keys(steps: Path[str]) -> tuple[str | int, ...] | None:
    """Return names and places where a path has nothing else."""
    keys = tuple(step for step in steps if isinstance(step, str | int))
    return keys if len(keys) == len(steps) else None


def _nodes(steps: Path[str]) -> Nodes:
    selectors = tuple(map(_selector, steps))

    def nodes(node: object, root: object) -> Iterator[object]:
        found: Iterable[object] = (node,)
        for selector in selectors:
            found = _applied(selector, found, root)
        return iter(found)

    return nodes


def _selector(step: Step[str]) -> Selector:
    match step:
        case str() | int():
            return _by_key(step)
        case Every():
            return _children
        case Slice():
            return _sliced(slice(step.start, step.end, step.step))
        case Filter():
            return _filter(_predicate(step.test))
        case AnyOf():
            return _union(tuple(map(_selector, step.steps)))
        case Below():
            return _descendants(_selector(step.step))


def _predicate(test: Test[str]) -> Predicate:
    match test:
        case Query():
            value = _found(test)
            return lambda node, root: value(node, root) is not _NOTHING
        case Compared():
            compare, left, right = _COMPARISONS[test.operator], _value(test.left), _value(test.right)
            return lambda node, root: compare(left(node, root), right(node, root))
        case Both():
            every = tuple(map(_predicate, test.tests))
            return lambda node, root: all(one(node, root) for one in every)
        case Either():
            several = tuple(map(_predicate, test.tests))
            return lambda node, root: any(one(node, root) for one in several)
        case Not():
            negated = _predicate(test.test)
            return lambda node, root: not negated(node, root)


def _value(operand: Operand[str]) -> Callable[[object, object], object]:
    return _found(operand) if isinstance(operand, Query) else lambda _node, _root: operand


def _found(query: Query[str]) -> Callable[[object, object], object]:
    keys = _plain_keys(query.steps)
    if keys and not query.from_root:
        return _at(keys)
    return _first_of(_nodes(query.steps), at_root=query.from_root)


def _applied(selector: Selector, nodes: Iterable[object], root: object) -> Iterator[object]:
    for node in nodes:
        yield from selector(node, root)


def _by_key(key: str | int) -> Selector:
    wanted: type[Any] = dict if isinstance(key, str) else list

    def select(node: object, _root: object) -> Iterator[object]:
        if isinstance(node, wanted):
            try:
                yield node[key]
            except LookupError:
                return

    return select


def _children(node: object, _root: object) -> Iterator[object]:
    if isinstance(node, dict):
        yield from node.values()
    elif isinstance(node, list):
        yield from node


def _descendants(selector: Selector) -> Selector:
    def select(node: object, root: object) -> Iterator[object]:
        pending = [node]
        while pending:
            current = pending.pop()
            yield from selector(current, root)
            pending += reversed(list(_children(current, root)))

    return select


def _union(selectors: tuple[Selector, ...]) -> Selector:
    def select(node: object, root: object) -> Iterator[object]:
        for selector in selectors:
            yield from selector(node, root)

    return select


def _sliced(part: slice) -> Selector:
    def select(node: object, _root: object) -> Iterator[object]:
        if isinstance(node, list) and part.step != 0:
            yield from node[part]

    return select


def _filter(predicate: Predicate) -> Selector:
    def select(node: object, root: object) -> Iterator[object]:
        return (child for child in _children(node, root) if predicate(child, root))

    return select


def _at(keys: tuple[str | int, ...]) -> Callable[[object, object], object]:
    def at(node: object, _root: object) -> object:
        try:
            return _walk(node, keys)
        except LookupError:
            return _NOTHING

    return at


def _first_of(nodes: Nodes, *, at_root: bool) -> Callable[[object, object], object]:
    def first(node: object, root: object) -> object:
        return next(islice(nodes(root if at_root else node, root), 1), _NOTHING)

    return first


def _is_equal(left: object, right: object) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return left == right


def _is_less(left: object, right: object) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    if isinstance(left, bool) or isinstance(right, bool):
        return False
    return isinstance(left, int | float) and isinstance(right, int | float) and left < right


_COMPARISONS: dict[str, Callable[[object, object], bool]] = {
    "==": _is_equal,
    "!=": lambda left, right: not _is_equal(left, right),
    "<": _is_less,
    ">": lambda left, right: _is_less(right, left),
    "<=": lambda left, right: _is_less(left, right) or _is_equal(left, right),
    ">=": lambda left, right: _is_less(right, left) or _is_equal(left, right),
}
