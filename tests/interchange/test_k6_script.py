"""k6 scripts: everything that a scenario has is in them, whatever the names are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loadstudio.interchange.exporting import exported
from loadstudio.interchange.writing.k6_load import scenario_of
from loadstudio.plan.model import ClosedLoad, Plan, Stage
from loadstudio.scenario.model import Scenario
from loadstudio.scenario.template import escape
from tests.interchange.everything import a_plan, an_open_load, everything, share_of
from tests.interchange.test_locust_script import HOSTILE
from tests.support.other_tools import k6_command

_TEXTS = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|//[^\n]*")
_HELPERS_BEGIN = "// How long a pause is"


def script_of(scenario: Scenario, plan: Plan | None = None) -> str:
    return exported((share_of(scenario),), plan, name="x", target="k6", file="x.js").files["x.js"].decode()


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
@pytest.mark.parametrize("words", ["Moss", *HOSTILE])
def test_node_can_read_it(words: str, tmp_path: Path) -> None:
    file = tmp_path / "x.mjs"
    file.write_text(script_of(everything(escape(words)), a_plan()), encoding="utf-8")
    done = subprocess.run(["node", "--check", str(file)], capture_output=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("plan", [a_plan(), a_plan(load=an_open_load())])
def test_k6_can_read_it(plan: Plan, tmp_path: Path) -> None:
    what = exported((share_of(everything()),), plan, name="x", target="k6", file="x.js")
    for name, content in what.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    done = subprocess.run(
        [*k6_command("inspect"), str(tmp_path / "x.js")], capture_output=True, check=False, timeout=30
    )
    assert done.returncode == 0, done.stderr.decode()
    options = json.loads(done.stdout)
    assert options["thresholds"]["failed"] == ["rate<0.01"]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)))
@settings(max_examples=60, deadline=None)
def test_no_text_becomes_code(words: str) -> None:
    usual, odd = (_shape(script_of(everything(text))) for text in ("Moss", escape(words)))
    assert odd == usual


def _shape(script: str) -> list[str]:
    """Return the brackets and arrows outside of texts and comments."""
    journey = re.sub(r"\n *tags: \{ label: \"[^\"\n]*\" \},", "", script.partition(_HELPERS_BEGIN)[0])
    return sorted(re.findall(r"[(){}\[\];]|=>", _without_templates(journey)))


def _without_templates(script: str) -> str:
    """Leave out the fixed parts of template literals, and keep the holes."""
    out: list[str] = []
    depth: list[int] = []
    position, in_text = 0, False
    while position < len(script):
        sign, two = script[position], script[position : position + 2]
        if in_text:
            if sign == "\\":
                position += 1
            elif two == "${":
                in_text = False
                depth.append(0)
                position += 1
            elif sign == "`":
                in_text = False
        elif match := _TEXTS.match(script, position):
            out.append("T")
            position = match.end() - 1
        elif sign == "`":
            in_text = True
        elif depth and sign == "}" and depth[-1] == 0:
            depth.pop()
            in_text = True
        else:
            if depth:
                depth[-1] += (sign == "{") - (sign == "}")
            out.append(sign)
        position += 1
    return "".join(out)


def test_loads_are_executors() -> None:
    ramp = ClosedLoad(stages=(Stage(target=20, duration_s=10), Stage(target=0, duration_s=2.5)))
    assert scenario_of(ramp, "f") == (
        """{ exec: "f", executor: 'ramping-vus', startVUs: 0, stages: """
        """[{ duration: '10s', target: 20 }, { duration: '2.5s', target: 0 }] }"""
    )
    assert "timeUnit: '1m'" in scenario_of(an_open_load(), "f")
    assert "target: 30 }" in scenario_of(an_open_load(), "f")
    assert "shared-iterations" in scenario_of(ClosedLoad(stages=ramp.stages, iterations=9), "f")
    assert "per-vu-iterations" in scenario_of(ClosedLoad(stages=ramp.stages, iterations_per_user=9), "f")


def test_limits_are_thresholds_and_what_cannot_be_said_is_told() -> None:
    what = exported((share_of(everything(), when_used_up="stop"),), a_plan(), name="x", target="k6", file="x.js")
    script = what.files["x.js"].decode()
    assert '"failed": ["rate<0.01"],' in script
    assert '"http_reqs": ["rate>5"],' in script
    assert any("k6 runs no Python" in sentence for sentence in what.told)
    assert any("used up" in sentence for sentence in what.told)
    assert all(f"// Not taken along: {sentence}" in script for sentence in what.told)
    assert b'"users.password": "a&b"' in what.files["x-users.json"]
