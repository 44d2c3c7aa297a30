"""JSONPath (RFC 9535) taken apart into steps, so that each target can say the same in its own words. What a path means
is `playback.jsonpath`'s.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.texts import Names, Text, Value, joined
from loadstudio.scenario.template import Hole, parse

type Operator = Literal["==", "!=", "<", ">", "<=", ">="]


class Slice(NamedTuple):
    """Part of a list, as in Python."""

    start: int | None
    end: int | None
    step: int | None


class Every(NamedTuple):
    """All children."""


class Query(NamedTuple):
    """A value in a filter, from the child under test or from the whole document."""

    from_root: bool
    steps: Path


class Compared(NamedTuple):
    """Whether two values are to each other as the operator says; a value is a query, a text, a number or a constant."""

    left: Operand
    operator: Operator
    right: Operand


class Both(NamedTuple):
    """All of the tests hold."""

    tests: tuple[Test, ...]


class Either(NamedTuple):
    """One of the tests holds."""

    tests: tuple[Test, ...]


class Not(NamedTuple):
    """The test does not hold."""

    test: Test


class Filter(NamedTuple):
    """The children for which the test holds."""

    test: Test


class AnyOf(NamedTuple):
    """What one of several steps finds."""

    steps: tuple[Step, ...]


class Below(NamedTuple):
    """What the step finds in the value or anywhere in it."""

    step: Step


type Operand = Query | Text | float | bool | None
type Test = Query | Compared | Both | Either | Not
type Step = Text | int | Slice | Every | Filter | AnyOf | Below
"""A text is the name of a member, a number the place in a list."""
type Path = tuple[Step, ...]

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    r"""|(?P<name>[^\W\d][\w-]*)|(?P<sign>\.\.|&&|\|\||==|!=|<=|>=|[$@.\[\]*?(),:!<>]))""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_FIRST_MARK = 0xF0000  # a private sign stands for each hole while the path is read


def json_steps(path: str, names: Names) -> Path:
    """Return the steps of a path, within whose quotes holes may stand. Raises InvalidInput when it is none."""
    marked, holes = "", list[Text]()
    for piece in parse(path):
        if isinstance(piece, Hole):
            marked += chr(_FIRST_MARK + len(holes))
            holes.append(names.text(str(piece)))
        else:
            marked += piece
    return _Reader(marked, tuple(holes)).whole()


def plain_keys(steps: Path) -> tuple[str | int, ...] | None:
    """Return names and places where a path has nothing else, None where it has."""
    keys: list[str | int] = []
    for step in steps:
        if isinstance(step, int):
            keys.append(step)
        elif is_name(step) and all(isinstance(piece, str) for piece in step):
            keys.append("".join(str(piece) for piece in step))
        else:
            return None
    return tuple(keys)


def is_name(step: Step) -> bool:
    """Tell whether a step is the name of a member."""
    return type(step) is tuple


class _Reader:
    """Recursive descent over the tokens of one path."""

    def __init__(self, path: str, holes: tuple[Text, ...]) -> None:
        self._path = path
        self._holes = holes
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

    def whole(self) -> Path:
        self._expect("$")
        steps = self._steps()
        if self._next != len(self._tokens):
            raise self._error()
        return steps

    def _steps(self) -> Path:
        steps: list[Step] = []
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

    def _name(self) -> Step:
        name = self._take("name")
        if name is None:
            raise self._error()
        return (name,)

    def _bracketed(self) -> Step:
        self._expect("[")
        found = [self._selector()]
        while self._skip(","):
            found.append(self._selector())
        self._expect("]")
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def _selector(self) -> Step:
        if self._skip("*"):
            return Every()
        if self._skip("?"):
            return Filter(self._either())
        text = self._take("text")
        if text is not None:
            return self._unquoted(text)
        start = self._integer()
        if not self._skip(":"):
            if start is None:
                raise self._error()
            return start
        end = self._integer()
        return Slice(start, end, self._integer() if self._skip(":") else None)

    def _integer(self) -> int | None:
        number = self._take("number")
        return None if number is None else int(number)

    def _either(self) -> Test:
        tests = [self._both()]
        while self._skip("||"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else Either(tuple(tests))

    def _both(self) -> Test:
        tests = [self._basic()]
        while self._skip("&&"):
            tests.append(self._basic())
        return tests[0] if len(tests) == 1 else Both(tuple(tests))

    def _basic(self) -> Test:
        if self._skip("!"):
            return Not(self._basic())
        if self._skip("("):
            inner = self._either()
            self._expect(")")
            return inner
        left = self._operand()
        sign = self._peek()
        if sign not in ("==", "!=", "<", ">", "<=", ">="):
            if not isinstance(left, Query):
                raise self._error()
            return left
        self._next += 1
        return Compared(left, sign, self._operand())  # type: ignore[arg-type]  # one of the signs above

    def _operand(self) -> Operand:
        for sign in ("@", "$"):
            if self._skip(sign):
                return Query(sign == "$", self._steps())
        text = self._take("text")
        if text is not None:
            return self._unquoted(text)
        number = self._take("number")
        if number is not None:
            return float(number)
        name = self._take("name")
        if name not in _CONSTANTS:
            raise self._error()
        return _CONSTANTS[name]

    def _unquoted(self, text: str) -> Text:
        def written(match: re.Match[str]) -> str:
            sign = match.group(1)
            return chr(int(sign[1:], 16)) if len(sign) > 1 else _ESCAPES.get(sign, sign)

        pieces: list[Text] = []
        for sign in _ESCAPE.sub(written, text[1:-1]):
            number = ord(sign) - _FIRST_MARK
            pieces.append(self._holes[number] if 0 <= number < len(self._holes) else (sign,))
        return joined(*(piece for several in pieces for piece in several)) or ("",)


def values_of(steps: Path) -> tuple[Value, ...]:
    """Return the values that stand in a path."""
    return tuple(_values(steps))


def _values(part: object) -> list[Value]:
    if isinstance(part, Value):
        return [part]
    return [value for one in part for value in _values(one)] if isinstance(part, tuple) else []
