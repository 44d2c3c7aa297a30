"""LoadStudio's own window with a fault put into it: the help page raises, in the slot and in a thread.

python -m tests.support.faulty_window SCENARIO PICTURE_FOLDER

Renames the first step, runs into the faults, saves a picture of the dialog, prints its report, presses "Save and quit".
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from loadstudio.gui import app
from loadstudio.gui.dialogs.fault_dialog import FaultDialog
from loadstudio.gui.main_window import MainWindow
from loadstudio.scenario import edit
from tests.support.person import Person

SECRET = "hunter2"


def broken() -> None:
    raise ValueError(f"cannot read {SECRET!r} of https://mia:{SECRET}@shop.test/pay?token={SECRET}")


def press_help(_window: MainWindow) -> None:
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    broken()


def the_window() -> MainWindow:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))


def go_through(pictures: Path) -> None:
    window = the_window()
    person = Person(window)
    person.wait(lambda: window.workspace.document, "the scenario")
    document = window.workspace.document
    assert document is not None
    window.workspace.go_to("load")
    document.edit("Rename", edit.rename_step(document.scenario, document.scenario.steps[0].id, "Renamed just before"))
    window.rail.pressed.emit("help")
    person.wait(lambda: person.sees("It happened 2 times"), "the dialog")
    dialog = window.findChild(FaultDialog)
    assert dialog is not None
    dialog.grab().save(str(pictures / "fault.png"))
    person.click("Copy the report")
    sys.stdout.write(QApplication.clipboard().text() + "\n")
    sys.stdout.flush()
    person.click("Save and quit")


def main() -> int:
    MainWindow._show_help = press_help  # type: ignore[method-assign]  # the fault
    scenario, pictures = sys.argv[1:]
    original = MainWindow.show

    def show(window: MainWindow) -> None:
        original(window)
        window.first_painted.connect(lambda: QTimer.singleShot(0, window, lambda: go_through(Path(pictures))))

    MainWindow.show = show  # type: ignore[method-assign]  # when there is a window to go through
    return app.main([scenario])


if __name__ == "__main__":
    sys.exit(main())
