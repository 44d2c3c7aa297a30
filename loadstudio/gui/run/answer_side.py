"""One answer as a column: its state, its facts, and the part of the exchange that is asked for as text."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from loadstudio.gui.fonts import font_of
from loadstudio.gui.run.expectation import status_text
from loadstudio.gui.units import bytes_text, milliseconds_text
from loadstudio.gui.widgets.answer_text import body_text, headers_text
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.label import Label
from loadstudio.metrics.exchange import Exchange


class AnswerSide(QWidget):
    """`show_exchange`, then `show_part`: `body`, `headers` or `request`. `name` says what the text is."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exchange: Exchange | None = None
        self._title = Label(title, "name")
        self._badge = Badge()
        self._facts = Label("", "text", "sub", tabular=True)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._title)
        line.addWidget(self._badge)
        line.addWidget(self._facts, 1)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(font_of("mono"))
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(name)
        self.text.document().setDocumentMargin(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(line)
        column.addWidget(self.text, 1)

    def show_title(self, shown: bool) -> None:
        """Show whose answer this is, where there are two."""
        self._title.setVisible(shown)

    def show_exchange(self, exchange: Exchange, first: str = "", last: str = "") -> None:
        """Show an exchange; `first` and `last` are what else is to be said of it, before and behind its facts."""
        self._exchange = exchange
        word = status_text(exchange) if exchange.status else self.tr("No answer")
        self._badge.set_state(word, "bad" if not 0 < exchange.status < 400 else "neutral")
        facts = [first, milliseconds_text(exchange.latency_ms)]
        if exchange.status:
            facts.append(bytes_text(exchange.response_bytes or len(exchange.response_body)))
        self._facts.setText("  ·  ".join(fact for fact in (*facts, last) if fact))

    def show_part(self, part: str) -> None:
        """Show a part of the exchange."""
        exchange = self._exchange
        if exchange is None:
            return
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
