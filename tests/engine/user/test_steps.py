"""A user's passes against a small server: cookies, values, checks, transactions, failures."""

from __future__ import annotations

import random
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import gevent
import pytest

from loadstudio.engine.http.network import Network
from loadstudio.engine.user import request_making
from loadstudio.engine.user.sampling import Sampler
from loadstudio.engine.user.script import Script
from loadstudio.engine.user.steps import Visitor
from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import Interval
from loadstudio.plan.hosts import AllowedHosts
from loadstudio.playback.compile import compile_scenario
from loadstudio.playback.generate import Generators
from loadstudio.scenario.assertion import StatusCheck, TextCheck
from loadstudio.scenario.extractor import Extractor, HeaderSource, RegexSource
from loadstudio.scenario.model import BasicAuth, Field, PythonCode, Scenario, TextBody, Variable
from tests.support.patience import until
from tests.support.raw_server import OK, Peer, RawServer, Silence, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time


class Witnessed:
    """Remembers what it is told."""

    def __init__(self, *, traces: bool = False) -> None:
        self.traces = traces
        self.failures: list[Exchange] = []
        self.all: list[Exchange] = []

    def failed(self, exchange: Exchange) -> None:
        self.failures.append(exchange)

    def traced(self, exchange: Exchange) -> None:
        self.all.append(exchange)


class Stage:
    """A visitor with all it needs."""

    def __init__(
        self,
        scenario: Scenario,
        network: Network,
        *,
        traces: bool = False,
        factor: float = 1.0,
        parallel: bool = False,
        caches: bool = False,
    ) -> None:
        self.sampler = Sampler()
        self.witness = Witnessed(traces=traces)
        compiled = compile_scenario(
            scenario, generators=Generators(clock=time.time, chance=random.Random(1)), parallel=parallel
        )
        script = Script(
            compiled,
            self.sampler,
            allowed=AllowedHosts.of(scenario),
            pause=lambda recorded_s: recorded_s * factor,
            chance=random.Random(1),
            caches=caches,
            traces=traces,
        )
        self.visitor = Visitor(script, network, self.sampler, self.witness)

    def make_pass(self) -> bool:
        return self.visitor.make_pass(0)

    def interval(self) -> Interval:
        return self.sampler.take(0, users=1, active=0, cpu_percent=0, stall_s=0, memory_bytes=0)


def answers(peer: Peer, index: int) -> None:
    """Say what was asked, with a cookie for `/login`, an id for `/item`, and a failure for `/broken`."""
    while request := peer.request():
        head = request.decode()
        path = head.split(" ")[1]
        extra = "Set-Cookie: session=s1; Path=/\r\n" if path == "/login" else ""
        extra += "Location: /item/42\r\n" if path == "/item" else ""
        status = "500 Broken" if path == "/broken" else "302 Found" if path == "/item" else "200 OK"
        cookie = next((line for line in head.split("\r\n") if line.startswith("Cookie:")), "")
        body = f"{path} {cookie}"
        peer.send(f"HTTP/1.1 {status}\r\n{extra}Content-Length: {len(body)}\r\n\r\n{body}".encode())


@pytest.fixture
def server() -> Iterator[RawServer]:
    with raw_server(answers) as server:
        yield server


def test_a_pass_takes_values_keeps_cookies_and_is_a_new_person_each_time(server: RawServer, network: Network) -> None:
    base = f"http://127.0.0.1:{server.port}"
    item = Extractor(variable="item", sources=(HeaderSource(name="Location", pattern=r"/item/(\d+)"),))
    scenario = a_scenario(
        a_step(
            "s1",
            a_request("r1", f"{base}/start", name="start"),
            a_request("r2", f"{base}/login", name="login"),
            name="Log in",
        ),
        a_step(
            "s2",
            a_think_time("t1", 0.2),
            a_request("r3", f"{base}/item", name="item", extractors=(item,), checks=(StatusCheck(recorded=302),)),
            a_request("r4", f"{base}/item/${{item}}", name="show", checks=(TextCheck(text="session=s1"),)),
            name="Look",
        ),
    )
    stage = Stage(scenario, network, traces=True)
    assert stage.make_pass()
    assert stage.make_pass()
    bodies = [exchange.response_body.decode() for exchange in stage.witness.all]
    assert bodies[:4] == ["/start ", "/login ", "/item Cookie: session=s1", "/item/42 Cookie: session=s1"]
    assert bodies[4:] == bodies[:4], "no cookie of the pass before"
    assert stage.witness.all[2].taken == (("item", "42"),)
    labels = {(label.kind, label.label): label for label in stage.interval().labels}
    assert {key: label.count for key, label in labels.items()} == {
        ("request", "start"): 2,
        ("request", "login"): 2,
        ("request", "item"): 2,
        ("request", "show"): 2,
        ("transaction", "Log in"): 2,
        ("transaction", "Look"): 2,
    }
    assert server.connections == 1
    assert Histogram(labels["transaction", "Look"].latency).max_us() < 150_000, "think times are no part of a step"


