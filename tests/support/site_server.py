"""Serves the sites of `browser` over real HTTP on loopback, a new visit for each one who comes without cookies."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec

from loadstudio.recording.entry import Recording
from tests.support.browser import Got, Sent, Site, sent_of


class SiteServer(ThreadingHTTPServer):
    """`url` is its address; `site` what it serves now."""

    daemon_threads = True

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


@contextlib.contextmanager
def visits_served(site: Callable[[int], Site]) -> Iterator[SiteServer]:
    """Serve `site(1)` to the first who asks for `/`, `site(2)` to the second, and so on."""
    visits = 0
    current = site(0)

    def serve(sent: Sent) -> Got:
        nonlocal visits, current
        if sent.path == "/" and sent.method == "GET":
            visits += 1
            current = site(visits)
        return current(sent)

    with SiteServer(serve) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="site")
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def moved(recording: Recording, url: str, site: str = "http://shop.test") -> Recording:
    """Return a recording as if it had been made at another address."""
    entries = tuple(
        msgspec.structs.replace(
            entry, request=msgspec.structs.replace(entry.request, url=entry.request.url.replace(site, url))
        )
        for entry in recording.entries
    )
    return msgspec.structs.replace(recording, entries=entries, start_url=url + "/")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: SiteServer

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = tuple(self.headers.items())
        got = self.server.site(sent_of(self.command, f"{self.server.url}{self.path}", headers, body))
        data = got.body.encode()
        self.send_response(got.status)
        for name, value in (("Content-Type", got.kind), ("Content-Length", str(len(data))), *got.headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = _handle  # noqa: N815 - the base class calls these

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""
