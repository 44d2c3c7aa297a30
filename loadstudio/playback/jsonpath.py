"""JSONPath (RFC 9535) without functions: names, indices, slices, wildcards, descendants, filters. Paths compile once;
the first match counts. Plain paths of names and indices, nearly all there are, become a tuple and a loop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

import msgspec

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.url import well_formed

type Selector = Callable[[object, object], Iterator[object]]
"""Gives the children of a node that it selects; the second argument is the root."""
type Nodes = Callable[[object, object], Iterator[object]]
type Predicate = Callable[[object, object], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    r"""|(?P<name>[^\W\d][\w-]*)|(?P<sign>\.\.|&&|\|\||==|!=|<=|>=|[$@.\[\]*?(),:!<>]))""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_NOTHING: Final = object()


class JsonPath:
    """A compiled path."""

    __slots__ = ("_nodes", "_plain", "path")

    def __init__(self, path: str) -> None:
        """Compile `path`. Raises InvalidInput with a sentence when it is none."""
        self.path = path
        plain, self._nodes = _Parser(path).whole()
        self._plain = plain

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


class _Parser:
    """Recursive descent over the tokens of one path."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._tokens = list(self._split())
        self._next = 0

    def _split(self) -> Iterator[tuple[str, str]]:
        position, end = 0, len(self._path.rstrip())
        while position < end:
            match = _TOKEN.match(self._path, position)
            if match is None:
                raise self._error()
            yield match.lastgroup or "", match.group(match.lastgroup or 0)
            position = match.end()

    def _error(self) -> InvalidInput:
        return InvalidInput(f"'{self._path}' is no JSONPath. Write it like $.items[0].id.")

    def _peek(self) -> str:
        kind, text = self._tokens[self._next] if self._next < len(self._tokens) else ("", "")
        return text if kind == "sign" else ""

    def _skip(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self._next += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._skip(sign):
            raise self._error()

    def _take(self, *kinds: str) -> str | None:
        if self._next < len(self._tokens) and self._tokens[self._next][0] in kinds:
            self._next += 1
            return self._tokens[self._next - 1][1]
        return None

    def whole(self) -> tuple[tuple[str | int, ...] | None, Nodes]:
        """Return the path as keys when it is plain, and as a function always."""
        self._expect("$")
        keys, nodes = self._segments()
        if self._next != len(self._tokens):
            raise self._error()
        return keys, nodes

    def _segments(self) -> tuple[tuple[str | int, ...] | None, Nodes]:
        keys: list[str | int] | None = []
        selectors: list[Selector] = []
        while self._peek() in (".", "..", "["):
            key, selector = self._segment()
            selectors.append(selector)
            keys = [*keys, key] if keys is not None and key is not None else None
        return (tuple(keys) if keys is not None else None), _chain(tuple(selectors))

    def _segment(self) -> tuple[str | int | None, Selector]:
        descends = self._skip("..")
        if self._peek() == "[":
            key, selector = self._bracketed()
        else:
            if not descends:
                self._expect(".")
            key, selector = self._dotted()
        return (None, _descendants(selector)) if descends else (key, selector)

    def _dotted(self) -> tuple[str | int | None, Selector]:
        if self._skip("*"):
            return None, _children
        name = self._take("name")
        if name is None:
            raise self._error()
        return name, _by_key(name)

    def _bracketed(self) -> tuple[str | int | None, Selector]:
        self._expect("[")
        found = [self._selector()]
        while self._skip(","):
            found.append(self._selector())
        self._expect("]")
        return found[0] if len(found) == 1 else (None, _union(tuple(selector for _, selector in found)))

    def _selector(self) -> tuple[str | int | None, Selector]:
        if self._skip("*"):
            return None, _children
        if self._skip("?"):
            return None, _filter(self._either())
        text = self._take("text")
        if text is not None:
            return _unquoted(text), _by_key(_unquoted(text))
        start = self._integer()
        if not self._skip(":"):
            if start is None:
                raise self._error()
            return start, _by_key(start)
        end = self._integer()
        step = self._integer() if self._skip(":") else None
        return None, _sliced(slice(start, end, step))

    def _integer(self) -> int | None:
        number = self._take("number")
        if number is None:
            return None
        if not number.removeprefix("-").isdigit():
            raise self._error()
        return int(number)

    def _either(self) -> Predicate:
        terms = [self._both()]
        while self._skip("||"):
            terms.append(self._both())
        return terms[0] if len(terms) == 1 else lambda node, root: any(term(node, root) for term in terms)

    def _both(self) -> Predicate:
        terms = [self._basic()]
        while self._skip("&&"):
            terms.append(self._basic())
        return terms[0] if len(terms) == 1 else lambda node, root: all(term(node, root) for term in terms)

    def _basic(self) -> Predicate:
        if self._skip("!"):
            negated = self._basic()
            return lambda node, root: not negated(node, root)
        if self._skip("("):
            inner = self._either()
            self._expect(")")
            return inner
        is_query, left = self._operand()
        sign = self._peek()
        if sign not in _COMPARISONS:
            if not is_query:
                raise self._error()
            return lambda node, root: left(node, root) is not _NOTHING
        self._next += 1
        _, right = self._operand()
        compare = _COMPARISONS[sign]
        return lambda node, root: compare(left(node, root), right(node, root))

    def _operand(self) -> tuple[bool, Callable[[object, object], object]]:
        for sign in ("@", "$"):
            if self._skip(sign):
                keys, nodes = self._segments()
                return True, _at(keys) if keys and sign == "@" else _first_of(nodes, at_root=sign == "$")
        value: object
        text = self._take("text")
        if text is not None:
            value = _unquoted(text)
        else:
            literal = self._take("number", "name")
            try:
                value = msgspec.json.decode(literal or "")
            except msgspec.DecodeError:
                raise self._error() from None
        return False, lambda _node, _root: value


def _unquoted(text: str) -> str:
    def written(match: re.Match[str]) -> str:
        sign = match.group(1)
        return chr(int(sign[1:], 16)) if len(sign) > 1 else _ESCAPES.get(sign, sign)

    return well_formed(_ESCAPE.sub(written, text[1:-1]))  # a sign may be escaped as two surrogates


def _chain(selectors: tuple[Selector, ...]) -> Nodes:
    def nodes(node: object, root: object) -> Iterator[object]:
        found: Iterable[object] = (node,)
        for selector in selectors:
            found = _applied(selector, found, root)
        return iter(found)

    return nodes


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
