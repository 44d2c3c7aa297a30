"""How requests reach their servers: certificates on both sides, proxies, addresses, sessions; what a computer lacks."""

from __future__ import annotations

import errno
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import gevent
import pytest

from loadstudio.base.errors import FileError, InvalidInput
from loadstudio.engine.http import connection as connection_module
from loadstudio.engine.http import resolver as resolver_module
from loadstudio.engine.http.failures import ExchangeFailed
from loadstudio.engine.http.http_client import HttpClient
from loadstudio.engine.http.network import Network
from loadstudio.engine.http.resolver import Address, Resolver
from loadstudio.engine.http.response import Reply
from loadstudio.engine.user.proxied_client import client_of
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval
from loadstudio.metrics.trust import Trust
from loadstudio.plan.identities import identities_of
from loadstudio.plan.model import ClientCertificate, NetworkSettings
from loadstudio.plan.run_spec import ClientIdentity
from loadstudio.playback.render import Origin
from tests.support.digest_guard import Guard
from tests.support.forward_proxy import forward_proxy
from tests.support.raw_server import OK, Peer, RawServer, raw_server, self_signed

type MakeClient = Callable[..., HttpClient]


@pytest.fixture
def make_client() -> Iterator[MakeClient]:
    made: list[tuple[HttpClient, Network]] = []

    def make(*identities: ClientIdentity, **settings: object) -> HttpClient:
        network = Network(timeout_s=2.0, settings=NetworkSettings(**settings), identities=identities)  # type: ignore[arg-type]  # any of its fields
        made.append((client_of(network), network))
        return made[-1][0]

    yield make
    for client, network in made:
        client.close()
        assert not network.reactor.open, "a connection was left open"
        network.reactor.close()


def get(client: HttpClient, server: RawServer, scheme: str = "https", host: str = "127.0.0.1") -> Reply:
    request = f"GET /a?b=1 HTTP/1.1\r\nHost: {host}:{server.port}\r\n\r\n".encode()
    return client.exchange(Origin(scheme, host, server.port), "GET", request, time.perf_counter())


def reason(client: HttpClient, server: RawServer, scheme: str = "https", host: str = "127.0.0.1") -> str:
    with pytest.raises(ExchangeFailed) as failure:
        get(client, server, scheme, host)
    return failure.value.reason


def ok(peer: Peer, index: int) -> None:
    peer.answer_all()


def test_one_host_may_show_any_certificate_while_others_are_verified(make_client: MakeClient, tmp_path: Path) -> None:
    client = make_client(unverified_hosts=("127.0.0.1",))
    with raw_server(ok, tls=self_signed(tmp_path)) as server:
        assert get(client, server).body == b"ok"
        assert reason(client, server, host="localhost").startswith("the server's certificate is not trusted")


def test_a_client_certificate_is_shown_to_the_host_that_asks(make_client: MakeClient, tmp_path: Path) -> None:
    (tmp_path / "client").mkdir()
    self_signed(tmp_path / "client")
    tls = self_signed(tmp_path)
    tls.verify_mode = ssl.CERT_REQUIRED
    tls.load_verify_locations(tmp_path / "client" / "certificate.pem")
    certificate = ClientCertificate(host="127.0.0.1", certificate_file="certificate.pem", key_file="key.pem")
    identities = identities_of((certificate,), tmp_path / "client")

    def who(peer: Peer, index: int) -> None:
        shown = peer.sock.getpeercert()  # type: ignore[attr-defined]  # it is inside TLS
        while peer.request():
            peer.send(OK if shown else OK.replace(b"ok", b"no"))

    with raw_server(who, tls=tls) as server:
        assert get(make_client(*identities, verify_tls=False), server).body == b"ok"
        why = reason(make_client(verify_tls=False), server)
        assert "certificate required" in why or "reset" in why  # a reset may overtake what TLS says


