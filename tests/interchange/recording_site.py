"""A small site that writes down every request, so that what different tools send can be compared."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, override

PAGE = """<!doctype html><title>Home</title><p>{words}</p>
<table><tr><td title="ann"></td><td><a href="/x">A</a></td></tr>
<tr><td title="b"></td><td><a href="/y">B</a></td></tr></table>
<form action="/search"><input name="{name}" value="wrong"></form>
<form action="/a/7/log-in"><input name="{name}" value="t/k &amp; &quot;n&quot;+"></form>"""
JSON = b"""{"ok": true, "e": null, "a": [[{"b c": 1}], {"b c": "deep \\u00fc"}], "WORDS": 1,
"items": [{"sku": "6.x", "id": 1}, {"sku": "7.x", "id": 2, "gone": true}, {"sku": "7.x", "id": 42}], "x": {"y": 3},
"flat": [{"plants": 1}, [2, -1], {"_3": 4, "since": 5}, "id", 12, ["Date", "2026"]]}"""
_HEADERS = ("x-words", "referer", "content-type", "authorization", "cookie")
_CHANGING = (
    (r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", "UUID"),
    (r"at=\d{13}", "at=MS"),
    (r'"b": "[1-6]"', '"b": "DICE"'),
    (r"Digest .*", "Digest"),
)


class Site(ThreadingHTTPServer):
    """`seen` are the requests: method, path, headers that matter, body. `words` stand in the page and in the JSON."""

    daemon_threads = True

    def __init__(self, words: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.words = words
        self.seen: list[tuple[str, str, tuple[str, ...], bytes]] = []

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    @override
    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.partition("?")[0]
        if path == "/upload" and "Digest" not in self.headers.get("Authorization", ""):
            self._send(401, b"", ("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'))
            return
        headers = tuple(f"{name}: {self.headers[name]}" for name in _HEADERS if self.headers.get(name))
        self.server.seen.append((self.command, self.path, headers, body))
        if path == "/":
            words = self.server.words
            self._send(200, PAGE.format(words=words, name=words.replace("&", "&amp;").replace('"', "&quot;")).encode())
        elif path.startswith("/log-in"):
            self._send(303, b"", ("Location", "/orders/7.x"), ("Set-Cookie", "csrf=c%2Fs; Path=/"))
        elif path == "/v1":
            words = self.server.words.replace("\\", "\\\\").replace('"', '\\"')
            self._send(200, JSON.replace(b"WORDS", words.encode()), ("Content-Type", "application/json"))
        else:
            self._send(200, b"fine")

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def _send(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if not any(name == "Content-Type" for name, _ in headers):
            self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def a_site(words: str) -> Iterator[Site]:
    """Start a site, and end it."""
    site = Site(words)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


def comparable(site: Site) -> list[tuple[str, str, str]]:
    """Return what was seen, sorted, without what is new each time and without what chance decides."""
    found = []
    for method, path, headers, body in site.seen:
        whole = "\n".join((f"{method} {path}", *sorted(headers), body.decode("latin-1"))).replace(site.address, "SITE")
        for pattern, word in _CHANGING:
            whole = re.sub(pattern, word, whole)
        found.append((method, path.partition("?")[0], whole))
    return sorted(one for one in found if one[1] not in ("/often", "/seldom"))
