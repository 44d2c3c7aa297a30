"""Which screens there are, in the order of the way through; each is imported when it is first shown.

The charts behind Run and Results take long to import, and the window must be there at once.
"""

# ruff: noqa: PLC0415 - imported late on purpose, here and nowhere else: see above

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP

from loadstudio.gui.screen import Screen, ScreenKey
from loadstudio.gui.workspace import Workspace


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
