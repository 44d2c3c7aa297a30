"""`loadstudio import`: a recording becomes a scenario, with its test data beside it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from loadstudio.authoring.importer import ImportResult, scenario_from
from loadstudio.base.errors import ExitCode, FileError, InvalidInput, UsageError
from loadstudio.base.units import counted_text
from loadstudio.cli.check import checked, tell
from loadstudio.cli.console import progress_bar, say
from loadstudio.recording.har_read import read_har
from loadstudio.scenario.file import SCENARIO_SUFFIX, save_imported
from loadstudio.scenario.model import requests_of


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("import", help="make a scenario from a recording")
    command.add_argument("file", metavar="FILE", help="the recording (HAR)")
    command.add_argument(
        "-o", "--output", required=True, metavar=f"NAME{SCENARIO_SUFFIX}", help="the scenario to write"
    )
    command.add_argument(
        "--keep-host", action="append", default=[], metavar="H", help="keep the requests to this host too (repeatable)"
    )
    command.add_argument("--no-correlate", action="store_true", help="leave changing values as recorded")
    command.add_argument("--verify", action="store_true", help="replay it once and say what did not work")
    command.set_defaults(call=call)


def call(arguments: argparse.Namespace) -> int:
    """Import and return the exit code."""
    output = Path(arguments.output)
    if not output.name.endswith(SCENARIO_SUFFIX):
        raise UsageError(f"A scenario's name ends in {SCENARIO_SUFFIX}: {output.name}{SCENARIO_SUFFIX}")
    if not output.absolute().parent.is_dir():
        raise FileError(output, "its folder does not exist")
    result = _imported(Path(arguments.file), output, arguments)
    save_imported(output, result.scenario, [(table.columns, table.rows) for table in result.tables])
    _tell(result, output)
    if not arguments.verify:
        return ExitCode.OK
    report = checked(output)
    tell(report)
    return ExitCode.OK if report.passed else ExitCode.LIMIT_MISSED


def _imported(source: Path, output: Path, arguments: argparse.Namespace) -> ImportResult:
    recording = read_har(source)
    try:
        return scenario_from(
            recording,
            name=output.name.removesuffix(SCENARIO_SUFFIX),
            recording_file=os.path.relpath(source.absolute(), output.absolute().parent),
            keep_hosts=arguments.keep_host,
            correlate=not arguments.no_correlate,
            progress=progress_bar,
        )
    except InvalidInput as error:
        raise FileError(source, str(error)) from error


def _tell(result: ImportResult, output: Path) -> None:
    scenario = result.scenario
    steps = counted_text(len(scenario.steps), "step")
    say(f"{output}: {steps}, {counted_text(len(requests_of(scenario)), 'request')}.")
    for finding in result.findings:
        say(f"- {finding.sentence}")
    for source in scenario.data_sources:
        say(f"Test data: {output.parent / source.file} ({', '.join(source.columns)}).")
