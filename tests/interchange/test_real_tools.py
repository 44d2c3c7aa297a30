"""What is exported really runs: in the locked Locust always, in k6 and JMeter where they are installed. The shop
judges.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.interchange.shop_job import PASSES, a_shop, assert_all_happened, exported_shop, run_tool

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
