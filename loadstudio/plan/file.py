"""Plans on disk: `*.plan.json`, read with errors that name the place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loadstudio.base.errors import FileError
from loadstudio.base.files import json_as, read_json, write_json
from loadstudio.plan.migrations import migrated
from loadstudio.plan.model import Plan
from loadstudio.scenario.file import SCENARIO_SUFFIX

PLAN_SUFFIX = ".plan.json"


def plan_path_of(scenario_path: Path) -> Path:
    """Return where the plan of a scenario is kept."""
    return scenario_path.with_name(scenario_path.name.removesuffix(SCENARIO_SUFFIX) + PLAN_SUFFIX)


def load_plan(path: Path) -> Plan:
    """Return the plan in a file, of this or any older version. Its numbers may still be impossible: see `validate`.

    Raises FileError.
    """
    raw = read_json(path, "plan")
    if not isinstance(raw, dict) or "load" not in raw:
        raise FileError(path, f"is no plan{_looks_like(raw)}.")
    try:
        current = migrated(raw)
    except ValueError as error:
        raise FileError(path, str(error)) from error
    return json_as(path, current, Plan)


def save_plan(plan: Plan, path: Path) -> None:
    """Write a plan. Raises FileError."""
    write_json(path, plan)


def _looks_like(raw: Any) -> str:
    if isinstance(raw, dict) and isinstance(raw.get("log"), dict):
        return " but a recording (HAR). Import it first"
    if isinstance(raw, dict) and "steps" in raw:
        return " but a scenario"
    return ""
