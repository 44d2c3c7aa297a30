"""Strange servers: the same body as other clients get or a clear failure, never a hang, never another's bytes."""

from __future__ import annotations

import time
from collections.abc import Iterator

import gevent
import httpx
import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from loadstudio.engine.http.failures import ExchangeFailed
from loadstudio.engine.http.http_client import HttpClient
from loadstudio.engine.http.network import Network
from loadstudio.engine.http.response import Reply, read_response
from loadstudio.http_types.body import BodyError
from loadstudio.playback.answer import Answer
from loadstudio.playback.render import Origin
from tests.engine.user.test_steps import Stage
from tests.support.raw_server import Peer, RawServer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step
from tests.support.strange_answers import BOMB, STRANGE, Strange

NEXT = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n%s"
MOST_S = 5.0


def behave(answers: dict[str, Strange], cuts: tuple[int, ...] = ()):
    """Return a server that gives `/NAME` its answer in these cuts, and `/next/TEXT` (four letters) its text."""

    def serve(peer: Peer, index: int) -> None:
        while request := peer.request():
            path = request.split(b" ")[1].decode()
            if path.startswith("/next/"):
                peer.send(NEXT % path.removeprefix("/next/").encode())
                continue
            answer = answers[path.removeprefix("/").replace("%20", " ")]
            begin = 0
            for cut in (*cuts, len(answer.data)):
                peer.send(answer.data[begin:cut])
                begin = cut
                if cuts:
                    time.sleep(0.001)
            if answer.closes:
                return

    return serve


def fetched(client: HttpClient, server: RawServer, path: str, method: str = "GET") -> bytes | str:
    """Return the decoded body, or why there is none."""
    head = f"{method} {path.replace(' ', '%20')} HTTP/1.1\r\nHost: a.test\r\n\r\n".encode()
    try:
        reply = client.exchange(Origin("http", "127.0.0.1", server.port), method, head, time.perf_counter())
        return Answer(reply.status, reply.head, reply.body).content
    except (ExchangeFailed, BodyError) as error:
        return str(error)


@pytest.fixture(scope="module")
def strange_server() -> Iterator[RawServer]:
    with raw_server(behave(STRANGE)) as server:
        yield server


@pytest.fixture
def client(network: Network) -> Iterator[HttpClient]:
    client = HttpClient(network)
    yield client
    client.close()


@pytest.mark.parametrize("name", STRANGE)
def test_the_body_or_a_sentence_and_then_the_next_answer(
    name: str, strange_server: RawServer, client: HttpClient
) -> None:
    strange = STRANGE[name]
    began_s = time.perf_counter()
    got = fetched(client, strange_server, f"/{name}", strange.method)
    if strange.body is None:
        assert isinstance(got, str)
        assert len(got) > 10
    else:
        assert got == strange.body
    assert [fetched(client, strange_server, f"/next/{word}") for word in ("one1", "two2")] == [b"one1", b"two2"]
    assert time.perf_counter() - began_s < MOST_S


OTHERS_MAKE_SOMETHING_ELSE = {
    "requests": {
        "a list of equal lengths",  # refused
        "a length in words", "a length with a sign", "a chunk size of hex",  # read by Python's `int`, or not at all
        "103 with fields before", "many 1xx before",  # of several only the first is passed over
        "half a head",  # taken for a whole one
        "gzip cut short", "br cut short",  # taken for the whole
        "zstd", "zstd cut short", "zstd that is none",  # not undone
    },
    "httpx": {"x-gzip", "gzip in two members", "gzip cut short", "br cut short"},
}  # fmt: skip
"""Where another client does not as the standards say: what is damaged must not count as success, nor be lost."""


def _of_requests(url: str, method: str) -> bytes:
    with requests.Session() as session:
        session.trust_env = False
        return session.request(method, url, timeout=3).content


def _of_httpx(url: str, method: str) -> bytes:
    with httpx.Client(trust_env=False, timeout=3) as session:
        return session.request(method, url).content


@pytest.mark.expects_logs
@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("other", ["requests", "httpx"])
def test_other_clients_make_the_same_of_it(other: str, name: str, strange_server: RawServer) -> None:
    strange = STRANGE[name]
    theirs: bytes | None
    try:
        ask = _of_requests if other == "requests" else _of_httpx
        theirs = ask(f"http://127.0.0.1:{strange_server.port}/{name.replace(' ', '%20')}", strange.method)
    except (requests.RequestException, httpx.HTTPError):
        theirs = None
    assert (theirs == strange.body) != (name in OTHERS_MAKE_SOMETHING_ELSE[other]), theirs


def _read(parts: list[bytes], method: str) -> Reply | str:
    rest = iter(parts)
    try:
        return read_response(next(rest, b""), lambda: next(rest, b""), method == "HEAD")
    except ExchangeFailed as failed:
        return failed.reason