def test_a_certificate_that_cannot_be_used_is_named_before_the_run(tmp_path: Path) -> None:
    self_signed(tmp_path)
    (tmp_path / "wrong.pem").write_text("no key")
    for file, key, said in (
        ("missing.pem", "", "missing.pem: the client certificate cannot be read"),
        ("certificate.pem", "wrong.pem", r"certificate\.pem: is no certificate .* with the key in wrong\.pem"),
        ("certificate.pem", "", r"certificate\.pem: is no certificate .* with a key in the same file"),
    ):
        with pytest.raises(FileError, match=said):
            identities_of((ClientCertificate(host="a.test", certificate_file=file, key_file=key),), tmp_path)
    with pytest.raises(InvalidInput, match=r"The client certificate for a\.test cannot be used"):
        Network(timeout_s=1, identities=(ClientIdentity(host="a.test", certificate="x", key="y"),))


def test_a_user_that_comes_back_resumes_its_tls_session_and_another_does_not(
    make_client: MakeClient, tmp_path: Path
) -> None:
    reused: list[bool] = []

    def close_each(peer: Peer, index: int) -> None:
        peer.request()
        reused.append(bool(peer.sock.session_reused))  # type: ignore[attr-defined]  # it is inside TLS
        peer.send(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))

    with raw_server(close_each, tls=self_signed(tmp_path)) as server:
        first, second = make_client(verify_tls=False), make_client(verify_tls=False)
        for client in (first, first, first, second):
            get(client, server)
    assert reused == [False, True, True, False]


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("credentials", ["", "ada:secret word"])
def test_requests_go_through_the_proxy(make_client: MakeClient, scheme: str, credentials: str, tmp_path: Path) -> None:
    seen: list[bytes] = []

    def remember(peer: Peer, index: int) -> None:
        while request := peer.request():
            seen.append(request)
            peer.send(OK)

    tls = self_signed(tmp_path) if scheme == "https" else None
    with raw_server(remember, tls=tls) as server, forward_proxy(credentials) as proxy:
        name = f"{credentials.replace(' ', '%20')}@" if credentials else ""
        client = make_client(verify_tls=False, proxy=f"http://{name}127.0.0.1:{proxy.port}")
        for _ in range(2):
            assert get(client, server, scheme).body == b"ok"
        place = f"127.0.0.1:{server.port}"
        if scheme == "https":
            assert proxy.first_lines == [f"CONNECT {place} HTTP/1.1"]
        else:
            assert set(proxy.first_lines) == {f"GET http://{place}/a?b=1 HTTP/1.1"}
        assert len(seen) == 2
        assert all(one.startswith(b"GET /a?b=1 HTTP/1.1\r\n") for one in seen)
        assert b"secret" not in b"".join(seen)
        assert b"Proxy-" not in b"".join(seen)


def test_a_proxy_that_refuses_is_told_shortly(make_client: MakeClient) -> None:
    with raw_server(ok) as server, forward_proxy("ada:secret") as proxy:
        client = make_client(proxy=f"http://127.0.0.1:{proxy.port}")
        assert reason(client, server) == "the proxy wants another user name and password"
        assert get(client, server, "http").status == 407
    with raw_server(lambda peer, index: peer.answer_all(b"HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n")) as bad:
        client = make_client(proxy=f"127.0.0.1:{bad.port}")
        assert reason(client, bad) == "the proxy opens no way to 127.0.0.1: status 502"


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("qop", ["auth", "auth-int", ""])
def test_a_proxy_may_ask_for_digest(make_client: MakeClient, scheme: str, qop: str, tmp_path: Path) -> None:
    seen: list[bytes] = []

    def remember(peer: Peer, index: int) -> None:
        while request := peer.request():
            seen.append(request)
            peer.send(OK)

    guard = Guard(at_proxy=True, qop=qop, uses=2)
    tls = self_signed(tmp_path) if scheme == "https" else None
    with raw_server(remember, tls=tls) as server, forward_proxy(guard=guard) as proxy:
        client = make_client(verify_tls=False, proxy=f"http://mia:s3cret@127.0.0.1:{proxy.port}")
        for _ in range(4):
            assert get(client, server, scheme).body == b"ok"
        stranger = make_client(verify_tls=False, proxy=f"http://mia:wrong@127.0.0.1:{proxy.port}")
        if scheme == "https":
            assert reason(stranger, server) == "the proxy wants another user name and password"
        else:
            assert get(stranger, server, scheme).status == 407
    assert len(seen) == 4
    assert b"Proxy-" not in b"".join(seen)
    assert set(guard.refused) <= {"stale", "wrong password"}
    assert guard.refused.count("wrong password") == 1, "an answer that was wrong is not tried again"
    assert guard.challenges == (3 if scheme == "https" else 4), "one for each nonce, and two for the stranger"


