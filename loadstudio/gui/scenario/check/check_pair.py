"""A request of a check: recorded and replayed side by side, what differs marked, what changes each time greyed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.exchange_tools import ExchangeTools, Hide, exchange_of
from loadstudio.gui.jobs import Job, Jobs, Task
from loadstudio.gui.language import told
from loadstudio.gui.scenario.check.check_rows import ShownPair, footer_words, shown_pair
from loadstudio.gui.scenario.request.method_label import MethodLabel
from loadstudio.gui.scenario.words import request_title
from loadstudio.gui.units import milliseconds_text
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.button import IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.compared_view import SIGN_ROOM, ComparedView, ShownLine
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import BadgeKind
from loadstudio.gui.widgets.rule import Rule
from loadstudio.gui.widgets.switch import Switch
from loadstudio.recording.entry import Entry
from loadstudio.scenario.model import HttpRequest

if TYPE_CHECKING:
    from loadstudio.authoring.comparing.side_by_side import SideBySide
    from loadstudio.metrics.exchange import Exchange

_WHERE = 170

type Compare = Callable[[Callable[[], object]], SideBySide]
"""Sets two answers side by side; it asks what it is given whether to go on."""


class CheckPair(Card):
    """`show_request` shows one request with its two answers; comparing them is a job. `hide` takes
    secrets out of what is handed on."""

    def __init__(self, jobs: Jobs, hide: Hide, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._jobs = jobs
        self._hide = hide
        self._job: Job | None = None
        self._both: SideBySide | None = None
        self._shown: ShownPair | None = None
        self._place = -1
        self._lay_out()

    def _lay_out(self) -> None:
        self._method = MethodLabel()
        self._name = ElidedLabel("", "card", middle=True)
        self._where = ElidedLabel("", "text", "sub", middle=True)
        self._where.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._where.setMaximumWidth(_WHERE)  # the request's own name comes first
        self.noise = Switch(self.tr("Grey out what always changes"), on=True)
        self.noise.setToolTip(
            self.tr("Moments, tokens, changing values: what is another each time says nothing about the site.")
        )
        self.noise.toggled.connect(lambda _on: self._show_rows())
        self.previous = IconButton("chevron-up", self.tr("Previous difference"))
        self.next = IconButton("chevron-down", self.tr("Next difference"))
        self.previous.setShortcut("Alt+Up")
        self.next.setShortcut("Alt+Down")
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 12, 10)
        head.setSpacing(12)
        head.addWidget(self._method)
        head.addWidget(self._name, 1)
        head.addWidget(self._where)
        head.addSpacing(8)
        head.addWidget(self.noise)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        self.recorded = _Side(self.tr("Recorded"))
        self.replayed = _Side(self.tr("In this check"))
        self.recorded.body.tie(self.replayed.body)
        halves = QHBoxLayout()
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(self.recorded, 1)
        halves.addWidget(Rule(vertical=True, token="line"))
        halves.addWidget(self.replayed, 1)
        self.footer = Label("", "second", "sub", tabular=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.addWidget(self.footer)
        foot.addStretch(1)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(Rule(token="line"))
        self.body.addLayout(halves, 1)
        self.body.addWidget(Rule(token="line"))
        self.body.addLayout(foot)

    def show_request(
        self,
        request: HttpRequest,
        where: str,
        entry: Entry | None,
        exchange: Exchange | None,
        compare: Compare,
        *,
        waits: bool = False,
    ) -> None:
        """Show a request; None where there is no such exchange, `waits` while it may still come. `compare` is slow."""
        self._method.set_method(request.method)
        self._name.set_text(request_title(request))
        self._where.set_text(where)
        response = entry.response if entry is not None else None
        if entry is None or response is None:
            self.recorded.show_nothing(self.tr("No answer was recorded."))
        else:
            self.recorded.show_answer(response.status, (entry.ended_us - entry.started_us) / 1000)
        self.recorded.tools.show_exchange(exchange_of(entry) if entry is not None else None, self._hide)
        self.replayed.tools.show_exchange(exchange, self._hide)
        if exchange is None:
            self.replayed.show_nothing(self.tr("Not answered yet.") if waits else self.tr("Not sent this time."))
        elif not exchange.status:
            self.replayed.show_nothing(told(exchange.failure) or self.tr("No answer came."))
        else:
            self.replayed.show_answer(exchange.status, exchange.latency_ms)
        self._start(compare)

    def _start(self, compare: Compare) -> None:
        """Compare in a job; what was asked for before is not wanted any more."""
        if self._job is not None:
            self._job.cancel()
        self._both = None
        self._show_nothing(self.tr("Comparing …"))

        def work(task: Task) -> SideBySide:
            return compare(lambda: task.progress(0))

        job = self._job = self._jobs.start("comparing answers", work, done=self._take)
        job.ended.connect(lambda: self._ended(job))

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _take(self, both: SideBySide) -> None:
        self._both = both
        self._show_rows()

    def _show_rows(self) -> None:
        if self._both is None:
            return
        grey = self.noise.isChecked()
        shown = self._shown = shown_pair(self._both, self.tr, grey_noise=grey)
        self._place = -1
        for side, rows in ((self.recorded, shown.recorded), (self.replayed, shown.replayed)):
            side.body.show_rows(rows, widest=shown.widest)
        words = footer_words(self._both, self.tr, grey_noise=grey)
        self.footer.setText(words)
        for side in (self.recorded, self.replayed):
            side.body.setAccessibleDescription(words)
        for button in (self.previous, self.next):
            button.setEnabled(bool(shown.places))
        self._go(1)

    def _show_nothing(self, words: str) -> None:
        self._shown = None
        self.footer.setText(words)
        for side in (self.recorded, self.replayed):
            side.body.show_rows((ShownLine(),))
        for button in (self.previous, self.next):
            button.setEnabled(False)

    def _go(self, step: int) -> None:
        """Scroll to the next place where something differs, or to the one before."""
        if self._shown is not None and self._shown.places:
            self._place = (self._place + step) % len(self._shown.places) if self._place >= 0 or step > 0 else -1
            self.recorded.body.show_line(self._shown.places[self._place])


class _Side(QWidget):
    def __init__(self, title: str) -> None:
        super().__init__()
        self._badge = Badge("")
        self._facts = Label("", "text", "sub", tabular=True)
        self._facts.setFixedHeight(24)  # as high as the buttons, so that both sides are
        self.body = ComparedView(name=title)
        head = QHBoxLayout()
        head.setContentsMargins(SIGN_ROOM, 0, 12, 0)
        head.setSpacing(12)
        head.addWidget(Label(title, "card"))
        head.addStretch(1)
        head.addWidget(self._badge)
        head.addWidget(self._facts)
        self.tools = ExchangeTools(small=True)
        head.addWidget(self.tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(20 - SIGN_ROOM, 16, 8, 8)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.body, 1)

    def show_nothing(self, why: str) -> None:
        self._badge.hide()
        self._facts.setText(why)

    def show_answer(self, status: int, taken_ms: float) -> None:
        self._badge.show()
        self._badge.set_state(str(status), _kind_of(status), icon="")
        self._facts.setText(milliseconds_text(taken_ms))


def _kind_of(status: int) -> BadgeKind:
    return "ok" if status < 300 else "neutral" if status < 400 else "bad"
