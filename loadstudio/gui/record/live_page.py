"""The page of a recording in progress: strip, step, requests as they come, hosts."""

from __future__ import annotations

import time

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from loadstudio.gui.record.capture_model import CaptureModel
from loadstudio.gui.record.host_ledger import HostLedger
from loadstudio.gui.record.hosts_panel import HostsPanel
from loadstudio.gui.record.step_bar import StepBar
from loadstudio.gui.record.strip import RecordingStrip
from loadstudio.gui.sessions import CaptureControl
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.card import Card, Page
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.rows import FooterLine
from loadstudio.gui.widgets.switch import Switch
from loadstudio.gui.widgets.tree_view import TreeView
from loadstudio.http_types import url
from loadstudio.wire.recorder_messages import EntryCaptured, PageStarted

_TICK_MS = 250
_REFRESH_MS = 100  # a page load brings hundreds of events: the eye needs ten pictures a second of them
_OPEN_STEPS = 2
_SLACK_PX = 8


class LivePage(Page):
    """Shows one recording; `finished(CaptureControl)` when nothing more will come."""

    finished = Signal(object)

    def __init__(self, capture: CaptureControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.capture = capture
        self.ledger = HostLedger(capture.session.start.url, capture.host_choices)
        self.model = CaptureModel(self.ledger.kept, self)
        self._recorded_s = 0.0
        self._ticked_s = time.monotonic()
        self._written_s = 0.0
        self._lay_out()
        capture.told.connect(self._take)
        capture.changed.connect(self._refresh_soon)
        capture.over.connect(self._over)
        self._next_refresh = QTimer(self)
        self._next_refresh.setSingleShot(True)
        self._next_refresh.setInterval(_REFRESH_MS)
        self._next_refresh.timeout.connect(self._refresh)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._clock.start(_TICK_MS)
        self._refresh()

    def _lay_out(self) -> None:
        self.strip = RecordingStrip()
        self.strip.paused.connect(lambda paused: self.capture.pause() if paused else self.capture.resume())
        self.strip.stopped.connect(self.capture.stop)
        self.steps = StepBar()
        self.steps.named.connect(self.capture.name_step)
        self.steps.next_wanted.connect(self._next_step)
        self.hosts = HostsPanel()
        self.hosts.switched.connect(self._switch_host)
        left = QVBoxLayout()
        left.setSpacing(20)
        left.addWidget(self.steps)
        left.addWidget(self._requests(), 1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left, 1)
        columns.addWidget(self.hosts)
        words = self.tr("Everything stays on this computer. The recording holds all that you type, passwords too.")
        self._saved = FooterLine()
        footer = QHBoxLayout()
        footer.addWidget(FooterLine(words, "lock"), 1)
        footer.addWidget(self._saved)
        self.body.setSpacing(20)
        self.body.addWidget(self.strip)
        self.body.addLayout(columns, 1)
        self.body.addLayout(footer)

    def _requests(self) -> QWidget:
        self.follow = Switch(self.tr("Follow newest"), on=True)
        self.follow.toggled.connect(lambda on: self._show_newest() if on else None)
        self.tree = TreeView(name=self.tr("Requests"), head=True, inset=12)
        self.tree.setUniformRowHeights(True)  # thousands of rows: their heights must not be asked one by one
        self.tree.setModel(self.model)
        self.tree.set_columns((Column(), Column(90), Column(100, True), Column(96, True), Column(88, True)))
        self.tree.verticalScrollBar().actionTriggered.connect(self._scrolled)
        self.model.rowsInserted.connect(lambda parent, first, _last: self._step_came(first, nested=parent.isValid()))
        self._empty = EmptyState(self.tr("Opening the browser …"))
        self._list = QStackedWidget()
        self._list.addWidget(self._empty)
        self._list.addWidget(self.tree)
        card = Card(self.tr("Requests"), padding=8)
        card.add_to_title(self.follow)
        card.body.addWidget(self._list, 1)
        return card

    def _take(self, message: msgspec.Struct) -> None:
        match message:
            case PageStarted():
                self.model.put_page(message)
            case EntryCaptured():
                if self.ledger.add(message) and self.model.rowCount():
                    self.model.follow_hosts()
                self.model.put_entry(message)
                if message.finished:
                    self._written_s = time.monotonic()

    def _over(self) -> None:
        self.finished.emit(self.capture)

    def _refresh_soon(self) -> None:
        if not self._next_refresh.isActive():
            self._next_refresh.start()

    def _refresh(self) -> None:
        session = self.capture.session
        self._count_time()
        self.strip.show_phase(session.phase, self._what())
        self.strip.requests.set_text(f"{self.ledger.kept_requests():,}")
        self.strip.steps.set_text(f"{len(session.pages):,}")
        self.steps.setEnabled(session.phase in ("recording", "paused"))
        page = session.current_page
        if page is not None:
            self.steps.show_step(page.page_id, len(session.pages), page.title)
        self.hosts.show_hosts(self.ledger.hosts())
        if session.browser is not None:
            self._empty.set_message(self.tr("Use the site in the browser window. Its requests appear here."))
        self._list.setCurrentWidget(self.tree if self.model.rowCount() else self._empty)
        if self.follow.isChecked():
            self._show_newest()

    def _what(self) -> str:
        session = self.capture.session
        site = url.host_name(session.start.url) if session.start.url else ""
        if session.browser is not None:
            return self.tr("{0} in {1}").format(site, session.browser.name)
        return site

    def _step_came(self, row: int, *, nested: bool) -> None:
        if nested:
            return
        self.tree.expand(self.model.index(row, 0))
        if self.follow.isChecked() and row >= _OPEN_STEPS:
            self.tree.collapse(self.model.index(row - _OPEN_STEPS, 0))

    def _show_newest(self) -> None:
        self.tree.scrollTo(self.model.newest_index())

    def _scrolled(self) -> None:
        bar = self.tree.verticalScrollBar()
        if bar.sliderPosition() < bar.maximum() - _SLACK_PX:
            self.follow.setChecked(False)

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
        if self._written_s:
            ago = int(time.monotonic() - self._written_s)
            words = self.tr("a moment ago") if ago < 2 else self.tr("{0} seconds ago").format(ago)
            self._saved.set_text(self.tr("Saved automatically, {0}").format(words))
