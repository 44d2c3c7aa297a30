"""What other tools keep, known by its content and read into a scenario: the one door for commands and window.
Recordings (HAR) have their own (`authoring.importer`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec

from loadstudio.base.errors import FileError, InvalidInput
from loadstudio.base.files import read_file
from loadstudio.interchange.brought import Brought
from loadstudio.interchange.curl import from_curl, is_curl
from loadstudio.interchange.openapi import from_openapi, is_openapi
from loadstudio.interchange.postman import from_postman, is_postman

type Kind = Literal["har", "curl", "postman", "openapi"]

_LOOKED_AT = 4096


def kind_of(path: Path) -> Kind:
    """Return what a file holds; what is nothing else is taken for a recording. Raises FileError when it cannot be
    read.
    """
    content = read_file(path)
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
