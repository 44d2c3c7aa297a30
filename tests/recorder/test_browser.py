"""The recorder with a real browser: what a person does there becomes steps, and nothing of it stays behind."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import sync_playwright

from loadstudio.http_types.headers import get
from loadstudio.recording.filters import classify_hosts, is_static
from loadstudio.recording.har_read import read_har
from loadstudio.supervise.child import ChildEnded
from loadstudio.wire.common import Failed
from loadstudio.wire.recorder_messages import BrowserClosed, BrowserOpened, CaptureFinished, EntryCaptured, PageStarted
from tests.recorder.conftest import RunningRecorder
from tests.support.small_site import small_site

pytestmark = pytest.mark.system

type Start = Callable[..., RunningRecorder]


def profiles_of(recorder_id: int) -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"loadstudio-browser-{recorder_id}-*"))


def browsers_with(profile: Path) -> list[psutil.Process]:
    running = psutil.process_iter(["cmdline"])
    return [process for process in running if any(str(profile) in word for word in process.info["cmdline"] or ())]


def wait_until_gone(profile: Path) -> None:
    deadline = time.monotonic() + 60
    while browsers_with(profile) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert browsers_with(profile) == []


def test_a_walk_through_a_site_becomes_steps(recorder: Start) -> None:
    with small_site() as site:
        running = recorder(url=site.url + "/", browser="auto", headless=True)
        opened = running.wait_for(BrowserOpened)
        running.wait_for_answers(site.url + "/api/hello")
        (profile,) = profiles_of(running.child.pid)
        with sync_playwright() as playwright:
            browser = playwright.chromium.connect_over_cdp(opened.devtools, timeout=60_000)
            page = browser.contexts[0].pages[0]
            page.wait_for_load_state("load")
            page.click("#next")
            page.wait_for_url("**/home*")
            page.wait_for_load_state("networkidle")
            page.click("button")
            page.wait_for_url("**/home")
            page.wait_for_load_state("networkidle")
            browser.new_browser_cdp_session().send("Browser.close")  # as when the person closes the window
        running.wait_for(BrowserClosed)
        finished = running.wait_for(CaptureFinished)
        assert running.wait_for(ChildEnded).outcome.exit_code == 0
        assert profiles_of(running.child.pid) == []
        wait_until_gone(profile)
    recording = read_har(running.output)
    assert len(recording.entries) == finished.entries
    assert [page.title for page in recording.pages] == ["Welcome", "Home", "Home"]
    assert (recording.browser, recording.start_url) == (opened.name, site.url + "/")
    welcome, go, login = (
        [entry for entry in recording.entries if entry.page_id == page.id] for page in recording.pages
    )
    assert [(entry.request.url.removeprefix(site.url), entry.resource_type, is_static(entry)) for entry in welcome][
        :1
    ] == [("/", "document", False)]
    assert {(entry.request.url.removeprefix(site.url), entry.resource_type) for entry in welcome[1:]} >= {
        ("/app.css", "style"),
        ("/app.js", "script"),
        ("/dot.png", "image"),
        ("/api/hello", "xhr"),
    }
    assert [
        (entry.request.method, entry.request.url.removeprefix(site.url), entry.response and entry.response.status)
        for entry in (go[0], go[1], login[0], login[1])
    ] == [("GET", "/go", 302), ("GET", "/home?from=go", 200), ("POST", "/login", 303), ("GET", "/home", 200)]
    assert login[0].request.body == b"user=ann&note=a+b"
    assert get(login[0].request.headers, "cookie") == "sid=1; b=2"
    assert [(found.kept, found.reason) for found in classify_hosts(recording)] == [(True, "the site itself")]
    steps = [event.title for event in running.heard if isinstance(event, PageStarted)]
    assert steps[:2] == ["Home", "Welcome – Small"]


def test_a_killed_recorder_leaves_no_browser_and_no_recording_lost(recorder: Start) -> None:
    with small_site() as site:
        running = recorder(url=site.url + "/", browser="chromium", headless=True)
        running.wait_for(EntryCaptured, lambda entry: entry.finished and entry.url.endswith("/api/hello"))
        (profile,) = profiles_of(running.child.pid)
        os.kill(running.child.pid, signal.SIGKILL)
        running.wait_for(ChildEnded)
        wait_until_gone(profile)
        assert len(read_har(running.output.with_name("f.har.part")).entries) >= 3
        again = recorder(url=site.url + "/home", browser="chromium", headless=True)
        again.wait_for(BrowserOpened)
        assert not profile.exists()
        again.child.end()
        assert again.wait_for(CaptureFinished).pages <= 1


def test_a_window_without_a_display_is_told(recorder: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    running = recorder(url="http://127.0.0.1:9/", browser="auto")
    assert "no display" in running.wait_for(Failed).message
