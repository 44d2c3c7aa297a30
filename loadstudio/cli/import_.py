"""`loadstudio import`: a recording, or what another tool keeps, becomes a scenario, with its test data beside it."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

from loadstudio.authoring.importing.importer import Analysis, ImportResult
from loadstudio.authoring.mending.repair import MOST_ROUNDS
from loadstudio.authoring.mending.second_recording import Compared, compared_with
from loadstudio.authoring.sources.insight import NOTHING_YET, Insight
from loadstudio.base.errors import ExitCode, FileError, InvalidInput, UsageError
from loadstudio.base.units import counted_text
from loadstudio.cli.check import drive, tell
from loadstudio.cli.console import progress_bar, say
from loadstudio.cli.target import engine_failed
from loadstudio.interchange.importing import Kind, brought_from, kind_of, save_brought
from loadstudio.plan.compile import plan_for_scenario
from loadstudio.plan.file import plan_path_of
from loadstudio.plan.hosts import refuse_unknown_hosts
from loadstudio.recording.har_read import read_har
from loadstudio.scenario.file import SCENARIO_SUFFIX, save_imported
from loadstudio.scenario.model import Scenario, requests_of
from loadstudio.supervise.check_session import check_spec
from loadstudio.supervise.verify_session import VerifySession


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("import", help="make a scenario from a recording, curl, Postman, OpenAPI or JMeter")
    command.add_argument(
        "file",
        metavar="FILE",
        help="a recording (HAR), curl commands, a Postman collection, an OpenAPI description, or a test plan of JMeter",
    )
    command.add_argument(
        "-o", "--output", required=True, metavar=f"NAME{SCENARIO_SUFFIX}", help="the scenario to write"
    )
    command.add_argument(
        "--keep-host", action="append", default=[], metavar="H", help="keep the requests to this host too (repeatable)"
    )
    command.add_argument("--no-correlate", action="store_true", help="leave changing values as recorded")
    command.add_argument(
        "--verify",
        action="store_true",
        help="replay it and repair what went wrong; the requests are really sent, five times at most",
    )
    command.add_argument(
        "--compare",
        metavar="SECOND.har",
        help="another recording of the same, best as another user: tells values apart",
    )
    command.set_defaults(call=call)


def call(arguments: argparse.Namespace) -> int:
    """Import and return the exit code."""
    output = Path(arguments.output)
    if not output.name.endswith(SCENARIO_SUFFIX):
        raise UsageError(f"A scenario's name ends in {SCENARIO_SUFFIX}: {output.name}{SCENARIO_SUFFIX}")
    if not output.absolute().parent.is_dir():
        raise FileError(output, "its folder does not exist")
    source = Path(arguments.file)
    kind = kind_of(source)
    if kind != "har":
        return _bring(source, kind, output, arguments)
    analysis = _analysis(source, output, arguments)
    compared = _compared(analysis, Path(arguments.compare), arguments.keep_host) if arguments.compare else None
    result = compared.result if compared else analysis.result(progress=progress_bar)
    _save(output, result)
    _tell(result, output)
    for sentence in compared.sentences if compared else ():
        say(f"- {sentence}")
    insight = compared.insight if compared else NOTHING_YET
    return _verify(analysis, output, insight) if arguments.verify else ExitCode.OK


def _bring(source: Path, kind: Kind, output: Path, arguments: argparse.Namespace) -> int:
    """Make a scenario of what another tool keeps, say what was not taken, and return the exit code."""
    if arguments.compare or arguments.verify:
        raise UsageError(f"{source} is no recording, so there are no answers to compare with. Try: loadstudio check")
    brought = brought_from(source, kind, output.name.removesuffix(SCENARIO_SUFFIX))
    scenario, plan = save_brought(brought, output)
    _tell_size(scenario, output)
    if plan is not None:
        files = ", ".join(str(output.parent / use.file) for use in plan.scenarios)
        say(f"Plan: {plan_path_of(output)} ({files}).")
    _tell_data(scenario, output)
    for variable in brought.scenario.variables:
        if variable.origin == "constant":
            say(f"- The value '{variable.name}' is {variable.recorded_value or 'empty'}.")
    for sentence in brought.told:
        say(f"- Not taken: {sentence}")
    return ExitCode.OK


def _compared(analysis: Analysis, second: Path, keep_hosts: list[str]) -> Compared:
    recording = read_har(second)
    try:
        return compared_with(analysis, recording, keep_hosts)
    except InvalidInput as error:
        raise FileError(second, str(error)) from error


def _analysis(source: Path, output: Path, arguments: argparse.Namespace) -> Analysis:
    recording = read_har(source, lambda share: progress_bar(share, "Reading the recording"))
    try:
        return Analysis(
            recording,
            name=output.name.removesuffix(SCENARIO_SUFFIX),
            recording_file=os.path.relpath(source.absolute(), output.absolute().parent),
            keep_hosts=arguments.keep_host,
            correlate=not arguments.no_correlate,
            progress=progress_bar,
        )
    except InvalidInput as error:
        raise FileError(source, str(error)) from error


def _save(output: Path, result: ImportResult) -> None:
    save_imported(output, result.scenario, [(table.columns, table.rows) for table in result.tables])


def _verify(analysis: Analysis, output: Path, insight: Insight) -> int:
    """Replay and repair, save what is better, say what became of each value; 4 when a request still goes wrong."""
    plan = plan_for_scenario(output)
    with tempfile.TemporaryDirectory(prefix="loadstudio-verify-") as results:
        spec = check_spec(plan, folder=output.absolute().parent, results_dir=Path(results))
        refuse_unknown_hosts(spec)
        session = VerifySession(analysis, spec, insight=insight)
        say(f"Playing it back: the requests are really sent, {MOST_ROUNDS} times at most.")
        while not session.over:
            drive(
                session.check,
                lambda: progress_bar(session.ratio, session.progress_sentence()),
                is_overdue=lambda: session.overdue,
            )
            session.go_on()
    outcome = session.outcome()
    if outcome is None:
        raise engine_failed(session.check, output)
    _save(output, outcome.result)
    tell(outcome.report)
    for sentence in outcome.sentences:
        say(f"- {sentence}")
    times = "once" if outcome.rounds == 1 else f"{outcome.rounds} times"
    left_out = any(finding.kind == "left_out" for finding in outcome.result.findings)
    works = "What is replayed works; something is left out, as said above." if left_out else "The whole pass works."
    ending = works if outcome.passed else "Something still goes wrong; look at it in the window."
    say(f"Played back {times}. {ending}")
    return ExitCode.OK if outcome.passed else ExitCode.LIMIT_MISSED


def _tell(result: ImportResult, output: Path) -> None:
    scenario = result.scenario
    _tell_size(scenario, output)
    for finding in result.findings:
        say(f"- {finding.sentence}")
    _tell_data(scenario, output)


def _tell_data(scenario: Scenario, output: Path) -> None:
    for source in scenario.data_sources:
        say(f"Test data: {output.parent / source.file} ({', '.join(source.columns)}).")


def _tell_size(scenario: Scenario, output: Path) -> None:
    steps = counted_text(len(scenario.steps), "step")
    say(f"{output}: {steps}, {counted_text(len(requests_of(scenario)), 'request')}.")
