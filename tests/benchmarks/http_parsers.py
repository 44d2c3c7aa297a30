"""What reading an answer costs with our parser and with httptools (llhttp, in C): CPU microseconds an answer.

    python -m tests.benchmarks.http_parsers [--answers 20000]

Both read the same bytes, in the same pieces, and give what the engine needs of an answer: status, head, body, cookies,
whether the connection is kept. httptools gives fields one by one by callbacks; its parser is kept for all answers of a
connection, as it may be. Rounds take turns, the best of each counts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence

import httptools

from loadstudio.engine.http.response import Reply, read_response
from tests.benchmarks.table import Row, print_table

_HEAD = (
    b"HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Mon, 30 Nov 2026 08:00:00 GMT\r\nContent-Type: text/html\r\n"
    b"Connection: keep-alive\r\n"
)
_ROUNDS = 7

type Answer = tuple[bytes, ...]
"""The pieces in which it comes."""


class CReader:
    """Reads the answers of one connection with httptools."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._begin()

    def _begin(self) -> None:
        self._body: list[bytes] = []
        self._cookies: tuple[bytes, ...] = ()
        self._is_complete = self._is_kept = False

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a cookie; the other fields are looked at by few checks, in the head's bytes."""
        if len(name) == 10 and name.lower() == b"set-cookie":
            self._cookies += (value,)

    def on_body(self, body: bytes) -> None:
        """Keep a part."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """All is there; what the head said is forgotten after this."""
        self._is_complete = True
        self._is_kept = self._parser.should_keep_alive()

    def read(self, pieces: Iterator[bytes]) -> Reply:
        """Return the next answer."""
        self._begin()
        received = 0
        data = next(pieces)
        head = data[: data.find(b"\r\n\r\n")]
        while True:
            received += len(data)
            self._parser.feed_data(data)
            if self._is_complete:
                break
            data = next(pieces)
        parts = self._body
        body = parts[0] if len(parts) == 1 else b"".join(parts)
        return Reply(self._parser.get_status_code(), head, body, received, self._is_kept, self._cookies)


def ours(pieces: Iterator[bytes]) -> Reply:
    """Return an answer as the engine reads it."""
    return read_response(next(pieces), lambda: next(pieces))


def answers_of(count: int) -> dict[str, list[Answer]]:
    """Return answers of several kinds."""
    page = b"<h1>Welcome</h1>" + b"x" * 1008
    plain = _HEAD + b"Content-Length: %d\r\n\r\n" % len(page) + page
    large = _HEAD + b"Content-Length: 65536\r\n\r\n" + b"x" * 65536
    chunked = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + (b"200\r\n" + b"x" * 512 + b"\r\n") * 8 + b"0\r\n\r\n"
    cookie = _HEAD + b"Set-Cookie: visit=%032x; Path=/; HttpOnly\r\nContent-Length: %d\r\n\r\n%s"
    return {
        "1 KB, the same head": [(plain,)] * count,
        "1 KB, a new cookie in each": [(cookie % (number, len(page), page),) for number in range(count)],
        "64 KB in five pieces": [tuple(large[place : place + 16384] for place in range(0, len(large), 16384))] * count,
        "8 chunks in two pieces": [(chunked[:2000], chunked[2000:])] * count,
    }


def rows(count: int) -> Iterator[Row]:
    """Measure and yield what each kind of answer costs."""
    for kind, answers in answers_of(count).items():
        readers = {"ours": ours, "httptools": CReader().read}
        assert ours(iter(answers[-1])) == readers["httptools"](iter(answers[-1])), "both must read the same"
        best = dict.fromkeys(readers, float("inf"))
        for _ in range(_ROUNDS):
            for name, read in readers.items():
                best[name] = min(best[name], _measured(read, answers))
        yield Row(kind, "ours, CPU microseconds an answer", f"{best['ours']:.2f}")
        yield Row("", "httptools", f"{best['httptools']:.2f}")


def _measured(read: Callable[[Iterator[bytes]], Reply], answers: Sequence[Answer]) -> float:
    began_s = time.process_time()
    for pieces in answers:
        read(iter(pieces))
    return (time.process_time() - began_s) / len(answers) * 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=20_000)
    print_table(rows(parser.parse_args().answers))


if __name__ == "__main__":
    main()
