"""The check by clicks, with an engine that answers as the test says."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.check.check_page import CheckPage
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.summary import Summary
from loadstudio.results.redact import HIDDEN
from loadstudio.scenario import edit
from loadstudio.scenario.assertion import StatusCheck
from loadstudio.scenario.extractor import AttributeSource, Extractor, InputSource
from loadstudio.scenario.model import Field, HttpRequest, RecordedAnswer, Variable
from loadstudio.wire.run_messages import ExchangeTraced, RunFinished, RunStarted, StartRun, StopRun
from tests.support.exchanges import a_recording, an_entry
from tests.support.person import Person
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.tabbing import check_tabbing
from tests.support.window import FakeChildren, open_scenario_in

_LEFT = Qt.MouseButton.LeftButton
_TEXT = (("content-type", "text/plain"),)
_URL = "http://127.0.0.1:9/"


def _exchange(request_id: str, status: int, failure: str = "") -> ExchangeTraced:
    exchange = Exchange(
        request_id=request_id,
        label=request_id,
        step="Home",
        method="GET",
        url=_URL,
        status=status,
        response_headers=(("content-type", "text/html"),),
        response_body=b"<h1>Hello</h1>",
        latency_ms=12.0,
        failure=failure,
    )
    return ExchangeTraced(exchange=exchange)


def _summary() -> RunFinished:
    return RunFinished(
        summary=Summary(run_id="c", name="c", started_utc="2026-11-22T10:00:00Z", duration_s=2, users_max=1, workers=1)
    )


@pytest.fixture
def screen(window: MainWindow, tmp_path: Path) -> ScenarioScreen:
    requests = (a_request(f"r{number}", _URL, checks=(StatusCheck(recorded=200),)) for number in (1, 2, 3))
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s1", *requests), start_url=_URL))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    return screen


def _started(screen: ScenarioScreen, qtbot: QtBot, children: FakeChildren) -> CheckPage:
    qtbot.mouseClick(screen.head.check, _LEFT)
    qtbot.waitUntil(lambda: screen.check_page is not None)
    assert screen.check_page is not None
    start = children.last.heard[0]
    assert isinstance(start, StartRun)
    assert start.spec.trace
    assert Path(start.spec.results_dir).is_dir()
    children.last.say(RunStarted(run_id="c", started_utc="2026-11-22T10:00:00Z", workers=1))
    return screen.check_page


def _row(page: CheckPage, request_id: str) -> QStandardItem:
    item = page.list.model.item_of(request_id)
    assert item is not None
    return item


def test_a_good_pass_leads_to_the_load(
    window: MainWindow, screen: ScenarioScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    page = _started(screen, qtbot, children)
    children.last.say(_exchange("r1", 200), _exchange("r2", 200), _exchange("r3", 200), _summary())
    qtbot.waitUntil(lambda: page.report is not None)
    assert page.list.badges["ok"].text == "3 good"
    assert not page.list.badges["bad"].isVisible()
    assert _row(page, "r1").data(CellRole.ICON) == "check"
    qtbot.mouseClick(page.banner.button, _LEFT)
    assert window.rail.current() == "load"


def test_the_first_failure_leads_back_to_its_request(
    screen: ScenarioScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    page = _started(screen, qtbot, children)
    results = children.last.heard[0]
    assert isinstance(results, StartRun)
    children.last.say(_exchange("r1", 200), _exchange("r2", 500, "the status is 500"), _summary())
    qtbot.waitUntil(lambda: page.report is not None)
    assert [_row(page, name).data(CellRole.ICON) for name in ("r1", "r2", "r3")] == ["check", "cross", "clock"]
    assert _row(page, "r2").data(CellRole.TRAILING) == "500"
    assert _row(page, "r3").data(CellRole.TRAILING) == "not sent"
    assert page.pair.isVisible()
    assert page.redo.text() == "Check again"
    qtbot.mouseClick(page.banner.button, _LEFT)
    assert screen.check_page is None
    assert screen.editor is not None
    assert screen.editor.panel.current() == "r2"
    qtbot.waitUntil(lambda: not Path(results.spec.results_dir).exists())


def test_states_go_on_with_the_pass_and_the_first_failure_is_shown_at_once(
    screen: ScenarioScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    page = _started(screen, qtbot, children)
    icons = lambda: [_row(page, name).data(CellRole.ICON) for name in ("r1", "r2", "r3")]  # noqa: E731
    qtbot.waitUntil(lambda: icons() == ["play", "clock", "clock"])
    assert not page.banner.isVisible()
    assert page.bar.isVisible()
    children.last.say(_exchange("r1", 200))
    qtbot.waitUntil(lambda: icons() == ["check", "play", "clock"])
    assert "Request 2 of 3" in page.bar.second.text()
    assert page.list.badges["accent"].text == "2 to come"
    children.last.say(_exchange("r2", 500, "the status is 500"))
    qtbot.waitUntil(lambda: icons() == ["check", "cross", "play"])
    assert page.report is None
    assert page.list.current == "r2"
    assert page.banner.isVisible()
    assert "the status is 500" in page.banner.accessibleName().lower()
    page.list.choose("r1")
    children.last.say(_exchange("r3", 500, "the status is 500"), _summary())
    qtbot.waitUntil(lambda: page.report is not None)
    assert page.list.current == "r1"  # a person's choice stays
    assert not page.bar.isVisible()
    assert "3 requests to 127.0.0.1:9" in page.header._facts.text()
    assert "finished in 2 s" in page.header._facts.text()


def test_leaving_a_pass_in_progress_ends_it_and_clears_its_results_away(
    screen: ScenarioScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    page = _started(screen, qtbot, children)
    start = children.last.heard[0]
    assert isinstance(start, StartRun)
    qtbot.mouseClick(page.edit, _LEFT)
    assert screen.check_page is None
    assert [message.at_once for message in children.last.heard if isinstance(message, StopRun)] == [False, True]
    children.last.say(_exchange("r1", 200), _summary())
    qtbot.waitUntil(lambda: not Path(start.spec.results_dir).exists())


def test_secrets_of_an_answer_are_not_on_the_screen(
    screen: ScenarioScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    page = _started(screen, qtbot, children)
    body = b'{"access_token": "eyJhbGci.secret", "user": "mia"}'
    told = _exchange("r1", 200)
    exchange = replace(told.exchange, response_headers=(("content-type", "application/json"),), response_body=body)
    children.last.say(ExchangeTraced(exchange=exchange), _summary())
    qtbot.waitUntil(lambda: page.report is not None)
    page.list.choose("r1")
    qtbot.waitUntil(lambda: any("mia" in line for line in page.pair.replayed.body.lines))
    shown = "\n".join(page.pair.replayed.body.lines)
    assert HIDDEN in shown
    assert "eyJhbGci" not in shown


def test_without_a_recording_the_answer_stands_alone_and_both_sides_scroll_together(
    screen: ScenarioScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    page = _started(screen, qtbot, children)
    first = replace(_exchange("r1", 200).exchange, response_headers=_TEXT, response_body=b"x\n" * 200 + b"visits: 17")
    children.last.say(ExchangeTraced(exchange=first), _summary())
    qtbot.waitUntil(lambda: page.report is not None)
    assert page.list.current == "r2"  # it was not sent
    page.list.choose("r1")
    qtbot.waitUntil(lambda: any("visits" in line for line in page.pair.replayed.body.lines))
    assert page.pair.footer.text() == "Nothing to compare with"
    assert "No answer was recorded." in Person(page).words()
    bars = [side.body.verticalScrollBar() for side in (page.pair.recorded, page.pair.replayed)]
    assert bars[0].maximum() == bars[1].maximum() > 50
    page.pair.recorded.body.verticalScrollBar().setValue(50)
    assert page.pair.replayed.body.verticalScrollBar().value() == 50


def test_what_differs_between_two_checks_is_noise_in_the_second(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, children: FakeChildren
) -> None:
    entry = an_entry(_URL, answer=b"open\nvisits: 17", kind="text/plain")
    request = a_request("r1", _URL, recorded=RecordedAnswer(entry_id=entry.id, status=200))
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s1", request), start_url=_URL))
    assert window.workspace.document is not None
    window.workspace.document.take_recording(a_recording(entry))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)

    def answered(body: bytes) -> ExchangeTraced:
        told = _exchange("r1", 200).exchange
        return ExchangeTraced(exchange=replace(told, response_headers=_TEXT, response_body=body))

    page = _started(screen, qtbot, children)
    children.last.say(answered(b"closed\nvisits: 18"), _summary())
    qtbot.waitUntil(lambda: "2 differences" in page.pair.footer.text())
    assert [row.sign for row in page.pair.replayed.body.rows if row.sign] == ["≠", "≠"]
    qtbot.waitUntil(lambda: children.last.ended)
    qtbot.mouseClick(page.redo, _LEFT)
    qtbot.waitUntil(lambda: screen.check_page is not page and len(children.started) == 2)
    again = screen.check_page
    assert again is not None
    children.last.say(RunStarted(run_id="c", started_utc="2026-11-22T10:00:00Z", workers=1))
    children.last.say(answered(b"closed\nvisits: 19"), _summary())
    qtbot.waitUntil(lambda: "1 difference" in again.pair.footer.text())
    assert "1 more is greyed" in again.pair.footer.text()
    again.pair.noise.setFocus()
    qtbot.keyClick(again.pair.noise, Qt.Key.Key_Space)
    assert [row.sign for row in again.pair.replayed.body.rows if row.sign] == ["≠", "≈"]


def test_a_value_that_moved_is_taken_from_elsewhere_by_a_click_then_checked_again(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, children: FakeChildren
) -> None:
    page_before = b'<form><input type="hidden" name="csrf" value="8f3ab2c91d77e0a1"></form>'
    entry = an_entry(_URL, answer=page_before)
    taken = Extractor(variable="csrf", sources=(InputSource(name="csrf"),))
    home = a_request("r1", _URL, extractors=(taken,), recorded=RecordedAnswer(entry_id=entry.id, status=200))
    save = a_request("r2", _URL, query=(Field(name="csrf", value="${csrf}"),))
    form_token = Variable(name="csrf", label="form token", source_request_id="r1", recorded_value="8f3ab2c91d77e0a1")
    scenario = a_scenario(a_step("s1", home, save), start_url=_URL, variables=(form_token,))
    open_scenario_in(window.workspace, tmp_path, scenario)
    document = window.workspace.document
    assert document is not None
    document.take_recording(a_recording(entry))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    page = _started(screen, qtbot, children)
    moved = b'<meta name="csrf-token" content="41be77c0aa12f9d3">'
    answered = replace(_exchange("r1", 200).exchange, response_body=moved, response_bytes=len(moved))
    children.last.say(ExchangeTraced(exchange=answered), _exchange("r2", 403, "the status is 403"), _summary())
    qtbot.waitUntil(lambda: page.report is not None)
    assert page.list.current == "r2"
    assert page.banner.button.text() == "Take it from where it is now"
    qtbot.mouseClick(page.banner.button, _LEFT)
    now = edit.find(document.scenario, "r1")
    assert isinstance(now, HttpRequest)
    assert isinstance(now.extractors[0].sources[0], AttributeSource)
    assert document.undo_stack.count() == 1
    assert page.banner.button.text() == "Check again"
    document.undo_stack.undo()
    assert page.banner.button.text().startswith("Take it from")
    document.undo_stack.redo()
    qtbot.waitUntil(lambda: children.last.ended)
    qtbot.mouseClick(page.banner.button, _LEFT)
    qtbot.waitUntil(lambda: len(children.started) == 2)
    start = children.last.heard[0]
    assert isinstance(start, StartRun)
    assert start.spec.shares[0].scenario == document.scenario


_TOKENS = "41be77c0aa12f9d3", "c07d2be9914fa635", "9ad3017bc4e8f25d"
_PLACES = '<meta name="csrf-token" content="{}">', '<input type="hidden" name="csrf_token" value="{}">', "{}"


@pytest.fixture
def moved(window: MainWindow, tmp_path: Path) -> ScenarioScreen:
    """A scenario whose token the site no longer gives where it did."""
    entry = an_entry(_URL, answer=b'<form><input type="hidden" name="csrf" value="8f3ab2c91d77e0a1"></form>')
    taken = Extractor(variable="csrf", sources=(InputSource(name="csrf"),))
    home = a_request("r1", _URL, extractors=(taken,), recorded=RecordedAnswer(entry_id=entry.id, status=200))
    save = a_request("r2", _URL, query=(Field(name="csrf", value="${csrf}"),))
    form_token = Variable(name="csrf", label="form token", source_request_id="r1", recorded_value="8f3ab2c91d77e0a1")
    scenario = a_scenario(a_step("s1", home, save), start_url=_URL, variables=(form_token,))
    open_scenario_in(window.workspace, tmp_path, scenario)
    assert window.workspace.document is not None
    window.workspace.document.take_recording(a_recording(entry))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    return screen


def _answer(children: FakeChildren, place: int, status: int) -> None:
    """Let the site give its token in the `place`-th way."""
    body = _PLACES[place].format(_TOKENS[place]).encode()
    first = replace(_exchange("r1", 200).exchange, response_body=body, response_bytes=len(body))
    second = _exchange("r2", status, "" if status == 200 else f"the status is {status}")
    children.last.say(ExchangeTraced(exchange=first), second, _summary())


def _next_round(screen: ScenarioScreen, children: FakeChildren, qtbot: QtBot, count: int) -> CheckPage:
    qtbot.waitUntil(lambda: len(children.started) == count and screen.check_page is not None)
    assert screen.check_page is not None
    children.last.say(RunStarted(run_id="c", started_utc="2026-11-22T10:00:00Z", workers=1))
    return screen.check_page


def test_a_repair_goes_on_by_itself_until_nothing_is_left(
    window: MainWindow, moved: ScenarioScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    page = _started(moved, qtbot, children)
    _answer(children, 0, 403)
    qtbot.waitUntil(page.repair.isVisible)
    qtbot.mouseClick(page.repair, _LEFT)
    page = _next_round(moved, children, qtbot, 2)
    qtbot.waitUntil(lambda: "check 2 of a repair" in page.bar.second.text())
    assert page.redo.text() == "Stop"
    _answer(children, 1, 403)
    page = _next_round(moved, children, qtbot, 3)
    _answer(children, 1, 200)
    qtbot.waitUntil(lambda: page.report is not None)
    assert "check 3 of a repair" in page.header._facts.text()
    assert not page.repair.isVisible()
    document = window.workspace.document
    assert document is not None
    assert document.undo_stack.count() == 2
    assert document.undo_stack.undoText() == "Repair what the check found"
    document.undo_stack.undo()
    assert page.repair.isVisible() is False, "this check found nothing to repair"


def test_a_repair_can_be_stopped_and_undone(
    window: MainWindow, moved: ScenarioScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    page = _started(moved, qtbot, children)
    _answer(children, 0, 403)
    qtbot.waitUntil(page.repair.isVisible)
    document = window.workspace.document
    assert document is not None
    before = document.scenario
    qtbot.mouseClick(page.repair, _LEFT)
    page = _next_round(moved, children, qtbot, 2)
    qtbot.mouseClick(page.redo, _LEFT)
    assert any(isinstance(message, StopRun) for message in children.last.heard)
    _answer(children, 1, 403)
    qtbot.waitUntil(page.repair.isVisible)
    assert len(children.started) == 2, "nothing goes on by itself after a stop"
    document.undo_stack.undo()
    assert document.scenario == before


def test_the_new_value_is_used_by_a_click_where_the_recorded_one_was_sent(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, children: FakeChildren
) -> None:
    kind = "application/json"
    basket = an_entry(f"{_URL}basket", answer=b'{"basket": {"id": "bk-9f27c4d0"}}', kind=kind)
    order = an_entry(f"{_URL}orders?basket=bk-9f27c4d0", at_ms=100)
    first = a_request("r1", f"{_URL}basket", recorded=RecordedAnswer(entry_id=basket.id, status=200))
    sent = (Field(name="basket", value="bk-9f27c4d0"),)
    second = a_request("r2", f"{_URL}orders", query=sent, recorded=RecordedAnswer(entry_id=order.id, status=200))
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s1", first, second), start_url=_URL))
    document = window.workspace.document
    assert document is not None
    document.take_recording(a_recording(basket, order))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    page = _started(screen, qtbot, children)
    told = _exchange("r1", 200).exchange
    headers, body = (("content-type", kind),), b'{"basket": {"id": "bk-41be77c0"}}'
    children.last.say(
        ExchangeTraced(exchange=replace(told, response_headers=headers, response_body=body, response_bytes=len(body))),
        _exchange("r2", 404, "the status is 404"),
        _summary(),
    )
    qtbot.waitUntil(lambda: page.banner.button.text() == "Use the new basket")
    assert "It sent the basket of the recording" in page.banner.accessibleName()
    qtbot.mouseClick(page.banner.button, _LEFT)
    now = edit.find(document.scenario, "r2")
    assert isinstance(now, HttpRequest)
    assert now.query[0].value == "${basket}"
    assert document.scenario.variables[0].replayed_value == "bk-41be77c0"
    assert page.banner.button.text() == "Check again"
    document.undo_stack.undo()
    assert document.scenario.variables == ()
    assert page.banner.button.text() == "Use the new basket"


def test_the_request_that_is_shown_is_in_sight_when_a_long_pass_is_over(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, children: FakeChildren
) -> None:
    requests = tuple(a_request(f"r{number}", _URL) for number in range(60))
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s1", *requests), start_url=_URL))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    page = _started(screen, qtbot, children)
    children.last.say(*(_exchange(request.id, 200) for request in requests[:59]))
    tree = page.list.tree
    qtbot.waitUntil(lambda: tree.verticalScrollBar().value() > 0)  # it follows the pass
    children.last.say(_exchange("r59", 200), _summary())
    qtbot.waitUntil(lambda: page.report is not None)
    assert page.list.current == "r0"
    assert tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()))


def test_every_control_of_a_check_is_reached_by_tab(
    window: MainWindow, moved: ScenarioScreen, qtbot: QtBot, qapp: QApplication, children: FakeChildren
) -> None:
    install_focus_ring(qapp)
    page = _started(moved, qtbot, children)
    _answer(children, 0, 403)
    qtbot.waitUntil(page.repair.isVisible)
    check_tabbing(window, page, qtbot)


def test_a_check_is_gone_through_by_keys_alone(
    window: MainWindow, moved: ScenarioScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    page = _started(moved, qtbot, children)
    _answer(children, 0, 403)
    qtbot.waitUntil(page.repair.isVisible)
    tree = page.list.tree
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Up)
    assert page.list.current == "r1"
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert page.list.current == "r2"
    page.banner.button.setFocus()
    qtbot.keyClick(page.banner.button, Qt.Key.Key_Space)
    document = window.workspace.document
    assert document is not None
    assert document.undo_stack.count() == 1
    assert not page.repair.isVisible(), "nothing is left to repair"
    page.redo.setFocus()
    qtbot.keyClick(page.redo, Qt.Key.Key_Space)
    again = _next_round(moved, children, qtbot, 2)
    _answer(children, 0, 200)
    qtbot.waitUntil(lambda: again.report is not None)


def test_a_long_step_leaves_room_for_the_request_and_the_progress(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, children: FakeChildren
) -> None:
    window.resize(1280, 800)
    long = "A step whose name goes on and on, because somebody wrote down all that is done in it"
    requests = (a_request(f"r{number}", _URL, name="Put it in the basket") for number in (1, 2))
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s1", *requests, name=long * 2), start_url=_URL))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    page = _started(screen, qtbot, children)
    children.last.say(_exchange("r1", 500, "the status is 500"))
    qtbot.waitUntil(page.pair.isVisible)
    qtbot.waitUntil(lambda: page.bar.progress.width() > 60)
    assert page.pair._name.width() > 120
