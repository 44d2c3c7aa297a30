"""`loadstudio check`: one user, one pass, compared with the recording."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from loadstudio.authoring.comparing.replay_report import ReplayReport
from loadstudio.authoring.mending.drift import Drift, fixed
from loadstudio.authoring.mending.recorded_columns import recorded_columns
from loadstudio.base.errors import ExitCode, UsageError
from loadstudio.cli.console import progress_bar, refuse_bad_outputs, say, write_json
from loadstudio.cli.target import add_target_options, data_files, engine_failed, network_of, tell_of_code
from loadstudio.plan.compile import plan_for_scenario
from loadstudio.plan.hosts import refuse_unknown_hosts
from loadstudio.plan.model import NetworkSettings
from loadstudio.plan.run_data import share_advice
from loadstudio.plan.validate import problems
from loadstudio.scenario.file import load_scenario, save_scenario
from loadstudio.supervise.check_session import MOST_CHECKS, CheckSession, check_spec, recording_of
from loadstudio.supervise.child import Child
from loadstudio.wire.run_messages import RunEvent

_MOST_TOLD = 10
_MARKS = {"good": "good   ", "differs": "differs", "failed": "FAILED ", "not_sent": "not sent"}


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("check", help="replay a scenario once and compare it with the recording")
    command.add_argument("file", metavar="FILE.scenario.json")
    command.add_argument(
        "--fix",
        action="store_true",
        help="where the site gives a value elsewhere now, take it from there, save that and check again",
    )
    add_target_options(command)
    command.set_defaults(call=call)


def call(arguments: argparse.Namespace) -> int:
    """Check and return the exit code: 4 when a request failed or was not sent."""
    file = Path(arguments.file)
    refuse_bad_outputs(arguments.json)
    for left in range(MOST_CHECKS - 1, -1, -1):
        report, found = checked(
            file,
            base_url=arguments.base_url or "",
            allowed_hosts=tuple(arguments.allow_host),
            data=data_files(arguments.data),
            network=network_of(NetworkSettings(), arguments),
        )
        for drift in found:
            say(f"- {drift.sentence}")
        if not (arguments.fix and left and _fix(file, found)):
            break
    tell(report)
    if not arguments.fix and any(drift.remedy is not None for drift in found):
        say("Check with --fix to take these values from where they are now.")
    if arguments.json:
        write_json(arguments.json, report)
    return ExitCode.OK if report.passed else ExitCode.LIMIT_MISSED


def _fix(file: Path, found: Sequence[Drift]) -> bool:
    """Write the remedies into the scenario; tell whether there were any."""
    scenario = load_scenario(file)
    better = fixed(scenario, found)
    if better == scenario:
        return False
    save_scenario(file, better)
    say(f"{file}: changed. Checking again.")
    return True


def checked(
    file: Path,
    *,
    base_url: str = "",
    allowed_hosts: tuple[str, ...] = (),
    data: dict[str, Path] | None = None,
    network: NetworkSettings | None = None,
) -> tuple[ReplayReport, tuple[Drift, ...]]:
    """Replay a scenario once; return what became of its requests, and which values have moved.

    Raises LoadStudioError when it cannot be done.
    """
    folder = file.absolute().parent
    plan = plan_for_scenario(file, base_url=base_url, allowed_hosts=allowed_hosts)
    plan = msgspec.structs.replace(plan, network=network or plan.network)
    if wrong := problems(plan):
        raise UsageError(" ".join(wrong))
    with tempfile.TemporaryDirectory(prefix="loadstudio-check-") as results:
        spec = check_spec(plan, folder=folder, results_dir=Path(results), data_overrides=data)
        refuse_unknown_hosts(spec)
        tell_of_code(spec)
        scenario = spec.shares[0].scenario
        recording = recording_of(scenario, folder)
        entries = {entry.id: entry for entry in recording.entries} if recording is not None else {}
        for sentence in share_advice(spec.shares[0], recorded_columns(scenario, entries)):
            say(sentence)
        session = CheckSession(spec, recording)
        drive(session, lambda: progress_bar(session.sent / max(1, session.total), _where(session)))
    if session.summary is None:
        raise engine_failed(session, file)
    return session.report(), session.drifts()


def tell(report: ReplayReport) -> None:
    """Say what the check showed: the first requests that are not good, and the counts."""
    worth_a_look = [request for request in report.requests if request.verdict != "good"]
    for request in worth_a_look[:_MOST_TOLD]:
        say(f"{_MARKS[request.verdict]}  {request.step} / {request.label}: {request.sentence}")
    if len(worth_a_look) > _MOST_TOLD:
        say(f"... and {len(worth_a_look) - _MOST_TOLD} more.")
    counts = {name: report.count(name) for name in ("good", "differs", "failed", "not_sent")}
    say(f"{counts['good']} good, {counts['differs']} differ, {counts['failed']} failed, {counts['not_sent']} not sent.")


def drive(session: CheckSession, tell: Callable[[], None], *, is_overdue: Callable[[], bool] = lambda: False) -> None:
    """Let an engine make the pass; `tell` is called after each event."""
    Path(session.spec.results_dir).mkdir(exist_ok=True)
    with Child("engine", RunEvent) as engine:
        engine.send(session.start())
        while not session.over:
            event: msgspec.Struct | None = engine.take(0.5)
            if event is not None:
                session.handle(event)
                tell()
            elif is_overdue():
                engine.send(session.stop())


def _where(session: CheckSession) -> str:
    return f"request {session.sent} of {session.total}"
