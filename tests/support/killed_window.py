"""LoadStudio's own window, to be killed in the midst of work.

python -m tests.support.killed_window SCENARIO

Renames the first step and makes the load 77 people; when both are kept it says `kept` and does nothing more: its files
are not saved any more.
"""

from __future__ import annotations

import sys
import time

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from loadstudio.gui import app
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.plan.edit_plan import edit_plan
from loadstudio.plan.model import ClosedLoad, Stage
from loadstudio.scenario import edit
from tests.support.person import Person

LOAD = ClosedLoad(stages=(Stage(target=77, duration_s=30),))


def the_window() -> MainWindow:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))


def stand_still() -> None:
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    time.sleep(120)


def work() -> None:
    workspace = the_window().workspace
    Person(the_window()).wait(lambda: workspace.document and workspace.jobs.running == 0, "the scenario")
    document, plan = workspace.document, workspace.plan
    assert document is not None
    assert plan is not None
    workspace.versions.kept.connect(stand_still)
    document.edit("Rename step", edit.rename_step(document.scenario, document.scenario.steps[0].id, "Just renamed"))
    edit_plan(workspace, "Change the load", replace(plan, load=LOAD))


def main() -> int:
    original = MainWindow.show

    def show(window: MainWindow) -> None:
        original(window)
        window.first_painted.connect(lambda: QTimer.singleShot(0, window, work))

    MainWindow.show = show  # type: ignore[method-assign]  # when there is a window to go through
    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
