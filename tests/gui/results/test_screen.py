"""The Results screen by clicks and keys, on runs that lie on disk."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from loadstudio.base import paths
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.results import compared_model, reading
from loadstudio.gui.results import screen as screen_module
from loadstudio.gui.results.detail import read_compared
from loadstudio.gui.results.export_bar import ExportBar
from loadstudio.gui.results.exporting import Form
from loadstudio.gui.results.labels_model import CHANGE
from loadstudio.gui.results.screen import ResultsScreen
from loadstudio.gui.run.answer_panel import AnswerPanel
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.workspace import Workspace
from loadstudio.report.setting import SettingChange
from loadstudio.results.caption import Caption, read_caption
from loadstudio.results.export import Progress
from loadstudio.results.history import RunEntry, list_runs
from loadstudio.results.schema import RESULTS_FILE
from loadstudio.wire.run_messages import RunFinished
from tests.support import runs
from tests.support.window import FakeChildren

NEWEST, MIDDLE, OLDEST = "20261122-112000", "20261121-112000", "20261120-112000"


def keep_run(run_id: str, *, seconds: int = 20, speed: float = 1.0) -> Path:
    """Write a run that began on the day that its id says."""
    started = f"{run_id[:4]}-{run_id[4:6]}-{run_id[6:8]}T11:20:00.000Z"
    folder = paths.runs_dir() / run_id
    spec = runs.spec(run_id=run_id, limits=("errors<1%", "p95<800ms"))
    runs.write_run(folder, runs.shop_run(seconds, speed=speed), spec, started_utc=started)
    return folder


@pytest.fixture
def three(own_home: Path) -> tuple[Path, Path, Path]:
    """Three kept runs, newest first."""
    found = [keep_run(run_id, speed=speed) for run_id, speed in ((NEWEST, 1), (MIDDLE, 2), (OLDEST, 1))]
    return found[0], found[1], found[2]


class Results:
    """The screen, shown."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.show_screen("results")
        self.screen = cast("ResultsScreen", window.screen_of("results"))
        self.tables = self.screen.view.tables

    def wait_for(self, run: Path, baseline: str = "any") -> None:
        """Wait until a run is shown; `baseline` is the day of the run that it is compared with, '' for none."""

        def shown() -> bool:
            detail = self.screen.detail
            if detail is None or detail.path != run:
                return False
            return baseline in ("any", detail.baseline_utc[:10])

        self.qtbot.waitUntil(shown)


@pytest.fixture
def results(window: MainWindow, qtbot: QtBot) -> Iterator[Results]:
    yield Results(window, qtbot)
    qtbot.waitUntil(lambda: window.workspace.jobs.running == 0)


def test_without_runs_it_leads_to_load(results: Results, qtbot: QtBot) -> None:
    qtbot.waitUntil(results.screen.empty.isVisible)
    qtbot.mouseClick(results.screen.empty.button, Qt.MouseButton.LeftButton)
    assert results.window.current_screen is results.window.screen_of("load")


def test_the_newest_run_is_shown_against_the_one_before(three: tuple[Path, Path, Path], results: Results) -> None:
    results.wait_for(three[0], "2026-11-21")
    screen = results.screen
    assert screen.runs.rowCount() == 3
    assert screen.view.verdict.headline.text().startswith("Held ")
    assert [badge.text for badge in screen.view.verdict.badges][-1] == "This computer kept up"
    assert len(screen.view.charts.latency.data("p95")[0]) == 20
    assert screen.view.charts.latency.limits[0].value == 800
    assert "change against" in results.tables.against.text()
    assert not results.tables.steps_table.isColumnHidden(CHANGE)
    assert screen.header._facts.text().startswith("Fern Market checkout  ·  ")


def test_one_run_alone_says_what_comparing_lacks(own_home: Path, results: Results) -> None:
    run = keep_run("20261122-112000-7k2m")
    results.screen.arrive()
    results.wait_for(run)
    assert not results.screen.header.compare.isEnabled()
    assert "two runs" in results.screen.header.compare.toolTip()


