"""A worker process: joins the master over Locust's protocol, gets the run spec, runs its users, reports each second.

It ends when whoever started it ends: its stdin is a pipe that the other holds open. And it ends when it has not heard
of the master for some seconds: nobody would stop its load any more.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Callable

import gevent
import locust
import msgspec
from gevent import monkey
from locust import runners
from locust.exception import RPCSendError
from locust.rpc import Message
from locust.runners import WorkerRunner

from loadstudio import __version__
from loadstudio.base.errors import EngineFailed, ExitCode, LoadStudioError
from loadstudio.engine.between import orders
from loadstudio.engine.between.secured_rpc import SecuredClient, secure_worker
from loadstudio.engine.between.silence import Silence
from loadstudio.engine.worker.capacity import open_files_allowed, ports_free
from loadstudio.engine.worker.crew import Crew
from loadstudio.engine.worker.joining import join_run
from loadstudio.engine.worker.leaving import let_leave
from loadstudio.engine.worker.pulse import Pulse
from loadstudio.engine.worker.virtual_user import CrewEnvironment, VirtualUser
from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.interval import Interval
from loadstudio.plan.schedule import Turns
from loadstudio.wire import frames
from loadstudio.wire.common import Failed, Hello
from loadstudio.wire.joining import address_text, parse_connection
from loadstudio.wire.worker_messages import JoinRun, RunBegun, RunJoined, RunLeft, WorkerEvent

logger = logging.getLogger(__name__)

_CUT_S = 2.0
_TICK_S = 0.2
_MASTER_SILENT_S = 6.0
_RARE_COLLECTIONS = (50_000, 20, 100)  # users hardly make cycles, and looking through thousands of them stops all

type Tell = Callable[[WorkerEvent], None]


def main() -> int:
    """Take part in the run that the first line of stdin names, until it says quit. Returns the exit code."""
    tell = _teller()
    tell(Hello(role="worker", version=__version__, pid=os.getpid()))
    line = _first_line()
    if not line:
        return ExitCode.PROGRAM_FAILED
    _end_with_stdin()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches every process; the parents decide
    runners.WORKER_LOG_REPORT_INTERVAL = -1
    runners.MASTER_HEARTBEAT_TIMEOUT = 10**9  # it looks at a clock that people set; see `_listen`
    try:
        Worker(msgspec.json.decode(line, type=JoinRun), tell).serve()
    except LoadStudioError as error:
        tell(Failed(message=str(error), exit_code=int(error.exit_code)))
        return error.exit_code
    return ExitCode.OK


class Worker:
    """One process of users. Raises LoadStudioError when the run cannot be joined."""

    def __init__(self, join: JoinRun, tell: Tell) -> None:
        # With no options Locust would build its whole command line for them
        self._environment = CrewEnvironment(
            user_classes=[VirtualUser], parsed_options=argparse.Namespace(web_base_path="")
        )
        self._join = join
        self._tell = tell
        self._crew: Crew | None = None
        self._pulse: Pulse | None = None
        self._halting: gevent.Greenlet | None = None
        self._silence = Silence()
        self._failure: LoadStudioError | None = None
        self._reason = ""
        self.traces = False
        connection = parse_connection(join.connection)
        self._where = address_text(connection.host, connection.port)
        secure_worker(connection)
        heartbeats = self._environment.events.heartbeat_received
        heartbeats.add_listener(lambda **_: self._silence.heard("master"))  # type: ignore[no-untyped-call]  # Locust's
        self._runner = _Runner(self._environment, connection.host, connection.port, join.wait_s)
        self._environment.runner = self._runner
        self._runner.register_message(orders.MESSAGE, self._on_message)

    def serve(self) -> None:
        """Join, and follow orders until the run needs this worker no more. Raises EngineFailed when it is lost."""
        join = self._join
        self._send(
            orders.Joined(
                pid=os.getpid(),
                machine=join.machine,
                processes=join.processes,
                host=socket.gethostname(),
                version=__version__,
                open_files=open_files_allowed(),
                ports=ports_free(),
            )
        )
        self._tell(RunJoined())
        self._silence.heard("master")
        listening = gevent.spawn(self._listen)
        self._runner.greenlet.join()
        listening.kill()
        if self._failure is not None:
            raise self._failure
        self._tell(RunLeft(reason=self._reason))

    def _listen(self) -> None:
        """End when the master is heard no more."""
        while not self._silence.longer_than(_MASTER_SILENT_S):
            gevent.sleep(_TICK_S)
            self._silence.tick(time.monotonic())
        self._failure = EngineFailed(
            f"The run at {self._where} was not heard for {_MASTER_SILENT_S:.0f} s, so this computer makes no load any "
            "more. It has ended there, or the network has."
        )
        gevent.spawn(self._runner.quit)

    def _send(self, report: orders.FromWorker) -> None:
        self._runner.send_message(orders.MESSAGE, {"report": orders.encode(report)})

    def _on_message(self, environment: CrewEnvironment, msg: Message) -> None:  # noqa: ARG002 - Locust passes it
        self._silence.heard("master")
        try:
            self._follow(orders.decode_order.decode(msg.data["order"]))
        except LoadStudioError as error:
            self._send(orders.Refused(str(error), int(error.exit_code)))
        except Exception as error:
            logger.exception("An order of the master failed")
            self._complain(error)

    def _follow(self, order: orders.ToWorker) -> None:
        if isinstance(order, orders.Prepare):
            self._prepare(order)
            return
        if isinstance(order, orders.Dismiss):
            self._reason = order.reason
            gevent.spawn(self._runner.quit)
            return
        crew = self._crew
        if crew is None:
            return
        match order:
            case orders.TakeNumbers():
                crew.take_numbers(order.numbers)
            case orders.Begin():
                self._pulse = Pulse(crew, order.in_s, self._second_over)
                self._tell(RunBegun())
            case orders.TakeTurns():
                crew.take_turns(order.lane, Turns(order.first, order.place, order.workers))
            case orders.Hold():
                crew.hold(order.lane, order.target, order.from_s)
            case orders.Grant():
                crew.grant(order.lane, range(order.first, order.first + order.count))
            case orders.GrantRows():
                crew.grant_rows(order.share, order.table, range(order.first, order.first + order.count))
            case orders.Halt():
                if self._halting is not None:
                    self._halting.kill()
                self._halting = gevent.spawn(self._halt, crew, order.grace_s)

    def _prepare(self, order: orders.Prepare) -> None:
        self.traces = order.spec.trace
        self._crew = self._environment.crew = Crew(
            order.spec,
            worker=order.worker,
            workers=order.workers,
            witness=self,
            ask=lambda lane, wanted, finished: self._send(orders.AskPasses(lane, wanted, finished)),
            give=lambda lane, numbers, finished: self._send(orders.GivePasses(lane, numbers, finished)),
            ask_rows=lambda share, table, wanted: self._send(orders.AskRows(share, table, wanted)),
            finished=lambda lane: self._send(orders.UserFinished(lane)),
            out_of_rows=lambda lane, error: self._send(orders.OutOfRows(lane, error.table, str(error))),
            seated=lambda: self._send(orders.Seated()),
            complain=self._complain,
        )
        gc.collect()
        gc.freeze()  # what is compiled lives as long as the process: no need to look at it again
        gc.set_threshold(*_RARE_COLLECTIONS)
        self._send(orders.Prepared())

    def _second_over(self, interval: Interval) -> None:
        assert self._crew is not None
        self._crew.remember(interval)
        self._send(orders.SecondOver(interval, self._crew.finished))

    def _halt(self, crew: Crew, grace_s: float) -> None:
        crew.halt(grace_s)
        users = self._runner.user_greenlets
        let_leave(users, lambda one: bool(one.args) and one.args[0].is_between_passes)
        users.join(timeout=grace_s)
        let_leave(users, lambda _one: True)
        users.join(timeout=_CUT_S)
        if self._pulse is not None:
            self._pulse.stop()
        self._send(orders.Drained())

    def _complain(self, error: Exception) -> None:
        if isinstance(error, LoadStudioError):
            self._send(orders.Refused(str(error), int(error.exit_code)))
        else:
            self._send(orders.Refused(f"LoadStudio failed inside: {type(error).__name__}: {error}", 5))

    # --- what the users' witness is told

    def failed(self, exchange: Exchange) -> None:
        """Send a failed exchange to the master."""
        self._send(orders.Seen(self._second, exchange, traced=False))

    def traced(self, exchange: Exchange) -> None:
        """Send any exchange to the master."""
        self._send(orders.Seen(self._second, exchange, traced=True))

    @property
    def _second(self) -> int:
        return 0 if self._pulse is None else self._pulse.second


class _Runner(WorkerRunner):
    """Locust's worker that says why it cannot join."""

    client: SecuredClient

    def __init__(self, environment: CrewEnvironment, host: str, port: int, wait_s: float) -> None:
        self._wait_s = wait_s
        self._where = address_text(host, port)
        super().__init__(environment, host, port)

    def connect_to_master(self) -> None:
        """Knock until the master answers. Raises EngineFailed."""
        join_run(
            self._knocks,
            self.connection_event.wait,
            lambda: self.client.is_refused,
            where=self._where,
            wait_s=self._wait_s,
        )
        self.connected = True

    def _knocks(self) -> bool:
        try:
            self.send_message("client_ready", locust.__version__)  # type: ignore[arg-type]  # as Locust's own does
        except RPCSendError:
            return False
        return True


def _teller() -> Tell:
    """Return what tells the parent, on the real stdout; stray prints go to stderr from now on."""
    write_fd = os.dup(1)
    os.dup2(2, 1)

    def tell(event: WorkerEvent) -> None:
        with contextlib.suppress(OSError):  # nobody reads any more, and the end of stdin says so too
            os.write(write_fd, frames.encode(event))

    return tell


def _first_line() -> bytes:
    line = b""
    while not line.endswith(b"\n") and (data := os.read(0, 256)):
        line += data
    return line.strip()


def _end_with_stdin() -> None:
    """End the process at once, whatever its event loop does, when the other end of stdin is closed."""

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 4096):
                pass
        os._exit(1)

    monkey.get_original("_thread", "start_new_thread")(watch, ())
