"""The Load screen by clicks and keys: chart and table are twins, edits can be undone, the start asks what it must."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from loadstudio.base import paths
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.plan.muster_dialog import MusterDialog
from loadstudio.gui.plan.screen import LoadScreen
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.settings import Recent, Settings
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.file import load_plan
from loadstudio.plan.model import (
    ClosedLoad,
    ConstantThinkTimes,
    ExponentialThinkTimes,
    Limit,
    NormalThinkTimes,
    OpenLoad,
    Plan,
    RecordedThinkTimes,
    ScenarioUse,
    Stage,
    UniformThinkTimes,
)
from loadstudio.scenario import edit
from loadstudio.scenario.file import load_scenario, save_scenario, save_table
from loadstudio.scenario.model import DataSource, Field, Host, PythonCode, RecordedAnswer
from loadstudio.wire.run_messages import BeginRun, Failed, Machines, MachinesAwaited, RunStarted, StartRun, StopRun
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time
from tests.support.window import FakeChildren, open_scenario_in

RECORDED = RecordedAnswer(entry_id="e1", status=200, duration_ms=500)
SHOP = a_scenario(
    a_step("s1", a_request("home", "http://shop.test/", recorded=RECORDED), a_think_time("t1", 1.0), name="Home"),
    a_step(
        "s2",
        a_request(
            "login", "http://shop.test/login", query=(Field(name="user", value="${users.username}"),), recorded=RECORDED
        ),
        name="Log in",
    ),
    start_url="http://shop.test/",
    hosts=(Host(name="shop.test", kept=True), Host(name="ads.test", kept=False)),
    data_sources=(DataSource(name="users", file="users.csv", columns=("username",)),),
)


class Load:
    """The screen with an open scenario, and the fake engine behind it."""

    def __init__(
        self, window: MainWindow, workspace: Workspace, children: FakeChildren, qtbot: QtBot, folder: Path
    ) -> None:
        self.window, self.workspace, self.children, self.qtbot, self.folder = window, workspace, children, qtbot, folder
        save_table(folder / "users.csv", ("username",), (("ada",),))
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.show_screen("load")
        self.screen = cast("LoadScreen", window.screen_of("load"))

    def open(self) -> None:
        open_scenario_in(self.workspace, self.folder, SHOP)
        self.qtbot.waitUntil(lambda: self.workspace.jobs.running == 0)

    @property
    def plan(self) -> Plan:
        assert self.workspace.plan is not None
        return self.workspace.plan

    @property
    def stages(self) -> list[tuple[float, float]]:
        return [(stage.target, stage.duration_s) for stage in self.plan.load.stages]

    def shown_stages(self) -> list[str]:
        model = self.screen.stages.model
        return [model.index(row, 1).data() for row in range(model.rowCount())]


@pytest.fixture
def load(window: MainWindow, workspace: Workspace, children: FakeChildren, qtbot: QtBot, tmp_path: Path) -> Load:
    return Load(window, workspace, children, qtbot, tmp_path)


def test_without_a_scenario_it_leads_to_record(load: Load) -> None:
    assert load.screen.empty.isVisible()
    QTest.keyClick(load.screen.empty.button, Qt.Key.Key_Space)
    assert load.window.current_screen is load.window.screen_of("record")


def test_a_scenario_comes_with_a_modest_plan(load: Load) -> None:
    load.open()
    assert load.shown_stages() == ["0 → 10 people", "10 people"]
    assert load.screen.profile.chart.points == ((0, 0), (10, 10), (60, 10))
    assert load.screen.profile.shape.current() == "ramp"
    assert "10 requests" in load.screen.line.sentence.text()
    assert [chip.text for chip in load.screen.hosts.chips] == ["shop.test"]
    assert load.screen.header._facts.text() == "Shop  ·  shop.test"
    assert load.screen.profile.kind.current() == "people"


def test_fields_shapes_and_keys_change_chart_and_table_alike(load: Load, qtbot: QtBot) -> None:
    load.open()
    card = load.screen.profile
    numbers = card.numbers
    numbers.people.setFocus()
    numbers.people.selectAll()
    QTest.keyClicks(numbers.people, "50")
    QTest.keyClick(numbers.people, Qt.Key.Key_Return)
    assert load.stages == [(50, 10), (50, 50)]
    numbers.lasts.setFocus()
    numbers.lasts.selectAll()
    QTest.keyClicks(numbers.lasts, "5m")
    QTest.keyClick(numbers.lasts, Qt.Key.Key_Return)
    assert load.stages == [(50, 50), (50, 250)]
    numbers.ramp_up.setFocus()
    numbers.ramp_up.selectAll()
    QTest.keyClicks(numbers.ramp_up, "1m")
    QTest.keyClick(numbers.ramp_up, Qt.Key.Key_Return)
    assert load.stages == [(50, 60), (50, 240)]
    qtbot.mouseClick(card.shape.button("spike"), Qt.MouseButton.LeftButton)
    assert [target for target, _ in load.stages] == [10, 10, 50, 50, 10, 10]
    assert len(load.shown_stages()) == 6
    assert card.chart.points[-1] == (300, 10)
    qtbot.mouseClick(card.shape.button("soak"), Qt.MouseButton.LeftButton)
    assert card.chart.points == ((0, 0), (180, 50), (3420, 50), (3600, 0)), "a soak takes an hour at least"
    qtbot.mouseClick(card.shape.button("steady"), Qt.MouseButton.LeftButton)
    assert load.stages == [(50, 0), (50, 3600)]


def test_a_dragged_point_is_one_step_to_undo(load: Load, qtbot: QtBot) -> None:
    load.open()
    chart = load.screen.profile.chart
    before = load.plan
    place = chart._place((60, 10)).toPoint()
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=place)
    for up in (10, 30, 60):
        qtbot.mouseMove(chart, place - type(place)(0, up))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=place - type(place)(0, 60))
    assert load.plan.load.stages[1].target > 10
    assert load.screen.stages.table.currentIndex().row() == 1
    QTest.keyClick(load.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert load.plan == before
    assert chart.points == ((0, 0), (10, 10), (60, 10))


def test_stages_are_typed_removed_and_chosen_by_key(load: Load, qtbot: QtBot) -> None:
    load.open()
    table = load.screen.stages.table
    table.setFocus()
    table.setCurrentIndex(load.screen.stages.model.index(1, 0))
    assert load.screen.profile.chart.chosen == 2
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "30")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: load.stages == [(10, 10), (30, 50)])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert load.stages == [(10, 10)]
    load.screen.profile.add_button.click()
    assert load.stages == [(5, 5), (10, 5)]


def test_a_run_may_end_after_passes(load: Load) -> None:
    load.open()
    card = load.screen.profile
    card.numbers.ends.setFocus()
    QTest.keyClick(card.numbers.ends, Qt.Key.Key_Down)
    assert cast("ClosedLoad", load.plan.load).iterations == 100
    assert card.numbers.passes.isVisible()
    assert "100 passes" in load.screen.line.sentence.text()
    card.shape.button("soak").click()
    assert "last stage has 0 people" in load.screen.line.sentence.text()
    assert not load.screen.start_button.isEnabled()


def test_limits_switch_change_and_grow_by_steps(load: Load) -> None:
    load.open()
    card = load.screen.limits
    card.switches["p95"].click()
    assert Limit(metric="p95", value=800) in load.plan.limits
    card.fields[0].setValue(500)
    assert Limit(metric="p95", value=500) in load.plan.limits
    menu = card.add_menu()
    steps = menu.actions()[-2].menu()
    assert isinstance(steps, Menu)
    assert [action.text() for action in steps.actions()] == ["Home", "Log in"]
    steps.actions()[1].trigger()
    menu.deleteLater()
    assert Limit(metric="p95", value=500, label="Log in") in load.plan.limits
    card.switches["errors"].click()
    assert all(limit.metric != "errors" for limit in load.plan.limits)
    card.switches["errors"].click()
    assert Limit(metric="errors", value=0.01) in load.plan.limits


def test_people_who_share_a_log_in_are_told_of(load: Load, window: MainWindow, qtbot: QtBot) -> None:
    load.open()
    document = load.workspace.document
    assert document is not None
    secret = (replace(document.scenario.data_sources[0], secret_columns=("username",)),)
    document.edit("Hide", replace(document.scenario, data_sources=secret))
    note = load.screen.data_note
    qtbot.waitUntil(lambda: "10 people share 1 log-in of 'users'." in note.accessibleName())
    save_table(load.folder / "users.csv", ("username",), tuple((f"user{n}",) for n in range(10)))
    load.screen.arrive()
    qtbot.waitUntil(lambda: not note.isVisible())
    save_table(load.folder / "users.csv", ("name",), (("mia",),))
    load.screen.arrive()
    qtbot.waitUntil(lambda: "its rows have no 'username'" in note.accessibleName())
    qtbot.mouseClick(note.button, Qt.MouseButton.LeftButton)
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    page = screen.data_page
    assert page is not None
    assert page.isVisible()
    qtbot.waitUntil(page.advice.isVisible)
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)


def test_more_than_this_computer_can_drive_is_said(load: Load) -> None:
    load.open()
    load.screen.profile.numbers.people.setValue(90_000)
    assert "This computer can send about" in load.screen.line.sentence.text()
    assert load.screen.side.computer.badge.text == "Not enough"


def test_start_runs_what_was_last_edited_and_goes_to_run(load: Load, qtbot: QtBot) -> None:
    load.open()
    document = load.workspace.document
    assert document is not None
    document.edit("Rename", replace(document.scenario, name="Renamed"))
    qtbot.mouseClick(load.screen.start_button, Qt.MouseButton.LeftButton)
    assert not load.screen.start_button.isEnabled()
    qtbot.waitUntil(lambda: bool(load.children.started))
    started = load.children.last.heard[0]
    assert isinstance(started, StartRun)
    assert started.spec.shares[0].scenario.name == "Renamed"
    assert Path(started.spec.results_dir).is_dir()
    assert load_scenario(document.path).name == "Renamed"
    qtbot.waitUntil(lambda: load.window.current_screen is load.window.screen_of("run"))
    load.window.show_screen("load")
    assert load.screen.start_button.text() == "Show the run"
    load.children.last.say(Failed(message="Enough."))
    qtbot.waitUntil(lambda: load.screen.start_button.text() == "Start the run")


def test_a_host_that_was_not_recorded_is_asked_for_first(load: Load, qtbot: QtBot) -> None:
    load.open()
    field = load.screen.hosts.base_url
    field.setFocus()
    QTest.keyClicks(field, "prod.example")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert load.plan.base_url == "https://prod.example"
    assert [chip.accessibleName() for chip in load.screen.hosts.chips] == ["prod.example, not allowed yet"]
    QTest.keyClick(load.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(load.screen.bar.isVisible)
    assert not load.children.started
    assert "prod.example was not recorded." in load.screen.bar.accessibleName()
    assert load.screen.bar.button.hasFocus()
    QTest.keyClick(load.screen.bar.button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(load.children.started))
    started = load.children.last.heard[0]
    assert isinstance(started, StartRun)
    assert started.spec.allowed_hosts == load.plan.allowed_hosts == ("prod.example",)


def test_a_host_is_allowed_by_hand_and_taken_away(load: Load) -> None:
    load.open()
    hosts = load.screen.hosts
    hosts.add_button.click()
    QTest.keyClicks(hosts.host_field, "not a host")
    QTest.keyClick(hosts.host_field, Qt.Key.Key_Return)
    assert hosts.host_field.toolTip()
    hosts.host_field.clear()
    QTest.keyClicks(hosts.host_field, "api.test")
    QTest.keyClick(hosts.host_field, Qt.Key.Key_Return)
    load.screen.bar.button.click()
    assert load.plan.allowed_hosts == ("api.test",)
    chip = next(chip for chip in hosts.chips if chip.text == "api.test")
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert load.plan.allowed_hosts == ()
    assert not load.children.started


def test_a_wrong_address_is_said_and_the_plan_stays(load: Load) -> None:
    load.open()
    field = load.screen.hosts.base_url
    field.setFocus()
    QTest.keyClicks(field, "two words")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert load.screen.hosts._problem.isVisible()
    assert load.plan.base_url == ""


def test_what_cannot_run_is_told_in_a_sentence(load: Load, qtbot: QtBot) -> None:
    load.open()
    (load.folder / "users.csv").write_text("name\nada\n")
    load.screen.start_button.click()
    qtbot.waitUntil(lambda: load.workspace.notices.current is not None)
    assert load.workspace.notices.current is not None
    assert "lacks the column 'username'" in load.workspace.notices.current.text
    assert load.screen.start_button.isEnabled()
    assert not load.children.started


def test_the_plan_is_kept_beside_its_scenario(load: Load, qtbot: QtBot) -> None:
    load.open()
    load.screen.profile.numbers.people.setValue(25)
    path = load.folder / "shop.plan.json"
    qtbot.waitUntil(path.is_file)
    assert load_plan(path) == load.plan
    assert isinstance(load.plan.load.stages[0], Stage)


def test_visitors_a_minute_keep_the_shape_and_come_back(load: Load, qtbot: QtBot) -> None:
    load.open()
    card = load.screen.profile
    before = load.plan
    qtbot.mouseClick(card.kind.button("visitors"), Qt.MouseButton.LeftButton)
    changed = load.plan.load
    assert isinstance(changed, OpenLoad)
    assert card.chart.points == ((0, 0), (10, 300), (60, 300)), "10 people whose passes take 2 s"
    assert changed.stages[-1].target == 5.0
    assert changed.max_users == 30
    assert load.shown_stages() == ["0 → 300 a minute", "300 a minute"]
    assert "10 requests" in load.screen.line.sentence.text()
    assert not card.numbers.ends.isVisible()
    card.numbers.at_most.setValue(40)
    assert cast("OpenLoad", load.plan.load).max_users == 40
    QTest.keyClick(load.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(card.kind.button("people"), Qt.MouseButton.LeftButton)
    assert load.plan == before, "what was not changed meanwhile comes back as it was"


def test_visitors_are_typed_with_a_part_of_one(load: Load, qtbot: QtBot) -> None:
    load.open()
    load.screen.profile.kind.button("visitors").click()
    field = load.screen.profile.numbers.people
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "1.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert load.stages == [(0.025, 10), (0.025, 50)]
    assert load.shown_stages()[1] == "1.5 a minute"
    load.screen.start_button.click()
    qtbot.waitUntil(lambda: bool(load.children.started))


def test_passes_for_each_person(load: Load) -> None:
    load.open()
    numbers = load.screen.profile.numbers
    numbers.ends.setFocus()
    QTest.keyClick(numbers.ends, Qt.Key.Key_End)
    numbers.passes.setValue(3)
    found = cast("ClosedLoad", load.plan.load)
    assert (found.iterations, found.iterations_per_user) == (None, 3)
    assert "30 passes" in load.screen.line.sentence.text()
    load.screen.profile.numbers.people.setValue(20)
    assert cast("ClosedLoad", load.plan.load).iterations_per_user == 3, (
        "the rest of a load stays when its profile moves"
    )


def other_scenario(folder: Path, name: str = "Search only") -> Path:
    path = folder / "search.scenario.json"
    save_scenario(path, replace(SHOP, id="scn-2", name=name, data_sources=(), steps=SHOP.steps[:1]))
    return path


def test_scenarios_are_added_share_and_are_taken_out(load: Load, qtbot: QtBot) -> None:
    load.open()
    path = other_scenario(load.folder)
    load.workspace.settings.add_recent(Recent(path=str(path), name="Search only", site="", opened_utc=""))
    menu = load.screen.choice.menu()
    assert [action.text() for action in menu.actions() if action.text()] == ["Search only", "Choose a file…"]
    menu.actions()[0].trigger()
    menu.deleteLater()
    who = load.screen.who
    qtbot.waitUntil(lambda: [row.percent.value() for row in who.rows] == [50, 50])
    qtbot.waitUntil(lambda: who.rows[1].percent.accessibleName() == "Share of Search only")
    assert load.screen.header._facts.text() == "Shop and 1 more  ·  shop.test"
    field = who.rows[0].percent
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "75")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [use.weight for use in load.plan.scenarios] == [75, 25]
    assert [row.percent.value() for row in who.rows] == [75, 25]
    load.screen.start_button.click()
    qtbot.waitUntil(lambda: bool(load.children.started))
    started = load.children.last.heard[0]
    assert isinstance(started, StartRun)
    assert [share.weight for share in started.spec.shares] == [75, 25]
    menu = who.menu_of(1)
    menu.actions()[-1].trigger()
    menu.deleteLater()
    assert [use.file for use in load.plan.scenarios] == ["shop.scenario.json"]


def test_a_scenario_gets_a_load_of_its_own(load: Load, qtbot: QtBot) -> None:
    load.open()
    load.screen.choice.chosen.emit(other_scenario(load.folder))
    qtbot.waitUntil(lambda: load.workspace.jobs.running == 0)
    who, card = load.screen.who, load.screen.profile
    menu = who.menu_of(1)
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert load.plan.scenarios[1].load == load.plan.load
    assert [card.lane.itemText(number) for number in range(card.lane.count())] == ["The others", "Search only"]
    assert card.lane.currentText() == "Search only"
    card.numbers.people.setValue(40)
    card.kind.button("visitors").click()
    own = load.plan.scenarios[1].load
    assert isinstance(own, OpenLoad)
    assert isinstance(load.plan.load, ClosedLoad)
    assert load.stages == [(10, 10), (10, 50)], "the load of the others stays"
    card.lane.setFocus()
    QTest.keyClick(card.lane, Qt.Key.Key_Up)
    assert card.chart.points == ((0, 0), (10, 10), (60, 10))
    QTest.keyClick(load.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(load.plan.scenarios[1].load, ClosedLoad)
    menu = who.menu_of(1)
    menu.actions()[1].trigger()
    menu.deleteLater()
    assert load.plan.scenarios[1].load is None
    assert not card.lane.isVisible()


def test_a_scenario_that_is_gone_is_said(load: Load, qtbot: QtBot) -> None:
    load.open()
    load.workspace.set_plan(
        replace(load.plan, scenarios=(*load.plan.scenarios, ScenarioUse(file="gone.scenario.json")))
    )
    qtbot.waitUntil(lambda: load.workspace.jobs.running == 0)
    row = load.screen.who.rows[1]
    assert "does not exist" in row.problem.text()
    load.screen.start_button.click()
    qtbot.waitUntil(lambda: load.workspace.notices.current is not None)


def test_how_people_behave_is_chosen_in_words(load: Load, qtbot: QtBot) -> None:
    load.open()
    load.screen.details.tabs.button("behaviour").click()
    form = load.screen.details.behaviour
    assert form.kind.isVisible()
    wanted = (
        RecordedThinkTimes(factor=0.0),
        ConstantThinkTimes(seconds=3.0),
        UniformThinkTimes(least_s=1.5, most_s=4.5),
        NormalThinkTimes(mean_s=3.0, deviation_s=0.8),
        ExponentialThinkTimes(mean_s=3.0),
    )
    form.kind.setFocus()
    for times in wanted:
        QTest.keyClick(form.kind, Qt.Key.Key_Down)
        assert load.plan.think_times == times
    assert (form.first.isVisible(), form.second.isVisible(), form.factor.isVisible()) == (True, False, False)
    form.first.setFocus()
    form.first.selectAll()
    QTest.keyClicks(form.first, "5s")
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert load.plan.think_times == ExponentialThinkTimes(mean_s=5.0)
    form.pace.setFocus()
    QTest.keyClick(form.pace, Qt.Key.Key_Down)
    assert cast("ClosedLoad", load.plan.load).pacing_s == 60
    for row in (form.files, form.cache, form.parallel):
        qtbot.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    network = load.plan.network
    assert (load.plan.include_static, network.browser_cache, network.parallel) == (False, True, False)
    load.workspace.undo()
    assert load.plan.include_static, "a row of switches is one step"


def test_how_requests_travel_is_set(load: Load, qtbot: QtBot) -> None:
    load.open()
    load.screen.details.tabs.button("connection").click()
    form = load.screen.details.connection
    for field, typed in ((form.excepted, "https://Test.Shop/x, other.test"), (form.proxy, "proxy.test:3128")):
        field.setFocus()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.mouseClick(form.fresh.switch, Qt.MouseButton.LeftButton)
    network = load.plan.network
    assert network.unverified_hosts == ("test.shop", "other.test")
    assert network.proxy == "http://proxy.test:3128"
    assert network.fresh_dns
    qtbot.mouseClick(form.verify.switch, Qt.MouseButton.LeftButton)
    assert not load.plan.network.verify_tls
    assert not form.excepted.isEnabled()
    form.proxy.setFocus()
    form.proxy.selectAll()
    QTest.keyClicks(form.proxy, "ftp://no")
    QTest.keyClick(form.proxy, Qt.Key.Key_Return)
    assert "is no proxy" in form.problem.text()
    assert load.plan.network.proxy == "http://proxy.test:3128"
    form.patience.setFocus()
    form.patience.selectAll()
    QTest.keyClicks(form.patience, "10s")
    QTest.keyClick(form.patience, Qt.Key.Key_Return)
    assert load.plan.timeout_s == 10


def test_limits_of_all_kinds_are_added_and_taken_away(load: Load) -> None:
    load.open()
    card = load.screen.limits
    menu = card.add_menu()
    menu.actions()[1].trigger()
    errors_of_steps = menu.actions()[-1].menu()
    assert isinstance(errors_of_steps, Menu)
    errors_of_steps.actions()[0].trigger()
    menu.deleteLater()
    assert Limit(metric="p99", value=1500) in load.plan.limits
    assert Limit(metric="errors", value=0.01, label="Home") in load.plan.limits
    again = card.add_menu()
    assert "99 of 100 answers within" not in [action.text() for action in again.actions()]
    again.deleteLater()


def test_python_code_is_asked_about_until_it_is_trusted_and_again_when_it_changes(load: Load, qtbot: QtBot) -> None:
    load.open()
    document = load.workspace.document
    assert document is not None
    code = PythonCode(id="py1", name="Make a token", code="values['t'] = '1'")
    document.edit("Add", edit.insert(document.scenario, code, parent_id="s1"))
    QTest.keyClick(load.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(load.screen.bar.isVisible)
    assert "This run executes Python code: “Make a token”." in load.screen.bar.accessibleName()
    assert not load.children.started
    load.screen.bar.button.click()
    qtbot.waitUntil(lambda: bool(load.children.started))
    load.children.last.say(Failed(message="Enough."))
    qtbot.waitUntil(lambda: load.screen.start_button.text() == "Start the run")
    load.window.show_screen("load")
    load.screen.start_button.click()
    qtbot.waitUntil(lambda: len(load.children.started) == 2)
    load.children.last.say(Failed(message="Enough."))
    qtbot.waitUntil(lambda: load.screen.start_button.text() == "Start the run")
    document.edit("Change", edit.replace_part(document.scenario, replace(code, code="values['t'] = '2'")))
    load.window.show_screen("load")
    load.screen.start_button.click()
    qtbot.waitUntil(load.screen.bar.isVisible)
    assert len(load.children.started) == 2


# Which computers make the load


def awaited(joined: int, *names: str) -> MachinesAwaited:
    return MachinesAwaited(connection="192.0.2.7:7007/keys", joined=joined, expected=2, names=names)


def start_with_others(load: Load, qtbot: QtBot) -> MusterDialog:
    load.open()
    load.screen.side.others.switch.click()
    load.screen.side.others.count.setValue(2)
    load.screen.start_button.click()
    qtbot.waitUntil(lambda: bool(load.children.started))
    dialog = load.window.findChild(MusterDialog)
    assert dialog is not None
    return dialog


def test_other_computers_are_waited_for_with_the_line_to_call_there(load: Load, qtbot: QtBot) -> None:
    dialog = start_with_others(load, qtbot)
    started = load.children.last.heard[0]
    assert isinstance(started, StartRun)
    assert started.machines == Machines(count=2)
    assert not dialog.copy.isEnabled()
    load.children.last.say(awaited(1, "alder"))
    qtbot.waitUntil(dialog.copy.isEnabled)
    assert dialog.joined.text() == "1 of 2 have joined: alder"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "loadstudio worker --connect 192.0.2.7:7007/keys"
    assert load.window.current_screen is load.screen
    load.children.last.say(awaited(2, "alder", "birch"), RunStarted(run_id="r", started_utc="now", workers=4))
    qtbot.waitUntil(lambda: load.window.current_screen is load.window.screen_of("run"))
    qtbot.waitUntil(lambda: load.window.findChild(MusterDialog) is None)


def test_a_run_begins_with_those_who_came_by_a_click(load: Load, qtbot: QtBot) -> None:
    dialog = start_with_others(load, qtbot)
    load.children.last.say(awaited(0))
    qtbot.waitUntil(dialog.copy.isEnabled)
    assert not dialog.now.isVisible()
    load.children.last.say(awaited(1, "alder"))
    qtbot.waitUntil(dialog.now.isVisible)
    dialog.now.setFocus()
    qtbot.keyClick(dialog.now, Qt.Key.Key_Space)
    assert load.children.last.heard[-1] == BeginRun()
    assert not dialog.now.isEnabled()
    load.children.last.say(RunStarted(run_id="r", started_utc="now", workers=1))
    qtbot.waitUntil(lambda: load.window.current_screen is load.window.screen_of("run"))


def test_who_does_not_want_to_wait_ends_it(load: Load, qtbot: QtBot) -> None:
    dialog = start_with_others(load, qtbot)
    load.children.last.say(awaited(0))
    qtbot.waitUntil(dialog.copy.isEnabled)
    dialog.cancel.click()
    assert load.children.last.heard[-1] == StopRun()
    assert load.workspace.run is None
    assert load.screen.start_button.text() == "Start the run"
    load.children.last.say(Failed(message="Interrupted."))
    qtbot.waitUntil(lambda: load.children.last.ended)
    assert not list(paths.runs_dir().iterdir())
    assert load.workspace.notices.current is None


def test_that_nobody_came_is_told(load: Load, qtbot: QtBot) -> None:
    start_with_others(load, qtbot)
    load.children.last.say(awaited(0), Failed(message="0 of 2 other computers joined within 10 min."))
    qtbot.waitUntil(lambda: load.workspace.notices.current is not None)
    assert load.workspace.notices.current is not None
    assert "0 of 2 other computers joined" in load.workspace.notices.current.text
    qtbot.waitUntil(lambda: load.window.findChild(MusterDialog) is None)
    assert load.workspace.run is None


def test_the_forecast_rests_on_what_was_measured(load: Load, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    load.open()
    card = load.screen.side.computer
    assert "1,500 requests a second for each core are assumed" in card.basis.text()
    before = load.screen._expected
    monkeypatch.setattr(
        "loadstudio.supervise.self_measurement.measure_requests_per_worker_s", lambda progress: progress(0.5) or 3000.0
    )
    card.measure.click()
    assert card.measure.text() == "Stop measuring"
    qtbot.waitUntil(lambda: card.measure.text() == "Measure again")
    assert "about 3,000 requests a second for each core" in card.basis.text()
    after = load.screen._expected
    assert before is not None
    assert after is not None
    assert after.processor == pytest.approx(before.processor / 2)
    capacity = Settings().capacity
    assert capacity is not None
    assert capacity.requests_per_worker_s == 3000.0


def test_the_stages_stand_right_under_their_tab(load: Load, qtbot: QtBot) -> None:
    load.open()
    qtbot.wait(50)
    details = load.screen.details
    top = details.stages.table.mapTo(details, QPoint(0, 0)).y()
    tabs = details.tabs.mapTo(details, QPoint(0, details.tabs.height())).y()
    assert 0 <= top - tabs < 12
    assert details.height() < 220  # two stages need no more


def test_a_number_is_marked_only_while_it_has_the_keyboard(load: Load) -> None:
    load.open()
    people = load.screen.profile.numbers.people
    people.setFocus()
    people.selectAll()
    QTest.keyClicks(people, "50")
    QTest.keyClick(people, Qt.Key.Key_Return)
    QTest.keyClick(people, Qt.Key.Key_Tab)
    assert not people.hasFocus()
    assert not people.lineEdit().hasSelectedText()
