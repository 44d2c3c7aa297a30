"""JSONPath (RFC 9535) without functions, taken apart into steps: names, places, slices, wildcards, descendants and
filters.

What a path finds in a document is `playback.jsonpath`'s. How other programs write it is `interchange`'s, whose names
and texts are more than strings: so steps are generic in what stands for these.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.url import well_formed

type Operator = Literal["==", "!=", "<", ">", "<=", ">="]


class Slice(msgspec.Struct, frozen=True):
    """Part of a list, as in Python."""

    start: int | None
    end: int | None
    step: int | None


class Every(msgspec.Struct, frozen=True):
    """All children."""


class Query[T](msgspec.Struct, frozen=True):
    """A value in a filter, from the child under test or from the whole document."""

    from_root: bool
    steps: Path[T]


class Compared[T](msgspec.Struct, frozen=True):
    """Whether two values are to each other as the operator says; a value is a query, a text, a number or a constant."""

    left: Operand[T]
    operator: Operator
    right: Operand[T]


class Both[T](msgspec.Struct, frozen=True):
    """All of the tests hold."""

    tests: tuple[Test[T], ...]


class Either[T](msgspec.Struct, frozen=True):
    """One of the tests holds."""

    tests: tuple[Test[T], ...]


class Not[T](msgspec.Struct, frozen=True):
    """The test does not hold."""

    test: Test[T]


class Filter[T](msgspec.Struct, frozen=True):
    """The children for which the test holds."""

    test: Test[T]


class AnyOf[T](msgspec.Struct, frozen=True):
    """What one of several steps finds."""

    steps: tuple[Step[T], ...]


class Below[T](msgspec.Struct, frozen=True):
    """What the step finds in the value or anywhere in it."""

    step: Step[T]


type Operand[T] = Query[T] | T | float | bool | None
type Test[T] = Query[T] | Compared[T] | Both[T] | Either[T] | Not[T]
type Step[T] = T | int | Slice | Every | Filter[T] | AnyOf[T] | Below[T]
"""A text is the name of a member, a number the place in a list."""
type Path[T] = tuple[Step[T], ...]

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    r"""|(?P<name>[^\W\d][\w-]*)|(?P<sign>\.\.|&&|\|\||==|!=|<=|>=|[$@.\[\]*?(),:!<>]))""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_OPERATORS: dict[str, Operator] = {"==": "==", "!=": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}


def json_steps(path: str) -> Path[str]:
    """Return the steps of a path. Raises InvalidInput with a sentence when it is none."""
    return _Reader(path).whole()


class _Reader:
    """Recursive descent over the tokens of one path."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._tokens: list[tuple[str, str]] = []
        self._next = 0
        position, end = 0, len(path.rstrip())
        while position < end:
            match = _TOKEN.match(path, position)
            if match is None:
                raise self._error()
            self._tokens.append((match.lastgroup or "", match.group(match.lastgroup or 0)))
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

    def whole(self) -> Path[str]:
        self._expect("$")
        steps = self._steps()
        if self._next != len(self._tokens):
            raise self._error()
        return steps

    def _steps(self) -> Path[str]:
        steps: list[Step[str]] = []
        while self._peek() in (".", "..", "["):
            descends = self._skip("..")
            if self._peek() == "[":
                step = self._bracketed()
            else:
                if not descends:
                    self._expect(".")
                step = Every() if self._skip("*") else self._name()
            steps.append(Below(step) if descends else step)
        return tuple(steps)

    def _name(self) -> str:
        name = self._take("name")
        if name is None:
            raise self._error()
        return name

    def _bracketed(self) -> Step[str]:
        self._expect("[")
        found = [self._selector()]
        while self._skip(","):
            found.append(self._selector())
        self._expect("]")
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def _selector(self) -> Step[str]:
        if self._skip("*"):
            return Every()
        if self._skip("?"):
            return Filter(self._either())
        text = self._take("text")
        if text is not None:
            return _unquoted(text)
        start = self._integer()
        if not self._skip(":"):
            if start is None:
                raise self._error()
            return start
        end = self._integer()
        return Slice(start, end, self._integer() if self._skip(":") else None)

    def _integer(self) -> int | None:
        number = self._take("number")
        if number is None:
            return None
        if not number.removeprefix("-").isdigit():
            raise self._error()
        return int(number)

    def _either(self) -> Test[str]:
        tests = [self._both()]
        while self._skip("||"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else Either(tuple(tests))

    def _both(self) -> Test[str]:
        tests = [self._basic()]
        while self._skip("&&"):
            tests.append(self._basic())
        return tests[0] if len(tests) == 1 else Both(tuple(tests))

    def _basic(self) -> Test[str]:
        if self._skip("!"):
            return Not(self._basic())
        if self._skip("("):
            inner = self._either()
            self._expect(")")
            return inner
        left = self._operand()
        operator = _OPERATORS.get(self._peek())
        if operator is None:
            if not isinstance(left, Query):
                raise self._error()
            return left
        self._next += 1
        return Compared(left, operator, self._operand())

    def _operand(self) -> Operand[str]:
        for sign in ("@", "$"):
            if self._skip(sign):
                return Query(sign == "$", self._steps())
        text = self._take("text")
        if text is not None:
            return _unquoted(text)
        try:
            return msgspec.json.decode(self._take("number", "name") or "", type=int | float | bool | None)
        except msgspec.DecodeError:
            raise self._error() from None


def _unquoted(text: str) -> str:
    def written(match: re.Match[str]) -> str:
        sign = match.group(1)
        return chr(int(sign[1:], 16)) if len(sign) > 1 else _ESCAPES.get(sign, sign)

    return well_formed(_ESCAPE.sub(written, text[1:-1]))  # a sign may be escaped as two surrogates