def address(number: str, port: int = 1) -> Address:
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    return Address(family, 6, (number, port))


def test_connections_take_turns_among_the_addresses_of_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [address("10.0.0.1"), address("10.0.0.2"), address("::9")]
    asked = []

    def look_up(host: str, port: int) -> list[Address]:
        asked.append(host)
        return list(found)

    monkeypatch.setattr(resolver_module, "_look_up", look_up)
    resolver = Resolver()
    first, second, third = (resolver.addresses("shop.test", 1) for _ in range(3))
    assert (first, third) == (found, found)
    assert second == [found[1], found[0], found[2]]
    resolver.demote("shop.test", 1, found[0])
    assert [resolver.addresses("shop.test", 1)[0] for _ in range(2)] == [found[1], found[1]]
    assert asked == ["shop.test"]

    fresh = Resolver(fresh=True)
    assert [fresh.addresses("shop.test", 1) for _ in range(3)] == [found] * 3
    assert len(asked) == 4


def test_a_name_is_reached_on_whichever_protocol_answers(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with raw_server(ok) as server:
        dead = socket.create_server(("127.0.0.1", 0))
        port = dead.getsockname()[1]
        dead.close()
        addresses = [address("::1", port), address("127.0.0.1", port), address("127.0.0.1", server.port)]
        monkeypatch.setattr(resolver_module, "_look_up", lambda host, port: addresses)
        client = make_client()
        assert get(client, server, "http", "shop.test").body == b"ok"
        client.close()
        assert get(client, server, "http", "shop.test").body == b"ok"


@pytest.mark.parametrize(
    ("code", "said", "is_its_own_fault"),
    [
        (errno.EMFILE, "could not connect: this computer allows no more open connections", True),
        (errno.EADDRNOTAVAIL, "could not connect: this computer has no free port left for another connection", True),
        (errno.ENETUNREACH, "could not connect: the network cannot be reached", False),
    ],
)
def test_what_this_computer_lacks_is_told_as_its_own_fault(
    make_client: MakeClient,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    said: str,
    is_its_own_fault: bool,
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, "cannot")

    client = make_client()
    monkeypatch.setattr(connection_module.Connection, "connect", fail)
    with raw_server(ok) as server:
        assert reason(client, server, "http") == said
    judged = Trust()
    judged.add(GeneratorInterval(), [ErrorCount(label="GET /", reason=said, count=1)])
    assert judged.summary().trusted is not is_its_own_fault


def test_without_descriptors_a_request_fails_with_the_reason(make_client: MakeClient) -> None:
    resource = pytest.importorskip("resource")
    client = make_client()
    with raw_server(ok) as earlier:
        assert get(client, earlier, "http").body == b"ok"
        client.close()
    with raw_server(ok) as server:  # its own, since the earlier one gives back descriptors when its threads end
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        spare = socket.socket()
        lowest_free = spare.fileno()
        spare.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
        try:
            assert reason(client, server, "http") == "could not connect: this computer allows no more open connections"
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        gevent.sleep(0)
        assert get(client, server, "http").body == b"ok"
