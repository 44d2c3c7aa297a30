"""Old scenario files brought to the present version, one function per old version, on plain JSON data.

Reading the file and its errors are `file`'s; golden files of every old version stand in the tests for ever.
"""

from __future__ import annotations

import re
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


_SAID = re.compile(r'"([^"\\\\]+)"\s*:\s*(true|false|0|"[^"\\\\]*")')


def _from_2(raw: Raw) -> Raw:
    """What a JSON answer says of itself was asked for as text, blanks included; now by its name and value."""
    return raw | {"steps": _each(raw.get("steps"), _with_json_checks)}


def _with_json_checks(part: Raw) -> Raw:
    changed = {"children": _each(part["children"], _with_json_checks)} if "children" in part else {}
    return part | changed | ({"checks": _each(part["checks"], _as_json_check)} if "checks" in part else {})


def _as_json_check(check: Raw) -> Raw:
    said = _SAID.fullmatch(str(check.get("text"))) if check.get("kind") == "text" and not check.get("absent") else None
    if said is None:
        return check
    path = f"$.{said[1]}" if said[1].isidentifier() else "$['{}']".format(said[1].replace("'", "\\'"))
    enabled = {"enabled": check["enabled"]} if "enabled" in check else {}
    return {"kind": "json", "path": path, "equals": said[2]} | enabled


def _each(values: Any, change: Callable[[Raw], Raw]) -> Any:
    """Change the objects of a list; what is none is left for the reader to complain about."""
    if not isinstance(values, list):
        return values
    return [change(value) if isinstance(value, dict) else value for value in values]


MIGRATIONS: Mapping[int, Callable[[Raw], Raw]] = {1: _from_1, 2: _from_2}
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
