"""Blocks: compiled execution does what a plain reading of the scenario's tree does, request by request."""

from __future__ import annotations

import contextlib
import random
import re
import time
from collections.abc import Mapping
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from loadstudio.engine.http.response import Reply
from loadstudio.engine.user import steps
from loadstudio.engine.user.sampling import Sampler
from loadstudio.engine.user.script import Script
from loadstudio.engine.user.steps import Visitor
from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.hosts import AllowedHosts
from loadstudio.playback.compile import compile_scenario
from loadstudio.playback.generate import Generators
from loadstudio.scenario.extractor import Extractor, HeaderSource
from loadstudio.scenario.model import (
    Choice,
    Comparison,
    Field,
    HttpRequest,
    If,
    Loop,
    Node,
    Scenario,
    Step,
)
from tests.support.scenarios import a_request, a_scenario, a_step

VARIABLES = ("a", "b", "c")
_ids = count()


class Site:
    """Answers the same sequence of requests always in the same way: sometimes without the value, sometimes an error."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.seen: list[str] = []

    def answer(self, target: str) -> tuple[int, Mapping[str, str]]:
        self.seen.append(target)
        given = {name: str(self._chance.randrange(4)) for name in VARIABLES if self._chance.random() < 0.7}
        return (500 if self._chance.random() < 0.1 else 200), given


# --- the plain reading


class Ended(Exception):
    """The pass ends."""


class Plainly:
    """Reads the tree as it stands. `transactions` are the steps that came to a request, each with whether it failed."""

    def __init__(self, scenario: Scenario, site: Site, chance: random.Random) -> None:
        self.site, self.chance = site, chance
        self.values: dict[str, str] = {}
        self.failures = self.requests = 0
        self.transactions: list[tuple[str, bool]] = []
        with contextlib.suppress(Ended):
            self.all(list(scenario.steps), [])

    def all(self, nodes: list[Node], later: list[Node]) -> None:
        for place, node in enumerate(nodes):
            self.one(node, nodes[place + 1 :] + later)

    def one(self, node: Node, later: list[Node]) -> None:
        match node:
            case HttpRequest():
                self.request(node, later)
            case Step(children=children):
                requests, failures = self.requests, self.failures
                try:
                    self.all(list(children), later)
                finally:
                    if self.requests > requests:
                        self.transactions.append((node.name, self.failures > failures))
            case Loop(times=times, condition=condition, children=children):
                for turn in range(times):
                    if condition is not None and not self.holds(condition):
                        break
                    rest = [Loop(id="", times=times - turn - 1, condition=condition, children=children)]
                    self.all(list(children), rest + later)
            case If(condition=condition, children=children):
                if self.holds(condition):
                    self.all(list(children), later)
            case Choice(children=children):
                self.one(self.chosen(children), later)

    def chosen(self, children: tuple[Node, ...]) -> Node:
        shares = [child.share for child in children if isinstance(child, Step)]
        drawn = self.chance.random() * sum(shares)
        for child, share in zip(children, shares, strict=True):
            drawn -= share
            if drawn < 0:
                return child
        return children[-1]

    def holds(self, condition: Comparison) -> bool:
        left, right = (re.sub(r"\$\{(\w)\}", lambda hole: self.values.get(hole[1], ""), text) for text in
                       (condition.left, condition.right))  # fmt: skip
        named = re.findall(r"\$\{(\w)\}", condition.left)
        match condition.operator:
            case "equals":
                return left == right
            case "differs":
                return left != right
            case "less":
                return left.isdigit() and right.isdigit() and int(left) < int(right)
            case "exists":
                return all(name in self.values for name in named)
            case _:
                return any(name not in self.values for name in named)

    def request(self, node: HttpRequest, later: list[Node]) -> None:
        self.requests += 1
        if any(name not in self.values for name in names_of(node)):
            self.failures += 1
            raise Ended
        query = "&".join(f"{name}={self.values[name]}" for name in names_of(node))
        status, answered = self.site.answer(f"/{node.id}" + (f"?{query}" if query else ""))
        ends = False
        for extractor in node.extractors:
            name = extractor.variable
            self.values.pop(name, None)
            if name in answered:
                self.values[name] = answered[name]
            elif certainly_sent(name, later):
                ends = True
        self.failures += status == 500 or ends
        if ends:
            raise Ended


def names_of(node: HttpRequest) -> tuple[str, ...]:
    return tuple(field.name for field in node.query)


def certainly_sent(name: str, later: list[Node]) -> bool:  # noqa: PLR0911 - one for each kind of part
    """Whatever happens, the value is sent before it is taken again."""
    if not later:
        return False
    node, *rest = later
    match node:
        case HttpRequest():
            if name in names_of(node):
                return True
            return all(extractor.variable != name for extractor in node.extractors) and certainly_sent(name, rest)
        case Step(children=children):
            return certainly_sent(name, [*children, *rest])
        case Loop(times=times, condition=condition, children=children):
            again = [Loop(id="", times=times - 1, condition=condition, children=children)]
            turn = times > 0 and certainly_sent(name, [*children, *again, *rest])
            if condition is None and times > 0:
                return turn
            return certainly_sent(name, rest) and (times == 0 or turn)
        case If(children=children):
            return certainly_sent(name, rest) and certainly_sent(name, [*children, *rest])
        case Choice(children=children):
            return all(certainly_sent(name, [child, *rest]) for child in children)
        case _:
            return certainly_sent(name, rest)


# --- the program


class Loop1:
    """Stands where gevent's event loop tells the time."""

    def now(self) -> float:
        return time.time()


