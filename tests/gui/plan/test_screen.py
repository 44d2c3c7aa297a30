"""The Load screen by clicks and keys: chart and table are twins, edits can be undone, the start asks what it must."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.plan.screen import LoadScreen
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.settings import Recent
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
from loadstudio.scenario.file import load_scenario, save_scenario, save_table
from loadstudio.scenario.model import DataSource, Field, Host, RecordedAnswer
from loadstudio.wire.run_messages import Failed, StartRun
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
    assert "10 requests" in load.screen.sentence.text()
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
    assert "100 passes" in load.screen.sentence.text()
    card.shape.button("soak").click()
    assert "last stage has 0 people" in load.screen.sentence.text()
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
    qtbot.waitUntil(lambda: "10 users share 1 log-in of 'users'." in note.accessibleName())
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
    assert "This computer can send about" in load.screen.sentence.text()
    assert load.screen.computer.badge.text == "Not enough"


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
    assert load.window.current_screen is load.window.screen_of("run")
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
    qtbot.waitUntil(path.is_file, timeout=3000)
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
    assert "10 requests" in load.screen.sentence.text()
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
    assert "30 passes" in load.screen.sentence.text()
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
