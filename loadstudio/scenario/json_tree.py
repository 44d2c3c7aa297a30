"""A JSON text with variables in it as a tree of values, and edits that leave every other character as it stands.

The text is a template; a variable may stand in a text (`"${name}"`) or, without quotes, for a number or any other
value (`${id}`). Spaces, order, doubled names and the spelling of numbers stay as recorded. How it is shown is not
decided here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from loadstudio.scenario.template import Hole, parse, unparse

type JsonKind = Literal["object", "list", "text", "number", "yes_no", "nothing"]
"""What a value is; a variable without quotes counts as a `number`, for which it mostly stands."""

DEEPEST = 200
_MARK = 0xF0000  # holes become single signs from here on, so that positions count them as one
_MARKS = re.compile("[\U000f0000-\U000ffffd]")
_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_BARE = re.compile("[-+.0-9eE\U000f0000-\U000ffffd]+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS: dict[str, JsonKind] = {"true": "yes_no", "false": "yes_no", "null": "nothing"}
_WORD = re.compile("true|false|null")
_EMPTY: dict[JsonKind, str] = {
    "object": "{}", "list": "[]", "text": '""', "number": "0", "yes_no": "true", "nothing": "null",
}  # fmt: skip


class JsonProblem(ValueError):
    """Why a text is no JSON; `line` counts from 1."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.line = text.count("\n", 0, position) + 1
        self.expected = expected
        super().__init__(f"line {self.line}: {expected} is missing")


class JsonNode(NamedTuple):
    """A value and where it stands. `path` counts from the whole text's value, which has (); `key_start` is -1 where it
    has no name.
    """

    path: tuple[int, ...]
    kind: JsonKind
    start: int
    end: int
    key_start: int = -1
    key_end: int = -1
    children: tuple[JsonNode, ...] = ()

    @property
    def outer_start(self) -> int:
        """Where the member begins, with its name."""
        return self.start if self.key_start < 0 else self.key_start


