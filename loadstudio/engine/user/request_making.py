"""One request of one user: written with its values and cookies, sent, measured, judged.

This is the hot path. What can be known before the run is in `script`; what a request costs beyond its bytes is
counted in microseconds, hence no call that is not needed; samples are only put down here, and counted once a second.
What is measured goes by `time.perf_counter`: a clock that is set during a run moves no number.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Protocol

from gevent import GreenletExit

from loadstudio.engine.http.failures import CUT_OFF, ExchangeFailed
from loadstudio.engine.http.http_client import HttpClient
from loadstudio.engine.http.network import Network
from loadstudio.engine.http.response import Reply
from loadstudio.engine.user.browser_cache import BrowserCache
from loadstudio.engine.user.log_in import LogIns, with_cookies
from loadstudio.engine.user.sampling import ON_TIME_S, Sampler, Tally
from loadstudio.engine.user.script import MAY_BE_KEPT, RequestAction, Script
from loadstudio.engine.user.trace import Seen
from loadstudio.http_types.cookies import Jar
from loadstudio.metrics.exchange import Exchange
from loadstudio.playback import render as render_module
from loadstudio.playback.answer import Answer
from loadstudio.playback.check import failure_of
from loadstudio.playback.errors import RenderError
from loadstudio.playback.extract import extract
from loadstudio.playback.origins import authority
from loadstudio.playback.render import Origin, credentials_of, path_of, render

_perf_counter = time.perf_counter
_time = time.time


class Witness(Protocol):
    """Who is told of whole exchanges. `traces` asks for every one, not failures alone."""

    traces: bool

    def failed(self, exchange: Exchange) -> None: ...
    def traced(self, exchange: Exchange) -> None: ...


class RequestMaker:
    """What a user needs to make requests: its values, cookies and browser's cache, and where its numbers go.

    Of the pass under way: `busy_s` is the time spent on requests, `failures` how many of them failed.
    """

    __slots__ = (
        "_cache", "_cookie_setters", "_due_s", "_has_cookies", "_log_ins", "_loop_now", "_network", "_sampler",
        "_script", "_witness", "busy_s", "failures", "jar", "values",
    )  # fmt: skip

    def __init__(self, script: Script, network: Network, sampler: Sampler, witness: Witness) -> None:
        self._script = script
        self._network = network
        self._sampler = sampler
        self._witness = witness
        self._loop_now: Callable[[], float] = network.reactor.loop.now
        self._cache = BrowserCache() if script.caches else None
        self.jar = Jar()
        self.values = script.scenario.new_values()
        self._due_s = 0.0
        self._has_cookies = False
        self._log_ins: LogIns | None = None
        self._cookie_setters: dict[bytes, int] | None = None
        self.busy_s = 0.0
        self.failures = 0

    def _woken_s(self) -> float:
        """Return when the event loop last looked what there is to do, on `time.perf_counter`: who waits since then is
        late.
        """
        return _perf_counter() - (_time() - self._loop_now())

    def perform(self, action: RequestAction, client: HttpClient) -> bool:
        """Make one request and judge its answer; return whether the pass can go on."""
        started_s = _perf_counter()
        late_s = started_s - self._due_s
        if late_s > ON_TIME_S:
            self._sampler.late(late_s)
        origin, path, request = action.origin, action.path, action.plain
        if origin is None or request is None or self._has_cookies:
            try:
                origin, path, request = self._written(action)
            except RenderError as error:
                return self._not_sent(action, error.reason)
            started_s = _perf_counter()
        if action.caching == MAY_BE_KEPT and self._cache is not None:
            asked = self._cache.request(origin, request, _time())
            if asked is None:
                return True
            request = asked
        try:
            reply = client.exchange(origin, action.method, request, started_s, action.keeps_body)
            if action.log_in is not None:
                request, reply = self._logged_in(action, client, request, reply, started_s)
        except ExchangeFailed as failure:
            elapsed_s = _perf_counter() - started_s
            return self._not_answered(action, failure.reason, Seen(origin, request, None, elapsed_s))
        except GreenletExit:
            self._cut_off(action, Seen(origin, request, None, _perf_counter() - started_s))
            raise
        answered_s = _perf_counter()
        elapsed_s = answered_s - started_s
        self.busy_s += elapsed_s
        now_s = _time()
        self._due_s = answered_s - (now_s - self._loop_now())

        tally = action.tally
        tally.add(elapsed_s)
        tally.bytes_sent += len(request)
        tally.bytes_received += reply.received_bytes
        if reply.timing is not None:
            tally.time(reply.timing, elapsed_s)
        if reply.cookies:
            self._keep_cookies(action, origin, path or "/", reply, now_s)
        if action.caching and self._cached(action, origin, request, reply, elapsed_s):
            return True
        if reply.status in action.passing:
            return True
        answer = Answer(reply.status, reply.head, reply.body, path=path or "/", jar=self.jar)
        return self._examine(action, Seen(origin, request, answer, elapsed_s), answer)

    def origin_of(self, action: RequestAction) -> Origin:
        """Return where the request goes with this user's values. Raises RenderError, also when it must not go there."""
        origin = render_module.origin_of(action.request, self.values)
        if action.origin is None and not self._script.allowed.allows(authority(origin)):
            raise RenderError(f"the host {origin.host} is not allowed for this run")
        return origin

    def _written(self, action: RequestAction) -> tuple[Origin, str, bytes]:
        """Return where the request goes, its path, and its bytes with this user's values and cookies. Raises
        RenderError.
        """
        origin = action.origin or self.origin_of(action)
        path = action.path or path_of(action.request, self.values)
        cookie = b""
        if self._has_cookies:
            cookie = self.jar.header(origin.host, path, origin.scheme == "https", _time())
        if action.log_in is None:
            return origin, path, render(action.request, self.values, cookie)
        credentials = credentials_of(action.request, self.values)
        self._log_ins = log_ins = self._log_ins or LogIns()
        return (
            origin,
            path,
            log_ins.begin(action, credentials, origin, path, render(action.request, self.values, cookie)),
        )

    def _logged_in(
        self, action: RequestAction, client: HttpClient, request: bytes, reply: Reply, started_s: float
    ) -> tuple[bytes, Reply]:
        """Answer a challenge; return what was sent last and what came back. Raises ExchangeFailed."""
        assert self._log_ins is not None  # by `_written`

        def send(origin: Origin, again: bytes) -> Reply:
            return client.exchange(origin, action.method, again, started_s, action.keeps_body)

        return self._log_ins.finish(self, action, request, reply, send)

    def with_new_cookies(self, origin: Origin, path: str, request: bytes, cookies: Iterable[bytes]) -> bytes:
        """Take the cookies of an answer and return the request with all that it is to send now."""
        is_secure, now_s = origin.scheme == "https", _time()
        self.keep_cookies(origin.host, path, is_secure, cookies, now_s)
        return with_cookies(request, self.jar.header(origin.host, path, is_secure, now_s))

    def _keep_cookies(self, action: RequestAction, origin: Origin, path: str, reply: Reply, now_s: float) -> None:
        cookies, setters = reply.cookies, self._cookie_setters
        if setters is not None:
            cookies = tuple(cookie for cookie in cookies if setters.get(_name_of(cookie), -1) <= action.place)
            setters.update((_name_of(cookie), action.place) for cookie in cookies)
        self.keep_cookies(origin.host, path, origin.scheme == "https", cookies, now_s)

    def keep_cookies(self, host: str, path: str, secure: bool, cookies: Iterable[bytes], now_s: float) -> None:
        """Take the values of Set-Cookie headers of an answer from this host and path."""
        self._has_cookies = True
        for cookie in cookies:
            self.jar.store(host, path, secure, cookie, now_s)

    def _cached(self, action: RequestAction, origin: Origin, request: bytes, reply: Reply, elapsed_s: float) -> bool:
        """Let the browser's cache see an answer; return whether it is the success that it asked for."""
        cache = self._cache
        if cache is None:
            return False
        if action.caching == MAY_BE_KEPT:
            received_s = _time()
            sent_s = received_s - elapsed_s
            return cache.keep(
                origin, request, status=reply.status, head=reply.head, sent_s=sent_s, received_s=received_s
            )
        if reply.status < 400:
            cache.forget(origin, request)
        return False

    def _examine(self, action: RequestAction, seen: Seen, answer: Answer) -> bool:
        """Judge the answer, take the values that it must give, and tell of what failed."""
        goes_on = True
        reason = failure_of(action.checks, answer)
        missing = extract(action.extractors, answer, self.values) if action.extractors else ()
        for extractor in missing:
            if extractor.needed:
                goes_on = False
                reason = reason or extractor.failure
        if reason is not None or self._witness.traces:
            self._tell(action, reason or "", seen)
        return goes_on

    def _not_sent(self, action: RequestAction, reason: str) -> bool:
        """A value is missing or cannot stand where it is to stand: the request could not be written."""
        action.tally.unsent += 1
        self._tell(action, reason, Seen())
        return False

    def _not_answered(self, action: RequestAction, reason: str, seen: Seen) -> bool:
        self.busy_s += seen.latency_s
        self._due_s = self._woken_s()
        action.tally.add_unanswered(seen.latency_s)
        action.tally.bytes_sent += len(seen.request)
        self._tell(action, reason, seen)
        return not action.gives_needed

    def _cut_off(self, action: RequestAction, seen: Seen) -> None:
        if self.counts_cut_off(seen.latency_s):
            self._not_answered(action, CUT_OFF, seen)

    def counts_cut_off(self, waited_s: float) -> bool:
        """Return whether a request counts as failed that the end of the run cuts off after so long: what nobody
        answered for long must not be as if it had never been sent.
        """
        return waited_s >= self._network.patience_s

    def tell(self, tally: Tally, reason: str, exchange: Callable[[], Exchange]) -> None:
        """Count a failure, when there is a reason for one, and let the witness know what it wants to know."""
        if reason:
            self.failures += 1
            tally.failed += 1
            if self._sampler.fail(tally.label, reason):
                self._witness.failed(exchange())
        if self._witness.traces:
            self._witness.traced(exchange())

    def _tell(self, action: RequestAction, reason: str, seen: Seen) -> None:
        self.tell(
            action.tally,
            reason,
            lambda: seen.exchange(
                request_id=action.exchange.node.id,
                label=action.exchange.node.name,
                step=action.step,
                method=action.method,
                url=action.exchange.node.url,
                failure=reason,
                taken=tuple(
                    (extractor.variable, value)
                    for extractor in action.extractors
                    if (value := self.values[extractor.slot]) is not None
                ),
            ),
        )


def _name_of(cookie: bytes) -> bytes:
    return cookie.partition(b"=")[0].strip()
