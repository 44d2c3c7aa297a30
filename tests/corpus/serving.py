"""Serves targets of the corpus over HTTP/1.1 in threads of the test's process, so that tests read their counters."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterable, Iterator
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import msgspec

from tests.corpus.application import Application
from tests.corpus.target import Asked, Reply, Target


@contextlib.contextmanager
def served(targets: Iterable[Target]) -> Iterator[None]:
    """Serve each target at two ports, applications at one of their own: as `http://127.0.0.1:PORT` and, for its other half, `http://localhost:PORT`."""
    with contextlib.ExitStack() as stack:
        for target in targets:
            if isinstance(target, Application):
                stack.enter_context(target.running())
                continue
            target.url = f"http://127.0.0.1:{stack.enter_context(_server(target))}"
            target.other = f"http://localhost:{stack.enter_context(_server(target))}"
        yield


@contextlib.contextmanager
def _server(target: Target) -> Iterator[int]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.target = target
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    target: Target
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers and users leave when they like."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if self.path == "/favicon.ico":
            reply = Reply("", 404)
        elif self.path == "/idle":
            reply = Reply("<title>Idle</title>")
        else:
            reply = self.server.target(self._asked(body))
        data = reply.body.encode()
        self.send_response(reply.status)
        for name, value in (("Content-Type", reply.kind), ("Content-Length", str(len(data))), *reply.headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _handle  # noqa: N815  # the base class calls these

    def _asked(self, body: bytes) -> Asked:
        parts = urlsplit(self.path)
        kind = self.headers.get("Content-Type", "")
        cookies: dict[str, str] = {}
        with contextlib.suppress(CookieError):
            cookies = {name: morsel.value for name, morsel in SimpleCookie(self.headers.get("Cookie", "")).items()}
        form: dict[str, str] = {}
        if "urlencoded" in kind:
            form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        elif "multipart" in kind:
            form = _multipart(body, kind)
        return Asked(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            form=form,
            json=msgspec.json.decode(body) if "json" in kind and body else None,
            headers={name.lower(): value for name, value in self.headers.items()},
            cookies=cookies,
            host=self.headers.get("Host", ""),
        )

    def log_message(self, *values: object) -> None:
        """Say nothing."""


def _multipart(body: bytes, kind: str) -> dict[str, str]:
    """Return the parts of a form by their names; a file's content stands for the file."""
    mark = b"--" + kind.partition("boundary=")[2].strip('"').encode()
    found: dict[str, str] = {}
    for piece in body.split(mark)[1:-1]:
        head, _, content = piece.partition(b"\r\n\r\n")
        name = head.decode().partition('name="')[2].partition('"')[0]
        found[name] = content.removesuffix(b"\r\n").decode()
    return found
