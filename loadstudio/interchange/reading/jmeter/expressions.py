"""What a text of JMeter says: literals, names of values, and calls of functions, `${__Random(1,${most})}`."""

from __future__ import annotations

from typing import NamedTuple


class Reference(NamedTuple):
    """The value of a name."""

    name: str


class Called(NamedTuple):
    """What a function makes; `written` is the call as it stands in the plan."""

    function: str
    arguments: tuple[Expression, ...]
    written: str


type Expression = tuple[str | Reference | Called, ...]

_ESCAPED = "\\$,"


def parsed(text: str) -> Expression:
    """Return a text taken apart. A backslash means something only where there is a `${` (JMeter's CompoundVariable)."""
    if "${" not in text:
        return (text,) if text else ()
    return _Reader(text).pieces(within=False)


class _Reader:
    """Reads one text from left to right, as JMeter's FunctionParser does."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0

    def pieces(self, *, within: bool) -> Expression:
        """Return the pieces up to the end; `within` brackets up to a comma or the bracket that closes them."""
        pieces: list[str | Reference | Called] = []
        literal, depth = "", 0
        while self._place < len(self._text):
            sign = self._text[self._place]
            if sign == "\\" and self._place + 1 < len(self._text):
                following = self._text[self._place + 1]
                literal += following if following in _ESCAPED else sign + following
                self._place += 2
                continue
            hole = self._hole() if sign == "$" else None
            if hole is not None:
                pieces += (literal, hole) if literal else (hole,)
                literal = ""
                continue
            if within and depth == 0 and sign in ",)":
                break
            depth += (sign == "(") - (sign == ")") if within else 0
            literal += sign
            self._place += 1
        return (*pieces, literal) if literal else tuple(pieces)

    def _hole(self) -> Reference | Called | None:
        """Return what stands in `${…}` here and go behind it; None, and stay, where there is no such thing."""
        start = self._place
        if not self._text.startswith("${", start):
            return None
        end = next((n for n in range(start + 2, len(self._text)) if self._text[n] in "}("), -1)
        if end < 0:
            return None
        name = self._text[start + 2 : end].strip()
        is_function = name.startswith("__")
        if self._text[end] == "(" and not is_function:
            end = self._text.find("}", end)
            if end < 0:
                return None
            name = self._text[start + 2 : end].strip()
        self._place = end + 1
        arguments: list[Expression] = []
        if self._text[end] == "(":
            arguments = self._arguments()
            if not self._text.startswith("}", self._place):
                self._place = start
                return None
            self._place += 1
        written = self._text[start : self._place]
        return Called(name, tuple(arguments), written) if is_function else Reference(name)

    def _arguments(self) -> list[Expression]:
        arguments: list[Expression] = []
        while self._place < len(self._text):
            arguments.append(self.pieces(within=True))
            sign = self._text[self._place : self._place + 1]
            self._place += 1
            if sign != ",":
                break
        return [] if arguments == [()] else arguments
