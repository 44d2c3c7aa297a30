"""Work in pieces: one a turn, the rest at once when it is wanted, and screens that are made so."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from loadstudio.gui.dialogs.shortcuts import ShortcutsDialog
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.pieces import Pieces
from loadstudio.gui.screen import Screen
from loadstudio.gui.screens import SCREENS


def _counting(done: list[str], pieces: int) -> Iterator[None]:
    for number in range(pieces):
        done.append(f"piece {number}")
        yield


def test_other_events_come_in_between_two_pieces(qtbot: QtBot) -> None:
    done: list[str] = []
    pieces = Pieces(_counting(done, 3))
    pieces.start()
    QTimer.singleShot(0, lambda: done.append("the person"))
    assert done == []
    with qtbot.waitSignal(pieces.done):
        pass
    assert [one for one in done if one != "the person"] == ["piece 0", "piece 1", "piece 2"]
    assert done.index("the person") < len(done) - 1


def test_what_is_left_is_done_at_once_when_it_is_wanted(qtbot: QtBot) -> None:
    done: list[str] = []
    pieces = Pieces(_counting(done, 3))
    pieces.do_next()
    with qtbot.waitSignal(pieces.done):
        pieces.finish()
    assert done == ["piece 0", "piece 1", "piece 2"]
    assert pieces.is_done
    pieces.finish()
    pieces.start()
    assert len(done) == 3


def test_what_fits_into_a_turn_is_done_in_it(qtbot: QtBot) -> None:
    done: list[str] = []
    small = Pieces(_counting(done, 3), turn_ms=1000)
    small.begin()
    assert small.is_done
    assert len(done) == 3

    def slow() -> Iterator[None]:
        for number in range(3):
            until_s = time.thread_time() + 0.003
            while time.thread_time() < until_s:
                pass
            done.append(f"slow {number}")
            yield

    large = Pieces(slow(), turn_ms=5)
    large.begin()
    assert done[3:] == ["slow 0", "slow 1"]
    with qtbot.waitSignal(large.done):
        pass
    assert done[3:] == ["slow 0", "slow 1", "slow 2"]


def test_that_it_is_over_is_told_once_whether_done_or_left(qtbot: QtBot) -> None:
    told: list[str] = []
    for number, pieces in enumerate((Pieces(_counting([], 1)), Pieces(_counting([], 1)))):
        pieces.done.connect(lambda number=number: told.append(f"done {number}"))
        pieces.over.connect(lambda number=number: told.append(f"over {number}"))
        if number == 0:
            pieces.finish()
        pieces.stop()
        pieces.stop()
    assert told == ["done 0", "over 0", "over 1"]


def test_a_piece_that_fails_is_the_last_one() -> None:
    def fail() -> Iterator[None]:
        yield
        raise ValueError("broken")

    pieces = Pieces(fail())
    with pytest.raises(ValueError, match="broken"):
        pieces.finish()
    assert pieces.is_done


def test_screens_are_made_ahead_one_piece_a_turn(window: MainWindow, qtbot: QtBot) -> None:
    ahead = window.make_ahead()
    assert len(window.findChildren(Screen)) == 1
    with qtbot.waitSignal(ahead.done):
        pass
    assert len(window.findChildren(Screen)) == len(SCREENS)
    assert all(screen.pieces.is_done for screen in window.findChildren(Screen))
    assert window.rail.current() == "record"


def test_a_screen_that_is_asked_for_half_made_is_shown_whole(window: MainWindow) -> None:
    ahead = window.make_ahead()
    while len(window.findChildren(Screen)) < len(SCREENS):
        ahead.do_next()
    half_made = next(screen for screen in window.findChildren(Screen) if not screen.pieces.is_done)
    window.show_screen("results")
    assert window.current_screen is half_made
    assert half_made.pieces.is_done
    ahead.finish()


def test_the_page_of_keys_waits_for_no_screen(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert len(window.findChildren(Screen)) == 1
    with qtbot.waitSignal(window.make_ahead().done):
        pass
    assert {group.title for group in window.listed_keys()} >= {"Everywhere", "Load", "Scenario"}
    dialog.reject()
