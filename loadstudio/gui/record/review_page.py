"""The review that follows a recording: what changes, what was typed, the steps, the hosts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Task
from loadstudio.gui.language import told
from loadstudio.gui.pieces import Pieces
from loadstudio.gui.record.hosts_panel import HostsPanel
from loadstudio.gui.record.playback import Playback
from loadstudio.gui.record.playback_bar import PlaybackBar
from loadstudio.gui.record.review_model import typed_tables
from loadstudio.gui.record.steps_model import StepsModel
from loadstudio.gui.record.trouble import nothing_found, trouble_of
from loadstudio.gui.record.typed_card import TypedCard
from loadstudio.gui.record.value_dialog import ValueDialog
from loadstudio.gui.record.values_card import ValuesCard
from loadstudio.gui.widgets.banner import Banner
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card, Page
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.workspace import Workspace
from loadstudio.recording.filters import HostFinding
from loadstudio.scenario import edit
from loadstudio.scenario.model import Scenario, requests_of

if TYPE_CHECKING:
    from loadstudio.authoring.importing.findings import Finding
    from loadstudio.authoring.importing.importer import Analysis
    from loadstudio.authoring.mending.traces import Trace

_STEP_HEIGHT = 36
_LEAST_STEPS = 3
_STEPS_FRAME = 54
_WARNINGS = ("logged_in_before", "left_out", "shared")


class ReviewPage(Page):
    """Shows one document; `again` when the person wants to record anew, `left_out(host)` for a host to be put back.
    Has its title alone until `pieces` are done.
    """

    again = Signal()
    left_out = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        document: Document,
        findings: Sequence[Finding],
        analysis: Analysis,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document = document
        self._analysis = analysis
        self.playback: Playback | None = None
        self._head()
        self.pieces = Pieces(self._make(findings), self)

    def _make(self, findings: Sequence[Finding]) -> Iterator[None]:
        yield from self._lay_out(findings)
        self.header.set_facts(self._facts(self._document.scenario))
        yield from self.values.make(self._document.scenario)
        self._document.changed.connect(self._show)
        self._document.recording_loaded.connect(self._show)
        self._show()
        self._tell_trouble()
        yield
        self._columns.show()
        yield

    def _head(self) -> None:
        self.header = PageHeader(self.tr("Review the recording"))
        again = Button(self.tr("Record again"), "quiet")
        again.clicked.connect(self.again)
        self.on = Button(self.tr("To the scenario"), "primary", trailing="arrow-right")
        self.on.clicked.connect(lambda: self._workspace.go_to("scenario"))
        self.header.add_action(again)
        self.header.add_action(self.on)
        self.body.setSpacing(20)
        self.body.addWidget(self.header)
        self._columns = QWidget()
        self._columns.hide()
        self.body.addWidget(self._columns, 1)

    def _lay_out(self, findings: Sequence[Finding]) -> Iterator[None]:
        self._notes(findings)
        yield
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(16)
        columns = QHBoxLayout(self._columns)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(24)
        columns.addLayout(left, 1)
        columns.addLayout(right)
        self.values = ValuesCard()
        self.values.switched.connect(self._switch_value)
        self.values.evidence_wanted.connect(self._show_evidence)
        left.addWidget(self.values, 1)
        yield
        self.typed = TypedCard()
        self.typed.data_wanted.connect(self._workspace.show_data)
        left.addWidget(self.typed)
        yield
        right.addWidget(self._steps_card(), 2)
        yield
        self.hosts = HostsPanel()
        self.hosts.switched.connect(self._switch_host)
        right.addWidget(self.hosts, 1)
        yield

    def _notes(self, findings: Sequence[Finding]) -> None:
        """Put the bar and what the import wants to be known under the title."""
        self.bar = PlaybackBar()
        self.bar.wanted.connect(self.play_back)
        self.bar.leading.connect(lambda leads: self.on.set_kind("secondary" if leads else "primary"))
        self.bar.offer_playback()
        self.trouble = Banner("warn", " ")
        self.trouble.acted.connect(lambda: self._workspace.go_to("scenario"))
        self.trouble.hide()
        told_of = (
            " ".join(told(one.sentence) for one in findings if one.kind == kind)
            for kind in dict.fromkeys(one.kind for one in findings if one.kind in _WARNINGS)
        )
        warnings = (Banner("warn", words, small=True) for words in told_of)
        for number, widget in enumerate((self.bar, self.trouble, *warnings), 1):
            self.body.insertWidget(number, widget)

    def _steps_card(self) -> Card:
        self.steps = StepsModel(self)
        self.steps.renamed.connect(self._rename_step)
        self.step_table = DataTable(name=self.tr("Steps"), head=False)
        self.step_table.setModel(self.steps)
        self.step_table.set_columns((Column(), Column(64, True)))
        triggers = QAbstractItemView.EditTrigger
        self.step_table.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked | triggers.SelectedClicked)
        self.step_table.setMinimumHeight(_LEAST_STEPS * _STEP_HEIGHT)
        card = self._steps_holder = Card(self.tr("Steps"), padding=8)
        card.setFixedWidth(320)
        card.add_to_title(Label(self.tr("requests"), "text", "sub"))
        card.body.addWidget(self.step_table)
        return card

    def play_back(self) -> None:
        """Play the recording back, repair what goes wrong, and show what became of each value."""
        if self.playback is not None and self.playback.running:
            return
        playback = self.playback = Playback(self._workspace, self._document, self._analysis, self._workspace)
        self.bar.skipped.connect(playback.skip)
        playback.changed.connect(self._follow_playback)
        playback.over.connect(self._conclude_playback)
        playback.start()

    def _follow_playback(self) -> None:
        if self.playback is not None and self.playback.running:
            self.trouble.hide()
            self.bar.follow(self.playback)
            self.values.set_checking(True)

    def _conclude_playback(self) -> None:
        if self.playback is not None:
            self.bar.conclude(self.playback)
            self.values.set_checking(False)
            self._tell_trouble()

    def _tell_trouble(self) -> None:
        """Say what the playback ran into, or that nothing changing was found at all."""
        outcome = self.playback.outcome if self.playback is not None else None
        if outcome is not None:
            said = trouble_of(outcome, self.tr)
        elif not self._document.scenario.variables:
            said = nothing_found(self.tr)
        else:
            said = None
        self.trouble.setVisible(said is not None)
        if said is not None:
            self.trouble.show_message(said.kind, said.title, said.why, said.action)

    def _show_evidence(self, name: str) -> None:
        """Find where a value comes from and goes to, and show that."""
        from loadstudio.authoring.mending.value_sentence import sentence_of  # noqa: PLC0415 - light

        scenario, recording = self._document.scenario, self._document.recording
        variable = next(one for one in scenario.variables if one.name == name)

        def work(_task: Task) -> Trace:
            from loadstudio.authoring.mending.traces import trace_of  # noqa: PLC0415 - takes long to import

            return trace_of(scenario, recording, name)

        def show(trace: Trace) -> None:
            ValueDialog(variable, trace, told(sentence_of(variable)), self.window()).open()

        self._workspace.jobs.start("finding a value", work, done=show, owner=self)

    def leave(self) -> None:
        """The page goes: what a playback in progress finds is not wanted any more."""
        if self.playback is not None:
            self.playback.abandon()
            self.playback = None

    def arrive(self) -> None:
        """Read the data files again: they may have been edited elsewhere."""
        self.on.setFocus()
        self._read_tables()

    def _read_tables(self) -> None:
        scenario, folder = self._document.scenario, self._document.path.parent
        self._workspace.jobs.start(
            "reading the test data", lambda _task: typed_tables(scenario, folder), done=self.typed.show_tables
        )

    def _show(self) -> None:
        scenario = self._document.scenario
        self.header.set_facts(self._facts(scenario))
        self.values.show_scenario(scenario)
        self.steps.show(scenario)
        self._steps_holder.setMaximumHeight(max(1, len(scenario.steps)) * _STEP_HEIGHT + _STEPS_FRAME)
        self.hosts.show_hosts(
            [
                HostFinding(name=host.name, kept=host.kept, reason=host.reason, requests=host.requests)
                for host in scenario.hosts
            ]
        )

    def _facts(self, scenario: Scenario) -> list[str]:
        facts = [scenario.name]
        recording = self._document.recording
        if recording is not None and recording.entries:
            seconds = (recording.entries[-1].ended_us - recording.entries[0].started_us) / 1e6
            facts.append(duration_text(max(0, seconds)))
        requests = len(requests_of(scenario, enabled_only=True))
        steps = len(scenario.steps)
        facts.append(self.tr("1 step") if steps == 1 else self.tr("{0} steps").format(steps))
        facts.append(self.tr("1 request") if requests == 1 else self.tr("{0} requests").format(requests))
        return facts

    def _switch_value(self, name: str, on: bool) -> None:
        words = self.tr("Switch {0} on") if on else self.tr("Switch {0} off")
        self._document.edit(words.format(name), edit.set_variable_enabled(self._document.scenario, name, on))

    def _rename_step(self, step_id: str, name: str) -> None:
        self._document.edit(self.tr("Rename step"), edit.rename_step(self._document.scenario, step_id, name))

    def _switch_host(self, host: str, kept: bool) -> None:
        words = self.tr("Keep {0}") if kept else self.tr("Drop {0}")
        scenario = self._document.scenario
        self._document.edit(words.format(host), edit.set_host_kept(scenario, host, kept))
        if kept and not any(f"://{host}/" in f"{request.url}/" for request in requests_of(scenario)):
            self.left_out.emit(host)
