"""Plans on disk: `*.plan.json`, read with errors that name the place, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.plan.migrations import migrated
from loadstudio.plan.model import Plan


def load_plan(path: Path) -> Plan:
    """Return the plan in a file, of this or any older version. Its numbers may still be impossible: see `validate`.

    Raises FileError.
    """
    raw = _parsed(path)
    if not isinstance(raw, dict) or "load" not in raw:
        raise FileError(path, f"is no plan{_looks_like(raw)}.")
    try:
        return msgspec.convert(migrated(raw), Plan)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at ")
        raise FileError(path, f"{message}. The file was damaged or edited by hand.", where.strip("`")) from error
    except ValueError as error:
        raise FileError(path, str(error)) from error


def save_plan(plan: Plan, path: Path) -> None:
    """Write a plan, indented and in a stable order, so that versions can be compared. Raises FileError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(msgspec.json.format(msgspec.json.encode(plan), indent=2) + b"\n")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise FileError(path, f"cannot be written ({error.strerror}).") from error


def _parsed(path: Path) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes())
    except FileNotFoundError as error:
        raise FileError(path, "does not exist.") from error
    except OSError as error:
        raise FileError(path, f"cannot be read ({error.strerror}).") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileError(path, "is not JSON: the file is damaged, or no plan at all.") from error


def _looks_like(raw: Any) -> str:
    if isinstance(raw, dict) and isinstance(raw.get("log"), dict):
        return " but a recording (HAR). Import it first"
    if isinstance(raw, dict) and "steps" in raw:
        return " but a scenario"
    return ""
