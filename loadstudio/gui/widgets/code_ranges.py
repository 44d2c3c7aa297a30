"""Ranges of a text that is shown as code: what is marked, what is selected. Lines and columns count from 0."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from loadstudio.gui.widgets.painting import BadgeKind

Place = tuple[int, int]
"""A line, and a column of it."""


class CodeMark(msgspec.Struct, frozen=True, kw_only=True):
    """A tint behind the columns from start to end (exclusive) of a line."""

    line: int
    start: int
    end: int
    kind: BadgeKind


class Selection(msgspec.Struct, frozen=True):
    """From where it was begun (`anchor`, None while nothing is) to the `caret`, which may be before it."""

    anchor: Place | None = None
    caret: Place = (0, 0)

    def drawn_to(self, caret: Place) -> Selection:
        """Return what is selected when the mouse is drawn on to another place."""
        return Selection(self.anchor, caret)

    def text(self, lines: Sequence[str]) -> str:
        """Return what is selected of these lines."""
        if self.anchor is None or not lines:
            return ""
        (first, start), (last, end) = sorted((self.anchor, self.caret))
        if first == last:
            return lines[first][start:end]
        return "\n".join((lines[first][start:], *lines[first + 1 : last], lines[last][:end]))

    def within(self, number: int, line: str) -> tuple[int, int, bool] | None:
        """Return the columns from start to end (exclusive) that are selected of a line, and whether the selection goes
        on behind it; None where it has no part.
        """
        if self.anchor is None or self.anchor == self.caret:
            return None
        (first, start), (last, end) = sorted((self.anchor, self.caret))
        if not first <= number <= last:
            return None
        return start if number == first else 0, end if number == last else len(line), number != last


def whole(lines: Sequence[str]) -> Selection:
    """Return the selection of all lines."""
    return Selection((0, 0), (len(lines) - 1, len(lines[-1]))) if lines else Selection()
