"""A small site for the recorder's tests: what real servers send, in its awkward forms. Runs in a thread of the test."""

from __future__ import annotations

import contextlib
import gzip
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"""<!doctype html><html><head><title>%s</title><link rel=stylesheet href=/app.css><script src=/app.js></script>
</head><body><img src=/dot.png><a id=next href=/go>next</a>
<form method=post action=/login><input name=user value=ann><input name=note value="a b"><button>in</button></form>
</body></html>"""
SCRIPT = b"""fetch('/api/hello', {headers: {'X-Requested-With': 'XMLHttpRequest'}}).then(r => r.json())"""


class SmallSite(ThreadingHTTPServer):
    """`url` is its address; `seen` the header blocks that it got, by path."""

    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: dict[str, str] = {}
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.server_address[1]}"
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that leave early are part of the tests."""


@contextlib.contextmanager
def small_site(context: ssl.SSLContext | None = None) -> Iterator[SmallSite]:
    """Serve the site while the block runs."""
    with SmallSite(context) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="small site")
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: SmallSite

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.seen[self.path] = str(self.headers)
        match self.path.partition("?")[0]:
            case "/":
                self._answer(
                    PAGE % b"Welcome &ndash; Small", "text/html", ("Set-Cookie", "sid=1; Path=/"), ("Set-Cookie", "b=2")
                )
            case "/home":
                self._answer(PAGE % b"Home &ndash; Small", "text/html")
            case "/go":
                self._answer(b"", "text/html", ("Location", "/home?from=go#top"), status=302)
            case "/app.css":
                self._answer(b"body { color: #123 }", "text/css", ("ETag", '"1"'))
            case "/app.js":
                self._answer(SCRIPT, "text/javascript")
            case "/dot.png":
                self._answer(b"\x89PNG\r\n\x1a\n\x00\xff", "image/png")
            case "/api/hello":
                zipped = gzip.compress(b'{"hello": "w\xc3\xb6rld"}')
                self._answer(zipped, "application/json", ("Content-Encoding", "gzip"))
            case "/broken":
                self._answer(b"not gzip", "text/plain", ("Content-Encoding", "gzip"))
            case "/latin":
                self._answer("Größe".encode("latin-1"), "text/plain; charset=iso-8859-1", ("X-Note", "Größe"))
            case "/slow":
                time.sleep(3)
                self._answer(b"late", "text/plain")
            case "/events":
                self._stream()
            case _:
                self._answer(b"no such page", "text/plain", status=404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen[self.path] = str(self.headers) + body.decode("latin-1")
        self._answer(b"", "text/html", ("Location", "/home"), status=303)

    def _answer(self, body: bytes, kind: str, *headers: tuple[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with contextlib.suppress(OSError):
            for number in range(200):
                self.wfile.write(b"data: %d\n\n" % number)
                self.wfile.flush()
                time.sleep(0.1)
