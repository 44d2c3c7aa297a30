"""The real answer behind an error: a panel over the right side of the window, with what was sent and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import override

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from loadstudio.base.units import bytes_text, clock_text, milliseconds_text
from loadstudio.gui.fonts import font_of
from loadstudio.gui.theme import colour
from loadstudio.gui.widgets.answer_text import body_text, headers_text
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.button import IconButton
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import paint_surface
from loadstudio.gui.widgets.popover import paint_shadow
from loadstudio.gui.widgets.tabs import Tabs
from loadstudio.metrics.exchange import Exchange

_WIDTH, _MARGIN = 620, 16

type Sample = tuple[int, Exchange]
"""The second of the run, and the exchange whole."""


class AnswerPanel(QWidget):
    """Covers the window, dimmed but for the panel. Esc, the cross and a click beside close it; it deletes itself."""

    def __init__(self, title: str, samples: Sequence[Sample], *, window: QWidget) -> None:
        super().__init__(window)
        self._samples = tuple(samples)
        self._shown = 0
        self._before = window.focusWidget()
        self.setAccessibleName(self.tr("The answer: {0}").format(title))
        self._panel = QWidget(self)
        self._lay_out(title)
        window.installEventFilter(self)
        self._fit()
        self._show_sample()
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self, title: str) -> None:
        self.close_button = IconButton("x", self.tr("Close"), size=28)
        self.close_button.clicked.connect(self.close_now)
        self._earlier = IconButton("chevron-left", self.tr("Earlier answer"), size=28)
        self._later = IconButton("chevron-right", self.tr("Later answer"), size=28)
        self._earlier.clicked.connect(lambda: self._go(-1))
        self._later.clicked.connect(lambda: self._go(1))
        self._position = Label("", "second", "sub", tabular=True)
        self._position.setFixedHeight(28)
        words = Label(title, "card", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(words, 1)
        for widget in (self._earlier, self._position, self._later, self.close_button):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._badge = Badge()
        self._facts = Label("", "text", "sub", tabular=True)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._badge)
        line.addWidget(self._facts, 1)
        self._address = Label("", "text", wrap=True).selectable()
        self.tabs = Tabs(
            (("body", self.tr("Answer")), ("headers", self.tr("Its headers")), ("request", self.tr("What was sent"))),
            name=self.tr("Parts of the exchange"),
        )
        self.tabs.chosen.connect(lambda _key: self._show_part())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(font_of("mono"))
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The part that is shown"))
        self.text.document().setDocumentMargin(0)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self._address)
        column.addWidget(self.tabs)
        column.addWidget(self.text, 1)

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
        several = len(self._samples) > 1
        self._position.setText(self.tr("{0} of {1}").format(self._shown + 1, len(self._samples)))
        for widget in (self._earlier, self._position, self._later):
            widget.setVisible(several)
        self._earlier.setEnabled(self._shown > 0)
        self._later.setEnabled(self._shown < len(self._samples) - 1)
        self._badge.set_state(self._status(exchange), "bad" if not 0 < exchange.status < 400 else "neutral")
        facts = [self.tr("at {0}").format(clock_text(second)), milliseconds_text(exchange.latency_ms)]
        if exchange.status:
            facts.append(bytes_text(exchange.response_bytes or len(exchange.response_body)))
        self._facts.setText("  ·  ".join(word for word in (*facts, exchange.step) if word))
        self._address.setText(f"{exchange.method} {exchange.url}")
        self._show_part()

    def _status(self, exchange: Exchange) -> str:
        if not exchange.status:
            return self.tr("No answer")
        known = {one.value: one.phrase for one in HTTPStatus}
        return f"{exchange.status} {exchange.reason or known.get(exchange.status, '')}".strip()

    def _show_part(self) -> None:
        exchange = self._samples[self._shown][1]
        part = self.tabs.current()
        if part == "body":
            text = body_text(exchange.response_body, exchange.response_headers)
            empty = self.tr("The answer was empty.") if exchange.status else self.tr("No answer came back.")
            self.text.setPlainText(text or empty)
        elif part == "headers":
            self.text.setPlainText(headers_text(exchange.response_headers) or self.tr("No answer came back."))
        else:
            sent = (
                f"{exchange.method} {exchange.url}",
                headers_text(exchange.request_headers),
                "",
                body_text(exchange.request_body, exchange.request_headers),
            )
            self.text.setPlainText("\n".join(sent).strip())

    def _fit(self) -> None:
        window = self.window()
        self.setGeometry(0, 0, window.width(), window.height())
        width = min(_WIDTH, window.width() - 2 * _MARGIN)
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
