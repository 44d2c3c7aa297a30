"""`loadstudio export`: a scenario or a plan as a script or test plan of another tool."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from loadstudio.base.errors import ExitCode
from loadstudio.base.units import counted_text
from loadstudio.cli.console import refuse_bad_outputs, say
from loadstudio.interchange.exporting import (
    TARGETS,
    exported,
    files_read,
    read_for_export,
    target_of,
    write_exported,
)


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("export", help="write a scenario or plan for another tool")
    command.add_argument("file", metavar="FILE", help="a scenario (*.scenario.json) or a plan (*.plan.json)")
    command.add_argument("--to", required=True, metavar="|".join(TARGETS), help="the tool")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="the script or test plan to write")
    command.set_defaults(call=call)


def call(arguments: argparse.Namespace) -> int:
    """Write the files, say what could not be taken along, and return the exit code."""
    form = target_of(arguments.to)
    output = Path(arguments.output)
    refuse_bad_outputs(arguments.output)
    file = Path(arguments.file)
    shares, plan, name = read_for_export(file)
    what = exported(shares, plan, name=name, target=arguments.to, file=output.name)
    write_exported(what, output, never=files_read(file, shares, plan))
    beside = len(what.files) - 1
    say(f"{output} is written{f', with {counted_text(beside, "file")} beside it' if beside else ''}.")
    if output.suffix.lower() != form.ending:
        say(f"- {form.called} expects a name that ends in {form.ending}.")
    for sentence in what.told:
        say(f"- Not taken along: {sentence}")
    return ExitCode.OK
