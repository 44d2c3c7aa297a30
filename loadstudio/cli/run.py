"""`loadstudio run`: a load run without a window."""

from __future__ import annotations

import argparse
import contextlib
import signal
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from loadstudio.base.errors import ExitCode, FileError, LoadStudioError
from loadstudio.base.units import clock_text, milliseconds_text, parse_duration_s, parse_rate_per_s, per_second_text
from loadstudio.cli.console import progress, say, write_json
from loadstudio.cli.machines import add_machine_options, machines_asked, show_awaited
from loadstudio.cli.run_plan import refuse_nonsense, spec_of
from loadstudio.cli.target import add_target_options, engine_failed, tell_of_code
from loadstudio.metrics.summary import Summary
from loadstudio.plan.hosts import refuse_unknown_hosts
from loadstudio.plan.limits import parse_limit
from loadstudio.plan.think_times import parse_think_times
from loadstudio.report.pdf import write_pdf
from loadstudio.results.badges import measured_text
from loadstudio.results.junit import write_junit
from loadstudio.results.query import open_run
from loadstudio.results.schema import RESULTS_FILE, SUMMARY_FILE
from loadstudio.results.verdict import run_verdict
from loadstudio.supervise.child import Child
from loadstudio.supervise.run_session import RunSession
from loadstudio.wire.run_messages import MachinesAwaited, RunEvent

_POLL_S = 0.2


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("run", help="put load on a site")
    command.add_argument("file", metavar="FILE", help="a scenario (*.scenario.json) or a plan (*.plan.json)")
    command.add_argument("--users", type=int, metavar="N", help="how many people at once (default: 1)")
    command.add_argument("--ramp-up", type=parse_duration_s, metavar="D", help="reach them over this time (30s, 5m)")
    command.add_argument("--duration", type=parse_duration_s, metavar="D", help="hold them for this time (default: 1m)")
    command.add_argument("--iterations", type=int, metavar="N", help="end after N passes in all, shared by the users")
    command.add_argument("--iterations-per-user", type=int, metavar="N", help="end after N passes of each user")
    command.add_argument("--pacing", type=parse_duration_s, metavar="D", help="a user begins a pass no more often")
    command.add_argument(
        "--rate",
        type=parse_rate_per_s,
        metavar="N/s",
        help="start passes at this rate (--users: the most at once)",
    )
    command.add_argument("--workers", type=int, metavar="N", help="processes that make the load (default: one a core)")
    command.add_argument(
        "--think-time",
        type=parse_think_times,
        metavar="T",
        help="a factor for the recorded pauses (0.5), or 2s, 1s-4s, normal(5s,1s), exponential(3s)",
    )
    command.add_argument("--browser-cache", action="store_true", help="users keep files as browsers do")
    command.add_argument("--one-by-one", action="store_true", help="no requests of a user at the same time")
    command.add_argument("--out", metavar="DIR", help="the folder for the results (default: among all runs)")
    command.add_argument("--junit", metavar="F", help="write the limits as JUnit XML")
    command.add_argument("--report", metavar="F.pdf", help="write a report for people")
    command.add_argument(
        "--limit", action="append", default=[], type=parse_limit, metavar="'p95<500ms'", help="what is good enough"
    )
    add_machine_options(command)
    add_target_options(command)
    command.set_defaults(call=call)


def call(arguments: argparse.Namespace) -> int:
    """Run and return the exit code."""
    refuse_nonsense(arguments)
    machines = machines_asked(arguments)
    spec = spec_of(arguments)
    refuse_unknown_hosts(spec)
    session = RunSession(spec, machines)
    folder = Path(spec.results_dir)
    _make(folder)
    tell_of_code(session.spec)
    try:
        interrupted = _drive(session)
    finally:
        with contextlib.suppress(OSError):  # a run that never began leaves no empty folder among the others
            folder.rmdir()
    began = (folder / RESULTS_FILE).exists()
    if interrupted and not began:
        say("loadstudio: interrupted before the run began")
        return ExitCode.INTERRUPTED
    if session.summary is None:
        failure = engine_failed(session, arguments.file)
        say(f"loadstudio: {failure}")
        if began:
            say(f"Results: {folder}")
        return failure.exit_code
    if not began:
        say("loadstudio: The engine was told to end before the run began.")
        return ExitCode.PROGRAM_FAILED
    return _tell(session, arguments, interrupted=interrupted)


def _make(folder: Path) -> None:
    if (folder / RESULTS_FILE).exists():
        raise FileError(folder, "holds the results of another run already. Give a folder of its own with --out.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(folder, f"cannot be made: {error.strerror}") from error


def _drive(session: RunSession) -> bool:
    """Run the engine to its end; return whether the person interrupted it. A second Ctrl-C cuts the users at once."""
    asked = 0

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked += 1

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    told = 0
    with Child("engine", RunEvent) as engine:
        engine.send(session.start())
        while not session.over:
            event = engine.take(_POLL_S)
            if event is not None:
                is_first = session.awaited is None
                session.handle(event)
                if isinstance(event, MachinesAwaited):
                    show_awaited(event, is_first=is_first)
                _show(session)
            while told < asked:
                told += 1
                engine.send(session.stop())
            while session.notices:
                say(session.notices.pop(0))
    return asked > 0


def _show(session: RunSession) -> None:
    latest, totals = session.live.latest, session.live.totals
    if latest is None:
        return
    point = session.live.points[-1]
    progress(
        f"{clock_text(latest.second + 1)}  {latest.users} users  {per_second_text(point.requests)} requests/s  "
        f"p95 {milliseconds_text(point.p95_ms or 0)}  {totals.requests.failed} failed of {totals.requests.count}"
    )


def _tell(session: RunSession, arguments: argparse.Namespace, *, interrupted: bool) -> int:
    summary = session.summary
    assert summary is not None
    folder = Path(session.spec.results_dir)
    with open_run(folder) as run:
        verdict = run_verdict(run)
    for sentence in filter(None, (verdict.headline, verdict.detail)):
        say(sentence)
    for limit in summary.limits:
        measured = measured_text(parse_limit(limit.rule), limit)
        say(f"- {'kept  ' if limit.passed else 'missed'} {limit.rule} ({measured})")
    for error in summary.errors[:10]:
        say(f"- {error.count} x {error.label}: {error.reason}")
    say(f"Results: {folder}")
    if not _written(summary, folder, arguments) or not (folder / SUMMARY_FILE).exists():  # a full disk was told of
        return ExitCode.INVALID_FILE
    if interrupted:
        return ExitCode.INTERRUPTED
    if summary.outcome.startswith("failed"):  # the workers were lost: what was kept until then proves nothing
        return ExitCode.PROGRAM_FAILED
    return ExitCode.OK if all(limit.passed for limit in summary.limits) else ExitCode.LIMIT_MISSED


def _written(summary: Summary, folder: Path, arguments: argparse.Namespace) -> bool:
    """Write what was asked for; one file that cannot be written keeps no other from being written."""
    outputs: tuple[tuple[str | None, Callable[[str], None]], ...] = (
        (arguments.json, lambda file: write_json(file, summary)),
        (arguments.junit, lambda file: write_junit(summary, Path(file))),
        (arguments.report, lambda file: write_pdf(folder, Path(file))),
    )
    complete = True
    for file, write in outputs:
        try:
            if file:
                write(file)
        except LoadStudioError as error:
            complete = False
            say(f"loadstudio: {error}")
    return complete
