"""The values in a text that is shown as code: which begins where, which comes next. No painting, nothing of Qt.

Lines and columns count from 0; a value is a piece that can be pointed at (`code_lines.Piece.is_value`).
"""

from __future__ import annotations

from loadstudio.gui.widgets.code_lines import CodeText, Piece, pieces_of


def written_at(text: CodeText, line: int, column: int) -> str:
    """Return the value that begins in a column as it stands there, '' where none does."""
    found = (piece for piece in pieces_of(text.lines[line], text.language) if piece.start == column)
    return next((text.lines[line][piece.start : piece.end] for piece in found if piece.is_value), "")


def number_of(text: CodeText, line: int, column: int) -> int:
    """Return how many values before this one are written the same; in pages, how often its signs stand there."""
    written, lines = written_at(text, line, column), text.lines
    if text.language != "json":
        return sum(before.count(written) for before in lines[:line]) + lines[line][:column].count(written)
    same = 0
    for number, words in enumerate(lines[: line + 1]):
        if written in words:
            same += sum(
                piece.is_value and words[piece.start : piece.end] == written
                for piece in pieces_of(words, "json")
                if number < line or piece.start < column
            )
    return same


def beside(text: CodeText, line: int, column: int, step: int) -> tuple[int, Piece] | None:
    """Return the line and place of the next value after a column (step 1), or of the one before it (-1)."""
    for number in range(line, len(text.lines)) if step > 0 else range(line, -1, -1):
        values = [piece for piece in pieces_of(text.lines[number], text.language) if piece.is_value]
        fitting = [one for one in values if number != line or (one.start > column if step > 0 else one.start < column)]
        if fitting:
            return number, fitting[0 if step > 0 else -1]
    return None
