"""Words for the person never break the work, nor the terminal."""

from __future__ import annotations

import io
import json
import signal
import sys
from pathlib import Path

import pytest

from loadstudio.base.errors import ExitCode
from loadstudio.cli import runs
from loadstudio.cli.console import progress, say
from loadstudio.cli.main import main


class _Gone(io.StringIO):
    """A stream whose reader went away."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stderr", [_Gone(), None])
def test_words_that_nobody_reads_stop_no_work(monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO | None) -> None:
    monkeypatch.setattr(sys, "stderr", stderr)
    say("The run goes on.")
    progress("0:07")
    assert main(["nonsense"]) == ExitCode.USAGE


def test_a_recorded_label_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("GET /\x1b[2J\r\nloadstudio: all is well, Müller")
    assert capsys.readouterr().err == "GET / [2J  loadstudio: all is well, Müller\n"


def test_no_runs_are_told_and_a_missing_folder_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", "--out", str(tmp_path)]) == ExitCode.OK
    said = capsys.readouterr()
    assert "No runs yet" in said.err
    assert not said.out
    assert main(["runs", "--out", str(tmp_path), "--json", "-"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out) == []
    assert main(["runs", "--out", str(tmp_path / "nowhere")]) == ExitCode.INVALID_FILE
    assert "nowhere" in capsys.readouterr().err


def test_a_name_that_is_no_text_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    har = tmp_path / "one.har"
    entry = {"startedDateTime": "2026-01-01T00:00:00Z", "request": {"method": "GET", "url": "http://127.0.0.1:9/"}}
    har.write_text(json.dumps({"log": {"entries": [{**entry, "response": {"status": 200}}]}}))
    assert main(["import", str(har), "-o", str(tmp_path / "shop\udcff.scenario.json")]) == ExitCode.USAGE
    assert "UTF-8" in capsys.readouterr().err


def test_a_command_that_is_terminated_clears_up_like_an_interrupted_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runs, "list_runs", lambda _folder: signal.raise_signal(signal.SIGTERM))
    assert main(["runs"]) == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == "loadstudio: interrupted\n"
