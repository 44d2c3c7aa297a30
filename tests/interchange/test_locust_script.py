"""Locustfiles: everything that a scenario has is in them, whatever the names are."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from loadstudio.interchange.exporting import exported
from loadstudio.plan.model import ClosedLoad, Plan, Stage
from loadstudio.scenario.assertion import HeaderCheck
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.model import Scenario, requests_of
from loadstudio.scenario.template import escape
from tests.interchange.everything import a_plan, an_open_load, everything, share_of

HOSTILE = (
    '"); import os; os.abort()  # ',
    "'''\"\"\"\\",
    "${token} $${token} #{x}",
    "{token} {{}} {0!r}",
    "line\nbreak\r\u2028\u2029\x00\x1b]",
    "\u202eright to left\u2066",
    "\\N{BULLET} \\x41 \\",
    "*/ //",
    "def class None",
    "\ud800",
)


def script_of(scenario: Scenario, plan: Plan | None = None) -> str:
    return exported((share_of(scenario),), plan, name="x", target="locust", file="x.py").files["x.py"].decode()


@pytest.mark.parametrize(
    "plan",
    [
        None,
        a_plan(),
        a_plan(load=an_open_load()),
        a_plan(load=ClosedLoad(stages=(Stage(target=2, duration_s=0),), iterations=9)),
        a_plan(load=ClosedLoad(stages=(Stage(target=2, duration_s=0),), iterations_per_user=9)),
    ],
)
def test_no_name_is_undefined_and_nothing_is_unused(plan: Plan | None, tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text(script_of(everything(), plan), encoding="utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F,E9,B023", str(file)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=30)
    assert done.returncode == 0, done.stdout.decode()


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)))
@settings(max_examples=60, deadline=None)
def test_no_text_becomes_code(words: str) -> None:
    template = escape(words)
    usual, odd = (_shape(script_of(everything(text))) for text in ("Moss", template))
    assert odd == usual


def _shape(script: str) -> list[str]:
    """Return the kinds of all nodes, with pieces of texts counted as one and names that come from texts left out."""
    skipped = (ast.Constant, ast.JoinedStr, ast.FormattedValue, ast.expr_context)
    return sorted(type(node).__name__ for node in ast.walk(ast.parse(script)) if not isinstance(node, skipped))


def test_texts_are_the_ones_of_the_scenario() -> None:
    for words in HOSTILE[:4]:
        texts = {
            node.value
            for node in ast.walk(ast.parse(script_of(everything(escape(words)))))
            if isinstance(node, ast.Constant)
        }
        assert f"Home {escape(words)}" in texts, "names are no templates"
        assert words in texts, "the name of a form's field is one"


def test_what_is_off_is_left_out_and_pages_come_before_their_files() -> None:
    script = script_of(everything())
    assert "/never" not in script
    page, files = script.index('name="GET Moss"'), script.index("together(\n")
    assert page < files < script.index("/f0.png") < script.index("/f2.png")
    assert script.count("f0.png") == 1


def test_data_and_bodies_stand_beside_it() -> None:
    what = exported((share_of(everything()),), None, name="x", target="locust", file="shop.py")
    assert what.files["shop-users.csv"] == b'users.username,users.password\nann,a&b\n"b""o\nb","\xc3\xbc,1"\n'
    assert what.files["shop-files/1/leaf.bin"] == b"\x00leaf"
    assert what.files["shop-files/1/body.bin"] == b"\x00\xff"
    assert what.files["shop-files/1/leaf.png"].startswith(b"\x89PNG")


def test_weights_and_loads_of_several_scenarios() -> None:
    own = ClosedLoad(stages=(Stage(target=30, duration_s=5),))
    share = share_of(everything())
    shares = (share, share_of(everything("Fern")))
    what = exported(
        (shares[0], type(share)(scenario=shares[1].scenario, data=share.data, files=share.files, load=own)),
        a_plan(),
        name="x",
        target="locust",
        file="x.py",
    )
    script = what.files["x.py"].decode()
    assert "weight = 2\n" in script
    assert "weight = 3\n" in script
    assert any("loads of their own" in sentence for sentence in what.told)
    assert "# Not taken along: That scenarios have loads" in script


def test_a_check_of_a_header_is_told_to_stay_behind() -> None:
    scenario = everything()
    request = requests_of(scenario)[0]
    asked = replace(request, checks=(HeaderCheck(name="ETag"),))
    what = exported((share_of(replace_request(scenario, asked)),), None, name="x", target="locust", file="x.py")
    assert f"The check of a header of '{request.name}'." in what.told
    assert "ETag" not in what.files["x.py"].decode()
