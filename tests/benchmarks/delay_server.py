"""A server that waits before it answers, and writes down how long it really did: `delay_server.py SEED`.

Prints its port. A path `/PROFILE/CLIENT` names what to wait (see PROFILES) and who asks; `/facts/CLIENT` answers the
milliseconds from a request's arrival to its answer for all of that client's requests since the last time, as JSON, and
forgets them.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable

import gevent
from gevent.server import StreamServer
from gevent.socket import socket

PROFILES: dict[str, Callable[[random.Random], float]] = {
    "constant": lambda _: 0.020,
    "uniform": lambda chance: chance.uniform(0.010, 0.050),
    "bimodal": lambda chance: 0.010 if chance.random() < 0.8 else 0.100,
    "rare": lambda chance: 0.005 if chance.random() < 0.985 else 0.500,
}
"""Seconds. `rare` has a little more than 1 % of 500 ms, so that p99 stands inside the slow part and not on
its edge, where a single answer moves it from 5 to 500 ms.
"""


def main() -> None:
    """Serve until killed."""
    chance = random.Random(int(sys.argv[1]))
    waited_ms: dict[bytes, list[float]] = {}

    def received(sock: socket) -> bytes:
        try:
            return sock.recv(65536)
        except ConnectionResetError:  # a user that is cut off at the end of its run
            return b""

    def serve(sock: socket, _: object) -> None:
        sock.setsockopt(6, 1, 1)
        while head := received(sock):
            arrived_s = time.perf_counter()
            _, profile, client = head.split(b" ", 2)[1].split(b"/")
            if profile == b"facts":
                body = json.dumps(waited_ms.pop(client, [])).encode()
                sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
                continue
            gevent.sleep(PROFILES[profile.decode()](chance))
            sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            waited_ms.setdefault(client, []).append((time.perf_counter() - arrived_s) * 1000)

    server = StreamServer(("127.0.0.1", 0), serve, backlog=4096)
    server.start()
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
