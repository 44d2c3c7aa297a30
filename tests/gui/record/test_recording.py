"""From an address to the review by clicks and keys; only the recorder is a fake."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from loadstudio.base import paths
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.record.live_page import LivePage
from loadstudio.gui.record.screen import RecordScreen
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.watchdog import Watchdog
from loadstudio.recording.har_write import write_har
from loadstudio.wire.common import Failed
from loadstudio.wire.recorder_messages import (
    BrowserOpened,
    CaptureFinished,
    CaptureStarted,
    NameStep,
    NextStep,
    PageStarted,
    PauseCapture,
    ResumeCapture,
    StartCapture,
    StopCapture,
)
from tests.support.recordings import RecordingBuilder
from tests.support.window import START_US, FakeChildren, captured

_LEFT = Qt.MouseButton.LeftButton
_TOKEN = "f00dfeed4711cafe"


@pytest.fixture
def record(window: MainWindow) -> RecordScreen:
    screen = window.current_screen
    assert isinstance(screen, RecordScreen)
    return screen


def _begin(record: RecordScreen, qtbot: QtBot, children: FakeChildren) -> LivePage:
    record.start.address.clear()
    qtbot.keyClicks(record.start.address, "shop.test")
    qtbot.keyClick(record.start.address, Qt.Key.Key_Return)
    assert record.live is not None
    children.last.say(
        CaptureStarted(proxy="127.0.0.1:1", ca_file="", spki=""),
        BrowserOpened(name="Chromium"),
        PageStarted(page_id="p1", title="Home", started_us=START_US),
        captured(1, resource_type="document"),
        captured(2, host="www.google-analytics.com"),
    )
    qtbot.waitUntil(lambda: record.live is not None and record.live.strip.requests.text() == "1")
    return record.live


def _log_in_recording() -> RecordingBuilder:
    form = (
        f"<html><form action='/login' method='post'><input type=hidden name=csrf value='{_TOKEN}'>"
        "<input name=username><input name=password type=password></form></html>"
    )
    builder = RecordingBuilder("https://shop.test")
    builder.page("Home").send("GET", "/login", answer=form, answer_headers=(("content-type", "text/html"),))
    builder.wait(2).page("Log in").send(
        "POST",
        "/login",
        headers=(("content-type", "application/x-www-form-urlencoded"),),
        body=f"csrf={_TOKEN}&username=mia&password=secret1",
        answer="<h1>Welcome back</h1>",
        answer_headers=(("content-type", "text/html"),),
    )
    return builder


def test_an_address_that_is_none_is_told_beside_the_field(record: RecordScreen, qtbot: QtBot) -> None:
    qtbot.keyClicks(record.start.address, "not an address")
    qtbot.mouseClick(record.start.record, _LEFT)
    assert record.live is None
    assert record.start.complaint.isVisible()
    assert "shop.example" in record.start.complaint.text()
    qtbot.keyClicks(record.start.address, "x")
    assert not record.start.complaint.isVisible()


def test_recording_is_steered_by_clicks_and_keys(
    record: RecordScreen, qtbot: QtBot, children: FakeChildren, own_home: Path
) -> None:
    live = _begin(record, qtbot, children)
    start = children.last.heard[0]
    assert isinstance(start, StartCapture)
    assert start.url == "https://shop.test/"
    assert Path(start.output).is_relative_to(paths.recordings_dir())
    qtbot.mouseClick(live.strip.pause, _LEFT)
    assert isinstance(children.last.heard[-1], PauseCapture)
    qtbot.waitUntil(lambda: live.strip.pause.text() == "Resume")
    qtbot.mouseClick(live.strip.pause, _LEFT)
    assert isinstance(children.last.heard[-1], ResumeCapture)
    live.steps.field.selectAll()
    qtbot.keyClicks(live.steps.field, "Front page")
    qtbot.waitUntil(lambda: children.last.heard[-1] == NameStep(title="Front page"))
    qtbot.keyClick(live.steps.field, Qt.Key.Key_Return)
    assert children.last.heard[-1] == NextStep()
    children.last.say(PageStarted(page_id="p2", title="", started_us=START_US + 5_000_000))
    qtbot.waitUntil(lambda: live.strip.steps.text() == "2")
    assert live.steps.field.text() == ""


def test_a_host_switch_moves_the_host_and_its_requests(
    record: RecordScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    live = _begin(record, qtbot, children)
    switch = live.hosts.switch_of("www.google-analytics.com")
    assert not switch.isChecked()
    qtbot.mouseClick(switch, _LEFT)
    assert live.hosts.switch_of("www.google-analytics.com").isChecked()
    assert live.strip.requests.text() == "2"
    assert live.model.rowCount(live.model.index(0, 0)) == 2
    assert live.capture.host_choices == {"www.google-analytics.com": True}


def test_scrolling_up_stops_following_the_newest(record: RecordScreen, qtbot: QtBot, children: FakeChildren) -> None:
    live = _begin(record, qtbot, children)
    children.last.say(*(captured(number, path=f"/{number}") for number in range(10, 200)))
    qtbot.waitUntil(lambda: live.strip.requests.text() == "191")
    bar = live.requests.tree.verticalScrollBar()
    qtbot.waitUntil(lambda: 0 < bar.maximum() <= bar.value() + 2)
    bar.triggerAction(bar.SliderAction.SliderPageStepSub)
    assert not live.requests.follow.isChecked()
    qtbot.mouseClick(live.requests.follow, _LEFT)
    qtbot.waitUntil(lambda: bar.maximum() <= bar.value() + 2)


def test_stop_leads_through_the_import_to_the_review_and_on(
    window: MainWindow, record: RecordScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    live = _begin(record, qtbot, children)
    qtbot.mouseClick(live.strip.stop, _LEFT)
    assert isinstance(children.last.heard[-1], StopCapture)
    output = Path(live.capture.session.start.output)
    write_har(output, _log_in_recording().recording())
    children.last.say(CaptureFinished(output=str(output), entries=2, pages=2))
    qtbot.waitUntil(lambda: record.review is not None)
    review = record.review
    assert review is not None
    document = window.workspace.document
    assert document is not None
    assert document.path.is_file()
    (variable,) = document.scenario.variables
    qtbot.mouseClick(review.values.switch_of(variable.name), _LEFT)
    assert not document.scenario.variables[0].enabled
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.scenario.variables[0].enabled
    qtbot.waitUntil(review.typed.isVisible)
    assert review.typed.banner.isVisible()  # one row is not enough for many people
    index = review.steps.index(1, 0)
    assert review.steps.setData(index, "Sign in")
    assert document.scenario.steps[1].name == "Sign in"
    qtbot.mouseClick(review.on, _LEFT)
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    assert screen.editor is not None
    entry = next(iter(document.entries.values()))
    assert entry.request.url == "https://shop.test/login"


@pytest.mark.parametrize("written", [True, False])
def test_a_recorder_that_fails_says_why_and_offers_what_it_wrote(
    window: MainWindow, record: RecordScreen, qtbot: QtBot, children: FakeChildren, written: bool
) -> None:
    live = _begin(record, qtbot, children)
    if written:
        write_har(live.capture.session.start.output, _log_in_recording().recording())
    children.last.say(Failed(message="No browser was found. Install Chromium."))
    qtbot.waitUntil(lambda: record.live is None)
    notice = window.workspace.notices.current
    assert notice is not None
    assert "No browser was found" in notice.text
    assert bool(notice.action) is written
    if notice.act is not None:
        notice.act()
        qtbot.waitUntil(lambda: record.review is not None)


def test_the_window_stays_awake_while_much_is_recorded(
    record: RecordScreen, qtbot: QtBot, children: FakeChildren
) -> None:
    live = _begin(record, qtbot, children)
    watchdog = Watchdog()
    watchdog.restart()
    for burst in range(10):
        children.last.say(*(captured(number, path=f"/{number}") for number in range(burst * 40 + 10, burst * 40 + 50)))
        qtbot.wait(100)
    qtbot.waitUntil(lambda: live.strip.requests.text() == "401")
    watchdog.stop()
    assert watchdog.longest_busy_ms < 100  # 50 ms is the aim; a busy test machine gets room
