"""A file that a request sends: it stands in the scenario's folder, so that both can be moved together."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import NamedTuple

from loadstudio.base.files import read_file, write_file

_UNKNOWN = "application/octet-stream"


class SentFile(NamedTuple):
    """`path` is relative to the scenario's folder, with `/`; `copied` when the file had to be put there."""

    path: str
    name: str
    content_type: str
    copied: bool


def brought(folder: Path, source: Path) -> SentFile:
    """Return a file of the computer as one of the scenario, copied into its folder when it stands elsewhere. What is
    there under its name is never overwritten. Raises FileError.
    """
    kind = mimetypes.guess_type(source.name)[0] or _UNKNOWN
    folder = folder.resolve()
    if source.resolve().is_relative_to(folder):
        return SentFile(source.resolve().relative_to(folder).as_posix(), source.name, kind, copied=False)
    content = read_file(source)
    for number in range(1, 10_000):
        name = source.name if number == 1 else f"{source.stem}-{number}{source.suffix}"
        target = folder / name
        if not target.exists():
            write_file(target, content)
            return SentFile(name, source.name, kind, copied=True)
        if target.is_file() and read_file(target) == content:
            return SentFile(name, source.name, kind, copied=False)
    raise AssertionError("ten thousand files of one name")
