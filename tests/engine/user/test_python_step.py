"""Python steps against a real server: cookies, values, samples, failures, users that do not hold each other up."""

from __future__ import annotations

import time
from collections.abc import Iterator

import gevent
import pytest

from loadstudio.engine.http.network import Network
from loadstudio.scenario.assertion import TextCheck
from loadstudio.scenario.model import Field, PythonCode, Scenario
from tests.engine.user.test_steps import Stage
from tests.support.patience import until
from tests.support.raw_server import Peer, RawServer, Silence, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step


def answers(peer: Peer, index: int) -> None:
    """Say what was asked, with the cookies; `/set/NAME` sets a cookie, `/old` leads to `/new`, `/slow` takes 200 ms."""
    while request := peer.request():
        head, _, body = request.decode().partition("\r\n\r\n")
        method, path, _ = head.split(" ", 2)
        cookie = next((line[8:] for line in head.split("\r\n") if line.startswith("Cookie: ")), "")
        status, extra = "200 OK", ""
        if path.startswith("/set/"):
            extra = f"Set-Cookie: {path[5:]}=1; Path=/\r\n"
        elif path == "/old":
            status, extra = "302 Found", "Location: /new\r\nSet-Cookie: moved=1; Path=/\r\n"
        elif path == "/missing":
            status = "404 Not Found"
        elif path == "/slow":
            time.sleep(0.2)
        said = f"{method} {path} [{cookie}] {body}"
        peer.send(f"HTTP/1.1 {status}\r\n{extra}Content-Length: {len(said)}\r\n\r\n{said}".encode())


@pytest.fixture
def server() -> Iterator[RawServer]:
    with raw_server(answers) as server:
        yield server


def code(server: RawServer, *lines: str) -> PythonCode:
    text = "\n".join((f"base = 'http://127.0.0.1:{server.port}'", *lines))
    return PythonCode(id="code", name="Sign", code=text)


def traced(stage: Stage) -> list[tuple[str, str, str]]:
    return [(one.label, one.response_body.decode(), one.failure) for one in stage.witness.all]


def test_code_shares_cookies_values_and_connection_with_the_requests(server: RawServer, network: Network) -> None:
    base = f"http://127.0.0.1:{server.port}"
    scenario = a_scenario(
        a_step(
            "s",
            a_request("r1", f"{base}/set/a", name="first"),
            code(
                server,
                "answer = session.post(base + '/set/b', data={'x': 'ü'}, cookies={'c': '3'}, label='Posted')",
                "assert answer.ok and answer.text.startswith('POST /set/b [a=1; c=3] x=%C3%BC'), answer.text",
                "assert session.cookies['b'] == '1' and 'z' not in session.cookies",
                "session.cookies.set('d', '4')",
                "values['token'] = 42",
                "log('token is', values['token'], values.get('none'))",
            ),
            a_request("r2", f"{base}/last", name="last", query=(Field(name="t", value="${token}"),)),
            name="Step",
        ),
    )
    stage = Stage(scenario, network, traces=True)
    assert stage.make_pass()
    assert stage.make_pass()
    said = traced(stage)
    assert said[:4] == [
        ("first", "GET /set/a [] ", ""),
        ("Posted", "POST /set/b [a=1; c=3] x=%C3%BC", ""),
        ("Sign", "token is 42 None", ""),
        ("last", "GET /last?t=42 [a=1; b=1; d=4] ", ""),
    ]
    assert said[4:] == said[:4], "a new person each time"
    assert server.connections == 1
    counts = {label.label: (label.count, label.failed) for label in stage.interval().labels}
    assert counts == {"first": (2, 0), "Posted": (2, 0), "last": (2, 0), "Step": (2, 0)}


