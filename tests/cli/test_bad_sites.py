"""Sites that do not answer as they should, and disks that do not hold: a sentence, an exit code, results to the end."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from loadstudio.cli.main import main
from loadstudio.scenario.file import save_scenario
from loadstudio.scenario.model import DataSource, Field, Host
from tests.support.raw_server import Peer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step

type Ran = tuple[int, str, dict[str, Any]]


def silent(peer: Peer, index: int) -> None:
    while peer.request():
        pass


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Return a function that runs a plan of one request to this address: exit code, what was said, the summary."""

    def go(url: str, *words: object, rows: str = "", load: dict[str, object] | None = None, **parts: object) -> Ran:
        host = url.split("/")[2]
        request = a_request("r1", url, name="home", query=(Field(name="u", value="${users.name}"),) if rows else ())
        users = DataSource(name="users", file="users.csv", columns=("name",), policy="unique_pass", when_used_up="stop")
        scenario = a_scenario(
            a_step("s1", request),
            hosts=(Host(name=host, kept=True),),
            start_url=url,
            data_sources=(users,) if rows else (),
        )
        (tmp_path / "users.csv").write_text(rows)
        save_scenario(tmp_path / "one.scenario.json", scenario)
        load = load or {"kind": "closed", "stages": [{"target": 1, "duration_s": 0}], "iterations": 3}
        plan = {"version": 2, "name": "p", "scenarios": [{"file": "one.scenario.json"}], "load": load, "workers": 1}
        (tmp_path / "one.plan.json").write_text(json.dumps(plan | parts))
        out = ("--out", tmp_path / "out") if "--out" not in words else ()
        summary = tmp_path / "summary.json"
        code = main([str(word) for word in ("run", tmp_path / "one.plan.json", "--json", summary, *out, *words)])
        said = capsys.readouterr().err
        assert "Traceback" not in said
        return code, said, json.loads(summary.read_text()) if summary.exists() else {}

    return go


def assert_complete(folder: Path, summary: dict[str, Any]) -> None:
    assert json.loads((folder / "summary.json").read_text()) == summary
    assert main(["report", str(folder), "-o", str(folder / "x.csv")]) == 0


def test_a_host_that_does_not_resolve(run: Callable[..., Ran], tmp_path: Path) -> None:
    code, said, summary = run("http://shop.invalid/")
    assert code == 4
    assert "All requests failed." in said
    assert "3 x home: the name shop.invalid does not resolve" in said
    assert (summary["requests"]["count"], summary["iterations"]["failed"]) == (3, 3)
    assert_complete(tmp_path / "out", summary)


def test_a_server_that_closes_on_connect(run: Callable[..., Ran], tmp_path: Path) -> None:
    with raw_server(lambda peer, index: None) as server:
        code, said, summary = run(f"http://127.0.0.1:{server.port}/")
    assert code == 4
    assert "home: the server " in said
    assert summary["requests"]["failed"] == 3
    assert_complete(tmp_path / "out", summary)


def test_a_server_that_never_answers(run: Callable[..., Ran], tmp_path: Path) -> None:
    with raw_server(silent) as server:
        code, said, summary = run(f"http://127.0.0.1:{server.port}/", timeout_s=0.3)
    assert code == 4
    assert "3 x home: no answer within 300 ms" in said
    assert summary["requests"]["failed"] == 3
    assert_complete(tmp_path / "out", summary)


def test_a_server_that_never_answers_does_not_hold_the_end(run: Callable[..., Ran], tmp_path: Path) -> None:
    load = {"kind": "closed", "stages": [{"target": 2, "duration_s": 1}]}
    with raw_server(silent) as server:
        code, said, summary = run(f"http://127.0.0.1:{server.port}/", load=load, timeout_s=86_400, graceful_stop_s=1)
    assert code == 4
    assert "All requests failed." in said
    assert "home: no answer until the run was over" in said
    assert summary["duration_s"] < 10
    assert_complete(tmp_path / "out", summary)


def test_rows_that_run_out(run: Callable[..., Ran], tmp_path: Path) -> None:
    load = {"kind": "closed", "stages": [{"target": 2, "duration_s": 0}], "iterations": 9}
    with raw_server(lambda peer, index: peer.answer_all()) as server:
        code, said, summary = run(f"http://127.0.0.1:{server.port}/", rows="name\na\nb\n", load=load)
    assert code == 0
    assert "is used up: all its 2 rows have been taken" in said
    assert summary["iterations"]["completed"] == 2
    assert_complete(tmp_path / "out", summary)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may make a file system")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_disk_that_is_full_at_once(run: Callable[..., Ran], small_disk: Path) -> None:
    (small_disk / "others").write_bytes(bytes(220_000))
    with raw_server(lambda peer, index: peer.answer_all()) as server:
        code, said, _ = run(f"http://127.0.0.1:{server.port}/", "--out", small_disk / "out")
    assert code == 3
    assert "the disk is full" in said


def test_a_disk_that_becomes_full(run: Callable[..., Ran], small_disk: Path) -> None:
    (small_disk / "others").write_bytes(bytes(100_000))
    load = {"kind": "closed", "stages": [{"target": 1, "duration_s": 8}], "pacing_s": 0.02}
    with raw_server(lambda peer, index: peer.answer_all()) as server:
        code, said, summary = run(f"http://127.0.0.1:{server.port}/", "--out", small_disk / "out", load=load)
    assert code == 3
    assert "The results cannot be written any more." in said
    assert summary["requests"]["failed"] == 0, "the numbers asked for with --json are there all the same"
    assert summary["requests"]["count"] > 0
