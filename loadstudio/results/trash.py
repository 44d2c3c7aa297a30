"""Deleted runs: moved to a trash beside them, from where they can be taken back for thirty days."""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.base.paths import runs_dir
from loadstudio.results.schema import RESULTS_FILE

TRASH = ".trash"
TRASH_DAYS = 30


class TrashedRun(msgspec.Struct, frozen=True, kw_only=True):
    """A deleted run: where it lies now and where it lay."""

    path: Path
    origin: Path


def delete_run(run_dir: Path) -> TrashedRun:
    """Move a run to the trash beside it, from where `restore_run` takes it back. Raises FileError."""
    if not (run_dir / RESULTS_FILE).is_file():
        raise FileError(run_dir, "holds no results of a run, so it is not deleted.")
    trash = run_dir.parent / TRASH
    target = trash / f"{run_dir.name}.{time.time_ns()}"
    try:
        trash.mkdir(exist_ok=True)
        run_dir.rename(target)
    except OSError as error:
        raise FileError(run_dir, f"cannot be deleted ({error.strerror}).") from error
    return TrashedRun(path=target, origin=run_dir)


def restore_run(trashed: TrashedRun) -> Path:
    """Take a run back from the trash and return its folder. Raises FileError."""
    if trashed.origin.exists():
        raise FileError(trashed.origin, "cannot be taken back from the trash: another run has its place.")
    try:
        trashed.path.rename(trashed.origin)
    except OSError as error:
        raise FileError(trashed.origin, f"cannot be taken back from the trash ({error.strerror}).") from error
    return trashed.origin


def empty_trash(folder: Path | None = None) -> int:
    """Remove for good what was deleted from `folder` (by default from the kept runs) more than 30 days ago; return how
    many runs. What cannot be removed now is left for the next time.
    """
    trash = (runs_dir() if folder is None else folder) / TRASH
    oldest_ns = time.time_ns() - TRASH_DAYS * 24 * 3600 * 1_000_000_000
    removed = 0
    for path in trash.iterdir() if trash.is_dir() else ():
        thrown_ns = path.name.rpartition(".")[2]
        if thrown_ns.isdigit() and int(thrown_ns) < oldest_ns:
            with contextlib.suppress(OSError):
                shutil.rmtree(path)
                removed += 1
    return removed
