"""What `run` and `check` have in common: where to send, which data, where to write the numbers."""

from __future__ import annotations

import argparse
from pathlib import Path

from loadstudio.base.errors import UsageError


def add_target_options(command: argparse.ArgumentParser) -> None:
    """Add the options that name the target, its data and the file for the numbers."""
    command.add_argument("--base-url", default=None, metavar="URL", help="another address for the recorded site")
    command.add_argument("--allow-host", action="append", default=[], metavar="H", help="a host that may get load too")
    command.add_argument(
        "--data", action="append", default=[], metavar="NAME=FILE.csv", help="other rows for a data source"
    )
    command.add_argument("--json", metavar="F", help="write the numbers as JSON (- for stdout)")


def data_files(words: list[str]) -> dict[str, Path]:
    """Return the data files by source name from `NAME=FILE` words. Raises UsageError."""
    pairs = [word.partition("=") for word in words]
    for name, mark, file in pairs:
        if not (name and mark and file):
            raise UsageError(f"'{name}{mark}{file}' names no data. Write it like --data users=accounts.csv")
    return {name: Path(file) for name, _, file in pairs}
