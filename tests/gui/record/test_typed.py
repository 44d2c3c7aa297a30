"""What was typed, on the review: from a file or made up, with the problem of either."""

from __future__ import annotations

from pathlib import Path

import msgspec
from pytestqt.qtbot import QtBot

from loadstudio.gui.record.review_model import SECRET, TypedTable, typed_tables
from loadstudio.gui.record.typed_card import TypedCard
from loadstudio.gui.widgets.rows import ListRow
from loadstudio.playback.made_rows import made_rows
from loadstudio.scenario.model import DataSource, GeneratedColumn, GeneratedRows, Scenario
from tests.support.person import Person

RECIPE = GeneratedRows(
    columns=(GeneratedColumn(name="email", maker="email"), GeneratedColumn(name="password", maker="password")), count=40
)
MADE = DataSource(name="people", generated=RECIPE, secret_columns=("password",))
FILE = DataSource(name="users", file="users.tsv", columns=("username",))


def tables_of(folder: Path, *sources: DataSource) -> tuple[TypedTable, ...]:
    return typed_tables(Scenario(id="s", name="Shop", data_sources=sources), folder)


def test_made_up_rows_are_made_not_looked_for_in_a_file(tmp_path: Path) -> None:
    (table,) = tables_of(tmp_path, MADE)
    assert (table.path, table.rows, table.problem) == (None, 40, "")
    email = made_rows(RECIPE)[0][0]
    assert [(typed.column, typed.sample) for typed in table.typed] == [("email", email), ("password", SECRET)]


def test_a_recipe_that_makes_nothing_is_a_problem_with_its_columns_still_shown(tmp_path: Path) -> None:
    wrong = msgspec.structs.replace(MADE, generated=msgspec.structs.replace(RECIPE, locale="xx_YY"))
    (table,) = tables_of(tmp_path, wrong)
    assert "'xx_YY' is no language" in table.problem
    assert [(typed.column, typed.sample) for typed in table.typed] == [("email", ""), ("password", "")]


def a_card(qtbot: QtBot, tables: tuple[TypedTable, ...]) -> TypedCard:
    card = TypedCard()
    qtbot.addWidget(card)
    card.show_tables(tables)
    qtbot.waitUntil(lambda: all(row.isVisible() for row in card.findChildren(ListRow)))
    return card


def test_the_card_opens_no_file_where_rows_are_made_up(qtbot: QtBot, tmp_path: Path) -> None:
    card = a_card(qtbot, tables_of(tmp_path, MADE))
    assert Person(card).sees("made up")
    assert not Person(card).sees("of the file")
    assert not card.open.isVisible()
    assert not card.banner.isVisible()


def test_the_card_says_what_is_wrong_with_a_recipe_and_still_opens_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "users.tsv").write_text("username\nada\ngrace\n")
    wrong = msgspec.structs.replace(MADE, generated=msgspec.structs.replace(RECIPE, count=0))
    card = a_card(qtbot, tables_of(tmp_path, wrong, FILE))
    assert Person(card).sees("0 made-up rows cannot be")
    with qtbot.waitSignal(card.data_wanted) as wanted:
        card.banner.button.click()
    assert wanted.args == ["people"]
    assert card.open.isVisible()
    assert Person(card).sees("users.tsv")


def test_a_file_with_one_row_asks_for_more_beside_made_up_rows(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "users.tsv").write_text("username\nada\n")
    card = a_card(qtbot, tables_of(tmp_path, MADE, FILE))
    assert Person(card).sees("users.tsv has 1 row")
    with qtbot.waitSignal(card.data_wanted) as wanted:
        card.banner.button.click()
    assert wanted.args == ["users"]


def test_the_card_tells_who_really_gets_which_row(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "users.tsv").write_text("username\nada\ngrace\n")
    own = msgspec.structs.replace(FILE, policy="unique")
    assert Person(a_card(qtbot, tables_of(tmp_path, own))).sees("Each person keeps a row; no two people have the same.")
    assert Person(a_card(qtbot, tables_of(tmp_path, FILE))).sees("Each pass takes the next row, whoever makes it.")
    both = a_card(qtbot, tables_of(tmp_path, own, MADE))
    assert not Person(both).sees("Each p")  # not one policy for all: each row's tip says its own
