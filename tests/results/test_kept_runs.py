"""Runs are listed, thrown away, taken back, compared and exported."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from loadstudio.base import paths
from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.base.errors import FileError
from loadstudio.results.export import CSV_COLUMNS, write_csv, write_json
from loadstudio.results.history import list_runs
from loadstudio.results.junit import write_junit
from loadstudio.results.query import open_run
from loadstudio.results.store import ResultsWriter
from loadstudio.results.trash import delete_run, empty_trash, restore_run
from tests.support import runs


def test_runs_are_listed_newest_first_with_their_verdict(tmp_path: Path) -> None:
    intervals = runs.shop_run(20)
    runs.write_run(tmp_path / "one", intervals, runs.spec(limits=("errors<1%",)))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "results.sqlite").write_bytes(b"nonsense")
    started = iso_utc(now_utc() - timedelta(seconds=2))
    writer = ResultsWriter(tmp_path / "now", runs.spec(run_id="live"), started_utc=started, workers=2)
    writer.write_interval(intervals[0])
    listed = list_runs(tmp_path)
    writer.close()
    assert [(run.run_id, run.tone) for run in listed] == [
        ("broken", "bad"),
        ("live", "neutral"),
        ("20261122-112000-7k2m", "ok"),
    ]
    assert [run.short for run in listed] == ["Cannot be read", "Running", "Held 17 people"]
    assert "is damaged" in listed[0].problem
    assert json.loads(msgspec.json.encode(listed))[2]["folder"] == str(tmp_path / "one")


def test_runs_are_found_by_their_id() -> None:
    runs.write_run(paths.runs_dir() / "20261122-112000-7k2m", runs.shop_run(3))
    with open_run("20261122-112000-7k2m") as reader:
        assert reader.info.run_id == "20261122-112000-7k2m"
    assert len(list_runs()) == 1


def test_a_deleted_run_can_be_taken_back(tmp_path: Path) -> None:
    summary = runs.write_run(tmp_path / "run", runs.shop_run(3))
    trashed = delete_run(tmp_path / "run")
    assert list_runs(tmp_path) == ()
    assert restore_run(trashed) == tmp_path / "run"
    with open_run(tmp_path / "run") as reader:
        assert reader.summary() == summary
    with pytest.raises(FileError, match="holds no results"):
        delete_run(tmp_path)


def test_old_trash_is_emptied(tmp_path: Path) -> None:
    old = tmp_path / ".trash" / "run.1000"
    assert empty_trash(tmp_path) == 0
    old.mkdir(parents=True)
    (old / "results.sqlite").write_bytes(b"x")
    runs.write_run(tmp_path / "run", runs.shop_run(1))
    trashed = delete_run(tmp_path / "run")
    assert empty_trash(tmp_path) == 1
    assert not old.exists()
    assert trashed.path.exists()


def test_a_run_is_not_taken_back_into_the_place_of_another(tmp_path: Path) -> None:
    runs.write_run(tmp_path / "run", runs.shop_run(1))
    trashed = delete_run(tmp_path / "run")
    (tmp_path / "run").mkdir()
    with pytest.raises(FileError, match="another run has its place"):
        restore_run(trashed)


def test_the_size_of_a_run_is_that_of_its_files(tmp_path: Path) -> None:
    runs.write_run(tmp_path / "run", runs.shop_run(2))
    (entry,) = list_runs(tmp_path)
    assert entry.size_bytes == sum(path.stat().st_size for path in (tmp_path / "run").iterdir()) > 10_000


def test_csv_has_a_row_for_each_second_and_label(tmp_path: Path) -> None:
    intervals = runs.shop_run(30)
    runs.write_run(tmp_path / "run", intervals)
    with open_run(tmp_path / "run") as reader:
        write_csv(reader, tmp_path / "run.csv")
        with pytest.raises(FileError, match="cannot be written"):
            write_csv(reader, tmp_path / "missing" / "run.csv")
    with (tmp_path / "run.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert len(rows) == sum(len(interval.labels) for interval in intervals)
    requests = sum(int(row["count"]) for row in rows if row["kind"] == "request")
    assert requests == runs.totals_of(intervals).requests.count


def test_json_holds_summary_settings_and_seconds(tmp_path: Path) -> None:
    summary = runs.write_run(tmp_path / "run", runs.shop_run(30))
    with open_run(tmp_path / "run") as reader:
        write_json(reader, tmp_path / "run.json")
    export = json.loads((tmp_path / "run.json").read_text())
    assert export["summary"]["latency_ms"]["p95"] == summary.latency_ms.p95
    assert export["info"]["load"]["kind"] == "closed"
    assert len(export["seconds"]) == 30


def test_limits_become_junit_test_cases(tmp_path: Path) -> None:
    intervals = runs.shop_run(30)
    summary = runs.summary_of(runs.spec(limits=("errors<1%", "p95<1ms"), name="Sale \x00 & <more>"), intervals)
    generator = msgspec.structs.replace(summary.generator, trusted=False, reasons=("Too slow.",))
    write_junit(msgspec.structs.replace(summary, generator=generator), tmp_path / "junit.xml")
    suite = ElementTree.parse(tmp_path / "junit.xml").getroot()
    assert suite.attrib | {"time": "", "timestamp": ""} == {
        "name": "Sale  & <more>",
        "tests": "3",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
        "time": "",
        "timestamp": "",
    }
    failed = [case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None]
    assert failed == ["p95<1ms"]