def test_notes_of_the_run_stand_in_its_charts(own_home: Path, results: Results) -> None:
    run = paths.runs_dir() / "20261122-112000-7k2m"
    runs.write_run(run, runs.shop_run(20), runs.spec(), moments=[(7, "Ann emptied the cache", "note")])
    results.screen.arrive()
    results.wait_for(run)
    charts = results.screen.view.charts
    assert [mark.word for mark in charts.rate.moments] == ["0:07 Ann emptied the cache"]
    assert charts.latency.moments == charts.rate.moments


def test_arrow_keys_go_through_the_runs(three: tuple[Path, Path, Path], results: Results) -> None:
    results.wait_for(three[0])
    results.screen.runs_table.setFocus()
    QTest.keyClick(results.screen.runs_table, Qt.Key.Key_Down)
    results.wait_for(three[1])
    QTest.keyClick(results.screen.runs_table, Qt.Key.Key_Down)
    results.wait_for(three[2], "")
    assert results.tables.steps_table.isColumnHidden(CHANGE)
    assert results.tables.against.text() == ""


def test_two_rows_with_ctrl_or_the_menu_compare(three: tuple[Path, Path, Path], results: Results, qtbot: QtBot) -> None:
    results.wait_for(three[0], "2026-11-21")
    screen = results.screen
    selection = screen.runs_table.selectionModel()
    selection.select(screen.runs.index(1, 0), QItemSelectionModel.SelectionFlag.Select)
    qtbot.waitUntil(lambda: screen.compared is not None)
    view = screen.comparison
    assert view.isVisible()
    assert screen.compared is not None
    assert [side.path for side in (screen.compared.before, screen.compared.after)] == [three[1], three[0]]
    assert view.verdict.headline.text().startswith("Slower by ")
    assert view.latency.data("before")[0].size == view.latency.data("now")[0].size == 20
    assert screen.header._facts.text().startswith("Fern Market checkout (")
    view.tabs.button("requests").click()
    assert view.requests.index(0, compared_model.NAME).data(CellRole.METHOD) == "GET"
    view.tabs.button("settings").click()
    assert view._same.isVisible()
    menu = screen.compare_menu()
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: screen.compared is not None and screen.compared.before.path == three[2])
    menu.deleteLater()
    qtbot.mouseClick(screen.header.back, Qt.MouseButton.LeftButton)
    results.wait_for(three[0], "2026-11-21")
    assert screen.view.isVisible()
    assert not screen.header.back.isVisible()


def test_a_comparison_that_takes_long_tells_how_far_it_is_and_is_given_up(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    results.wait_for(three[0], "2026-11-21")
    screen = results.screen

    def slow(_one: Path, _other: Path, told: Progress) -> None:
        for _ in range(1000):
            told(0.25)  # until it is given up
            time.sleep(0.01)
        raise AssertionError("it went on")

    monkeypatch.setattr(reading, "read_compared", slow)
    selection = screen.runs_table.selectionModel()
    selection.select(screen.runs.index(1, 0), QItemSelectionModel.SelectionFlag.Select)
    bar = screen.comparing_bar
    qtbot.waitUntil(lambda: bar.isVisible() and bar.bar.ratio == 0.25)
    qtbot.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible())
    results.wait_for(three[0], "2026-11-21")
    assert screen.compared is None
    assert screen.view.isVisible()
    assert len(screen.card.chosen_rows()) == 1


