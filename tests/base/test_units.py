"""`base.units`: what people type and read."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base import units
from loadstudio.base.errors import ExitCode, UsageError


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30s", 30),
        ("5m", 300),
        ("1h30m", 5400),
        ("250ms", 0.25),
        ("1m500ms", 60.5),
        ("12", 12),
        ("1.5 h", 5400),
        (" 2 M ", 120),
        ("0", 0),
    ],
)
def test_durations_are_read(text: str, seconds: float) -> None:
    assert units.parse_duration_s(text) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["", "s", "5x", "5m3", "-5s", "1,5s", "5 minutes", "s5", "nan", "1e3", "٣s", "٣"])
def test_what_is_no_duration_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="is not a duration") as caught:
        units.parse_duration_s(text)
    assert caught.value.exit_code == ExitCode.USAGE
    assert "1h30m" in str(caught.value)


@given(st.text(max_size=8) | st.from_regex(r"\A[0-9.hms ]{0,8}\Z"))
def test_any_text_is_a_duration_or_a_usage_error(text: str) -> None:
    try:
        seconds = units.parse_duration_s(text)
    except UsageError:
        return
    assert seconds >= 0
    assert math.isfinite(seconds)


@pytest.mark.parametrize(
    ("text", "per_s"), [("10/s", 10), ("600/m", 10), ("36000/h", 10), ("120/min", 2), ("0.5", 0.5), (" 3 / S", 3)]
)
def test_rates_are_read(text: str, per_s: float) -> None:
    assert units.parse_rate_per_s(text) == pytest.approx(per_s)


@pytest.mark.parametrize("text", ["", "/s", "10/d", "0/s", "-1/s", "ten/s", "10/s/s", "inf", "nan/s"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a rate"):
        units.parse_rate_per_s(text)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 ms"),
        (0.85, "850 ms"),
        (0.9996, "1 s"),
        (12, "12 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (298, "4 min 58 s"),
        (3599.7, "1 h"),
        (5400, "1 h 30 min"),
    ],
)
def test_durations_are_said(seconds: float, text: str) -> None:
    assert units.duration_text(seconds) == text


@given(st.floats(0, 1e6))
def test_a_duration_that_is_said_is_near_what_was_meant(seconds: float) -> None:
    said = units.duration_text(seconds).replace("min", "m").replace(" ", "")
    assert units.parse_duration_s(said) == pytest.approx(seconds, abs=60 if seconds >= 3600 else 0.5)


@pytest.mark.parametrize(("seconds", "text"), [(7, "0:07"), (374.9, "6:14"), (3750, "1:02:30"), (-3, "0:00")])
def test_times_on_the_axis(seconds: float, text: str) -> None:
    assert units.clock_text(seconds) == text


@pytest.mark.parametrize(
    ("ms", "text"),
    [(0.84, "0.84 ms"), (0.999, "1.0 ms"), (4.2, "4.2 ms"), (9.96, "10 ms"), (312.4, "312 ms"), (1140, "1,140 ms")],
)
def test_latencies(ms: float, text: str) -> None:
    assert units.milliseconds_text(ms) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (99, "99 B"),
        (600, "0.6 KB"),
        (9_960, "10 KB"),
        (48_000, "48 KB"),
        (999_600, "1.0 MB"),
        (3_200_000, "3.2 MB"),
        (7_000_000_000, "7.0 GB"),
        (4_200_000_000_000, "4,200 GB"),
    ],
)
def test_sizes(count: int, text: str) -> None:
    assert units.bytes_text(count) == text


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (0, "0 %"),
        (0.00001, "< 0.01 %"),
        (0.0004, "0.04 %"),
        (0.01, "1 %"),
        (0.125, "12 %"),
        (0.09999, "10 %"),
        (0.9949, "99 %"),
        (0.9951, "99.51 %"),
        (0.99999, "99.99 %"),
        (1, "100 %"),
    ],
)
def test_shares(ratio: float, text: str) -> None:
    assert units.percent_text(ratio) == text


def test_counts_and_rates() -> None:
    assert units.count_text(162400) == "162,400"
    assert units.counted_text(1, "row") == "1 row"
    assert units.counted_text(1204, "row") == "1,204 rows"
    assert units.counted_text(0, "person", "people") == "0 people"
    assert [units.per_second_text(rate) for rate in (0, 121.44, 999.96, 1204.2)] == ["0.0", "121.4", "1,000", "1,204"]
