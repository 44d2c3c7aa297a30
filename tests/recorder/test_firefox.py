"""The recorder with a real Firefox: https and localhost are recorded, and nothing of the browser's own stays behind."""

from __future__ import annotations

import shutil
import ssl
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from loadstudio.base.browsers import installed_browsers
from loadstudio.recording.har_read import read_har
from loadstudio.supervise.child import ChildEnded
from loadstudio.wire.recorder_messages import BrowserClosed, BrowserOpened, CaptureFinished, EntryCaptured
from tests.recorder.conftest import RunningRecorder
from tests.support.firefox import Firefox
from tests.support.small_site import small_site

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(
        all(browser.key != "firefox" for browser in installed_browsers()), reason="there is no Firefox here"
    ),
]

type Start = Callable[..., RunningRecorder]


@pytest.mark.parametrize("way", ["certutil", "Firefox itself"])
def test_firefox_records_https_on_localhost_by_step(
    recorder: Start, tls: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "certutil":
        assert shutil.which("certutil"), "packaging/bootstrap.sh test installs it"
    else:  # a computer without NSS's tools
        commands = tmp_path / "bin"
        commands.mkdir()
        for name in ("firefox", "firefox-esr"):
            if path := shutil.which(name):
                (commands / name).symlink_to(path)
        monkeypatch.setenv("PATH", str(commands))
    with small_site(tls) as site:
        running = recorder(url=site.url + "/", browser="firefox", headless=True)
        opened = running.wait_for(BrowserOpened)
        running.wait_for_answers(site.url + "/api/hello")
        with Firefox(opened.devtools) as firefox:
            firefox.click("#next")
            firefox.wait_for("location.pathname == '/home'")
            firefox.click("button")
            running.wait_for(EntryCaptured, lambda entry: entry.finished and entry.method == "POST")
            firefox.wait_for("document.readyState == 'complete' && !location.search")
            firefox.close()
        running.wait_for(BrowserClosed)
        running.wait_for(CaptureFinished)
        assert running.wait_for(ChildEnded).outcome.exit_code == 0
    assert list(Path(tempfile.gettempdir()).glob(f"loadstudio-browser-{running.child.pid}-*")) == []
    recording = read_har(running.output)
    assert recording.browser == "Firefox"
    assert [page.title for page in recording.pages] == ["Welcome", "Home", "Home"]
    asked = [(entry.request.method, entry.request.url) for entry in recording.entries]
    assert {url.startswith(site.url) for _method, url in asked} == {True}  # nothing on the browser's own account
    assert ("POST", site.url + "/login") in asked
    assert any(entry.request.url.endswith("/go") and entry.resource_type == "document" for entry in recording.entries)
