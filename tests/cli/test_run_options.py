"""Options of `run` against the file they change, and what a run that never begins leaves behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loadstudio.base import paths
from loadstudio.base.errors import ExitCode
from loadstudio.cli import run
from loadstudio.cli.main import main
from loadstudio.metrics.histogram import bucket_of
from loadstudio.metrics.interval import Interval, LabelInterval
from loadstudio.metrics.totals import RunTotals
from loadstudio.plan.limits import run_summary
from loadstudio.plan.model import ClosedLoad, OpenLoad, Stage
from loadstudio.plan.run_spec import RunSpec
from loadstudio.results.schema import RESULTS_FILE
from loadstudio.results.store import ResultsWriter
from loadstudio.wire.run_messages import RunFinished

SAMPLES = Path(__file__).parent.parent.parent / "recordings"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOADSTUDIO_HOME", str(tmp_path / "home"))
    return paths.runs_dir()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the samples, free to be spoiled."""
    for sample in SAMPLES.glob("demo-shop.*"):
        (tmp_path / sample.name).write_bytes(sample.read_bytes())
    return tmp_path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[RunSpec]:
    """The run specs that would have gone to the engine; the engine refuses them all."""
    specs: list[RunSpec] = []

    def refuse(session: Any) -> bool:
        specs.append(session.spec)
        session.failure, session.exit_code = "The request 'GET /' cannot be sent.", int(ExitCode.INVALID_FILE)
        return False

    monkeypatch.setattr(run, "_drive", refuse)
    return specs


def a_plan(folder: Path, **changes: Any) -> Path:
    file = folder / "changed.plan.json"
    plan = json.loads((folder / "demo-shop.plan.json").read_bytes()) | {"base_url": "http://127.0.0.1:9"}
    file.write_text(json.dumps(plan | changes))
    return file


OPEN = {"kind": "open", "stages": [{"target": 4, "duration_s": 30}], "max_users": 9}


@pytest.mark.parametrize(
    ("load", "words", "expected"),
    [
        (
            {"kind": "closed", "stages": [{"target": 6, "duration_s": 10}, {"target": 6, "duration_s": 20}]},
            ("--users", "3"),
            ClosedLoad(stages=(Stage(target=3, duration_s=0), Stage(target=3, duration_s=30))),
        ),
        (
            {"kind": "closed", "stages": [{"target": 6, "duration_s": 10}]},
            ("--duration", "5s", "--ramp-up", "1s"),
            ClosedLoad(stages=(Stage(target=6, duration_s=1), Stage(target=6, duration_s=5))),
        ),
        (
            {"kind": "closed", "stages": [{"target": 6, "duration_s": 10}]},
            ("--iterations", "7"),
            ClosedLoad(stages=(Stage(target=6, duration_s=10),), iterations=7),
        ),
        (
            {"kind": "closed", "stages": [{"target": 6, "duration_s": 10}], "iterations": 12},
            ("--users", "2"),
            ClosedLoad(stages=(Stage(target=2, duration_s=0),), iterations=12),
        ),
        (
            {"kind": "closed", "stages": [{"target": 6, "duration_s": 10}]},
            ("--rate", "2/s"),
            OpenLoad(stages=(Stage(target=2, duration_s=0), Stage(target=2, duration_s=10)), max_users=6),
        ),
        (
            OPEN,
            ("--duration", "5s"),
            OpenLoad(stages=(Stage(target=4, duration_s=0), Stage(target=4, duration_s=5)), max_users=9),
        ),
        (OPEN, (), OpenLoad(stages=(Stage(target=4, duration_s=30),), max_users=9)),
    ],
)
def test_options_change_the_load_of_a_plan(
    folder: Path, started: list[RunSpec], load: Any, words: tuple[str, ...], expected: object
) -> None:
    main(["run", str(a_plan(folder, load=load)), *words])
    assert started[0].load == expected


def test_passes_make_no_sense_for_a_plan_with_a_rate(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(a_plan(folder, load=OPEN)), "--iterations", "3"]) == ExitCode.USAGE
    assert "--iterations" in capsys.readouterr().err


def test_what_is_impossible_in_a_plan_names_the_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(a_plan(folder, timeout_s=0))]) == ExitCode.INVALID_FILE
    said = capsys.readouterr().err
    assert "changed.plan.json" in said
    assert "timeout" in said


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--workers", "9999"), "9999 workers"),
        (("--base-url", "shop"), "'shop'"),
        (("--think-time", "nan"), "'nan' is no think time"),
        (("--rate", "5/s", "--iterations", "3"), "--duration, not --iterations"),
        (("--rate", "5/s", "--pacing", "3s"), "leave out --pacing"),
        (("--iterations", "3", "--iterations-per-user", "3"), "--iterations or --iterations-per-user"),
        (("--users", "1000001"), "1,000,000"),
        (("--iterations", "99999999999999999999"), "too many"),
        (("--limit", "p95<1s", "--limit", "p95<2s"), "2 limits on p95"),
        (("--report", "report.txt"), "report.txt"),
    ],
)
def test_what_is_impossible_in_the_options_is_wrong_usage(
    folder: Path, started: list[RunSpec], capsys: pytest.CaptureFixture[str], words: tuple[str, ...], part: str
) -> None:
    assert main(["run", str(folder / "demo-shop.scenario.json"), *words]) == ExitCode.USAGE
    assert part in capsys.readouterr().err
    assert not started


