"""What a computer lets a worker have, and what a worker's users need of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.engine.worker import capacity
from loadstudio.engine.worker.capacity import hosts_needed, ports_free, shortage
from tests.support.engine_program import a_spec, closed_load
from tests.support.scenarios import a_request, a_scenario, a_step

_RAISE_LIMIT = """
import resource
from loadstudio.engine.worker.capacity import open_files_allowed
resource.setrlimit(resource.RLIMIT_NOFILE, (100, 500))
allowed = open_files_allowed()
print(allowed, *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def test_too_few_open_files_are_told_with_both_numbers_and_what_to_do() -> None:
    told = shortage("Worker 1", users=2_000, hosts=3, open_files=4_096, ports=0)

    assert told.startswith("Worker 1 may have 4,096 files and connections open, and its 2,000 people need 6,064.")
    assert "ulimit -n" in told
    assert not shortage("Worker 1", users=2_000, hosts=3, open_files=6_064, ports=0)


def test_too_few_ports_are_told_with_both_numbers_and_what_to_do() -> None:
    told = shortage("Worker 2", users=30_000, hosts=1, open_files=100_000, ports=28_232)

    assert told.startswith(
        "Worker 2 has 28,232 ports for connections to one server, and its 30,000 people need one each."
    )
    assert "net.ipv4.ip_local_port_range" in told


def test_ports_are_counted_for_each_server_alone() -> None:
    assert not shortage("Worker 1", users=20_000, hosts=5, open_files=0, ports=28_232)


@given(st.integers(0, 100_000), st.integers(1, 20))
def test_nothing_is_told_of_what_is_unknown(users: int, hosts: int) -> None:
    assert not shortage("Worker 1", users=users, hosts=hosts, open_files=0, ports=0)


@given(st.integers(1, 50_000), st.integers(1, 20), st.integers(1, 1_000_000), st.integers(1, 65_536))
def test_who_has_enough_has_enough_for_fewer_users(users: int, hosts: int, open_files: int, ports: int) -> None:
    if not shortage("Worker 1", users=users, hosts=hosts, open_files=open_files, ports=ports):
        assert not shortage("Worker 1", users=users - 1, hosts=hosts, open_files=open_files, ports=ports)


def test_hosts_are_those_of_the_scenario_that_calls_the_most(tmp_path: Path) -> None:
    urls = ("https://shop.test/", "https://cdn.test/a.js", "https://shop.test/cart", "https://pay.test/")
    steps = [a_step("", a_request(url=url)) for url in urls]
    scenario = a_scenario(*steps, start_url="https://shop.test/")

    assert hosts_needed(a_spec(scenario, tmp_path, closed_load(1, iterations=1))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_limit_of_open_files_is_raised_as_far_as_it_goes() -> None:
    done = subprocess.run(  # in a process of its own: a lowered hard limit cannot be raised again
        [sys.executable, "-c", _RAISE_LIMIT], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.split() == ["500", "500", "500"]


def test_ports_are_those_of_the_range_with_both_its_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port_range = tmp_path / "ip_local_port_range"
    port_range.write_text("32768\t60999\n", encoding="utf-8")
    monkeypatch.setattr(capacity, "_PORT_RANGE", port_range)

    assert ports_free() == 28_232


@pytest.mark.parametrize("text", ["", "32768", "low high"])
def test_a_range_that_cannot_be_read_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    port_range = tmp_path / "ip_local_port_range"
    port_range.write_text(text, encoding="utf-8")
    monkeypatch.setattr(capacity, "_PORT_RANGE", port_range)

    assert ports_free() == 0
