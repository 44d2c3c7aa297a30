"""One pass of one user through the scenario: its steps one after the other, its pauses, its connections. How a request
is made is `request_making`'s.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import gevent

from loadstudio.engine.http.http_client import HttpClient
from loadstudio.engine.http.network import Network
from loadstudio.engine.user.proxied_client import client_of
from loadstudio.engine.user.python_session import UserAdapter, UserSession
from loadstudio.engine.user.request_making import RequestMaker, Witness
from loadstudio.engine.user.sampling import Sampler
from loadstudio.engine.user.script import Action, Script
from loadstudio.playback.slots import Slots

_perf_counter = time.perf_counter


class Visitor(RequestMaker):
    """One user's state over its passes: values, cookies, connections. Its passes never overlap."""

    __slots__ = ("_clients", "_loop", "_thought_s", "client", "session")

    def __init__(self, script: Script, network: Network, sampler: Sampler, witness: Witness) -> None:
        super().__init__(script, network, sampler, witness)
        self._loop = network.reactor.loop
        self.client = client_of(network)
        self._clients: tuple[HttpClient, ...] = ()
        self._thought_s = 0.0
        self.session: UserSession | None = None

    def make_pass(self, user: int, intended_s: float | None = None) -> bool:
        """Go through the scenario once, as a new person with no cookies; return whether no request failed.

        `intended_s` (`time.perf_counter`) is when it should have begun, where a rate says so; being late is measured
        from there, and so is the whole pass, think times left out: waiting for an idle user is waiting too.
        The pass goes on after a failed request, and ends early where a value is missing that a later request needs.
        Raises InvalidInput when the user has no data row.
        """
        script = self._script
        if self._has_cookies:
            self.jar.clear()
            self._has_cookies = False
        self.session = self._log_ins = None
        script.scenario.begin_pass(self.values, user)
        self.failures = 0
        self.busy_s = 0.0
        self._thought_s = 0.0
        self._due_s = self._woken_s() if intended_s is None else intended_s
        self.do_all(script.steps)
        if not self.busy_s:
            gevent.sleep(0)  # a pass without a request never waits, and the other users would stand still
        if intended_s is not None:
            script.passes.add(_perf_counter() - intended_s - self._thought_s)
            script.passes.failed += self.failures > 0
        return self.failures == 0

    def do_all(self, actions: tuple[Action, ...]) -> bool:
        """Do one after the other; return whether the pass can go on."""
        client = self.client
        for action in actions:  # noqa: SIM110 - a generator for `all` costs a frame and more for every pass under way
            if not (self.perform(action, client) if action.is_request is True else action.do(self)):
                return False
        return True

    def close(self) -> None:
        """Close the user's connections."""
        self.client.close()
        for client in self._clients:
            client.close()

    def think(self, pauses_s: tuple[float, ...]) -> None:
        """Pause as long as the plan makes of these recorded pauses."""
        seconds = sum(map(self._script.pause, pauses_s))
        if seconds <= 0:
            return
        self._due_s = _perf_counter() + seconds
        self._thought_s += seconds
        gevent.sleep(seconds)

    # --- requests under way at the same time

    @contextmanager
    def in_batch(self) -> Iterator[None]:
        """While this lasts greenlets other than the user's own perform requests too. Cookies end up as if the answers
        had come in order.
        """
        self._cookie_setters = {}
        try:
            yield
        finally:
            self._cookie_setters = None
            self.client.adopt_all()

    def client_of_lane(self, lane: int) -> HttpClient:
        """Return the client whose connection to each host is the `lane`th; the first is the user's own."""
        if lane == 0:
            return self.client
        while len(self._clients) < lane:
            self._clients = (*self._clients, client_of(self._network))
        return self._clients[lane - 1]

    def run_soon(self, call: Callable[..., Any], *arguments: Any) -> None:
        """Let the hub call this."""
        self._loop.run_callback(call, *arguments)

    # --- code

    @property
    def slots(self) -> Slots:
        """The names of the values."""
        return self._script.scenario.slots

    def session_for_code(self, step: str, part_id: str, name: str) -> UserSession:
        """Return the session of the present pass, made when the first code is run, for the code named."""
        if self.session is None:
            self.session = UserSession(UserAdapter(self, self._sampler, self._script.allowed))
        self.session.is_for(step, part_id, name)
        return self.session

    def end_code(self) -> None:
        """The user goes on without code: from now on its requests are due, over connections of its own greenlet."""
        self.client.adopt_all()
        self._due_s = _perf_counter()
