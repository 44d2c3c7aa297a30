"""Requests at the same time, against a real server that tells how many it had under way."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import gevent
import pytest

from loadstudio.engine.http.network import Network
from loadstudio.metrics.histogram import Histogram
from loadstudio.scenario.assertion import TextCheck
from loadstudio.scenario.extractor import Extractor, HeaderSource
from loadstudio.scenario.model import Field, HttpRequest, RecordedAnswer, Scenario
from tests.engine.user.test_steps import Stage
from tests.support.patience import until
from tests.support.raw_server import Peer, RawServer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step

FILES = 12


class Site:
    """Takes its time for each answer, and counts. `/set/N` sets a cookie after N hundredths of a second."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.now = self.most = 0
        self.started: list[str] = []
        self.ended: list[str] = []

    def serve(self, peer: Peer, index: int) -> None:
        while request := peer.request():
            path = request.decode().split(" ")[1]
            with self._lock:
                self.now += 1
                self.most = max(self.most, self.now)
                self.started.append(path)
            time.sleep(int(path.split("/")[-1].split("?")[0]) / 100)
            with self._lock:
                self.now -= 1
                self.ended.append(path)
            cookie = next((line for line in request.decode().split("\r\n") if line.startswith("Cookie:")), "")
            status = "500 Broken" if path.startswith("/broken") else "200 OK"
            head = f"HTTP/1.1 {status}\r\nContent-Length: {len(cookie)}\r\nV: {path.count('/')}\r\n"
            head += f"Set-Cookie: last={path}; Path=/\r\n" if path.startswith("/set") else ""
            peer.send(f"{head}\r\n{cookie}".encode())


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def server(site: Site) -> Iterator[RawServer]:
    with raw_server(site.serve) as server:
        yield server


def sent(server: RawServer, path: str, from_ms: float, to_ms: float, **fields: Any) -> HttpRequest:
    recorded = RecordedAnswer(entry_id=path, mime_type="image/png", offset_ms=from_ms, duration_ms=to_ms - from_ms)
    return a_request(path, f"http://127.0.0.1:{server.port}{path}", name=path, recorded=recorded, **fields)


def a_page(server: RawServer) -> Scenario:
    files = (sent(server, f"/file{number}/10", number, 100, static=True) for number in range(FILES))
    return a_scenario(a_step("s", *files, name="Page"))


def test_at_most_six_at_once_and_the_step_takes_the_time_of_the_clock(
    site: Site, server: RawServer, network: Network
) -> None:
    stage = Stage(a_page(server), network, parallel=True)
    assert stage.make_pass()
    assert stage.make_pass()
    assert (site.most, server.connections) == (6, 6)
    assert set(site.started[:6]) == {f"/file{number}/10" for number in range(6)}
    labels = {label.label: label for label in stage.interval().labels}
    assert all(labels[f"/file{number}/10"].count == 2 for number in range(FILES))
    assert labels["Page"].count == 2
    assert 180_000 < Histogram(labels["Page"].latency).max_us() < 900_000, "two rounds of 100 ms, not twelve"


def test_without_the_setting_they_go_one_after_the_other(site: Site, server: RawServer, network: Network) -> None:
    stage = Stage(a_page(server), network)
    assert stage.make_pass()
    assert (site.most, server.connections) == (1, 1)


def test_users_have_connections_of_their_own(site: Site, server: RawServer, network: Network) -> None:
    first, second = (Stage(a_page(server), network, parallel=True) for _ in range(2))
    users = [gevent.spawn(stage.make_pass) for stage in (first, second)]
    gevent.joinall(users, timeout=5)
    assert [user.value for user in users] == [True, True]
    assert server.connections == 12
    assert not site.now


def test_a_request_waits_for_the_value_it_sends(site: Site, server: RawServer, network: Network) -> None:
    value = Extractor(variable="v", sources=(HeaderSource(name="V"),))
    scenario = a_scenario(
        a_step(
            "s",
            sent(server, "/slow/20", 0, 900),
            sent(server, "/gives/10", 1, 900, extractors=(value,)),
            sent(server, "/sends/1", 2, 900, query=(Field(name="v", value="${v}"),)),
            sent(server, "/free/1", 3, 900),
        )
    )
    stage = Stage(scenario, network, parallel=True)
    assert stage.make_pass()
    assert site.ended == ["/free/1", "/gives/10", "/sends/1?v=2", "/slow/20"]


def test_cookies_end_up_as_if_the_answers_came_in_order(server: RawServer, network: Network) -> None:
    scenario = a_scenario(
        a_step(
            "s",
            sent(server, "/set/20", 0, 90),
            sent(server, "/set/5", 1, 90),
            sent(server, "/after/1", 100, 110, checks=(TextCheck(text="last=/set/5"),)),
        )
    )
    assert Stage(scenario, network, parallel=True).make_pass()


def test_a_missing_value_ends_the_pass_when_what_is_under_way_is_over(
    site: Site, server: RawServer, network: Network
) -> None:
    value = Extractor(variable="v", sources=(HeaderSource(name="Missing"),))
    scenario = a_scenario(
        a_step(
            "s",
            sent(server, "/slow/20", 0, 900),
            sent(server, "/gives/5", 1, 900, extractors=(value,)),
            *(sent(server, f"/file{number}/8", 2, 900) for number in range(5)),
            sent(server, "/sends/1", 3, 900, query=(Field(name="v", value="${v}"),)),
        )
    )
    stage = Stage(scenario, network, parallel=True)
    assert not stage.make_pass()
    assert "/slow/20" in site.ended
    assert not any(path.startswith("/sends") for path in site.started)
    assert "/file4/8" not in site.started, "nothing new begins when the pass is to end"
    (error,) = stage.interval().errors
    assert (error.label, error.reason) == ("/gives/5", "the value 'v' is not in the answer")


def test_a_user_that_is_ended_leaves_nothing_behind(site: Site, server: RawServer, network: Network) -> None:
    scenario = a_scenario(a_step("s", *(sent(server, f"/slow{number}/50", number, 900) for number in range(6))))
    stage = Stage(scenario, network, parallel=True)
    user = gevent.spawn(stage.make_pass)
    until(lambda: site.now == 6)
    user.kill()
    gevent.sleep(0.05)
    stage.visitor.close()
    assert not network.reactor.open
