"""Formats and offsets of JMeter's dates (SimpleDateFormat, ISO 8601) as those of `now`."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+")
_WRITTEN = {
    "yyyy": "%Y", "yy": "%y", "y": "%Y", "YYYY": "%G", "MMMM": "%B", "MMM": "%b", "MM": "%m", "M": "%m", "dd": "%d",
    "d": "%d", "EEEE": "%A", "EEE": "%a", "E": "%a", "HH": "%H", "H": "%H", "hh": "%I", "h": "%I", "mm": "%M",
    "m": "%M", "ss": "%S", "s": "%S", "a": "%p", "DDD": "%j", "Z": "%z", "z": "%Z", "X": "%z", "XX": "%z", "XXX": "%z",
    "u": "%u", "ww": "%V",
}  # fmt: skip
_KNOWN_SHAPES = {"YMD": "%Y%m%d", "HMS": "%H%M%S", "YMDHMS": "%Y%m%d-%H%M%S", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'": "iso"}
_DURATION = re.compile(r"([+-]?)P(?:([+-]?\d+)D)?(?:T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+)S)?)?", re.IGNORECASE)
_UNITS = (86_400, 3_600, 60, 1)


def strftime_of(pattern: str) -> str | None:
    """Return a pattern of SimpleDateFormat as a shape of `now`, None where that has no words for it."""
    if pattern in _KNOWN_SHAPES:
        return _KNOWN_SHAPES[pattern]
    written, place = "", 0
    for token in _TOKEN.finditer(pattern):
        if token.start() != place:
            return None
        place = token.end()
        text = token[0]
        if text.startswith("'"):
            written += "'" if text == "''" else (token[1] or "").replace("''", "'").replace("%", "%%")
        elif text == "SSS" and pattern.startswith("'000'", place):
            written += "%f"
        elif token[2]:
            if text not in _WRITTEN:
                return None
            written += _WRITTEN[text]
        else:
            written += text.replace("%", "%%")
    return written.replace("%f000", "%f") if place == len(pattern) else None


def offset_in(duration: str) -> str | None:
    """Return `P2DT3H`, or a number of seconds, as an offset of `now`, None where it is neither."""
    if not duration.strip():
        return ""
    match = _DURATION.fullmatch(duration.strip())
    if match is None or not any(match.groups()[1:]):
        return None
    seconds = sum(int(number or 0) * unit for number, unit in zip(match.groups()[1:], _UNITS, strict=True))
    return offset_text(0, -seconds if match[1] == "-" else seconds)


def offset_text(months: int, seconds: int) -> str | None:
    """Return months and seconds as an offset of `now`, None where they go different ways."""
    if months * seconds < 0:
        return None
    sign = "-" if months < 0 or seconds < 0 else "+"
    days, rest = divmod(abs(seconds), 86_400)
    parts = ((abs(months), "mo"), (days, "d"), (rest, "s"))
    text = "".join(f"{number}{unit}" for number, unit in parts if number)
    return sign + text if text else ""