def test_a_report_that_cannot_be_written_is_told_before_the_run(
    folder: Path, started: list[RunSpec], capsys: pytest.CaptureFixture[str]
) -> None:
    output = folder / "nowhere" / "report.pdf"
    assert main(["run", str(a_plan(folder)), "--report", str(output)]) == ExitCode.INVALID_FILE
    assert "nowhere" in capsys.readouterr().err
    assert not started


def test_a_refused_run_leaves_no_folder(home: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["run", str(folder / "demo-shop.scenario.json"), "--base-url", "http://production.example"]
    assert main(words) == ExitCode.USAGE
    assert "production.example" in capsys.readouterr().err
    assert list(home.iterdir()) == []


def test_what_the_engine_refuses_names_the_file_and_leaves_no_folder(
    home: Path, folder: Path, started: list[RunSpec], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(a_plan(folder))]) == ExitCode.INVALID_FILE
    assert "changed.plan.json: The request 'GET /' cannot be sent." in capsys.readouterr().err
    assert list(home.iterdir()) == []


def test_a_run_stopped_before_it_began_is_interrupted(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "_drive", lambda session: True)
    assert main(["run", str(a_plan(folder))]) == ExitCode.INTERRUPTED
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert list(home.iterdir()) == []


def test_an_engine_that_was_told_to_end_before_the_run_began_has_failed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def drive(session: Any) -> bool:
        session.handle(RunFinished(summary=run_summary(session.spec, RunTotals(), started_utc="", duration_s=0.0)))
        return False

    monkeypatch.setattr(run, "_drive", drive)
    assert main(["run", str(a_plan(folder)), "--out", str(folder / "out")]) == ExitCode.PROGRAM_FAILED
    assert capsys.readouterr().err == "loadstudio: The engine was told to end before the run began.\n"


def test_a_folder_with_results_is_never_overwritten(
    folder: Path, started: list[RunSpec], capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "run"
    out.mkdir()
    (out / RESULTS_FILE).write_bytes(b"kept")
    assert main(["run", str(a_plan(folder)), "--out", str(out)]) == ExitCode.INVALID_FILE
    assert "another run" in capsys.readouterr().err
    assert not started
    assert (out / RESULTS_FILE).read_bytes() == b"kept"


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that lets the next run end at once with an outcome, and its one request good; what happens
    `meanwhile` may be given.
    """

    def so(outcome: str, meanwhile: Callable[[], None] = lambda: None) -> None:
        def drive(session: Any) -> bool:
            meanwhile()
            good = LabelInterval(label="GET /", kind="request", count=1, latency=(bucket_of(4000), 1))
            second = Interval(second=0, users=1, labels=(good,))
            totals = RunTotals()
            totals.add(second)
            session.summary = run_summary(
                session.spec, totals, started_utc="2026-11-22T12:00:00Z", duration_s=1.0, outcome=outcome
            )
            writer = ResultsWriter(
                Path(session.spec.results_dir), session.spec, started_utc="2026-11-22T12:00:00Z", workers=1
            )
            writer.write_interval(second)
            writer.finish(session.summary)
            return False

        monkeypatch.setattr(run, "_drive", drive)

    return so


def test_a_run_that_lost_its_workers_has_failed(folder: Path, ended: Any, capsys: pytest.CaptureFixture[str]) -> None:
    ended("finished")
    assert main(["run", str(a_plan(folder)), "--out", str(folder / "good")]) == ExitCode.OK
    ended("failed: the last worker process was killed")
    assert main(["run", str(a_plan(folder)), "--out", str(folder / "lost")]) == ExitCode.PROGRAM_FAILED
    assert str(folder / "lost") in capsys.readouterr().err


def test_a_file_that_cannot_be_written_keeps_no_other_from_being_written(
    folder: Path, ended: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = folder / "summary.json"
    ended("finished", summary.mkdir)  # before the run it could be written
    words = ["run", str(a_plan(folder)), "--json", str(summary), "--junit", str(folder / "limits.xml")]
    assert main(words) == ExitCode.INVALID_FILE
    said = capsys.readouterr().err
    assert "Results: " in said
    assert f"loadstudio: {summary}: cannot be written" in said
    assert b"testsuite" in (folder / "limits.xml").read_bytes()
