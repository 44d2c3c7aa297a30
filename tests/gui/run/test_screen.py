"""The Run screen by clicks and keys, fed as an engine would feed it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import cast

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from loadstudio.base import paths
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.run.answer_panel import AnswerPanel
from loadstudio.gui.run.screen import RunScreen
from loadstudio.gui.widgets.info_popover import InfoPopover
from loadstudio.gui.widgets.sorting import SORT_ROLE
from loadstudio.gui.workspace import Workspace
from loadstudio.http_types.message import Request, Response
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval
from loadstudio.metrics.trust import NO_PORT_LEFT, Trust
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Stage
from loadstudio.plan.run_spec import RunSpec
from loadstudio.recording.entry import Entry
from loadstudio.scenario.assertion import StatusCheck
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.model import RecordedAnswer, requests_of
from loadstudio.wire.common import Failed, Noticed
from loadstudio.wire.run_messages import (
    ErrorSampled,
    IntervalReported,
    MarkMoment,
    RunFinished,
    RunStarted,
    SetRate,
    SetUsers,
    StartRun,
    StopRun,
)
from tests.support import runs
from tests.support.window import FakeChildren, open_scenario_in

RECORDED = RecordedAnswer(entry_id="e9", status=201)
SLOW = GeneratorInterval(cpu_percent=99, lateness_ms_p99=300, memory_bytes=9_000_000, workers=2)


def a_spec(limits: tuple[str, ...] = ("errors<1%", "p95<800ms")) -> RunSpec:
    spec = runs.spec(limits=limits)
    folder = paths.runs_dir() / spec.run_id
    folder.mkdir(exist_ok=True)
    return msgspec.structs.replace(spec, results_dir=str(folder))


class Run:
    """A run on the screen, and the fake engine behind it."""

    def __init__(self, window: MainWindow, workspace: Workspace, children: FakeChildren, qtbot: QtBot) -> None:
        self.window, self.workspace, self.children, self.qtbot = window, workspace, children, qtbot
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.show_screen("run")
        self.screen = cast("RunScreen", window.screen_of("run"))

    def start(
        self,
        *limits: str,
        intervals: tuple[Interval, ...] = (),
        told: tuple[IntervalReported, ...] = (),
        load: Load | None = None,
    ) -> RunSpec:
        spec = a_spec(limits or ("errors<1%", "p95<800ms"))
        spec = msgspec.structs.replace(spec, load=load or spec.load)
        self.workspace.start_run(spec)
        self.children.last.say(RunStarted(run_id=spec.run_id, started_utc=runs.STARTED, workers=2))
        self.tell(told or tuple(IntervalReported(interval=one) for one in intervals))
        return spec

    def report(self, intervals: tuple[Interval, ...]) -> None:
        self.tell(tuple(IntervalReported(interval=one) for one in intervals))

    def tell(self, told: tuple[IntervalReported, ...]) -> None:
        control = self.workspace.run
        assert control is not None
        wanted = control.session.live.seconds + len(told)
        self.children.last.say(*told)
        self.qtbot.waitUntil(lambda: control.session.live.seconds >= wanted)  # a busy machine
        self.screen._repaint()

    @property
    def facts(self) -> str:
        return self.screen.head._facts.text()


@pytest.fixture
def run(window: MainWindow, workspace: Workspace, children: FakeChildren, qtbot: QtBot) -> Run:
    return Run(window, workspace, children, qtbot)


def test_without_a_run_it_leads_to_load(run: Run) -> None:
    assert run.screen.empty.isVisible()
    assert not run.screen.view.isVisible()
    assert run.screen.empty.button.hasFocus()
    QTest.keyClick(run.screen.empty.button, Qt.Key.Key_Return)
    assert run.window.current_screen is run.window.screen_of("load")


def test_a_run_shows_its_numbers_stage_and_steps(run: Run, qtbot: QtBot) -> None:
    run.start(intervals=runs.shop_run(60))
    view = run.screen.view
    assert run.facts == "1:00 of 14:00  ·  stage 1 of 7, climbing to 105 people"
    assert run.screen.head.badge.text == "Running"
    assert view.stats.people.accessibleName() == "People: 52, going to 105"
    assert view.stats.latency.accessibleName().endswith("limit 800 ms")
    assert view.steps.index(0, 0).data() == "Home"
    qtbot.waitUntil(lambda: len(view.charts.latency.data("p95")[0]) == 60)
    assert [limit.word for limit in view.charts.latency.limits] == ["limit for p95"]
    assert view.strip.accessibleName() == "This computer keeps up. You can trust the numbers."
    assert not view.errors.model.rows


def test_before_the_first_numbers_it_says_that_it_starts(run: Run) -> None:
    run.workspace.start_run(a_spec())
    assert run.screen.head.badge.text == "Starting"
    assert not run.screen.head.stepper.isEnabled()
    assert isinstance(run.children.last.heard[0], StartRun)
    assert run.screen.view.steps.rowCount() == 5


def test_the_load_is_changed_by_click_and_by_typing_and_marked(run: Run, qtbot: QtBot) -> None:
    run.start(intervals=runs.shop_run(30))
    stepper = run.screen.head.stepper
    people = stepper.value
    qtbot.mouseClick(stepper._more, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(stepper._more, Qt.MouseButton.LeftButton)
    stepper._field.setFocus()
    QTest.keyClicks(stepper._field, "40")
    QTest.keyClick(stepper._field, Qt.Key.Key_Return)
    sent = [one.users for one in run.children.last.heard if isinstance(one, SetUsers)]
    assert sent == [people + 5, people + 10, 40]
    assert "load set by hand to 40 people" in run.facts
    assert [mark.word for mark in run.screen.view.charts.rate.moments] == ["0:30 40 people"]


def test_a_note_of_a_moment_is_kept_with_the_run_and_marked(run: Run, qtbot: QtBot) -> None:
    run.start(intervals=runs.shop_run(30))
    view, note = run.screen.view, run.screen.view.bar.note
    QTest.keyClick(run.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert note.field.hasFocus()
    QTest.keyClicks(note.field, "The cache was emptied by Ann")
    run.report(runs.shop_run(33)[30:])
    QTest.keyClick(note.field, Qt.Key.Key_Return)
    assert [one for one in run.children.last.heard if isinstance(one, MarkMoment)] == [
        MarkMoment(second=30, text="The cache was emptied by Ann")
    ], "the second in which the writing began"
    for chart in (view.charts.latency, view.charts.rate):
        (mark,) = chart.moments
        assert (mark.at_s, mark.word) == (30, "0:30 The cache was emptied b…")
    assert not note.isVisible()
    assert view.bar.note_button.hasFocus()
    qtbot.waitUntil(lambda: len(view.charts.rate.data("rate")[0]) == 33)
    view.charts.rate.show_cross(30)
    assert "The cache was emptied by Ann" in view.charts.rate.accessibleDescription()


def test_a_note_can_be_given_up_and_is_over_with_the_run(run: Run, qtbot: QtBot) -> None:
    intervals = runs.shop_run(20)
    spec = run.start(intervals=intervals)
    bar = run.screen.view.bar
    qtbot.mouseClick(bar.note_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(bar.note.field, "nothing")
    QTest.keyClick(bar.note.field, Qt.Key.Key_Escape)
    qtbot.mouseClick(bar.note_button, Qt.MouseButton.LeftButton)
    QTest.keyClick(bar.note.field, Qt.Key.Key_Return)
    assert not bar.note.isVisible(), "an empty note is none"
    qtbot.mouseClick(bar.note_button, Qt.MouseButton.LeftButton)
    run.children.last.say(RunFinished(summary=runs.write_run(Path(spec.results_dir), intervals, spec)))
    qtbot.waitUntil(run.screen.banner.isVisible)
    assert not bar.note.isVisible()
    assert not bar.note_button.isVisible()
    assert bar.follow.isVisible()
    QTest.keyClick(run.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert not bar.note.isVisible()
    assert not [one for one in run.children.last.heard if isinstance(one, MarkMoment)]


def test_a_rate_is_changed_as_people_are(run: Run, qtbot: QtBot) -> None:
    stages = (Stage(target=1, duration_s=60), Stage(target=2, duration_s=60))
    run.start(intervals=runs.shop_run(60), load=OpenLoad(stages=stages, max_users=300))
    head, view = run.screen.head, run.screen.view
    assert "stage 2 of 2, climbing to 120 visitors a minute" in run.facts
    assert not head.stepper.isVisible()
    assert head.rate_stepper.value == 60
    assert view.stats.people.accessibleName().endswith("most 300")
    head.rate_stepper._field.setFocus()
    QTest.keyClicks(head.rate_stepper._field, "90")
    QTest.keyClick(head.rate_stepper._field, Qt.Key.Key_Return)
    QTest.keyClick(head.rate_stepper._field, Qt.Key.Key_Up)
    sent = [one.rate_per_s for one in run.children.last.heard if isinstance(one, SetRate)]
    assert sent == [1.5, pytest.approx(95 / 60)]
    assert "load set by hand to 95 visitors a minute" in run.facts
    assert [mark.word for mark in view.charts.rate.moments] == ["1:00 95 visitors a minute"]
    slow = tuple(msgspec.structs.replace(one, generator=SLOW) for one in runs.shop_run(72)[60:])
    run.report(slow)
    assert view.strip._button.text() == "Use fewer visitors"
    qtbot.mouseClick(view.strip._button, Qt.MouseButton.LeftButton)
    assert [one.rate_per_s * 60 for one in run.children.last.heard if isinstance(one, SetRate)][-1] == 76


def test_mixed_loads_are_not_changed_and_say_only_their_time(run: Run) -> None:
    spec = a_spec()
    own = OpenLoad(stages=(Stage(target=1, duration_s=900),), max_users=30)
    shares = (*spec.shares, msgspec.structs.replace(spec.shares[0], load=own))
    run.workspace.start_run(msgspec.structs.replace(spec, shares=shares))
    run.children.last.say(RunStarted(run_id=spec.run_id, started_utc=runs.STARTED, workers=2))
    run.report(tuple(msgspec.structs.replace(one, generator=SLOW) for one in runs.shop_run(12)))
    head = run.screen.head
    assert run.facts == "0:12 of 15:00"
    assert not any(one.isVisible() for one in (head.stepper, head.rate_stepper, head._change))
    assert run.screen.view.stats.people.accessibleName().endswith("most 250")
    assert not run.screen.view.strip._button.isVisible()


def test_stop_lets_people_finish_and_a_second_press_cuts(run: Run, qtbot: QtBot) -> None:
    run.start(intervals=runs.shop_run(5))
    button = run.screen.head.stop_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (button.text(), run.screen.head.badge.text) == ("Stop now", "Stopping")
    assert "people have 5 s left to finish what they do; a second press cuts them off" in run.facts
    run.report(runs.shop_run(8)[5:])
    assert "people have 2 s left" in run.facts
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert [one.at_once for one in run.children.last.heard if isinstance(one, StopRun)] == [False, True]
    assert "people are cut off" in run.facts
    assert not button.isEnabled()


def click_step(run: Run, qtbot: QtBot, row: int) -> None:
    table = run.screen.view.steps_table
    place = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_step_is_seen_alone_and_all_again(run: Run, qtbot: QtBot) -> None:
    run.start("errors<1%", "p95<800ms", "p95<90ms@Home", intervals=runs.shop_run(30))
    view = run.screen.view
    qtbot.waitUntil(lambda: len(view.charts.latency.data("p95")[0]) == 30)
    whole = view.charts.rate.data("rate")[1].tolist()
    click_step(run, qtbot, 0)
    home = view.charts.rate.data("rate")[1].tolist()
    assert home != whole
    assert sum(home) == view.steps._rows[0].count
    assert view.charts.latency.accessibleName() == "How long Home takes"
    assert [limit.value for limit in view.charts.latency.limits] == [90]
    assert view.bar.only_button.text() == "Only Home"
    run.report(runs.shop_run(31)[30:])
    qtbot.waitUntil(lambda: len(view.charts.rate.data("rate")[1]) == 31)
    assert view.charts.rate.data("rate")[1].tolist()[:30] == home, "it stays alone while the run goes on"
    click_step(run, qtbot, 0)
    assert view.charts.rate.data("rate")[1].tolist()[:30] == whole
    assert view.charts.latency.accessibleName() == "How long answers take"
    assert [limit.value for limit in view.charts.latency.limits] == [800]
    assert not view.bar.only_button.isVisible()


def test_a_step_is_chosen_by_keys_and_left_by_escape_or_the_button(run: Run, qtbot: QtBot) -> None:
    run.start(intervals=runs.shop_run(5))
    view = run.screen.view
    view.steps_table.setFocus()
    QTest.keyClick(view.steps_table, Qt.Key.Key_Down)
    assert view.bar.only_button.text() == "Only Log in", "the keyboard stood on the first row already"
    click_step(run, qtbot, 1)
    assert view.bar.only_button.isVisible(), "a first click on it does not take it back"
    QTest.keyClick(view.steps_table, Qt.Key.Key_Escape)
    assert not view.bar.only_button.isVisible()
    click_step(run, qtbot, 2)
    qtbot.mouseClick(view.bar.only_button, Qt.MouseButton.LeftButton)
    assert not view.bar.only_button.isVisible()
    assert not view.steps_table.selectionModel().hasSelection()


def test_steps_stand_by_a_column_and_the_chosen_one_is_still_the_same(run: Run, qtbot: QtBot) -> None:
    run.start(intervals=runs.shop_run(20))
    view = run.screen.view
    click_step(run, qtbot, 4)
    QTest.keyClick(view.steps_table, Qt.Key.Key_4)
    rows = view.sorting.rows
    p95s = [rows.index(row, 3).data(SORT_ROLE) for row in range(5)]
    assert p95s == sorted(p95s, reverse=True)
    assert view.bar.only_button.text() == "Only Checkout"
    run.report(runs.shop_run(40)[20:])
    p95s = [rows.index(row, 3).data(SORT_ROLE) for row in range(5)]
    assert p95s == sorted(p95s, reverse=True), "new numbers, the same order"


def test_cards_turn_bad_only_when_their_limit_is_broken(run: Run) -> None:
    run.start("errors<1%", "p95<50ms", intervals=runs.shop_run(30))
    stats = run.screen.view.stats
    assert (stats.latency._edge, stats.errors._edge, stats.people._edge) == ("bad", "line", "line")
    assert "whole run" in stats.latency.accessibleName()


def judged(intervals: tuple[Interval, ...]) -> tuple[IntervalReported, ...]:
    """Return intervals as the engine reports them, with its judgement so far."""
    trust, told = Trust(), []
    for interval in intervals:
        trust.add(interval.generator, interval.errors)
        told.append(IntervalReported(interval=interval, generator=trust.summary()))
    return tuple(told)


def why(run: Run, qtbot: QtBot) -> str:
    """Ask the strip why, and return what it says."""
    qtbot.mouseClick(run.screen.view.strip.why_button, Qt.MouseButton.LeftButton)
    popover = run.window.findChild(InfoPopover)
    assert popover is not None
    assert popover.isVisible()
    said = popover.accessibleName() + "\n" + popover.accessibleDescription()
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    popover.setParent(None)
    return said


def test_a_slow_computer_is_said_and_fewer_people_are_one_click_away(run: Run, qtbot: QtBot) -> None:
    intervals = tuple(msgspec.structs.replace(one, generator=SLOW, users=100) for one in runs.shop_run(12))
    run.start(told=judged(intervals))
    strip = run.screen.view.strip
    assert "is the bottleneck" in strip.accessibleName()
    assert "A worker used more than 90 % of its processor core for 12 s" in why(run, qtbot)
    qtbot.mouseClick(strip._button, Qt.MouseButton.LeftButton)
    assert [one.users for one in run.children.last.heard if isinstance(one, SetUsers)] == [80]


def test_what_was_not_to_be_trusted_once_is_not_forgotten(run: Run, qtbot: QtBot) -> None:
    slow = tuple(msgspec.structs.replace(one, generator=SLOW) for one in runs.shop_run(5))
    run.start(told=judged((*slow, *runs.shop_run(30)[5:])))
    strip = run.screen.view.strip
    assert "was the bottleneck for a while" in strip.accessibleName()
    assert not strip._button.isVisible()
    assert "For 5 s in a row requests were sent late" in why(run, qtbot)


def test_failures_of_this_computer_are_told_though_it_keeps_up(run: Run, qtbot: QtBot) -> None:
    no_port = ErrorCount(label="GET /", reason=f"no connection: {NO_PORT_LEFT}", count=7)
    first, *rest = runs.shop_run(20)
    run.start(told=judged((msgspec.structs.replace(first, errors=(no_port,)), *rest)))
    assert "7 requests failed because this computer has no free port" in why(run, qtbot)


def test_a_computer_that_keeps_up_says_why_it_can_be_trusted(run: Run, qtbot: QtBot) -> None:
    run.start(told=judged(runs.shop_run(20)))
    said = why(run, qtbot)
    assert said.startswith("Why the numbers can be trusted")
    assert "more than 90 % for 3 s" in said
    assert "more than 50 ms for 3 s" in said


def test_an_error_opens_its_real_answer_without_secrets(run: Run, qtbot: QtBot) -> None:
    intervals = runs.shop_run(20)
    error = ErrorCount(label="POST /orders", reason=runs.REFUSED, count=3)
    failed = msgspec.structs.replace(intervals[-1], errors=(error,))
    run.start(intervals=(*intervals[:-1], failed))
    for second in (18, 19):
        run.children.last.say(ErrorSampled(second=second, exchange=runs.failed_order()))
    control = run.workspace.run
    assert control is not None
    qtbot.waitUntil(lambda: len(control.session.error_samples) == 2)
    table = run.screen.view.errors.table
    qtbot.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=table.visualRect(run.screen.view.errors.model.index(0, 1)).center(),
    )
    panel = run.window.findChild(AnswerPanel)
    assert panel is not None
    assert "Too busy" in panel.text.toPlainText()
    assert "key-1" not in panel.text.toPlainText()
    panel.tabs.button("request").click()
    assert "tok-header-1" not in panel.text.toPlainText()
    assert "POST http://shop.example:8080/orders" in panel.text.toPlainText()
    QTest.keyClick(panel, Qt.Key.Key_PageDown)
    assert panel._position.text() == "2 of 2"
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_failed_check_says_what_was_expected_beside_the_recorded_answer(
    run: Run, qtbot: QtBot, tmp_path: Path
) -> None:
    spec = a_spec()
    scenario = spec.shares[0].scenario
    request = next(one for one in requests_of(scenario) if one.name == "POST /orders")
    checks = (StatusCheck(recorded=201, exact=True),)
    scenario = replace_request(scenario, msgspec.structs.replace(request, checks=checks, recorded=RECORDED))
    open_scenario_in(run.workspace, tmp_path, scenario)
    document = run.workspace.document
    assert document is not None
    sent = Request(method="POST", url="http://shop.example:8080/orders", headers=(("Cookie", "session=recorded-1"),))
    document.entries["e9"] = Entry(
        id="e9", page_id="p1", started_us=0, ended_us=95_000, request=sent,
        response=Response(status=201, headers=(("Content-Type", "application/json"),), body=b'{"order": 4711}'),
    )  # fmt: skip
    share = msgspec.structs.replace(spec.shares[0], scenario=scenario)
    run.workspace.start_run(msgspec.structs.replace(spec, shares=(share,)))
    run.children.last.say(RunStarted(run_id=spec.run_id, started_utc=runs.STARTED, workers=2))
    failure = "status 503 instead of 201"
    error = ErrorCount(label="POST /orders", reason=failure, count=3)
    run.report(tuple(msgspec.structs.replace(one, errors=(error,)) for one in runs.shop_run(2)))
    exchange = msgspec.structs.replace(runs.failed_order(), failure=failure)
    run.children.last.say(ErrorSampled(second=1, exchange=exchange))
    control = run.workspace.run
    assert control is not None
    qtbot.waitUntil(lambda: bool(control.session.error_samples))
    run.screen.view.errors.table.opened.emit(0)
    panel = run.window.findChild(AnswerPanel)
    assert panel is not None
    assert panel._expected.text() == "The answer is 201"
    assert panel._came.text() == "The answer is 503 Service Unavailable: “Too busy”"
    assert "4711" in panel.recorded.text.toPlainText()
    panel.tools.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl 'http://shop.example:8080/orders?")
    assert "password=[hidden]" in copied
    assert panel.tools.copy.text() == "Copied"
    panel.tabs.button("request").click()
    assert "POST http://shop.example:8080/orders" in panel.recorded.text.toPlainText()
    assert "recorded-1" not in panel.recorded.text.toPlainText(), "recorded secrets are hidden as well"
    panel.close_now()


def test_when_it_is_over_the_verdict_stands_and_leads_to_the_result(run: Run, qtbot: QtBot) -> None:
    intervals = runs.shop_run(40)
    spec = run.start(intervals=intervals)
    summary = runs.write_run(Path(spec.results_dir), intervals, spec)
    run.children.last.say(RunFinished(summary=summary))
    qtbot.waitUntil(run.screen.banner.isVisible)
    assert run.screen.banner.accessibleName().startswith("Held ")
    assert run.screen.head.badge.text == "Finished"
    assert not run.screen.head.stop_button.isVisible()
    with qtbot.waitSignal(run.workspace.result_wanted) as shown:
        qtbot.mouseClick(run.screen.head.result_button, Qt.MouseButton.LeftButton)
    assert shown.args == [Path(spec.results_dir)]


def test_a_run_that_breaks_off_says_why_and_keeps_what_was_measured(run: Run, qtbot: QtBot) -> None:
    spec = run.start(intervals=runs.shop_run(10))
    runs.write_run(Path(spec.results_dir), runs.shop_run(10), spec)
    run.children.last.say(Failed(message="The disk is full.", exit_code=5))
    qtbot.waitUntil(run.screen.banner.isVisible)
    assert "The disk is full. What was measured until then is kept." in run.screen.banner.accessibleName()
    assert run.screen.head.badge.text == "Broke off"
    assert run.screen.head.result_button.isVisible()


def test_what_the_engine_notices_is_told(run: Run, qtbot: QtBot) -> None:
    run.start(intervals=runs.shop_run(2))
    run.children.last.say(Noticed(message="A worker was lost."))
    qtbot.waitUntil(lambda: run.workspace.notices.current is not None)
    assert run.workspace.notices.current is not None
    assert run.workspace.notices.current.text == "A worker was lost."


def test_it_repaints_at_most_five_times_a_second(run: Run, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    intervals = runs.shop_run(60)
    run.start(intervals=intervals[:10])
    painted: list[float] = []
    monkeypatch.setattr(run.screen.view, "refresh", lambda: painted.append(time.monotonic()))
    started = time.monotonic()
    for interval in intervals[10:]:
        run.children.last.say(IntervalReported(interval=interval))
        qtbot.wait(10)
    seconds = time.monotonic() - started
    assert 2 <= len(painted) <= seconds * 5 + 1


def test_while_nothing_comes_back_it_says_whether_people_pause_or_wait(run: Run) -> None:
    run.start(load=ClosedLoad(stages=(Stage(target=3, duration_s=60),)))
    rate = run.screen.view.stats.rate
    run.report(tuple(Interval(second=second, users=3) for second in range(6)))
    assert rate.accessibleName() == "Requests a second: 0.0, all pause between steps"
    run.report((Interval(second=6, users=3, active=3),))
    assert rate.accessibleName() == "Requests a second: 0.0, 3 wait for their answers"
    run.report((Interval(second=7, users=3, active=1),))
    assert rate.accessibleName() == "Requests a second: 0.0, 1 waits for its answer"
    run.report(runs.shop_run(20)[8:])
    assert rate.accessibleName().endswith(", ")
