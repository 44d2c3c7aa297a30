"""The runs that are kept: a list with their verdicts, newest first; deleting to a trash, and taking back."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.base.paths import runs_dir
from loadstudio.results.caption import read_caption
from loadstudio.results.query import INTERRUPTED, RunReader, open_run
from loadstudio.results.schema import RESULTS_FILE
from loadstudio.results.verdict import Tone, run_verdict

_TRASH = ".trash"
_TRASH_DAYS = 30


class RunEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One kept run as a row. `title` and `note` are the person's. `problem` is why it cannot be read, or ''; the facts
    are then empty.
    """

    folder: str
    run_id: str
    name: str = ""
    title: str = ""
    note: str = ""
    started_utc: str = ""
    duration_s: float = 0.0
    users_max: int = 0
    requests: int = 0
    outcome: str = ""
    tone: Tone = "neutral"
    short: str = ""
    problem: str = ""

    @property
    def called(self) -> str:
        """How the run is called: by its title, else by the name of its plan."""
        return self.title or self.name


class TrashedRun(msgspec.Struct, frozen=True, kw_only=True):
    """A deleted run: where it lies now and where it lay."""

    path: Path
    origin: Path


def list_runs(folder: Path | None = None) -> tuple[RunEntry, ...]:
    """Return the runs below `folder` (by default all kept runs), newest first."""
    root = runs_dir() if folder is None else folder
    found = [_entry(path.parent) for path in root.glob(f"*/{RESULTS_FILE}") if path.parent.name != _TRASH]
    return tuple(sorted(found, key=lambda entry: (entry.started_utc, entry.run_id), reverse=True))


def _entry(run_dir: Path) -> RunEntry:
    try:
        with open_run(run_dir) as reader:
            entry = _read_entry(run_dir, reader)
    except FileError as error:
        return RunEntry(
            folder=str(run_dir), run_id=run_dir.name, tone="bad", short="Cannot be read", problem=str(error)
        )
    words = read_caption(run_dir)
    return msgspec.structs.replace(entry, title=words.title, note=words.note)


def _read_entry(run_dir: Path, reader: RunReader) -> RunEntry:
    info = reader.info
    if reader.going_on():
        return RunEntry(
            folder=str(run_dir),
            run_id=info.run_id,
            name=info.name,
            started_utc=info.started_utc,
            duration_s=reader.seconds(),
            outcome="running",
            short="Running",
        )
    summary = reader.summary()
    verdict = run_verdict(reader)
    return RunEntry(
        folder=str(run_dir),
        run_id=info.run_id,
        name=info.name,
        started_utc=info.started_utc,
        duration_s=summary.duration_s,
        users_max=summary.users_max,
        requests=summary.requests.count,
        outcome=summary.outcome,
        tone=verdict.tone,
        short="Interrupted" if summary.outcome == INTERRUPTED else verdict.short,
    )


def delete_run(run_dir: Path) -> TrashedRun:
    """Move a run to the trash beside it, from where `restore_run` takes it back; what lies there for 30 days goes.

    Raises FileError.
    """
    if not (run_dir / RESULTS_FILE).is_file():
        raise FileError(run_dir, "holds no results of a run, so it is not deleted.")
    trash = run_dir.parent / _TRASH
    target = trash / f"{run_dir.name}.{time.time_ns()}"
    try:
        trash.mkdir(exist_ok=True)
        run_dir.rename(target)
    except OSError as error:
        raise FileError(run_dir, f"cannot be deleted ({error.strerror}).") from error
    _empty(trash)
    return TrashedRun(path=target, origin=run_dir)


def restore_run(trashed: TrashedRun) -> Path:
    """Take a run back from the trash and return its folder. Raises FileError."""
    try:
        trashed.path.rename(trashed.origin)
    except OSError as error:
        raise FileError(trashed.origin, f"cannot be taken back from the trash ({error.strerror}).") from error
    return trashed.origin


def _empty(trash: Path) -> None:
    oldest_ns = time.time_ns() - _TRASH_DAYS * 24 * 3600 * 1_000_000_000
    for path in trash.iterdir():
        thrown_ns = path.name.rpartition(".")[2]
        if thrown_ns.isdigit() and int(thrown_ns) < oldest_ns:
            shutil.rmtree(path, ignore_errors=True)
