"""The check: one person, one pass, each request beside its recording; the first failure leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.scenario.check_pair import CheckPair
from loadstudio.gui.scenario.check_start import clear_away
from loadstudio.gui.scenario.check_tree import REQUEST_ROLE, CheckTree
from loadstudio.gui.scenario.words import request_title
from loadstudio.gui.sessions import RunControl
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.banner import Banner
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.progress import ProgressBar
from loadstudio.gui.widgets.tree_view import TreeView
from loadstudio.gui.workspace import Workspace
from loadstudio.results.redact import Redactor
from loadstudio.scenario import edit
from loadstudio.scenario.model import HttpRequest

if TYPE_CHECKING:
    from loadstudio.authoring.replay_report import CheckedRequest, ReplayReport
    from loadstudio.supervise.check_session import CheckSession


class CheckPage(QWidget):
    """Shows one check from its start to its report. `edit_wanted(request id or '')` leads back to the scenario, `again`
    asks for another check.
    """

    edit_wanted = Signal(str)
    again = Signal()

    def __init__(
        self, workspace: Workspace, session: CheckSession, control: RunControl, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._session = session
        self._control = control
        self.report: ReplayReport | None = None
        self._seen = 0
        self.model = CheckTree(session.scenario, self)
        self._lay_out()
        control.changed.connect(self._follow)
        control.over.connect(self._finish)
        self._follow()

    def _lay_out(self) -> None:
        self.header = PageHeader(self.tr("Check"))
        self.edit = Button(self.tr("Edit scenario"))
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(""))
        self.redo = Button(self.tr("Stop"), icon="stop")
        self.redo.clicked.connect(self._stop_or_again)
        self.header.add_action(self.edit)
        self.header.add_action(self.redo)
        self.banner = Banner("info", self.tr("Playing it back once"), " ")
        self.banner.acted.connect(self._fix)
        self._progress = ProgressBar(name=self.tr("Requests answered"))
        self.pair = CheckPair(Redactor(self._session.spec).text)
        self.pair.hide()
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.banner)
        right.addWidget(self._progress)
        right.addWidget(self.pair, 1)
        right.addStretch(0)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._tree_card())
        columns.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self.header)
        column.addLayout(columns, 1)

    def _tree_card(self) -> Card:
        self.tree = TreeView(name=self.tr("Steps and requests"))
        self.tree.setModel(self.model)
        self.tree.set_columns((Column(),))
        self.tree.selectionModel().currentChanged.connect(lambda now, _before: self._show(now))
        self.badges = {kind: Badge("", kind) for kind in ("ok", "warn", "bad", "neutral")}
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 0, 6)
        row.setSpacing(8)
        for badge in self.badges.values():
            badge.hide()
            row.addWidget(badge)
        row.addStretch(1)
        card = Card(padding=8)
        card.setFixedWidth(352)
        card.body.addLayout(row)
        card.body.addWidget(self.tree, 1)
        return card

    # The pass goes on

    def _follow(self) -> None:
        exchanges = self._session.exchanges
        for exchange in exchanges[self._seen :]:
            self.model.mark_sent(exchange.request_id)
        self._seen = len(exchanges)
        if not self._session.over:
            words = self.tr("Request {0} of {1}").format(self._seen, self.model.total)
            self.banner.show_message("info", self.tr("Playing it back once"), words)
            self._progress.set_ratio(self._seen / max(1, self.model.total))
            facts = (self.tr("One person, one pass through {0}").format(self._session.scenario.name),)
            self.header.set_facts(facts)

    def _finish(self) -> None:
        self._progress.hide()
        self.redo.set_text(self.tr("Check again"), icon="play")
        session = self._session
        self._workspace.jobs.start("comparing", lambda _task: session.report(), done=self._show_report)
        self._workspace.jobs.start("clearing away", lambda _task: clear_away(session))

    def _show_report(self, report: ReplayReport) -> None:
        self.report = report
        self.model.show_report(report)
        for kind, words, count in (
            ("ok", self.tr("{0} good"), report.count("good")),
            ("warn", self.tr("{0} differ"), report.count("differs")),
            ("bad", self.tr("{0} failed"), report.count("failed")),
            ("neutral", self.tr("{0} not sent"), report.count("not_sent")),
        ):
            badge = self.badges[kind]
            badge.set_state(words.format(count), badge.kind)
            badge.setVisible(count > 0)
        facts = [self.tr("One person, one pass through {0}").format(self._session.scenario.name)]
        if self._session.summary is not None:
            facts.append(self.tr("finished in {0}").format(duration_text(self._session.summary.duration_s)))
        self.header.set_facts(facts)
        self._lead(report)

    def _lead(self, report: ReplayReport) -> None:
        """Choose the first failure, or else the first that differs, or else the first request."""
        order = ("failed", "differs", "not_sent", "good")
        chosen = next((known for verdict in order for known in report.requests if known.verdict == verdict), None)
        if chosen is not None:
            item = self.model.item_of(chosen.request_id)
            if item is not None:
                self.tree.expand(item.index().parent())
                self.tree.setCurrentIndex(item.index())
        if self._session.failure and not report.requests:
            self.banner.show_message("bad", self._session.failure)

    def _stop_or_again(self) -> None:
        if self._session.over:
            self.again.emit()
        else:
            self._control.stop()

    # One request

    def _checked(self, request_id: str) -> CheckedRequest | None:
        requests = self.report.requests if self.report is not None else ()
        return next((known for known in requests if known.request_id == request_id), None)

    def _show(self, index: QModelIndex) -> None:
        request_id = str(index.data(REQUEST_ROLE) or "")
        if not request_id:
            return
        request = edit.find(self._session.scenario, request_id)
        assert isinstance(request, HttpRequest)
        recording = self._session.recording
        entry_id = request.recorded.entry_id if request.recorded is not None else ""
        entries = recording.entries if recording is not None else ()
        entry = next((known for known in entries if known.id == entry_id), None)
        exchange = next((known for known in self._session.exchanges if known.request_id == request_id), None)
        step = edit.step_of(self._session.scenario, request_id)
        self.pair.show()
        self.pair.show_request(request, request_title(request), step.name, entry, exchange)
        checked = self._checked(request_id)
        if checked is not None:
            self._judge(checked)

    def _judge(self, checked: CheckedRequest) -> None:
        report = self.report
        if self._session.failure:
            self.banner.show_message("bad", self._session.failure)
        elif report is not None and report.passed and checked.verdict == "good":
            words = self.tr("The whole pass answers as recorded.")
            self.banner.show_message("ok", words, checked.sentence, self.tr("Plan the load"))
        elif checked.verdict == "good":
            self.banner.show_message("ok", self.tr("This request is good."), checked.sentence)
        elif checked.verdict == "differs":
            words = self.tr("The answer is not quite as recorded.")
            self.banner.show_message("warn", words, checked.sentence, self.tr("Look at the request"))
        elif checked.verdict == "not_sent":
            self.banner.show_message("warn", self.tr("This request was not sent."), checked.sentence)
        else:
            words = self.tr("This request failed.")
            self.banner.show_message("bad", words, checked.sentence, self.tr("Edit this request"))

    def _fix(self) -> None:
        checked = self._checked(str(self.tree.currentIndex().data(REQUEST_ROLE) or ""))
        if checked is None or checked.verdict == "good":
            self._workspace.go_to("load")
        else:
            self.edit_wanted.emit(checked.request_id)
