"""The runs that are kept: a list with their verdicts and sizes, newest first."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from loadstudio.base.clock import iso_utc
from loadstudio.base.errors import LoadStudioError
from loadstudio.base.paths import runs_dir
from loadstudio.results.badges import Tone
from loadstudio.results.caption import read_caption
from loadstudio.results.query import INTERRUPTED, RunReader, open_run
from loadstudio.results.schema import RESULTS_FILE, EmptyFileError, NewerFileError
from loadstudio.results.trash import TRASH
from loadstudio.results.verdict import run_verdict


class RunEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One kept run as a row. `title` and `note` are the person's. `problem` is why it cannot be read, or ''; the facts
    are then empty, and it is listed by when its file was last written.
    """

    folder: str
    run_id: str
    name: str = ""
    scenarios: tuple[str, ...] = ()
    title: str = ""
    note: str = ""
    started_utc: str = ""
    duration_s: float = 0.0
    users_max: int = 0
    requests: int = 0
    size_bytes: int = 0
    outcome: str = ""
    tone: Tone = "neutral"
    short: str = ""
    problem: str = ""

    @property
    def called(self) -> str:
        """How the run is called: by its title, else by the name of its plan."""
        return self.title or self.name


def list_runs(folder: Path | None = None) -> tuple[RunEntry, ...]:
    """Return the runs below `folder` (by default all kept runs), newest first."""
    root = runs_dir() if folder is None else folder
    found = [_entry(path.parent) for path in root.glob(f"*/{RESULTS_FILE}") if path.parent.name != TRASH]
    return tuple(sorted(found, key=lambda entry: (entry.started_utc, entry.run_id), reverse=True))


def _entry(run_dir: Path) -> RunEntry:
    try:
        with open_run(run_dir) as reader:
            entry = _read_entry(run_dir, reader)
    except LoadStudioError as error:
        entry = RunEntry(
            folder=str(run_dir),
            run_id=run_dir.name,
            started_utc=_written_utc(run_dir),
            tone="bad",
            short=_short(error),
            problem=str(error),
        )
    words = read_caption(run_dir)
    return msgspec.structs.replace(entry, title=words.title, note=words.note, size_bytes=_size_bytes(run_dir))


def _short(problem: LoadStudioError) -> str:
    if isinstance(problem, NewerFileError):
        return "Needs a newer LoadStudio"
    return "Nothing was kept" if isinstance(problem, EmptyFileError) else "Cannot be read"


def _written_utc(run_dir: Path) -> str:
    """Return when a results file was last written: the best that is known of a run that cannot be read."""
    try:
        return iso_utc(datetime.fromtimestamp((run_dir / RESULTS_FILE).stat().st_mtime, UTC))
    except OSError:
        return ""


def _size_bytes(run_dir: Path) -> int:
    """Return what the files of a run take on the disk."""
    size_bytes = 0
    for path in run_dir.rglob("*"):
        with contextlib.suppress(OSError):  # a run that goes on makes files and takes them away
            size_bytes += path.stat().st_size if path.is_file() else 0
    return size_bytes


def _read_entry(run_dir: Path, reader: RunReader) -> RunEntry:
    info = reader.info
    if reader.going_on():
        return RunEntry(
            folder=str(run_dir),
            run_id=info.run_id,
            name=info.name,
            scenarios=info.scenarios,
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
        scenarios=info.scenarios,
        started_utc=info.started_utc,
        duration_s=summary.duration_s,
        users_max=summary.users_max,
        requests=summary.requests.count,
        outcome=summary.outcome,
        tone=verdict.tone,
        short="Interrupted" if summary.outcome == INTERRUPTED else verdict.short,
    )
