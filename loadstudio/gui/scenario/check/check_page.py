"""The check: one person, one pass, each request beside its recording; what goes wrong is said at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.pieces import Pieces
from loadstudio.gui.scenario.check.check_banner import CheckBanner
from loadstudio.gui.scenario.check.check_list import CheckList
from loadstudio.gui.scenario.check.check_pair import CheckPair
from loadstudio.gui.scenario.check.check_repair import CheckRepair
from loadstudio.gui.scenario.check.check_words import progress_words, sent_words
from loadstudio.gui.sessions import RunControl
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.progress_card import ProgressCard
from loadstudio.gui.workspace import Workspace
from loadstudio.results.redact import Redactor
from loadstudio.scenario import edit
from loadstudio.scenario.model import HttpRequest, Step, walk

if TYPE_CHECKING:
    from loadstudio.authoring.comparing.check_progress import CheckProgress
    from loadstudio.authoring.comparing.replay_report import CheckedRequest, ReplayReport
    from loadstudio.authoring.comparing.side_by_side import SideBySide
    from loadstudio.authoring.mending.drift import Drift
    from loadstudio.metrics.exchange import Exchange
    from loadstudio.supervise.check_session import CheckSession

_CLOCK_MS = 1_000
_LEADING = ("failed", "differs", "not_sent", "good")


class CheckPage(QWidget):
    """Shows one check from its start to its report. `edit_wanted(request id or '')` leads back to the scenario, `again`
    asks for another check, `next_round(number)` for one that goes on with a repair. Until a person chooses a request,
    the first failure is shown. Empty until its `pieces` are done.
    """

    edit_wanted = Signal(str)
    again = Signal()
    next_round = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        session: CheckSession,
        control: RunControl,
        *,
        before: Sequence[Exchange] = (),
        round_: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`before` is what came back in an earlier check of the scenario: what differs between the two is noise.
        `round_` counts the checks of a repair, from 1; 0 is a check alone.
        """
        super().__init__(parent)
        self._workspace = workspace
        self._session = session
        self._control = control
        self._checked: dict[str, CheckedRequest] = {}
        self._judged = 0
        self._judging = False
        self._led_to = ""
        self._before = {one.request_id: one for one in before}
        self._hide = Redactor(session.spec)
        self._shown: tuple[str, CheckedRequest | None, bool] | None = None
        self._began_s = time.monotonic()
        self.report: ReplayReport | None = None
        self.rounds = CheckRepair(workspace, session, round_, self)
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tell_progress)
        self._clock.start(_CLOCK_MS)
        control.changed.connect(self._follow)
        control.over.connect(self._finish)
        self.pieces = Pieces(self._make(), self)

    def _make(self) -> Iterator[None]:
        self._show_progress()
        self._lead(())
        yield

    def _lay_out(self) -> None:
        self.header = PageHeader(self.tr("Check"))
        self.edit = Button(self.tr("Edit scenario"))
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(""))
        self.redo = Button(self.tr("Stop"), icon="stop")
        self.redo.clicked.connect(self._stop_or_again)
        self.repair = Button(self.tr("Repair and check again"), icon="wand")
        self.repair.setToolTip(
            self.tr("Takes every value from where the site gives it now, then checks again, five times at most.")
        )
        self.repair.clicked.connect(self.rounds.apply)
        self.repair.hide()
        self.rounds.offered.connect(self.repair.setVisible)
        self.rounds.again.connect(self.next_round)
        self.header.add_action(self.repair)
        self.header.add_action(self.edit)
        self.header.add_action(self.redo)
        self.bar = ProgressCard(name=self.tr("Requests answered"))
        self.banner = CheckBanner(self._session.scenario, self._workspace.document)
        self.banner.load_wanted.connect(lambda: self._workspace.go_to("load"))
        self.banner.edit_wanted.connect(self.edit_wanted)
        self.banner.again.connect(self.again)
        self.banner.hide()
        self.pair = CheckPair(self._workspace.jobs, self._hide)
        self.pair.hide()
        self.list = CheckList(self._session.scenario)
        self.list.chosen.connect(self._show)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.bar)
        right.addWidget(self.banner)
        right.addWidget(self.pair, 1)
        right.addStretch(0)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.list)
        columns.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self.header)
        column.addLayout(columns, 1)

    @property
    def exchanges(self) -> Sequence[Exchange]:
        """What came back so far."""
        return tuple(self._session.exchanges)

    def leave(self) -> None:
        """The page goes: a pass in progress is cut, since nobody looks any more."""
        self.rounds.cancel()
        if not self._session.over:
            self._control.stop()
            self._control.stop()

    # The pass goes on

    def _follow(self) -> None:
        """Judge what came since, in a job: answers may be large."""
        fresh = self._session.exchanges[self._judged :]
        if self._judging or not fresh or self.report is not None:
            self._show_progress()
            return
        self._judged += len(fresh)
        self._judging = True
        judge = self._session.judge
        self._workspace.jobs.start(
            "judging answers", lambda _task: [judge.of(exchange) for exchange in fresh], done=self._take
        ).ended.connect(self._judge_on)

    def _judge_on(self) -> None:
        self._judging = False
        if not self._session.over:
            self._follow()

    def _take(self, fresh: Sequence[CheckedRequest | None]) -> None:
        from loadstudio.authoring.comparing.replay_report import told_of  # noqa: PLC0415 - loaded by the job before

        if self.report is not None:
            return
        for one in fresh:
            if one is not None:
                self._checked[one.request_id] = told_of(self._checked.get(one.request_id), one)
        self._show_progress()
        self._lead(("failed",))

    def _progress(self) -> CheckProgress:
        # the session's module has loaded it: it compiles scenarios and takes long to import
        from loadstudio.authoring.comparing.check_progress import check_progress  # noqa: PLC0415

        begun = self._session.phase != "starting"
        return check_progress(self._session.scenario, self._checked, over=self.report is not None, begun=begun)

    def _show_progress(self) -> None:
        all_right = not any(one.verdict == "failed" for one in self._checked.values())
        follow = all_right and self.list.current == self._led_to
        self.list.show_progress(self._progress(), self._checked, follow=follow)
        if self.list.current:
            self._show(self.list.current)
        self._tell_progress()

    def _tell_progress(self) -> None:
        facts = [self.tr("One person, one pass")]
        if sent := sent_words(self._session.exchanges, self.tr):
            facts.append(sent)
        if self.report is not None and self.rounds.number > 1:
            facts.append(self.tr("check {0} of a repair").format(self.rounds.number))
        if self._session.summary is not None:
            facts.append(self.tr("finished in {0}").format(duration_text(self._session.summary.duration_s)))
        self.header.set_facts(facts)
        if not self._session.over:
            progress = self._progress()
            total = len(progress.requests)
            step = edit.find(self._session.scenario, progress.running_step) if progress.running_step else None
            name = step.name if isinstance(step, Step) else ""
            seconds = time.monotonic() - self._began_s
            words = progress_words(progress.answered, total, name, seconds, self.tr)
            title = self.tr("Playing it back once")
            if self.rounds.number:
                title = self.tr("Playing it back")
                words = f"{words}  ·  {self.tr('check {0} of a repair').format(self.rounds.number)}"
            self.bar.say("play", "accent", title, words, progress.answered / max(1, total))

    # The pass is over

    def _finish(self) -> None:
        self._clock.stop()
        self.bar.hide()
        self.redo.set_text(self.tr("Check again"), icon="play")
        session = self._session
        self._workspace.jobs.start(
            "comparing", lambda _task: (session.report(), session.drifts()), done=self._show_report
        )

    def _show_report(self, found: tuple[ReplayReport, tuple[Drift, ...]]) -> None:
        self.report, self.banner.drifts = found
        report = self.report
        self._checked = {one.request_id: one for one in report.requests}
        self._show_progress()
        self._lead(_LEADING)
        self.list.show_current()
        self.rounds.look(report, self.banner.drifts)
        if self._session.failure and not report.requests:
            self.banner.tell(None, failure=self._session.failure)

    def _lead(self, verdicts: Sequence[str]) -> None:
        """Choose the first request of the first verdict that there is, unless a person has chosen one; at first the
        pass's first request.
        """
        if self.list.current != self._led_to:
            return
        order = self.report.requests if self.report is not None else tuple(self._checked.values())
        chosen = next((one for verdict in verdicts for one in order if one.verdict == verdict), None)
        led_to = chosen.request_id if chosen is not None else self._led_to or self.list.first
        if led_to != self.list.current:
            self._led_to = led_to
            self.list.lead_to(led_to)

    def _stop_or_again(self) -> None:
        if self._session.over:
            self.again.emit()
        else:
            self.rounds.cancel()
            self._control.stop()

    # One request

    def _show(self, request_id: str) -> None:
        """Show a request with its two answers and its judgement; a step shows nothing of its own."""
        if not request_id:
            return
        checked = self._checked.get(request_id)
        shown = (request_id, checked, self.report is not None)
        if shown == self._shown:
            return
        self._shown = shown
        request = edit.find(self._session.scenario, request_id)
        self.pair.setVisible(isinstance(request, HttpRequest))
        if isinstance(request, HttpRequest):
            self._show_pair(request)
        passed = self.report is not None and self.report.passed
        self.banner.tell(checked, failure=self._session.failure, passed=passed)
        if self.report is not None and checked is not None and checked.verdict == "failed":
            self._look_for_stale(request_id)

    def _look_for_stale(self, request_id: str) -> None:
        """See in a job whether a request that failed sent what was recorded, though the site hands out new ones."""
        if not self.banner.knows_stale(request_id):
            session = self._session
            self._workspace.jobs.start(
                "looking for recorded values",
                lambda _task: (request_id, session.stale_values(request_id)),
                done=self.banner.take_stale,  # of an object of Qt: a page that is gone is not told
            )

    def _show_pair(self, request: HttpRequest) -> None:
        session = self._session
        checked = self._checked.get(request.id)
        exchange = checked.exchange if checked is not None else None
        waits = checked is None and self.report is None
        step = edit.step_of(session.scenario, request.id)
        of_step = [part.id for part in walk((step,), enabled_only=True) if isinstance(part, HttpRequest)]
        words = self.tr("{0}, request {1} of {2}") if request.id in of_step else "{0}"
        where = words.format(step.name, of_step.index(request.id) + 1 if request.id in of_step else 0, len(of_step))
        entry = session.entry_of(request)
        before = self._before.get(request.id)

        def compare(go_on: Callable[[], object]) -> SideBySide:
            return session.side_by_side(request, exchange, before=before, hide=self._hide.text, go_on=go_on)

        self.pair.show_request(request, where, entry, exchange, compare, waits=waits)