@pytest.mark.parametrize("name", [name for name, strange in STRANGE.items() if len(strange.data) < 5_000])
def test_where_the_packets_end_does_not_matter(name: str) -> None:
    strange = STRANGE[name]
    data = strange.data
    whole = _read([data], strange.method)
    for cut in range(1, len(data)):
        reply = _read([data[:cut], data[cut:]], strange.method)
        if name == "too long" or isinstance(reply, str) or isinstance(whole, str):
            assert (reply.body if isinstance(reply, Reply) else reply) == (
                whole.body if isinstance(whole, Reply) else whole
            )
        else:
            assert reply == whole
    assert type(_read([data[place : place + 1] for place in range(len(data))], strange.method)) is type(whole)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(STRANGE)), st.lists(st.integers(1, 200), max_size=20))
def test_packets_of_any_size(name: str, sizes: list[int]) -> None:
    strange = STRANGE[name]
    data, parts = strange.data, []
    for size in sizes:
        parts.append(data[:size])
        data = data[size:]
    reply = _read([part for part in (*parts, data) if part], strange.method)
    whole = _read([strange.data], strange.method)
    assert (reply.body if isinstance(reply, Reply) else reply) == (whole.body if isinstance(whole, Reply) else whole)


def test_users_never_get_anothers_bytes(network: Network) -> None:
    """Ten users at the strangest answers at the same time, each with a question of its own in between."""
    names = [name for name, strange in STRANGE.items() if len(strange.data) < 5_000]

    seen: dict[int, list[tuple[str, bytes | str]]] = {number: [] for number in range(10)}

    def user(number: int) -> None:
        client = HttpClient(network)
        for name in names[number::10] + names[:number]:
            seen[number].append((name, fetched(client, server, f"/{name}", STRANGE[name].method)))
            own = f"u{number:03}"
            seen[number].append((own, fetched(client, server, f"/next/{own}")))
        client.close()

    with raw_server(behave(STRANGE, cuts=(1, 17, 40))) as server:
        gevent.sleep(0)  # gevent's clock stood still since it last had a turn, and the timeout would be over at once
        users = [gevent.spawn(user, number) for number in seen]
        gevent.joinall(users, raise_error=True, timeout=60)
        assert all(one.ready() for one in users), seen
    for name, got in (one for of_user in seen.values() for one in of_user):
        if name not in STRANGE:
            assert got == name.encode()
        elif STRANGE[name].body is None:
            assert isinstance(got, str)
        else:
            assert got == STRANGE[name].body


def test_a_bomb_ends_in_a_sentence_and_little_memory(client: HttpClient) -> None:
    with raw_server(behave({"bomb": BOMB})) as server:
        began_s = time.perf_counter()
        assert "grows beyond" in str(fetched(client, server, "/bomb"))
        assert time.perf_counter() - began_s < MOST_S


@pytest.mark.parametrize("close_after", [0, 1, 12, 20, 40, 45])
def test_an_early_close_is_told_wherever_it_comes(close_after: int, client: HttpClient) -> None:
    whole = STRANGE["plain"].data
    with raw_server(behave({"cut": Strange(whole[:close_after], None, closes=True)})) as server:
        got = fetched(client, server, "/cut")
    assert got == (b"hello" if close_after >= len(whole) else got)
    if close_after < len(whole):
        assert "closed the connection" in str(got)


_REDIRECTS = {
    "/chain": (302, "chain/2"), "/chain/2": (301, "/chain/3?x=%C3%BC"),
    "/chain/3?x=%C3%BC": (308, "//127.0.0.1:{port}/end"),
    "/post": (303, "/end"), "/again": (307, "/end"), "/old": (302, "/end"), "/dots": (302, "../a/./b/../end"),
    "/fragment": (302, "/end#part"), "/empty": (302, ""), "/loop": (302, "/loop"),
}  # fmt: skip


@pytest.mark.parametrize("path", ["/chain", "/post", "/again", "/old", "/dots", "/fragment", "/empty", "/loop"])
def test_code_follows_redirects_as_requests_does(path: str, network: Network) -> None:
    def serve(peer: Peer, index: int) -> None:
        while request := peer.request():
            head, _, sent = request.partition(b"\r\n\r\n")
            while b"Content-Length: 3" in head and len(sent) < 3:
                sent += peer.sock.recv(3)
            method, target = head.decode("latin-1").split(" ")[:2]
            status, place = _REDIRECTS.get(target, (200, ""))
            body = f"{method} {target} {sent.decode()}"
            location = f"Location: {place.format(port=server.port)}\r\n" if status != 200 else ""
            peer.send(f"HTTP/1.1 {status} X\r\n{location}Content-Length: {len(body)}\r\n\r\n{body}".encode())

    def followed(session: requests.Session) -> object:
        try:
            answer = session.post(f"http://127.0.0.1:{server.port}{path}", data={"a": "1"}, timeout=3)
        except requests.TooManyRedirects:
            return "too many"
        return answer.status_code, answer.url, answer.text, [one.status_code for one in answer.history]

    with raw_server(serve) as server:
        url = f"http://127.0.0.1:{server.port}/"
        stage = Stage(a_scenario(a_step("s", a_request("r", url))), network)
        stage.make_pass()
        ours = followed(stage.visitor.session_for_code("s", "p", "code"))
        with requests.Session() as plain:
            plain.trust_env = False
            assert ours == followed(plain)
        stage.visitor.close()
