"""Digest log-ins of a user, against a server that checks them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from loadstudio.base.errors import InvalidInput
from loadstudio.engine.http.network import Network
from loadstudio.playback.compile import compile_scenario
from loadstudio.playback.generate import Generators
from loadstudio.scenario.assertion import StatusCheck
from loadstudio.scenario.extractor import Extractor, RegexSource
from loadstudio.scenario.model import DigestAuth, Field, HttpRequest, PythonCode, RecordedAnswer, TextBody, Variable
from tests.engine.user.test_steps import Stage
from tests.support.digest_guard import Guard
from tests.support.raw_server import raw_server
from tests.support.scenarios import a_request, a_scenario, a_step

MIA = DigestAuth(username="mia", password="s3cret")


def visit(
    guard: Guard,
    network: Network,
    paths: tuple[str, ...] = ("/a?x=1&y", "/b", "/c"),
    *,
    auth: DigestAuth = MIA,
    passes: int = 1,
    change: Callable[[HttpRequest], HttpRequest] = lambda request: request,
    parallel: bool = False,
) -> Stage:
    """Let one user request the paths, each with the log-in."""
    with raw_server(guard.serve) as server:
        base = f"http://127.0.0.1:{server.port}"
        requests = [
            change(a_request(f"r{place}", base + path, name=path, auth=auth, checks=(StatusCheck(recorded=200),)))
            for place, path in enumerate(paths)
        ]
        user = Variable(name="user", label="u", origin="generated", generator="random_choice('mia','mia')")
        stage = Stage(a_scenario(a_step("s", *requests), variables=(user,)), network, traces=True, parallel=parallel)
        for _ in range(passes):
            stage.make_pass()
        stage.visitor.close()
    return stage


@pytest.mark.parametrize("qop", ["auth", "", "auth-int", "auth-int,auth"])
@pytest.mark.parametrize("algorithm", ["MD5", "MD5-sess", "SHA-256", "SHA-256-sess"])
def test_one_challenge_opens_all_that_follows(algorithm: str, qop: str, network: Network) -> None:
    if algorithm.endswith("sess") and not qop:
        pytest.skip("no such thing")
    guard = Guard(algorithm=algorithm, qop=qop, more=', opaque="o\\"p"')
    stage = visit(guard, network, passes=2)
    assert not guard.refused
    assert guard.challenges == 2, "each pass is a new person's"
    assert [exchange.status for exchange in stage.witness.all] == [200] * 6
    assert {one["opaque"] for one in guard.seen} == {"o\\"}, "as the server's simple reading sees it"


def test_a_challenge_and_its_answer_are_one_request_in_the_numbers(network: Network) -> None:
    guard = Guard()
    stage = visit(guard, network, ("/a",))
    interval = stage.interval()
    assert {(one.kind, one.count, one.failed) for one in interval.labels} == {("request", 1, 0), ("transaction", 1, 0)}
    (exchange,) = stage.witness.all
    (label,) = (one for one in interval.labels if one.kind == "request")
    challenge, answer = guard.answer(b"GET /a HTTP/1.1\r\n\r\n"), b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nin"
    assert label.bytes_received == len(challenge) + len(answer)
    second = sum(len(f"{name}: {value}\r\n") for name, value in exchange.request_headers)
    assert label.bytes_sent > second + len("GET /a HTTP/1.1\r\n\r\n") * 2, "both requests"
    assert any(name == "Authorization" for name, _ in exchange.request_headers)


def test_credentials_and_path_may_come_from_data(network: Network) -> None:
    guard = Guard()
    auth = DigestAuth(username="${user}", password="${random_choice('s3cret','s3cret')}")
    stage = visit(guard, network, ("/${user}/x y?q=${user}", "/b"), auth=auth)
    assert [exchange.status for exchange in stage.witness.all] == [200, 200]
    assert (guard.challenges, guard.refused) == (1, [])
    assert guard.seen[0]["uri"] == "/mia/x%20y?q=mia"


def test_a_wrong_password_is_not_tried_for_ever(network: Network) -> None:
    guard = Guard()
    stage = visit(guard, network, ("/a", "/b"), auth=DigestAuth(username="mia", password="wrong"))
    assert [exchange.failure for exchange in stage.witness.all] == ["status 401 instead of 2xx"] * 2
    assert guard.refused == ["wrong password"] * 3, "one answer to the first challenge, one unasked, one to the next"


@pytest.mark.parametrize("says_stale", [True, False])
def test_a_nonce_that_is_too_old_is_replaced(says_stale: bool, network: Network) -> None:
    guard = Guard(uses=2, says_stale=says_stale)
    stage = visit(guard, network, tuple(f"/{number}" for number in range(6)))
    assert [exchange.status for exchange in stage.witness.all] == [200] * 6
    assert guard.refused == ["stale", "stale"]
    assert [one["nc"] for one in guard.seen] == [f"{n:08x}" for n in (1, 2, 3, 1, 2, 3, 1, 2)]
    assert len({one["cnonce"] for one in guard.seen}) == 3


def test_a_server_that_finds_every_nonce_too_old_is_given_up(network: Network) -> None:
    guard = Guard(uses=0)
    stage = visit(guard, network, ("/a",))
    assert [exchange.status for exchange in stage.witness.all] == [401]
    assert guard.challenges == 4


def test_the_next_nonce_of_an_answer_is_used(network: Network) -> None:
    guard = Guard(uses=1, next_nonces=True)
    visit(guard, network)
    assert (guard.challenges, guard.refused) == (1, [])
    assert [one["nc"] for one in guard.seen] == ["00000001"] * 3


def test_names_are_hashed_where_the_server_asks(network: Network) -> None:
    guard = Guard(userhash=True, algorithm="SHA-256")
    visit(guard, network)
    assert not guard.refused
    assert all(one["userhash"] == "true" for one in guard.seen)


def test_only_the_space_of_the_log_in_is_answered_unasked(network: Network) -> None:
    guard = Guard(more=', domain="/in"')
    visit(guard, network, ("/in/1", "/in/2", "/out", "/in/3"))
    assert not guard.refused
    assert guard.challenges == 2


def test_cookies_of_a_challenge_go_with_the_answer(network: Network) -> None:
    guard = Guard(cookie="session=s1")
    stage = visit(guard, network, ("/a", "/b"))
    assert [exchange.status for exchange in stage.witness.all] == [200, 200]
    assert guard.challenges == 1


def test_a_body_in_a_chunk_is_proved_without_its_marks(network: Network) -> None:
    guard = Guard(qop="auth-int")

    def in_a_chunk(request: HttpRequest) -> HttpRequest:
        headers, body = (Field(name="Transfer-Encoding", value="chunked"),), TextBody(text="who=${user}")
        return a_request(request.id, request.url, method="PUT", body=body, auth=MIA, headers=headers)

    visit(guard, network, ("/a",), change=in_a_chunk)
    assert guard.seen
    assert not guard.refused


def test_cookies_of_the_requests_own_stay_beside_them(network: Network) -> None:
    guard = Guard(cookie="session=s1; own=1")

    def with_own(request: HttpRequest) -> HttpRequest:
        headers = (Field(name="Cookie", value="session=old; own=1"),)
        return a_request(request.id, request.url, auth=MIA, checks=request.checks, headers=headers)

    stage = visit(guard, network, ("/a",), change=with_own)
    assert [exchange.status for exchange in stage.witness.all] == [200]


def test_a_body_is_sent_again(network: Network) -> None:
    guard = Guard(qop="auth-int")

    def post(request: HttpRequest) -> HttpRequest:
        return a_request(
            request.id, request.url, method="POST", body=TextBody(text="who=${user}"), auth=MIA, checks=request.checks
        )

    stage = visit(guard, network, ("/a", "/b"), change=post)
    assert [(one.status, one.request_body) for one in stage.witness.all] == [(200, b"who=mia")] * 2
    assert not guard.refused


def test_requests_at_the_same_time_are_all_let_in(network: Network) -> None:
    guard = Guard(qop="", uses=1000)

    def at_once(request: HttpRequest) -> HttpRequest:
        recorded = RecordedAnswer(entry_id=request.id, offset_ms=0, duration_ms=50)
        return a_request(request.id, request.url, auth=MIA, checks=request.checks, recorded=recorded)

    stage = visit(guard, network, tuple(f"/{n}" for n in range(8)), change=at_once, parallel=True)
    assert [exchange.status for exchange in stage.witness.all] == [200] * 8


def test_an_answer_that_only_basic_would_get_stays_refused(network: Network) -> None:
    basic = b"HTTP/1.1 401 X\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"
    with raw_server(lambda peer, index: peer.answer_all(basic)) as server:
        request = a_request("r", f"http://127.0.0.1:{server.port}/", auth=MIA, checks=(StatusCheck(recorded=200),))
        stage = Stage(a_scenario(a_step("s", request)), network, traces=True)
        stage.make_pass()
        stage.visitor.close()
    (exchange,) = stage.witness.all
    assert exchange.failure == "status 401 instead of 2xx"
    assert all(name != "Authorization" for name, _ in exchange.request_headers)


def test_a_value_for_the_log_in_that_is_missing_ends_the_pass(network: Network) -> None:
    guard = Guard()
    with raw_server(guard.serve) as server:
        url = f"http://127.0.0.1:{server.port}/"
        taken = Extractor(variable="word", sources=(RegexSource(pattern="word=(.*)"),))
        auth = DigestAuth(username="mia", password="${word}")
        scenario = a_scenario(
            a_step("s", a_request("r0", url, extractors=(taken,), auth=MIA), a_request("r1", url, auth=auth))
        )
        stage = Stage(scenario, network, traces=True)
        assert not stage.make_pass()
        stage.visitor.close()
    assert [exchange.failure for exchange in stage.witness.all] == ["the value 'word' is not in the answer"]


def test_a_line_break_in_a_name_begins_no_field() -> None:
    scenario = a_scenario(a_step("s", a_request(auth=DigestAuth(username="a\r\nX: y", password="p"))))
    with pytest.raises(InvalidInput, match="line break"):
        compile_scenario(scenario, generators=Generators(clock=time.time, chance=random.Random(1)))


def test_code_logs_in_by_its_own_means(network: Network) -> None:
    guard = Guard()
    with raw_server(guard.serve) as server:
        url = f"http://127.0.0.1:{server.port}/"
        code = (
            "from requests.auth import HTTPDigestAuth\n"
            f"answer = session.get({url!r}, auth=HTTPDigestAuth('mia', 's3cret'))\n"
            "assert answer.text == 'in', answer.text\n"
        )
        keep = a_request("r0", url, auth=MIA)
        stage = Stage(a_scenario(a_step("s", keep, PythonCode(id="p", name="code", code=code))), network)
        assert stage.make_pass()
        assert not guard.refused
        wrong = code.replace("'s3cret'", "'wrong'").partition("assert")[0]
        stage_of_wrong = Stage(a_scenario(a_step("s", PythonCode(id="p", name="code", code=wrong))), network)
        assert not stage_of_wrong.make_pass()
        for one in (stage, stage_of_wrong):
            one.visitor.close()
    assert [one.failure for one in stage_of_wrong.witness.failures] == ["status 401"], "the second, not the challenge"
