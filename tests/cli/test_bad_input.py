"""Bad input gets one sentence that names file and place, and the documented exit code; never a traceback."""

from __future__ import annotations

import json
import os
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


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_pattern_that_is_none_is_the_files_fault(refused, scenario: Path, command: str) -> None:
    scenario.write_text(scenario.read_text().replace('"pattern": "/orders/', '"pattern": "(/orders/'))
    sentence = refused(3, command, scenario)
    assert "demo-shop.scenario.json" in sentence
    assert "is no regular expression" in sentence


@pytest.mark.parametrize("place", ["recording", "data"])
def test_a_file_name_that_none_can_have(refused, scenario: Path, place: str) -> None:
    content = json.loads(scenario.read_bytes())
    if place == "recording":
        content["recording"] = "a\0b.har"
    else:
        content["data_sources"][0]["file"] = "a\0b.csv"
    scenario.write_text(json.dumps(content))
    sentence = refused(3, "export", scenario, "--to", "k6", "-o", scenario.parent / "x.js")
    assert "is no name that a file can have" in sentence


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
        (("--users", "1e99"), "1e99"),
        (("--duration", "-5s"), "cannot begin with a minus sign"),
        (("--duration", "0s"), "lasts no time"),
        (("--duration", "nan"), "not a duration"),
        (("--rate", "1e99"), "passes a second"),
        (("--rate", "0"), "not a rate"),
        (("--think-time", "nan"), "no think time"),
        (("--limit", "errors<1e99"), "not a limit"),
        (("--proxy", "x y"), "is no proxy"),
        (("--base-url", "ftp://x"), "no web address"),
        (("--data", "nobody=x.csv"), "nobody"),
        (("--nonsense",), "nonsense"),
    ],
)
def test_wrong_usage(refused, scenario: Path, words: tuple[str, ...], part: str) -> None:
    assert part in refused(2, "run", scenario, *words)


def a_plan(folder: Path, **parts: object) -> Path:
    """Write a plan of the sample scenario that differs in these parts."""
    load = {"kind": "closed", "stages": [{"target": 1, "duration_s": 1}]}
    plan = {"version": 2, "name": "p", "scenarios": [{"file": "demo-shop.scenario.json"}], "load": load} | parts
    (folder / "odd.plan.json").write_text(json.dumps(plan))
    return folder / "odd.plan.json"


def people(target: float, duration_s: float = 1, **more: object) -> dict[str, object]:
    return {"load": {"kind": "closed", "stages": [{"target": target, "duration_s": duration_s}], **more}}


def visitors(target: float, max_users: int = 5) -> dict[str, object]:
    return {"load": {"kind": "open", "stages": [{"target": target, "duration_s": 1}], "max_users": max_users}}


def shares(*weights: float) -> dict[str, object]:
    return {"scenarios": [{"file": "demo-shop.scenario.json", "weight": weight} for weight in weights]}


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        (people(0), "never starts anybody"),
        (people(-1), "-1 people"),
        (people(1.5), "whole number"),
        (people(1e99), "1e+99 people"),
        (people(1, 0), "lasts no time"),
        (people(1, -1), "lasts -1 s"),
        (people(1, 1e99), "30 days"),
        (people(1, iterations=0), "0 passes is none"),
        (people(1, iterations=10**30), "too many"),
        (people(1, pacing_s=-1), "pace of -1 s"),
        (visitors(0), "never starts anybody"),
        (visitors(1e99), "passes a second"),
        (visitors(1, max_users=0), "0 people at most"),
        (shares(0), "share of demo-shop.scenario.json is 0"),
        (shares(0, 0), "share of demo-shop.scenario.json is 0"),
        (shares(-1), "is -1"),
        (shares(1e308, 1e308), "1,000,000 at most"),
        ({"scenarios": []}, "no scenario"),
        ({"load": {"kind": "closed", "stages": []}}, "no stage"),
        ({"timeout_s": 0}, "timeout of 0 s"),
        ({"timeout_s": 1e99}, "86,400 at most"),
        ({"graceful_stop_s": 1e99}, "86,400 at most"),
        ({"think_times": {"kind": "recorded", "factor": -1}}, "multiplied by -1"),
        ({"limits": [{"metric": "p95", "value": -1}]}, "makes no sense"),
        ({"network": {"proxy": "socks5://proxy.example"}}, "is no proxy"),
        ({"load": None}, "load"),
        ({"version": 99}, "newer"),
        ({"version": "two"}, "version"),
    ],
)
def test_a_plan_that_nobody_can_run(refused, scenario: Path, parts: dict[str, object], part: str) -> None:
    sentence = refused(3, "run", a_plan(scenario.parent, **parts), "--out", scenario.parent / "out")
    assert "odd.plan.json" in sentence
    assert part in sentence
    assert not (scenario.parent / "out").exists()


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "0x10", "'1'", ""])
def test_numbers_that_are_none(refused, scenario: Path, number: str) -> None:
    plan = a_plan(scenario.parent)
    plan.write_text(plan.read_text().replace('"target": 1', f'"target": {number}'))
    assert "is not JSON" in refused(3, "run", plan)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_files_as_editors_save_them(refused, scenario: Path, encoding: str) -> None:
    plan = a_plan(scenario.parent, **people(0))
    plan.write_bytes(plan.read_text().encode(encoding))
    sentence = refused(3, "run", plan)
    assert ("is not JSON" if encoding == "utf-16-le" else "never starts anybody") in sentence, "UTF-16 needs its mark"


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"\xef\xbb\xbfusername,pass\nmia,x\n", "'password'"),
        ("username\tpass\nmia\tx\n".encode("utf-16"), "'password'"),
        ("username,password\nm\u00eda,x\n".encode("latin-1"), "line 2: is not UTF-8"),
        (b"", "is empty"),
        (b"username,password\n", "no rows"),
        (b'username,password\n"mia,x\n', "line 2"),
        (b"username,username\na,b\n", "twice"),
    ],
)
def test_tables_as_programs_save_them(refused, scenario: Path, content: bytes, part: str) -> None:
    csv = scenario.parent / "accounts.csv"
    csv.write_bytes(content)
    sentence = refused(3, "run", scenario, "--users", 1, "--iterations", 1, "--data", f"users={csv}")
    assert "accounts.csv" in sentence
    assert part in sentence


