"""The page of test data by clicks and keys: files, made-up rows, names with their uses, who gets which row, undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from loadstudio.gui.data.page import DataPage
from loadstudio.gui.document import Document
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.widgets.banner import Banner
from loadstudio.gui.widgets.fields import Select
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.gui.widgets.popover import Menu, Popover
from loadstudio.scenario import edit
from loadstudio.scenario.file import load_table, save_table
from loadstudio.scenario.model import DataSource, Field, FormBody, HttpRequest, RecordedAnswer, Scenario
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.tabbing import check_tabbing
from tests.support.window import open_scenario_in

_LEFT = Qt.MouseButton.LeftButton
_KEY = Qt.Key


def _scenario() -> Scenario:
    form = FormBody(
        fields=(Field(name="user", value="${users.username}"), Field(name="pass", value="${users.password}"))
    )
    return a_scenario(
        a_step("s1", a_request("r1", "http://shop.test/${users.username}", name="GET /mia")),
        a_step(
            "s2", a_request("r2", "http://shop.test/login", name="POST /login", method="POST", body=form), name="Log in"
        ),
        data_sources=(
            DataSource(name="users", file="users.csv", columns=("username", "password"), secret_columns=("password",)),
        ),
    )


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> DataPage:
    save_table(tmp_path / "users.csv", ("username", "password"), (("mia", "fern-42"), ("leo", ""), ("ada", "x")))
    open_scenario_in(window.workspace, tmp_path, _scenario())
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    qtbot.mouseClick(screen.head.data, _LEFT)
    page = screen.data_page
    assert page is not None
    _settle(page, qtbot, window)
    return page


@pytest.fixture
def document(window: MainWindow, page: DataPage) -> Document:
    assert window.workspace.document is not None
    return window.workspace.document


def _settle(page: DataPage, qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.workspace.jobs.running == 0 and page.look is not None)


def _source(document: Document, place: int = 0) -> DataSource:
    return document.scenario.data_sources[place]


def _holds(page: DataPage, column: str) -> str:
    return page.columns.rows[column]._holds.text


def _type(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, _KEY.Key_Return)


def _choose(qtbot: QtBot, select: Select, key: str) -> None:
    """Choose from a list by the arrow keys."""
    select.setFocus()
    places = select.findData(key) - select.currentIndex()
    for _ in range(abs(places)):
        qtbot.keyClick(select, _KEY.Key_Down if places > 0 else _KEY.Key_Up)


def _trigger(menu: Menu, words: str) -> None:
    next(action for action in menu.actions() if words in action.text()).trigger()
    menu.deleteLater()


def _answer_dialog(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.selectFile(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_it_says_what_is_in_the_file_and_hides_secrets(page: DataPage) -> None:
    model = page.preview.model
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)] == ["Row", "username", "password"]
    assert model.index(0, 1).data() == "mia"
    assert model.index(0, 2).data() == "••••••••"
    assert model.index(1, 2).data() == ""
    assert _holds(page, "username") == "text"
    assert _holds(page, "password") == "text  ·  1 cell is empty: row 2"
    assert page.columns.rows["username"].uses.text() == "used 2 times"
    assert page.columns.rows["password"].uses.text() == "used once"


def test_a_file_that_changes_is_read_again(page: DataPage, document: Document, qtbot: QtBot) -> None:
    path = document.path.parent / "users.csv"
    save_table(path, ("username", "password"), tuple((f"u{n}", "x") for n in range(7)))
    qtbot.waitUntil(lambda: page.look is not None and page.look.table.rows == 7)
    path.unlink()
    qtbot.waitUntil(lambda: page.look is not None and "does not exist" in page.look.table.problem)
    assert not page.preview.isVisible()
    assert _banner(page, "does not exist").button.text() == "Another file…"
    path.write_text("username,pass word\nmia,x\n")
    qtbot.waitUntil(lambda: page.look is not None and not page.look.table.problem)
    assert _holds(page, "password") == "The file has no column “password”."
    _trigger(page.menus.column("users", "password"), "pass word")
    qtbot.waitUntil(lambda: _holds(page, "password") == "text")
    assert _source(document).headers == {"password": "pass word"}


def test_policies_and_endings_are_chosen_and_undone(page: DataPage, document: Document, qtbot: QtBot) -> None:
    _choose(qtbot, page.form.policy, "unique_pass")
    assert _source(document).policy == "unique_pass"
    _choose(qtbot, page.form.ending, "stop")
    assert _source(document).when_used_up == "stop"
    _choose(qtbot, page.form.policy, "random")
    assert not page.form.ending.isVisible()
    for _ in range(document.undo_stack.count()):
        qtbot.mouseClick(page.history.undo, _LEFT)
    assert _source(document).policy == "sequential"
    assert page.form.policy.current() == "sequential"
    assert page.form.ending.current() == "repeat"


def test_names_change_with_all_their_uses(page: DataPage, document: Document, qtbot: QtBot, window: MainWindow) -> None:
    _type(qtbot, page.columns.rows["username"].name, "who")
    _type(qtbot, page.form.name, "people")
    first = edit.find(document.scenario, "r1")
    assert isinstance(first, HttpRequest)
    assert first.url == "http://shop.test/${people.who}"
    _settle(page, qtbot, window)
    assert page.preview.model.columns == ("who", "password")
    assert page.form.name.text() == "people"
    _type(qtbot, page.form.name, "1 name")
    assert "does not begin with a digit" in str(window.workspace.notices.current)
    assert page.form.name.text() == "people"
    qtbot.mouseClick(page.history.undo, _LEFT)
    qtbot.mouseClick(page.history.undo, _LEFT)
    assert document.scenario == _scenario()


def test_a_click_on_the_uses_leads_there(page: DataPage, qtbot: QtBot, window: MainWindow) -> None:
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    assert screen.editor is not None
    menu = page.menus.uses("users", "username")
    assert [action.text() for action in menu.actions()] == [
        "/⟨users.username⟩  ·  address",
        "/login  ·  body, user",
    ]
    menu.deleteLater()
    qtbot.mouseClick(page.columns.rows["password"].uses, _LEFT)
    assert screen.editor.panel.current() == "r2"
    assert screen.editor.isVisible()


def test_a_file_is_added_by_the_dialog_and_by_dropping_it(
    page: DataPage, document: Document, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    save_table(tmp_path / "Search words.csv", ("word", "count"), (("tea", "3"), ("mug", "4")))
    _trigger(page.menus.add(), "From a file")
    _answer_dialog(window, qtbot, tmp_path / "Search words.csv")
    qtbot.waitUntil(lambda: len(document.scenario.data_sources) == 2)
    assert _source(document, 1) == DataSource(name="search_words", file="Search words.csv", columns=("word", "count"))
    assert page.form.name.text() == "search_words"
    qtbot.waitUntil(lambda: page.look is not None)
    assert _holds(page, "count") == "whole numbers from 3 to 4"
    outside = tmp_path / "else where"
    outside.mkdir()
    save_table(outside / "more.csv", ("word",), (("cup",),))
    _drop(page, outside / "more.csv")
    popover = window.findChild(Popover)
    assert popover is not None
    qtbot.keyClick(popover, _KEY.Key_Down)
    qtbot.keyClick(popover, _KEY.Key_Return)
    qtbot.waitUntil(lambda: _source(document, 1).file == "else where/more.csv")
    assert _source(document, 1).columns == ("word",)


def test_what_is_no_table_cannot_be_dropped_and_a_broken_one_is_told(
    page: DataPage, document: Document, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "picture.png").write_bytes(b"")
    assert not _drop(page, tmp_path / "picture.png")
    (tmp_path / "bad.csv").write_text("a,a\n")
    page.edits.add_file(tmp_path / "bad.csv")
    qtbot.waitUntil(lambda: window.workspace.notices.current is not None)
    assert "names the column 'a' twice" in str(window.workspace.notices.current)
    assert len(document.scenario.data_sources) == 1


def _drop(page: DataPage, file: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    place, action = QPointF(page.rect().center()), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, action, data, _LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(place, action, data, _LEFT, Qt.KeyboardModifier.NoModifier))
    return enter.isAccepted()


def test_made_up_rows_are_shaped_and_written_to_a_file(
    page: DataPage, document: Document, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    _trigger(page.menus.add(), "Made-up rows")
    _settle(page, qtbot, window)
    assert page.form.name.text() == "people"
    assert page.preview.model.rowCount() == 100
    qtbot.mouseClick(page.columns.add, _LEFT)
    row = page.columns.rows["column"]
    _choose(qtbot, row.maker, "number")
    _type(qtbot, row.pattern, "5-5")
    _type(qtbot, row.name, "pieces")
    _choose(qtbot, page.form.language, "de_DE")
    page.form.count.setValue(250)
    recipe = _source(document, 1).generated
    assert recipe is not None
    assert (recipe.count, recipe.locale) == (250, "de_DE")
    assert recipe.columns[2].name == "pieces"
    qtbot.waitUntil(lambda: window.workspace.jobs.running == 0 and page.preview.model.index(0, 3).data() == "5")
    qtbot.mouseClick(page.preview.write, _LEFT)
    _answer_dialog(window, qtbot, tmp_path / "people.csv")
    qtbot.waitUntil(lambda: window.workspace.notices.current is not None)
    columns, rows = load_table(tmp_path / "people.csv")
    assert columns == ("name", "email", "pieces")
    assert len(rows) == 200
    notice = window.workspace.notices.current
    assert notice is not None
    assert notice.act is not None
    notice.act()
    qtbot.waitUntil(lambda: _source(document, 1).file == "people.csv")
    assert _source(document, 1).generated is None


def test_a_file_becomes_made_up_rows_and_back_by_undo(page: DataPage, document: Document, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.form.origin.button("made"), _LEFT)
    recipe = _source(document).generated
    assert recipe is not None
    assert [(column.name, column.maker) for column in recipe.columns] == [
        ("username", "user_name"),
        ("password", "password"),
    ]
    qtbot.mouseClick(page.history.undo, _LEFT)
    assert document.scenario == _scenario()
    assert page.form.origin.current() == "file"


def test_deleting_keeps_what_is_sent_but_never_a_secret(
    page: DataPage, document: Document, qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.keyClick(page.list.table, _KEY.Key_Delete)
    assert "'users.password' is in use" in str(window.workspace.notices.current)
    assert document.scenario == _scenario()
    _trigger(page.menus.column("users", "username"), "Delete")
    assert _source(document).columns == ("password",)
    assert document.scenario.variables[0].recorded_value == "mia"
    notice = window.workspace.notices.current
    assert notice is not None
    assert notice.act is not None
    notice.act()
    assert document.scenario == _scenario()


def test_values_are_hidden_and_shown(page: DataPage, document: Document) -> None:
    _trigger(page.menus.column("users", "username"), "Hide its values")
    assert _source(document).secret_columns == ("password", "username")
    assert page.preview.model.index(0, 1).data() == "••••••••"
    _trigger(page.menus.column("users", "username"), "Show its values")
    assert page.preview.model.index(0, 1).data() == "mia"


def test_without_data_one_button_leads_on(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s", a_request("r"))))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    qtbot.mouseClick(screen.head.data, _LEFT)
    page = screen.data_page
    assert page is not None
    assert page.empty.button.hasFocus()
    save_table(tmp_path / "w.csv", ("w",), (("a",),))
    qtbot.keyClick(page.empty.button, _KEY.Key_Return)
    _answer_dialog(window, qtbot, tmp_path / "w.csv")
    qtbot.waitUntil(page.form.isVisible)
    qtbot.mouseClick(page.back, _LEFT)
    assert screen.editor is not None
    assert screen.editor.isVisible()


def _banner(page: DataPage, words: str) -> Banner:
    return next(banner for banner in page.advice.banners if words in banner.accessibleName())


def _says(page: DataPage, words: str) -> bool:
    return page.advice.isVisible() and any(words in banner.accessibleName() for banner in page.advice.banners)


def test_advice_stands_above_with_the_button_that_fixes_it(
    page: DataPage, document: Document, qtbot: QtBot, window: MainWindow
) -> None:
    """The plan has 10 people at once, the file 3 rows, of which one has no password."""
    qtbot.waitUntil(lambda: _says(page, "10 people share 3 log-ins of 'users'."))
    assert _says(page, "Row 2 of 'users' has nothing in the column 'password'.")
    assert _banner(page, "Row 2").button.text() == "Open the file"
    assert _banner(page, "10 people share").button.text() == "Open users.csv"
    page.edits.set_secret("users", "password", False)
    qtbot.mouseClick(_banner(page, "'password' of 'users' looks like a secret").button, _LEFT)
    assert _source(document).secret_columns == ("password",)
    page.edits.set_policy("users", "unique_pass")
    page.edits.set_ending("users", "stop")
    qtbot.mouseClick(_banner(page, "is used up after about").button, _LEFT)
    assert _source(document).when_used_up == "repeat"
    save_table(document.path.parent / "users.csv", ("username", "password", "city"), (("mia", "x", "Bonn"),))
    qtbot.waitUntil(lambda: _says(page, "has the column 'city' that the scenario does not know yet"))
    qtbot.mouseClick(_banner(page, "'city'").button, _LEFT)
    assert _source(document).columns == ("username", "password", "city")
    qtbot.mouseClick(_banner(page, "Nothing uses the column 'city'").button, _LEFT)
    assert _source(document).columns == ("username", "password")


def test_made_up_log_ins_become_as_many_as_there_are_people(
    page: DataPage, document: Document, qtbot: QtBot, window: MainWindow
) -> None:
    page.edits.make_up("users")
    page.form.count.setValue(2)
    qtbot.waitUntil(lambda: _says(page, "10 people share 2 log-ins of 'users'."))
    qtbot.mouseClick(_banner(page, "10 people share").button, _LEFT)
    recipe = _source(document).generated
    assert recipe is not None
    assert recipe.count == 10


def test_a_sign_up_form_is_told_also_without_data(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    fields = (Field(name="email", value="mia@shop.test"), Field(name="password", value="x"))
    form = a_request("r", "http://shop.test/register", method="POST", body=FormBody(fields=fields))
    open_scenario_in(window.workspace, tmp_path, a_scenario(a_step("s", form)))
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    screen.show_data()
    page, document = screen.data_page, window.workspace.document
    assert page is not None
    assert document is not None
    qtbot.mouseClick(_banner(page, "makes an account with 'email'").button, _LEFT)
    assert document.scenario.variables[0].name == "new_email"
    assert not page.advice.isVisible()
    assert document.undo_stack.undoText() == "Make email anew"


def test_more_advice_than_three_is_folded(page: DataPage, document: Document, qtbot: QtBot, window: MainWindow) -> None:
    columns = ("username", "token_a", "token_b", "token_c", "token_d")
    save_table(document.path.parent / "many.csv", columns, (("a",) * 5,))
    page.edits.take_file("users", document.path.parent / "many.csv")
    qtbot.waitUntil(lambda: _source(document).file == "many.csv" and page.look is not None)
    qtbot.waitUntil(page.advice.more.isVisible)
    assert len(page.advice.banners) == 3
    qtbot.mouseClick(page.advice.more, _LEFT)
    assert len(page.advice.banners) > 5
    assert not page.advice.more.isVisible()


def test_what_was_typed_becomes_test_data_with_one_click(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    builder = RecordingBuilder()
    page_text, html = "<form><input name=q type=search></form>", (("Content-Type", "text/html"),)
    builder.send("GET", "/", answer=page_text, answer_headers=html)
    home = a_request("home", recorded=RecordedAnswer(entry_id="entry_1"))
    search = a_request("r", "http://shop.test/search", query=(Field(name="q", value="trail shoes"),))
    before = a_scenario(a_step("s", home, search))
    open_scenario_in(window.workspace, tmp_path, before)
    document = window.workspace.document
    assert document is not None
    window.show_screen("scenario")
    screen = window.current_screen
    assert isinstance(screen, ScenarioScreen)
    screen.show_data()
    page = screen.data_page
    assert page is not None
    assert not page.offers.isVisible()
    document.take_recording(builder.recording())
    qtbot.waitUntil(page.offers.isVisible)
    qtbot.mouseClick(page.offers.buttons[0], _LEFT)
    qtbot.waitUntil(lambda: bool(document.scenario.data_sources))
    assert _source(document) == DataSource(name="search", file="shop.search.csv", columns=("word",))
    assert load_table(tmp_path / "shop.search.csv") == (("word",), (("trail shoes",),))
    assert page.form.name.text() == "search"
    assert not page.offers.isVisible()
    qtbot.mouseClick(page.history.undo, _LEFT)
    assert document.scenario == before
    assert page.offers.isVisible()


def test_edits_elsewhere_are_seen_when_the_page_comes_back(
    page: DataPage, document: Document, qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.mouseClick(page.back, _LEFT)
    document.edit("Delete", replace(document.scenario, data_sources=()))
    assert page.form.name.text() == "users"
    window.workspace.show_data("")
    assert page.empty.isVisible()
    document.undo_stack.undo()
    assert page.form.isVisible()
    assert nameless(page) == []


def nameless(page: DataPage) -> list[str]:
    """Return the controls that the keyboard reaches and that say nothing."""
    return [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
    ]


def test_every_control_is_reached_by_tab(window: MainWindow, page: DataPage, qtbot: QtBot, qapp: QApplication) -> None:
    install_focus_ring(qapp)
    _settle(page, qtbot, window)
    check_tabbing(window, page, qtbot)
