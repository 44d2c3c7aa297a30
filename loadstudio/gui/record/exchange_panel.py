"""One exchange of the recording in progress, looked at: the answer, its messages, its headers, what was sent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.exchange_tools import ExchangeTools, exchange_of
from loadstudio.gui.language import told
from loadstudio.gui.units import bytes_text, milliseconds_text
from loadstudio.gui.widgets.answer_text import body_text, headers_text
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.button import IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.tabs import Tabs
from loadstudio.http_types.body import media_type
from loadstudio.http_types.message import Request, Response
from loadstudio.recording.entry import Entry
from loadstudio.recording.messages import Message, messages_of
from loadstudio.wire.recorder_messages import EntryShown


class ExchangePanel(Card):
    """Shows what `EntryShown` brings; `closed` when the person has seen enough."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=20, parent=parent)
        self._shown: EntryShown | None = None
        self._entry_id = ""
        self.address = ElidedLabel("", "name", middle=True)
        self._status = Badge("")
        self._facts = Label("", "text", "sub", tabular=True)
        close = IconButton("x", self.tr("Close"), size=28)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self.address, self._status, self._facts, close):
            head.addWidget(widget, 1 if widget is self.address else 0)
        self.tabs = Tabs(
            (
                ("answer", self.tr("Answer")),
                ("messages", self.tr("Messages")),
                ("headers", self.tr("Headers")),
                ("sent", self.tr("What was sent")),
            ),
            name=self.tr("Parts of the exchange"),
        )
        self.tabs.chosen.connect(lambda _key: self._show_part())
        self.text = CodeView(name=self.tr("The part that is shown"), numbered=False)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.tools = ExchangeTools()
        parts = QHBoxLayout()
        parts.setSpacing(16)
        parts.addWidget(self.tabs, 1)
        parts.addWidget(self.tools)
        self.body.addLayout(parts)
        self.body.addWidget(self.text, 1)

    @property
    def entry_id(self) -> str:
        """The exchange that is shown, or asked for; ''."""
        return self._entry_id

    def wait_for(self, entry_id: str, address: str) -> None:
        """Say which exchange is coming."""
        if entry_id != self._entry_id:
            self._entry_id, self._shown = entry_id, None
            self.address.set_text(address)
            self._status.hide()
            self._facts.setText("")
            self.tools.show_exchange(None)
            self.text.set_text(self.tr("Reading …"))

    def show_exchange(self, shown: EntryShown) -> None:
        """Show an exchange that was asked for; one that nobody waits for any more is passed over."""
        if shown.entry_id != self._entry_id or (self._shown is not None and shown == self._shown):
            return
        first = self._shown is None
        self._shown = shown
        entry = shown.entry
        if entry is None:
            self.text.set_text(self.tr("This request is not in the recording any more."))
            return
        self.address.set_text(f"{entry.request.method} {entry.request.url}")
        self.tools.show_exchange(exchange_of(entry), sent_is_cut=shown.request_bytes > len(entry.request.body))
        status = entry.response.status if entry.response else 0
        words = str(status) if status else self.tr("No answer")
        self._status.set_state(words, "ok" if 0 < status < 400 else "bad", icon="")
        self._status.show()
        taken = milliseconds_text((entry.ended_us - entry.started_us) / 1000)
        self._facts.setText("  ·  ".join((taken, bytes_text(shown.response_bytes))))
        count = max(shown.messages, len(messages_of(entry)))
        self.tabs.set_count("messages", count or None)
        if first and count:
            self.tabs.set_current("messages")
        self._show_part()

    def _show_part(self) -> None:
        if self._shown is None or self._shown.entry is None:
            return
        entry = self._shown.entry
        match self.tabs.current():
            case "answer":
                self._show_answer(entry, self._shown.response_bytes)
            case "messages":
                lines = [self._line(message) for message in messages_of(entry)]
                none = self.tr("This request has one answer and no messages. WebSockets and event streams have some.")
                self.text.set_text("\n".join(lines) or none)
                bar = self.text.verticalScrollBar()
                bar.setValue(bar.maximum())
            case "headers":
                fields = headers_text(entry.response.headers) if entry.response else ""
                self.text.set_text(fields or told(entry.error))
            case _:
                self.text.set_text(self._sent(entry.request, self._shown.request_bytes))

    def _show_answer(self, entry: Entry, whole_bytes: int) -> None:
        response = entry.response
        if response is None:
            self.text.set_text(told(entry.error))
            return
        text = self._body(response, whole_bytes) or self.tr("This answer has no body.")
        self.text.set_text(text, "json" if media_type(response.headers).endswith("json") else "text")

    def _sent(self, request: Request, whole_bytes: int) -> str:
        fields = headers_text(request.headers)
        return f"{request.method} {request.url}\n{fields}\n\n{self._body(request, whole_bytes)}".strip()

    def _body(self, message: Request | Response, whole_bytes: int) -> str:
        text = body_text(message.body, message.headers)
        if whole_bytes <= len(message.body):
            return text
        cut = self.tr("This is the beginning of {0}. The whole is in the recording.").format(bytes_text(whole_bytes))
        return f"{text}\n\n{cut}"

    def _line(self, message: Message) -> str:
        direction = self.tr("sent    ") if message.direction == "send" else self.tr("received")
        moment = "" if message.after_ms is None else f"{message.after_ms / 1000:8.2f} s"
        kind = f"{message.kind}: " if message.kind else self.tr("bytes: ") if message.binary else ""
        text = message.text.replace("\n", "⏎")
        return f"{direction}  {moment}  {kind}{text}".rstrip()
