"""While it records: notes, taking out and back, looking at an exchange, other devices. By clicks and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.record.live_page import LivePage
from loadstudio.gui.record.screen import RecordScreen
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.gui.widgets.popover import Menu
from loadstudio.http_types.message import Request, Response
from loadstudio.recording.entry import Entry, Note, WebSocketMessage
from loadstudio.wire.common import Noticed
from loadstudio.wire.recorder_messages import (
    BrowserOpened,
    CaptureStarted,
    EntriesRemoved,
    EntriesRestored,
    EntryShown,
    ListeningChanged,
    NoteTaken,
    OpenToNetwork,
    PageStarted,
    RemoveEntries,
    RestoreEntries,
    ShowEntry,
    StartCapture,
    TakeNote,
)
from tests.support.tabbing import check_tabbing
from tests.support.window import START_US, FakeChildren, captured

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def record(window: MainWindow) -> RecordScreen:
    screen = window.current_screen
    assert isinstance(screen, RecordScreen)
    return screen


@pytest.fixture
def live(record: RecordScreen, qtbot: QtBot, children: FakeChildren) -> LivePage:
    record.start.address.clear()
    qtbot.keyClicks(record.start.address, "shop.test")
    qtbot.keyClick(record.start.address, Qt.Key.Key_Return)
    children.last.say(
        CaptureStarted(proxy="127.0.0.1:4711", ca_file="", spki=""),
        BrowserOpened(name="Chromium"),
        PageStarted(page_id="p1", title="Home", started_us=START_US),
        *(captured(number, path=f"/{number}") for number in range(1, 4)),
        captured(4, path="/live", status=101, finished=False, resource_type="websocket"),
    )
    assert record.live is not None
    page = record.live
    qtbot.waitUntil(lambda: page.strip.requests.text() == "4")
    return page


def _choose(live: LivePage, qtbot: QtBot, *rows: int) -> None:
    step = live.model.index(0, 0)
    live.requests.tree.setFocus()
    for number, row in enumerate(rows):
        place = live.requests.tree.visualRect(live.model.index(row, 0, step)).center()
        modifier = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
        qtbot.mouseClick(live.requests.tree.viewport(), _LEFT, modifier, place)


def test_requests_are_taken_out_and_back_by_keys(live: LivePage, qtbot: QtBot, children: FakeChildren) -> None:
    _choose(live, qtbot, 0, 1)
    qtbot.keyClick(live.requests.tree, Qt.Key.Key_Delete)
    assert children.last.heard[-1] == RemoveEntries(entry_ids=("e1", "e2"))
    children.last.say(EntriesRemoved(entry_ids=("e1", "e2")))
    qtbot.waitUntil(lambda: live.strip.requests.text() == "2")
    assert live.requests.take_out.text() == "Bring back"
    assert live.hosts.switch_of("shop.test").isVisible()
    qtbot.keyClick(live.requests.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert children.last.heard[-1] == RestoreEntries(entry_ids=("e1", "e2"))
    children.last.say(EntriesRestored(entry_ids=("e1", "e2")))
    qtbot.waitUntil(lambda: live.strip.requests.text() == "4")
    assert not live.requests.undo.isEnabled()


def test_a_whole_step_is_taken_out_by_a_click(live: LivePage, qtbot: QtBot, children: FakeChildren) -> None:
    live.requests.tree.selectionModel().select(
        live.model.index(0, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    qtbot.mouseClick(live.requests.take_out, _LEFT)
    assert children.last.heard[-1] == RemoveEntries(entry_ids=("e1", "e2", "e3", "e4"))


def test_a_note_is_written_changed_and_taken_away(live: LivePage, qtbot: QtBot, children: FakeChildren) -> None:
    qtbot.mouseClick(live.steps.note, _LEFT)
    qtbot.keyClicks(live.note.field, "The price was wrong")
    qtbot.keyClick(live.note.field, Qt.Key.Key_Return)
    told = children.last.heard[-1]
    assert isinstance(told, TakeNote)
    assert told.text == "The price was wrong"
    assert not live.note.isVisible()
    note = Note(id=told.note_id, page_id="p1", time_us=START_US + 1, text=told.text)
    children.last.say(NoteTaken(note=note))
    step = live.model.index(0, 0)
    qtbot.waitUntil(lambda: live.model.rowCount(step) == 5)
    _choose(live, qtbot, 4)
    qtbot.keyClick(live.requests.tree, Qt.Key.Key_Return)
    assert live.note.field.text() == "The price was wrong"
    qtbot.keyClicks(live.note.field, "!")
    qtbot.mouseClick(live.note.keep, _LEFT)
    assert children.last.heard[-1] == TakeNote(note_id=told.note_id, text="The price was wrong!")
    _choose(live, qtbot, 4)
    qtbot.keyClick(live.requests.tree, Qt.Key.Key_Delete)
    assert children.last.heard[-1] == TakeNote(note_id=told.note_id, text="")
    qtbot.mouseClick(live.steps.note, _LEFT)
    qtbot.keyClick(live.note.field, Qt.Key.Key_Escape)
    assert not live.note.isVisible()


def test_a_websocket_shows_its_messages_as_they_come(live: LivePage, qtbot: QtBot, children: FakeChildren) -> None:
    _choose(live, qtbot, 3)
    assert children.last.heard[-1] == ShowEntry(entry_id="e4")
    assert live.exchange.isVisible()
    assert not live.requests.follow.isChecked()

    def shown(count: int) -> EntryShown:
        messages = tuple(
            WebSocketMessage(direction="send" if n % 2 else "receive", time_us=START_US + n, opcode=1, data=f"tick {n}")
            for n in range(count)
        )
        entry = Entry(
            id="e4",
            page_id="p1",
            started_us=START_US,
            ended_us=START_US,
            request=Request(method="GET", url="wss://shop.test/live"),
            response=Response(status=101),
            websocket_messages=messages,
        )
        return EntryShown(entry_id="e4", entry=entry, messages=count)

    children.last.say(shown(2))
    qtbot.waitUntil(lambda: live.exchange.tabs.current() == "messages")
    asked = len(children.last.heard)
    qtbot.waitUntil(lambda: children.last.heard[asked:] == [ShowEntry(entry_id="e4")])  # asks again
    children.last.say(shown(3))
    qtbot.waitUntil(lambda: "3" in live.exchange.tabs.button("messages").accessibleName())
    children.last.say(EntryShown(entry_id="e1", entry=None))  # an answer that came too late
    qtbot.wait(50)
    assert live.exchange.entry_id == "e4"
    live.exchange.closed.emit()
    assert not live.exchange.isVisible()


def test_other_devices_come_in_only_by_an_open_choice(live: LivePage, qtbot: QtBot, children: FakeChildren) -> None:
    assert not live.connect_card.isVisible()
    qtbot.mouseClick(live.more, _LEFT)
    assert live.connect_card.isVisible()
    assert (live.connect_card.host.value.text(), live.connect_card.port.value.text()) == ("127.0.0.1", "4711")
    assert not live.connect_card.code.isVisible()
    qtbot.mouseClick(live.connect_card.open, _LEFT)
    assert children.last.heard[-1] == OpenToNetwork(open=True)
    assert not live.strip.openness.isVisible()
    children.last.say(ListeningChanged(addresses=("192.168.1.5:4711", "10.0.0.2:4711")))
    qtbot.waitUntil(live.strip.openness.isVisible)
    assert live.connect_card.code.accessibleName() == "http://192.168.1.5:4711/"
    assert live.connect_card.host.value.text() == "192.168.1.5"
    qtbot.mouseClick(live.connect_card.open, _LEFT)
    children.last.say(ListeningChanged(addresses=()))
    qtbot.waitUntil(lambda: not live.strip.openness.isVisible())


def test_a_program_is_recorded_without_a_browser_and_gets_the_ca_file(
    record: RecordScreen, window: MainWindow, qtbot: QtBot, children: FakeChildren, tmp_path: Path
) -> None:
    record.start.browser.set_current("none")
    record.start.browser.chosen.emit("none")
    record.start.address.clear()
    qtbot.mouseClick(record.start.record, _LEFT)
    start = children.last.heard[0]
    assert isinstance(start, StartCapture)
    assert (start.url, start.browser) == ("", "none")
    live = record.live
    assert live is not None
    assert live.connect_card.isVisible()
    assert not live.connect_card.save.isEnabled()
    authority = tmp_path / "ca.pem"
    authority.write_text("CERTIFICATE")
    children.last.say(
        CaptureStarted(proxy="127.0.0.1:4711", ca_file=str(authority), spki=""),
        Noticed(message="A program asked for shop.test but does not trust the recorder: have it trust the CA file."),
    )
    qtbot.waitUntil(live.connect_card.save.isEnabled)
    notice = window.workspace.notices.current
    assert notice is not None
    assert "does not trust the recorder" in notice.text
    qtbot.mouseClick(live.connect_card.save, _LEFT)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "saved.pem"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "saved.pem").is_file)
    assert (tmp_path / "saved.pem").read_text() == "CERTIFICATE"


def test_requests_are_found_by_words_and_kind(live: LivePage, qtbot: QtBot, children: FakeChildren) -> None:
    children.last.say(captured(5, path="/broken", status=500, mime_type="text/html"))
    qtbot.waitUntil(lambda: live.strip.requests.text() == "5")
    step = live.model.index(0, 0)
    live.requests.tree.setFocus()
    qtbot.keyClick(live.requests.tree, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    sought = live.requests.sought
    qtbot.waitUntil(sought.text.hasFocus)
    qtbot.keyClicks(sought.text, "/3")
    assert live.model.rowCount(step) == 1
    assert live.strip.requests.text() == "5"
    qtbot.keyClicks(sought.text, "3")
    assert live.requests.tree.isHidden()
    qtbot.keyClick(sought.text, Qt.Key.Key_Escape)
    assert live.model.rowCount(step) == 5
    assert not live.requests.tree.isHidden()
    qtbot.keyClick(sought.kind, Qt.Key.Key_End)
    assert sought.sought.kind == "failed"
    assert live.model.rowCount(step) == 1
    live.requests.tree.selectionModel().select(
        step, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    )
    qtbot.mouseClick(live.requests.take_out, _LEFT)
    assert children.last.heard[-1] == RemoveEntries(entry_ids=("e5",))


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_tab_reaches_all_of_it_and_each_shows_it(  # noqa: PLR0917 - fixtures
    qapp: QApplication, window: MainWindow, live: LivePage, qtbot: QtBot, children: FakeChildren, shade: str
) -> None:
    apply_theme(qapp, shade)
    install_focus_ring(qapp)
    _choose(live, qtbot, 0)
    entry = Entry(
        id="e1",
        page_id="p1",
        started_us=START_US,
        ended_us=START_US,
        request=Request(method="GET", url="https://shop.test/1"),
        response=Response(status=200, headers=(("content-type", "text/html"),), body=b"<h1>Home</h1>"),
    )
    children.last.say(EntryShown(entry_id="e1", entry=entry, response_bytes=13))
    qtbot.waitUntil(live.exchange.tools.open.isVisible)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    live._clock.stop()  # what it says of the time must not be taken for the sign of the keyboard
    check_tabbing(window, live, qtbot)


def test_a_request_is_looked_at_and_left_by_keys(live: LivePage, qtbot: QtBot, children: FakeChildren) -> None:
    tree = live.requests.tree
    tree.setFocus()
    tree.setCurrentIndex(live.model.index(0, 0, live.model.index(0, 0)))
    assert live.exchange.isVisible()
    qtbot.keyClick(tree, Qt.Key.Key_Escape)
    assert not live.exchange.isVisible()
    assert tree.hasFocus()


def test_a_long_name_of_a_step_is_seen_from_its_beginning(live: LivePage, qtbot: QtBot, children: FakeChildren) -> None:
    live.requests.tree.setFocus()
    title = "A page whose title says a lot about all that can be done on it " * 3
    children.last.say(PageStarted(page_id="p2", title=title, started_us=START_US + 9_000_000))
    qtbot.waitUntil(lambda: live.steps.field.text() == title)
    assert live.steps.field.cursorPosition() == 0
    live.steps.field.setFocus()
    live.steps.field.setCursorPosition(len(title))
    live.steps.show_step("p2", 2, title)
    assert live.steps.field.cursorPosition() == len(title)


def test_the_menu_of_a_request_copies_narrows_and_takes_out(
    live: LivePage, qtbot: QtBot, children: FakeChildren
) -> None:
    children.last.say(captured(6, path="/a.js", host="cdn.shop.test"))
    qtbot.waitUntil(lambda: live.strip.requests.text() == "5")
    step = live.model.index(0, 0)
    _choose(live, qtbot, 4)

    def choose(place: int) -> None:
        live.requests.tree.customContextMenuRequested.emit(QPoint(20, 20))
        menu = live.requests.findChild(Menu)
        assert menu is not None
        qtbot.waitUntil(menu.isVisible)
        for _ in range(place + 1):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: live.requests.findChild(Menu) is None)

    choose(0)
    assert QGuiApplication.clipboard().text() == "https://cdn.shop.test/a.js"
    choose(1)
    assert live.model.rowCount(step) == 1
    choose(2)
    assert children.last.heard[-1] == RemoveEntries(entry_ids=("e6",))
