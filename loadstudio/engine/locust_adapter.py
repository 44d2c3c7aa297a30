"""Locust's master as this program uses it: no web page, no tasks, users dealt out by our roster, messages of our own.

Locust spawns and stops the users on the workers, carries the messages and notices workers that fall silent.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Iterator
from typing import cast

import gevent
from locust import runners
from locust.dispatch import UsersDispatcher
from locust.env import Environment
from locust.rpc import Message
from locust.runners import STATE_MISSING, MasterRunner, WorkerNode

from loadstudio.engine import orders
from loadstudio.engine.roster import Roster
from loadstudio.engine.virtual_user import VirtualUser

_LINGER_MS = 500
_SILENCE_S = 60
"""Dead processes are noticed by their end; a computer that sleeps for some seconds has not lost its workers."""

type OnReport = Callable[[str, orders.FromWorker], None]
type OnMissing = Callable[[str], None]


class RosterDispatcher:
    """Tells Locust how many users each worker has, all at once: the workers follow the plan themselves.

    Has the methods of `locust.dispatch.UsersDispatcher` that its master calls.
    """

    dispatch_in_progress = False

    def __init__(self, roster: Roster, on_missing: OnMissing) -> None:
        self._roster = roster
        self._on_missing = on_missing
        self._is_told = False

    def new_dispatch(
        self,
        target_user_count: int,
        spawn_rate: float,  # noqa: ARG002 - Locust passes it; our profile says when users begin
        user_classes: object = None,  # noqa: ARG002 - Locust passes it; there is one class
    ) -> None:
        """Begin to tell."""
        self._roster.grow(target_user_count)
        self._is_told = False

    def __iter__(self) -> Iterator[dict[str, dict[str, int]]]:
        return self

    def __next__(self) -> dict[str, dict[str, int]]:
        if self._is_told or not self._roster.workers:
            raise StopIteration
        self._is_told = True
        return {worker: {VirtualUser.__name__: len(self._roster.numbers(worker))} for worker in self._roster.workers}

    def add_worker(self, worker_node: WorkerNode) -> None:
        """A worker that joins during a run gets users when it is prepared (see `run`)."""

    def remove_worker(self, worker_node: WorkerNode) -> None:
        """A worker has left or is silent."""
        self._on_missing(worker_node.id)


class LoopbackMaster(MasterRunner):
    """Rebalances without command-line options, which Locust would send to the workers and parse there at length."""

    def rebalancing_enabled(self) -> bool:
        return True


class Master:
    """The workers of one run. Listens on a free port of loopback: Locust's port knows no passwords."""

    def __init__(self, roster: Roster, on_report: OnReport, on_missing: OnMissing) -> None:
        logging.getLogger("locust").setLevel(logging.ERROR)
        runners.HEARTBEAT_LIVENESS = _SILENCE_S
        self._roster = roster
        self._on_report = on_report
        self._environment = Environment(
            user_classes=[VirtualUser],
            dispatcher_class=cast(type[UsersDispatcher], lambda **_: RosterDispatcher(roster, on_missing)),
            parsed_options=argparse.Namespace(),
        )
        self._environment.parsed_options = None  # else they are sent to the workers with every order
        self._runner = LoopbackMaster(self._environment, "127.0.0.1", 0)
        self._environment.runner = self._runner
        self._runner.register_message(orders.MESSAGE, self._on_message)
        self._spreading: gevent.Greenlet | None = None

    @property
    def address(self) -> str:
        """Where workers connect to, `host:port`."""
        return f"127.0.0.1:{self._runner.server.port}"

    def send(self, worker: str, order: orders.ToWorker) -> None:
        """Give an order to a worker."""
        self._runner.send_message(orders.MESSAGE, {"order": orders.encode(order)}, client_id=worker)

    def spread(self, users: int) -> None:
        """Have so many users on the workers of the roster, and tell each which ones are its own."""
        self._roster.grow(users)
        for worker in self._roster.workers:
            self.send(worker, orders.TakeNumbers(self._roster.numbers(worker)))
        if self._spreading is not None:
            self._spreading.kill()
        self._spreading = gevent.spawn(self._runner.start, users, max(1, users))

    def forget(self, worker: str) -> None:
        """A worker's process has ended: do not wait until Locust notices its silence."""
        node = self._runner.clients.get(worker)
        if node is not None:
            node.state = STATE_MISSING
            node.user_classes_count = {}

    def close(self) -> None:
        """Tell the workers to end, and end."""
        for worker in tuple(self._runner.clients):
            self._runner.send_message("quit", client_id=worker)
        if self._spreading is not None:
            self._spreading.kill()
        self._runner.greenlet.kill(block=False)
        self._runner.server.socket.close(linger=_LINGER_MS)

    def _on_message(self, environment: Environment, msg: Message) -> None:  # noqa: ARG002 - Locust passes it
        self._on_report(msg.node_id, orders.decode_report.decode(msg.data["report"]))
