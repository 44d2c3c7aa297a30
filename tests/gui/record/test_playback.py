"""The playback on the review: badges from Checking to what was found, rounds, Skip; only the engine is a fake."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from loadstudio.authoring.importing.findings import Finding
from loadstudio.authoring.importing.importer import Analysis
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.record.review_page import ReviewPage
from loadstudio.gui.record.screen import RecordScreen
from loadstudio.gui.record.value_dialog import ValueDialog
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.metrics.summary import Summary
from loadstudio.plan.file import plan_path_of
from loadstudio.recording.entry import Note
from loadstudio.scenario.file import save_imported
from loadstudio.wire.run_messages import ExchangeTraced, RunFinished, StopRun
from tests.support.browser import Browser, Got, Sent, Site, replay
from tests.support.person import Person
from tests.support.sites import REFUSED
from tests.support.tabbing import check_tabbing
from tests.support.window import FakeChildren

_LEFT = Qt.MouseButton.LeftButton


def _site(visit: int) -> Site:
    """A form with a token, and a number without a name that only a replay can tell from others."""
    number, token = 31 + 7 * visit, f"8f3ab2c91d77e0a{visit}"

    def site(sent: Sent) -> Got:
        if sent.path == "/":
            field = f'<input type=hidden name=csrf_token value="{token}">'
            return Got(f'<title>Queue</title><form action="/in" method="post">{field}</form>')
        if sent.path == "/in":
            good = sent.form.get("csrf_token") == token
            return Got(f"<title>In</title><p>You have <b>{number}</b> now, of 100.</p>") if good else REFUSED
        return Got('{"ok": true}', kind="application/json") if sent.json == {"q": number} else REFUSED

    return site


@pytest.fixture
def review(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ReviewPage:
    """The review of a recording of the site, not played back yet."""
    browser = Browser(_site(0))
    browser.step("Home").get("/")
    browser.step("Go in").submit("form", {})
    browser.step("Take").api("POST", "/take", {"q": 31})
    analysis = Analysis(browser.recording(), name="Queue", recording_file="")
    result = analysis.result()
    path = tmp_path / "queue.scenario.json"
    save_imported(path, result.scenario, ())
    document = window.workspace.open_document(path, result.scenario, plan_path=plan_path_of(path))
    window.workspace.review(document, result.findings, analysis, just_recorded=False)
    screen = window.current_screen
    assert isinstance(screen, RecordScreen)
    assert screen.review is not None
    return screen.review


def _badges(review: ReviewPage) -> list[str]:
    return [badge.text for _, _, badge in review.values._rows.values()]


def _round(review: ReviewPage, children: FakeChildren, qtbot: QtBot, visit: int) -> None:
    """Let the fake engine answer one round as the site would."""
    qtbot.waitUntil(lambda: sum(child.role == "engine" for child in children.started) == visit)
    playback = review.playback
    assert playback is not None
    assert playback.session is not None
    exchanges = replay(playback.session.result, _site(visit)).exchanges
    children.last.say(*(ExchangeTraced(exchange=exchange) for exchange in exchanges))
    summary = Summary(run_id="check", name="Queue", started_utc="", duration_s=1.0, users_max=1, workers=1)
    children.last.say(RunFinished(summary=summary))


def test_it_says_that_requests_are_really_sent_and_waits_for_a_click(review: ReviewPage) -> None:
    assert "really sent" in review.bar.second.text()
    assert _badges(review) == ["Not played back yet"]


def test_badges_go_from_checking_to_confirmed_and_a_repair_adds_a_value(
    window: MainWindow, review: ReviewPage, children: FakeChildren, qtbot: QtBot
) -> None:
    qtbot.mouseClick(review.bar.button, _LEFT)
    assert _badges(review) == ["Checking…"]
    _round(review, children, qtbot, 1)
    qtbot.waitUntil(lambda: "round 2 after a repair" in review.bar.second.text())
    qtbot.waitUntil(lambda: "Request 1 of 3  ·  Home  ·  round 2" in review.bar.second.text())
    qtbot.waitUntil(lambda: re.search(r"  ·  \d+ s  ·  really sent again", review.bar.second.text()) is not None)
    assert review.bar.button.text() == "Skip"
    _round(review, children, qtbot, 2)
    qtbot.waitUntil(lambda: "the whole pass works" in review.bar.title.text())
    assert review.bar.second.text() == "2 values confirmed  ·  repaired in 2 rounds"
    assert _badges(review) == ["Confirmed", "Confirmed"]
    document = window.workspace.document
    assert document is not None
    assert document.undo_stack.undoText() == "Play back"
    window.workspace.undo()
    assert _badges(review) == ["Not played back yet"]


def test_what_was_left_out_is_not_said_to_work(review: ReviewPage, children: FakeChildren, qtbot: QtBot) -> None:
    qtbot.mouseClick(review.bar.button, _LEFT)
    _round(review, children, qtbot, 1)
    _round(review, children, qtbot, 2)
    playback = review.playback
    assert playback is not None
    qtbot.waitUntil(lambda: not playback.running)
    assert playback.outcome is not None
    result = replace(playback.outcome.result, findings=(Finding(kind="left_out", sentence="Left out."),))
    playback.outcome = replace(playback.outcome, result=result)
    review.bar.conclude(playback)
    assert review.bar.title.text() == "Played back: it works, without what was left out"


def test_skip_leaves_values_unconfirmed(review: ReviewPage, children: FakeChildren, qtbot: QtBot) -> None:
    qtbot.mouseClick(review.bar.button, _LEFT)
    qtbot.waitUntil(lambda: bool(children.started))
    qtbot.mouseClick(review.bar.button, _LEFT)
    stops = [message for message in children.last.heard if isinstance(message, StopRun)]
    assert [stop.at_once for stop in stops] == [False, True]
    summary = Summary(run_id="check", name="Queue", started_utc="", duration_s=1.0, users_max=1, workers=1)
    children.last.say(RunFinished(summary=summary))
    qtbot.waitUntil(lambda: review.bar.button.text() == "Play it back")
    assert _badges(review) == ["Not played back yet"]


def test_what_still_goes_wrong_leads_to_the_scenario(
    window: MainWindow, review: ReviewPage, children: FakeChildren, qtbot: QtBot
) -> None:
    qtbot.mouseClick(review.bar.button, _LEFT)
    visit = 0
    while "goes wrong" not in review.bar.title.text():
        visit += 1
        qtbot.waitUntil(
            lambda count=visit: (
                sum(child.role == "engine" for child in children.started) == count
                or "goes wrong" in review.bar.title.text()
            ),
        )
        if "goes wrong" in review.bar.title.text():
            break
        _refuse(review, children)
    assert visit <= 6
    assert review.trouble.isVisible()
    said = review.trouble.accessibleName()
    assert said.startswith("The log-in did not work when it was played back. In Go in: Status 403 instead of 2xx.")
    assert "name and password in the test data" in said
    assert review.bar.button.text() == "Play it again"
    qtbot.mouseClick(review.trouble.button, _LEFT)
    assert window.current_screen is not review.parent()


def _refuse(review: ReviewPage, children: FakeChildren) -> None:
    playback = review.playback
    assert playback is not None
    assert playback.session is not None

    def site(sent: Sent) -> Got:
        return _site(3)(sent) if sent.path == "/" else REFUSED

    exchanges = replay(playback.session.result, site).exchanges
    children.last.say(*(ExchangeTraced(exchange=exchange) for exchange in exchanges))
    summary = Summary(run_id="check", name="Queue", started_utc="", duration_s=1.0, users_max=1, workers=1)
    children.last.say(RunFinished(summary=summary))


def test_an_engine_that_dies_is_told_and_may_be_tried_again(
    review: ReviewPage, children: FakeChildren, qtbot: QtBot
) -> None:
    qtbot.mouseClick(review.bar.button, _LEFT)
    qtbot.waitUntil(lambda: bool(children.started))
    children.last.end()
    qtbot.waitUntil(lambda: review.bar.button.text() == "Try again")
    assert review.bar.title.text() == "It could not be played back"


def test_a_click_or_enter_on_a_sentence_shows_where_the_value_comes_from_and_goes_to(
    window: MainWindow, review: ReviewPage, qtbot: QtBot
) -> None:
    assert window.workspace.document is not None
    window.workspace.document.take_recording(review._analysis.recording)
    name = window.workspace.document.scenario.variables[0].name
    row = review.values.row_of(name)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(ValueDialog)))
    dialog = window.findChildren(ValueDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    person = Person(dialog)
    assert person.sees("GET / in Home")
    assert person.sees("The form field 'csrf_token'")
    assert person.sees("POST /in in Go in")
    (mark,) = dialog.origin.text._marks
    line = dialog.origin.text.lines[mark.line]
    assert line[mark.start : mark.end] == "••••••••"  # a token is a secret
    assert "8f3ab2c91d77e0a0" not in "".join((*dialog.origin.text.lines, *dialog.uses.text.lines))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ValueDialog))


def test_steps_show_what_was_noted_while_recording_and_are_renamed_in_place(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    browser = Browser(_site(0))
    browser.step("Home").get("/")
    recording = browser.recording()
    note = Note(id="n", page_id=recording.pages[0].id, time_us=0, text="was slow here")
    analysis = Analysis(replace(recording, notes=(note,)), name="Queue", recording_file="")
    scenario = analysis.result().scenario
    path = tmp_path / "queue.scenario.json"
    save_imported(path, scenario, ())
    document = window.workspace.open_document(path, scenario, plan_path=plan_path_of(path))
    window.workspace.review(document, (), analysis, just_recorded=False)
    screen = window.current_screen
    assert isinstance(screen, RecordScreen)
    assert screen.review is not None
    step = screen.review.steps.index(0, 0)
    assert step.data(CellRole.SECOND) == "was slow here"
    assert document.scenario.steps[0].note == "was slow here"
    assert screen.review.trouble.isVisible()
    assert "No changing value was found." in screen.review.trouble.accessibleName()
    screen.review.step_table.setCurrentIndex(step)
    screen.review.step_table.setFocus()
    qtbot.keyClick(screen.review.step_table, Qt.Key.Key_F2)
    editor = screen.review.step_table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "Start")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.scenario.steps[0].name == "Start")
    assert document.scenario.steps[0].note == "was slow here"


def test_every_control_of_the_review_is_reached_by_tab(
    window: MainWindow, review: ReviewPage, qtbot: QtBot, qapp: QApplication
) -> None:
    install_focus_ring(qapp)
    qtbot.waitUntil(lambda: window.workspace.jobs.running == 0)
    check_tabbing(window, review, qtbot)


def test_a_review_is_done_by_keys_alone(window: MainWindow, review: ReviewPage, qtbot: QtBot) -> None:
    document = window.workspace.document
    assert document is not None
    (value,) = document.scenario.variables
    switch = review.values.switch_of(value.name)
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not document.scenario.variables[0].enabled
    row = review.values.row_of(value.name)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(ValueDialog) is not None)
    dialog = window.findChild(ValueDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    table = review.step_table
    table.setFocus()
    table.setCurrentIndex(review.steps.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    field = table.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, "Front door")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.scenario.steps[0].name == "Front door")
    review.on.setFocus()
    qtbot.keyClick(review.on, Qt.Key.Key_Space)
    assert window.rail.current() == "scenario"
