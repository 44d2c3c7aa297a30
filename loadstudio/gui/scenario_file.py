"""The file of the open scenario, as this window last knew it: what others wrote into it since then is kept before it is
written over. Slow, and without Qt; the document calls it in a job.
"""

from __future__ import annotations

import threading
from pathlib import Path

from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.plan.file import plan_path_of
from loadstudio.plan.versions import Version, folder_of, keep_version
from loadstudio.scenario.file import load_scenario, save_scenario
from loadstudio.scenario.model import Scenario

type _Mark = tuple[int, int, int]


class ScenarioFile:
    """`scenario` is what the file holds now; `elsewhere` is what the version of others is said to have been done by.
    Several threads may write.
    """

    def __init__(self, path: Path, scenario: Scenario, elsewhere: str) -> None:
        self._path = path
        self._known = scenario
        self._mark = _mark_of(path)
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
        theirs = self._theirs()
        if theirs is not None:
            now = iso_utc(now_utc())
            version = Version(
                file=str(self._path),
                plan_file=str(plan_path_of(self._path)),
                began_utc=now,
                saved_utc=now,
                done=(self._elsewhere,),
                scenario=theirs,
            )
            keep_version(folder_of(self._path), version)
            self._overwrote = True
        save_scenario(self._path, scenario)
        self._known, self._mark = scenario, _mark_of(self._path)

    def _theirs(self) -> Scenario | None:
        mark = _mark_of(self._path)
        if mark is None or mark == self._mark:
            return None
        found = load_scenario(self._path)
        return found if found != self._known else None


def _mark_of(path: Path) -> _Mark | None:
    """Return what changes whenever anybody writes a file, None where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns, facts.st_size