class JsonTree:
    """A parsed template. Edits return the changed template; they raise KeyError for a path that is not there."""

    def __init__(self, template: str) -> None:
        """Raise JsonProblem when the template is no JSON."""
        self.template = template
        self._text, self._holes = _masked(template)
        self.root = _Parser(self._text).document()

    def node(self, path: tuple[int, ...]) -> JsonNode:
        """Return the value at a path."""
        node = self.root
        for number in path:
            if not 0 <= number < len(node.children):
                raise KeyError(path)
            node = node.children[number]
        return node

    def key(self, node: JsonNode) -> str:
        """Return the name of a member as a template, '' for what has none."""
        return "" if node.key_start < 0 else self._unquoted(node.key_start, node.key_end)

    def value(self, node: JsonNode) -> str:
        """Return a text as a template without quotes and escapes, of others what stands there."""
        if node.kind == "text":
            return self._unquoted(node.start, node.end)
        return unparse(self._pieces(self._text[node.start : node.end]))

    def with_value(self, path: tuple[int, ...], value: str) -> str:
        """Give a text, number or yes-or-no another value. Raises ValueError when the value is not of its kind."""
        node = self.node(path)
        match node.kind:
            case "text":
                return self._spliced(node.start, node.end, self._quoted(value, self._holes_in(node.start, node.end)))
            case "number":
                return self._spliced(node.start, node.end, _bare(value))
            case "yes_no" if value in ("true", "false"):
                return self._spliced(node.start, node.end, (value,))
            case _:
                raise ValueError(f"{value!r} cannot stand for a value of this kind.")

    def with_key(self, path: tuple[int, ...], key: str) -> str:
        """Give a member another name."""
        node = self.node(path)
        if node.key_start < 0:
            raise KeyError(path)
        quoted = self._quoted(key, self._holes_in(node.key_start, node.key_end))
        return self._spliced(node.key_start, node.key_end, quoted)

    def with_kind(self, path: tuple[int, ...], kind: JsonKind) -> str:
        """Make a value another kind, keeping what it says where that can be: "12" becomes 12 and back."""
        node = self.node(path)
        return self.template if node.kind == kind else self._spliced(node.start, node.end, self._as_kind(node, kind))

    def added(self, path: tuple[int, ...], key: str, kind: JsonKind = "text") -> tuple[str, tuple[int, ...]]:
        """Return the template with a new last member of an object or list, spelled like those before it, and the
        member's path. A name that is there already gets a number.
        """
        holder = self.node(path)
        if holder.kind not in ("object", "list"):
            raise KeyError(path)
        named = holder.kind == "object"
        written = json.dumps(self._free(holder, key)) + self._colon(holder) if named else ""
        position, before, after = self._end_of(holder)
        template = self._spliced(position, position, (before + written + _EMPTY[kind] + after,))
        return template, (*path, len(holder.children))

    def removed(self, path: tuple[int, ...]) -> str:
        """Take a member out with its comma."""
        if not path:
            raise KeyError(path)
        holder, node = self.node(path[:-1]), self.node(path)
        number = path[-1]
        if number:
            return self._spliced(holder.children[number - 1].end, node.end, ())
        if len(holder.children) > 1:
            return self._spliced(node.outer_start, holder.children[1].outer_start, ())
        return self._spliced(holder.start + 1, holder.end - 1, ())

    def _as_kind(self, node: JsonNode, kind: JsonKind) -> tuple[str | Hole, ...]:
        value = self.value(node)
        if kind == "text" and node.kind in ("number", "yes_no"):
            return self._quoted(value, ())
        if kind == "number" and node.kind == "text":
            try:
                return _without_json(_bare(value.strip()))
            except ValueError:
                return (_EMPTY["number"],)
        if kind == "yes_no" and node.kind == "text" and value in ("true", "false"):
            return (value,)
        return (_EMPTY[kind],)

    def _free(self, holder: JsonNode, key: str) -> str:
        taken = {self.key(child) for child in holder.children}
        names = (key if number == 1 else f"{key} {number}" for number in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def _colon(self, holder: JsonNode) -> str:
        if holder.children:
            last = holder.children[-1]
            return self._text[last.key_end : last.start]
        return ": " if not self.root.children or " " in self._colon(self.root) else ":"

    def _end_of(self, holder: JsonNode) -> tuple[int, str, str]:
        """Return where a new member goes, and the signs before and after it."""
        children = holder.children
        if not children:
            return holder.start + 1, "", self._text[holder.start + 1 : holder.end - 1]
        if len(children) > 1:
            return children[-1].end, self._text[children[-2].end : children[-1].outer_start], ""
        room = self._text[holder.start + 1 : children[0].outer_start]
        return children[-1].end, "," + (room or " " * (" " in self._colon(self.root))), ""

    def _quoted(self, template: str, known: tuple[Hole, ...]) -> tuple[str | Hole, ...]:
        """Return a template as a JSON text. Variables that are new to it are escaped as JSON when they are sent."""
        pieces: list[str | Hole] = ['"']
        for piece in parse(template):
            if isinstance(piece, Hole):
                pieces.append(piece if piece in known or "json" in piece.filters else _with_json(piece))
            else:
                pieces.append(json.dumps(piece, ensure_ascii=False)[1:-1])
        return (*pieces, '"')

    def _holes_in(self, start: int, end: int) -> tuple[Hole, ...]:
        return tuple(self._holes[ord(sign) - _MARK] for sign in _MARKS.findall(self._text[start:end]))

    def _spliced(self, start: int, end: int, pieces: tuple[str | Hole, ...]) -> str:
        return unparse((*self._pieces(self._text[:start]), *pieces, *self._pieces(self._text[end:])))

    def _unquoted(self, start: int, end: int) -> str:
        """Return what stands between quotes; taken apart before escapes are undone, which may hide signs like marks."""
        pieces = self._pieces(self._text[start + 1 : end - 1])
        return unparse(piece if isinstance(piece, Hole) else json.loads(f'"{piece}"') for piece in pieces)

    def _pieces(self, text: str) -> Iterator[str | Hole]:
        position = 0
        for match in _MARKS.finditer(text):
            yield text[position : match.start()]
            yield self._holes[ord(match.group()) - _MARK]
            position = match.end()
        yield text[position:]


def is_json(template: str) -> bool:
    """Return whether a template is JSON, with variables in texts or for values."""
    try:
        JsonTree(template)
    except JsonProblem:
        return False
    return True


def _masked(template: str) -> tuple[str, tuple[Hole, ...]]:
    pieces = parse(template)
    holes = tuple(piece for piece in pieces if isinstance(piece, Hole))
    marked = "".join(piece for piece in pieces if not isinstance(piece, Hole))
    if len(holes) >= 0xFFFD or _MARKS.search(marked):
        raise JsonProblem("", 0, "a text without signs that are reserved here")
    number = iter(range(len(holes)))
    text = "".join(chr(_MARK + next(number)) if isinstance(piece, Hole) else piece for piece in pieces)
    return text, holes


def _bare(value: str) -> tuple[str | Hole, ...]:
    """Return the pieces of a value without quotes: a JSON number, or signs of one with a variable among them."""
    pieces = parse(value)
    if any(isinstance(piece, Hole) for piece in pieces):
        literal = "".join(piece for piece in pieces if not isinstance(piece, Hole))
        if not literal or _BARE.fullmatch(literal):
            return pieces
    elif _NUMBER.fullmatch(value):
        return (value,)
    raise ValueError(f"{value!r} is no number.")


def _with_json(hole: Hole) -> Hole:
    return Hole(hole.expression, (*hole.filters, "json"))


def _without_json(pieces: tuple[str | Hole, ...]) -> tuple[str | Hole, ...]:
    return tuple(
        Hole(piece.expression, piece.filters[:-1])
        if isinstance(piece, Hole) and piece.filters[-1:] == ("json",)
        else piece
        for piece in pieces
    )


class _Parser:
    """Reads RFC 8259 JSON in which marks stand for variables."""

    def __init__(self, text: str) -> None:
        self._text = text

    def document(self) -> JsonNode:
        root = self._value(self._skip(0), ())
        end = self._skip(root.end)
        if end != len(self._text):
            raise JsonProblem(self._text, end, "the end")
        return root

    def _skip(self, position: int) -> int:
        match = _SPACE.match(self._text, position)
        return match.end() if match else position

    def _value(self, position: int, path: tuple[int, ...], key: tuple[int, int] = (-1, -1)) -> JsonNode:
        sign = self._text[position : position + 1]
        if sign in ("{", "["):
            return self._holder(position, path, key, "object" if sign == "{" else "list")
        if sign == '"':
            return JsonNode(path, "text", position, self._string(position), *key)
        if match := _WORD.match(self._text, position):
            return JsonNode(path, _WORDS[match.group()], position, match.end(), *key)
        match = _BARE.match(self._text, position)
        if match is None or not (_MARKS.search(match.group()) or _NUMBER.fullmatch(match.group())):
            raise JsonProblem(self._text, position, "a value")
        return JsonNode(path, "number", position, match.end(), *key)

    def _holder(self, position: int, path: tuple[int, ...], key: tuple[int, int], kind: JsonKind) -> JsonNode:
        if len(path) > DEEPEST:
            raise JsonProblem(self._text, position, "a value that is less deep")
        closing = "}" if kind == "object" else "]"
        children: list[JsonNode] = []
        at = self._skip(position + 1)
        while self._text[at : at + 1] != closing or children:
            child = self._member(at, (*path, len(children)), named=kind == "object")
            children.append(child)
            at = self._skip(child.end)
            if self._text[at : at + 1] == closing:
                break
            if self._text[at : at + 1] != ",":
                raise JsonProblem(self._text, at, f"a comma or {closing}")
            at = self._skip(at + 1)
        return JsonNode(path, kind, position, at + 1, *key, tuple(children))

    def _member(self, at: int, path: tuple[int, ...], *, named: bool) -> JsonNode:
        if not named:
            return self._value(at, path)
        key_end = self._string(at)
        colon = self._skip(key_end)
        if self._text[colon : colon + 1] != ":":
            raise JsonProblem(self._text, colon, "a colon")
        return self._value(self._skip(colon + 1), path, (at, key_end))

    def _string(self, position: int) -> int:
        match = _STRING.match(self._text, position)
        if match is None:
            raise JsonProblem(self._text, position, "a name or text in quotes")
        return match.end()
