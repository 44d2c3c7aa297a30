"""A worker process: joins the master over Locust's protocol, gets the run spec, runs its users, reports each second.

It ends when the engine that started it ends: its stdin is a pipe that the engine holds open.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import logging
import os
import signal

import gevent
from gevent import monkey
from locust import runners
from locust.rpc import Message
from locust.runners import WorkerRunner

from loadstudio.base.errors import LoadStudioError
from loadstudio.engine import orders
from loadstudio.engine.crew import Crew
from loadstudio.engine.pulse import Pulse
from loadstudio.engine.virtual_user import CrewEnvironment, VirtualUser
from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.interval import Interval
from loadstudio.plan.schedule import Turns

logger = logging.getLogger(__name__)

_CUT_S = 2.0
_RARE_COLLECTIONS = (50_000, 20, 100)  # users hardly make cycles, and looking through thousands of them stops all


def main() -> int:
    """Serve the master whose `host:port` comes as the first line of stdin, until it says quit."""
    host, _, port = _read_address().rpartition(":")
    if not host:
        return 1
    _end_with_stdin()
    _allow_many_connections()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches every process; the parents decide
    runners.WORKER_LOG_REPORT_INTERVAL = -1
    worker = Worker(host, int(port))
    worker.serve()
    return 0


class Worker:
    """One process of users."""

    def __init__(self, host: str, port: int) -> None:
        # With no options Locust would build its whole command line for them
        self._environment = CrewEnvironment(
            user_classes=[VirtualUser], parsed_options=argparse.Namespace(web_base_path="")
        )
        self._crew: Crew | None = None
        self._pulse: Pulse | None = None
        self._halting: gevent.Greenlet | None = None
        self.traces = False
        self._runner = WorkerRunner(self._environment, host, port)
        self._environment.runner = self._runner
        self._runner.register_message(orders.MESSAGE, self._on_message)

    def serve(self) -> None:
        """Join, and follow orders until Locust's runner ends."""
        self._send(orders.Joined(os.getpid()))
        self._runner.greenlet.join()

    def _send(self, report: orders.FromWorker) -> None:
        self._runner.send_message(orders.MESSAGE, {"report": orders.encode(report)})

    def _on_message(self, environment: CrewEnvironment, msg: Message) -> None:  # noqa: ARG002 - Locust passes it
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
        crew = self._crew
        if crew is None:
            return
        match order:
            case orders.TakeNumbers():
                crew.take_numbers(order.numbers)
            case orders.Begin():
                self._pulse = Pulse(crew, order.epoch_s, self._second_over)
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
        self._send(orders.SecondOver(interval, self._crew.finished))

    def _halt(self, crew: Crew, grace_s: float) -> None:
        crew.halt()
        users = self._runner.user_greenlets
        waiting = [greenlet for greenlet in users if greenlet.args and greenlet.args[0].is_between_passes]
        gevent.killall(waiting, block=False)
        users.join(timeout=grace_s)
        users.kill(timeout=_CUT_S)
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


def _read_address() -> str:
    line = b""
    while not line.endswith(b"\n") and (data := os.read(0, 256)):
        line += data
    return line.decode().strip()


def _end_with_stdin() -> None:
    """End the process at once, whatever its event loop does, when the other end of stdin is closed."""

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 4096):
                pass
        os._exit(1)

    monkey.get_original("_thread", "start_new_thread")(watch, ())


def _allow_many_connections() -> None:
    """Raise the limit of open files as far as this computer lets us."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
