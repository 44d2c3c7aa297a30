"""The page of a recording in progress: strip, step, requests as they come, hosts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import override

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.pieces import Pieces
from loadstudio.gui.record.capture_model import CaptureModel
from loadstudio.gui.record.connect_card import ConnectCard
from loadstudio.gui.record.exchange_panel import ExchangePanel
from loadstudio.gui.record.host_ledger import HostLedger
from loadstudio.gui.record.hosts_panel import HostsPanel
from loadstudio.gui.record.requests_card import RequestsCard
from loadstudio.gui.record.step_bar import StepBar
from loadstudio.gui.record.strip import RecordingStrip
from loadstudio.gui.sessions import CaptureControl
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Page
from loadstudio.gui.widgets.note_bar import NoteBar
from loadstudio.gui.widgets.rows import FooterLine
from loadstudio.http_types import url
from loadstudio.wire.recorder_messages import (
    EntriesRemoved,
    EntriesRestored,
    EntryCaptured,
    EntryShown,
    NoteTaken,
    PageStarted,
)

_TICK_MS = 250
_LOOKS_AGAIN = 4
_REFRESH_MS = 100  # a page load brings hundreds of events: the eye needs ten pictures a second of them


class LivePage(Page):
    """Shows one recording; `finished(CaptureControl)` when nothing more will come. Empty until `pieces` are done."""

    finished = Signal(object)

    def __init__(self, capture: CaptureControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.capture = capture
        self.ledger = HostLedger(capture.session.start.url, capture.host_choices)
        self.model = CaptureModel(self.ledger.kept, self)
        self._recorded_s = 0.0
        self._ticked_s = time.monotonic()
        self._written_s = 0.0
        self._ticks = 0
        self._early: list[msgspec.Struct] = []
        self.pieces = Pieces(self._make(), self)
        capture.told.connect(self._take)
        capture.over.connect(self._over)
        self._next_refresh = QTimer(self)
        self._next_refresh.setSingleShot(True)
        self._next_refresh.setInterval(_REFRESH_MS)
        self._next_refresh.timeout.connect(self._refresh)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)

    def _make(self) -> Iterator[None]:
        yield from self._lay_out()
        yield
        self.capture.changed.connect(self._refresh_soon)
        self._clock.start(_TICK_MS)
        for message in self._early:
            self._take_now(message)
        self._early.clear()
        self._refresh()

    def _lay_out(self) -> Iterator[None]:
        self.strip = RecordingStrip()
        self.strip.paused.connect(lambda paused: self.capture.pause() if paused else self.capture.resume())
        self.strip.stopped.connect(self.capture.stop)
        left, right, columns, footer = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        left.setSpacing(16)
        right.setSpacing(16)
        columns.setSpacing(24)
        columns.addLayout(left, 1)
        columns.addLayout(right)
        self.body.setSpacing(20)
        self.body.addWidget(self.strip)
        self.body.addLayout(columns, 1)
        self.body.addLayout(footer)
        self.steps = StepBar()
        self.steps.named.connect(self.capture.name_step)
        self.steps.next_wanted.connect(self._next_step)
        self.note = NoteBar()
        self.note.written.connect(self.capture.take_note)
        self.steps.note_wanted.connect(self.note.begin)
        left.addWidget(self.steps)
        left.addWidget(self.note)
        yield
        left.addWidget(self._requests(), 3)
        yield
        self.exchange = ExchangePanel()
        self.exchange.closed.connect(self._close_exchange)
        self.exchange.hide()
        left.addWidget(self.exchange, 2)
        yield
        for card in self._side_cards():
            right.addWidget(card, 1 if card is self.hosts else 0)
        words = self.tr("Everything stays on this computer. The recording holds all that you type, passwords too.")
        self._saved = FooterLine()
        footer.addWidget(FooterLine(words, "lock"), 1)
        footer.addWidget(self._saved)

    def _side_cards(self) -> tuple[QWidget, ...]:
        self.connect_card = ConnectCard()
        self.connect_card.opened.connect(self.capture.open_to_network)
        self.connect_card.setVisible(self.capture.session.start.browser == "none")
        self.hosts = HostsPanel()
        self.hosts.switched.connect(self._switch_host)
        self.more = Button(self.tr("Another device or program…"), "link")
        self.more.clicked.connect(lambda: self.connect_card.setVisible(not self.connect_card.isVisible()))
        self.hosts.add_below(self.more)
        return self.connect_card, self.hosts

    def _requests(self) -> RequestsCard:
        capture = self.capture
        card = self.requests = RequestsCard(self.model, lambda: capture.session.removed)
        card.request_chosen.connect(self._look_at)
        card.taken_out.connect(capture.remove)
        card.brought_back.connect(capture.restore)
        card.undo_wanted.connect(capture.undo)
        card.note_opened.connect(lambda note: self.note.begin(note.text, note.id))
        card.note_dropped.connect(lambda note: capture.take_note("", note.id))
        return card

    def _take(self, message: msgspec.Struct) -> None:
        if self.pieces.is_done:
            self._take_now(message)
        else:
            self._early.append(message)

    def _take_now(self, message: msgspec.Struct) -> None:
        match message:
            case PageStarted():
                self.model.put_page(message)
            case EntryCaptured():
                if self.ledger.add(message) and self.model.rowCount():
                    self.model.follow_hosts()
                self.model.put_entry(message)
                if message.finished:
                    self._written_s = time.monotonic()
                if message.entry_id == self.exchange.entry_id and self.exchange.isVisible():
                    self.capture.show(message.entry_id)
            case NoteTaken():
                self.model.put_note(message.note)
            case EntriesRemoved() | EntriesRestored():
                self.model.set_removed(self.capture.session.removed)
                self.requests.show_able()
            case EntryShown():
                self.exchange.show_exchange(message)

    def _over(self) -> None:
        self.finished.emit(self.capture)

    def _refresh_soon(self) -> None:
        if not self._next_refresh.isActive():
            self._next_refresh.start()

    def _refresh(self) -> None:
        session = self.capture.session
        self._count_time()
        self.strip.show_phase(session.phase, self._what())
        self.strip.requests.set_text(count_text(self.ledger.kept_requests(session.removed)))
        self.strip.steps.set_text(count_text(len(session.pages)))
        going_on = session.phase in ("recording", "paused")
        self.steps.setEnabled(going_on)
        self.note.setEnabled(going_on)
        self.requests.undo.setEnabled(going_on and session.can_undo)
        self.strip.show_openness(bool(session.network_addresses))
        self.connect_card.show_state(session.ready, session.network_addresses)
        page = session.current_page
        if page is not None:
            self.steps.show_step(page.page_id, len(session.pages), page.title)
        self.hosts.show_hosts(self.ledger.hosts(session.removed))
        self.requests.refresh(self._waiting_for())

    def _waiting_for(self) -> str:
        session = self.capture.session
        if session.browser is not None:
            return self.tr("Use the site in the browser window. Its requests appear here.")
        if session.ready is not None and session.start.browser == "none":
            return self.tr("Set the proxy at the right in the other device or program. Its requests appear here.")
        return ""

    def _what(self) -> str:
        session = self.capture.session
        site = url.host_name(session.start.url) if session.start.url else ""
        if session.browser is not None:
            return self.tr("{0} in {1}").format(site, session.browser.name)
        if session.start.browser == "none" and session.ready is not None:
            return self.tr("whatever comes through {0}").format(session.ready.proxy)
        return site

    def _look_at(self, request: EntryCaptured) -> None:
        self.exchange.wait_for(request.entry_id, f"{request.method} {request.url}")
        self.exchange.show()
        self.capture.show(request.entry_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what is looked at, from wherever nothing else wants that key."""
        if event.key() == Qt.Key.Key_Escape and self.pieces.is_done and self.exchange.isVisible():
            self._close_exchange()
        else:
            super().keyPressEvent(event)

    def _close_exchange(self) -> None:
        self.exchange.hide()
        self.requests.tree.setFocus()

    def _next_step(self) -> None:
        self.capture.next_step()

    def _switch_host(self, host: str, kept: bool) -> None:
        self.capture.host_choices[host] = kept
        self.model.follow_hosts()
        self._refresh()

    def _count_time(self) -> None:
        now_s = time.monotonic()
        if self.capture.session.phase == "recording":
            self._recorded_s += now_s - self._ticked_s
        self._ticked_s = now_s
        whole = int(self._recorded_s)
        self.strip.elapsed.set_text(f"{whole // 60:02}:{whole % 60:02}")

    def _tick(self) -> None:
        self._count_time()
        self._ticks += 1
        if self.exchange.isVisible() and self._ticks % _LOOKS_AGAIN == 0:
            known = self.capture.session.entries.get(self.exchange.entry_id)
            if known is not None and not known.finished:  # a WebSocket or an event stream: more may have come
                self.capture.show(known.entry_id)
        if self._written_s:
            ago = int(time.monotonic() - self._written_s)
            words = self.tr("a moment ago") if ago < 2 else self.tr("{0} seconds ago").format(ago)
            self._saved.set_text(self.tr("Saved automatically, {0}").format(words))
