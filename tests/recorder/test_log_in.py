"""Log-ins that a server asks a real browser for: recorded, imported and replayed, and let in again."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from loadstudio.cli.main import main
from loadstudio.recording.har_read import read_har
from loadstudio.scenario.file import load_scenario
from loadstudio.scenario.model import BasicAuth, DigestAuth, requests_of
from loadstudio.supervise.child import ChildEnded
from loadstudio.wire.recorder_messages import BrowserOpened
from tests.recorder.conftest import RunningRecorder
from tests.support.digest_guard import Guard
from tests.support.raw_server import Peer, RawServer, raw_server

pytestmark = pytest.mark.system

PAGE = b'<!doctype html><title>%s</title><link rel="icon" href="data:,"><a id="next" href="/next">Next</a>'


class BasicGuard:
    """Lets `mia` in."""

    def __init__(self) -> None:
        self.challenges = 0

    def answer(self, request: bytes) -> bytes:
        """Return the answer to one request."""
        if b"Authorization: Basic " + base64.b64encode(b"mia:s3:cret") in request:
            return b"HTTP/1.1 200 OK\r\n\r\n"
        self.challenges += 1
        return b'HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm="shop"\r\n\r\n'


def site_of(guard: BasicGuard | Guard) -> Callable[[Peer, int], None]:
    """Return a site that shows pages to whom the guard lets in."""

    def serve(peer: Peer, index: int) -> None:
        while request := peer.request():
            head = guard.answer(request).partition(b"\r\n\r\n")[0].partition(b"Content-Length")[0].rstrip()
            page = PAGE % (b"In" if b" 200 " in head else b"Stay out")
            kind = b"\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page)
            peer.send(head + kind + page)

    return serve


def recorded(running: RunningRecorder, server: RawServer) -> Path:
    """Wait until the first address has logged in, click, and return the recording."""
    opened = running.wait_for(BrowserOpened)
    with sync_playwright() as playwright:
        browser = playwright.chromium.connect_over_cdp(opened.devtools, timeout=60_000)
        page = browser.contexts[0].pages[0]
        page.wait_for_function("document.title === 'In'")
        page.click("#next")
        page.wait_for_url("**/next")
        page.wait_for_load_state("load")
        assert page.title() == "In"
        browser.new_browser_cdp_session().send("Browser.close")
    assert running.wait_for(ChildEnded).outcome.exit_code == 0
    return running.output


@pytest.mark.parametrize("kind", ["basic", "digest"])
def test_a_log_in_of_the_browser_is_replayed(
    kind: str, recorder: Callable[..., RunningRecorder], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guard = BasicGuard() if kind == "basic" else Guard(users={"mia": "s3:cret"}, realm="shop", algorithm="SHA-256")
    scenario = tmp_path / "shop.scenario.json"
    with raw_server(site_of(guard)) as server:
        address = f"http://mia:s3%3Acret@127.0.0.1:{server.port}/"
        recording = recorded(recorder(url=address, browser="auto", headless=True), server)
        assert read_har(recording).start_url == f"http://127.0.0.1:{server.port}/"
        assert main(["import", str(recording), "-o", str(scenario)]) == 0
        said = capsys.readouterr().err
        loaded = load_scenario(scenario)
        auth = (BasicAuth if kind == "basic" else DigestAuth)(
            username="${users.username}", password="${users.password}"
        )
        assert [(request.name, request.auth) for request in requests_of(loaded)] == [
            ("GET /", auth),
            ("GET /next", auth),
        ]
        table = tmp_path / "shop.users.csv"
        if kind == "digest":
            assert "type it there" in said
            assert main(["check", str(scenario)]) == 4
            assert "Status 401" in capsys.readouterr().err
            table.write_text("username,password\nmia,s3:cret\n")
        assert "s3:cret" in table.read_text()
        challenges = guard.challenges
        assert main(["check", str(scenario)]) == 0
        assert guard.challenges - challenges == (0 if kind == "basic" else 1)
