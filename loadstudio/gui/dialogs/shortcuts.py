"""The page of help: the way through in five lines, and what the keys do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rule import Rule


class ShortcutsDialog(QDialog):
    """Opened by the rail's question mark; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help and keys"))
        self.setMinimumWidth(680)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        column.addWidget(Label(self.tr("The way through"), "title"))
        column.addLayout(_pairs(self._way(), "name", "text"))
        column.addWidget(Rule(token="line"))
        column.addWidget(Label(self.tr("Keys"), "card"))
        column.addLayout(_pairs(self._keys(), "mono", "text"))
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _way(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Record"), self.tr("Click through the site once in the browser that opens.")),
            (self.tr("Scenario"), self.tr("See what one person does, step by step, and change it.")),
            (self.tr("Load"), self.tr("Say how many people, for how long, and what is good enough.")),
            (self.tr("Run"), self.tr("Watch how fast the site answers; stop at any time.")),
            (self.tr("Results"), self.tr("Read the verdict, compare with earlier runs, make the PDF.")),
        )

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Ctrl+1 … Ctrl+5", self.tr("go to Record, Scenario, Load, Run, Results")),
            ("Ctrl+O", self.tr("open a recording or a scenario")),
            ("Ctrl+Z, Ctrl+Shift+Z", self.tr("undo, redo")),
            ("F2", self.tr("rename a step or request")),
            (self.tr("Space"), self.tr("switch a step or request on or off")),
            ("Ctrl+D", self.tr("duplicate")),
            (self.tr("Delete"), self.tr("take out; undo brings it back")),
            ("Ctrl+F", self.tr("find a step, address or value")),
            (self.tr("Ctrl+Comma"), self.tr("settings")),
            ("F1", self.tr("this page")),
        )


def _pairs(pairs: tuple[tuple[str, str], ...], left_style: str, right_style: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(10)
    grid.setColumnMinimumWidth(0, 150)
    grid.setColumnStretch(1, 1)
    for row, (left, right) in enumerate(pairs):
        grid.addWidget(Label(left, left_style), row, 0)  # type: ignore[arg-type]  # one of the two styles named above
        grid.addWidget(Label(right, right_style, "sub"), row, 1)  # type: ignore[arg-type]  # as above
    return grid