def test_a_failed_request_does_not_end_the_pass(server: RawServer, network: Network) -> None:
    base = f"http://127.0.0.1:{server.port}"
    scenario = a_scenario(
        a_step("s1", a_request("r1", f"{base}/broken", name="broken"), name="One"),
        a_step("s2", a_request("r2", f"{base}/fine", name="fine"), name="Two"),
    )
    stage = Stage(scenario, network)
    assert not stage.make_pass()
    interval = stage.interval()
    failed = {(label.kind, label.label): label.failed for label in interval.labels}
    assert failed == {
        ("request", "broken"): 1,
        ("transaction", "One"): 1,
        ("request", "fine"): 0,
        ("transaction", "Two"): 0,
    }
    assert [(error.label, error.reason) for error in interval.errors] == [("broken", "status 500")]
    (sample,) = stage.witness.failures
    assert (sample.status, sample.reason, sample.response_body) == (500, "Broken", b"/broken ")


@pytest.mark.parametrize("first", ["/fine", "/broken"])
def test_a_missing_value_ends_the_pass(first: str, server: RawServer, network: Network) -> None:
    base = f"http://127.0.0.1:{server.port}"
    token = Extractor(variable="token", sources=(RegexSource(pattern="token=(.+)"),))
    query = (Field(name="token", value="${token}"),)
    scenario = a_scenario(
        a_step("s1", a_request("r1", base + first, name="first", extractors=(token,)), name="One"),
        a_step("s2", a_request("r2", f"{base}/next", name="next", query=query), name="Two"),
    )
    stage = Stage(scenario, network)
    assert not stage.make_pass()
    interval = stage.interval()
    assert [label.label for label in interval.labels] == ["first", "One"]
    reason = "the value 'token' is not in the answer" if first == "/fine" else "status 500"
    assert [(error.label, error.reason, error.count) for error in interval.errors] == [("first", reason, 1)]


def test_a_host_that_comes_with_an_answer_must_be_allowed(server: RawServer, network: Network) -> None:
    base = f"http://127.0.0.1:{server.port}"
    where = Extractor(variable="where", sources=(RegexSource(pattern="(/[a-z.]+)"),))
    scenario = a_scenario(
        a_step(
            "s1",
            a_request("r1", f"{base}/evil.example", name="first", extractors=(where,)),
            a_request("r2", "http:/${where}/", name="away"),
            name="One",
        )
    )
    stage = Stage(scenario, network)
    assert not stage.make_pass()
    (error,) = stage.interval().errors
    assert (error.label, error.reason) == ("away", "the host evil.example is not allowed for this run")


def test_think_times_are_scaled(server: RawServer, network: Network) -> None:
    scenario = a_scenario(
        a_step("s1", a_request("r1", f"http://127.0.0.1:{server.port}/"), a_think_time("t1", 20), name="One")
    )
    stage = Stage(scenario, network, factor=0.01)
    started = time.perf_counter()
    assert stage.make_pass()
    assert 0.2 <= time.perf_counter() - started < 15, "of 20 s"


@pytest.mark.parametrize(("patience_s", "failed"), [(0.05, 1), (30.0, 0)])
def test_a_request_that_nobody_answered_until_the_end_has_failed(
    patience_s: float, failed: int, network: Network
) -> None:
    silence = Silence()
    with raw_server(silence) as server:
        base = f"http://127.0.0.1:{server.port}/"
        stage = Stage(a_scenario(a_step("s", a_request("r1", base, name="GET /"))), network)
        user = gevent.spawn(stage.make_pass)
        until(silence.asked.is_set)
        gevent.sleep(0.06)  # longer than the patience
        network.patience_s = patience_s
        user.kill()
        stage.visitor.close()
    interval = stage.interval()
    assert sum(label.failed for label in interval.labels if label.kind == "request") == failed
    assert [error.reason for error in interval.errors] == ["no answer until the run was over"] * failed


