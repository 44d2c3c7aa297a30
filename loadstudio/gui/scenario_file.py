"""The file of the open scenario, as this window last knew it: what others wrote into it since then is kept before it is
written over. Slow, and without Qt; the document calls it in a job.
"""

from __future__ import annotations

import threading
from pathlib import Path

from loadstudio.gui.changed_elsewhere import KnownFile, keep_theirs
from loadstudio.plan.file import plan_path_of
from loadstudio.scenario.file import load_scenario, save_scenario
from loadstudio.scenario.model import Scenario


class ScenarioFile:
    """`scenario` is what the file holds now; `elsewhere` is what the version of others is said to have been done by.
    Several threads may write.
    """

    def __init__(self, path: Path, scenario: Scenario, elsewhere: str) -> None:
        self._file = KnownFile(path, scenario, load_scenario)
        self._elsewhere = elsewhere
        self._overwrote = False
        self._lock = threading.Lock()

    def write(self, scenario: Scenario) -> None:
        """Write a scenario. What another window or program has written since is first kept among the versions.

        Raises FileError, also where what others wrote cannot be read: it is not written over.
        """
        with self._lock:
            self._write(scenario)

    def take_overwrote(self) -> bool:
        """Return whether anything of others was written over since this was asked last."""
        overwrote, self._overwrote = self._overwrote, False
        return overwrote

    def _write(self, scenario: Scenario) -> None:
        path, theirs = self._file.path, self._file.theirs()
        if theirs is not None:
            keep_theirs(path, plan_path_of(path), self._elsewhere, theirs)
            self._overwrote = True
        save_scenario(path, scenario)
        self._file.wrote(scenario)
