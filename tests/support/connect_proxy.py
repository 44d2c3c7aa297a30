"""A second proxy, as companies have them: it wants a name and password, and tunnels to one server whatever is asked."""

from __future__ import annotations

import base64
import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator


class ConnectProxy(socketserver.ThreadingTCPServer):
    """`asked` are the targets of its tunnels in their order, `refused` how often the password was missing or wrong."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, target: tuple[str, int], user: str, password: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = target
        self.credentials = b"Basic " + base64.b64encode(f"{user}:{password}".encode())
        self.asked: list[str] = []
        self.refused = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@contextlib.contextmanager
def connect_proxy(target: tuple[str, int], user: str, password: str) -> Iterator[ConnectProxy]:
    """Run it while the block runs."""
    with ConnectProxy(target, user, password) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="connect proxy")
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(socketserver.StreamRequestHandler):
    server: ConnectProxy

    def handle(self) -> None:
        first = self.rfile.readline().decode("ascii")
        fields = {}
        while line := self.rfile.readline().strip():
            name, _, value = line.partition(b":")
            fields[name.lower()] = value.strip()
        if fields.get(b"proxy-authorization") != self.server.credentials:
            self.server.refused += 1
            self.wfile.write(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
            return
        self.server.asked.append(first.split()[1])
        with socket.create_connection(self.server.target) as server:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=_pump, args=(server, self.connection))
            back.start()
            _pump(self.connection, server)
            back.join()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
