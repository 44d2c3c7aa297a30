"""A request of a check: its recorded and its replayed answer side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.base.units import milliseconds_text
from loadstudio.gui.scenario.method_label import MethodLabel
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import BadgeKind
from loadstudio.gui.widgets.rule import Rule
from loadstudio.http_types.body import is_text, media_type, text_of
from loadstudio.http_types.headers import Headers
from loadstudio.recording.entry import Entry
from loadstudio.scenario.model import HttpRequest

if TYPE_CHECKING:
    from loadstudio.metrics.exchange import Exchange

_PREVIEW_BYTES = 1_000_000


class CheckPair(Card):
    """`show_request` shows one request with its two answers; `hide` takes the secrets out of a body's text."""

    def __init__(self, hide: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._method = MethodLabel()
        self._name = ElidedLabel("", "card", middle=True)
        self._where = Label("", "text", "sub")
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 16)
        head.setSpacing(12)
        head.addWidget(self._method)
        head.addWidget(self._name, 1)
        head.addWidget(self._where)
        self.recorded = _Answer(self.tr("Recorded"), hide)
        self.replayed = _Answer(self.tr("Replayed"), hide)
        halves = QHBoxLayout()
        halves.setContentsMargins(0, 0, 0, 1)
        halves.setSpacing(0)
        halves.addWidget(self.recorded, 1)
        halves.addWidget(Rule(vertical=True, token="line"))
        halves.addWidget(self.replayed, 1)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(Rule(token="line"))
        self.body.addLayout(halves, 1)

    def show_request(
        self,
        request: HttpRequest,
        title: str,
        where: str,
        entry: Entry | None,
        exchange: Exchange | None,
        *,
        waits: bool = False,
    ) -> None:
        """Show a request; None where there is no such answer, `waits` while it may still come."""
        self._method.set_method(request.method)
        self._name.set_text(title)
        self._where.setText(where)
        response = entry.response if entry is not None else None
        if entry is None or response is None:
            self.recorded.show_nothing(self.tr("No answer was recorded."))
        else:
            taken_ms = (entry.ended_us - entry.started_us) / 1000
            self.recorded.show_answer(response.status, taken_ms, response.headers, response.body)
        if exchange is None:
            words = self.tr("Not answered yet.") if waits else self.tr("Not sent this time.")
            self.replayed.show_nothing(words)
        elif not exchange.status:
            self.replayed.show_nothing(exchange.failure or self.tr("No answer came."))
        else:
            self.replayed.show_answer(
                exchange.status, exchange.latency_ms, exchange.response_headers, exchange.response_body
            )


class _Answer(QWidget):
    def __init__(self, title: str, hide: Callable[[str], str]) -> None:
        super().__init__()
        self._hide = hide
        self._badge = Badge("")
        self._time = Label("", "text", "sub", tabular=True)
        self.body = CodeView(name=title, numbered=False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(title, "card"))
        head.addStretch(1)
        head.addWidget(self._badge)
        head.addWidget(self._time)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.body, 1)

    def show_nothing(self, why: str) -> None:
        self._badge.hide()
        self._time.setText("")
        self.body.set_text(why)

    def show_answer(self, status: int, taken_ms: float, headers: Headers, body: bytes) -> None:
        self._badge.show()
        self._badge.set_state(str(status), _kind_of(status), icon="")
        self._time.setText(milliseconds_text(taken_ms))
        kind = media_type(headers)
        if not body:
            self.body.set_text(self.tr("This answer has no body."))
        elif is_text(kind):
            text = self._hide(text_of(headers, body[:_PREVIEW_BYTES]))
            self.body.set_text(text, "json" if kind.endswith("json") else "text")
        else:
            self.body.set_text(kind)


def _kind_of(status: int) -> BadgeKind:
    return "ok" if status < 300 else "neutral" if status < 400 else "bad"
