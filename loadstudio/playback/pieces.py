"""Turns templates into byte pieces with holes at compile time: names become slots, literals bytes, filters and the
encoding of the place one function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loadstudio.playback.encode import Encode, filtered, with_filters
from loadstudio.playback.generate import Generators, compile_generator, is_generator
from loadstudio.playback.render import Fill, Template
from loadstudio.playback.slots import Slots
from loadstudio.scenario.functions import is_secret
from loadstudio.scenario.template import Hole, parse


class Names:
    """What the expressions in the holes of one request mean.

    `fixed` are variables with one value for good; `live` are variables made at each use, with their generator's
    expression. Every other name is a slot. `made` collects the slots that rendering has to fill first.
    """

    def __init__(
        self, slots: Slots, generators: Generators | None, fixed: Mapping[str, str], live: Mapping[str, str]
    ) -> None:
        self._slots = slots
        self._generators = generators
        self._fixed = fixed
        self._live = live
        self._live_slots: dict[str, int] = {}
        self.made: list[tuple[int, Callable[[], str]]] = []
        self.used: set[int] = set()

    def constant(self, expression: str) -> str | None:
        """Return the value that an expression has for good, or None. Raises InvalidInput for a secret of the
        environment that is not there.
        """
        if is_secret(expression) and self._generators is not None:
            return compile_generator(expression, self._generators)()
        return self._fixed.get(expression)

    @property
    def secrets(self) -> Mapping[str, str]:
        """The environment's secrets by name."""
        return self._generators.secrets if self._generators is not None else {}

    def slot(self, expression: str) -> int:
        """Return where the value will be found. Raises InvalidInput for a function call that means nothing."""
        if expression in self._live:  # one value in all places of a request
            if expression not in self._live_slots:
                self._live_slots[expression] = self._made_slot(self._live[expression])
            return self._live_slots[expression]
        if is_generator(expression):
            return self._made_slot(expression)
        slot = self._slots.index(expression)
        self.used.add(slot)
        return slot

    def _made_slot(self, expression: str) -> int:
        if self._generators is None:
            raise TypeError("templates that generate values need generators")
        slot = self._slots.new(expression)
        self.made.append((slot, compile_generator(expression, self._generators)))
        return slot


class PieceWriter:
    """Writes pieces one after another; neighbouring literals become one piece."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._is_open = False
        self.pieces: list[bytes] = []
        self.fills: list[Fill] = []

    def literal(self, content: bytes) -> None:
        """Write bytes as they are."""
        if self._is_open:
            self.pieces[-1] += content
        elif content:
            self.pieces.append(content)
            self._is_open = True

    def reserve(self) -> int:
        """Write an empty piece of its own and return its position."""
        self.pieces.append(b"")
        self._is_open = False
        return len(self.pieces) - 1

    def template(self, text: str, encode_literal: Encode, encode_hole: Encode, encode_filtered: Encode) -> None:
        """Write a template: literal text by the first encoding, a hole without filters by the second, the outcome of
        filters by the third. Raises InvalidInput for an unknown filter or function.
        """
        for piece in parse(text):
            if isinstance(piece, Hole):
                self._hole(piece, encode_filtered if piece.filters else encode_hole)
            else:
                self.literal(encode_literal(piece))

    def _hole(self, hole: Hole, encode: Encode) -> None:
        constant = self._names.constant(hole.expression)
        if constant is not None:
            self.literal(encode(filtered(constant, hole.filters, self._names.secrets)))
            return
        slot = self._names.slot(hole.expression)
        written = with_filters(hole.filters, encode, self._names.secrets)
        self.fills.append(Fill(self.reserve(), slot, written, hole.expression))

    def append(self, other: Template) -> tuple[Fill, ...]:
        """Write all of another template and return its holes at their new positions."""
        fills = {fill.position: fill for fill in other.fills}
        moved: list[Fill] = []
        for position, piece in enumerate(other.pieces):
            if position in fills:
                moved.append(fills[position]._replace(position=self.reserve()))
            else:
                self.literal(piece)
        self.fills += moved
        return tuple(moved)

    def finished(self) -> Template:
        """Return what was written so far."""
        return Template(tuple(self.pieces), tuple(self.fills))
