"""Files of other tools opened in the window: whatever they are called, their content decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.open_file import open_file
from loadstudio.plan.model import ClosedLoad, Stage
from loadstudio.scenario.model import requests_of
from tests.interchange.reading.jmeter.jmx import a_file, group, request


def _opened(window: MainWindow, qtbot: QtBot, path: Path) -> list[str]:
    open_file(window.workspace, path)
    qtbot.waitUntil(lambda: window.workspace.jobs.running == 0)
    document = window.workspace.document
    return [request.name for request in requests_of(document.scenario)] if document else []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cart.sh", "curl http://shop.test/cart\n"),
        ("api.yml", "openapi: 3.0.0\nservers: [{url: http://shop.test}]\npaths: {/cart: {get: {}}}\n"),
        ("plan.jmx", a_file(group(request("/cart"))).decode()),
        (
            "shop.json",
            json.dumps({"info": {"name": "Shop"}, "item": [{"name": "GET /cart", "request": "http://shop.test/cart"}]}),
        ),
    ],
)
def test_it_becomes_the_open_scenario(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str, content: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert _opened(window, qtbot, file) == ["GET /cart"]
    document = window.workspace.document
    assert document is not None
    assert document.path.is_file()
    assert not document.path.is_relative_to(tmp_path), "in a folder of its own"
    assert file.read_text(encoding="utf-8") == content


def test_the_load_of_a_test_plan_is_taken_along(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "plan.jmx"
    file.write_bytes(a_file(group(request("/cart"), loops="4", ThreadGroup__num_threads="12")))
    assert _opened(window, qtbot, file) == ["GET /cart"]
    document, plan = window.workspace.document, window.workspace.plan
    assert document is not None
    assert plan is not None
    assert plan.load == ClosedLoad(stages=(Stage(target=12, duration_s=0),), iterations_per_user=4)
    assert plan.scenarios[0].file == document.path.name


def test_what_was_not_taken_is_told(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "cart.txt"
    file.write_text("curl --proxy p:1 http://shop.test/cart\n", encoding="utf-8")
    assert _opened(window, qtbot, file) == ["GET /cart"]
    notice = window.workspace.notices.current
    assert notice is not None
    assert notice.text == "cart.txt is open as a scenario; one thing in it was not taken."


def test_what_is_nothing_of_that_kind_is_told(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("Only words.\n", encoding="utf-8")
    assert _opened(window, qtbot, file) == []
    notice = window.workspace.notices.current
    assert notice is not None
    assert notice.kind == "bad"
    assert "words.txt" in notice.text
