"""How long virtual users pause where the person paused: a plan's choice as a pure function of a recorded pause."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from loadstudio.base.errors import UsageError
from loadstudio.base.units import duration_text, parse_duration_s
from loadstudio.plan.model import (
    ConstantThinkTimes,
    ExponentialThinkTimes,
    NormalThinkTimes,
    RecordedThinkTimes,
    ThinkTimes,
    UniformThinkTimes,
)

_FACTOR = re.compile(r"\d*\.?\d+")
_RANGE = re.compile(r"([^(),-]+)-([^(),-]+)")
_NAMED = re.compile(r"(normal|exponential)\(([^,()]+)(?:,([^,()]+))?\)")


def parse_think_times(text: str) -> ThinkTimes:
    """Return what a person wrote: a factor (`0.5`), a time (`2s`), a range (`1s-4s`), `normal(5s,1s)` or
    `exponential(3s)`. Raises UsageError.
    """
    compact = text.strip().lower().replace(" ", "")
    try:
        if _FACTOR.fullmatch(compact):
            return RecordedThinkTimes(factor=float(compact))
        if between := _RANGE.fullmatch(compact):
            return UniformThinkTimes(least_s=parse_duration_s(between[1]), most_s=parse_duration_s(between[2]))
        named = _NAMED.fullmatch(compact)
        if named and named[1] == "exponential" and not named[3]:
            return ExponentialThinkTimes(mean_s=parse_duration_s(named[2]))
        if named and named[1] == "normal" and named[3]:
            return NormalThinkTimes(mean_s=parse_duration_s(named[2]), deviation_s=parse_duration_s(named[3]))
        return ConstantThinkTimes(seconds=parse_duration_s(compact))
    except UsageError as error:
        raise UsageError(
            f"'{text}' is no think time. Write a factor like 0.5, or 2s, 1s-4s, normal(5s,1s) or exponential(3s)."
        ) from error


def pauses(times: ThinkTimes, chance: random.Random) -> Callable[[float], float]:
    """Return the function from a recorded pause to the one to make now, both in seconds and never below 0."""
    match times:
        case RecordedThinkTimes(factor=factor):
            return lambda recorded_s: recorded_s * factor
        case ConstantThinkTimes(seconds=seconds):
            return lambda _: seconds
        case UniformThinkTimes(least_s=least_s, most_s=most_s):
            return lambda _: chance.uniform(least_s, most_s)
        case NormalThinkTimes(mean_s=mean_s, deviation_s=deviation_s):
            return lambda _: max(0.0, chance.gauss(mean_s, deviation_s))
        case ExponentialThinkTimes(mean_s=mean_s):
            return lambda _: chance.expovariate(1 / mean_s) if mean_s else 0.0


def mean_pause_s(times: ThinkTimes, recorded_s: float) -> float:
    """Return how long a pause lasts on average (of `normal` without the small part that is cut off at 0)."""
    match times:
        case RecordedThinkTimes(factor=factor):
            return recorded_s * factor
        case ConstantThinkTimes(seconds=seconds):
            return seconds
        case UniformThinkTimes(least_s=least_s, most_s=most_s):
            return (least_s + most_s) / 2
        case NormalThinkTimes(mean_s=mean_s) | ExponentialThinkTimes(mean_s=mean_s):
            return mean_s


def think_times_text(times: ThinkTimes) -> str:
    """Return the choice in a few words: `as recorded`, `1 s to 4 s`."""
    match times:
        case RecordedThinkTimes(factor=factor):
            return {1.0: "as recorded", 0.0: "left out"}.get(factor, f"recorded times multiplied by {factor:g}")
        case ConstantThinkTimes(seconds=seconds):
            return f"{duration_text(seconds)} each"
        case UniformThinkTimes(least_s=least_s, most_s=most_s):
            return f"{duration_text(least_s)} to {duration_text(most_s)}"
        case NormalThinkTimes(mean_s=mean_s, deviation_s=deviation_s):
            return f"around {duration_text(mean_s)}, normally distributed (deviation {duration_text(deviation_s)})"
        case ExponentialThinkTimes(mean_s=mean_s):
            return f"{duration_text(mean_s)} on average, exponentially distributed"