def test_a_comparison_stands_in_tables(own_home: Path, qtmodeltester: Any) -> None:
    before = keep_run(MIDDLE, seconds=120, speed=3.0)
    after = keep_run(NEWEST, seconds=120)
    compared = read_compared(after, before)
    model = compared_model.ComparedModel("transaction")
    model.show(compared.comparison)
    checkout = [label.label for label in model.labels].index("Checkout")
    badge = model.index(checkout, compared_model.CHANGE).data(CellRole.BADGE)
    assert badge.text.startswith("slower by ")
    assert badge.kind == "bad"
    assert model.index(checkout, compared_model.ERRORS_CHANGE).data(CellRole.BADGE).text == "as before"
    qtmodeltester.check(model)
    changes = compared_model.ChangesModel()
    changes.show((SettingChange(name="Limits", before="none", after="p95<1s"),))
    assert [changes.index(0, column).data() for column in range(3)] == ["Limits", "none", "p95<1s"]
    qtmodeltester.check(changes)


def test_tabs_show_requests_errors_and_the_charts_numbers_over_time(
    three: tuple[Path, Path, Path], results: Results
) -> None:
    results.wait_for(three[0])
    tables = results.tables
    tables.tabs.button("requests").click()
    assert tables.requests_table.isVisible()
    tables.tabs.button("parts").click()
    assert tables.parts_table.isVisible()
    assert [tables.timings.index(row, 0).data() for row in range(tables.timings.rowCount())] == [
        "Connection opened",
        "First byte of the answer there",
        "Whole answer there",
    ]
    assert tables.tabs.button("errors").isVisible()
    twin = results.screen.view.charts.twins[1]
    twin.button.click()
    assert twin.model.rowCount() == 20
    assert "failed / s" in [twin.model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    tables.tabs.button("errors").click()
    assert tables._none.isVisible()


def test_a_step_leads_to_its_errors_and_they_to_the_answer(own_home: Path, results: Results, qtbot: QtBot) -> None:
    folder = paths.runs_dir() / NEWEST
    intervals = runs.shop_run(560)[-20:]
    moved = tuple(msgspec.structs.replace(one, second=number) for number, one in enumerate(intervals))
    runs.write_run(folder, moved, runs.spec(run_id=NEWEST))
    results.screen.reload()
    results.wait_for(folder)
    tables = results.tables
    steps = [label.label for label in tables.steps.labels]
    row = steps.index("Checkout")
    tables.steps_table.choose_row(row)
    tables.steps_table.setFocus()
    QTest.keyClick(tables.steps_table, Qt.Key.Key_Return)
    assert tables.tabs.current() == "errors"
    tables.errors_table.choose_row([error.reason for error in tables.errors.rows].index(runs.REFUSED))
    QTest.keyClick(tables.errors_table, Qt.Key.Key_Return)
    panel = results.window.findChild(AnswerPanel)
    assert panel is not None
    assert "Too busy" in panel.text.toPlainText()
    panel.close_now()


def test_delete_goes_to_the_trash_and_undo_brings_it_back(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot
) -> None:
    results.wait_for(three[0])
    results.screen.runs_table.setFocus()
    QTest.keyClick(results.screen.runs_table, Qt.Key.Key_Delete)
    results.wait_for(three[1])
    assert not three[0].exists()
    notice = results.screen.workspace.notices.current
    assert notice is not None
    assert notice.act is not None
    notice.act()
    results.wait_for(three[0])
    assert (three[0] / RESULTS_FILE).is_file()


def test_several_are_deleted_at_once_and_taken_back_by_undo(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot
) -> None:
    results.wait_for(three[0])
    screen = results.screen
    assert screen.card.count.text().startswith("3  ·  ")
    flag = QItemSelectionModel.SelectionFlag.Select
    screen.runs_table.selectionModel().select(screen.runs.index(1, 0), flag)
    screen.delete_chosen()
    results.wait_for(three[2])
    assert [path.exists() for path in three] == [False, False, True]
    notice = screen.workspace.notices.current
    assert notice is not None
    assert notice.text == "2 runs are deleted."
    results.window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: screen.runs.rowCount() == 3)
    results.window.actions_.redo.trigger()
    results.wait_for(three[2])
    screen.edits.set_caption(three[2], Caption(), Caption(title="Kept"))
    assert notice.act is not None
    notice.act()
    qtbot.waitUntil(lambda: screen.runs.rowCount() == 3)
    assert screen.edits.stack.undoText() == "Take back"
    results.wait_for(three[0], "2026-11-21")


