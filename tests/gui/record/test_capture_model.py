"""The recording in progress as a tree: it grows row by row and never starts over."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from loadstudio.gui.record.capture_model import CaptureModel
from loadstudio.gui.sought import Sought
from loadstudio.gui.widgets.cells import BadgeValue, CellRole
from loadstudio.recording.entry import Note
from loadstudio.wire.recorder_messages import PageStarted
from tests.support.window import START_US, captured

_DISPLAY = Qt.ItemDataRole.DisplayRole


def _page(number: int, title: str) -> PageStarted:
    return PageStarted(page_id=f"p{number}", title=title, started_us=START_US + number * 1_000_000)


def _row(model: CaptureModel, step: int, row: int) -> list[str]:
    parent = model.index(step, 0)
    return [str(model.index(row, column, parent).data(_DISPLAY)) for column in range(5)]


def test_it_grows_and_renames_without_a_reset(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = CaptureModel(lambda _host: True)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.put_page(_page(1, "Home"))
    model.put_entry(captured(1))
    qtmodeltester.check(model, force_py=True)
    model.put_page(_page(2, ""))
    model.put_entry(captured(2, "p2", "/search?q=fern", status=0))
    model.put_entry(captured(3, "p2", "/live", resource_type="websocket", status=101, finished=False))
    model.put_page(_page(2, "Search"))
    assert model.index(1, 0).data(_DISPLAY) == "Search"
    assert model.index(0, 0).data(CellRole.BADGE) is None
    assert model.index(1, 0).data(CellRole.BADGE) == BadgeValue("now", "bad", "")
    assert model.index(1, 0).data(CellRole.SECOND) == "2 requests"
    assert _row(model, 1, 0) == ["/search?q=fern", "…", "waiting", "00:01", ""]
    assert _row(model, 1, 1)[4] == "open"
    model.put_entry(captured(2, "p2", "/search?q=fern", status=404))
    assert _row(model, 1, 0) == ["/search?q=fern", "404", "12 ms", "00:01", "1.2 KB"]
    assert model.index(0, 1, model.index(1, 0)).data(CellRole.TONE) == "bad"
    assert model.newest_index().data(CellRole.METHOD) == "WS"
    assert resets == []


def test_a_dropped_host_takes_its_rows_out_and_back_in_their_places(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    dropped: set[str] = set()
    model = CaptureModel(lambda host: host not in dropped)
    model.put_page(_page(1, "Home"))
    for number, host in enumerate(("shop.test", "cdn.test", "shop.test", "cdn.test"), 1):
        model.put_entry(captured(number, path=f"/{number}", host=host))
    dropped.add("cdn.test")
    model.follow_hosts()
    assert [_row(model, 0, row)[0] for row in range(model.rowCount(model.index(0, 0)))] == ["/1", "/3"]
    model.put_entry(captured(5, path="/5", host="cdn.test"))
    assert model.rowCount(model.index(0, 0)) == 2
    dropped.clear()
    model.follow_hosts()
    shown = [_row(model, 0, row)[0] for row in range(model.rowCount(model.index(0, 0)))]
    assert shown == ["/1", "/2", "/3", "/4", "/5"]
    qtmodeltester.check(model, force_py=True)


def test_rows_that_stand_together_go_and_come_at_once(qtbot: QtBot) -> None:
    dropped: set[str] = set()
    model = CaptureModel(lambda host: host not in dropped)
    model.put_page(_page(1, "Home"))
    hosts = ("cdn.test", "cdn.test", "shop.test", "cdn.test", "cdn.test", "cdn.test")
    for number, host in enumerate(hosts, 1):
        model.put_entry(captured(number, path=f"/{number}", host=host))
    told: list[tuple[str, int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: told.append(("removed", first, last)))
    model.rowsInserted.connect(lambda _parent, first, last: told.append(("inserted", first, last)))
    dropped.add("cdn.test")
    model.follow_hosts()
    dropped.clear()
    model.follow_hosts()
    assert told == [("removed", 3, 5), ("removed", 0, 1), ("inserted", 0, 1), ("inserted", 3, 5)]
    assert model.requests_at(model.index(0, 0)) == tuple(f"e{number}" for number in range(1, 7))


def test_what_is_taken_out_is_grey_and_notes_stand_among_the_requests(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = CaptureModel(lambda host: host != "cdn.test")
    model.put_page(_page(1, "Home"))
    for number in (1, 2):
        model.put_entry(captured(number, path=f"/{number}"))
    note = Note(id="n1", page_id="", time_us=START_US + 3_000_000, text="Slow")
    model.put_note(note)
    model.set_removed({"e2"})
    step = model.index(0, 0)
    qtmodeltester.check(model, force_py=True)
    assert step.data(CellRole.SECOND) == "1 request"
    assert _row(model, 0, 1)[:2] == ["/2", "taken out"]
    assert model.index(1, 0, step).data(CellRole.OFF)
    assert _row(model, 0, 2)[:2] == ["Slow", "note"]
    assert model.note_at(model.index(2, 0, step)) == note
    assert model.requests_at(step) == ("e1", "e2")
    assert model.requests_at(model.index(2, 0, step)) == ()
    model.follow_hosts()
    model.put_note(msgspec.structs.replace(note, text="Very slow"))
    model.set_removed(())
    assert [_row(model, 0, row)[0] for row in range(3)] == ["/1", "/2", "Very slow"]
    model.put_note(msgspec.structs.replace(note, text=""))
    assert model.rowCount(step) == 2


def test_an_exchange_may_come_before_its_step(qtbot: QtBot) -> None:
    model = CaptureModel(lambda _host: True)
    model.put_entry(captured(1, "p9"))
    assert model.rowCount(QModelIndex()) == 1
    assert model.index(0, 0).data(_DISPLAY) == "Step 1"


def test_what_is_not_looked_for_is_left_out_and_comes_when_its_answer_tells(
    qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model = CaptureModel(lambda host: host != "cdn.test")
    model.put_page(_page(1, "Home"))
    model.put_entry(captured(1, path="/", mime_type="text/html", resource_type="document"))
    model.put_entry(captured(2, path="/a.js", mime_type="text/javascript", resource_type="script"))
    model.put_entry(captured(3, path="/api", status=0, resource_type="fetch"))
    model.put_entry(captured(4, path="/x", host="cdn.test"))
    model.seek(Sought(kind="failed"))
    step = model.index(0, 0)
    assert model.rowCount(step) == 0
    assert model.counts() == (0, 3)
    model.put_entry(captured(3, path="/api", status=500, resource_type="fetch"))
    assert _row(model, 0, 0)[:2] == ["/api", "500"]
    assert model.requests_at(step) == ("e3",)
    model.put_note(Note(id="n1", page_id="p1", time_us=START_US, text="Here it broke"))
    assert model.counts() == (1, 3)
    model.seek(Sought("shop.test", "file"))
    assert [_row(model, 0, row)[0] for row in range(model.rowCount(step))] == ["/a.js", "Here it broke"]
    model.seek(Sought())
    assert model.counts() == (3, 3)
    qtmodeltester.check(model, force_py=True)
