"""The Load screen: who does what, how many people, for how long, and what is good enough. It shows the plan; what the
person does to it is `plan_edits`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import override

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.base.errors import EngineFailed, UsageError
from loadstudio.gui.document import Document
from loadstudio.gui.plan.data_note import DataNote
from loadstudio.gui.plan.details_card import DetailsCard
from loadstudio.gui.plan.forecast import Forecast, forecast, load_key
from loadstudio.gui.plan.forecast_line import ForecastLine
from loadstudio.gui.plan.generators import Generators
from loadstudio.gui.plan.muster_dialog import MusterDialog
from loadstudio.gui.plan.plan_edits import PlanEdits
from loadstudio.gui.plan.plan_scenarios import PlanScenarios, Read
from loadstudio.gui.plan.profile import point_of_stage, stage_of_point
from loadstudio.gui.plan.profile_card import ProfileCard
from loadstudio.gui.plan.run_start import RunStart, load_charts
from loadstudio.gui.plan.scenario_choice import ScenarioChoice
from loadstudio.gui.plan.side import SideColumn
from loadstudio.gui.plan.start_questions import StartQuestions
from loadstudio.gui.plan.who_card import Role
from loadstudio.gui.screen import Screen
from loadstudio.gui.sessions import RunControl
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import ScrollColumn
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.workspace import Workspace, site_of
from loadstudio.http_types import url
from loadstudio.plan.model import Plan
from loadstudio.plan.validate import problems
from loadstudio.scenario.file import SCENARIO_SUFFIX
from loadstudio.scenario.model import Scenario, Step, walk


class LoadScreen(Screen):
    """Empty until a scenario is open."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._charts_loaded = False
        self._expected: Forecast | None = None

    @override
    def make(self) -> Iterator[None]:
        workspace = self.workspace
        self.edits = PlanEdits(workspace, self)
        self.scenarios = PlanScenarios(workspace, self)
        self.choice = ScenarioChoice(workspace, self)
        self.choice.chosen.connect(self.edits.add_scenario)
        self.start = RunStart(workspace, self)
        self.start.busy.connect(lambda _busy: self._show_start())
        self.start.awaiting.connect(self._await)
        self.empty = EmptyState(
            self.tr("Record a site first, then say how many people shall use it."), self.tr("Record a site")
        )
        self.empty.acted.connect(lambda: workspace.go_to("record"))
        self._content = QWidget()
        self._head()
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.header)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._content, 1)
        yield
        yield from self._lay_out()
        self.edits.drawn_changed.connect(self._show_plan)
        self.scenarios.changed.connect(self._show_plan)
        workspace.document_changed.connect(self._take_document)
        workspace.plan_changed.connect(lambda _plan: self._show_plan())
        workspace.run_changed.connect(self._take_run)
        self._take_run(workspace.run)
        self._take_document(workspace.document)

    def _head(self) -> None:
        self.header = PageHeader(self.tr("Load"))
        self.start_button = Button(self.tr("Start the run"), "primary", icon="play")
        self.start_button.clicked.connect(self._start_or_show)
        self.header.add_action(self.start_button)
        start_key = QShortcut(QKeySequence(self.tr("Ctrl+Return")), self)
        start_key.activated.connect(self.start_button.click)
        start_key.setWhatsThis(self.tr("Start the run"))
        self.start_button.setToolTip(self.tr("Ctrl+Enter"))
        self.bar = StartQuestions()
        self.bar.hosts_allowed.connect(self._allow)
        self.bar.code_trusted.connect(self.start.trust)
        self.start.hosts_asked.connect(self.bar.ask_hosts)
        self.start.code_asked.connect(self.bar.ask_code)
        self.bar.asking.connect(lambda asking: self.start_button.set_kind("secondary" if asking else "primary"))

    def _lay_out(self) -> Iterator[None]:
        columns = QHBoxLayout(self._content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(24)
        main = ScrollColumn()  # scrolls only where notices and questions leave too little
        main.body.setSpacing(16)
        columns.addWidget(main, 1)
        self.profile = ProfileCard()
        self.profile.load_edited.connect(self.edits.set_load)
        self.profile.kind_wanted.connect(self._switch_kind)
        self.profile.lane_chosen.connect(lambda key: self.edits.draw(None if key == load_key(None) else int(key)))
        self.profile.point_chosen.connect(self._choose_stage)
        main.body.addWidget(self.profile, 1)
        yield
        self.details = DetailsCard()
        main.body.addWidget(self.details)
        yield
        yield from self.details.make()
        self.stages = self.details.stages
        self.stages.stage_edited.connect(self.edits.set_stage)
        self.stages.stage_removed.connect(self.edits.remove_stage)
        self.stages.stage_chosen.connect(self._choose_point)
        self.stages.refused.connect(lambda words: self.workspace.notices.error(UsageError(words)))
        self.details.behaviour.plan_edited.connect(self.edits.put)
        self.details.behaviour.load_edited.connect(self.edits.set_load)
        self.details.connection.plan_edited.connect(self.edits.put)
        yield
        self.line = ForecastLine()
        self.data_note = DataNote(self.workspace.jobs)
        self.data_note.data_wanted.connect(self.workspace.show_data)
        main.body.insertWidget(1, self.line)
        main.body.insertWidget(2, self.data_note)
        yield
        columns.addWidget(self._side())
        yield

    def _side(self) -> SideColumn:
        self.side = SideColumn()
        self.who, self.limits, self.hosts = self.side.who, self.side.limits, self.side.hosts
        self.who.add_wanted.connect(lambda: self.choice.open_under(self.who.add_button))
        self.who.percent_edited.connect(self.edits.set_percent)
        self.who.own_load_wanted.connect(self.edits.set_own_load)
        self.who.removed.connect(self.edits.remove_scenario)
        self.who.drawn.connect(self.edits.draw)
        self.limits.limits_edited.connect(lambda limits: self.edits.edit(self.tr("Change the limits"), limits=limits))
        self.hosts.host_wanted.connect(lambda host: self.bar.ask_hosts((host,)))
        self.hosts.host_removed.connect(self.edits.remove_host)
        self.hosts.base_url_edited.connect(
            lambda address: self.edits.edit(self.tr("Send the load elsewhere"), base_url=address)
        )
        self.generators = Generators(self.workspace, self.side.computer, self.side.others, self)
        self.generators.changed.connect(self._show_plan)
        return self.side

    @override
    def arrive(self) -> None:
        self.data_note.forget()  # the table may have been edited elsewhere, and the other scenarios too
        self.scenarios.forget()
        self._show_plan()
        if self.workspace.document is None:
            self.empty.button.setFocus()
        else:
            if not self._charts_loaded:
                self._charts_loaded = True
                self.workspace.jobs.start("loading the charts", lambda _task: load_charts())
            self.start_button.setFocus()

    # What is shown

    def _take_document(self, document: Document | None) -> None:
        there = document is not None
        self.empty.setVisible(not there)
        self.header.setVisible(there)
        self._content.setVisible(there)
        self._forget_question()
        if document is not None:
            document.changed.connect(lambda *_: self._show_plan())
        self._show_plan()

    def _take_run(self, control: RunControl | None) -> None:
        if control is not None:
            control.over.connect(self._show_start)
        self._show_start()

    def _show_plan(self) -> None:
        document, plan = self.workspace.document, self.workspace.plan
        if document is None or plan is None or not self.isVisible():
            return  # it is brought up to date when it is shown
        self.scenarios.look(plan)
        read = self.scenarios.of(plan)
        scenarios = tuple(one if isinstance(one, Scenario) else None for one in read)
        self._show_facts(plan, document.scenario)
        expected = self._expected = forecast(plan, scenarios, self.generators.requests_per_worker_s)
        self._show_loads(plan, read, expected)
        self.generators.show_forecast(expected)
        self.line.show_forecast(plan, expected, here=self.generators.here)
        known = tuple(one for one in scenarios if one is not None)
        self.limits.show_limits(plan.limits, _steps_of(known))
        self.hosts.show_plan(plan, document.scenario)
        self.data_note.follow(plan, scenarios, document.path.parent)
        self._show_start()

    def _show_loads(self, plan: Plan, read: tuple[Read | None, ...], expected: Forecast) -> None:
        """Show who does what, and the load that is drawn as profile, numbers and stages."""
        names = [_name_of(one, use.file) for one, use in zip(read, plan.scenarios, strict=True)]
        self.who.show_roles(
            Role(use=use, name=name, problem=one if isinstance(one, str) else "")
            for use, name, one in zip(plan.scenarios, names, read, strict=True)
        )
        lanes = [(load_key(row), names[row]) for row, use in enumerate(plan.scenarios) if use.load is not None]
        if len(lanes) < len(plan.scenarios):
            lanes.insert(0, (load_key(None), self.tr("The others") if lanes else ""))
        load, key = self.edits.load, load_key(self.edits.drawn)
        self.profile.show_lanes(lanes, key)
        self.profile.show_load(load)
        self.stages.show_load(load, expected.requests_per_level(load, key))
        self.details.behaviour.show_plan(plan, load)
        self.details.connection.show_plan(plan)

    def _switch_kind(self, key: str) -> None:
        found = self._expected.loads.get(load_key(self.edits.drawn)) if self._expected is not None else None
        self.edits.switch_kind(key, found.pass_s if found is not None else 1.0)

    def _show_facts(self, plan: Plan, scenario: Scenario) -> None:
        name = scenario.name
        if len(plan.scenarios) > 1:
            name = self.tr("{0} and {1} more").format(name, len(plan.scenarios) - 1)
        moved = _host(plan.base_url)
        self.header.set_facts(word for word in (name, moved or site_of(scenario)) if word)

    def _show_start(self) -> None:
        going_on = self.start.run_in_progress
        word = self.tr("Show the run") if going_on else self.tr("Start the run")
        if self.start_button.text() != word:
            self.start_button.set_text(word, icon="run" if going_on else "play")
        plan = self.workspace.plan
        can_start = plan is not None and not problems(plan) and not self.start.busy_now
        self.start_button.setEnabled(going_on or can_start)

    # Chart and table are twins

    def _choose_stage(self, point: int) -> None:
        self.stages.choose(stage_of_point(self.edits.load.stages, point) if point >= 0 else -1)

    def _choose_point(self, row: int) -> None:
        self.profile.chart.choose(point_of_stage(self.edits.load.stages, row) if row >= 0 else -1)

    # The start, and what it asks

    def _allow(self, hosts: tuple[str, ...]) -> None:
        self.edits.allow_hosts(hosts)
        self.start.allow(hosts)

    def _forget_question(self) -> None:
        self.bar.forget()
        self.start.forget()

    def _await(self, control: RunControl) -> None:
        """Other computers are waited for: the run is shown when they are there."""
        dialog = MusterDialog(control, self.window())
        dialog.begun.connect(lambda: self.workspace.go_to("run"))
        dialog.given_up.connect(control.stop)
        dialog.given_up.connect(self.workspace.leave_run)
        control.over.connect(lambda: self._tell_nobody_came(control))
        dialog.open()

    def _tell_nobody_came(self, control: RunControl) -> None:
        if self.workspace.run is control and control.session.phase == "failed" and not control.session.started_utc:
            self.workspace.notices.error(EngineFailed(control.session.failure))
            self.workspace.leave_run()

    def _start_or_show(self) -> None:
        if self.start.run_in_progress:
            self.workspace.go_to("run")
            return
        self._forget_question()
        self.start.begin()

    @override
    def leave(self) -> None:
        self._forget_question()


def _host(address: str) -> str:
    try:
        return url.host_name(address) if address else ""
    except ValueError:
        return address


def _steps_of(scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """Return the names of all steps, each once."""
    nodes = (node for scenario in scenarios for node in walk(scenario.steps, enabled_only=True))
    return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Step)))


def _name_of(read: Read | None, file: str) -> str:
    return read.name if isinstance(read, Scenario) else Path(file).name.removesuffix(SCENARIO_SUFFIX)
