"""What other tools keep, known by its content and read into a scenario: the one door for commands and window.
Recordings (HAR) have their own (`authoring.importer`).
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from loadstudio.base.errors import FileError, InvalidInput
from loadstudio.base.files import read_file
from loadstudio.base.ids import slug
from loadstudio.interchange.reading.brought import Brought
from loadstudio.interchange.reading.curl import from_curl, is_curl
from loadstudio.interchange.reading.jmeter.plan_reading import from_jmx
from loadstudio.interchange.reading.jmeter.xml_reading import is_jmx
from loadstudio.interchange.reading.openapi import from_openapi, is_openapi
from loadstudio.interchange.reading.postman import from_postman, is_postman
from loadstudio.plan.file import load_plan, plan_path_of, save_plan
from loadstudio.plan.model import Plan
from loadstudio.scenario.file import SCENARIO_SUFFIX, save_imported
from loadstudio.scenario.model import Scenario

type Kind = Literal["har", "curl", "postman", "openapi", "jmx"]

_LOOKED_AT = 4096
_SCRIPT = re.compile(
    rb"^\s*(?:import\b[^\n;]*from\s+['\"]k6(?:/[\w/]+)?['\"]|(?:from|import)\s+locust\b)", re.MULTILINE
)
_LARGEST_FILE_BYTES = 20_000_000


def kind_of(path: Path) -> Kind:
    """Return what a file holds; what is nothing else is taken for a recording. Raises FileError when it cannot be read,
    and for a script of another tool.
    """
    content = read_file(path)
    if (tool := _script_of(content)) is not None:
        raise FileError(
            path,
            f"is a script of {tool}, which is a program: it cannot be read as a scenario. Import the recording (HAR)"
            " that it was made of, or record the site anew.",
        )
    if is_jmx(content):
        return "jmx"
    value = _json(content)
    if is_postman(value):
        return "postman"
    if is_openapi(value) or (value is None and _looks_like_yaml(content)):
        return "openapi"
    return "curl" if value is None and is_curl(content.decode("utf-8", "replace")) else "har"


def brought_from(path: Path, kind: Kind, name: str) -> Brought:
    """Return the scenario of a file that is no recording. Raises FileError."""
    content = read_file(path)
    try:
        if kind == "jmx":
            return from_jmx(content, name, lambda beside: _file_beside(path, beside))
        if kind == "curl":
            return from_curl(content.decode("utf-8-sig"), name)
        if kind == "postman":
            return from_postman(_json(content), name)
        value = _json(content)
        value = _yaml(path, content) if value is None else value
        if not is_openapi(value):
            raise FileError(path, "is no description of an API that can be read.")
        return from_openapi(value, name)
    except (InvalidInput, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text." if isinstance(error, UnicodeDecodeError) else str(error)
        raise FileError(path, reason) from error


def save_brought(brought: Brought, path: Path) -> tuple[Scenario, Plan | None]:
    """Write a scenario with its rows and its plan, and beside it the other scenarios of the plan; return scenario and
    plan as they are on disk. A plan that is there already is the person's, and stays. Raises FileError.
    """
    stem = path.name.removesuffix(SCENARIO_SUFFIX)
    files = {brought.scenario.name: path.name}
    save_imported(path, brought.scenario, brought.tables)
    for other in brought.others:
        files[other.scenario.name] = f"{stem}-{slug(other.scenario.name)}{SCENARIO_SUFFIX}"
        save_imported(path.with_name(files[other.scenario.name]), other.scenario, other.tables)
    if brought.plan is None:
        return brought.scenario, None
    plan_path = plan_path_of(path)
    if plan_path.exists():
        return brought.scenario, load_plan(plan_path)
    uses = tuple(replace(use, file=files[use.file]) for use in brought.plan.scenarios)
    plan = replace(brought.plan, scenarios=uses)
    save_plan(plan, plan_path)
    return brought.scenario, plan


def _file_beside(path: Path, beside: str) -> bytes | None:
    """Return the content of a file that a test plan names; only what stands in the plan's own folder is read, or, where
    the plan was made on another computer, what has the name of such a file.
    """
    named = PureWindowsPath(beside) if "\\" in beside or ":" in beside else PurePosixPath(beside)
    folder = path.absolute().parent.resolve()
    for candidate in (folder.joinpath(*(part for part in named.parts if part != named.anchor)), folder / named.name):
        try:
            whole = candidate.resolve()
            if whole.is_relative_to(folder) and whole.is_file() and whole.stat().st_size <= _LARGEST_FILE_BYTES:
                return whole.read_bytes()
        except (OSError, ValueError):
            continue
    return None


def _script_of(content: bytes) -> str | None:
    found = _SCRIPT.search(content[: 4 * _LOOKED_AT])
    return None if found is None else "k6" if b"k6" in found[0] else "Locust"


def _json(content: bytes) -> Any:
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _looks_like_yaml(content: bytes) -> bool:
    lines = content[:_LOOKED_AT].decode("utf-8", "replace").splitlines()
    return any(line.startswith(("openapi:", "swagger:", '"openapi":', "'openapi':")) for line in lines)


def _yaml(path: Path, content: bytes) -> Any:
    import yaml  # noqa: PLC0415 - rarely needed

    try:
        return yaml.safe_load(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark is not None else ""
        raise FileError(path, "is no YAML: the file is damaged, or edited by hand.", where) from error
