"""What commands print: sentences for people on stderr, data on stdout, and a progress line on a terminal."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

import msgspec

from loadstudio.base import files
from loadstudio.base.errors import FileError


def plain(text: str) -> str:
    """Return a text on one line, without what could steer a terminal: names come from elsewhere."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def say(sentence: str) -> None:
    """Print a line for the person, without what could steer a terminal.

    Where nobody can read it any more (stderr is closed), the work goes on: a run still ends in order.
    """
    with contextlib.suppress(OSError, AttributeError):  # AttributeError: there is no stderr at all
        _clear_progress()
        sys.stderr.write(plain(sentence) + "\n")
        sys.stderr.flush()


def data_line(value: Any) -> None:
    """Print one value as a line of JSON on stdout."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
    sys.stdout.flush()


def refuse_bad_outputs(*outputs: str | None) -> None:
    """Raise FileError for a file that could not be written after all the work: no folder is there, or it is one."""
    for output in outputs:
        if not output or output == "-":
            continue
        if not Path(output).absolute().parent.is_dir():
            raise FileError(output, "its folder does not exist")
        if Path(output).is_dir():
            raise FileError(output, "is a folder. Name a file in it.")


def write_json(target: str, value: Any) -> None:
    """Write a value as indented JSON to the file `target`, or to stdout when it is `-`. Raises FileError."""
    if target == "-":
        sys.stdout.write(files.indented_json(value).decode())
        sys.stdout.flush()
    else:
        files.write_json(target, value)


def progress(text: str) -> None:
    """Show `text` in the terminal's last line, over the one shown before; nothing where stderr is no terminal."""
    with contextlib.suppress(OSError, AttributeError):
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[2K{text}")
            sys.stderr.flush()


def progress_bar(ratio: float, text: str, width: int = 24) -> None:
    """Show a bar with words behind it. `ratio` from 0 to 1."""
    filled = round(min(1.0, max(0.0, ratio)) * width)
    progress(f"[{'#' * filled}{'.' * (width - filled)}] {text}")


def _clear_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[2K")
