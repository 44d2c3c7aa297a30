"""Why a results file cannot be read: without words of SQLite, with what is lost and what helps."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from loadstudio.results.damage import why_unreadable


def _error_of(path: Path, statement: str) -> sqlite3.Error:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        connection.execute(statement)
    except sqlite3.Error as error:
        return error
    finally:
        connection.close()
    raise AssertionError("it could be read")


def test_what_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "results.sqlite").write_bytes(b"no database" * 100)
    error = _error_of(tmp_path / "results.sqlite", "SELECT 1 FROM meta")
    words = why_unreadable(error, has_summary=True)
    assert words.startswith("is damaged: something else wrote into it")
    assert "Lost are its charts and steps; the figures of the whole run are kept beside it, in summary.json." in words
    assert str(error) not in words
    assert "Lost are the figures of this run." in why_unreadable(error, has_summary=False)


def test_what_has_not_all_tables_is_incomplete(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "results.sqlite").close()
    (tmp_path / "results.sqlite").touch()
    error = _error_of(tmp_path / "results.sqlite", "SELECT 1 FROM meta")
    assert why_unreadable(error, has_summary=False).startswith("is incomplete: ")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "is in use by another program. Nothing is lost"),
        ("SQLITE_IOERR_READ", "cannot be reached: the disk, the network drive"),
        ("SQLITE_FULL", "cannot be read: the disk is full."),
    ],
)
def test_what_the_computer_refuses_is_not_lost(name: str, begins: str) -> None:
    error = sqlite3.OperationalError("words of a programmer")
    error.sqlite_errorname = name
    assert why_unreadable(error, has_summary=False).startswith(begins)


def test_a_disk_that_does_not_answer_and_a_broken_value_are_told_apart() -> None:
    assert why_unreadable(OSError(5, "Input/output error"), has_summary=False).startswith("cannot be reached: ")
    assert why_unreadable(ValueError("a histogram is incomplete"), has_summary=False).startswith("is damaged: ")
