"""The choice between light, dark and what the computer prefers, in a popover over the rail's last button."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QApplication, QWidget

from loadstudio.gui.settings import Settings
from loadstudio.gui.theme import ThemeName, apply_theme
from loadstudio.gui.widgets.popover import Popover, PopoverChoice


def choose_theme(window: QWidget, settings: Settings) -> Popover:
    """Open the popover; the choice acts at once and is remembered."""

    def words(text: str) -> str:
        return QCoreApplication.translate("ThemeChoice", text)

    popover = Popover(
        (
            PopoverChoice(
                key="system",
                text=words("Like this computer"),
                consequence=words("Follows its setting"),
                icon="settings",
            ),
            PopoverChoice(key="light", text=words("Light"), consequence=words("Dark words on light"), icon="sun"),
            PopoverChoice(key="dark", text=words("Dark"), consequence=words("Light words on dark"), icon="moon"),
        ),
        name=words("Light or dark"),
        window=window,
    )
    popover.chosen.connect(lambda name: _wear(cast("ThemeName", name), settings))
    popover.open_under(QRect(16, window.height() - 60, 36, 36))
    return popover


def _wear(name: ThemeName, settings: Settings) -> None:
    settings.set_theme(name)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, name)
