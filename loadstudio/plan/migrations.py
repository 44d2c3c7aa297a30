"""Old plan files brought to the present version, one function per old version, on plain JSON data.

Reading the file and its errors are `file`'s; golden files of every old version stand in the tests for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from loadstudio.plan.model import PLAN_VERSION

type Raw = dict[str, Any]


def _from_1(raw: Raw) -> Raw:
    """Think times got more ways than a factor, and what concerns the network a place of its own."""
    changed = dict(raw)
    factor, verify = changed.pop("think_time_factor", 1.0), changed.pop("verify_tls", True)
    return changed | {"think_times": {"kind": "recorded", "factor": factor}, "network": {"verify_tls": verify}}


MIGRATIONS: Mapping[int, Callable[[Raw], Raw]] = {1: _from_1}
"""From a version to the next: `MIGRATIONS[1]` makes version 2 of version 1."""


def migrated(raw: Raw) -> Raw:
    """Return the plan as the present version writes it. Raises ValueError with a sentence."""
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError("has no version number that LoadStudio knows.")
    if version > PLAN_VERSION:
        raise ValueError(
            f"was made by a newer LoadStudio (version {version}; this one reads up to {PLAN_VERSION}). "
            "Install the newer LoadStudio to open it."
        )
    for step in range(version, PLAN_VERSION):
        raw = MIGRATIONS[step](raw) | {"version": step + 1}
    return raw
