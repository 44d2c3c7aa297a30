"""Limits as people write them (`p95<500ms`, `errors<1%@Log in`), and a run judged by the limits of its plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from loadstudio.base.errors import UsageError
from loadstudio.base.units import count_text, milliseconds_text, parse_duration_s, parse_rate_per_s, percent_text
from loadstudio.metrics.aggregate import summary
from loadstudio.metrics.measure import Metric, kept, measure
from loadstudio.metrics.summary import LimitResult, Summary
from loadstudio.metrics.totals import LabelTotals, RunTotals
from loadstudio.plan.model import Limit
from loadstudio.plan.run_spec import RunSpec

_METRICS: tuple[Metric, ...] = get_args(Metric.__value__)
_RULE = re.compile(r"\s*(?P<metric>[A-Za-z0-9]+)\s*(?P<sign>[<>])=?\s*(?P<value>[^@]+?)\s*(?:@\s*(?P<label>.+?)\s*)?")
_HOW = "Write it like p95<500ms, errors<1% or p99<1s@GET /cart."
_EMPTY = LabelTotals()


def parse_limit(text: str) -> Limit:
    """Return the limit that a person wrote: metric, `<` (`>` for `rate`), value with unit, and a label after `@`.

    A latency without a unit is in ms, an error share without `%` is a ratio. Raises UsageError.
    """
    found = _RULE.fullmatch(text)
    if found is None:
        raise UsageError(f"'{text}' is not a limit. {_HOW}")
    name, sign = found["metric"].lower(), found["sign"]
    metric = next((known for known in _METRICS if known == name), None)
    if metric is None:
        raise UsageError(f"'{text}' is not a limit: '{name}' is not measured. There are {', '.join(_METRICS)}.")
    if sign != (">" if metric == "rate" else "<"):
        wanted = "over (>)" if metric == "rate" else "under (<)"
        raise UsageError(f"'{text}' is not a limit: {name} must be {wanted} a value.")
    return Limit(metric=metric, value=_value(text, metric, found["value"]), label=found["label"] or "")


def _value(rule: str, metric: Metric, text: str) -> float:
    try:
        return _amount(metric, text)
    except UsageError as error:
        raise UsageError(f"'{rule}' is not a limit: {error}") from error


def _amount(metric: Metric, text: str) -> float:
    if metric == "rate":
        return parse_rate_per_s(text)
    if metric == "errors":
        try:
            value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            raise UsageError("errors need a share such as 1% or 0.01.")
        return value
    bare = re.fullmatch(r"\d+(\.\d+)?", text)
    value_ms = float(text) if bare else parse_duration_s(text) * 1000
    if value_ms <= 0:
        raise UsageError("no answer takes less than nothing.")
    return value_ms


def limit_text(limit: Limit) -> str:
    """Return a limit as `parse_limit` reads it: `p95<500ms`, `errors<1%`, `rate>50/s`, `p99<2s@GET /cart`."""
    if limit.metric == "rate":
        rule = f"rate>{limit.value:.12g}/s"
    elif limit.metric == "errors":
        rule = f"errors<{limit.value * 100:.12g}%"
    elif limit.value >= 1000 and limit.value % 1000 == 0:
        rule = f"{limit.metric}<{limit.value / 1000:.12g}s"
    else:
        rule = f"{limit.metric}<{limit.value:.12g}ms"
    return f"{rule}@{limit.label}" if limit.label else rule


def value_text(limit: Limit, value: float) -> str:
    """Return a value of the limit's metric as a person reads it: `312 ms`, `0.4 %`, `50 / s`."""
    if limit.metric == "errors":
        return percent_text(value)
    if limit.metric == "rate":
        return f"{count_text(value) if value == int(value) else format(value, ',.1f')} / s"
    return milliseconds_text(value)


def judge_limits(limits: Iterable[Limit], totals: RunTotals, duration_s: float) -> tuple[LimitResult, ...]:
    """Return for each limit what was measured and whether it held.

    A limit on what never ended (no request at all, a label that was not reached) is missed: nothing shows that it
    would hold.
    """
    results = []
    for limit in limits:
        samples = totals.find(limit.label) or _EMPTY
        value = measure(samples, limit.metric, duration_s)
        passed = samples.count > 0 and kept(limit.metric, value, limit.value)
        results.append(LimitResult(rule=limit_text(limit), value=value, passed=passed))
    return tuple(results)


def run_summary(
    spec: RunSpec,
    totals: RunTotals,
    *,
    started_utc: str,
    duration_s: float,
    outcome: str = "finished",
    workers: int | None = None,
) -> Summary:
    """Return the summary of a run with its limits judged. `workers` None takes the most that ever ran at once."""
    return summary(
        totals,
        run_id=spec.run_id,
        name=spec.name,
        started_utc=started_utc,
        duration_s=duration_s,
        workers=(totals.workers_max or spec.workers) if workers is None else workers,
        limits=judge_limits(spec.limits, totals, duration_s),
        outcome=outcome,
    )
