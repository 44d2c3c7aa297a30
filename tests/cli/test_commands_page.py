"""`docs/commands.md` is a contract: what it says of commands, options and figures is what the program knows."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import msgspec
import pytest

from loadstudio.base.errors import ExitCode
from loadstudio.base.resources import sample_path
from loadstudio.cli.main import main, parser
from loadstudio.metrics.summary import Summary
from loadstudio.scenario.file import load_scenario
from tests.support import runs

PAGE = (Path(__file__).resolve().parents[2] / "docs/commands.md").read_text(encoding="utf-8")
ROWS = [row.split(" | ")[0] for row in PAGE.splitlines() if row.startswith("| `loadstudio")]
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def said(command: str) -> set[str]:
    """Return the options that the table names for a command."""
    pieces = (piece for row in ROWS for piece in re.findall(r"`loadstudio (.*?)`", row))
    return {option for piece in pieces if piece.partition(" ")[0] == command for option in OPTION.findall(piece)}


def known(command: argparse.ArgumentParser) -> set[str]:
    """Return the options of a command that its help names, by their shortest name where they have several."""
    actions = (one for one in command._actions if one.option_strings and one.help != argparse.SUPPRESS)
    return {min(one.option_strings, key=len) for one in actions} - {"-h"}


def commands() -> dict[str, argparse.ArgumentParser]:
    (choices,) = (one.choices for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(choices)


@pytest.mark.parametrize("command", sorted(commands()))
def test_a_command_has_the_options_of_the_page(command: str) -> None:
    assert said(command) == known(commands()[command])


def test_all_commands_are_on_the_page() -> None:
    named = {piece.split()[0] for row in ROWS for piece in re.findall(r"`loadstudio ([a-z].*?)`", row)}
    assert named == {*commands(), "demo"}


def test_the_summary_has_the_figures_of_the_page() -> None:
    listed = PAGE[PAGE.index("`run_id, name") + 1 :].partition("`.")[0]
    top = re.sub(r"\{(?:[^{}]|\{[^{}]*\})*\}|\[[^\]]*\]+", "", listed)
    names = {name.strip().rstrip("]") for name in top.split(",")}
    summary = json.loads(msgspec.json.encode(runs.summary_of(runs.spec(), runs.shop_run(3))))
    assert names <= set(summary)
    assert {one.name for one in msgspec.structs.fields(Summary)} - names == {"outcome", "phases_ms"}


def test_without_correlation_everything_stays_as_recorded(tmp_path: Path) -> None:
    output = tmp_path / "plain.scenario.json"
    assert main(["import", str(sample_path("demo-shop.har")), "-o", str(output), "--no-correlate"]) == ExitCode.OK
    assert load_scenario(output).variables == ()


def test_reports_end_as_they_are_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs.write_run(tmp_path / "run", runs.shop_run(5))
    for ending, begins in (("html", b"<!"), ("csv", b"second"), ("json", b"{")):
        file = tmp_path / f"report.{ending}"
        assert main(["report", str(tmp_path / "run"), "-o", str(file), "--language", "de"]) == ExitCode.OK
        assert file.read_bytes().lstrip(b"\xef\xbb\xbf").lower().startswith(begins), ending
    assert b'lang="de"' in (tmp_path / "report.html").read_bytes()
    assert main(["report", str(tmp_path / "run"), "-o", str(tmp_path / "report.txt")]) == ExitCode.USAGE
    assert "ends in none of .pdf, .html, .csv, .json" in capsys.readouterr().err


def test_two_runs_are_compared_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        runs.write_run(tmp_path / name, runs.shop_run(20))
    assert main(["compare", str(tmp_path / "one"), str(tmp_path / "two"), "--json", "-"]) == ExitCode.OK
    assert {"before", "after"} <= set(json.loads(capsys.readouterr().out))
