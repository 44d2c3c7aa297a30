"""The engine process and its workers: makes one run as the parent's messages say.

gevent must replace the standard library's blocking parts before anything else is imported, hence the order below.
Locust takes a second to import: the engine does it while its workers do the same.
"""

from __future__ import annotations

from loadstudio.engine.cooperation import make_blocking_calls_cooperative

make_blocking_calls_cooperative()

import logging
import os
import signal
import sys
from typing import Any

import gevent
from gevent.queue import Queue

from loadstudio import __version__
from loadstudio.base.errors import ExitCode, LoadStudioError
from loadstudio.base.log import configure_logging
from loadstudio.engine.lean_locust import leave_out_web_page
from loadstudio.engine.master.link import Link, Nonsense, ParentGone, Terminated
from loadstudio.engine.master.spec_check import worker_count
from loadstudio.engine.master.worker_processes import WorkerProcesses
from loadstudio.wire.common import Failed, Hello
from loadstudio.wire.run_messages import StartRun

_FLUSH_S = 5.0


def main(argv: list[str]) -> int:
    """Be an engine, or with `--worker` one of its workers. Returns the exit code."""
    leave_out_web_page()
    if argv[:1] == ["--worker"]:
        configure_logging("worker")
        from loadstudio.engine.worker.worker import main as worker  # noqa: PLC0415 - a worker alone pays for it

        return _leave(worker())
    configure_logging("engine")
    write_fd = os.dup(1)
    os.dup2(2, 1)  # a stray print cannot corrupt the protocol
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches every process; the parent decides
    inbox: Queue[Any] = Queue()
    link = Link(0, write_fd, inbox.put)
    link.send(Hello(role="engine", version=__version__, pid=os.getpid()))
    try:
        code = _serve(link, inbox)
    except LoadStudioError as error:
        link.send(Failed(message=str(error), exit_code=int(error.exit_code)))
        code = int(error.exit_code)
    except Exception as error:
        logging.getLogger(__name__).exception("The engine failed inside")
        link.send(Failed(message=f"The engine failed inside: {type(error).__name__}: {error}"))
        code = int(ExitCode.PROGRAM_FAILED)
    link.flush(_FLUSH_S)
    return _leave(code)


def _serve(link: Link, inbox: Queue[Any]) -> int:
    gevent.signal_handler(signal.SIGTERM, inbox.put, Terminated())
    start = _first_command(inbox)
    if start is None:
        return ExitCode.OK
    processes = WorkerProcesses(worker_count(start.spec, alone=start.machines is None), inbox.put)
    try:
        processes.start()
        from loadstudio.engine.master.run import Run  # noqa: PLC0415 - brings Locust, while the workers import it too

        Run(start, processes, link, inbox).conduct()
    finally:
        processes.end()
    return ExitCode.OK


def _first_command(inbox: Queue[Any]) -> StartRun | None:
    """Return the order to run; None when the parent wants none any more."""
    while True:
        match inbox.get():
            case StartRun() as start:
                return start
            case ParentGone() | Terminated():
                return None
            case Nonsense(reason=reason):
                raise LoadStudioError(f"The engine was sent something that is no command: {reason}")


def _leave(code: int) -> int:
    """End now: threads that wait for a pipe or a name would keep the process."""
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
