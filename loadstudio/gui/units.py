"""Numbers, latencies, rates and sizes as the window shows them: as `base/units` writes them, with the signs of the
language.
"""

from __future__ import annotations

import re

from loadstudio.base import units
from loadstudio.base.units import parse_duration_s
from loadstudio.gui.language import number

_TYPED = re.compile(r"\d[\d.,]*")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")


def milliseconds_text(milliseconds: float) -> str:
    """Return a latency: `4.2 ms`, `1,140 ms`; in German `4,2 ms`, `1.140 ms`."""
    return number(units.milliseconds_text(milliseconds))


def bytes_text(count: int) -> str:
    """Return a size in decimal units: `48 KB`, `3.2 MB`; in German `3,2 MB`."""
    return number(units.bytes_text(count))


def count_text(count: float) -> str:
    """Return a count with thousands separated: `162,400`; in German `162.400`."""
    return number(units.count_text(count))


def per_second_text(rate: float) -> str:
    """Return a rate per second without its unit: `121.4`; in German `121,4`."""
    return number(units.per_second_text(rate))


def percent_text(ratio: float) -> str:
    """Return a share (0 to 1) in percent: `0.04 %`, `12 %`; in German `0,04 %`."""
    return number(units.percent_text(ratio))


def level_number(value: float) -> str:
    """Return a number with the decimals that it has: `1,200`, `2.5`; in German `1.200`, `2,5`."""
    return number(f"{value:,.10g}")


def typed_number(text: str) -> float | None:
    """Return the last number in what a person typed, with the signs of the language: None where there is none. A sign
    that separates no thousands begins the decimals, whichever it is: people type both.
    """
    numbers = _TYPED.findall(text)
    plain = _THOUSANDS.sub("", number(numbers[-1].rstrip(".,"))).replace(",", ".") if numbers else ""
    return float(plain) if plain and plain.count(".") < 2 else None


def typed_duration_s(text: str) -> float:
    """Return the seconds in what a person typed: `1.5m` in every language, `1,5m` where decimals begin with a comma.

    Raises UsageError when the text is no duration.
    """
    return parse_duration_s(number(text) if "," in text else text)
