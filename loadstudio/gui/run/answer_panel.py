"""The real answer behind an error: a panel over the right side of the window, with what was sent and what came back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import override

import msgspec
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from loadstudio.base.units import clock_text
from loadstudio.gui.exchange_tools import ExchangeTools
from loadstudio.gui.run.answer_side import AnswerSide
from loadstudio.gui.run.expectation import Expectation
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.button import IconButton
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface
from loadstudio.gui.widgets.popover import paint_shadow
from loadstudio.gui.widgets.tabs import Tabs
from loadstudio.metrics.exchange import Exchange

_WIDTH, _WIDE, _MARGIN = 620, 1120, 16

type Sample = tuple[int, Exchange]
"""The second of the run, and the exchange whole."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What can be said of an exchange: what was expected of it and what came, and how it was recorded (None: nothing
    is known of that).
    """

    expectation: Expectation = Expectation()
    recorded: Exchange | None = None


type Explain = Callable[[Exchange], Explanation]


class AnswerPanel(QWidget):
    """Covers the window, dimmed but for the panel. Esc, the cross and a click beside close it; it deletes itself.

    `sentence` is said of all the answers together; with `explain`, each is told what was expected, and stands beside
    the recorded one.
    """

    def __init__(
        self,
        title: str,
        samples: Sequence[Sample],
        *,
        window: QWidget,
        sentence: str = "",
        explain: Explain | None = None,
    ) -> None:
        super().__init__(window)
        self._samples = tuple(samples)
        self._explained = tuple(explain(one) if explain else Explanation() for _, one in self._samples)
        self._wide = any(one.recorded is not None for one in self._explained)
        self._shown = 0
        self._before = window.focusWidget()
        self.setAccessibleName(self.tr("The answer: {0}").format(title))
        self._panel = QWidget(self)
        self._lay_out(title, sentence)
        window.installEventFilter(self)
        self._fit()
        self._show_sample()
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self, title: str, sentence: str) -> None:
        self._address = Label("", "text", wrap=True).selectable()
        self.tabs = Tabs(
            (("body", self.tr("Answer")), ("headers", self.tr("Its headers")), ("request", self.tr("What was sent"))),
            name=self.tr("Parts of the exchange"),
        )
        self.tabs.chosen.connect(lambda _key: self._show_part())
        self.side = AnswerSide(self.tr("In this run"), self.tr("The part that is shown"))
        self.recorded = AnswerSide(self.tr("As recorded"), self.tr("The same part, as recorded"))
        self.side.show_title(self._wide)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addWidget(self.side, 1)
        sides.addWidget(self.recorded, 1)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addLayout(self._head(title))
        if sentence:
            column.addWidget(Label(sentence, "second", "sub", tabular=True))
        column.addWidget(self._address)
        column.addWidget(self._expectation())
        self.tools = ExchangeTools()
        column.addWidget(self.tools)
        column.addWidget(self.tabs)
        column.addLayout(sides, 1)

    def _head(self, title: str) -> QHBoxLayout:
        self.close_button = IconButton("x", self.tr("Close"), size=28)
        self.close_button.clicked.connect(self.close_now)
        self._earlier = IconButton("chevron-left", self.tr("Earlier answer"), size=28)
        self._later = IconButton("chevron-right", self.tr("Later answer"), size=28)
        self._earlier.clicked.connect(lambda: self._go(-1))
        self._later.clicked.connect(lambda: self._go(1))
        self._position = Label("", "second", "sub", tabular=True)
        self._position.setFixedHeight(28)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(title, "card", wrap=True), 1)
        for widget in (self._earlier, self._position, self._later, self.close_button):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _expectation(self) -> QWidget:
        self._expected = Label("", "name", wrap=True).selectable()
        self._came = Label("", "name", "bad", wrap=True).selectable()
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows = ((self.tr("Expected"), self._expected), (self.tr("Came"), self._came))
        for row, (word, label) in enumerate(rows):
            grid.addWidget(Label(word, "text", "sub"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, 1)
        self._judged = holder
        return holder

    @property
    def text(self) -> QPlainTextEdit:
        """The shown part of the answer of the run."""
        return self.side.text

    def close_now(self) -> None:
        """Close the panel and give the keyboard back."""
        self.window().removeEventFilter(self)
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def _go(self, by: int) -> None:
        self._shown = min(len(self._samples) - 1, max(0, self._shown + by))
        self._show_sample()

    def _show_sample(self) -> None:
        second, exchange = self._samples[self._shown]
        explained = self._explained[self._shown]
        several = len(self._samples) > 1
        self._position.setText(self.tr("{0} of {1}").format(self._shown + 1, len(self._samples)))
        for widget in (self._earlier, self._position, self._later):
            widget.setVisible(several)
        self._earlier.setEnabled(self._shown > 0)
        self._later.setEnabled(self._shown < len(self._samples) - 1)
        self._address.setText(f"{exchange.method} {exchange.url}")
        self.tools.show_exchange(exchange)
        self._expected.setText(explained.expectation.expected)
        self._came.setText(explained.expectation.came)
        self._judged.setVisible(bool(explained.expectation.expected))
        self.side.show_exchange(exchange, self.tr("at {0}").format(clock_text(second)), exchange.step)
        self.recorded.setVisible(explained.recorded is not None)
        if explained.recorded is not None:
            self.recorded.show_exchange(explained.recorded)
        self._show_part()

    def _show_part(self) -> None:
        for side in (self.side, self.recorded):
            side.show_part(self.tabs.current())

    def _fit(self) -> None:
        window = self.window()
        self.setGeometry(0, 0, window.width(), window.height())
        width = min(_WIDE if self._wide else _WIDTH, window.width() - 2 * _MARGIN)
        self._panel.setGeometry(self.width() - width - _MARGIN, _MARGIN, width, self.height() - 2 * _MARGIN)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._fit()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab within the panel while it is open."""
        inside = [one for one in self._panel.findChildren(QWidget) if _takes_tab(one)]
        if inside:
            here = self.focusWidget()
            at = inside.index(here) if here in inside else -1
            inside[(at + (1 if next else -1)) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_now()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("rail", 0.25))
        panel = QRectF(self._panel.geometry())
        paint_shadow(painter, panel, 12)
        paint_surface(painter, panel, 12, colour("panel"), colour("line"))


def _takes_tab(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.isEnabled() and widget.isVisible()
