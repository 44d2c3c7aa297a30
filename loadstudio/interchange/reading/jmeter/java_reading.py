"""Scripts in BeanShell or Groovy, as far as they are calls and expressions: anything else is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loadstudio.http_types.url import well_formed


class Literal(NamedTuple):
    """A text, a number, true, false or null."""

    value: str | int | float | bool | None


class Name(NamedTuple):
    """A name, with the packages before it."""

    name: str


class Call(NamedTuple):
    """A call of a function, or of a method of `target`."""

    target: Java | None
    name: str
    arguments: tuple[Java, ...]


class New(NamedTuple):
    """A new object."""

    name: str
    arguments: tuple[Java, ...]


class Array(NamedTuple):
    """A list of values."""

    items: tuple[Java, ...]


class Operation(NamedTuple):
    """Two values and the sign between them."""

    sign: str
    left: Java
    right: Java


class Not(NamedTuple):
    """What does not hold."""

    what: Java


class Given(NamedTuple):
    """A name that gets a value."""

    name: str
    value: Java


type Java = Literal | Name | Call | New | Array | Operation | Not
type Statement = Java | Given

_TOKEN = re.compile(  # a private sign stands for a value and reads as a name
    r"""(?P<blank>[ \t\r\f]+|//[^\n]*|/\*.*?\*/)|(?P<line>\n)|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<number>\d+(?:\.\d+)?)[LlDdFfGg]?|(?P<name>[^\W\d]\w*|[\U000f0000-\U000ffffd])|(?P<sign>&&|\|\||==|!=|<=|>=|=~|[-+!<>=.,;:?(){}\[\]%*/])""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u+[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_WORDS = {"eq": "==", "ne": "!=", "and": "&&", "or": "||", "lt": "<", "gt": ">", "le": "<=", "ge": ">="}
_ORDER = (("||",), ("&&",), ("==", "!=", "=~"), ("<", ">", "<=", ">="), ("+",))
_TYPES = ("String", "int", "long", "def", "Object", "var", "boolean", "double", "Integer", "Long")


class NotUnderstood(Exception):
    """More than calls and expressions."""


def statements_in(script: str) -> tuple[Statement, ...] | None:
    """Return the statements of a script, None where one of them is more than is understood."""
    try:
        return tuple(_Reader(script).statements())
    except (NotUnderstood, RecursionError):
        return None


def expression_in(text: str) -> Java | None:
    """Return an expression, None where it is more than is understood."""
    found = statements_in(text)
    return found[0] if found is not None and len(found) == 1 and not isinstance(found[0], Given) else None


class _Reader:
    """Recursive descent over the tokens of one script."""

    def __init__(self, script: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(script):
            match = _TOKEN.match(script, place)
            if match is None or match.lastgroup is None:
                raise NotUnderstood
            if match.lastgroup != "blank":
                value = match[match.lastgroup]
                kind = "sign" if match.lastgroup == "name" and value in _WORDS else match.lastgroup
                self._tokens.append((kind, _WORDS[value] if kind == "sign" and value in _WORDS else value))
            place = match.end()
        self._place = 0

    def statements(self) -> Iterator[Statement]:
        while self._skip_ends():
            if self._is_name("import"):
                while self._place < len(self._tokens) and self._tokens[self._place] not in (
                    ("sign", ";"),
                    ("line", "\n"),
                ):
                    self._place += 1
                continue
            yield self._statement()
            if self._place < len(self._tokens) and self._tokens[self._place] not in (("sign", ";"), ("line", "\n")):
                raise NotUnderstood

    def _skip_ends(self) -> bool:
        while self._place < len(self._tokens) and self._tokens[self._place] in (("sign", ";"), ("line", "\n")):
            self._place += 1
        return self._place < len(self._tokens)

    def _statement(self) -> Statement:
        kind, value = self._tokens[self._place]
        following = [one[0] for one in self._tokens[self._place : self._place + 2]]
        if kind == "name" and value in _TYPES and following == ["name", "name"]:
            self._place += 1
        made = self._expression()
        if isinstance(made, Name) and self._takes("="):
            return Given(made.name, self._expression())
        return made

    def _expression(self, level: int = 0) -> Java:
        if level == len(_ORDER):
            return self._unary()
        left = self._expression(level + 1)
        while self._kind() == "sign" and self._tokens[self._place][1] in _ORDER[level]:
            sign = self._tokens[self._place][1]
            self._place += 1
            self._skip_lines()
            left = Operation(sign, left, self._expression(level + 1))
        return left

    def _unary(self) -> Java:
        if self._takes("!"):
            return Not(self._unary())
        if self._takes("-"):
            inner = self._unary()
            if isinstance(inner, Literal) and isinstance(inner.value, int | float):
                return Literal(-inner.value)
            raise NotUnderstood
        made = self._primary()
        while self._takes("."):
            name = self._name()
            if self._takes("("):
                made = Call(made, name, self._items(")"))
            elif isinstance(made, Name):
                made = Name(f"{made.name}.{name}")
            else:
                made = Call(made, name, ())
        return made

    def _primary(self) -> Java:
        kind, value = self._next()
        if kind == "text":
            return Literal(well_formed(_ESCAPE.sub(_unescaped, value[1:-1])))
        if kind == "number":
            return Literal(float(value) if "." in value else int(value))
        if kind == "name":
            return self._named(value)
        if value == "[":
            return Array(self._items("]"))
        if value == "(":
            inner = self._expression()
            self._needs(")")
            return inner
        raise NotUnderstood

    def _named(self, name: str) -> Java:
        if name in _CONSTANTS:
            return Literal(_CONSTANTS[name])
        if name == "new":
            return self._new()
        return Call(None, name, self._items(")")) if self._takes("(") else Name(name)

    def _new(self) -> Java:
        name = self._name()
        while self._takes("."):
            name = f"{name}.{self._name()}"
        if self._takes("["):
            self._needs("]")
            self._needs("{")
            return Array(self._items("}"))
        self._needs("(")
        return New(name, self._items(")"))

    def _items(self, end: str) -> tuple[Java, ...]:
        items: list[Java] = []
        self._skip_lines()
        while not self._takes(end):
            items.append(self._expression())
            self._skip_lines()
            if not self._takes(","):
                self._needs(end)
                break
            self._skip_lines()
        return tuple(items)

    def _kind(self) -> str:
        return self._tokens[self._place][0] if self._place < len(self._tokens) else ""

    def _next(self) -> tuple[str, str]:
        if self._place >= len(self._tokens):
            raise NotUnderstood
        self._place += 1
        return self._tokens[self._place - 1]

    def _name(self) -> str:
        kind, value = self._next()
        if kind != "name":
            raise NotUnderstood
        return value

    def _is_name(self, name: str) -> bool:
        return self._tokens[self._place] == ("name", name)

    def _takes(self, sign: str) -> bool:
        if self._kind() == "sign" and self._tokens[self._place][1] == sign:
            self._place += 1
            return True
        return False

    def _needs(self, sign: str) -> None:
        if not self._takes(sign):
            raise NotUnderstood

    def _skip_lines(self) -> None:
        while self._kind() == "line":
            self._place += 1


def _unescaped(sign: re.Match[str]) -> str:
    said = sign[1]
    if said[0] == "u" and len(said) > 1:
        return chr(int(said.lstrip("u"), 16))
    return _ESCAPES.get(said, sign[0] if said.isalnum() else said)  # `\d` is no escape, but a part of an expression
