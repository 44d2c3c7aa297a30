"""The theme in force: which shade the window wears, the palette and style sheet made from it, and a signal when it
changes.

The colours themselves are in `tokens`, the fonts in `fonts`. Painters ask `tokens()` and `colour()` at each paint, so a
change of theme needs no more of them than a repaint.
"""

from __future__ import annotations

from functools import cache, lru_cache
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from loadstudio.base.resources import resource_path
from loadstudio.gui.fonts import font_of, load_fonts
from loadstudio.gui.tokens import Shade, Tokens, load_tokens

ThemeName = Literal["light", "dark", "system"]


class Theme(QObject):
    """What the person chose (`light`, `dark` or `system`) and the tokens that follow from it.

    `changed` is emitted after the palette and the style sheet are in force, with the new tokens.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._name: ThemeName = "light"
        self._tokens = load_tokens("light")
        self._app: QApplication | None = None
        self._sheet = ""
        self._dressed: list[QWidget] = []

    @property
    def name(self) -> ThemeName:
        return self._name

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    def apply(self, app: QApplication, name: ThemeName) -> None:
        """Dress the application; may be called again at any time."""
        self._name = name
        if self._app is not app:
            self._adopt(app)
        self._wear(_shade_of(name))

    def _adopt(self, app: QApplication) -> None:
        self._app = app
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(font_of("text"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _wear(self, shade: Shade) -> None:
        app = self._app
        if app is None:
            return
        self._tokens = load_tokens(shade)
        app.setPalette(palette_of(self._tokens))
        self._sheet = style_sheet_of(self._tokens)
        for window in self._still_dressed():
            window.setStyleSheet(self._sheet)
        for widget in app.allWidgets():
            widget.update()
        self.changed.emit(self._tokens)

    def dress(self, window: QWidget) -> None:
        """Let a window without a parent wear the style sheet, now and after each change; what it holds wears it too.

        The application wears none: then each widget that is put into another would be dressed anew with all that it
        holds, and pages are made from the inside to the outside.
        """
        self._dressed = [*self._still_dressed(), window]
        window.setStyleSheet(self._sheet)

    def _still_dressed(self) -> list[QWidget]:
        return [window for window in self._dressed if isValid(window)]

    def _follow_system(self) -> None:
        if self._name == "system" and _shade_of("system") != self._tokens.name:
            self._wear(_shade_of("system"))


def _shade_of(name: ThemeName) -> Shade:
    if name != "system":
        return name
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


@cache
def theme() -> Theme:
    """Return the one theme of this process."""
    return Theme()


def apply_theme(app: QApplication, name: ThemeName) -> Theme:
    """Dress the application in `light`, `dark` or what the system prefers; return the theme, whose `changed` tells
    of changes."""
    theme().apply(app, name)
    return theme()


def dress(window: QWidget) -> None:
    """Let a window without a parent wear the theme's style sheet."""
    theme().dress(window)


def tokens() -> Tokens:
    """Return the tokens in force. Ask at each paint; do not keep them."""
    return theme().tokens


def colour(token: str, alpha: float = 1.0) -> QColor:
    """Return the colour of a token in force, for example `colour("accent", 0.18)`. Raises KeyError for an unknown
    token."""
    return QColor(_colour(tokens().name, token, alpha))


@lru_cache(maxsize=256)
def _colour(shade: Shade, token: str, alpha: float) -> QColor:
    result = QColor(load_tokens(shade).hex_of(token))
    result.setAlphaF(alpha)
    return result


def blend(token: str, over: str, share: float) -> QColor:
    """Return an opaque colour: `share` (0 to 1) of one token laid over another."""
    top, base = colour(token), colour(over)
    return QColor(
        round(top.red() * share + base.red() * (1 - share)),
        round(top.green() * share + base.green() * (1 - share)),
        round(top.blue() * share + base.blue() * (1 - share)),
    )


def palette_of(shade: Tokens) -> QPalette:
    """Return the palette that Fusion's own drawing (dialogs, text cursors, selections) shall use."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: shade.bg,
        role.WindowText: shade.text,
        role.Base: shade.panel,
        role.AlternateBase: shade.panel,
        role.Text: shade.text,
        role.PlaceholderText: shade.faint,
        role.Button: shade.raised,
        role.ButtonText: shade.text,
        role.BrightText: shade.bad,
        role.Highlight: shade.accent_fill,
        role.HighlightedText: shade.on_fill,
        role.Link: shade.accent,
        role.LinkVisited: shade.accent,
        role.ToolTipBase: shade.tooltip,
        role.ToolTipText: shade.tooltip_text,
        role.Light: shade.raised,
        role.Midlight: shade.soft,
        role.Mid: shade.line,
        role.Dark: shade.line,
        role.Shadow: shade.line,
        role.Accent: shade.accent_fill,
    }
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(shade.faint))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(shade.neutral_tint))
    return palette


def style_sheet_of(shade: Tokens) -> str:
    """Return the style sheet of all windows with the colours of one shade put in."""
    template = Template(resource_path("themes/application.qss").read_text(encoding="utf-8"))
    return template.substitute(shade.colours())
