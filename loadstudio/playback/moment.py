"""The present as text: `now('%Y-%m-%d','+2d','local')`. Formats and offsets are read once, at compile time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from loadstudio.base.clock import iso_utc

_FACTORS = {"s": 1, "ms": 1_000, "us": 1_000_000}
_OFFSET = re.compile(r"([+-])((?:\d{1,6}(?:mo|[smhdwy]))+)")
_PART = re.compile(r"(\d+)(mo|[smhdwy])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_MONTHS = {"mo": 1, "y": 12}
_DIRECTIVE = re.compile(r"%(.)", re.DOTALL)
_KNOWN = "aAbBdHIjmMpSUVuwWyYzZGfFT%"
_FURTHEST_DAYS = 366 * 1_000


def moment_text(clock: Callable[[], float], shape: str, offset: str = "", zone: str = "utc") -> Callable[[], str]:
    """Return a function that writes the clock's time (seconds since the epoch).

    `shape` is `ms`, `s`, `us` (whole numbers since the epoch), `iso` (UTC, with milliseconds) or a format of strftime;
    `offset` is like `+2d`, `-1h30m`, `+1mo`, `+1y`; `zone` is `utc` or `local` and speaks of formats alone. Raises
    ValueError with a sentence.
    """
    months, seconds = offset_of(offset)
    if zone not in ("utc", "local"):
        raise ValueError("the third value of now is 'utc' or 'local'")

    def moved() -> datetime:
        return _later(datetime.fromtimestamp(clock(), UTC), months, seconds)

    if shape == "iso":
        return lambda: iso_utc(moved())
    if factor := _FACTORS.get(shape):
        if months:
            return lambda: str(int(moved().timestamp() * factor))
        return lambda: str(int((clock() + seconds) * factor))
    _check_format(shape)
    if zone == "local":
        return lambda: moved().astimezone().strftime(shape)
    return lambda: moved().strftime(shape)


def offset_of(text: str) -> tuple[int, int]:
    """Return the months and seconds of `+1mo`, `-1h30m`. Raises ValueError with a sentence."""
    compact = text.replace(" ", "")
    if not compact:
        return 0, 0
    match = _OFFSET.fullmatch(compact)
    if match is None:
        raise ValueError("the second value of now is an offset such as '+2d', '-1h30m' or '+1mo'")
    sign = -1 if match[1] == "-" else 1
    months = seconds = 0
    for number, unit in _PART.findall(match[2]):
        if unit in _MONTHS:
            months += int(number) * _MONTHS[unit]
        else:
            seconds += int(number) * _SECONDS[unit]
    if months * 31 + seconds / 86_400 > _FURTHEST_DAYS:
        raise ValueError("an offset of now reaches 1,000 years at most")
    return sign * months, sign * seconds


def _later(moment: datetime, months: int, seconds: int) -> datetime:
    """Months first, the day no later than the month's last; then the seconds."""
    if months:
        year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
        day = min(moment.day, calendar.monthrange(year, month + 1)[1])
        moment = moment.replace(year=year, month=month + 1, day=day)
    return moment + timedelta(seconds=seconds)


def _check_format(shape: str) -> None:
    if "%" not in shape:
        raise ValueError("now takes 'ms', 's', 'us', 'iso' or a format such as '%Y-%m-%d'")
    for directive in _DIRECTIVE.finditer(shape):
        if directive[1] not in _KNOWN:
            raise ValueError(f"{directive[0]} is no part of a date. Use %Y, %m, %d, %H, %M, %S and the like")
    if shape.replace("%%", "").endswith("%"):
        raise ValueError("a format of now cannot end in a lone %")
