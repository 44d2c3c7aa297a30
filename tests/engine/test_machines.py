"""Other computers in a run: real worker commands that join over CurveZMQ, strangers that do not, and losses."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import zmq
from zmq.utils import z85

from loadstudio.plan.run_spec import DataTable
from loadstudio.results.query import open_run
from loadstudio.wire.joining import Connection, parse_connection
from loadstudio.wire.run_messages import (
    BeginRun,
    IntervalReported,
    Machines,
    MachinesAwaited,
    RunFinished,
    RunStarted,
    StartRun,
)
from tests.engine.test_engine_process import Shop, order_scenario, people
from tests.support.engine_program import EngineProgram, a_spec, an_engine, closed_load
from tests.support.raw_server import RawServer, raw_server
from tests.support.two_computers import two_computers, wrong_clock

pytestmark = [pytest.mark.system, pytest.mark.timeout(180)]


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


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def a_machine(
    connection: str, *, processes: int = 1, wait: str = "30s", on: tuple[str, ...] = ()
) -> Iterator[subprocess.Popen[str]]:
    """Lend a computer to a run; the string goes through the environment."""
    command = [*on, sys.executable, "-m", "loadstudio", "worker", "--processes", str(processes), "--wait", wait]
    program = subprocess.Popen(
        command,
        env=os.environ | {"LOADSTUDIO_CONNECT": connection},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield program
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate()


def begin(engine: EngineProgram, server: RawServer, results: Path, *, count: int = 2, **fields: object) -> str:
    """Order a run that waits for other computers, and return its connection string."""
    load = fields.pop("load", closed_load(6, iterations=600))
    data: tuple[DataTable, ...] = fields.pop("data", (people(6),))  # type: ignore[assignment]  # as given
    spec = a_spec(order_scenario(server), results, load, data=data, workers=0, **fields)  # type: ignore[arg-type]
    engine.send(StartRun(spec=spec, machines=Machines(count=count, host="127.0.0.2", port=free_port(), wait_s=60)))
    awaited: MachinesAwaited = engine.wait_for(MachinesAwaited)
    assert (awaited.joined, awaited.expected) == (0, count)
    return awaited.connection


def test_two_computers_make_a_run_together(
    engine: EngineProgram, server: RawServer, shop: Shop, tmp_path: Path
) -> None:
    where = begin(engine, server, tmp_path, load=closed_load(6, iterations=60), data=(people(60),))
    with a_machine(where, processes=2) as one, a_machine(where) as two:
        summary = engine.wait_for(RunFinished, timeout_s=60).summary
        said = [program.communicate(timeout=20)[1] for program in (one, two)]
    assert [one.returncode, two.returncode] == [0, 0], said
    assert all("The run is over." in words for words in said)
    assert (summary.workers, summary.iterations.completed, summary.requests.failed) == (3, 60, 0)
    assert sorted(shop.orders) == sorted(f"u{number}" for number in range(60)), "each row once over all computers"
    with open_run(tmp_path) as results:
        assert "The load comes from" in results.moments()[0].text


def test_a_run_begins_with_those_who_came(engine: EngineProgram, server: RawServer, shop: Shop, tmp_path: Path) -> None:
    where = begin(engine, server, tmp_path, load=closed_load(6, iterations=60), data=(people(60),))
    engine.send(BeginRun())  # nobody is there: the wait goes on
    with a_machine(where) as one:
        came: MachinesAwaited = engine.wait_for(MachinesAwaited)
        assert (came.joined, came.expected) == (1, 2)
        engine.send(BeginRun())
        closed: MachinesAwaited = engine.wait_for(MachinesAwaited)
        assert (closed.joined, closed.expected) == (1, 1)
        summary = engine.wait_for(RunFinished, timeout_s=60).summary
        said = one.communicate(timeout=20)[1]
    assert one.returncode == 0, said
    assert (summary.workers, summary.iterations.completed) == (1, 60)


def test_computers_on_a_network_with_clocks_hours_apart(engine: EngineProgram, shop: Shop, tmp_path: Path) -> None:
    with two_computers() as network, raw_server(shop.serve, host=network.home) as server:
        first, second = network.others
        early, late = wrong_clock(-5), wrong_clock(7)
        shop.delay_s = 0.02
        spec = a_spec(
            order_scenario(server, host=network.home),
            tmp_path,
            closed_load(6, hold_s=4),
            data=(people(6, policy="unique"),),
            workers=0,
            allowed_hosts=(network.home,),
        )
        engine.send(StartRun(spec=spec, machines=Machines(count=2, host=network.home, port=free_port())))
        where = engine.wait_for(MachinesAwaited).connection
        with a_machine(where, on=(*first, *early)), a_machine(where, on=(*second, *late)):
            summary = engine.wait_for(RunFinished, timeout_s=60).summary
    assert (summary.outcome, summary.workers, summary.requests.failed) == ("finished", 2, 0)
    assert [interval.second for interval in engine.intervals] == list(range(len(engine.intervals)))
    assert [interval.users for interval in engine.intervals[1:4]] == [6, 6, 6], "both computers in each second"
    assert [interval.generator.workers for interval in engine.intervals[1:4]] == [2, 2, 2]
    assert 4 <= len(engine.intervals) <= 6
    assert set(shop.orders) == {f"u{number}" for number in range(6)}


def test_strangers_are_refused(engine: EngineProgram, server: RawServer, tmp_path: Path) -> None:
    where = parse_connection(begin(engine, server, tmp_path, count=1))
    context = zmq.Context()
    plain = context.socket(zmq.DEALER)
    plain.linger = 0
    plain.connect(f"tcp://{where.host}:{where.port}")
    plain.send(b"let me in")
    public, secret = zmq.curve_keypair()
    own = context.socket(zmq.DEALER)
    own.linger = 0
    own.curve_serverkey = z85.encode(where.server_key)
    own.curve_publickey, own.curve_secretkey = public, secret
    own.connect(f"tcp://{where.host}:{where.port}")
    own.send(b"let me in")
    assert not own.poll(1500)
    assert not plain.poll(100)
    for socket_ in (plain, own):
        socket_.close()
    context.term()
    with a_machine(Connection(where.host, where.port, where.server_key, b"x" * 32).text()) as wrong:
        _, said = wrong.communicate(timeout=30)
        assert wrong.returncode == 5
        assert "did not let this computer in" in said
    with a_machine(Connection(where.host, where.port, b"y" * 32, where.worker_key).text(), wait="3s") as wrong:
        _, said = wrong.communicate(timeout=30)
        assert wrong.returncode == 5
        assert "No run answered" in said
    assert not [event for event in engine.events if isinstance(event, MachinesAwaited) and event.joined]


def test_a_computer_that_goes_is_missed_within_5_s(
    engine: EngineProgram, server: RawServer, shop: Shop, tmp_path: Path
) -> None:
    shop.delay_s = 0.02
    where = begin(engine, server, tmp_path)
    with a_machine(where) as one, a_machine(where):
        engine.wait_for(RunStarted, timeout_s=60)
        engine.wait_for(IntervalReported)
        os.killpg(one.pid, signal.SIGKILL)
        killed_s = time.monotonic()
        while not engine.notices:
            engine.wait_for(IntervalReported)
        assert time.monotonic() - killed_s < 12, "4 s of silence, and what a busy computer adds"
        summary = engine.wait_for(RunFinished, timeout_s=60).summary
    assert "was lost: it cannot be heard any more. Its 3 people go on" in engine.notices[0]
    assert summary.outcome == "finished"
    assert summary.iterations.completed == 600, "what it had not reported was made again"


def test_a_worker_ends_when_the_run_is_killed(engine: EngineProgram, server: RawServer, tmp_path: Path) -> None:
    where = begin(engine, server, tmp_path, count=1, load=closed_load(2, hold_s=60))
    with a_machine(where) as one:
        engine.wait_for(IntervalReported, timeout_s=60)
        engine.process.kill()
        _, said = one.communicate(timeout=20)
    assert one.returncode == 5
    assert "was not heard for 6 s" in said


@pytest.mark.parametrize(
    ("listen", "words"),
    [
        ("nonsense", "at 'nonsense': it knows no such address"),
        ("192.0.2.1:7007", "at 192.0.2.1:7007: the address is none of its own"),
        ("7007", "A port alone is written with a colon"),
    ],
)
def test_an_address_that_is_none_of_this_computers_is_wrong_usage(
    listen: str, words: str, server: RawServer, own_home: Path
) -> None:
    sample = Path(__file__).parent.parent.parent / "recordings" / "demo-shop.scenario.json"
    options = ["--base-url", f"http://127.0.0.1:{server.port}", "--machines", "1", "--listen", listen]
    command = [sys.executable, "-m", "loadstudio", "run", str(sample), *options]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 2, run.stderr
    assert words in run.stderr
    assert not list(own_home.glob("runs/*")), "a run that never began leaves nothing"


def test_a_port_that_another_program_has_is_said_without_libzmqs_words(server: RawServer, tmp_path: Path) -> None:
    sample = Path(__file__).parent.parent.parent / "recordings" / "demo-shop.scenario.json"
    taken = f"127.0.0.1:{server.port}"
    words = ["--base-url", f"http://{taken}", "--machines", "1", "--listen", taken, "--out", str(tmp_path / "out")]
    command = [sys.executable, "-m", "loadstudio", "run", str(sample), *words]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 5, run.stderr
    assert f"wait for others at {taken}: Address already in use. Give another address" in run.stderr


def test_the_command_prints_the_string_and_says_who_is_missing(server: RawServer, tmp_path: Path) -> None:
    sample = Path(__file__).parent.parent.parent / "recordings" / "demo-shop.scenario.json"
    words = ["--base-url", f"http://127.0.0.1:{server.port}", "--machines", "2", "--wait", "2s"]
    words += ["--listen", f"127.0.0.1:{free_port()}", "--announce", "alder.example:99"]
    run = subprocess.run(
        [sys.executable, "-m", "loadstudio", "run", str(sample), *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 5, run.stderr
    assert json.loads(run.stdout)["connect"].startswith("alder.example:99/")
    assert "0 of 2 other computers joined within 2 s" in run.stderr
