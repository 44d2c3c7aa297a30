"""The charts of a report: which lines over time, their limits and moments, and what is seen in words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from loadstudio.base.sentences import Told, as_said
from loadstudio.base.units import clock_text, count_text, milliseconds_text, per_second_text
from loadstudio.metrics.summary import Summary
from loadstudio.plan.model import Limit
from loadstudio.report import charts
from loadstudio.report.wording import shortened, with_told
from loadstudio.results.query import RunReader
from loadstudio.results.series import Series, fitting_bin_s
from loadstudio.results.verdict import Verdict

POINTS = 280
"""So many points across the page: more would only make the lines thick."""
_NOTE_LENGTH = 30

_P50, P95, _P99 = "#2A5CE6", "#D86F22", "#CF3D96"
RATE, PEOPLE, _FAILED = "#109A89", "#5D687B", "#C4231A"


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of a chart means."""

    colour: str
    word: str
    dashed: bool = False


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A chart."""

    title: str
    svg: str
    description: str
    legend: tuple[Key, ...]


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The run over time, in bins of `bin_s` seconds."""

    summary: Summary
    series: Series
    bin_s: int
    notes: tuple[tuple[float, str], ...] = ()
    """What the person wrote down, at seconds."""


def read_timeline(reader: RunReader, summary: Summary) -> Timeline:
    """Return a run over time for a page. Raises FileError."""
    bin_s = fitting_bin_s(summary.duration_s, POINTS)
    notes = tuple(
        (float(one.second), f"{clock_text(one.second)} {shortened(one.text, _NOTE_LENGTH)}")
        for one in reader.moments()
        if one.kind == "note"
    )
    return Timeline(summary=summary, series=reader.series(bin_s=bin_s), bin_s=bin_s, notes=notes)


def run_pictures(
    timeline: Timeline, verdict: Verdict, limits: Sequence[Limit], told: Told = as_said
) -> tuple[Picture, ...]:
    """Return the charts of one run; none where nothing was measured."""
    if not timeline.series.second:
        return ()
    pictures = [_latency_picture(timeline, verdict, limits, told), _load_picture(timeline, told)]
    if timeline.summary.requests.failed:
        pictures.append(_errors_picture(timeline, told))
    return tuple(pictures)


def _latency_picture(timeline: Timeline, verdict: Verdict, limits: Sequence[Limit], told: Told) -> Picture:
    limit = next((one for one in limits if not one.label and one.metric in ("p50", "p95", "p99")), None)
    # a latency limit's break belongs here, whoever it is about; a break of the error limit to the errors
    broke = next((one for one in verdict.breaks if one.second and one.limit.metric not in ("errors", "rate")), None)
    latency, series = timeline.summary.latency_ms, timeline.series
    return _picture(
        "How long answers take",
        timeline,
        told,
        (
            charts.Line(name="half (p50)", colour=_P50, values=series.p50_ms, mark="p50"),
            charts.Line(name="95 % (p95)", colour=P95, values=series.p95_ms, mark="p95"),
            charts.Line(name="99 % (p99)", colour=_P99, values=series.p99_ms, mark="p99"),
        ),
        unit="ms",
        height=156.0,
        limit=_limit_line(limit, told) if limit else None,
        moment=(float(broke.second), told(_break_word(broke.second, broke.limit))) if broke else None,
        description=f"Line chart of answer times: p50 {milliseconds_text(latency.p50)}, p95 "
        f"{milliseconds_text(latency.p95)} and p99 {milliseconds_text(latency.p99)} over the whole run.",
    )


def _limit_line(limit: Limit, told: Told) -> charts.LimitLine:
    word = f"limit for {limit.metric}"
    far = f"{word}: {milliseconds_text(limit.value)}, far above this chart"
    return charts.LimitLine(value=limit.value, word=told(word), far=told(far))


def _break_word(second: int, limit: Limit) -> str:
    who = f" {shortened(limit.label, 40)}" if limit.label else ""
    return f"{clock_text(second)}{who} over the limit"


def _load_picture(timeline: Timeline, told: Told) -> Picture:
    summary, series = timeline.summary, timeline.series
    return _picture(
        "Requests a second and people",
        timeline,
        told,
        (
            charts.Line(name="requests a second", colour=RATE, values=series.requests_per_s),
            charts.Line(name="people (right)", colour=PEOPLE, values=series.users, axis="right", area=True),
        ),
        unit="/ s",
        height=134.0,
        description=f"Line chart of requests a second, {per_second_text(summary.requests.per_s)} in the mean, and of "
        f"people, {count_text(summary.users_max)} at most.",
    )


def _errors_picture(timeline: Timeline, told: Told) -> Picture:
    failed = timeline.series.failed_per_s
    return _picture(
        "Failed requests a second",
        timeline,
        told,
        (charts.Line(name="failed requests a second", colour=_FAILED, values=failed, area=True),),
        unit="/ s",
        height=84.0,
        description=f"Chart of failed requests: {count_text(timeline.summary.requests.failed)} in all.",
    )


def drawn(timeline: Timeline, duration_s: float) -> tuple[float, ...]:
    """Return where the points of a timeline stand on a time axis of so many seconds: in the middle of their bins."""
    return tuple(min(second + timeline.bin_s / 2, duration_s) for second in timeline.series.second)


def _picture(
    title: str,
    timeline: Timeline,
    told: Told,
    lines: tuple[charts.Line, ...],
    *,
    unit: str,
    height: float,
    description: str,
    limit: charts.LimitLine | None = None,
    moment: tuple[float, str] | None = None,
) -> Picture:
    duration_s = max(timeline.summary.duration_s, timeline.series.second[-1] + 1.0)
    lines = tuple(with_told(line, told, "name", "mark") for line in lines)
    chart = charts.Chart(
        second=drawn(timeline, duration_s),
        duration_s=duration_s,
        lines=lines,
        unit=unit,
        limit=limit,
        moment=moment,
        notes=timeline.notes,
        height=height,
        told=told,
    )
    return Picture(
        title=told(title),
        svg=charts.svg(chart),
        description=told(description),
        legend=legend_of(lines),
    )


def legend_of(lines: Sequence[charts.Line]) -> tuple[Key, ...]:
    """Return what the lines of a chart mean."""
    return tuple(Key(colour=line.colour, word=line.name, dashed=line.dashed) for line in lines)
