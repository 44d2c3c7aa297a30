"""The Load screen by clicks and keys: chart and table are twins, edits can be undone, the start asks what it must."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.plan.screen import LoadScreen
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.file import load_plan
from loadstudio.plan.model import ClosedLoad, Limit, Plan, Stage
from loadstudio.scenario.file import load_scenario, save_table
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
    assert not load.screen.profile.kind.button("visitors").isEnabled()
    assert load.screen.profile.kind.button("visitors").toolTip()


def test_fields_shapes_and_keys_change_chart_and_table_alike(load: Load, qtbot: QtBot) -> None:
    load.open()
    card = load.screen.profile
    card.people.setFocus()
    card.people.selectAll()
    QTest.keyClicks(card.people, "50")
    QTest.keyClick(card.people, Qt.Key.Key_Return)
    assert load.stages == [(50, 10), (50, 50)]
    card.lasts.setFocus()
    card.lasts.selectAll()
    QTest.keyClicks(card.lasts, "5m")
    QTest.keyClick(card.lasts, Qt.Key.Key_Return)
    assert load.stages == [(50, 50), (50, 250)]
    card.ramp_up.setFocus()
    card.ramp_up.selectAll()
    QTest.keyClicks(card.ramp_up, "1m")
    QTest.keyClick(card.ramp_up, Qt.Key.Key_Return)
    assert load.stages == [(50, 60), (50, 240)]
    qtbot.mouseClick(card.shape.button("peak"), Qt.MouseButton.LeftButton)
    assert [target for target, _ in load.stages] == [20, 20, 50, 50, 0]
    assert len(load.shown_stages()) == 5
    assert card.chart.points[-1] == (300, 0)


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
    card.ends.setFocus()
    QTest.keyClick(card.ends, Qt.Key.Key_Down)
    assert cast("ClosedLoad", load.plan.load).iterations == 100
    assert card.passes.isVisible()
    assert "100 passes" in load.screen.sentence.text()
    card.shape.button("peak").click()
    assert "last stage has 0 people" in load.screen.sentence.text()
    assert not load.screen.start_button.isEnabled()


def test_limits_switch_change_and_grow_by_steps(load: Load) -> None:
    load.open()
    card = load.screen.limits
    card.switches["p95"].click()
    assert Limit(metric="p95", value=800) in load.plan.limits
    card.fields[0].setValue(500)
    assert Limit(metric="p95", value=500) in load.plan.limits
    menu = card.step_menu()
    assert [action.text() for action in menu.actions()] == ["Home", "Log in"]
    menu.actions()[1].trigger()
    menu.deleteLater()
    assert Limit(metric="p95", value=500, label="Log in") in load.plan.limits
    card.switches["errors"].click()
    assert all(limit.metric != "errors" for limit in load.plan.limits)
    card.switches["errors"].click()
    assert Limit(metric="errors", value=0.01) in load.plan.limits


def test_people_who_share_a_log_in_are_told_of(load: Load, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    load.open()
    note = load.screen.data_note
    assert "10 people share 1 log-in." in note.accessibleName()
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    qtbot.mouseClick(note.button, Qt.MouseButton.LeftButton)
    assert [Path(one.toLocalFile()).name for one in opened] == ["users.csv"]
    save_table(load.folder / "users.csv", ("username",), tuple((f"user{n}",) for n in range(10)))
    load.screen.arrive()
    qtbot.waitUntil(lambda: not note.isVisible())


def test_more_than_this_computer_can_drive_is_said(load: Load) -> None:
    load.open()
    load.screen.profile.people.setValue(90_000)
    assert "This computer can drive about" in load.screen.sentence.text()
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
    load.screen.profile.people.setValue(25)
    path = load.folder / "shop.plan.json"
    qtbot.waitUntil(path.is_file, timeout=3000)
    assert load_plan(path) == load.plan
    assert isinstance(load.plan.load.stages[0], Stage)
