"""What each feature of a pass costs beyond the network: CPU microseconds a request with answers that come at once.

    python -m tests.benchmarks.engine_features [--requests 40000]

A client in the process answers, so neither sockets nor parsing are in it. The difference to the first line is the
feature's cost.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from loadstudio.engine.http.network import Network
from loadstudio.engine.http.response import Reply
from loadstudio.engine.user import steps
from loadstudio.engine.user.sampling import Sampler
from loadstudio.engine.user.script import Script
from loadstudio.engine.user.steps import Visitor
from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.hosts import AllowedHosts
from loadstudio.playback.compile import compile_scenario
from loadstudio.playback.generate import Generators
from loadstudio.scenario.assertion import TextCheck
from loadstudio.scenario.extractor import Extractor, InputSource
from loadstudio.scenario.model import (
    Choice,
    Comparison,
    Field,
    HttpRequest,
    If,
    Loop,
    Node,
    PythonCode,
    RecordedAnswer,
)
from tests.benchmarks.table import Row, print_table
from tests.support.scenarios import a_request, a_scenario, a_step

_IN_A_PASS = 20
_BODY = b'<h1>Welcome</h1><form><input name="token" value="abc123"></form>' + b"x" * 960


class _Client:
    """Answers at once; a path with `cookie` sets one that changes."""

    count = 0

    def __init__(self, _network: Network) -> None:
        self.head = b"HTTP/1.1 200 OK\r\nContent-Length: 1024\r\nCache-Control: max-age=3600"

    def exchange(self, _origin: object, _method: str, request: bytes, *_: object) -> Reply:
        _Client.count += 1
        cookies = (b"visit=%d; Path=/" % _Client.count,) if b"cookie" in request[:30] else ()
        return Reply(200, self.head, _BODY, 1200, True, cookies)

    def adopt(self, _origin: object) -> None:
        """Nothing to adopt."""

    def adopt_all(self) -> None:
        """Nothing to adopt."""

    def close(self) -> None:
        """Nothing is open."""


class _Witness:
    traces = False

    def failed(self, exchange: Exchange) -> None:
        raise AssertionError(exchange.failure)

    def traced(self, exchange: Exchange) -> None:
        """Never called."""


def rows(requests: int) -> Iterator[Row]:
    """Measure and yield each feature's cost."""
    for name, nodes, options in _cases():
        took_us = min(_measured(nodes, options, requests // 4) for _ in range(4))
        yield Row(name, "CPU microseconds a request", f"{took_us:.2f}")


def _cases() -> Iterator[tuple[str, tuple[Node, ...], dict[str, bool]]]:
    plain = _requests()
    always = Comparison(left="1", operator="equals", right="1")
    token = (Extractor(variable="token", sources=(InputSource(name="token"),)),)
    yield "plain requests", plain, {}
    yield "a text check", _requests(checks=(TextCheck(text="Welcome"),)), {}
    yield "a value taken", _requests(extractors=token), {}
    yield (
        "a value sent",
        (*_requests(extractors=token)[:1], *_requests(query=(Field(name="t", value="${token}"),))[1:]),
        {},
    )
    yield "a changing cookie", _requests("cookie"), {}
    yield "in a loop", (Loop(id="l", times=_IN_A_PASS, children=plain[:1]),), {}
    yield (
        "each in a condition",
        tuple(If(id=f"i{n}", condition=always, children=(one,)) for n, one in enumerate(plain)),
        {},
    )
    yield (
        "each in a choice of two",
        tuple(Choice(id=f"c{n}", children=(a_step("", one), a_step("", one))) for n, one in enumerate(plain)),
        {},
    )
    yield "each in a group", tuple(a_step("", one) for one in plain), {}
    yield "all at the same time", _requests(at_once=True), {"parallel": True}
    yield "all in the browser's cache", plain, {"caches": True}
    code = "session.get('http://127.0.0.1/x')"
    yield "each by Python code", tuple(PythonCode(id=f"p{n}", name="p", code=code) for n in range(_IN_A_PASS)), {}


def _requests(path: str = "page", *, at_once: bool = False, **fields: Any) -> tuple[HttpRequest, ...]:
    return tuple(
        a_request(
            f"{path}{number}",
            f"http://127.0.0.1/{path}{number}",
            recorded=RecordedAnswer(entry_id=f"{number}", duration_ms=50.0 if at_once else 0.0),
            **fields,
        )
        for number in range(_IN_A_PASS)
    )


def _measured(nodes: tuple[Node, ...], options: dict[str, bool], requests: int) -> float:
    scenario = a_scenario(a_step("s", *nodes))
    generators = Generators(clock=time.time, chance=random.Random(1))
    compiled = compile_scenario(scenario, generators=generators, parallel=options.get("parallel", False))
    sampler, network = Sampler(), Network(timeout_s=5.0)
    script = Script(
        compiled,
        sampler,
        allowed=AllowedHosts.of(scenario),
        pause=lambda seconds: seconds,
        chance=random.Random(1),
        caches=options.get("caches", False),
        traces=False,
    )
    with patch.object(steps, "client_of", _Client):
        visitor = Visitor(script, network, sampler, _Witness())
        visitor.make_pass(0)
        began_s = time.process_time()
        for _ in range(requests // _IN_A_PASS):
            visitor.make_pass(0)
        took_s = time.process_time() - began_s
    network.reactor.close()
    return took_s / (requests // _IN_A_PASS * _IN_A_PASS) * 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=40_000)
    print_table(rows(parser.parse_args().requests))


if __name__ == "__main__":
    main()
