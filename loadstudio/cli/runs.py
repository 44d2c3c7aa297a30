"""`loadstudio runs` lists what was run; `loadstudio compare` sets two runs side by side."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from loadstudio.base.errors import ExitCode, FileError, UsageError
from loadstudio.base.units import bytes_text, duration_text
from loadstudio.cli.console import plain, say, write_json
from loadstudio.results.compare import compare
from loadstudio.results.history import list_runs
from loadstudio.results.parts import read_parts
from loadstudio.results.query import open_run


def add_to(commands: Any) -> None:
    """Add the commands to the command line."""
    listing = commands.add_parser("runs", help="list the runs, newest first")
    listing.add_argument("--out", metavar="DIR", help="the folder that holds the runs (default: the usual one)")
    listing.add_argument("--json", metavar="F", help="write the list as JSON (- for stdout)")
    listing.set_defaults(call=call_runs)
    comparison = commands.add_parser("compare", help="compare two runs")
    comparison.add_argument("before", metavar="RUN")
    comparison.add_argument("after", metavar="RUN")
    comparison.add_argument("--json", metavar="F", help="write the comparison as JSON (- for stdout)")
    comparison.add_argument("-o", "--output", metavar="F.pdf", help="write the comparison as PDF")
    comparison.set_defaults(call=call_compare)


def call_runs(arguments: argparse.Namespace) -> int:
    """Print the runs and return the exit code."""
    if arguments.out and not Path(arguments.out).is_dir():
        raise FileError(arguments.out, "is no folder.")
    runs = list_runs(Path(arguments.out) if arguments.out else None)
    if arguments.json:
        write_json(arguments.json, runs)
        return ExitCode.OK
    if not runs:
        say("No runs yet. Start one: loadstudio run shop.scenario.json")
    for run in runs:
        size, lasted = bytes_text(run.size_bytes), duration_text(run.duration_s)
        facts = f"{run.run_id}  {lasted:>12}  {run.users_max:>6} users  {size:>8}"
        print(plain(f"{facts}  {run.called or '–'}: {run.problem or run.short}"))
        for line in run.note.splitlines():
            print(f"    {plain(line)}")
    return ExitCode.OK


def call_compare(arguments: argparse.Namespace) -> int:
    """Print what changed from one run to another, or write it as PDF, and return the exit code."""
    output = Path(arguments.output) if arguments.output else None
    if output is not None and output.suffix.lower() != ".pdf":
        raise UsageError(f"'{output.name}' does not end in .pdf.")
    with open_run(arguments.before) as before, open_run(arguments.after) as after:
        comparison = compare(read_parts(before), read_parts(after))
        folders = before.folder, after.folder
    if output is not None:
        from loadstudio.report.pdf import write_comparison  # noqa: PLC0415 - typst loads slowly

        write_comparison(*folders, output)
        say(f"{output} is written.")
    if arguments.json or output is None:
        write_json(arguments.json or "-", comparison)
    return ExitCode.OK
