"""Locust's master as this program uses it: no web page, no tasks, users dealt out by our roster, messages of our own.

Locust spawns and stops the users on the workers, carries the messages and notices workers that fall silent.
"""

from __future__ import annotations

import argparse
import logging
import socket
from collections.abc import Callable, Iterator
from typing import cast

import gevent
from locust import runners
from locust.dispatch import UsersDispatcher
from locust.env import Environment
from locust.rpc import Message
from locust.runners import STATE_MISSING, MasterRunner, WorkerNode

from loadstudio.base.errors import UsageError
from loadstudio.engine.between import orders
from loadstudio.engine.between.secured_rpc import Keys, secure_master
from loadstudio.engine.master.roster import Roster
from loadstudio.engine.worker.virtual_user import VirtualUser
from loadstudio.wire.joining import Connection
from loadstudio.wire.run_messages import Machines

_LINGER_MS = 500
_SILENCE_S = 60
"""Our own ways of noticing a lost worker are faster: its process ends, or `run` hears nothing of it."""
_LOOPBACK = "127.0.0.1"

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


class RebalancingMaster(MasterRunner):
    """Rebalances without command-line options, which Locust would send to the workers and parse there at length."""

    def rebalancing_enabled(self) -> bool:
        return True


class Master:
    """The workers of one run. Listens on a free port of loopback, or where `machines` says.

    `on_missing` is told of workers that say good-bye, `on_heard` each time that one is heard of. Raises UsageError
    for an address that is none of this computer's, EngineFailed when it cannot listen there.
    """

    def __init__(
        self,
        roster: Roster,
        machines: Machines | None,
        *,
        on_report: OnReport,
        on_missing: OnMissing,
        on_heard: Callable[[str], None],
    ) -> None:
        logging.getLogger("locust").setLevel(logging.ERROR)
        runners.HEARTBEAT_LIVENESS = _SILENCE_S
        self._roster = roster
        self._on_report = on_report
        self._keys = Keys.new()
        secure_master(self._keys)
        self._environment = Environment(
            user_classes=[VirtualUser],
            dispatcher_class=cast(type[UsersDispatcher], lambda **_: RosterDispatcher(roster, on_missing)),
            parsed_options=argparse.Namespace(),
        )
        self._environment.parsed_options = None  # else they are sent to the workers with every order
        heartbeats = self._environment.events.heartbeat_sent
        heartbeats.add_listener(lambda client_id, **_: on_heard(client_id))  # type: ignore[no-untyped-call]  # Locust's
        host, port = (_LOOPBACK, 0) if machines is None else (_numeric(machines.host), machines.port)
        self._host = host
        self._runner = RebalancingMaster(self._environment, host, port)
        self._environment.runner = self._runner
        self._runner.register_message(orders.MESSAGE, self._on_message)
        self._spreading: gevent.Greenlet | None = None

    def connection(self, host: str = "", port: int = 0) -> Connection:
        """Return how workers reach this master, at an address that is known for it or at its own."""
        return self._keys.connection(host or _outward(self._host), port or self._runner.server.port)

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
        self._runner.server.close(linger=_LINGER_MS)  # type: ignore[no-untyped-call]  # Locust's

    def _on_message(self, environment: Environment, msg: Message) -> None:  # noqa: ARG002 - Locust passes it
        self._on_report(msg.node_id, orders.decode_report.decode(msg.data["report"]))


def _numeric(host: str) -> str:
    """Return a name's address: libzmq binds to numbers only. Raises UsageError."""
    try:
        found = socket.getaddrinfo(host or None, 0, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise UsageError(
            f"This computer cannot wait for others at '{host}': it knows no such address. Give one of its own, like "
            "192.0.2.7:7007, or :7007 for all of them."
        ) from error
    return str(found[0][4][0])


def _outward(host: str) -> str:
    """Return the address by which others most likely reach this computer, where it listens at all of its own."""
    if host not in ("0.0.0.0", "::"):
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only asks for the way out
            return str(probe.getsockname()[0])
        except OSError:
            return _LOOPBACK
