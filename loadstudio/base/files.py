"""Files read and written with errors fit for a person, and written whole or not at all. What a file means is known by
those who own its format.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.base.ids import new_id
from loadstudio.base.typed import convert

_NO_NAME = "is no name that a file can have."  # it has a NUL sign, which a damaged file may name
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_file(path: Path | str) -> bytes:
    """Return the content of a file. Raises FileError."""
    with _read_errors(path):
        return Path(path).read_bytes()


def open_bytes(path: Path | str) -> io.BufferedReader:
    """Open a file to read it piece by piece. Raises FileError."""
    with _read_errors(path):
        return Path(path).open("rb")


def open_text(path: Path | str) -> TextIO:
    """Open a file of UTF-8 text, with or without BOM, or of UTF-16 with one, as Excel's "Unicode text"; its line ends
    stay as they are. Raises FileError.
    """
    file = open_bytes(path)
    mark = file.peek(2)[:2]
    return io.TextIOWrapper(file, encoding="utf-16" if mark in _UTF_16 else "utf-8-sig", newline="")


def file_size(path: Path | str) -> int:
    """Return how many bytes a file has. Raises FileError."""
    with _read_errors(path):
        return Path(path).stat().st_size


def write_file(path: Path | str, content: bytes) -> None:
    """Replace a file in one move: a crash or a full disk leaves the old one whole, and nobody ever reads half of it.

    What is no ordinary file (a pipe, `/dev/null`) is written to as it stands. Raises FileError.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target.resolve(), content)
    except OSError as error:
        raise FileError(path, f"cannot be written ({error.strerror}).") from error
    except ValueError as error:
        raise FileError(path, _NO_NAME) from error


def resolved(path: Path) -> Path:
    """Return where a file really is, links followed. Raises FileError where its name is none."""
    try:
        return path.resolve()
    except ValueError as error:
        raise FileError(path, _NO_NAME) from error


def read_json(path: Path | str, what: str) -> Any:
    """Return the value in a JSON file that should hold `what` ("plan"), in UTF-8 or, with a BOM, in UTF-16. Raises
    FileError that names the line.
    """
    content = read_file(path).removeprefix(codecs.BOM_UTF8)
    if content[:2] in _UTF_16:
        content = content.decode("utf-16", "replace").encode()
    if not content.strip():
        raise FileError(path, "is empty.")
    wrong = f"is not JSON: the file is damaged, or no {what} at all."
    try:
        return msgspec.json.decode(content)
    except msgspec.DecodeError as error:
        byte = str(error).rpartition("(byte ")[2].rstrip(")")
        where = f"line {content[: int(byte)].count(b'\n') + 1}" if byte.isdigit() else ""
        raise FileError(path, wrong, where) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise FileError(path, wrong) from error


def json_as[T](path: Path | str, value: Any, kind: type[T]) -> T:
    """Return the JSON value of a file as a value of a type. Raises FileError with the member that does not fit."""
    try:
        return convert(value, kind)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at ")
        raise FileError(path, f"{message}. The file was damaged or edited by hand.", where.strip("`")) from error


def write_json(path: Path | str, value: Any) -> None:
    """Write a value indented and in a stable order, so that versions can be compared. Raises FileError."""
    write_file(path, indented_json(value))


def indented_json(value: Any) -> bytes:
    """Return a value as JSON for people and version control, with a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


@contextlib.contextmanager
def _read_errors(path: Path | str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise FileError(path, "does not exist.") from error
    except OSError as error:
        raise FileError(path, f"cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise FileError(path, _NO_NAME) from error


def _replace(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}.{new_id()}")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
