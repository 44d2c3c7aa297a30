"""`import --compare`: two recordings by the command line, and what is wrong with the second one said with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from loadstudio.cli.main import main
from loadstudio.recording.har_write import write_har
from loadstudio.scenario.file import load_scenario
from tests.support.browser import Browser, Got, Sent, Site

_WORDS = ("maple", "cedar")


def _site(visit: int) -> Site:
    def site(sent: Sent) -> Got:
        field = f"<input type=hidden name=lock value={_WORDS[visit]}>"
        return Got(f'<title>Edit</title><form action="/save" method="post">{field}</form>')

    return site


def _written(path: Path, visit: int) -> Path:
    write_har(path, Browser(_site(visit)).step("Edit").get("/").submit("form", {}).recording())
    return path


def test_a_word_that_differs_becomes_dynamic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = _written(tmp_path / "a.har", 0), _written(tmp_path / "b.har", 1)
    output = tmp_path / "a.scenario.json"
    assert main(["import", str(first), "-o", str(output), "--compare", str(second)]) == 0
    said = capsys.readouterr().err
    assert "The second recording was made as the same person. 1 value differs in it." in said
    assert "Edit sent lock as “maple”, then “cedar”: the site hands it out" in said
    (variable,) = load_scenario(output).variables
    assert (variable.status, variable.replayed_value) == ("confirmed", "cedar")


def test_a_second_file_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = _written(tmp_path / "a.har", 0)
    output, other = tmp_path / "a.scenario.json", tmp_path / "b.har"
    other.write_text('{"log": ')
    assert main(["import", str(first), "-o", str(output), "--compare", str(other)]) == 3
    assert str(other) in capsys.readouterr().err
    assert not output.exists()