@pytest.mark.parametrize("jump_s", [7200.0, -7200.0])
def test_a_clock_that_is_set_during_a_run_moves_no_number(
    jump_s: float, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead_s = 0.0

    def jump(peer: Peer, index: int) -> None:
        nonlocal ahead_s
        while peer.request():
            ahead_s += jump_s
            peer.send(OK)

    monkeypatch.setattr(request_making, "_time", lambda: time.time() + ahead_s)
    with raw_server(jump) as server:
        base = f"http://127.0.0.1:{server.port}/"
        stage = Stage(
            a_scenario(a_step("s", a_request("r1", base), a_think_time("t", 0.01), a_request("r2", base))), network
        )
        loop_now = network.reactor.loop.now
        stage.visitor._loop_now = lambda: loop_now() + ahead_s
        assert stage.visitor.make_pass(0, intended_s=time.perf_counter())
        assert stage.visitor.make_pass(0)
        stage.visitor.close()
    interval = stage.interval()
    assert {label.kind for label in interval.labels} == {"request", "transaction", "pass"}
    for label in interval.labels:
        latency = Histogram()
        latency.add(label.latency)
        assert 0 < latency.max_us() < 2_000_000
    assert interval.generator.lateness_ms_p99 < 2000


def test_bodies_in_chunks_and_questions_whether_to_go_on(network: Network) -> None:
    """A body goes out at once, whatever the server says to `Expect` (RFC 9110, 10.1.1 allows that)."""
    got: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self) -> None:
            body = b""
            while self.headers.get("Transfer-Encoding") == "chunked":
                size = int(self.rfile.readline(), 16)
                body += self.rfile.read(size)
                self.rfile.readline()
                if not size:
                    break
            body += self.rfile.read(int(self.headers.get("Content-Length", "0")))
            got.append((self.headers.get("Expect", ""), body))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/"
        chunked, asks = Field(name="Transfer-Encoding", value="chunked"), Field(name="Expect", value="100-continue")
        requests = [
            a_request(f"r{number}", url, method="PUT", headers=headers, body=TextBody(text=f"body {number}"))
            for number, headers in enumerate(((chunked,), (asks,), (chunked, asks), ()))
        ]
        stage = Stage(a_scenario(a_step("s", *requests)), network, traces=True)
        assert stage.make_pass()
        code = f"assert session.put({url!r}, data=iter([b'a', b'bc'])).ok"
        stage_of_code = Stage(a_scenario(a_step("s", PythonCode(id="p", name="code", code=code))), network)
        assert stage_of_code.make_pass()
        for one in (stage, stage_of_code):
            one.visitor.close()
        server.shutdown()
        thread.join()
    assert [body for _, body in got] == [b"body 0", b"body 1", b"body 2", b"body 3", b"abc"]
    assert [said for said, _ in got] == ["", "100-continue", "100-continue", "", ""]
    assert [exchange.request_body for exchange in stage.witness.all] == [body for _, body in got[:4]]


def test_a_basic_log_in_opens_what_is_locked(network: Network) -> None:
    def guards(peer: Peer, index: int) -> None:
        while request := peer.request():
            credentials = b64encode("zo\u00eb:s3cret".encode())
            known = b"Authorization: Basic " + credentials + b"\r\n" in request
            peer.send(b"HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n" % (b"200 OK" if known else b"401 Who"))

    with raw_server(guards) as server:
        url = f"http://127.0.0.1:{server.port}/"
        for password, opened in (("s3cret", True), ("wrong", False)):
            auth = BasicAuth(username="${generated}", password=password)
            request = a_request("r", url, auth=auth, checks=(StatusCheck(recorded=200),))
            variable = Variable(
                name="generated", label="User", origin="generated", generator="random_choice('zo\u00eb','zo\u00eb')"
            )
            stage = Stage(a_scenario(a_step("s", request), variables=(variable,)), network)
            assert stage.make_pass() is opened
            stage.visitor.close()