class Net:
    """A network of one site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.reactor = self
        self.loop = Loop1()


class Client:
    """Answers without any network."""

    def __init__(self, network: Any) -> None:
        self._site: Site = network.site

    def exchange(self, _origin: object, _method: str, request: bytes, *_: object) -> Reply:
        target = request.split(b" ")[1].decode()
        status, answered = self._site.answer(target)
        head = f"HTTP/1.1 {status} OK" + "".join(f"\r\nX-{name}: {value}" for name, value in answered.items())
        return Reply(status, head.encode(), b"", 100, True)


class Witness:
    traces = False

    def failed(self, exchange: Exchange) -> None:
        """Not looked at."""

    def traced(self, exchange: Exchange) -> None:
        """Not looked at."""


# --- any scenario

names = st.sampled_from(VARIABLES)
conditions = st.builds(
    Comparison,
    left=names.map(lambda name: f"${{{name}}}"),
    operator=st.sampled_from(("equals", "differs", "less", "exists", "missing")),
    right=st.one_of(st.sampled_from(("1", "2", "")), names.map(lambda name: f"${{{name}}}")),
)


def some_request(sent: list[str], taken: list[str]) -> HttpRequest:
    number = f"r{next(_ids)}"
    return a_request(
        number,
        f"http://127.0.0.1/{number}",
        query=tuple(Field(name=name, value=f"${{{name}}}") for name in sent),
        extractors=tuple(Extractor(variable=name, sources=(HeaderSource(name=f"X-{name}"),)) for name in taken),
    )


some_names = st.lists(names, unique=True, max_size=1)
requests = st.builds(some_request, some_names, st.lists(names, unique=True, max_size=2))


def steps_of(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Step]:
    return st.builds(
        lambda inside, share: a_step("", *inside, name=f"Step {next(_ids)}", share=share),
        st.lists(children, min_size=1, max_size=3),
        st.sampled_from((0.5, 1.0, 3.0)),
    )


def blocks(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            Loop, id=st.just("loop"), times=st.integers(1, 3), condition=st.none() | conditions, children=several
        ),
        st.builds(If, id=st.just("if"), condition=conditions, children=several),
        st.builds(Choice, id=st.just("choice"), children=st.lists(steps_of(children), min_size=1).map(tuple)),
        steps_of(children),
    )


nodes = st.recursive(requests, blocks, max_leaves=6)
scenarios = st.lists(steps_of(nodes), min_size=1, max_size=3).map(lambda found: a_scenario(*found))


@given(scenarios, st.integers(0, 1000))
@settings(max_examples=150, deadline=None)
def test_compiled_blocks_do_what_the_tree_says(scenario: Scenario, seed: int) -> None:
    plain_site = Site(seed)
    plain = Plainly(scenario, plain_site, random.Random(seed))
    site, sampler = Site(seed), Sampler()
    script = Script(
        compile_scenario(scenario, generators=Generators(clock=time.time, chance=random.Random(1))),
        sampler,
        allowed=AllowedHosts.of(scenario),
        pause=lambda seconds: seconds,
        chance=random.Random(seed),
        traces=False,
    )
    with the_client(Client):
        passed = Visitor(script, Net(site), sampler, Witness()).make_pass(0)  # type: ignore[arg-type]  # no real network
    assert site.seen == plain_site.seen
    assert passed == (plain.failures == 0)
    labels = sampler.take(0, users=1, active=0, cpu_percent=0, stall_s=0, memory_bytes=0).labels
    counted = {label.label: (label.count, label.failed) for label in labels if label.kind == "transaction"}
    wanted: dict[str, tuple[int, int]] = {}
    for name, failed in plain.transactions:
        times, failures = wanted.get(name, (0, 0))
        wanted[name] = (times + 1, failures + failed)
    assert counted == wanted


class the_client:  # noqa: N801 - read as a sentence
    """While this lasts visitors get clients of this class."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __enter__(self) -> None:
        self._before = steps.client_of
        steps.client_of = self._client

    def __exit__(self, *_: object) -> None:
        steps.client_of = self._before
