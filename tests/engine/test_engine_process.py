"""The real engine process with real workers: what it counts, how it ends, and what is left behind."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from loadstudio.plan.model import OpenLoad, Stage
from loadstudio.plan.run_spec import DataTable
from loadstudio.results.query import open_run
from loadstudio.scenario.assertion import TextCheck
from loadstudio.scenario.extractor import Extractor, JsonSource
from loadstudio.scenario.model import DataSource, Field, FormBody, Host, Scenario
from loadstudio.wire.common import Failed
from loadstudio.wire.run_messages import (
    ErrorSampled,
    ExchangeTraced,
    IntervalReported,
    MarkMoment,
    RunFinished,
    RunStarted,
    SetUsers,
    StartRun,
    StopRun,
)
from tests.support.engine_program import EngineProgram, a_spec, an_engine, closed_load
from tests.support.patience import until
from tests.support.raw_server import OK, Peer, RawServer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

pytestmark = pytest.mark.system


class Shop:
    """A small application: gives a token with a cookie, and takes orders with both."""

    def __init__(self) -> None:
        self.orders: list[str] = []
        self.refused = 0
        self.delay_s = 0.0
        self._lock = threading.Lock()

    def serve(self, peer: Peer, index: int) -> None:
        while request := peer.request():
            time.sleep(self.delay_s)
            head, _, body = request.partition(b"\r\n\r\n")
            token = b"t%d" % id(request)
            if head.startswith(b"GET /token"):
                answer = b'{"token": "%s"}' % token
                cookie = b"Set-Cookie: session=%s; Path=/\r\n" % token
            else:
                answer, cookie = b"ordered", b""
                sent = body.decode().split("&")[-1].partition("=")[2]
                with self._lock:
                    if f"session={sent}".encode() in head:
                        self.orders.append(body.decode().split("&")[0].partition("=")[2])
                    else:
                        self.refused += 1
                        answer = b"refused"
            peer.send(b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s" % (cookie, len(answer), answer))


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def server(shop: Shop) -> Iterator[RawServer]:
    with raw_server(shop.serve) as server:
        yield server


@pytest.fixture
def engine() -> Iterator[EngineProgram]:
    with an_engine() as engine:
        yield engine


def order_scenario(server: RawServer, *, think_s: float = 0.0, host: str = "127.0.0.1") -> Scenario:
    base = f"http://{host}:{server.port}"
    token = Extractor(variable="token", sources=(JsonSource(path="$.token"),))
    fields = (Field(name="user", value="${users.name}"), Field(name="token", value="${token}"))
    return a_scenario(
        a_step("s1", a_request("r1", f"{base}/token", name="GET /token", extractors=(token,)), name="Open"),
        a_step(
            "s2",
            a_think_time("t1", think_s),
            a_request(
                "r2",
                f"{base}/order",
                name="POST /order",
                method="POST",
                body=FormBody(fields=fields),
                headers=(Field(name="Content-Type", value="application/x-www-form-urlencoded"),),
                checks=(TextCheck(text="ordered"),),
            ),
            name="Order",
        ),
        start_url=base,
        data_sources=(DataSource(name="users", file="users.csv", columns=("name",)),),
    )


def people(count: int, **fields: Any) -> DataTable:
    return DataTable(name="users", columns=("name",), rows=tuple((f"u{n}",) for n in range(count)), **fields)


def wait_until_gone(pids: list[int], timeout_s: float) -> float:
    """Return how long it took until none of the processes lives; fail when it takes longer."""
    started = time.monotonic()
    while any(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in pids):
        assert time.monotonic() - started < timeout_s, "processes outlived the engine's parent"
        time.sleep(0.01)
    return time.monotonic() - started


def test_passes_add_up_exactly_over_two_workers(
    engine: EngineProgram, server: RawServer, shop: Shop, tmp_path: Path
) -> None:
    shop.delay_s = 0.05  # so that on a busy computer the last user comes before the passes are made
    spec = a_spec(
        order_scenario(server), tmp_path / "run", closed_load(5, iterations=20), workers=2, data=(people(10),)
    )
    summary = engine.run(spec)

    assert (summary.outcome, summary.workers, summary.users_max) == ("finished", 2, 5)
    assert (summary.iterations.completed, summary.iterations.failed) == (20, 0)
    assert (summary.requests.count, summary.requests.failed) == (40, 0)
    assert {(label.kind, label.label): label.count for label in summary.labels} == {
        ("request", "GET /token"): 20,
        ("request", "POST /order"): 20,
        ("transaction", "Open"): 20,
        ("transaction", "Order"): 20,
    }
    assert shop.refused == 0
    assert Counter(shop.orders) == {f"u{number}": 2 for number in range(10)}, "rows in order over both workers"
    assert sum(interval.iterations_completed for interval in engine.intervals) == 20
    with open_run(tmp_path / "run") as results:
        assert results.summary() == summary
    assert engine.process.wait(30) == 0


def test_a_ramp_is_followed_and_the_duration_ends_the_run(
    engine: EngineProgram, server: RawServer, shop: Shop, tmp_path: Path
) -> None:
    shop.delay_s = 0.01
    spec = a_spec(
        order_scenario(server, think_s=0.2),
        tmp_path,
        closed_load(8, ramp_s=2, hold_s=1.5),
        workers=2,
        data=(people(8, policy="unique"),),
    )
    summary = engine.run(spec)
    users = [interval.users for interval in engine.intervals]
    assert users[:2] == sorted(users[:2])
    assert 2 <= users[0] <= 6
    assert users[2] == 8
    assert summary.users_max == 8
    assert 3.5 <= summary.duration_s < 6.0
    assert summary.requests.failed == 0
    assert [interval.second for interval in engine.intervals] == list(range(len(engine.intervals)))
    assert set(shop.orders) == {f"u{number}" for number in range(8)}
    generator = engine.intervals[1].generator
    assert generator.workers == 2
    assert generator.memory_bytes > 20_000_000
    order = next(label for label in summary.labels if label.label == "Order")
    assert order.latency_ms.p50 < 150, "think times are no part of a transaction"


def test_a_dead_target_is_a_failed_run_not_a_dead_engine(engine: EngineProgram, tmp_path: Path) -> None:
    with raw_server(lambda peer, index: None) as server:
        scenario = order_scenario(server)
    summary = engine.run(a_spec(scenario, tmp_path, closed_load(3, iterations=9), data=(people(3),)))
    assert (summary.iterations.completed, summary.iterations.failed) == (0, 9)
    assert summary.requests.count == summary.requests.failed == 9, "the token is needed, so passes end"
    assert [(error.label, error.reason, error.count) for error in summary.errors] == [
        ("GET /token", "could not connect: connection refused", 9)
    ]
    samples = [event.exchange for event in engine.events if isinstance(event, ErrorSampled)]
    assert len(samples) == 3
    assert samples[0].failure == "could not connect: connection refused"
    assert samples[0].url.endswith("/token")


def test_a_missing_value_ends_the_pass_with_its_reason(engine: EngineProgram, tmp_path: Path) -> None:
    with raw_server(lambda peer, index: peer.answer_all()) as server:
        spec = a_spec(order_scenario(server), tmp_path, closed_load(1, iterations=2), data=(people(1),), trace=True)
        summary = engine.run(spec)
    assert [(error.label, error.reason, error.count) for error in summary.errors] == [
        ("GET /token", "the value 'token' is not in the answer", 2)
    ]
    traced = [event.exchange for event in engine.events if isinstance(event, ExchangeTraced)]
    assert [(exchange.label, exchange.status, exchange.response_body) for exchange in traced] == [
        ("GET /token", 200, b"ok")
    ] * 2


def test_check_traces_every_exchange_whole(engine: EngineProgram, server: RawServer, tmp_path: Path) -> None:
    spec = a_spec(order_scenario(server), tmp_path, closed_load(1, iterations=1), data=(people(1),), trace=True)
    engine.run(spec)
    first, second = (event.exchange for event in engine.events if isinstance(event, ExchangeTraced))
    assert (first.step, first.label, first.status, first.method) == ("Open", "GET /token", 200, "GET")
    assert first.url == f"http://127.0.0.1:{server.port}/token"
    token = dict(first.taken)["token"]
    assert second.request_body == f"user=u0&token={token}".encode()
    assert ("Cookie", f"session={token}") in second.request_headers
    assert dict(second.response_headers)["Content-Length"] == "7"
    assert (second.response_body, second.failure) == (b"ordered", "")


def test_a_killed_worker_is_noticed_and_the_others_do_its_work(
    engine: EngineProgram, server: RawServer, shop: Shop, tmp_path: Path
) -> None:
    shop.delay_s = 0.02
    spec = a_spec(order_scenario(server), tmp_path, closed_load(6, iterations=600), workers=2, data=(people(6),))
    engine.send(StartRun(spec=spec))
    engine.wait_for(IntervalReported)
    engine.workers()[0].kill()
    summary = engine.wait_for(RunFinished).summary
    (notice,) = engine.notices
    assert re.fullmatch(
        r"Worker [12] was lost: it was killed \(SIGKILL\), as happens when memory runs out\. "
        r"Its 3 people go on in the other workers\. "
        r"Its part of the load was missing from \d:\d\d to \d:\d\d\.",
        notice,
    )
    with open_run(tmp_path) as results:
        assert [(moment.kind, moment.text) for moment in results.moments()] == [("worker", notice)]
    assert summary.outcome == "finished"
    assert summary.iterations.completed == 600
    assert engine.intervals[-2].users == 6
    assert sum(interval.iterations_completed for interval in engine.intervals) == 600


def test_the_last_worker_killed_fails_the_run_with_its_results(
    engine: EngineProgram, server: RawServer, shop: Shop, tmp_path: Path
) -> None:
    shop.delay_s = 0.02
    engine.send(StartRun(spec=a_spec(order_scenario(server), tmp_path, closed_load(3, hold_s=60), data=(people(3),))))
    engine.wait_for(IntervalReported)
    engine.workers()[0].kill()
    summary = engine.wait_for(RunFinished).summary
    assert (
        summary.outcome == "failed: the last worker was lost: it was killed (SIGKILL), as happens when memory runs out"
    )
    assert summary.requests.count > 0
    with open_run(tmp_path) as results:
        assert results.summary() == summary


def test_stop_lets_users_finish_and_a_second_stop_cuts(
    engine: EngineProgram, server: RawServer, shop: Shop, tmp_path: Path
) -> None:
    spec = a_spec(
        order_scenario(server, think_s=0.5),
        tmp_path,
        closed_load(4, hold_s=60),
        data=(people(4),),
        graceful_stop_s=20.0,
    )
    engine.send(StartRun(spec=spec))
    engine.wait_for(IntervalReported)
    engine.send(StopRun())
    summary = engine.wait_for(RunFinished, timeout_s=15).summary
    assert summary.outcome == "stopped"
    assert summary.iterations.completed == len(shop.orders)
    assert summary.iterations.failed == 0

    with an_engine() as other:
        slow = order_scenario(server, think_s=30.0)
        patient = a_spec(slow, tmp_path / "2", closed_load(2, hold_s=60), data=(people(2),), graceful_stop_s=60.0)
        other.send(StartRun(spec=patient))
        other.wait_for(IntervalReported)
        other.send(StopRun())
        other.send(StopRun(at_once=True))
        summary = other.wait_for(RunFinished, timeout_s=20).summary
        assert (summary.outcome, summary.iterations.completed) == ("stopped", 0)


def test_a_target_that_falls_silent_is_no_success(engine: EngineProgram, tmp_path: Path) -> None:
    """As when its cable is pulled: requests wait until the run is over, and the time for an answer is not."""
    silent = threading.Event()

    def serve(peer: Peer, index: int) -> None:
        while peer.request():
            if silent.wait(0.02):
                time.sleep(8)
            peer.send(OK)

    with raw_server(serve) as server:
        base = f"http://127.0.0.1:{server.port}"
        scenario = a_scenario(a_step("s", a_request("r", base, name="GET /")), start_url=base)
        engine.send(StartRun(spec=a_spec(scenario, tmp_path, closed_load(3, hold_s=3), graceful_stop_s=1.0)))
        engine.wait_for(IntervalReported)
        silent.set()
        summary = engine.wait_for(RunFinished, timeout_s=20).summary
    assert summary.outcome == "finished"
    assert summary.requests.count > 10
    assert [(error.reason, error.count) for error in summary.errors] == [("no answer until the run was over", 3)]


def test_sigterm_stops_gracefully(engine: EngineProgram, server: RawServer, tmp_path: Path) -> None:
    engine.send(StartRun(spec=a_spec(order_scenario(server), tmp_path, closed_load(2, hold_s=60), data=(people(2),))))
    engine.wait_for(IntervalReported)
    engine.process.send_signal(signal.SIGTERM)
    assert engine.wait_for(RunFinished).summary.outcome == "interrupted"
    assert engine.process.wait(30) == 0


def test_users_can_be_changed_while_it_runs(engine: EngineProgram, server: RawServer, tmp_path: Path) -> None:
    spec = a_spec(
        order_scenario(server, think_s=0.1), tmp_path, closed_load(2, hold_s=60), workers=2, data=(people(2),)
    )
    engine.send(StartRun(spec=spec))
    engine.wait_for(IntervalReported)
    for users in (7, 1):
        engine.send(SetUsers(users=users))
        deadline = time.monotonic() + 30
        while engine.intervals[-1].users != users:
            assert time.monotonic() < deadline, [interval.users for interval in engine.intervals]
            engine.events.clear()
            engine.wait_for(IntervalReported)
    engine.send(StopRun(at_once=True))
    engine.wait_for(RunFinished)


def test_a_note_of_the_person_is_kept_with_its_second(engine: EngineProgram, server: RawServer, tmp_path: Path) -> None:
    engine.send(StartRun(spec=a_spec(order_scenario(server), tmp_path, closed_load(1, hold_s=60), data=(people(1),))))
    engine.wait_for(IntervalReported)
    for second, text in ((0, "  the cache was emptied "), (10_000, "later than now"), (0, "   ")):
        engine.send(MarkMoment(second=second, text=text))
    engine.send(StopRun(at_once=True))
    engine.wait_for(RunFinished)
    with open_run(tmp_path) as results:
        notes = [moment for moment in results.moments() if moment.kind == "note"]
    assert [note.text for note in notes] == ["the cache was emptied", "later than now"]
    assert notes[0].second == 0
    assert notes[1].second < 60


@pytest.mark.parametrize("how", ["end of file", "kill"])
def test_no_process_outlives_the_parent(how: str, engine: EngineProgram, server: RawServer, tmp_path: Path) -> None:
    spec = a_spec(order_scenario(server), tmp_path, closed_load(4, hold_s=60), workers=2, data=(people(4),))
    engine.send(StartRun(spec=spec))
    engine.wait_for(IntervalReported)
    with open_run(tmp_path) as results:
        until(results.seconds)
    pids = [engine.process.pid, *(worker.pid for worker in engine.workers())]
    assert len(pids) == 3
    if how == "kill":
        engine.process.kill()
    else:
        assert engine.process.stdin is not None
        engine.process.stdin.close()
    wait_until_gone(pids, 4.0)  # at once: silence would end a worker after 6 s
    with open_run(tmp_path) as results:
        summary = results.summary()
    assert summary.outcome == "interrupted"
    assert summary.requests.count > 0


def test_a_parent_that_does_not_read_stops_nobody(engine: EngineProgram, server: RawServer, tmp_path: Path) -> None:
    spec = a_spec(order_scenario(server), tmp_path, closed_load(2, hold_s=3), data=(people(2),))
    engine.send(StartRun(spec=spec))
    engine.wait_for(RunStarted)
    time.sleep(4)
    summary = engine.wait_for(RunFinished).summary
    assert sum(interval.iterations_completed for interval in engine.intervals) == summary.iterations.completed


@pytest.mark.parametrize(
    ("change", "exit_code", "words"),
    [
        ({"load": closed_load(0, hold_s=5)}, 2, "no people"),
        ({"load": closed_load(3)}, 2, "no end"),
        ({"load": OpenLoad(stages=(Stage(target=5, duration_s=0),), max_users=5)}, 2, "no end"),
        ({"data": ()}, 3, "users"),
        ({"data": (people(2, policy="unique", when_used_up="stop"),)}, 3, "3 people need one each"),
        ({"base_url": "http://shop.example"}, 2, "shop.example"),
    ],
)
def test_what_cannot_be_run_is_refused_with_a_sentence(
    change: dict[str, Any], exit_code: int, words: str, engine: EngineProgram, tmp_path: Path
) -> None:
    scenario = a_scenario(
        a_step("s", a_request("r", "http://127.0.0.1:9/x?user=${users.name}")),
        start_url="http://127.0.0.1:9/",
        hosts=(Host(name="127.0.0.1:9", kept=True),),
        data_sources=(DataSource(name="users", file="u.csv", columns=("name",)),),
    )
    fields = {"load": closed_load(3, hold_s=2), "data": (people(3),)} | change
    engine.send(StartRun(spec=a_spec(scenario, tmp_path, **fields)))
    with pytest.raises(AssertionError):
        engine.wait_for(RunStarted)
    failed = next(event for event in engine.events if isinstance(event, Failed))
    assert words in failed.message
    assert failed.exit_code == exit_code
    assert engine.process.wait(30) == exit_code
