"""Which words of the program a window cuts: lines that end with an ellipsis, labels and buttons narrower than their
words, controls that stand partly outside of what holds them, columns that are wider than their place.

What a site or a person wrote may be cut; what the program says may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QWidget

from loadstudio.base.resources import resource_path
from loadstudio.gui.fonts import FontStyle
from loadstudio.gui.widgets import painting

_HOLE = re.compile(r"\\\{\w+\\\}|%n")
_MARKS = re.compile(r"\{\w+\}|%n|</?\w+>")
_SLACK = 1
_FIELD_EDGES = 12
_LEAST_LETTERS = 3
"""Shorter texts are signs and units: `{0} h` would know anything that ends with an h."""


def is_said_by_the_program(text: str, language: str) -> bool:
    """Tell whether a text is one of the program's own, perhaps with something of another in its holes."""
    return _said(language).fullmatch(text) is not None


@cache
def _said(language: str) -> re.Pattern[str]:
    """Return what knows the texts of the program in a language: `en`, or `de` from the translations."""
    texts = set[str]()
    for message in ElementTree.parse(resource_path("languages/loadstudio_de.ts")).getroot().iter("message"):
        translation = message.find("translation")
        if language == "en":
            texts.add(message.findtext("source") or "")
        elif translation is not None:
            texts |= {form.text or "" for form in (translation, *translation.iter("numerusform"))}
    catalogue = msgspec.json.decode(resource_path("languages/sentences_de.json").read_bytes(), type=dict[str, str])
    texts |= set(catalogue) if language == "en" else set(catalogue.values())
    own = (text for text in texts if sum(map(str.isalpha, _MARKS.sub("", text))) >= _LEAST_LETTERS)
    return re.compile("|".join(sorted(_HOLE.sub(r"[^·]+", re.escape(text)) for text in own)), re.DOTALL)


class Cuts:
    """Remembers each text that is painted with an ellipsis."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._texts: set[str] = set()
        cut = painting._cut_line_of

        def remembered(text: str, style: FontStyle, tabular: bool, elide: Qt.TextElideMode, room: float) -> object:
            self._texts.add(text)
            return cut(text, style, tabular, elide, room)

        monkeypatch.setattr(painting, "_cut_line_of", remembered)

    def in_picture_of(self, window: QWidget) -> list[str]:
        """Return what is cut when all of the window is painted, in order of the alphabet."""
        self._texts.clear()
        window.grab()
        return sorted(self._texts)


def cut_words(window: QWidget, cuts: Cuts, language: str) -> list[str]:
    """Return the words of the program that are not seen whole in a window, each with what is wrong."""
    parted = ((text, part) for text in cuts.in_picture_of(window) for part in text.split("  ·  "))
    elided = [f"{text!r} ends with an ellipsis" for text, part in parted if is_said_by_the_program(part, language)]
    small = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__} {words!r}: {wrong}"
        for widget, words, wrong in too_small(window)
        if isinstance(widget, QScrollArea) or is_said_by_the_program(_MARKS.sub("", words), language)
    ]
    return sorted({*elided, *small})


def too_small(window: QWidget) -> Iterator[tuple[QWidget, str, str]]:
    """Yield what does not show all its words: the widget, the words, and what is wrong."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        words = _words(widget)
        if words and (wrong := _wrong(widget, words)):
            yield widget, words, wrong
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
            yield widget, widget.accessibleName(), f"{widget.horizontalScrollBar().maximum()} px wider than its place"


def _words(widget: QWidget) -> str:
    if isinstance(widget, (QLabel, QAbstractButton)):
        return widget.text()
    return widget.placeholderText() if isinstance(widget, QLineEdit) and not widget.text() else ""


def _wrong(widget: QWidget, words: str) -> str:
    parent = widget.parentWidget()
    inside = widget.rect() if parent is None else parent.rect().intersected(widget.geometry())
    if inside.width() < widget.width() - _SLACK:
        return f"{widget.width() - inside.width()} px stand outside"
    needed = _needed_width(widget, words)
    if needed > widget.width() + _SLACK:
        return f"{needed - widget.width():.0f} px too narrow"
    if isinstance(widget, QLabel) and widget.wordWrap() and widget.heightForWidth(widget.width()) > inside.height() + 1:
        return f"{widget.heightForWidth(widget.width()) - inside.height()} px too low"
    return ""


def _needed_width(widget: QWidget, words: str) -> float:
    metrics = QFontMetricsF(widget.font())
    if isinstance(widget, QLineEdit):
        return metrics.horizontalAdvance(words) + _FIELD_EDGES
    if isinstance(widget, QLabel) and widget.wordWrap():
        return metrics.horizontalAdvance(max(_MARKS.sub("", words).split(), key=len, default=""))
    return widget.sizeHint().width()
