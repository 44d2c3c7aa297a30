"""A real HTTP proxy on loopback: tunnels (CONNECT) and forwarded requests, with or without a name and password."""

from __future__ import annotations

import base64
import contextlib
import select
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.support.digest_guard import LET_IN, Guard
from tests.support.raw_server import Peer, raw_server

REFUSED = b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"


class ForwardProxy:
    """`first_lines` are those of all requests that came."""

    def __init__(self, credentials: str = "", guard: Guard | None = None) -> None:
        self._guard = guard
        self._wanted = f"Proxy-Authorization: Basic {base64.b64encode(credentials.encode()).decode()}"
        self._asks = bool(credentials)
        self.first_lines: list[str] = []
        self.port = 0

    def serve(self, peer: Peer, index: int) -> None:
        """Serve one client until it closes."""
        del index
        while request := peer.request():
            head = request.decode("latin-1")
            self.first_lines.append(head.split("\r\n", 1)[0])
            if self._asks and self._wanted not in head.split("\r\n"):
                peer.send(REFUSED)
                continue
            if self._guard is not None and not (said := self._guard.answer(request)).startswith(LET_IN):
                peer.send(said)
                continue
            method, target, _ = self.first_lines[-1].split(" ")
            if method == "CONNECT":
                host, _, port = target.rpartition(":")
                with socket.create_connection((host.strip("[]"), int(port)), 5) as server:
                    peer.send(b"HTTP/1.0 200 Connection established\r\n\r\n")
                    _pipe(peer.sock, server)
                return
            self._forward(peer, request, target)

    def _forward(self, peer: Peer, request: bytes, target: str) -> None:
        parts = urlsplit(target)
        lines = [line for line in request.split(b"\r\n") if not line.startswith(b"Proxy-")]
        lines[0] = lines[0].replace(f"{parts.scheme}://{parts.netloc}".encode(), b"", 1)
        with socket.create_connection((parts.hostname, parts.port or 80), 5) as server:
            server.sendall(b"\r\n".join(lines))
            server.shutdown(socket.SHUT_WR)  # so that the server closes after its answer
            while data := server.recv(65536):
                peer.send(data)


def _pipe(left: socket.socket, right: socket.socket) -> None:
    while True:
        try:
            ready, _, _ = select.select([left, right], [], [])
        except ValueError:  # the test is over, and its end closed them between two pieces
            return
        for sock in ready:
            data = sock.recv(65536)
            if not data:
                return
            (right if sock is left else left).sendall(data)


@contextlib.contextmanager
def forward_proxy(credentials: str = "", guard: Guard | None = None) -> Iterator[ForwardProxy]:
    """Run a proxy for a while; `credentials` (`user:password`) are what it asks for, or what `guard` lets in."""
    proxy = ForwardProxy(credentials, guard)
    with raw_server(proxy.serve) as server:
        proxy.port = server.port
        yield proxy
