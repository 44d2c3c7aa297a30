"""Locustfiles: everything that a scenario has is in them, whatever the names are."""

from __future__ import annotations

import ast
import base64
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from requests.structures import CaseInsensitiveDict

from loadstudio.interchange.exporting import exported
from loadstudio.interchange.writing.helpers import helpers
from loadstudio.plan.model import ClosedLoad, Plan, Stage
from loadstudio.scenario.assertion import HeaderCheck
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.model import Field, Scenario, requests_of
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


class _Answered:
    """An answer of Locust, as far as checks look at it."""

    def __init__(self, headers: dict[str, str]) -> None:
        self.response = SimpleNamespace(headers=CaseInsensitiveDict(headers))


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ("has_header('etag')", ""),
        ("has_header('ETag', 'b-1')", ""),
        ("has_header('ETag', 'B-1')", "does not contain"),
        ("has_header('Vary')", "has no header"),
    ],
)
def test_checks_of_headers(call: str, problem: str) -> None:
    space: dict[str, Any] = {}
    exec(helpers("locust.txt", {"has_header"})[0].code, space)
    found = eval(call, space)(_Answered({"ETag": "ab-1"}))
    assert bool(found) is bool(problem)
    assert problem in found


def test_a_check_of_a_header_is_taken_along_to_all() -> None:
    scenario = everything()
    asked = replace(requests_of(scenario)[0], checks=(HeaderCheck(name="ETag", text="x"), HeaderCheck(name="")))
    share = share_of(replace_request(scenario, asked))
    written = {
        target: exported((share,), None, name="x", target=target, file=f"x{ending}").files[f"x{ending}"].decode()
        for target, ending in (("locust", ".py"), ("k6", ".js"), ("jmeter", ".jmx"))
    }
    assert 'checks=[has_header("ETag", "x")]' in written["locust"]
    assert 'checks: [hasHeader("ETag", "x")]' in written["k6"]
    assert 'headerProblem("ETag", "x")' in written["jmeter"].replace("&quot;", '"')


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ('inside(texts_at("form"), field("token"))', "a1"),
        ('inside(texts_at("rows", every, 1), attribute("a", name="href"))', "/edit/3"),
        ('inside(json_at("state"), json_at("id"), "base64")', "7"),
        ('inside(json_at("state"), json_at("id"))', None),
        ('inside(texts_at("none"), field("token"))', None),
    ],
)
def test_texts_within_texts(call: str, found: str | None) -> None:
    body = {
        "form": '<input name="token" value="a1">',
        "rows": [["Fern", "<b>none</b>"], ["Moss", '<a href="/edit/3">Edit</a>']],
        "state": base64.b64encode(b'{"id": 7}').decode(),
    }
    space: dict[str, Any] = {}
    names = {"inside", "texts_at", "json_at", "field", "attribute", "every", "Answer"}
    for helper in helpers("locust.txt", names):
        exec("\n".join((*helper.imports, "import json, re, urllib.parse", helper.code)), space)
    response = SimpleNamespace(status_code=200, headers={}, content=json.dumps(body).encode())
    answer = space["Answer"](None, response)
    assert eval(call, space)(answer) == found


def test_bodies_in_chunks() -> None:
    fields = (
        Field(name="Transfer-Encoding", value="chunked"),
        Field(name="Trailer", value="X-Sum"),
        Field(name="X-Sum", value="1"),
    )
    scenario = everything()
    raw = next(one for one in requests_of(scenario) if one.name == "POST /raw")
    share = share_of(replace_request(scenario, replace(raw, headers=fields)))
    told = {}
    for target, ending in (("locust", ".py"), ("k6", ".js"), ("jmeter", ".jmx")):
        what = exported((share,), None, name="x", target=target, file=f"x{ending}")
        told[target] = [one for one in what.told if "POST /raw" in one]
        assert (
            "X-Sum" not in what.files[f"x{ending}"].decode().replace(" ".join(what.told), "").split("class Person")[-1]
        )
        if target == "locust":
            assert 'data=InChunks(content("x-files/1/body.bin"))' in what.files["x.py"].decode()
    assert [len(told[target]) for target in ("locust", "k6", "jmeter")] == [1, 2, 2]
    assert "The header x-sum behind the body of 'POST /raw': Locust sends none there." in told["locust"]
    assert "That the body of 'POST /raw' goes in chunks: k6 says its length before it." in told["k6"]


def test_a_body_in_chunks_says_no_length() -> None:
    space: dict[str, Any] = {}
    exec(helpers("locust.txt", {"InChunks"})[0].code, space)
    sent = requests.Request("PUT", "http://shop.test/", data=space["InChunks"](b"leaf")).prepare()
    assert sent.headers["Transfer-Encoding"] == "chunked"
    assert "Content-Length" not in sent.headers
    assert [list(sent.body), list(sent.body)] == [[b"leaf"], [b"leaf"]], "it can be sent again"


@pytest.mark.parametrize(
    ("policy", "is_told"), [("sequential", True), ("unique", True), ("random", False), ("per_user", False)]
)
def test_how_rows_are_shared_is_told(policy: str, is_told: bool) -> None:
    what = exported((share_of(everything(), policy=policy),), None, name="x", target="locust", file="x.py")
    assert any("share the rows of users" in sentence for sentence in what.told) is is_told
