"""`loadstudio export` by its exit codes, and by what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from loadstudio.cli.main import main
from loadstudio.scenario.file import save_scenario
from tests.support.scenarios import a_request, a_scenario, a_step


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    file = tmp_path / "shop.scenario.json"
    save_scenario(file, a_scenario(a_step("", a_request())))
    return file


@pytest.mark.parametrize(
    "case",
    [
        ("locust", "shop.py", 0, "shop.py is written."),
        ("k6", "shop.js", 0, "shop.js is written."),
        ("jmeter", "shop.jmx", 0, "with 1 file beside it"),
        ("gatling", "shop.scala", 2, "There are locust, k6, jmeter."),
        ("k6", "shop.txt", 0, "expects a name that ends in .js"),
        ("k6", "nowhere/shop.js", 3, "its folder does not exist"),
    ],
)
def test_exit_codes(scenario: Path, capsys: pytest.CaptureFixture[str], case: tuple[str, str, int, str]) -> None:
    target, output, code, says = case
    assert main(["export", str(scenario), "--to", target, "-o", str(scenario.parent / output)]) == code
    assert says in capsys.readouterr().err


def test_what_is_no_scenario_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.scenario.json"
    assert main(["export", str(file), "--to", "k6", "-o", str(tmp_path / "x.js")]) == 3
    assert "does not exist" in capsys.readouterr().err
