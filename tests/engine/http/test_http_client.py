"""The HTTP client against servers that behave badly. gevent is used as in the engine, but nothing is patched here."""

from __future__ import annotations

import random
import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import gevent
import pytest

from loadstudio.engine.http.failures import ExchangeFailed, NoAnswer, TimedOut
from loadstudio.engine.http.http_client import HttpClient
from loadstudio.engine.http.network import Network
from loadstudio.engine.http.response import CLOSED, CUT_SHORT, Reply
from loadstudio.plan.model import NetworkSettings
from loadstudio.playback.render import Origin
from tests.support.patience import until
from tests.support.raw_server import OK, Peer, RawServer, raw_server, self_signed


class Browser:
    """A client with a short way to say what to request."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.client = HttpClient(network)

    def get(self, server: RawServer, path: str = "/", method: str = "GET", body: bytes = b"", **where: str) -> Reply:
        host = where.get("host", "127.0.0.1")
        head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n\r\n"
        origin = Origin(where.get("scheme", "http"), host, server.port)
        return self.client.exchange(origin, method, head.encode() + body, time.perf_counter())


@pytest.fixture
def network() -> Iterator[Network]:
    network = Network(timeout_s=2.0, settings=NetworkSettings(verify_tls=False))
    yield network
    assert not network.reactor.open, "a connection was left open"
    network.reactor.close()


@pytest.fixture
def browser(network: Network) -> Iterator[Browser]:
    browser = Browser(network)
    yield browser
    browser.client.close()


def reason(browser: Browser, server: RawServer, kind: type[ExchangeFailed] = ExchangeFailed, **request: str) -> str:
    with pytest.raises(kind) as failure:
        browser.get(server, **request)  # type: ignore[arg-type]  # method and path are texts too
    return failure.value.reason


def test_a_connection_is_kept_and_every_answer_is_its_own(network: Network) -> None:
    def echo(peer: Peer, index: int) -> None:
        chance = random.Random(index)
        while request := peer.request():
            body = request.split(b" ")[1]
            answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
            cut = chance.randrange(len(answer))
            peer.send(answer[:cut])
            time.sleep(chance.random() * 0.002)
            peer.send(answer[cut:])

    def user(number: int) -> list[bytes]:
        browser = Browser(network)
        bodies = [browser.get(server, f"/{number}/{turn}").body for turn in range(15)]
        browser.client.close()
        return bodies

    with raw_server(echo) as server:
        users = [gevent.spawn(user, number) for number in range(20)]
        gevent.joinall(users, raise_error=True)
        assert server.connections == 20
    for number, greenlet in enumerate(users):
        assert greenlet.value == [b"/%d/%d" % (number, turn) for turn in range(15)]


def test_a_server_that_closes_between_requests_is_asked_again(browser: Browser) -> None:
    closed: list[int] = []

    def one_answer(peer: Peer, index: int) -> None:
        peer.request()
        peer.send(OK)
        peer.sock.close()
        closed.append(index)

    with raw_server(one_answer) as server:
        assert browser.get(server).body == b"ok"
        until(lambda: closed == [0])
        gevent.sleep(0.02)  # the client hears of it
        assert browser.get(server).body == b"ok"  # the close was seen while idle: not a repetition
        until(lambda: closed == [0, 1])
        gevent.sleep(0.02)
        assert browser.get(server, method="POST", body=b"x").body == b"ok"
        assert server.connections == 3
        assert browser.network.repeated == 0


def test_a_request_lost_on_a_kept_connection_is_repeated_once_when_it_may(browser: Browser) -> None:
    def second_request_is_cut(peer: Peer, index: int) -> None:
        peer.request()
        peer.send(OK)
        peer.request()

    with raw_server(second_request_is_cut) as server:
        browser.get(server)
        assert browser.get(server).body == b"ok"
        assert (server.connections, browser.network.repeated) == (2, 1)
        assert reason(browser, server, NoAnswer, method="POST") == CLOSED
        assert server.connections == 2

    with raw_server(lambda peer, index: peer.request() and None) as server:
        assert reason(browser, server, NoAnswer) == CLOSED
        assert server.connections == 1, "a new connection proves that the server means it"


def test_a_post_does_not_use_a_connection_that_has_ended_unseen(browser: Browser) -> None:
    closed = threading.Event()

    def close_after_answer(peer: Peer, index: int) -> None:
        peer.request()
        peer.send(OK)
        peer.sock.close()
        closed.set()

    with raw_server(close_after_answer) as server:
        browser.get(server)
        assert closed.wait(30)
        time.sleep(0.06)  # no turn of the event loop in between
        assert browser.get(server, method="POST").status == 200


def test_bytes_nobody_asked_for_are_never_an_answer(browser: Browser) -> None:
    forged: list[int] = []

    def talkative(peer: Peer, index: int) -> None:
        while peer.request():
            peer.send(OK)
            time.sleep(0.05)
            peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged")
            forged.append(index)

    with raw_server(talkative) as server:
        for number in range(3):
            assert browser.get(server).body == b"ok"
            until(lambda number=number: len(forged) > number)
            gevent.sleep(0.02)  # the client hears of it
        assert server.connections == 3


def test_slow_answers_end_with_the_timeout(network: Network) -> None:
    network.timeout_s = network.reactor.sweep_s = 0.2
    browser = Browser(network)

    def drip(peer: Peer, index: int) -> None:
        peer.request()
        for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + bytes(900):
            peer.send(bytes([byte]))
            time.sleep(0.02)

    with raw_server(drip) as server:
        started = time.perf_counter()
        assert reason(browser, server, TimedOut) == "no answer within 200 ms"
        assert 0.2 <= time.perf_counter() - started < 10, "the whole answer takes 18 s"
    with raw_server(lambda peer, index: time.sleep(1.0)) as server:
        assert reason(browser, server, TimedOut) == "no answer within 200 ms"


def test_what_fails_is_said_shortly(browser: Browser) -> None:
    with raw_server(lambda peer, index: peer.answer_all()) as server:
        pass
    assert reason(browser, server) == "could not connect: connection refused"

    def reset(peer: Peer, index: int) -> None:
        peer.request()
        peer.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with raw_server(reset) as server:
        assert reason(browser, server, NoAnswer) == "the server reset the connection"

    def half(peer: Peer, index: int) -> None:
        peer.request()
        peer.send(OK[:-1])

    with raw_server(half) as server:
        assert reason(browser, server) == CUT_SHORT


def test_a_name_that_does_not_resolve_is_asked_once_for_all(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def unknown(host: str, port: int, flags: int) -> None:
        asked.append(flags)
        time.sleep(0.1)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("loadstudio.engine.http.resolver._ask", unknown)
    with raw_server(lambda peer, index: None) as server:
        users = [gevent.spawn(reason, browser, server, host="shop.invalid") for _ in range(5)]
        gevent.joinall(users, raise_error=True)
    assert {user.value for user in users} == {"the name shop.invalid does not resolve"}
    assert len(asked) == 2, "once as a number, once as a name"


@pytest.mark.skipif(not socket.has_ipv6, reason="needs IPv6")
def test_localhost_is_found_on_either_protocol(browser: Browser) -> None:
    try:
        with raw_server(lambda peer, index: peer.answer_all(), host="::1") as server:
            assert browser.get(server, host="localhost").body == b"ok"
            assert browser.get(server, host="shop.localhost").body == b"ok"
            assert browser.get(server, host="::1").body == b"ok"
            browser.client.close()
    except OSError as error:
        pytest.skip(f"no IPv6 loopback: {error}")


def test_a_large_upload_goes_out_whole(browser: Browser) -> None:
    size = 8_000_000

    def count(peer: Peer, index: int) -> None:
        time.sleep(0.1)  # until the socket's buffers are full
        data = peer.request()
        received = len(data.partition(b"\r\n\r\n")[2])
        while received < size:
            received += len(peer.sock.recv(65536))
        peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n%d" % received)
        peer.answer_all()

    with raw_server(count) as server:
        assert browser.get(server, method="POST", body=bytes(size)).body == b"%d" % size


def test_the_phases_of_a_request_are_told_where_there_are_any(browser: Browser) -> None:
    def slow_body(peer: Peer, index: int) -> None:
        while request := peer.request():
            head = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
            peer.send(head)
            if b"/slow" in request:
                time.sleep(0.5)  # much longer than a busy client may take to see the head
            peer.send(b"body")

    with raw_server(lambda peer, index: peer.answer_all()) as server:
        first = browser.get(server).timing
        assert first is not None
        assert (first.connect_s > 0, first.tls_s, first.first_byte_s) == (True, 0, None)
        assert browser.get(server).timing is None
    with raw_server(slow_body) as server:
        browser.get(server)
        started_s = time.perf_counter()
        timing = browser.get(server, "/slow").timing
        elapsed_s = time.perf_counter() - started_s
        assert timing is not None
        assert (timing.connect_s, timing.tls_s) == (0, 0)
        assert timing.first_byte_s is not None
        assert 0 < timing.first_byte_s < elapsed_s - 0.1


def test_methods_without_a_body_leave_the_connection_clean(browser: Browser) -> None:
    def serve(peer: Peer, index: int) -> None:
        while request := peer.request():
            head = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
            peer.send(head if request.startswith(b"HEAD") else head + b"body")

    with raw_server(serve) as server:
        assert browser.get(server, method="HEAD").body == b""
        assert browser.get(server).body == b"body"
        assert server.connections == 1


def test_a_killed_user_leaves_nothing_behind(network: Network) -> None:
    browser = Browser(network)
    asked, release = threading.Event(), threading.Event()

    def wait(peer: Peer, index: int) -> None:
        peer.request()
        asked.set()
        release.wait(10)
        peer.send(OK)

    with raw_server(wait) as server:
        user = gevent.spawn(browser.get, server)
        until(asked.is_set)
        assert network.reactor.open
        user.kill()
        assert not network.reactor.open
        release.set()
        gevent.sleep(0.05)
        other = gevent.spawn(browser.get, server)
        assert other.get(timeout=10).body == b"ok"
    browser.client.close()


def test_a_closed_idle_connection_does_not_spin_the_loop(browser: Browser) -> None:
    with raw_server(lambda peer, index: peer.request() and peer.send(OK)) as server:
        browser.get(server)
        gevent.sleep(0.05)
        before_s = time.process_time()
        gevent.sleep(0.4)
        assert time.process_time() - before_s < 0.1


def test_tls(browser: Browser, tmp_path: Path) -> None:
    body = bytes(random.Random(1).randbytes(3_000_000))
    large = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body

    def serve(peer: Peer, index: int) -> None:
        while request := peer.request():
            peer.send(large if b"/large" in request else OK)

    with raw_server(serve, tls=self_signed(tmp_path)) as server:
        reply = browser.get(server, scheme="https")
        assert reply.body == b"ok"
        assert reply.timing is not None
        assert min(reply.timing.connect_s, reply.timing.tls_s) > 0
        assert browser.get(server, "/large", scheme="https").body == body
        assert browser.get(server, scheme="https").body == b"ok"
        assert server.connections == 1

        wary = Network(timeout_s=2.0)
        why = reason(Browser(wary), server, scheme="https")
        assert why.startswith("the server's certificate is not trusted: self")
        wary.reactor.close()

        assert reason(browser, server, scheme="http") != ""


def test_a_server_without_tls_is_told_so(browser: Browser) -> None:
    with raw_server(lambda peer, index: peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as server:
        assert reason(browser, server, scheme="https").startswith("TLS failed: ")
