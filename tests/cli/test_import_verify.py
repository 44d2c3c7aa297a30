"""`import --verify` with the real engine against a real server: repairs, says what became of each value, and its exit
codes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loadstudio.cli.main import main
from loadstudio.recording.har_write import write_har
from loadstudio.scenario.extractor import AttributeSource
from loadstudio.scenario.file import load_scenario
from loadstudio.scenario.model import requests_of
from tests.support.browser import Browser, Got, Sent, Site
from tests.support.site_server import moved, visits_served
from tests.support.sites import REFUSED

pytestmark = pytest.mark.timeout(90)


def _queue(visit: int) -> Site:
    number = 31 + 7 * visit

    def site(sent: Sent) -> Got:
        if sent.method == "GET":
            return Got(f"<title>Queue</title><p>You have <b>{number}</b> now, of 100.</p>")
        return Got('{"ok": true}', kind="application/json") if sent.json == {"q": number} else REFUSED

    return site


def _closed(visit: int) -> Site:
    return _queue(visit) if visit == 0 else lambda sent: _queue(0)(sent) if sent.method == "GET" else REFUSED


def _verified(site: Callable[[int], Site], folder: Path) -> int:
    browser = Browser(site(0)).step("Visit")
    browser.get("/").api("POST", "/take", {"q": 31})
    with visits_served(site) as server:
        write_har(folder / "queue.har", moved(browser.recording(), server.url))
        return main(["import", str(folder / "queue.har"), "-o", str(folder / "queue.scenario.json"), "--verify"])


def test_it_repairs_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    assert _verified(_queue, tmp_path) == 0
    said = capsys.readouterr().err
    assert "Played back 2 times. The whole pass works." in said
    assert "q (q): confirmed. Recorded as “31”, the replay got “45” and the site took it." in said
    assert "2 good, 0 differ, 0 failed, 0 not sent." in said
    (variable,) = load_scenario(tmp_path / "queue.scenario.json").variables
    assert (variable.status, variable.recorded_value, variable.replayed_value) == ("confirmed", "31", "45")


def test_what_cannot_be_repaired_exits_4(tmp_path: Path, capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    assert _verified(_closed, tmp_path) == 4
    said = capsys.readouterr().err
    assert "Visit / POST /take: Status 403 instead of 2xx." in said
    assert "Something still goes wrong" in said


def _form(visit: int) -> Site:
    """The build that is recorded has its token in a field; that of every later visit in a meta tag."""
    token = f"8f3ab2c91d77e0a{visit}"

    def site(sent: Sent) -> Got:
        if sent.method == "GET":
            field = f'<input type=hidden name=csrf value="{token}">'
            meta = f'<meta name="csrf-token" content="{token}">'
            held = meta if visit else field
            return Got(f'<title>Edit</title><form action="/save" method="post">{held}</form>')
        return Got("<title>Saved</title>") if sent.form.get("csrf") == token else REFUSED

    return site


def test_a_check_of_a_new_build_says_what_moved_and_fixes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    recording = Browser(_form(0)).step("Edit").get("/").submit("form", {}).recording()
    scenario = tmp_path / "edit.scenario.json"
    with visits_served(_form) as server:
        write_har(tmp_path / "edit.har", moved(recording, server.url))
        assert main(["import", str(tmp_path / "edit.har"), "-o", str(scenario)]) == 0
        capsys.readouterr()
        assert main(["check", str(scenario)]) == 4
        said = capsys.readouterr().err
        assert "the form field 'csrf' finds nothing now" in said
        assert 'What looks like it now: the element meta[name="csrf-token"].' in said
        assert "Check with --fix" in said
        assert main(["check", str(scenario), "--fix"]) == 0
    said = capsys.readouterr().err
    assert "changed. Checking again." in said
    assert "2 good, 0 differ, 0 failed, 0 not sent." in said
    (extractor,) = requests_of(load_scenario(scenario))[0].extractors
    assert isinstance(extractor.sources[0], AttributeSource)
