"""`loadstudio report`: a stored run as PDF, HTML, CSV or JSON; the name's ending decides."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from loadstudio.base.errors import ExitCode, UsageError
from loadstudio.base.sentences import ENGLISH, LANGUAGES
from loadstudio.cli.console import say
from loadstudio.report.html import write_html
from loadstudio.report.pdf import write_pdf
from loadstudio.results.export import write_csv, write_json
from loadstudio.results.query import open_run


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("report", help="write a stored run as PDF, HTML, CSV or JSON")
    command.add_argument("run", metavar="RUN", help="a run's id or folder (see: loadstudio runs)")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="the file to write; its ending decides")
    command.add_argument("--language", choices=LANGUAGES, default=ENGLISH, help="of a PDF or HTML (default: en)")
    command.set_defaults(call=call)


def call(arguments: argparse.Namespace) -> int:
    """Write the report and return the exit code."""
    output = Path(arguments.output)
    write = _WRITERS.get(output.suffix.lower())
    if write is None:
        raise UsageError(f"'{output.name}' ends in none of {', '.join(_WRITERS)}.")
    with open_run(arguments.run) as run:
        folder = run.folder
    write(folder, output, arguments.language)
    say(f"{output} is written.")
    return ExitCode.OK


def _pdf(folder: Path, output: Path, language: str) -> None:
    write_pdf(folder, output, language=language)


def _csv(folder: Path, output: Path, _language: str) -> None:
    with open_run(folder) as run:
        write_csv(run, output)


def _json(folder: Path, output: Path, _language: str) -> None:
    with open_run(folder) as run:
        write_json(run, output)


_WRITERS: dict[str, Callable[[Path, Path, str], object]] = {
    ".pdf": _pdf,
    ".html": write_html,
    ".csv": _csv,
    ".json": _json,
}
