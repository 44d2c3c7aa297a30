"""Whether this computer was fast enough for its numbers to be believed, judged by its own figures second by second."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loadstudio.base.units import milliseconds_text
from loadstudio.metrics.interval import GeneratorInterval
from loadstudio.metrics.summary import GeneratorSummary

SUSTAINED_S = 3
"""So many seconds in a row make a condition of the generator last; shorter ones (start-up, a page fault) do not
spoil percentiles of a run.
"""
CPU_LIMIT_PERCENT = 90.0
"""A worker is one thread of Python: above this share of its core, answers wait in its queue and look slower than they
are.
"""
LATENESS_LIMIT_MS = 50.0
"""Requests sent so much later than meant no longer make the load that was asked for."""
STALL_LIMIT_MS = 1000.0
"""A single standstill so long is seen in every latency of that second."""


def generator_summary(seconds: Sequence[GeneratorInterval]) -> GeneratorSummary:
    """Return whether the generator's own figures, second by second, let its measurements be believed.

    `lateness_ms_p99` is what 99 of 100 seconds did not exceed.
    """
    if not seconds:
        return GeneratorSummary()
    lateness = sorted(one.lateness_ms_p99 for one in seconds)
    reasons = tuple(_reasons(seconds))
    return GeneratorSummary(
        trusted=not reasons,
        cpu_percent_max=round(max(one.cpu_percent for one in seconds), 1),
        lateness_ms_p99=round(lateness[min(len(lateness) - 1, int(len(lateness) * 0.99))], 3),
        reasons=reasons,
    )


def _reasons(seconds: Sequence[GeneratorInterval]) -> list[str]:
    found = []
    if busy := _longest(seconds, lambda one: one.cpu_percent > CPU_LIMIT_PERCENT):
        found.append(
            f"A worker used more than {CPU_LIMIT_PERCENT:.0f} % of its processor core for {busy} s in a row: "
            "this computer was the bottleneck."
        )
    if late := _longest(seconds, lambda one: one.lateness_ms_p99 > LATENESS_LIMIT_MS):
        worst = max(one.lateness_ms_p99 for one in seconds)
        found.append(
            f"For {late} s in a row requests were sent late, up to {milliseconds_text(worst)}: "
            "this computer could not keep to the plan."
        )
    stall = max(one.hub_stall_ms_max for one in seconds)
    if stall > STALL_LIMIT_MS:
        found.append(f"This computer stood still for {milliseconds_text(stall)}; answers of that moment look slower.")
    return found


def _longest(seconds: Sequence[GeneratorInterval], condition: Callable[[GeneratorInterval], bool]) -> int:
    """Return the length of the longest unbroken stretch in which the condition held, 0 when it is not sustained."""
    longest = current = 0
    for one in seconds:
        current = current + 1 if condition(one) else 0
        longest = max(longest, current)
    return longest if longest >= SUSTAINED_S else 0
