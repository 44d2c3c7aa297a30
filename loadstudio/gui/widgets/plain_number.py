"""A number that looks like text until the person points at it or types; decimals are seen only where there are some."""

from __future__ import annotations

from typing import override

from PySide6.QtGui import QPaintEvent

from loadstudio.gui.widgets.fields import NumberField


class LevelField(NumberField):
    """A number whose decimals are seen only where there are some."""

    @override
    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        return text.rstrip("0").rstrip(self.locale().decimalPoint()) if self.decimals() else text


class PlainNumber(LevelField):
    """Its field is seen while it has the mouse or the keyboard."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or self.underMouse():
            super().paintEvent(event)
