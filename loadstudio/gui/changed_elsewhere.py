"""Files that several windows or programs may write: what others wrote since this window last knew the file. Slow, and
without Qt; it is asked in jobs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.plan.model import Plan
from loadstudio.plan.versions import Version, folder_of, keep_version
from loadstudio.scenario.model import Scenario

type _Mark = tuple[int, int, int]


class KnownFile[T]:
    """`known` is what the file holds now, None where there is none; `load` reads it."""

    def __init__(self, path: Path, known: T | None, load: Callable[[Path], T]) -> None:
        self.path = path
        self._known = known
        self._load = load
        self._mark = _mark_of(path)

    def theirs(self) -> T | None:
        """Return what another window or program has written since, None where none has. Raises FileError where that
        cannot be read: it must not be written over.
        """
        mark = _mark_of(self.path)
        if mark is None or mark == self._mark:
            return None
        found = self._load(self.path)
        return found if found != self._known else None

    def wrote(self, value: T) -> None:
        """This window has just written the file."""
        self._known, self._mark = value, _mark_of(self.path)


def keep_theirs(file: Path, plan_file: Path, done: str, scenario: Scenario, plan: Plan | None = None) -> None:
    """Keep what others wrote among the versions of a scenario `file`, as done by what `done` says. Raises FileError."""
    now = iso_utc(now_utc())
    version = Version(
        file=str(file),
        plan_file=str(plan_file),
        began_utc=now,
        saved_utc=now,
        done=(done,),
        scenario=scenario,
        plan=plan,
    )
    keep_version(folder_of(file), version)


def _mark_of(path: Path) -> _Mark | None:
    """Return what changes whenever anybody writes a file, None where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns, facts.st_size
