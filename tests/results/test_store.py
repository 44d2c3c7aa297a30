"""What is written can be read: the same intervals, also from a killed run; failures of the disk are sentences."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from loadstudio.base.errors import FileError
from loadstudio.metrics.interval import Interval
from loadstudio.metrics.summary import Phases
from loadstudio.report.content import report_content
from loadstudio.results.query import INTERRUPTED, open_run
from loadstudio.results.schema import RESULTS_FILE, SCHEMA_VERSION
from loadstudio.results.store import ResultsWriter
from tests.support import runs

_KILLED = """
import os, signal, sys
from pathlib import Path
from loadstudio.results.store import ResultsWriter
from tests.support import runs
writer = ResultsWriter(Path(sys.argv[1]), runs.spec(), started_utc=runs.STARTED, workers=2)
for interval in runs.shop_run(200)[150:180]:
    writer.write_interval(interval)
writer.write_error(170, runs.failed_order())
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def intervals() -> tuple[Interval, ...]:
    return runs.shop_run(60)


def test_a_run_goes_on_as_long_as_it_is_written_whatever_the_clock_says(
    tmp_path: Path, intervals: tuple[Interval, ...]
) -> None:
    writer = ResultsWriter(tmp_path / "run", runs.spec(), started_utc="2031-01-01T00:00:00.000Z", workers=1)
    writer.write_interval(intervals[0])
    with open_run(tmp_path / "run") as reader:
        assert reader.going_on()
        assert reader.going_on(), "asking does not end it"
        writer.close()
        assert not reader.going_on(), "it ended without a summary"


def test_a_run_survives_its_file(tmp_path: Path, intervals: tuple[Interval, ...]) -> None:
    folder = tmp_path / "deep" / "run"
    summary = runs.write_run(folder, intervals, moments=[(9, "Somebody pressed Stop.", "stop")])
    with open_run(folder) as reader:
        assert tuple(reader.intervals()) == intervals
        assert reader.summary() == summary
        assert reader.finished
        assert not reader.going_on()
        assert reader.seconds() == 60
        assert [(moment.second, moment.kind) for moment in reader.moments()] == [(9, "stop")]
        assert reader.folder == folder
        info = reader.info
    assert json.loads((folder / "summary.json").read_text())["requests"]["count"] == summary.requests.count
    assert sorted(file.name for file in folder.iterdir()) == [RESULTS_FILE, "summary.json"]
    assert (info.name, info.workers, info.hosts) == ("Fern Market checkout", 2, ("shop.example:8080",))
    assert info.load == runs.spec().load
    assert info.environment.program.startswith("LoadStudio ")
    assert info.environment.cpu_count >= 1


def test_a_run_can_be_read_while_it_goes_on(tmp_path: Path, intervals: tuple[Interval, ...]) -> None:
    writer = ResultsWriter(tmp_path, runs.spec(), started_utc=runs.STARTED, workers=2)
    with open_run(tmp_path) as reader:
        for number, interval in enumerate(intervals[:5], 1):
            writer.write_interval(interval)
            assert reader.seconds() == number
        assert not reader.finished
        writer.finish(runs.summary_of(runs.spec(), intervals[:5]))
        assert reader.finished


def test_a_killed_run_opens_with_what_it_had(tmp_path: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path)],
        cwd=Path(runs.__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
        timeout=60,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    with open_run(tmp_path) as reader:
        expected = runs.shop_run(200)[150:180]
        assert tuple(reader.intervals()) == expected
        summary = reader.summary()
        assert not reader.going_on()
        assert summary.outcome == INTERRUPTED
        assert summary.requests.count == runs.totals_of(expected).requests.count
        assert [limit.rule for limit in summary.limits] == list(runs.LIMITS)
        assert len(reader.samples()) == 1


def test_no_secret_reaches_the_disk(tmp_path: Path, intervals: tuple[Interval, ...]) -> None:
    runs.write_run(tmp_path / "run", intervals[:2])
    written = b"".join(file.read_bytes() for file in (tmp_path / "run").iterdir())
    secrets = ("hunter22", "c0b0l-forever", "tok-url-1", "tok-header-1", "cookie-value", "typed-secret", "key-1")
    for secret in (*secrets, "taken-secret-1"):
        assert secret.encode() not in written, secret
    with open_run(tmp_path / "run") as reader:
        exchange = reader.samples("POST /orders")[0].exchange
        assert reader.samples("GET /") == ()
    assert b"username=ada" in exchange.request_body
    assert b"<h1>Too busy</h1>" in exchange.response_body
    assert exchange.url == "http://shop.example:8080/orders?access_token=[hidden]&lang=en"
    assert dict(exchange.taken) == {"session_key": "[hidden]", "order_id": "4711"}


def test_a_full_disk_is_told_and_what_was_written_stays(tmp_path: Path, intervals: tuple[Interval, ...]) -> None:
    writer = ResultsWriter(tmp_path, runs.spec(), started_utc=runs.STARTED, workers=2)
    writer.write_interval(intervals[40])
    pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]
    writer._connection.execute(f"PRAGMA max_page_count = {pages + 1}")  # what a full disk is to SQLite
    big = msgspec.structs.replace(intervals[50], labels=intervals[50].labels * 30)
    with pytest.raises(FileError, match="the disk is full"):
        writer.write_interval(big)
    writer._connection.execute("PRAGMA max_page_count = 1000000")
    writer.write_interval(intervals[59])
    writer.close()
    writer.close()
    with open_run(tmp_path) as reader:
        stored = list(reader.intervals())
    assert stored == [intervals[40], intervals[59]]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be written"):
        ResultsWriter(tmp_path / "file" / "run", runs.spec(), started_utc=runs.STARTED, workers=1)


def test_no_run_is_written_over(tmp_path: Path, intervals: tuple[Interval, ...]) -> None:
    runs.write_run(tmp_path, intervals[:1])
    with pytest.raises(FileError, match="exists already"):
        runs.write_run(tmp_path, intervals[:1])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "holds no run: it was cut off"),
        (b"no database at all", "is damaged: .* Lost are the figures of this run"),
        (b"SQLite format 3\0" + b"x" * 200, "is damaged: "),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / RESULTS_FILE).write_bytes(content)
    with pytest.raises(FileError, match=problem):
        open_run(tmp_path)


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path, intervals: tuple[Interval, ...]) -> None:
    runs.write_run(tmp_path, intervals[:1])
    connection = sqlite3.connect(tmp_path / RESULTS_FILE)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(FileError, match="newer LoadStudio"):
        open_run(tmp_path)


def test_what_is_no_run_is_told(tmp_path: Path) -> None:
    for run in (tmp_path, tmp_path / "missing", "20260101-000000-nope"):
        with pytest.raises(FileError, match="holds no results"):
            open_run(run)


def test_results_of_the_first_version_open_and_have_no_phases(tmp_path: Path) -> None:
    (tmp_path / RESULTS_FILE).write_bytes((Path(__file__).parent.parent / "golden" / "results_v1.sqlite").read_bytes())
    with open_run(tmp_path) as reader:
        intervals = tuple(reader.intervals())
        assert sum(part.count for interval in intervals for part in interval.labels) > 0
        assert {part.first_byte for interval in intervals for part in interval.labels} == {()}
        summary = runs.summary_of(runs.spec(), intervals)
        assert summary.phases_ms == Phases()
        assert reader.summary().requests.count == summary.requests.count
        assert report_content(reader).timings == ()
