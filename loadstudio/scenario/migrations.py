"""Old scenario files brought to the present version, one function per old version, on plain JSON data.

Reading the file and its errors are `file`'s; golden files of every old version stand in the tests for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from loadstudio.scenario.model import SCENARIO_VERSION

type Raw = dict[str, Any]


def _from_1(raw: Raw) -> Raw:
    """Steps say their kind, since blocks stand beside them; data of one's own ends with its rows, as it always did."""
    return raw | {
        "steps": _each(raw.get("steps"), lambda step: {"kind": "step"} | step),
        "data_sources": _each(
            raw.get("data_sources", []),
            lambda source: source | {"when_used_up": "stop"} if source.get("policy") == "unique" else source,
        ),
    }


def _each(values: Any, change: Callable[[Raw], Raw]) -> Any:
    """Change the objects of a list; what is none is left for the reader to complain about."""
    if not isinstance(values, list):
        return values
    return [change(value) if isinstance(value, dict) else value for value in values]


MIGRATIONS: Mapping[int, Callable[[Raw], Raw]] = {1: _from_1}
"""From a version to the next: `MIGRATIONS[1]` makes version 2 of version 1."""


class NewerVersion(ValueError):
    """The file was made by a newer program; `version` is the file's."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(
            f"was made by a newer LoadStudio (version {version}; this one reads up to {SCENARIO_VERSION}). "
            "Install the newer LoadStudio to open it."
        )


def migrated(raw: Raw) -> Raw:
    """Return the scenario as the present version writes it. Raises NewerVersion, or ValueError with a sentence."""
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError("has no version number that LoadStudio knows")
    if version > SCENARIO_VERSION:
        raise NewerVersion(version)
    for step in range(version, SCENARIO_VERSION):
        raw = MIGRATIONS[step](raw) | {"version": step + 1}
    return raw
