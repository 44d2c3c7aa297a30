"""Durations, rates and sizes: read as a person types them, written as a person reads them.

Machines get numbers with the unit in the name (`_s`, `_ms`, `_us`, `_bytes`, `_per_s`); only this module makes text
of them.
"""

from __future__ import annotations

import math
import re

from loadstudio.base.errors import UsageError

_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)", re.ASCII)
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


def parse_duration_s(text: str) -> float:
    """Return the seconds in `30s`, `5m`, `1h30m`, `250ms` or a bare number of seconds.

    Raises UsageError when the text is no duration.
    """
    compact = text.strip().lower().replace(" ", "")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", compact):
        return float(compact)
    parts = _PART.findall(compact)
    if not parts or "".join(number + unit for number, unit in parts) != compact:
        raise UsageError(f"'{text}' is not a duration. Write it like 30s, 5m or 1h30m.")
    return sum(float(number) * _SECONDS[unit] for number, unit in parts)


def parse_rate_per_s(text: str) -> float:
    """Return events per second from `10/s`, `600/m`, `36000/h` or a bare number per second."""
    number, _, unit = text.strip().lower().replace(" ", "").partition("/")
    per = {"": 1.0, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}.get(unit)
    try:
        value = float(number)
    except ValueError:
        per = None
        value = 0.0
    if per is None or not 0 < value < math.inf:
        raise UsageError(f"'{text}' is not a rate. Write it like 10/s or 600/m.")
    return value / per


def duration_text(seconds: float) -> str:
    """Return a duration as a person says it: `850 ms`, `12 s`, `4 min 58 s`, `1 h 30 min`."""
    if round(seconds * 1000) < 1000:
        return f"{round(seconds * 1000)} ms"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def clock_text(seconds: float) -> str:
    """Return a time on a run's axis: `0:07`, `6:14`, `1:02:30`."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def milliseconds_text(milliseconds: float) -> str:
    """Return a latency: `0.84 ms`, `4.2 ms`, `312 ms`, `1,140 ms`."""
    if milliseconds < 0.995:  # the next one would be rounded to 1.00
        return f"{milliseconds:.2f} ms"
    if milliseconds < 9.95:
        return f"{milliseconds:.1f} ms"
    return f"{milliseconds:,.0f} ms"


def bytes_text(count: int) -> str:
    """Return a size in decimal units: `0.6 KB`, `48 KB`, `3.2 MB`; under 100 bytes as bytes."""
    if count < 100:
        return f"{count} B"
    value = count / 1000
    for unit in ("KB", "MB", "GB"):
        if value < 999.5 or unit == "GB":
            return f"{value:.1f} {unit}" if value < 9.95 else f"{value:,.0f} {unit}"
        value /= 1000
    raise AssertionError("unreachable")


def count_text(count: float) -> str:
    """Return a count with thousands separated: `162,400`."""
    return f"{count:,.0f}"


def counted_text(count: float, one: str, several: str = "") -> str:
    """Return a count with its noun: `1 row`, `1,204 rows`; `several` is a plural that is not made with `s`."""
    return f"1 {one}" if round(count) == 1 else f"{count_text(count)} {several or one + 's'}"


def per_second_text(rate: float) -> str:
    """Return a rate per second without its unit: `121.4`, `1,204`."""
    return f"{rate:,.1f}" if rate < 999.95 else f"{rate:,.0f}"


def percent_text(ratio: float) -> str:
    """Return a share (0 to 1) in percent: `0.04 %`, `1 %`, `12 %`, `99.99 %`; what is not nothing is never shown as 0,
    nor what is not all as 100.
    """
    percent = ratio * 100
    if percent == 0:
        return "0 %"
    if percent < 0.01:
        return "< 0.01 %"
    if percent < 9.995:
        return f"{percent:.2f}".rstrip("0").rstrip(".") + " %"
    if 99.5 <= percent < 100:
        return f"{math.floor(percent * 100) / 100:.2f}".rstrip("0").rstrip(".") + " %"
    return f"{percent:.0f} %"