def test_too_few_rows_for_the_users(refused, scenario: Path) -> None:
    content = json.loads(scenario.read_bytes())
    content["data_sources"][0]["policy"] = "unique"
    scenario.write_text(json.dumps(content))
    csv = scenario.parent / "accounts.csv"
    csv.write_text("username,password\nmia,x\ntom,y\n")
    sentence = refused(3, "run", scenario, "--users", 3, "--duration", "1s", "--data", f"users={csv}")
    assert "has 2 rows, but each of the 3 people needs one of their own" in sentence


@pytest.mark.parametrize("option", ["--json", "--junit", "--report"])
def test_an_output_that_cannot_be_is_told_before_the_run(refused, scenario: Path, option: str) -> None:
    (scenario.parent / "folder.pdf").mkdir()
    words = ("run", scenario, "--iterations", 1, "--out", scenario.parent / "out", option)
    assert "is a folder" in refused(3, *words, scenario.parent / "folder.pdf")
    assert "its folder does not exist" in refused(3, *words, scenario.parent / "no" / "x.pdf")
    assert not (scenario.parent / "out").exists()


@pytest.mark.parametrize("place", ["accounts.csv", "accounts.csv/deeper", "/proc/nope"])
def test_a_folder_for_results_that_cannot_be_made(refused, scenario: Path, place: str) -> None:
    (scenario.parent / "accounts.csv").write_text("x")
    assert "cannot be made" in refused(3, "run", scenario, "--iterations", 1, "--out", scenario.parent / place)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_for_results_that_may_not_be_written(refused, scenario: Path) -> None:
    locked = scenario.parent / "locked"
    locked.mkdir(mode=0o500)
    assert "cannot be made: Permission denied" in refused(3, "run", scenario, "--out", locked / "out")


@pytest.mark.parametrize("name", ["missing.scenario.json", "folder.scenario.json"])
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_scenario_that_cannot_be_read(refused, tmp_path: Path, command: str, name: str) -> None:
    (tmp_path / "folder.scenario.json").mkdir()
    assert name in refused(3, command, tmp_path / name)


def test_a_certificate_that_is_none(refused, scenario: Path) -> None:
    pem = scenario.parent / "client.pem"
    pem.write_text("hello")
    words = ("run", scenario, "--iterations", 1, "--out", scenario.parent / "out", "--client-cert")
    assert "client.pem: is no certificate that shop.example could be shown with a key in the same file." in refused(
        3, *words, f"shop.example={pem}"
    )
    sentence = refused(3, *words, f"shop.example={pem},{scenario}")
    assert "with the key in demo-shop.scenario.json." in sentence
    assert "cannot be read: No such file" in refused(3, *words, f"shop.example={scenario.parent / 'no.pem'}")


def test_an_authority_that_is_none(refused, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("hello")
    words = ("record", "--browser", "none", "-o", tmp_path / "r.har", "--ca-file")
    assert "is no certificate of an authority" in refused(3, *words, tmp_path / "ca.pem")
    assert "does not exist" in refused(3, *words, tmp_path / "no.pem")


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
