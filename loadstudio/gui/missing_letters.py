"""Letters that no font of this computer has: boxes stand for them, and the person is told why and what would help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics

from loadstudio.gui.fonts import font_of
from loadstudio.gui.notices import Notice, Notices
from loadstudio.scenario.model import HttpRequest, PythonCode, Scenario, Step, walk

_FIRST = 0x0250
"""Letters before this one are in the bundled fonts."""


class Script(NamedTuple):
    """Letters that are missing together: the font that has them, and the ranges in which they stand."""

    font: str
    ranges: tuple[tuple[int, int], ...]


_SCRIPTS = (
    Script("Noto Sans Hebrew", ((0x0590, 0x05FF),)),
    Script("Noto Sans Arabic", ((0x0600, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))),
    Script("Noto Sans Devanagari", ((0x0900, 0x097F),)),
    Script("Noto Sans Thai", ((0x0E00, 0x0E7F),)),
    Script("Noto Sans CJK", ((0x1100, 0x11FF), (0x2E80, 0xA4CF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))),
    Script("Noto Sans CJK", ((0x20000, 0x3FFFF),)),
    Script("Noto Color Emoji", ((0x2600, 0x27BF), (0x1F000, 0x1FAFF))),
)
_ANY_FONT = "Noto Sans"


def font_for(letter: str) -> str:
    """Return the name of a font that has a letter."""
    code = ord(letter)
    found = (one.font for one in _SCRIPTS if any(first <= code <= last for first, last in one.ranges))
    return next(found, _ANY_FONT)


def rare_letters(texts: Iterable[str]) -> frozenset[str]:
    """Return the letters in texts that the bundled fonts may not have. Thousands of texts belong into a job."""
    letters = {letter for text in texts if not text.isascii() for letter in text}
    return frozenset(letter for letter in letters if ord(letter) >= _FIRST and letter.isprintable())


def fonts_missing(letters: Iterable[str], can_show: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the fonts that are missing for those letters that cannot be shown, each once."""
    return tuple(dict.fromkeys(font_for(letter) for letter in sorted(letters) if not can_show(letter)))


def names_of(scenario: Scenario) -> Iterator[str]:
    """Yield what a person reads of a scenario in its tree and its tables."""
    yield scenario.name
    for node in walk(scenario.steps):
        if isinstance(node, Step | HttpRequest | PythonCode):
            yield node.name


class MissingLetters(QObject):
    """Tells of each missing font once."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._told: set[str] = set()

    def look_at(self, letters: Iterable[str]) -> None:
        """Look whether rare letters can be shown, which are from now on."""
        metrics = QFontMetrics(font_of("text"))
        found = fonts_missing(letters, lambda letter: metrics.inFontUcs4(ord(letter)))
        fresh = [font for font in found if font not in self._told]
        if fresh:
            self._told.update(fresh)
            words = self.tr("This computer has no font for some letters of this scenario, so boxes stand for them.")
            why = self.tr("They are kept and sent as they are. To see them, install {0}, then start LoadStudio again.")
            self._notices.show(Notice(kind="info", text=words, why=why.format(", ".join(fresh))))
