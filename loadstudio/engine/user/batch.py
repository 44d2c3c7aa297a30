"""Requests of one user that are under way at the same time, as a browser has them when it loads a page.

Each request in flight has a greenlet and a connection. The greenlets live no longer than the batch; the connections are
kept, as browsers keep them, at most `CONNECTIONS_PER_HOST` for each host.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal, NamedTuple

import gevent
from gevent.hub import Waiter

from loadstudio.playback.errors import RenderError
from loadstudio.playback.render import Origin

if TYPE_CHECKING:
    from loadstudio.engine.user.script import RequestAction
    from loadstudio.engine.user.steps import Visitor

CONNECTIONS_PER_HOST = 6
"""As browsers do with HTTP/1.1."""


class BatchAction:
    """The requests of a batch; bit i of `waits[k]` says that request k waits for the answer to request i."""

    __slots__ = ("has_one_host", "requests", "waits")

    is_request: Literal[False] = False

    def __init__(self, requests: tuple[RequestAction, ...], waits: tuple[int, ...]) -> None:
        self.requests = requests
        self.waits = waits
        origins = {request.origin for request in requests}
        self.has_one_host = len(origins) == 1 and None not in origins

    def do(self, visitor: Visitor) -> bool:
        """Send them all; their time is that of the clock from the first to the last. Returns whether the pass can go
        on.
        """
        busy_s, started_s = visitor.busy_s, time.perf_counter()
        with visitor.in_batch():
            goes_on = _Flight(self, visitor).go()
        if visitor.busy_s > busy_s:  # nothing was sent where the browser's cache had all
            visitor.busy_s = busy_s + time.perf_counter() - started_s
        return goes_on


class _Task(NamedTuple):
    """A request that may be sent now, over a connection that is free. `lane` is its number among those of a host."""

    place: int
    origin: Origin | None
    lane: int


class _Flight:
    """One going through a batch. Who has an answer looks what can be sent now: the first itself, each other one by a
    greenlet of its own.
    """

    __slots__ = ("_batch", "_busy_lanes", "_done", "_error", "_goes_on", "_greenlets", "_landed", "_pending",
                 "_visitor")  # fmt: skip

    def __init__(self, batch: BatchAction, visitor: Visitor) -> None:
        self._batch = batch
        self._visitor = visitor
        self._pending = list(range(len(batch.requests)))
        self._done = 0
        self._busy_lanes: dict[Origin | None, int] = {}
        self._greenlets: set[gevent.Greenlet] = set()
        self._landed: Waiter[None] | None = None
        self._goes_on = True
        self._error: BaseException | None = None

    def go(self) -> bool:
        """Return when all that was sent is answered."""
        try:
            self._work(self._next())
            if self._greenlets:
                self._landed = Waiter()
                self._landed.get()
        finally:
            gevent.killall(list(self._greenlets), block=False)  # only when this greenlet is killed itself
        if self._error is not None:
            raise self._error
        return self._goes_on

    def _work(self, task: _Task | None) -> None:
        """Send this, then what can be sent when its answer is there, until nothing is left for this greenlet."""
        while task is not None:
            while (other := self._next()) is not None:
                greenlet = gevent.spawn(self._help, other)
                self._greenlets.add(greenlet)
            self._perform(task)
            task = self._next()

    def _help(self, task: _Task) -> None:
        try:
            self._work(task)
        except BaseException as error:
            self._goes_on = False
            self._error = self._error or error  # the user's own greenlet raises it
        finally:
            self._greenlets.discard(gevent.getcurrent())
            if not self._greenlets and self._landed is not None:
                self._visitor.run_soon(self._landed.switch, None)

    def _perform(self, task: _Task) -> None:
        client = self._visitor.client_of_lane(task.lane)
        if task.origin is not None:
            client.adopt(task.origin)
        try:
            if not self._visitor.perform(self._batch.requests[task.place], client):
                self._goes_on = False
        finally:
            self._busy_lanes[task.origin] &= ~(1 << task.lane)
        self._done |= 1 << task.place

    def _next(self) -> _Task | None:
        """Return the first request that waits for nothing and has a connection free; it counts as sent from now on."""
        if not self._goes_on:
            return None
        for place in self._pending:
            if self._batch.waits[place] & ~self._done:
                continue
            origin = self._origin(self._batch.requests[place])
            busy = self._busy_lanes.get(origin, 0)
            lane = (~busy & (busy + 1)).bit_length() - 1  # the lowest that is not busy
            if lane < CONNECTIONS_PER_HOST:
                self._busy_lanes[origin] = busy | 1 << lane
                self._pending.remove(place)
                return _Task(place, origin, lane)
            if self._batch.has_one_host:
                break
        return None

    def _origin(self, request: RequestAction) -> Origin | None:
        """Return where a request goes; None for one that cannot be written, which will fail without a connection."""
        if request.origin is not None:
            return request.origin
        try:
            return self._visitor.origin_of(request)
        except RenderError:
            return None