def test_an_older_look_at_the_runs_does_not_come_over_a_newer_one(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    results.wait_for(three[0])
    screen = results.screen
    looked, go_on = threading.Event(), threading.Event()

    def look_and_wait() -> tuple[RunEntry, ...]:
        entries = list_runs()
        looked.set()
        assert go_on.wait(60)
        return entries

    monkeypatch.setattr(screen_module, "list_runs", look_and_wait)
    screen.reload()
    qtbot.waitUntil(looked.is_set)
    monkeypatch.setattr(screen_module, "list_runs", list_runs)
    shutil.rmtree(three[1])
    screen.reload()
    qtbot.waitUntil(lambda: screen.runs.rowCount() == 2)
    go_on.set()
    qtbot.waitUntil(lambda: screen.workspace.jobs.running == 0)
    assert screen.runs.rowCount() == 2


def test_a_run_that_is_gone_is_told_and_the_list_follows(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot
) -> None:
    results.wait_for(three[0])
    three[0].rename(three[0].parent.parent / "elsewhere")
    results.screen.delete_chosen()
    qtbot.waitUntil(lambda: results.screen.runs.rowCount() == 2)
    notice = results.screen.workspace.notices.current
    assert notice is not None
    assert "holds no results of a run" in notice.text
    results.wait_for(three[1], "2026-11-20")


def test_each_form_is_written_where_the_person_says(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot, tmp_path: Path
) -> None:
    results.wait_for(three[0])
    screen = results.screen
    menu = screen.export_menu()
    assert len(menu.actions()) == 5
    begins = (b"%PDF", b"<!doctype html>", b"second,users", b"{", b"<?xml")
    for action, beginning in zip(menu.actions(), begins, strict=True):
        action.trigger()
        dialog = screen.findChild(QFileDialog)
        assert dialog is not None
        output = tmp_path / f"result.{dialog.defaultSuffix()}"
        dialog.fileSelected.emit(str(output))
        assert screen.findChild(ExportBar).isVisible()
        assert not screen.header.export.isEnabled()
        dialog.reject()
        qtbot.waitUntil(screen.header.export.isEnabled)
        assert output.read_bytes().startswith(beginning)
        qtbot.waitUntil(lambda: screen.findChild(QFileDialog) is None)
    notice = screen.workspace.notices.current
    assert notice is not None
    assert (notice.text, notice.action) == ("The result is written to result.xml.", "Show in folder")
    assert screen.workspace.settings.export_folder == str(tmp_path)
    assert not screen.findChild(ExportBar).isVisible()
    menu.deleteLater()


def test_a_cancelled_file_is_not_written(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot, tmp_path: Path
) -> None:
    results.wait_for(three[0], "2026-11-21")
    screen = results.screen
    begun, go_on = threading.Event(), threading.Event()

    def write(output: Path, told: Progress) -> None:
        begun.set()
        assert go_on.wait(60)
        told(0.5)
        output.write_text("too late")

    screen.exporting.write(Form(word="", ending="txt", write=write), tmp_path / "result.txt")
    qtbot.waitUntil(begun.is_set)
    qtbot.mouseClick(screen.findChild(ExportBar).cancel_button, Qt.MouseButton.LeftButton)
    go_on.set()
    qtbot.waitUntil(screen.header.export.isEnabled)
    assert not (tmp_path / "result.txt").exists()
    assert screen.workspace.notices.current is None


def test_the_comparison_is_written_as_pdf(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot, tmp_path: Path
) -> None:
    results.wait_for(three[0], "2026-11-21")
    screen = results.screen
    screen.compare_with(screen.runs.entries[2])
    qtbot.waitUntil(lambda: screen.compared is not None)
    assert screen.seen is screen.compared
    assert screen.compared is not None
    (form,) = screen.exporting.forms(screen.compared)
    screen.exporting.write(form, tmp_path / "compared.pdf")
    qtbot.waitUntil(screen.header.export.isEnabled)
    assert (tmp_path / "compared.pdf").read_bytes().startswith(b"%PDF")


def test_a_damaged_run_says_so(three: tuple[Path, Path, Path], results: Results, qtbot: QtBot) -> None:
    results.wait_for(three[0])
    (three[1] / RESULTS_FILE).write_bytes(b"no database")
    results.screen.reload()
    qtbot.waitUntil(lambda: any(entry.problem for entry in results.screen.runs.entries))
    row = results.screen.runs.row_of(three[1])
    results.screen.runs_table.choose_row(row)
    qtbot.waitUntil(lambda: "cannot be read" in results.screen.view.verdict.headline.text())
    assert not results.screen.view.charts.isVisible()
    assert not results.screen.header.export.isEnabled()
    verdict = results.screen.view.verdict
    assert verdict.folder_button.isVisible()
    verdict.delete_button.click()
    qtbot.waitUntil(lambda: results.screen.runs.row_of(three[1]) < 0)
    qtbot.waitUntil(results.screen.view.charts.isVisible)
    assert not verdict.delete_button.isVisible()


def test_it_shows_a_run_as_soon_as_it_is_over(
    three: tuple[Path, Path, Path],
    results: Results,
    workspace: Workspace,
    children: FakeChildren,
) -> None:
    results.wait_for(three[0])
    run_id = "20261123-090000"
    folder = paths.runs_dir() / run_id
    spec = msgspec.structs.replace(runs.spec(run_id=run_id), results_dir=str(folder))
    workspace.start_run(spec)
    keep_run(run_id, seconds=10)
    children.last.say(RunFinished(summary=runs.summary_of(spec, runs.shop_run(10))))
    results.wait_for(folder)
    assert results.screen.runs_table.currentIndex().row() == 0


def test_a_run_is_named_in_place_and_undo_takes_it_back(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot
) -> None:
    results.wait_for(three[0])
    screen, row = results.screen, results.screen.view.verdict.caption
    screen.runs_table.setFocus()
    QTest.keyClick(screen.runs_table, Qt.Key.Key_F2)
    assert row.title.hasFocus()
    QTest.keyClicks(row.title, "New cache")
    QTest.keyClick(row.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read_caption(three[0]).title == "New cache")
    qtbot.waitUntil(lambda: screen.runs.entries[0].title == "New cache")
    assert screen.runs.index(0, 0).data() == "New cache"
    assert screen.header._facts.text().startswith("New cache  ·  ")
    assert screen.runs_table.hasFocus()
    row.note.setFocus()
    QTest.keyClicks(row.note, "Look at this")
    QTest.keyClick(row.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: read_caption(three[0]).note == "Look at this")
    results.window.actions_.undo.trigger()
    results.window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: not (three[0] / "caption.json").exists())
    qtbot.waitUntil(lambda: row.title.text() == "" and row.note.toPlainText() == "")
    results.window.actions_.redo.trigger()
    qtbot.waitUntil(lambda: read_caption(three[0]) == Caption(title="New cache"))


def test_escape_takes_back_what_was_typed_and_the_list_commits_it(
    three: tuple[Path, Path, Path], results: Results, qtbot: QtBot
) -> None:
    results.wait_for(three[0])
    screen, row = results.screen, results.screen.view.verdict.caption
    row.title.setFocus()
    QTest.keyClicks(row.title, "Wrong")
    QTest.keyClick(row.title, Qt.Key.Key_Escape)
    assert row.title.text() == ""
    row.title.setFocus()
    QTest.keyClicks(row.title, "Right")
    screen.runs_table.setFocus()
    screen.runs_table.choose_row(1)
    results.wait_for(three[1])
    qtbot.waitUntil(lambda: read_caption(three[0]).title == "Right")
    assert row.title.text() == ""
    assert screen.edits.stack.count() == 1
