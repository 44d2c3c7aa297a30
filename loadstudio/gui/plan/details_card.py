"""Under the drawn load: its stages in numbers, how people behave, how requests travel, each behind a tab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from loadstudio.gui.plan.behaviour_form import BehaviourForm
from loadstudio.gui.plan.connection_form import ConnectionForm
from loadstudio.gui.plan.stages_table import StagesTable
from loadstudio.gui.widgets.card import Card, ScrollColumn
from loadstudio.gui.widgets.tabs import Tabs

_LEAST_HEIGHT, _HEIGHT = 190, 274
_HEAD = 64
"""The tabs, and the margins of the card."""


class DetailsCard(Card):
    """Three parts behind tabs; what they tell is told by themselves. Only the first is there until `make` is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=8, parent=parent)
        margins = self.layout()
        assert margins is not None
        margins.setContentsMargins(8, 4, 8, 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = (
            ("stages", self.tr("Stages")),
            ("behaviour", self.tr("How people behave")),
            ("connection", self.tr("Connection")),
        )
        self.tabs = Tabs(words, name=self.tr("Details of the load"))
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self.stages = StagesTable()
        self._add_page("stages", self.stages)
        self.tabs.chosen.connect(self.show_tab)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self.tabs)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setMaximumHeight(_HEIGHT)

    def make(self) -> Iterator[None]:
        """Add the other parts in pieces."""
        self.behaviour = BehaviourForm()
        self._add_page("behaviour", _scrolling(self.behaviour))
        yield
        self.connection = ConnectionForm()
        self._add_page("connection", _scrolling(self.connection))

    def _add_page(self, key: str, page: QWidget) -> None:
        self._pages[key] = page
        self._stack.addWidget(page)

    @override
    def sizeHint(self) -> QSize:
        """The forms scroll; the stages take what they need, and leave the rest to the drawing."""
        wanted = _HEAD + self.stages.sizeHint().height() if self._stack.currentWidget() is self.stages else _HEIGHT
        return QSize(super().sizeHint().width(), max(_LEAST_HEIGHT, min(_HEIGHT, wanted)))

    def show_tab(self, key: str) -> None:
        """Show a part: stages, behaviour or connection."""
        self.tabs.set_current(key)
        self._stack.setCurrentWidget(self._pages[key])
        self.updateGeometry()


def _scrolling(form: QWidget) -> ScrollColumn:
    column = ScrollColumn()
    column.body.addWidget(form)
    return column
