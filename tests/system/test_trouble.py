"""What goes wrong on the way is said in a sentence, with the documented exit code, and nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
import requests

from loadstudio.recording.entry import Recording
from loadstudio.recording.har_read import read_har
from loadstudio.results.query import open_run
from loadstudio.results.schema import EmptyFileError
from loadstudio.supervise.demo_shop import DemoShop
from tests.system.main_job import PROGRAM

pytestmark = [pytest.mark.system, pytest.mark.timeout(180)]

SAMPLE = Path(__file__).resolve().parent.parent.parent / "recordings" / "demo-shop.scenario.json"


@pytest.fixture
def home(own_home: Path) -> Path:
    """The LoadStudio home that child processes use too."""
    return own_home


def start_run(url: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, "run", str(SAMPLE), "--base-url", url, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def stored_run(home: Path) -> Path:
    (folder,) = (home / "runs").iterdir()
    return folder


def wait_for_results(home: Path, seconds: float = 90) -> Path:
    """Wait until a run has stored at least two seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for database in home.glob("runs/*/results.sqlite"):
            with suppress(EmptyFileError), open_run(database.parent) as run:  # it may just be being made
                if len(run.series().second) >= 2:
                    return database.parent
        time.sleep(0.2)
    pytest.fail("no results came")


def test_a_dead_target_fails_every_request_and_keeps_complete_results(home: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{taken.getsockname()[1]}"  # bound, not listening: connections are refused
        run = start_run(dead, "--users", 2, "--iterations", 4, "--json", tmp_path / "summary.json")
        _, said = run.communicate(timeout=90)
    assert run.returncode == 4
    assert "Traceback" not in said
    assert "refused" in said
    summary = json.loads((tmp_path / "summary.json").read_bytes())
    assert summary["iterations"]["failed"] == 4
    assert summary["requests"]["failed"] == summary["requests"]["count"] > 0
    with open_run(stored_run(home)) as stored:
        assert stored.summary().requests.failed == summary["requests"]["failed"]


def test_a_killed_engine_is_told_and_its_results_are_kept(home: Path) -> None:
    with DemoShop() as shop:
        run = start_run(shop.url, "--users", 4, "--duration", "60s")
        folder = wait_for_results(home)
        engine = next(child for child in psutil.Process(run.pid).children() if "engine" in child.cmdline())
        workers = engine.children(recursive=True)
        assert workers
        engine.kill()
        _, said = run.communicate(timeout=90)
        _, alive = psutil.wait_procs(workers, timeout=30)
    assert run.returncode == 5
    assert "The engine was killed (SIGKILL)" in said
    assert f"Results: {folder}" in said
    assert "Traceback" not in said
    assert not alive
    with open_run(folder) as stored:
        summary = stored.summary()
    assert summary.requests.count > 0
    assert "interrupted" in summary.outcome


def test_interrupted_by_the_person_it_stops_in_order_and_keeps_the_results(home: Path) -> None:
    with DemoShop() as shop:
        run = start_run(shop.url, "--users", 4, "--duration", "60s")
        folder = wait_for_results(home)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=90)
    assert run.returncode == 130
    assert "Traceback" not in said
    with open_run(folder) as stored:
        assert stored.summary().requests.count > 0
    assert (folder / "summary.json").exists()


def test_a_killed_command_takes_its_engine_and_workers_along(home: Path) -> None:
    with DemoShop() as shop:
        run = start_run(shop.url, "--users", 4, "--duration", "60s")
        wait_for_results(home)
        below = psutil.Process(run.pid).children(recursive=True)
        assert len(below) >= 2
        os.kill(run.pid, signal.SIGKILL)
        run.communicate(timeout=90)
        _, alive = psutil.wait_procs(below, timeout=30)
        assert not alive


def test_a_target_that_goes_away_is_an_error_in_the_numbers(home: Path, tmp_path: Path) -> None:
    with DemoShop() as shop:
        run = start_run(shop.url, "--users", 4, "--duration", "8s", "--json", tmp_path / "summary.json")
        wait_for_results(home)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 4
    summary = json.loads((tmp_path / "summary.json").read_bytes())
    assert 0 < summary["requests"]["failed"] < summary["requests"]["count"]
    assert any("refused" in error["reason"] or "closed" in error["reason"] for error in summary["errors"]), said


def start_recording(output: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a recorder without a browser; return it with its proxy."""
    recorder = subprocess.Popen(
        [*PROGRAM, "record", "--browser", "none", "-o", str(output)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert recorder.stdout is not None
    return recorder, json.loads(recorder.stdout.readline())["proxy"]


def addresses_in(recording: Recording) -> list[str]:
    return [entry.request.url for entry in recording.entries]


def test_a_killed_record_command_leaves_a_complete_recording(home: Path, tmp_path: Path) -> None:
    har = tmp_path / "shop.har"
    with DemoShop() as shop:
        command, proxy = start_recording(har)
        recorders = psutil.Process(command.pid).children(recursive=True)
        requests.get(f"{shop.url}/login", proxies={"http": proxy}, timeout=20).raise_for_status()
        command.kill()
        command.communicate(timeout=90)
        _, alive = psutil.wait_procs(recorders, timeout=30)
    assert not alive
    assert addresses_in(read_har(har)) == [f"{shop.url}/login"]


def test_a_killed_recorder_is_told_and_what_it_recorded_can_be_imported(home: Path, tmp_path: Path) -> None:
    har = tmp_path / "shop.har"
    with DemoShop() as shop:
        command, proxy = start_recording(har)
        requests.get(f"{shop.url}/login", proxies={"http": proxy}, timeout=20).raise_for_status()
        (recorder,) = psutil.Process(command.pid).children()
        recorder.kill()
        _, said = command.communicate(timeout=90)
    assert command.returncode == 5
    assert "killed (SIGKILL)" in said
    assert "Traceback" not in said
    scenario = tmp_path / "shop.scenario.json"
    done = subprocess.run(
        [*PROGRAM, "import", f"{har}.part", "-o", str(scenario)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "/login" in scenario.read_text()
