"""The start page: what was opened last, and the demo in one click."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from loadstudio.base import paths, resources
from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.record.screen import RecordScreen
from loadstudio.gui.settings import Recent
from loadstudio.gui.start import demo
from loadstudio.gui.start.recent_model import RecentModel
from loadstudio.gui.start.results import last_results
from loadstudio.gui.start.unfinished import unfinished_recordings
from loadstudio.gui.widgets.cells import BadgeValue, CellRole
from loadstudio.recording.entry import Page
from loadstudio.recording.har_write import write_har
from loadstudio.recording.spool import EntryEnded, PageKnown, line, spool_path
from loadstudio.scenario.file import save_scenario
from tests.support import runs
from tests.support.exchanges import T0_US, an_entry
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step


def _recent(path: Path, name: str, opened_utc: str = "") -> Recent:
    return Recent(path=str(path), name=name, site="shop.test", opened_utc=opened_utc or iso_utc(now_utc()))


def test_recent_rows_say_name_site_result_and_day(qtbot: QtBot, qtmodeltester: ModelTester, tmp_path: Path) -> None:
    model = RecentModel()
    model.set_recents((_recent(tmp_path, "Checkout"), _recent(tmp_path, "Old", "2026-03-05T10:00:00Z")))
    model.set_results({"Checkout": BadgeValue("Holds 180 people", "ok")})
    qtmodeltester.check(model, force_py=True)
    display = Qt.ItemDataRole.DisplayRole
    assert [model.index(0, column).data(display) for column in (0, 1)] == ["Checkout", "shop.test"]
    assert model.index(0, 2).data(CellRole.BADGE) == BadgeValue("Holds 180 people", "ok")
    assert model.index(1, 2).data(CellRole.BADGE) == BadgeValue("Not run yet")
    assert str(model.index(0, 3).data(display)).startswith("Today")
    assert "Mar" in str(model.index(1, 3).data(display))


def test_a_run_counts_for_its_scenarios_whatever_its_plan_is_called(window: MainWindow) -> None:
    started = runs.spec(name="A plan of another name")
    runs.write_run(paths.runs_dir() / started.run_id, runs.shop_run(40), started)
    results = last_results()
    assert results["Buy a plant"] == results["A plan of another name"]
    assert results["Buy a plant"].text.startswith("Held")


def test_a_recent_scenario_opens_by_enter_and_leaves_the_list_by_delete(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = window.current_screen
    assert isinstance(screen, RecordScreen)
    settings = window.workspace.settings
    for name in ("one", "two"):
        path = tmp_path / f"{name}.scenario.json"
        save_scenario(path, a_scenario(a_step("s1", a_request("r1")), name=name))
        settings.add_recent(_recent(path, name))
    table = screen.start.table
    assert table.model().rowCount() == 2
    table.setFocus()
    table.choose_row(0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [recent.name for recent in settings.recents()] == ["one"]
    table.choose_row(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.document is not None)
    assert window.rail.current() == "scenario"


class _FakeShop:
    url = "http://127.0.0.1:4711"
    ended = False

    def end(self) -> None:
        self.ended = True


def test_the_demo_is_one_click_and_leads_to_the_load(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_scenario(tmp_path / "demo-shop.scenario.json", a_scenario(a_step("s1", a_request("r1")), name="Demo shop"))
    (tmp_path / "README.md").write_text("about", encoding="utf-8")
    shop = _FakeShop()
    monkeypatch.setattr(demo, "DemoShop", lambda: shop)
    monkeypatch.setattr(resources, "sample_path", lambda name: tmp_path / name)
    screen = window.current_screen
    assert isinstance(screen, RecordScreen)
    qtbot.mouseClick(screen.start.demo.button, Qt.MouseButton.LeftButton)
    assert not screen.start.demo.button.isEnabled()
    qtbot.waitUntil(lambda: window.rail.current() == "load")
    plan, document = window.workspace.plan, window.workspace.document
    assert plan is not None
    assert plan.base_url == shop.url
    assert document is not None
    assert demo.is_demo(document.path)
    assert json.loads(document.path.read_text())["name"] == "Demo shop"
    assert not (document.path.parent / "README.md").exists()
    qtbot.waitUntil(screen.start.demo.button.isEnabled)


def test_recordings_that_became_no_scenario_are_found(tmp_path: Path) -> None:
    folders = {name: paths.recordings_dir() / name for name in ("whole", "killed", "done", "empty")}
    for folder in folders.values():
        folder.mkdir()
    builder = RecordingBuilder("https://shop.test")
    builder.page("Home").send("GET", "/")
    for name in ("whole", "done"):
        write_har(folders[name] / "recording.har", builder.recording())
    save_scenario(folders["done"] / "shop.scenario.json", a_scenario(a_step("Home", a_request("/"))))
    spool = spool_path(folders["killed"] / "recording.har")
    spool.write_bytes(line(PageKnown(page=Page(id="p1", title="Home", started_us=T0_US))))
    assert set(unfinished_recordings()) == {folders["whole"] / "recording.har", spool}


def test_what_a_killed_window_left_is_opened_by_one_click(window: MainWindow, qtbot: QtBot) -> None:
    record = window.current_screen
    assert isinstance(record, RecordScreen)
    assert not record.start.left.isVisible()
    folder = paths.recordings_dir() / "shop-test-20261125-101500"
    folder.mkdir()
    page = Page(id="p1", title="Home", started_us=T0_US)
    spooled = line(PageKnown(page=page)) + line(EntryEnded(entry=an_entry("https://shop.test/", page_id="p1")))
    spool_path(folder / "recording.har").write_bytes(spooled)
    record.start.arrive()
    qtbot.waitUntil(record.start.left.isVisible)
    qtbot.mouseClick(record.start.left.banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: record.review is not None)
    assert list(folder.glob("*.scenario.json"))


def test_a_recording_is_passed_over_and_stays(window: MainWindow, qtbot: QtBot) -> None:
    record = window.current_screen
    assert isinstance(record, RecordScreen)
    folder = paths.recordings_dir() / "x"
    folder.mkdir()
    (folder / "recording.har").write_text("{}")
    record.start.arrive()
    qtbot.waitUntil(record.start.left.isVisible)
    qtbot.mouseClick(record.start.left.cross, Qt.MouseButton.LeftButton)
    assert not record.start.left.isVisible()
    assert (folder / "recording.har").is_file()
    assert unfinished_recordings() == ()


def test_a_wrong_address_is_told_while_one_types(window: MainWindow, qtbot: QtBot) -> None:
    record = window.current_screen
    assert isinstance(record, RecordScreen)
    qtbot.keyClicks(record.start.address, "shop example")
    qtbot.waitUntil(record.start.complaint.isVisible)
