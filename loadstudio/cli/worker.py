"""`loadstudio worker`: lends this computer to a run that waits elsewhere (`loadstudio run --machines`)."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from typing import Any

from loadstudio.base import ids
from loadstudio.base.errors import EngineFailed, ExitCode, UsageError
from loadstudio.base.units import counted_text, parse_duration_s
from loadstudio.cli.console import say
from loadstudio.plan.validate import WORKERS_MAX
from loadstudio.supervise.child import Child, ChildEnded, role_command
from loadstudio.supervise.worker_session import WorkerSession
from loadstudio.wire.joining import address_text, parse_connection
from loadstudio.wire.worker_messages import JoinRun, WorkerEvent

VARIABLE = "LOADSTUDIO_CONNECT"
_POLL_S = 0.1
_WAIT_S = 600.0


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("worker", help="lend this computer to a run that waits for it elsewhere")
    command.add_argument(
        "--connect", metavar="STRING", help=f"what `loadstudio run --machines` printed (or the variable {VARIABLE})"
    )
    command.add_argument("--processes", type=int, metavar="N", help="processes that make load (default: one a core)")
    command.add_argument("--wait", type=parse_duration_s, metavar="D", help="how long to try (default: 10m)")
    command.set_defaults(call=call)


def call(arguments: argparse.Namespace) -> int:
    """Join, work until the run is over, and return the exit code."""
    text = arguments.connect or os.environ.pop(VARIABLE, "")
    if not text:
        raise UsageError(f"Which run? Give --connect STRING, or set {VARIABLE}, to what the run printed.")
    connection = parse_connection(text)
    processes = (os.cpu_count() or 1) if arguments.processes is None else arguments.processes
    if not 1 <= processes <= WORKERS_MAX:
        raise UsageError(f"--processes {processes} makes no sense. Ask for 1 to {WORKERS_MAX}.")
    where = address_text(connection.host, connection.port)
    say(f"Joining the run at {where} with {counted_text(processes, 'process', 'processes')}.")
    session = WorkerSession(processes)
    join = JoinRun(
        connection=connection.text(),
        machine=ids.new_id("machine"),
        processes=processes,
        wait_s=_WAIT_S if arguments.wait is None else arguments.wait,
    )
    _work(session, join)
    if session.failure:
        raise EngineFailed(session.failure, session.exit_code)
    say("The run is over." if not session.reason else session.reason)
    return ExitCode.OK


def _work(session: WorkerSession, join: JoinRun) -> None:
    """Run the processes until each has ended. Ctrl-C ends them all."""
    command = (*role_command("engine"), "--worker")
    with ExitStack() as running:
        children = [running.enter_context(Child("worker", WorkerEvent, command=command)) for _ in range(join.processes)]
        for child in children:
            child.send(join)
        while children:
            for child in tuple(children):
                while (event := child.take(_POLL_S / len(children))) is not None:
                    for sentence in session.handle(event):
                        say(sentence)
                    if isinstance(event, ChildEnded):
                        children.remove(child)
                        break
            if session.failure and not session.is_working:
                return  # one that could not join: the others wait for it in vain
