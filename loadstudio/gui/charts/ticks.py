"""Where the ticks of an axis stand and what is written at them. Pure functions; nothing is painted here."""

from __future__ import annotations

import math

from loadstudio.base.units import clock_text
from loadstudio.gui.language import number

_TIME_STEPS_S = (
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800,
)  # fmt: skip


def value_ticks(highest: float, wanted: int = 4) -> tuple[float, ...]:
    """Return round values from 0 to the first round one that is not below `highest`, about `wanted` steps of 1, 2,
    2.5 or 5."""
    if not math.isfinite(highest) or highest <= 0:
        highest = 1.0
    rough = highest / wanted
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * size for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * size >= rough * 0.999)
    count = max(1, math.ceil(highest / step - 1e-9))
    return tuple(index * step for index in range(count + 1))


def value_text(value: float, step: float) -> str:
    """Return a tick's value with as many decimals as its step needs and thousands separated."""
    decimals = 0 if step >= 1 and step == int(step) else max(0, 1 - math.floor(math.log10(step)))
    text = f"{value:,.{decimals}f}"
    return number(text.rstrip("0").rstrip(".") if decimals and "." in text else text)


def value_labels(ticks: tuple[float, ...], unit: str) -> tuple[tuple[float, str], ...]:
    """Return ticks with their words; the unit stands at the highest only."""
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    return tuple(
        (value, value_text(value, step) + (unit if index == len(ticks) - 1 else ""))
        for index, value in enumerate(ticks)
    )


def time_labels(start_s: float, end_s: float, room_px: float, label_px: float = 80) -> tuple[tuple[float, str], ...]:
    """Return ticks of a time axis, at least `label_px` apart: `1:00` below two minutes' steps, then `2 min`, then `3
    h`."""
    span = max(1.0, end_s - start_s)
    fits = max(1.0, room_px / label_px)
    step = next((step for step in _TIME_STEPS_S if span / step <= fits), _TIME_STEPS_S[-1])
    first = math.ceil(start_s / step) * step
    count = int((end_s - first) // step) + 1
    return tuple((at, _time_text(at, step)) for at in (first + index * step for index in range(max(0, count))))


def _time_text(at_s: float, step_s: int) -> str:
    if step_s >= 3600:
        return number(f"{at_s / 3600:g} h")
    if step_s >= 120:
        return number(f"{at_s / 60:g} min")
    return clock_text(at_s)
