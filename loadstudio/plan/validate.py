"""What is impossible in a plan, as sentences; no exceptions. What a plan asks of its scenarios is `compile`'s."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import msgspec

from loadstudio.http_types import url
from loadstudio.http_types.proxy import proxy_of
from loadstudio.plan.limits import limit_text
from loadstudio.plan.model import (
    ClosedLoad,
    Limit,
    NetworkSettings,
    OpenLoad,
    Plan,
    RecordedThinkTimes,
    Stage,
    ThinkTimes,
    UniformThinkTimes,
)

USERS_MAX = 1_000_000
RATE_MAX_PER_S = 1_000_000
PASSES_MAX = 1_000_000_000_000
WORKERS_MAX = 512
WEIGHT_MAX = 1_000_000
WAIT_MAX_S = 86_400
DAYS_MAX = 30


def problems(plan: Plan) -> tuple[str, ...]:
    """Return all that is impossible in a plan, each as a sentence with what to do; () for a plan that can run."""
    return (*_scenarios(plan), *_load(plan.load), *_limits(plan.limits), *_settings(plan))


def _scenarios(plan: Plan) -> Iterator[str]:
    if not plan.scenarios:
        yield "The plan has no scenario. Add one."
    for use in plan.scenarios:
        if not use.weight > 0:
            yield f"The share of {use.file} is {use.weight:g}. Give it more than 0, or remove the scenario."
        elif use.weight > WEIGHT_MAX:
            yield f"The share of {use.file} is {use.weight:g}. Give it {WEIGHT_MAX:,} at most."
        if use.load is not None:
            yield from (f"{use.file}: {problem}" for problem in _load(use.load))


def _load(load: ClosedLoad | OpenLoad) -> Iterator[str]:
    if not load.stages:
        yield "The plan has no stage. Say how many people for how long."
        return
    wrong = [problem for number, stage in enumerate(load.stages, 1) for problem in _stage(number, stage, load)]
    yield from wrong or _whole_load(load)
    if isinstance(load, ClosedLoad):
        yield from _passes(load)


def _whole_load(load: ClosedLoad | OpenLoad) -> Iterator[str]:
    """What is impossible although each stage by itself is not."""
    if not any(stage.target > 0 for stage in load.stages):
        yield "The plan never starts anybody: all stages have 0 people. Give one of them more."
    total_s = sum(stage.duration_s for stage in load.stages)
    if total_s > DAYS_MAX * 86_400:
        yield f"The stages last longer than {DAYS_MAX} days together. Shorten them."
    if isinstance(load, OpenLoad):
        if not 1 <= load.max_users <= USERS_MAX:
            yield f"{load.max_users} people at most cannot be. Allow 1 to {USERS_MAX:,}."
        if not total_s > 0:
            yield "The run lasts no time. Give a stage a duration."
        return
    if load.iterations is None and load.iterations_per_user is None and not total_s > 0:
        yield "The run lasts no time. Give a stage a duration, or say how many passes there are."


def _passes(load: ClosedLoad) -> Iterator[str]:
    """What is impossible in the numbers of passes."""
    if load.iterations is not None and load.iterations_per_user is not None:
        yield "Passes are counted in all or for each person. Give one of the numbers, not both."
    for count in (load.iterations, load.iterations_per_user):
        if count is None:
            continue
        if count < 1:
            yield f"A run of {count} passes is none. Ask for 1 or more."
        elif count > PASSES_MAX:
            yield f"{count:,} passes are too many. Ask for {PASSES_MAX:,} at most."
        elif load.stages and load.stages[-1].target == 0:
            yield "The last stage has 0 people, so the passes might never be done. Keep people to the end."
    if not 0 <= load.pacing_s < math.inf:
        yield f"A pace of {load.pacing_s:g} s cannot be. Give 0 or more."


def _stage(number: int, stage: Stage, load: ClosedLoad | OpenLoad) -> Iterator[str]:
    if not 0 <= stage.duration_s < math.inf:
        yield f"Stage {number} lasts {stage.duration_s:g} s. A duration is 0 or more."
    if isinstance(load, OpenLoad):
        if not 0 <= stage.target <= RATE_MAX_PER_S:
            yield f"Stage {number} asks for {stage.target:,.12g} passes a second. Ask for 0 to {RATE_MAX_PER_S:,}."
    elif not 0 <= stage.target <= USERS_MAX or stage.target != int(stage.target):
        yield f"Stage {number} asks for {stage.target:,.12g} people. Ask for a whole number from 0 to {USERS_MAX:,}."


def _limits(limits: tuple[Limit, ...]) -> Iterator[str]:
    for limit in limits:
        good = 0 <= limit.value <= 1 if limit.metric == "errors" else 0 < limit.value < math.inf
        if not good:
            yield f"The limit {limit_text(limit)} makes no sense. Give it a value that can be kept."
    for (metric, label), count in Counter((limit.metric, limit.label) for limit in limits).items():
        if count > 1:
            of = f" of {label}" if label else ""
            yield f"There are {count} limits on {metric}{of}. Keep one."


def _settings(plan: Plan) -> Iterator[str]:
    if not 0 <= plan.workers <= WORKERS_MAX:
        yield f"{plan.workers} workers cannot be. Ask for 1 to {WORKERS_MAX}, or 0 for one a processor core."
    if not 0 < plan.timeout_s <= WAIT_MAX_S:
        yield f"A timeout of {plan.timeout_s:g} s cannot be. Give it more than 0, and {WAIT_MAX_S:,} at most."
    if not 0 <= plan.graceful_stop_s <= WAIT_MAX_S:
        yield f"A graceful stop of {plan.graceful_stop_s:g} s cannot be. Give it 0 or more, and {WAIT_MAX_S:,} at most."
    yield from _think_times(plan.think_times)
    yield from _network(plan.network)
    if plan.base_url and not _is_http(plan.base_url):
        yield f"'{plan.base_url}' is no web address. Write it like https://staging.shop.example."


def _network(network: NetworkSettings) -> Iterator[str]:
    if network.proxy:
        try:
            proxy_of(network.proxy)
        except ValueError as error:
            yield str(error)
    for one in network.client_certificates:
        if not one.host or not one.certificate_file:
            yield "A client certificate needs the host that asks for it and the file with the certificate."
    for host, count in Counter(one.host.lower() for one in network.client_certificates).items():
        if count > 1:
            yield f"There are {count} client certificates for {host}. Keep one."


def _think_times(times: ThinkTimes) -> Iterator[str]:
    if isinstance(times, RecordedThinkTimes):
        if not 0 <= times.factor < math.inf:
            yield f"Think times cannot be multiplied by {times.factor:g}. Give 0 or more."
        return
    for value in msgspec.structs.astuple(times):
        if not 0 <= value < math.inf:
            yield f"A think time of {value:g} s cannot be. Give 0 or more."
    if isinstance(times, UniformThinkTimes) and times.least_s > times.most_s:
        yield f"Think times from {times.least_s:g} s to {times.most_s:g} s are none. Put the shorter one first."


def _is_http(address: str) -> bool:
    try:
        return url.split(address).scheme in ("http", "https")
    except ValueError:
        return False
