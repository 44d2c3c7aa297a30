"""A fault of the program becomes a dialog with a report that holds no data, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from loadstudio.gui.dialogs.fault_dialog import FaultDialog
from loadstudio.gui.fault_report import fault_lines, report_text, without_data
from loadstudio.gui.main_window import MainWindow
from loadstudio.scenario.file import load_scenario, save_scenario
from tests.support.faulty_window import SECRET
from tests.support.person import Person
from tests.support.scenarios import a_request, a_scenario, a_step


def raised(message: str) -> ValueError:
    try:
        {}[message]
    except KeyError as cause:
        error = ValueError(f"unknown {message!r}")
        error.__cause__ = cause
        return error


def test_errors_of_a_slot_and_of_a_thread_become_one_dialog_and_quitting_saves(own_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.scenario.json"
    save_scenario(path, a_scenario(a_step("s1", a_request("r1"), name="Home")))
    command = [sys.executable, "-m", "tests.support.faulty_window", str(path), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert "ValueError: cannot read '…' of https://shop.test/…" in done.stdout
    assert "in press_help" in done.stdout
    assert "in broken" in done.stdout
    assert "went to load" in done.stdout
    assert "mitmproxy " in done.stdout
    assert SECRET not in done.stdout
    assert "ValueError" in done.stderr
    assert (tmp_path / "fault.png").is_file()
    assert load_scenario(path).steps[0].name == "Renamed just before"


def test_a_job_that_fails_by_a_fault_has_a_notice_with_the_report(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.notices.error(raised("x"))
    person = Person(window)
    person.click("Show the report")
    dialog = window.findChild(FaultDialog)
    assert dialog is not None
    assert "ValueError: unknown '…'" in dialog.text()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.isVisible()


def test_the_report_tells_the_cause_first_and_the_same_fault_once(window: MainWindow, qtbot: QtBot) -> None:
    error = raised("x")
    lines = fault_lines(error)
    assert [line for line in lines if not line.startswith(" ")] == ["KeyError: '…'", "ValueError: unknown '…'"]
    window.show_fault(error)
    window.show_fault(error)
    dialog = window.findChild(FaultDialog)
    assert dialog is not None
    assert dialog.text().count("ValueError: unknown") == 1
    assert Person(window).sees("It happened 2 times.")
    dialog.close()


def test_a_report_without_anything_done_says_so() -> None:
    assert "nothing yet" in report_text([("A", "B")], [])


@given(st.text(st.characters(categories=("L", "N")), min_size=6))
def test_quoted_texts_and_secrets_in_addresses_are_left_out(secret: str) -> None:
    messages = (
        f"no {secret!r} here",
        f'no "{secret}" here',
        f"GET https://u:{secret}@shop.test/a/{secret}?q={secret}#{secret}",
        f"access_token={secret}",
        f"password: {secret}",
    )
    for message in messages:
        assert secret not in without_data(message)


@given(st.text())
def test_any_message_can_be_told(message: str) -> None:
    assert len(without_data(message)) <= 402