def test_redirects_are_followed_and_each_hop_is_a_sample(server: RawServer, network: Network) -> None:
    scenario = a_scenario(
        a_step(
            "s", code(server, "r = session.get(base + '/old')", "assert r.history and '[moved=1]' in r.text, r.text")
        )
    )
    stage = Stage(scenario, network)
    assert stage.make_pass()
    assert {label.label for label in stage.interval().labels} == {"GET /old", "GET /new", "Home"}


@pytest.mark.parametrize(
    ("lines", "label", "reason"),
    [
        (("session.get(base + '/missing')",), "GET /missing", "status 404"),
        (("x = 1", "values['token']"), "Sign", "line 3: KeyError: 'token'"),
        (("", "", "raise ValueError('no\\nluck')"), "Sign", "line 4: ValueError: no luck"),
        (("exit(3)",), "Sign", "line 2: SystemExit: 3"),
        (("def deeper():", "    1 / 0", "deeper()"), "Sign", "line 3: ZeroDivisionError: division by zero"),
        (
            ("try:", "    session.get('http://evil.example/')", "except Exception:", "    pass"),
            "GET /",
            "the host evil.example is not allowed for this run",
        ),
        (
            ("try:", "    session.get('http://127.0.0.1:1/x')", "except Exception:", "    pass"),
            "GET /x",
            "could not connect: connection refused",
        ),
    ],
)
def test_what_goes_wrong_is_a_failed_request(
    lines: tuple[str, ...], label: str, reason: str, server: RawServer, network: Network
) -> None:
    after = a_request("r", f"http://127.0.0.1:{server.port}/after", name="after", checks=(TextCheck(text="after"),))
    stage = Stage(a_scenario(a_step("s", code(server, *lines), after)), network)
    assert not stage.make_pass()
    interval = stage.interval()
    assert [(error.label, error.reason, error.count) for error in interval.errors] == [(label, reason, 1)]
    assert next(one.count for one in interval.labels if one.label == "after") == 1, "the pass goes on"


@pytest.mark.parametrize(("patience_s", "failed"), [(0.05, 1), (30.0, 0)])
def test_a_request_that_nobody_answered_until_the_end_has_failed(
    patience_s: float, failed: int, network: Network
) -> None:
    silence = Silence()
    with raw_server(silence) as server:
        stage = Stage(a_scenario(a_step("s", code(server, "session.get(base + '/slow')"))), network)
        user = gevent.spawn(stage.make_pass)
        until(silence.asked.is_set)
        gevent.sleep(0.06)  # longer than the patience
        network.patience_s = patience_s
        user.kill()
        stage.visitor.close()
    errors = [(error.label, error.reason, error.count) for error in stage.interval().errors]
    assert errors == [("GET /slow", "no answer until the run was over", 1)] * failed


def test_a_status_may_be_called_good(server: RawServer, network: Network) -> None:
    scenario = a_scenario(a_step("s", code(server, "session.get(base + '/missing', passing=(404,))")))
    assert Stage(scenario, network).make_pass()


def test_a_value_that_code_may_set_does_not_end_the_pass_before(server: RawServer, network: Network) -> None:
    base = f"http://127.0.0.1:{server.port}"
    scenario = a_scenario(
        a_step("s", code(server, "pass"), a_request("r", f"{base}/x", query=(Field(name="v", value="${v}"),), name="x"))
    )
    stage = Stage(scenario, network)
    assert not stage.make_pass()
    assert [error.reason for error in stage.interval().errors] == ["the value 'v' is missing"]


def test_twenty_users_do_not_wait_for_each_other(server: RawServer, network: Network) -> None:
    def scenario() -> Scenario:
        return a_scenario(a_step("s", code(server, "session.get(base + '/slow')", "session.get(base + '/slow')")))

    stages = [Stage(scenario(), network) for _ in range(20)]
    started = time.perf_counter()
    users = [gevent.spawn(stage.make_pass) for stage in stages]
    gevent.joinall(users, timeout=60)
    assert [user.value for user in users] == [True] * 20
    assert time.perf_counter() - started < 6, "one after the other it would be 8 s"
