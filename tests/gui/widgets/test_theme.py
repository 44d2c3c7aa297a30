"""Colours, fonts and icons: legible, complete, and following a change of theme."""

from __future__ import annotations

from typing import override

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.base.resources import resource_path
from loadstudio.gui.fonts import font_of, load_fonts
from loadstudio.gui.icons import app_icon, icon, icon_pixmap, mark_pixmap
from loadstudio.gui.theme import apply_theme, blend, colour, dress, theme, tokens
from loadstudio.gui.tokens import load_tokens
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rule import Rule


def luminance(hex_colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    shares = [int(hex_colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_texts_are_legible_on_what_they_stand_on(shade: str) -> None:
    words = load_tokens(shade)  # type: ignore[arg-type]
    for ground in (words.panel, words.bg):
        for ink in (words.text, words.sub, words.accent, words.ok, words.warn, words.bad):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for kind in ("ok", "warn", "bad", "accent"):
        assert contrast(words.hex_of(kind), words.hex_of(f"{kind}_tint")) >= 4.5, kind
    for fill in (words.accent_fill, words.danger):
        assert contrast(words.on_fill, fill) >= 4.5, fill


def test_both_shades_name_the_same_colours_and_refuse_others() -> None:
    assert load_tokens("light").colours().keys() == load_tokens("dark").colours().keys()
    for wrong in ("magenta", "name", "people_fill_percent"):
        with pytest.raises(KeyError):
            colour(wrong)


def test_a_change_of_theme_is_told_once_and_worn(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme().changed) as told:
        apply_theme(qapp, "dark")
    assert told.args == [load_tokens("dark")]
    assert tokens().name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(load_tokens("dark").bg)
    assert blend("text", "bg", 0.0) == colour("bg")
    assert blend("text", "bg", 1.0) == colour("text")


def test_system_follows_what_the_desktop_prefers(qapp: QApplication) -> None:
    assert apply_theme(qapp, "system").name == "system"
    assert tokens().name in ("light", "dark")


def test_widgets_on_screen_repaint_in_the_new_colours(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    label = Label("words", tone="sub")
    rule = Rule(token="bad")
    column.addWidget(label)
    column.addWidget(rule)
    qtbot.addWidget(window)
    dress(window)
    window.show()
    for shade in ("light", "dark", "light"):
        apply_theme(qapp, shade)  # type: ignore[arg-type]
        assert rule.grab().toImage().pixelColor(2, 0) == colour("bad")
        assert label.palette().color(QPalette.ColorRole.WindowText) == colour("sub")
    label.set_tone("bad")
    assert label.palette().color(QPalette.ColorRole.WindowText) == colour("bad")


class _Counting(QWidget):
    """Counts how often it is dressed anew."""

    dressed = 0

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.dressed += event.type() == QEvent.Type.StyleChange


def test_what_is_made_from_the_inside_to_the_outside_is_dressed_once(qtbot: QtBot) -> None:
    inmost = _Counting()
    outer: QWidget = inmost
    for _ in range(8):
        inner, outer = outer, QWidget()
        QVBoxLayout(outer).addWidget(inner)
    assert inmost.dressed == 0
    window = QWidget()
    qtbot.addWidget(window)
    dress(window)
    QVBoxLayout(window).addWidget(outer)
    assert inmost.dressed == 1


def test_a_window_that_is_gone_is_dressed_no_more(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    dress(window)
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    apply_theme(qapp, "dark")
    apply_theme(qapp, "light")


def test_the_bundled_fonts_are_used_with_all_their_weights() -> None:
    assert {"Inter", "JetBrains Mono"} <= set(load_fonts())
    for style, weight in (("text", 400), ("name", 500), ("strong", 600), ("method", 700)):
        info = QFontInfo(font_of(style))  # type: ignore[arg-type]
        assert (info.family(), info.weight()) == ("Inter", weight)
    assert QFontInfo(font_of("mono")).family() == "JetBrains Mono"
    tabular = QFontMetricsF(font_of("number", tabular=True))
    assert len({tabular.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert QFontMetricsF(font_of("number")).horizontalAdvance("1") < tabular.horizontalAdvance("1")


def test_a_font_that_was_handed_out_can_be_changed_without_harm() -> None:
    font_of("text").setPixelSize(99)
    assert font_of("text").pixelSize() == 13


def test_every_icon_draws_something_in_the_asked_colour() -> None:
    for path in resource_path("icons").glob("*.svg"):
        image = icon_pixmap(path.stem, QColor("#FF0000"), 16, 2.0).toImage()
        assert (image.width(), image.devicePixelRatio()) == (32, 2.0)
        drawn = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
        assert drawn, path.name
        if path.stem not in ("mark", "app"):
            assert all(pixel.red() > 200 and pixel.green() < 60 for pixel in drawn), path.name
    assert not app_icon().isNull()
    assert mark_pixmap(32).width() == 32


def test_an_icon_takes_the_colour_of_the_theme_at_each_paint(qapp: QApplication) -> None:
    made_once = icon("stop", "text")
    for shade in ("light", "dark"):
        apply_theme(qapp, shade)  # type: ignore[arg-type]
        assert made_once.pixmap(16, 16).toImage().pixelColor(8, 8) == colour("text")
    with pytest.raises(KeyError):
        icon("no-such-icon")
