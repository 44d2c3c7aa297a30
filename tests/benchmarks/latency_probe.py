"""An independent judge of latency: `latency_probe.py PORT PATH SECONDS THREADS` prints milliseconds as JSON.

Blocking sockets of the standard library in a process of its own, a request every 20 ms or so in each thread; nothing of
the program is imported.
"""

from __future__ import annotations

import json
import random
import socket
import sys
import threading
import time

_PORT, _PATH, _SECONDS, _THREADS = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4])


def ask(found_ms: list[float], until_s: float, chance: random.Random) -> None:
    """Ask again and again on one connection."""
    request = f"GET {_PATH} HTTP/1.1\r\nHost: probe\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", _PORT)) as sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < until_s:
            sent_s = time.perf_counter()
            sock.sendall(request)
            sock.recv(65536)
            found_ms.append((time.perf_counter() - sent_s) * 1000)
            time.sleep(chance.uniform(0.0, 0.04))


def main() -> None:
    """Ask with all threads, then print."""
    found_ms: list[float] = []
    until_s = time.perf_counter() + _SECONDS
    threads = [
        threading.Thread(target=ask, args=(found_ms, until_s, random.Random(number))) for number in range(_THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(found_ms))


if __name__ == "__main__":
    main()
