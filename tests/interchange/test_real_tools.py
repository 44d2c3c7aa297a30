"""What is exported really runs: in the locked Locust always, in k6 and JMeter where they are installed. The shop
judges.
"""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import pytest

from tests.interchange.shop_job import PASSES, a_shop, assert_all_happened, exported_shop, run_tool

_COLUMNS = ("time", "elapsed", "label", "code", "message", "thread", "type", "success")
pytestmark = pytest.mark.system


def test_locust_does_what_the_scenario_does(tmp_path: Path) -> None:
    with a_shop() as address:
        script = exported_shop("locust", ".py", tmp_path, address)
        ran = run_tool([sys.executable, "-m", "locust", "-f", script.name, "--headless"], tmp_path, address)
    assert_all_happened(ran)
    assert ran.code == 0, ran.printed[-4000:]
    assert "STEP" in ran.printed
    assert "Log in" in ran.printed


def test_locust_tells_failures_and_missed_limits(tmp_path: Path) -> None:
    with a_shop() as address:
        script = exported_shop("locust", ".py", tmp_path, address)
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace("good plants, well kept", "no such words"), encoding="utf-8")
        ran = run_tool([sys.executable, "-m", "locust", "-f", script.name, "--headless"], tmp_path, address)
    assert ran.facts["orders"] == PASSES, "a pass goes on after a failed check"
    assert "does not contain 'no such words'" in ran.printed
    assert "Limit missed: errors" in ran.printed
    assert ran.code == 1


@pytest.mark.skipif(shutil.which("k6") is None, reason="k6 is not installed")
def test_k6_does_what_the_scenario_does(tmp_path: Path) -> None:
    with a_shop() as address:
        script = exported_shop("k6", ".js", tmp_path, address)
        ran = run_tool(["k6", "run", "--no-usage-report", script.name], tmp_path, address)
    assert_all_happened(ran)
    assert ran.code == 0, ran.printed[-4000:]
    assert "step_duration" in ran.printed


@pytest.mark.skipif(shutil.which("k6") is None, reason="k6 is not installed")
def test_k6_tells_failures_and_missed_limits(tmp_path: Path) -> None:
    with a_shop() as address:
        script = exported_shop("k6", ".js", tmp_path, address)
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace("good plants, well kept", "no such words"), encoding="utf-8")
        ran = run_tool(["k6", "run", "--no-usage-report", script.name], tmp_path, address)
    assert ran.facts["orders"] == PASSES, "a pass goes on after a failed check"
    assert "does not contain no such words" in ran.printed
    assert ran.code == 99, "a threshold was crossed"


@pytest.mark.skipif(shutil.which("jmeter") is None, reason="JMeter is not installed")
def test_jmeter_does_what_the_scenario_does(tmp_path: Path) -> None:
    with a_shop() as address:
        script = exported_shop("jmeter", ".jmx", tmp_path, address, passes_each=True)
        words = ["-n", "-t", str(script), "-l", "out.jtl", "-j", "jmeter.log"]
        ran = run_tool([*jmeter_command(), *words, "-Jjmeter.save.saveservice.output_format=csv"], tmp_path, address)
    log = (tmp_path / "jmeter.log").read_text(encoding="utf-8", errors="replace")
    assert "ERROR" not in log, log[-4000:]
    assert_all_happened(ran)
    with (tmp_path / "out.jtl").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, fieldnames=_COLUMNS) if row["success"] != "success"]
    assert {row["success"] for row in rows} == {"true"}
    assert {"Log in", "POST /login"} <= {row["label"] for row in rows}


def jmeter_command() -> list[str]:
    """Return how JMeter is started: Debian's has an XStream that refuses every test plan unless told otherwise."""
    home = Path("/usr/share/jmeter")
    if not (home / "bin/ApacheJMeter.jar").exists() or shutil.which("javac") is None:
        return ["jmeter"]
    opened = ("java.base/java.lang", "java.base/java.lang.reflect", "java.base/java.util", "java.base/java.text")
    path = (home / "bin/ApacheJMeter.jar", home / "lib/ext/*", home / "lib/*", "/usr/share/java/*")
    return [
        "java",
        *(f"--add-opens={package}=ALL-UNNAMED" for package in (*opened, "java.desktop/java.awt.font")),
        f"-Djmeter.home={home}",
        "-Djava.awt.headless=true",
        "-cp",
        ":".join(map(str, path)),
        str(Path(__file__).with_name("OpenJMeter.java")),
    ]
