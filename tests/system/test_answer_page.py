"""A page that a site answered does no harm in a real browser: none of its scripts runs, and nothing is fetched."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import override

import pytest
from playwright.sync_api import sync_playwright

from loadstudio.gui.answer_page import harmless_page
from tests.demo.test_browser import CHROMIUM

pytestmark = pytest.mark.system

_ANSWER = """<html><head><base href="{url}/"><meta http-equiv="refresh" content="0;url={url}/refresh">
<link rel="stylesheet" href="{url}/css"><style>h1 {{ background: url({url}/background) }}</style></head>
<body><h1>Sorry, it "broke" &amp; burned</h1><img src="{url}/picture"><iframe src="{url}/frame"></iframe>
<script>document.querySelector("h1").textContent = "ran"; fetch("{url}/script"); top.location = "{url}/top"</script>
<img src="{url}/none" onerror="fetch('{url}/onerror')"></body></html>"""


class _Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    server: _Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[_Site]:
    with _Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="site")
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_page_with_scripts_pictures_and_frames_asks_nobody(site: _Site, tmp_path: Path) -> None:
    answer = _ANSWER.format(url=site.url)
    as_it_came, harmless = tmp_path / "came.html", tmp_path / "harmless.html"
    as_it_came.write_text(answer)
    harmless.write_text(harmless_page(answer, "GET https://shop.test/?a=1&b=<2>: 500", "Scripts do not run."))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(harmless.as_uri())
        page.wait_for_timeout(1_500)
        assert page.url == harmless.as_uri()
        assert page.frame_locator("iframe").locator("h1").inner_text() == 'Sorry, it "broke" & burned'
        assert page.locator("b").inner_text() == "GET https://shop.test/?a=1&b=<2>: 500"
        assert site.asked == []
        with page.expect_request(f"{site.url}/script", timeout=20_000):
            page.goto(as_it_came.as_uri(), wait_until="commit")
        browser.close()
