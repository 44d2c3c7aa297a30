"""Earlier versions of a scenario and its plan, kept beside no file of the person but in a folder of their own, bounded.

What stands here is values and files; when a version is kept, and when one is offered, is the window's to say.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from loadstudio.base import paths
from loadstudio.base.clock import parse_iso
from loadstudio.base.files import write_file
from loadstudio.base.ids import slug
from loadstudio.base.typed import convert
from loadstudio.plan.migrations import migrated as migrated_plan
from loadstudio.plan.model import Plan
from loadstudio.scenario import diff
from loadstudio.scenario.migrations import migrated as migrated_scenario
from loadstudio.scenario.model import Scenario

VERSIONS_KEPT = 20
_FOLDERS_KEPT = 50
_BYTES_KEPT = 64 * 1024 * 1024
_ONE_VERSION = timedelta(minutes=2)
_SUFFIX = ".json.gz"
_DONE_KEPT = 50


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario with its plan as they were at `saved_utc` (ISO 8601). `done` names the edits since `began_utc`, each
    once, in order; it is empty for what was there when the file was opened. `file` is the scenario's.
    """

    file: str
    plan_file: str
    began_utc: str
    saved_utc: str
    done: tuple[str, ...] = ()
    scenario: Scenario
    plan: Plan | None = None


def folder_of(scenario_file: Path) -> Path:
    """Return the folder that holds the versions of a scenario; it may not be there yet. Raises FileError."""
    name = scenario_file.name.partition(".")[0]
    digest = hashlib.sha256(str(scenario_file.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return paths.versions_dir() / f"{slug(name)[:30]}-{digest[:12]}"


def read_versions(folder: Path) -> tuple[Version, ...]:
    """Return the versions in a folder, the newest first; what cannot be read is left out. Slow."""
    return tuple(_each(folder))


def newest_version(folder: Path) -> Version | None:
    """Return the newest version in a folder that can be read. Slow."""
    return next(_each(folder), None)


def keep_version(folder: Path, version: Version) -> None:
    """Write a version, in place of the one that began at the same moment, and forget the oldest ones. Raises
    FileError.
    """
    with contextlib.suppress(OSError):  # what cannot be made is told by the writing
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    moment = parse_iso(version.began_utc)
    content = gzip.compress(msgspec.json.encode(version), compresslevel=3, mtime=0)
    write_file(folder / f"{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03}{_SUFFIX}", content)
    _prune(folder)


def continued(last: Version | None, new: Version) -> Version:
    """Return `new` as the next version, or as the continuation of `last` where that began a moment ago: so a burst of
    edits is one version, and 20 of them reach back a good while.
    """
    if last is None or not last.done or parse_iso(new.saved_utc) - parse_iso(last.began_utc) > _ONE_VERSION:
        return new
    return replace(new, began_utc=last.began_utc, done=tuple(dict.fromkeys((*last.done, *new.done)))[-_DONE_KEPT:])


def holds(version: Version, scenario: Scenario, plan: Plan | None) -> bool:
    """Return whether a version is what is there now; a plan that nobody changed yet says nothing."""
    return version.scenario == scenario and (version.plan is None or version.plan == plan)


def unsaved(version: Version, scenario: Scenario, plan: Plan | None) -> bool:
    """Return whether a version holds work that never came into the files, of which this was read. Looks at the files'
    times: what another program wrote later is no loss.
    """
    saved = parse_iso(version.saved_utc)
    lost_scenario = version.scenario != scenario and saved > _written(version.file)
    lost_plan = version.plan is not None and version.plan != plan and saved > _written(version.plan_file)
    return lost_scenario or lost_plan


def parts_changed(version: Version, scenario: Scenario) -> int:
    """Return how many parts of a scenario would change if it went back to a version."""
    changes = diff.changes(scenario, version.scenario)
    return len({_part_of(change) for change in changes})


def _part_of(change: diff.Change) -> str:
    return change.part.id if isinstance(change, diff.Inserted | diff.Changed) else change.part_id


def forget_oldest(root: Path) -> None:
    """Keep the versions of the scenarios that were worked on last."""
    with contextlib.suppress(OSError):
        folders = sorted((one for one in root.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
        for folder in folders[:-_FOLDERS_KEPT]:
            shutil.rmtree(folder, ignore_errors=True)


def _each(folder: Path) -> Iterator[Version]:
    read = (_read(path) for path in sorted(_files(folder), reverse=True))
    return (version for version in read if version is not None)


def _files(folder: Path) -> Sequence[Path]:
    try:
        return [path for path in folder.iterdir() if path.name.endswith(_SUFFIX) and not path.name.startswith(".")]
    except OSError:
        return []


def _read(path: Path) -> Version | None:
    try:
        raw: Any = msgspec.json.decode(gzip.decompress(path.read_bytes()))
        raw["scenario"] = migrated_scenario(raw["scenario"])
        if raw.get("plan") is not None:
            raw["plan"] = migrated_plan(raw["plan"])
        return convert(raw, Version)
    except (OSError, EOFError, ValueError, KeyError, TypeError):  # cut short, or of a newer program
        return None


def _prune(folder: Path) -> None:
    room = _BYTES_KEPT
    for number, path in enumerate(sorted(_files(folder), reverse=True)):
        with contextlib.suppress(OSError):
            room -= path.stat().st_size
            if number >= VERSIONS_KEPT or (room < 0 and number):
                path.unlink()


def _written(file: str) -> datetime:
    try:
        return datetime.fromtimestamp(Path(file).stat().st_mtime).astimezone()
    except OSError:
        return parse_iso("1970-01-01T00:00:00Z")
