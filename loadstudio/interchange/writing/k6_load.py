"""The load of a plan in k6: scenarios with executors, thresholds, pauses."""

from __future__ import annotations

from collections.abc import Iterable

from loadstudio.interchange.writing.k6_parts import tag_of
from loadstudio.interchange.writing.lines import quoted
from loadstudio.interchange.writing.outline import Exchange, Group, Outline, Part, Pick, Repeat, Together, When
from loadstudio.plan import schedule
from loadstudio.plan.limits import limit_text
from loadstudio.plan.model import (
    ClosedLoad,
    ConstantThinkTimes,
    ExponentialThinkTimes,
    Limit,
    Load,
    NormalThinkTimes,
    OpenLoad,
    Stage,
    UniformThinkTimes,
)

_STATISTICS = {"p50": "p(50)", "p90": "p(90)", "p95": "p(95)", "p99": "p(99)", "max": "max", "mean": "avg"}
_ENDS = "maxDuration: '1h'"


def scenario_of(load: Load, function: str) -> str:
    """Return a scenario of the options that calls a function."""
    said = [f"exec: {quoted(function)}"]
    match load:
        case OpenLoad(stages=stages, max_users=users):
            unit, factor = _unit(stages)
            said += [
                "executor: 'ramping-arrival-rate'",
                "startRate: 0",
                f"timeUnit: '{unit}'",
                f"preAllocatedVUs: {users}",
                f"stages: {_stages(stages, factor)}",
            ]
        case ClosedLoad(iterations_per_user=int(count)):
            said += [
                "executor: 'per-vu-iterations'",
                f"vus: {schedule.most_users(load)}",
                f"iterations: {count}",
                _ENDS,
            ]
        case ClosedLoad(iterations=int(count)):
            users = min(schedule.most_users(load), count)
            said += ["executor: 'shared-iterations'", f"vus: {users}", f"iterations: {count}", _ENDS]
        case _:
            said += ["executor: 'ramping-vus'", "startVUs: 0", f"stages: {_stages(load.stages, 1)}"]
    return "{ " + ", ".join(said) + " }"


def told_of(load: Load) -> tuple[str, ...]:
    """Return what k6 cannot say of a load."""
    if isinstance(load, ClosedLoad) and (load.iterations or load.iterations_per_user):
        ramped = any(stage.duration_s and stage.target != schedule.most_users(load) for stage in load.stages)
        ramped = ramped or bool(load.stages and load.stages[0].duration_s)
        if ramped:
            return ("The course of people over time: where passes are counted, all people of k6 begin at once.",)
    return ()


def _unit(stages: Iterable[Stage]) -> tuple[str, int]:
    """Return a unit of time in which all rates are whole numbers, or nearly so."""
    rates = [stage.target for stage in stages]
    for unit, factor in (("1s", 1), ("1m", 60), ("1h", 3600)):
        if all(abs(rate * factor - round(rate * factor)) < 1e-6 for rate in rates):
            return unit, factor
    return "1h", 3600


def _stages(stages: Iterable[Stage], factor: int) -> str:
    said = (f"{{ duration: '{stage.duration_s:g}s', target: {round(stage.target * factor)} }}" for stage in stages)
    return f"[{', '.join(said)}]"


def thresholds(outline: Outline) -> dict[str, list[str]]:
    """Return the limits of a plan as thresholds, by metric."""
    found: dict[str, list[str]] = {}
    if outline.plan is None:
        return found
    names = {exchange.name for journey in outline.journeys for exchange in _exchanges(journey.parts)}
    for limit in outline.plan.limits:
        metric, rule = _threshold(limit, names)
        found.setdefault(metric, []).append(rule)
    return found


def _threshold(limit: Limit, requests: set[str]) -> tuple[str, str]:
    tag = f"{{label:{tag_of(limit.label)}}}" if tag_of(limit.label) else f"{{name:{limit.label}}}"
    if limit.label and limit.label not in requests and limit.metric in _STATISTICS:
        return f"step_duration{{step:{limit.label}}}", f"{_STATISTICS[limit.metric]}<{limit.value:.12g}"
    where = tag if limit.label else ""
    if limit.metric == "errors":
        return f"failed{where}", f"rate<{limit.value:.12g}"
    if limit.metric == "rate":
        return f"http_reqs{where}", f"rate>{limit.value:.12g}"
    return f"http_req_duration{where}", f"{_STATISTICS[limit.metric]}<{limit.value:.12g}"


def told_of_limits(outline: Outline) -> Iterable[str]:
    """Return the limits that k6 cannot judge."""
    names = {exchange.name for journey in outline.journeys for exchange in _exchanges(journey.parts)}
    for limit in outline.plan.limits if outline.plan else ():
        if limit.label and limit.label not in names and (limit.metric not in _STATISTICS or tag_of(limit.label)):
            yield f"The limit {limit_text(limit)}: k6 cannot judge it for a step of that name."


def _exchanges(parts: Iterable[Part]) -> Iterable[Exchange]:
    for part in parts:
        match part:
            case Exchange():
                yield part
            case Together(exchanges):
                yield from exchanges
            case Group() | Repeat() | When():
                yield from _exchanges(part.children)
            case Pick(groups):
                yield from _exchanges(groups)
            case _:
                pass


def think_time(outline: Outline) -> str:
    """Return the function that says how long a pause is."""
    match outline.think_times:
        case ConstantThinkTimes(seconds=seconds):
            said = f"{seconds:g}"
        case UniformThinkTimes(least_s=least, most_s=most):
            said = f"{least:g} + Math.random() * {most - least:g}"
        case NormalThinkTimes(mean_s=mean, deviation_s=deviation):
            normal = "Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random())"
            said = f"Math.max(0, {mean:g} + {deviation:g} * {normal})"
        case ExponentialThinkTimes(mean_s=mean):
            said = f"-{mean:g} * Math.log(1 - Math.random())"
        case times:
            said = "seconds" if times.factor == 1 else f"seconds * {times.factor:g}"
    return f"// How long a pause is that lasted so many seconds.\nfunction thinkTime(seconds) {{\n  return {said};\n}}"
