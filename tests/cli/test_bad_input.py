"""Bad input gets one sentence that names file and place, and the documented exit code; never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loadstudio.cli.main import main

SAMPLES = Path(__file__).parent.parent.parent / "recordings"


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]):
    """Return a function that runs a command, asserts its exit code, and gives its only sentence."""

    def run(exit_code: int, *words: object) -> str:
        assert main([str(word) for word in words]) == exit_code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        lines = said.err.strip().splitlines()
        assert len(lines) == 1, lines
        assert not said.out
        return lines[0]

    return run


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A copy of the sample scenario with its data, free to be spoiled."""
    for sample in SAMPLES.glob("demo-shop.*"):
        (tmp_path / sample.name).write_bytes(sample.read_bytes())
    return tmp_path / "demo-shop.scenario.json"


def test_a_truncated_har_names_file_and_place(refused, tmp_path: Path) -> None:
    har = tmp_path / "cut.har"
    har.write_bytes((SAMPLES / "demo-shop.har").read_bytes()[:5000])
    sentence = refused(3, "import", har, "-o", tmp_path / "x.scenario.json")
    assert "cut.har" in sentence
    assert "5000" in sentence or "line" in sentence or "ends" in sentence
    assert not (tmp_path / "x.scenario.json").exists()


def test_a_har_without_entries(refused, tmp_path: Path) -> None:
    har = tmp_path / "empty.har"
    har.write_text(json.dumps({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": []}}))
    sentence = refused(3, "import", har, "-o", tmp_path / "x.scenario.json")
    assert "empty.har" in sentence
    assert "no request" in sentence


@pytest.mark.parametrize("name", ["missing.har", "folder"])
def test_a_file_that_cannot_be_read(refused, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    assert name in refused(3, "import", tmp_path / name, "-o", tmp_path / "x.scenario.json")


def _an_entry(started: str = "2026-01-01T00:00:00Z", **response: object) -> dict[str, object]:
    request = {"method": "GET", "url": "http://127.0.0.1:9/"}
    return {"startedDateTime": started, "time": 1, "request": request, "response": {"status": 200, **response}}


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ({"entries": [_an_entry("0001-01-01T00:00:00+14:00")]}, ("log.entries[0]", "no moment in time")),
        ({"entries": [_an_entry(content={"text": "ä", "encoding": "base64"})]}, ("log.entries[0]", "base64")),
        ({"entries": [_an_entry(status=0)]}, ("no request",)),
    ],
)
def test_an_entry_that_makes_no_sense_names_the_file(
    refused, tmp_path: Path, content: dict[str, object], parts: tuple[str, ...]
) -> None:
    har = tmp_path / "odd.har"
    har.write_text(json.dumps({"log": content}))
    sentence = refused(3, "import", har, "-o", tmp_path / "x.scenario.json")
    assert all(part in sentence for part in ("odd.har", *parts))


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b'{"log":' * 100_000, "nested too deeply"),
        (b'{"log": {\n"creator": {"name": "caf\xe9"}, "entries": []}}', "line 2, byte 34"),
    ],
)
def test_a_har_that_no_program_wrote(refused, tmp_path: Path, data: bytes, part: str) -> None:
    har = tmp_path / "odd.har"
    har.write_bytes(data)
    assert part in refused(3, "import", har, "-o", tmp_path / "x.scenario.json")


def test_one_step_is_one_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    har = tmp_path / "one.har"
    har.write_text(json.dumps({"log": {"entries": [_an_entry()]}}))
    assert main(["import", str(har), "-o", str(tmp_path / "x.scenario.json")]) == 0
    assert "1 step, 1 request." in capsys.readouterr().err


def test_a_csv_with_a_missing_column(refused, scenario: Path) -> None:
    csv = scenario.parent / "accounts.csv"
    csv.write_text("username,pass\nmia,x\n")
    sentence = refused(3, "run", scenario, "--users", 1, "--iterations", 1, "--data", f"users={csv}")
    assert "accounts.csv" in sentence
    assert "password" in sentence


def test_a_csv_with_a_short_row_names_the_line(refused, scenario: Path) -> None:
    csv = scenario.parent / "accounts.csv"
    csv.write_text("username,password\nmia,x\ntom\n")
    sentence = refused(3, "run", scenario, "--users", 1, "--iterations", 1, "--data", f"users={csv}")
    assert "accounts.csv" in sentence
    assert "line 3" in sentence


def test_a_scenario_of_a_newer_version(refused, scenario: Path) -> None:
    content = json.loads(scenario.read_bytes())
    scenario.write_text(json.dumps({**content, "version": 99}))
    sentence = refused(3, "run", scenario, "--users", 1, "--iterations", 1)
    assert "demo-shop.scenario.json" in sentence
    assert "99" in sentence
    assert "newer" in sentence


def test_a_scenario_with_a_wrong_type_names_the_place(refused, scenario: Path) -> None:
    content = json.loads(scenario.read_bytes())
    content["steps"][0]["name"] = 7
    scenario.write_text(json.dumps(content))
    assert "steps[0].name" in refused(3, "run", scenario, "--users", 1, "--iterations", 1)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--users", "0", "--iterations", "1"), "users"),
        (("--users", "-5", "--iterations", "1"), "users"),
        (("--users", "1", "--iterations", "0"), "iterations"),
        (("--users", "1", "--duration", "soon"), "duration"),
        (("--users", "1", "--duration", "5s", "--iterations", "1"), "not both"),
        (("--users", "1", "--iterations", "1", "--limit", "p95<fast"), "p95<fast"),
        (("--users", "1", "--iterations", "1", "--workers", "-1"), "workers"),
        (("--users", "many"), "many"),
        (("--nonsense",), "nonsense"),
    ],
)
def test_wrong_usage(refused, scenario: Path, words: tuple[str, ...], part: str) -> None:
    assert part in refused(2, "run", scenario, *words)


def test_a_host_that_was_not_recorded_needs_permission(refused, scenario: Path) -> None:
    sentence = refused(2, "run", scenario, "--users", 1, "--iterations", 1, "--base-url", "http://production.example")
    assert "production.example" in sentence
    assert "--allow-host" in sentence


@pytest.mark.parametrize("command", ["report", "compare"])
def test_an_unknown_run(refused, tmp_path: Path, command: str) -> None:
    words = ["nowhere", "-o", tmp_path / "x.pdf"] if command == "report" else ["nowhere", "nowhere"]
    assert "nowhere" in refused(3, command, *words)


def test_a_folder_that_does_not_exist(refused, scenario: Path, tmp_path: Path) -> None:
    assert "nofolder" in refused(
        3, "import", SAMPLES / "demo-shop.har", "-o", tmp_path / "nofolder" / "x.scenario.json"
    )


def test_a_recording_is_no_folder(refused, tmp_path: Path) -> None:
    assert "is a folder" in refused(3, "record", "--browser", "none", "-o", tmp_path)


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "record" in capsys.readouterr().out
