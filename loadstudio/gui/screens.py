"""Which screens there are, in the order of the way through; each is imported when it is first shown.

The charts behind Run and Results take long to import, and the window must be there at once; when it is, `import_all`
fetches them in a job, so that the first change of screens does not stall.
"""

# ruff: noqa: PLC0415 - imported late on purpose, here and nowhere else: see above

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP

from loadstudio.gui.jobs import Task
from loadstudio.gui.screen import Screen, ScreenKey
from loadstudio.gui.workspace import Workspace
from loadstudio.http_types import url


class RailEntry(NamedTuple):
    """A stage of the rail: its word (translated in the context `Rail`), its icon, and how its screen is made."""

    key: ScreenKey
    word: str
    icon: str
    make: Callable[[Workspace], Screen]


def _record(workspace: Workspace) -> Screen:
    from loadstudio.gui.record.screen import RecordScreen

    return RecordScreen(workspace)


def _scenario(workspace: Workspace) -> Screen:
    from loadstudio.gui.scenario.screen import ScenarioScreen

    return ScenarioScreen(workspace)


def _load(workspace: Workspace) -> Screen:
    from loadstudio.gui.plan.screen import LoadScreen

    return LoadScreen(workspace)


def _run(workspace: Workspace) -> Screen:
    from loadstudio.gui.run.screen import RunScreen

    return RunScreen(workspace)


def _results(workspace: Workspace) -> Screen:
    from loadstudio.gui.results.screen import ResultsScreen

    return ResultsScreen(workspace)


SCREENS: tuple[RailEntry, ...] = (
    RailEntry("record", str(QT_TRANSLATE_NOOP("Rail", "Record")), "record", _record),
    RailEntry("scenario", str(QT_TRANSLATE_NOOP("Rail", "Scenario")), "scenario", _scenario),
    RailEntry("load", str(QT_TRANSLATE_NOOP("Rail", "Load")), "load", _load),
    RailEntry("run", str(QT_TRANSLATE_NOOP("Rail", "Run")), "run", _run),
    RailEntry("results", str(QT_TRANSLATE_NOOP("Rail", "Results")), "results", _results),
)


_AHEAD = (
    "loadstudio.gui.scenario.screen",
    "loadstudio.gui.plan.screen",
    "loadstudio.gui.run.screen",
    "loadstudio.gui.results.screen",
    "loadstudio.authoring.importing.importer",
    "loadstudio.supervise.check_session",
    "loadstudio.authoring.comparing.check_progress",
    "segno",
)


def import_all(task: Task) -> None:
    """Import the screens and what they need, and read the list of domains, so that no first click waits for it.

    Work for a job. No widget is made: that belongs to the GUI thread.
    """
    for number, module in enumerate(_AHEAD):
        task.progress(number / len(_AHEAD), module)
        importlib.import_module(module)
    url.registrable_domain("shop.example")
