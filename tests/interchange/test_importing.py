"""`loadstudio import` knows a file by its content, and says what it did not take."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from loadstudio.cli.main import main
from loadstudio.interchange.importing import kind_of
from loadstudio.plan.compile import run_spec
from loadstudio.plan.file import load_plan, save_plan
from loadstudio.scenario.file import load_scenario
from loadstudio.scenario.model import requests_of
from tests.interchange.reading.jmeter.jmx import a_file, element, group, request
from tests.interchange.reading.test_openapi import SHOP
from tests.interchange.reading.test_postman import LOG_IN, collection

YAML = """# ours
openapi: "3.0.0"
servers:
- url: http://shop.example
paths:
  /a:
    get: {responses: {"200": {description: ok}}}
"""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("curl https://shop.example/", "curl"),
        (json.dumps(collection(LOG_IN)), "postman"),
        (json.dumps(SHOP), "openapi"),
        (YAML, "openapi"),
        ("swagger: '2.0'\n", "openapi"),
        ('<?xml version="1.0"?><jmeterTestPlan version="1.2"/>', "jmx"),
        ('{"log": {"entries": []}}', "har"),
        ("anything", "har"),
        ("", "har"),
        ("\x00\xff", "har"),
    ],
)
def test_kinds_are_known_by_content(content: str, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "file.bin"
    file.write_text(content, encoding="utf-8")
    assert kind_of(file) == kind


def test_import_writes_a_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, output = tmp_path / "api.yaml", tmp_path / "api.scenario.json"
    file.write_text(YAML, encoding="utf-8")
    assert main(["import", str(file), "-o", str(output)]) == 0
    assert requests_of(load_scenario(output))[0].url == "http://shop.example/a"
    assert "1 step, 1 request." in capsys.readouterr().err
    file.write_text(json.dumps(collection(LOG_IN)), encoding="utf-8")
    assert main(["import", str(file), "-o", str(output)]) == 0
    said = capsys.readouterr().err
    assert "- The value 'user' is empty." in said
    assert "- Not taken: The value of 'user' is not in the collection." in said


def test_a_test_plan_becomes_scenarios_with_data_and_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, output = tmp_path / "spring.jmx", tmp_path / "out" / "spring.scenario.json"
    output.parent.mkdir()
    (tmp_path / "users.csv").write_text("name\nann\n", encoding="utf-8")
    (tmp_path.parent / "secret.csv").write_text("key\nx\n", encoding="utf-8")
    rows = (
        element("CSVDataSet", "People", filename=str(Path("/elsewhere") / "users.csv")),
        element("CSVDataSet", "Outside", filename="../secret.csv", variableNames="key"),
    )
    others = group(request("/${name}", *rows), name="Lookers", ThreadGroup__num_threads="3")
    file.write_bytes(a_file(group(request("/a"), name="Buyers"), others))
    assert main(["import", str(file), "-o", str(output)]) == 0
    said = capsys.readouterr().err
    assert (
        f"Plan: {output.parent / 'spring.plan.json'} ({output}, {output.parent / 'spring-lookers.scenario.json'})."
        in said
    )
    assert "Not taken: The rows of CSVDataSet 'Outside'" in said, "nothing is read that is not beside the plan"
    plan = load_plan(output.with_name("spring.plan.json"))
    assert [use.file for use in plan.scenarios] == [output.name, "spring-lookers.scenario.json"]
    assert (output.parent / "lookers-people.csv").read_text(encoding="utf-8") == "name\nann\n"
    spec = run_spec(plan, folder=output.parent, run_id="run-1", results_dir=tmp_path)
    assert [len(share.data) for share in spec.shares] == [0, 1]
    save_plan(replace(plan, name="Mine"), output.with_name("spring.plan.json"))
    assert main(["import", str(file), "-o", str(output)]) == 0
    assert load_plan(output.with_name("spring.plan.json")).name == "Mine", "the person's plan stays"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("openapi: 3.0.0\npaths: [\n", "line"),
        ("openapi: 3.0.0\npaths: 7\n", "no description of an API"),
        ("swagger: '2.0'\npaths: {}\n", "Swagger"),
        ("curl 'http://shop.example", "never closed"),
        ("curl --head", "no request"),
        ("import http from 'k6/http';\nexport default () => http.get('/');", "is a script of k6"),
        ("import os\nfrom locust import HttpUser\n", "is a script of Locust"),
        ("<jmeterTestPlan><hashTree>", "line 1 cannot be read"),
        ("<!DOCTYPE a><jmeterTestPlan/>", "DOCTYPE"),
        ("<jmeterTestPlan><hashTree/></jmeterTestPlan>", "no HTTP request"),
    ],
)
def test_what_cannot_be_read_is_told(
    content: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.txt"
    file.write_text(content, encoding="utf-8")
    assert main(["import", str(file), "-o", str(tmp_path / "x.scenario.json")]) == 3
    said = capsys.readouterr().err
    assert says in said
    assert str(file) in said
    assert "Traceback" not in said


def test_there_is_nothing_to_compare_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "file.sh"
    file.write_text("curl http://shop.example", encoding="utf-8")
    assert main(["import", str(file), "-o", str(tmp_path / "x.scenario.json"), "--verify"]) == 2
    assert "is no recording" in capsys.readouterr().err
