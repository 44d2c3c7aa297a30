"""The browser's cache of a user against a real server that counts what it was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from loadstudio.engine.http.network import Network
from loadstudio.scenario.assertion import StatusCheck, TextCheck
from loadstudio.scenario.model import RecordedAnswer, Scenario
from tests.engine.user.test_steps import Stage
from tests.support.raw_server import Peer, RawServer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step

HEADERS = {
    "/fresh": "Cache-Control: max-age=600, immutable",
    "/stale": 'Cache-Control: no-cache\r\nETag: "v1"',
    "/never": "Cache-Control: no-store",
    "/read": "Cache-Control: max-age=600",
}


class Site:
    """`asked` counts paths, conditions with them."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def serve(self, peer: Peer, index: int) -> None:
        while request := peer.request():
            method, path, _ = request.decode().split(" ", 2)
            is_conditional = b'\r\nIf-None-Match: "v1"\r\n' in request
            self.asked[("304 " if is_conditional else "") + (path if method == "GET" else f"{method} {path}")] += 1
            fields = HEADERS.get(path, "Cache-Control: max-age=600")
            if is_conditional:
                peer.send(f"HTTP/1.1 304 Not Modified\r\n{fields}\r\n\r\n".encode())
            else:
                peer.send(f"HTTP/1.1 200 OK\r\n{fields}\r\nContent-Length: 2\r\n\r\nok".encode())


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def server(site: Site) -> Iterator[RawServer]:
    with raw_server(site.serve) as server:
        yield server


def a_page(server: RawServer) -> Scenario:
    exact = (StatusCheck(recorded=200, exact=True),)
    requests = (
        a_request(path, f"http://127.0.0.1:{server.port}{path}", name=path, checks=exact)
        for path in ("/fresh", "/fresh", "/stale", "/never")
    )
    read = a_request("read", f"http://127.0.0.1:{server.port}/read", name="/read", checks=(TextCheck(text="ok"),))
    return a_scenario(a_step("s", *requests, read, name="Page"))


def test_a_user_asks_as_a_browser_does(site: Site, server: RawServer, network: Network) -> None:
    stage = Stage(a_page(server), network, caches=True)
    assert [stage.make_pass() for _ in range(3)] == [True, True, True]
    assert site.asked == {"/fresh": 1, "/stale": 1, "304 /stale": 2, "/never": 3, "/read": 3}
    counts = {label.label: (label.count, label.failed) for label in stage.interval().labels}
    assert counts == {"/fresh": (1, 0), "/stale": (3, 0), "/never": (3, 0), "/read": (3, 0), "Page": (3, 0)}


def test_each_user_has_a_cache_of_its_own_and_without_the_setting_none(
    site: Site, server: RawServer, network: Network
) -> None:
    for _ in range(2):
        assert Stage(a_page(server), network, caches=True).make_pass()
    assert site.asked["/fresh"] == 2
    assert Stage(a_page(server), network).make_pass()
    assert site.asked["/fresh"] == 4


def test_a_change_makes_what_is_kept_old(site: Site, server: RawServer, network: Network) -> None:
    address = f"http://127.0.0.1:{server.port}/item"
    scenario = a_scenario(
        a_step("s", a_request("a", address), a_request("b", address, method="POST"), a_request("c", address))
    )
    stage = Stage(scenario, network, caches=True)
    assert stage.make_pass()
    assert stage.make_pass()
    assert site.asked == {"/item": 3, "POST /item": 2}


def test_a_batch_that_is_all_kept_takes_no_time(site: Site, server: RawServer, network: Network) -> None:
    files = (
        a_request(
            f"f{number}",
            f"http://127.0.0.1:{server.port}/{number}",
            recorded=RecordedAnswer(entry_id=f"e{number}", offset_ms=number, duration_ms=50),
        )
        for number in range(8)
    )
    stage = Stage(a_scenario(a_step("s", *files, name="Files")), network, parallel=True, caches=True)
    assert stage.make_pass()
    assert stage.make_pass()
    assert site.asked.total() == 8
    assert {label.label: label.count for label in stage.interval().labels}["Files"] == 1
