"""`loadstudio import` knows a file by its content, and says what it did not take."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loadstudio.cli.main import main
from loadstudio.interchange.importing import kind_of
from loadstudio.scenario.file import load_scenario
from loadstudio.scenario.model import requests_of
from tests.interchange.test_openapi import SHOP
from tests.interchange.test_postman import LOG_IN, collection

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


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("openapi: 3.0.0\npaths: [\n", "line"),
        ("openapi: 3.0.0\npaths: 7\n", "no description of an API"),
        ("swagger: '2.0'\npaths: {}\n", "Swagger"),
        ("curl 'http://shop.example", "never closed"),
        ("curl --head", "no request"),
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
