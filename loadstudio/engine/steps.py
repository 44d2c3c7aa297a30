"""One pass of one user through the scenario: step after step, request after request, think times between.

This is the hot path. What can be known before the run is in `Action`; what a request costs beyond its bytes is
counted in microseconds, hence no call that is not needed; samples are only put down here, and counted once a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

import gevent

from loadstudio.engine.failures import ExchangeFailed
from loadstudio.engine.http_client import client_of
from loadstudio.engine.network import Network
from loadstudio.engine.response import Reply
from loadstudio.engine.sampling import ON_TIME_S, Sampler, Tally
from loadstudio.engine.trace import exchange_of
from loadstudio.http_types.cookies import Jar
from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.hosts import AllowedHosts
from loadstudio.playback.answer import Answer
from loadstudio.playback.assemble import authority
from loadstudio.playback.check import failure_of
from loadstudio.playback.compile import CompiledExchange, CompiledScenario, CompiledStep, Pause
from loadstudio.playback.errors import RenderError
from loadstudio.playback.extract import extract
from loadstudio.playback.render import Origin, origin_of, path_of, render

_perf_counter = time.perf_counter
_time = time.time


class Witness(Protocol):
    """Who is told of whole exchanges. `traces` asks for every one, not failures alone."""

    traces: bool

    def failed(self, exchange: Exchange) -> None: ...
    def traced(self, exchange: Exchange) -> None: ...


class Action:
    """A request of the scenario with all that is the same for every user. `pauses_s` are the recorded pauses before
    it.
    """

    __slots__ = (
        "checks", "exchange", "extractors", "gives_needed", "keeps_body", "method", "origin", "passing", "path",
        "pauses_s", "plain", "request", "step", "tally",
    )  # fmt: skip

    def __init__(
        self, exchange: CompiledExchange, step: str, tally: Tally, *, pauses_s: tuple[float, ...], traces: bool
    ) -> None:
        self.exchange = exchange
        self.request = exchange.request
        self.method = exchange.request.method
        self.origin = exchange.request.origin
        self.path = exchange.request.path
        self.plain = exchange.request.plain
        self.extractors = exchange.extractors
        self.checks = exchange.checks
        self.gives_needed = any(extractor.needed for extractor in exchange.extractors)
        self.keeps_body = traces or bool(exchange.extractors) or not exchange.checks.status_only
        self.passing = frozenset() if self.keeps_body else exchange.checks.passing
        self.step = step
        self.tally = tally
        self.pauses_s = pauses_s


class ScriptStep(NamedTuple):
    """A step with its requests; `pauses_s` are those after the last of them."""

    tally: Tally
    actions: tuple[Action, ...]
    pauses_s: tuple[float, ...]


class Script:
    """A compiled scenario with the tallies of this worker: what all its users share."""

    __slots__ = ("allowed", "passes", "pause", "scenario", "steps")

    def __init__(
        self,
        scenario: CompiledScenario,
        sampler: Sampler,
        *,
        allowed: AllowedHosts,
        pause: Callable[[float], float],
        traces: bool,
    ) -> None:
        self.scenario = scenario
        self.allowed = allowed
        self.pause = pause
        self.passes = sampler.tally(scenario.name, "pass")
        self.steps = tuple(_script_step(step, sampler, traces=traces) for step in scenario.steps)


def _script_step(step: CompiledStep, sampler: Sampler, *, traces: bool) -> ScriptStep:
    actions: list[Action] = []
    pauses_s: tuple[float, ...] = ()
    for child in step.children:
        if isinstance(child, Pause):
            pauses_s += (child.seconds,)
        else:
            tally = sampler.tally(child.node.name, "request")
            actions.append(Action(child, step.name, tally, pauses_s=pauses_s, traces=traces))
            pauses_s = ()
    return ScriptStep(sampler.tally(step.name, "transaction"), tuple(actions), pauses_s)


class Visitor:
    """One user's state over its passes: values, cookies, connections. Its passes never overlap."""

    __slots__ = (
        "_client", "_due_s", "_elapsed_s", "_failures", "_has_cookies", "_jar", "_loop_now", "_sampler", "_script",
        "_thought_s", "_values", "_witness",
    )  # fmt: skip

    def __init__(self, script: Script, network: Network, sampler: Sampler, witness: Witness) -> None:
        self._script = script
        self._client = client_of(network)
        self._sampler = sampler
        self._witness = witness
        self._jar = Jar()
        self._values = script.scenario.new_values()
        self._loop_now: Callable[[], float] = network.reactor.loop.now
        self._due_s = 0.0
        self._elapsed_s = 0.0
        self._failures = 0
        self._thought_s = 0.0
        self._has_cookies = False

    def make_pass(self, user: int, intended_s: float | None = None) -> bool:
        """Go through the scenario once, as a new person with no cookies; return whether no request failed.

        `intended_s` (wall clock) is when it should have begun, where a rate says so; being late is measured from there,
        and so is the whole pass, think times left out: waiting for an idle user is waiting too.
        The pass goes on after a failed request, and ends early where a value is missing that a later request needs.
        Raises InvalidInput when the user has no data row.
        """
        script = self._script
        if self._has_cookies:
            self._jar.clear()
            self._has_cookies = False
        script.scenario.begin_pass(self._values, user)
        self._failures = 0
        self._thought_s = 0.0
        self._due_s = self._loop_now() if intended_s is None else intended_s
        for tally, actions, pauses_s in script.steps:
            failures = self._failures
            elapsed_s = 0.0  # of the step: its think times are no part of it
            goes_on = True
            for action in actions:
                if action.pauses_s:
                    self._think(action.pauses_s)
                goes_on = self._perform(action)
                elapsed_s += self._elapsed_s
                if not goes_on:
                    break
            if actions:
                tally.add(elapsed_s)
                if self._failures > failures:
                    tally.failed += 1
            if not goes_on:
                break
            if pauses_s:
                self._think(pauses_s)
        if intended_s is not None:
            script.passes.add(_time() - intended_s - self._thought_s)
            script.passes.failed += self._failures > 0
        return self._failures == 0

    def close(self) -> None:
        """Close the user's connections."""
        self._client.close()

    def _think(self, pauses_s: tuple[float, ...]) -> None:
        seconds = sum(map(self._script.pause, pauses_s))
        if seconds <= 0:
            return
        self._due_s = _time() + seconds
        self._thought_s += seconds
        gevent.sleep(seconds)

    def _perform(self, action: Action) -> bool:
        """Make one request and judge its answer; return whether the pass can go on."""
        now_s = _time()
        late_s = now_s - self._due_s
        if late_s > ON_TIME_S:
            self._sampler.late(late_s)
        origin, request = action.origin, action.plain
        if origin is None or request is None or self._has_cookies:
            try:
                origin, request = self._written(action, now_s)
            except RenderError as error:
                return self._not_sent(action, error.reason)
        started_s = _perf_counter()
        try:
            reply = self._client.exchange(origin, action.method, request, started_s, action.keeps_body)
        except ExchangeFailed as failure:
            return self._not_answered(action, origin, request, started_s, failure.reason)
        elapsed_s = self._elapsed_s = _perf_counter() - started_s
        self._due_s = self._loop_now()

        tally = action.tally
        tally.add(elapsed_s)
        tally.bytes_sent += len(request)
        tally.bytes_received += reply.received_bytes
        if reply.timing is not None:
            tally.time(reply.timing, elapsed_s)
        if reply.cookies:
            self._keep_cookies(action, origin, reply, now_s)
        if reply.status in action.passing:
            return True
        return self._examine(action, origin, request, reply)

    def _written(self, action: Action, now_s: float) -> tuple[Origin, bytes]:
        """Return where the request goes and its bytes with this user's values and cookies. Raises RenderError."""
        origin = action.origin
        if origin is None:
            origin = origin_of(action.request, self._values)
            if not self._script.allowed.allows(authority(origin)):
                raise RenderError(f"the host {origin.host} is not allowed for this run")
        cookie = b""
        if self._has_cookies:
            path = action.path or path_of(action.request, self._values)
            cookie = self._jar.header(origin.host, path, origin.scheme == "https", now_s)
        return origin, render(action.request, self._values, cookie)

    def _keep_cookies(self, action: Action, origin: Origin, reply: Reply, now_s: float) -> None:
        self._has_cookies = True
        path = action.path or path_of(action.request, self._values)
        for cookie in reply.cookies:
            self._jar.store(origin.host, path, origin.scheme == "https", cookie, now_s)

    def _examine(self, action: Action, origin: Origin, request: bytes, reply: Reply) -> bool:
        """Judge the answer, take the values that it must give, and tell of what failed."""
        path = action.path or path_of(action.request, self._values)
        answer = Answer(reply.status, reply.head, reply.body, path=path, jar=self._jar)
        goes_on = True
        reason = failure_of(action.checks, answer)
        missing = extract(action.extractors, answer, self._values) if action.extractors else ()
        for extractor in missing:
            if extractor.needed:
                goes_on = False
                reason = reason or extractor.failure
        if reason is not None:
            self._failed(action, reason, origin=origin, request=request, answer=answer)
        if self._witness.traces:
            self._trace(action, reason or "", origin=origin, request=request, answer=answer)
        return goes_on

    def _not_sent(self, action: Action, reason: str) -> bool:
        """A value is missing or cannot stand where it is to stand: the request could not be written."""
        self._elapsed_s = 0.0
        action.tally.unsent += 1
        self._failed(action, reason)
        if self._witness.traces:
            self._trace(action, reason)
        return False

    def _not_answered(self, action: Action, origin: Origin, request: bytes, started_s: float, reason: str) -> bool:
        self._elapsed_s = _perf_counter() - started_s
        self._due_s = self._loop_now()
        action.tally.add_unanswered(self._elapsed_s)
        action.tally.bytes_sent += len(request)
        self._failed(action, reason, origin=origin, request=request)
        if self._witness.traces:
            self._trace(action, reason, origin=origin, request=request)
        return not action.gives_needed

    def _failed(
        self,
        action: Action,
        reason: str,
        *,
        origin: Origin | None = None,
        request: bytes = b"",
        answer: Answer | None = None,
    ) -> None:
        self._failures += 1
        action.tally.failed += 1
        if self._sampler.fail(action.tally.label, reason):
            self._witness.failed(self._exchange(action, reason, origin, request, answer))

    def _trace(
        self,
        action: Action,
        reason: str,
        *,
        origin: Origin | None = None,
        request: bytes = b"",
        answer: Answer | None = None,
    ) -> None:
        self._witness.traced(self._exchange(action, reason, origin, request, answer))

    def _exchange(
        self, action: Action, reason: str, origin: Origin | None, request: bytes, answer: Answer | None
    ) -> Exchange:
        return exchange_of(
            action.exchange,
            step=action.step,
            origin=origin,
            request=request,
            answer=answer,
            latency_s=self._elapsed_s,
            failure=reason,
            taken=tuple(
                (extractor.variable, value)
                for extractor in action.extractors
                if (value := self._values[extractor.slot]) is not None
            ),
        )
