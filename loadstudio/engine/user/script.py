"""A compiled scenario as a worker's users go through it: what each part does, with all that is the same for every user.

A request is done by the visitor itself (`steps`), since that is the hot path; every other part knows how to do itself.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

import gevent

from loadstudio.engine.user.batch import BatchAction
from loadstudio.engine.user.browser_cache import makes_old, may_be_kept
from loadstudio.engine.user.python_step import CodeAction
from loadstudio.engine.user.sampling import Sampler, Tally
from loadstudio.plan.hosts import AllowedHosts
from loadstudio.playback.compile import CompiledScenario
from loadstudio.playback.conditions import Condition
from loadstudio.playback.program import (
    Batch,
    CompiledChoice,
    CompiledCode,
    CompiledExchange,
    CompiledIf,
    CompiledLoop,
    CompiledNode,
    CompiledStep,
    Pause,
)

if TYPE_CHECKING:
    from loadstudio.engine.user.steps import Visitor


NO_CACHE, MAY_BE_KEPT, MAKES_OLD = range(3)


class RequestAction:
    """A request of the scenario. `place` is its position in a batch, `caching` says what the browser's cache has to do
    with it (one of `NO_CACHE`, `MAY_BE_KEPT`, `MAKES_OLD`).
    """

    __slots__ = (
        "caching", "checks", "exchange", "extractors", "gives_needed", "keeps_body", "log_in", "method", "origin",
        "passing", "path", "place", "plain", "request", "step", "tally",
    )  # fmt: skip

    is_request: Literal[True] = True

    def __init__(
        self, exchange: CompiledExchange, step: str, tally: Tally, *, place: int, caching: int, traces: bool
    ) -> None:
        self.exchange = exchange
        self.request = exchange.request
        self.method = exchange.request.method
        self.origin = exchange.request.origin
        self.path = exchange.request.path
        self.plain = exchange.request.plain
        self.log_in = exchange.request.log_in
        self.extractors = exchange.extractors
        self.checks = exchange.checks
        self.gives_needed = any(extractor.needed for extractor in exchange.extractors)
        self.keeps_body = traces or bool(exchange.extractors) or not exchange.checks.status_only
        self.passing = frozenset() if self.keeps_body else exchange.checks.passing
        self.step = step
        self.tally = tally
        self.place = place
        self.caching = caching

    def do(self, visitor: Visitor) -> bool:
        """Send it; return whether the pass can go on."""
        return visitor.perform(self, visitor.client)


class PauseAction:
    """Think times one after the other, in seconds as recorded."""

    __slots__ = ("pauses_s",)

    is_request: Literal[False] = False

    def __init__(self, pauses_s: tuple[float, ...]) -> None:
        self.pauses_s = pauses_s

    def do(self, visitor: Visitor) -> bool:
        """Think."""
        visitor.think(self.pauses_s)
        return True


class StepAction:
    """A step, a transaction: the time of its requests without the think times in it. `pauses_s` are those after the
    last of its parts, when the transaction is over.
    """

    __slots__ = ("actions", "pauses_s", "tally")

    is_request: Literal[False] = False

    def __init__(self, actions: tuple[Action, ...], pauses_s: tuple[float, ...], tally: Tally) -> None:
        self.actions = actions
        self.pauses_s = pauses_s
        self.tally = tally

    def do(self, visitor: Visitor) -> bool:
        """Do its parts and count it, unless it came to no request."""
        busy_s, failures = visitor.busy_s, visitor.failures
        goes_on = visitor.do_all(self.actions)
        failed = visitor.failures > failures
        if failed or visitor.busy_s > busy_s:
            self.tally.add(visitor.busy_s - busy_s)
            self.tally.failed += failed
        if goes_on and self.pauses_s:
            visitor.think(self.pauses_s)
        return goes_on


class LoopAction:
    """Its parts `times` times; `last` are those of the last turn."""

    __slots__ = ("actions", "holds", "last", "times")

    is_request: Literal[False] = False

    def __init__(
        self, times: int, holds: Condition | None, actions: tuple[Action, ...], last: tuple[Action, ...]
    ) -> None:
        self.times = times
        self.holds = holds
        self.actions = actions
        self.last = last

    def do(self, visitor: Visitor) -> bool:
        """Go round."""
        holds = self.holds
        for turn in range(1, self.times + 1):
            if holds is not None and not holds(visitor.values):
                break
            busy_s = visitor.busy_s
            if not visitor.do_all(self.last if turn == self.times else self.actions):
                return False
            if visitor.busy_s == busy_s:
                gevent.sleep(0)  # a turn without a request never waits, and the other users would stand still
        return True


class IfAction:
    """Its parts when the condition holds."""

    __slots__ = ("actions", "holds")

    is_request: Literal[False] = False

    def __init__(self, holds: Condition, actions: tuple[Action, ...]) -> None:
        self.holds = holds
        self.actions = actions

    def do(self, visitor: Visitor) -> bool:
        """Do them or not."""
        return visitor.do_all(self.actions) if self.holds(visitor.values) else True


class ChoiceAction:
    """One of the steps by chance."""

    __slots__ = ("_chance", "_steps", "_up_to")

    is_request: Literal[False] = False

    def __init__(self, steps: tuple[StepAction, ...], up_to: tuple[float, ...], chance: random.Random) -> None:
        self._steps = steps
        self._up_to = up_to
        self._chance = chance

    def do(self, visitor: Visitor) -> bool:
        """Choose and do."""
        drawn = bisect(self._up_to, self._chance.random() * self._up_to[-1], hi=len(self._steps) - 1)
        return self._steps[drawn].do(visitor)


type Action = RequestAction | BatchAction | PauseAction | CodeAction | StepAction | LoopAction | IfAction | ChoiceAction


class Script:
    """A compiled scenario with the tallies of this worker: what all its users share. `chance` decides in choices,
    `caches` says that each user has a browser's cache.
    """

    __slots__ = ("allowed", "caches", "passes", "pause", "scenario", "steps")

    def __init__(
        self,
        scenario: CompiledScenario,
        sampler: Sampler,
        *,
        allowed: AllowedHosts,
        pause: Callable[[float], float],
        chance: random.Random,
        caches: bool = False,
        traces: bool,
    ) -> None:
        self.scenario = scenario
        self.caches = caches
        self.allowed = allowed
        self.pause = pause
        self.passes = sampler.tally(scenario.name, "pass")
        writer = _Writer(sampler, chance, caches, traces)
        self.steps = tuple(writer.step(step) for step in scenario.steps)


class _Writer:
    """Writes the actions of a script."""

    def __init__(self, sampler: Sampler, chance: random.Random, caches: bool, traces: bool) -> None:
        self._sampler = sampler
        self._caches = caches
        self._chance = chance
        self._traces = traces

    def step(self, step: CompiledStep) -> StepAction:
        children, pauses_s = _without_last_pauses(step.children)
        return StepAction(self._all(children, step.name), pauses_s, self._sampler.tally(step.name, "transaction"))

    def _all(self, nodes: Iterable[CompiledNode], step: str) -> tuple[Action, ...]:
        actions: list[Action] = []
        for node in nodes:
            if isinstance(node, Pause):
                if actions and isinstance(before := actions[-1], PauseAction):
                    actions[-1] = PauseAction((*before.pauses_s, node.seconds))
                else:
                    actions.append(PauseAction((node.seconds,)))
            else:
                actions.append(self._one(node, step))
        return tuple(actions)

    def _one(self, node: CompiledNode, step: str) -> Action:
        action: Action
        match node:
            case CompiledExchange():
                action = self._request(node, step)
            case Batch():
                requests = tuple(self._request(one, step, place) for place, one in enumerate(node.exchanges))
                action = BatchAction(requests, node.waits)
            case CompiledStep():
                action = self.step(node)
            case CompiledLoop():
                actions = self._all(node.children, step)
                last = actions if node.last is node.children else self._all(node.last, step)
                action = LoopAction(node.times, node.holds, actions, last)
            case CompiledIf():
                action = IfAction(node.holds, self._all(node.children, step))
            case CompiledChoice():
                action = ChoiceAction(tuple(map(self.step, node.steps)), node.up_to, self._chance)
            case Pause():
                action = PauseAction((node.seconds,))
            case CompiledCode():
                action = CodeAction(node, step, self._sampler.tally(node.name, "request"))
        return action

    def _request(self, exchange: CompiledExchange, step: str, place: int = 0) -> RequestAction:
        tally = self._sampler.tally(exchange.node.name, "request")
        return RequestAction(exchange, step, tally, place=place, caching=self._caching(exchange), traces=self._traces)

    def _caching(self, exchange: CompiledExchange) -> int:
        if self._caches and may_be_kept(exchange):
            return MAY_BE_KEPT
        return MAKES_OLD if self._caches and makes_old(exchange) else NO_CACHE


def _without_last_pauses(nodes: tuple[CompiledNode, ...]) -> tuple[tuple[CompiledNode, ...], tuple[float, ...]]:
    """Take the pauses off the end."""
    kept = len(nodes)
    while kept and isinstance(nodes[kept - 1], Pause):
        kept -= 1
    return nodes[:kept], tuple(node.seconds for node in nodes[kept:] if isinstance(node, Pause))
