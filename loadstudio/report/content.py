"""What stands in a report: a stored run as texts, tables and charts, every number formatted. Pure but for reading the
run.

How it looks on the page is the template's.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from loadstudio.base.clock import parse_iso
from loadstudio.base.units import (
    clock_text,
    count_text,
    duration_text,
    milliseconds_text,
    per_second_text,
    percent_text,
)
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.summary import LabelSummary, LatencySummary, Summary
from loadstudio.plan.limits import limit_text, parse_limit, value_text
from loadstudio.plan.model import Limit
from loadstudio.report import charts
from loadstudio.report.setting import facts
from loadstudio.report.wording import breakable, shortened
from loadstudio.results.caption import read_caption
from loadstudio.results.query import RunReader
from loadstudio.results.run_info import Moment
from loadstudio.results.series import Series, fitting_bin_s
from loadstudio.results.verdict import Verdict, measured_text, run_verdict

POINTS = 280
"""So many points across the page: more would only make the lines thick."""
ERRORS_LISTED = 40

_P50, _P95, _P99 = "#2A5CE6", "#D86F22", "#CF3D96"
_NOTE_LENGTH = 30
_RATE, _PEOPLE, _FAILED = "#109A89", "#5D687B", "#C4231A"


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A big number with its name above and a line below. `tone` is `bad` when its limit is broken, else ''."""

    title: str
    number: str
    note: str
    tone: str = ""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A chart: `legend` pairs of colour and word."""

    title: str
    svg: str
    description: str
    legend: tuple[tuple[str, str], ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A request or step. `limit` is `kept`, `missed` or ''."""

    label: str
    times: str
    per_s: str
    p50: str
    p95: str
    p99: str
    longest: str
    errors: str
    limit: str = ""


class TimingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the requests' time, or the passes of a scenario that a rate begins."""

    what: str
    times: str
    p50: str
    p95: str
    p99: str
    longest: str


class ErrorRow(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of failure. `share` is of all requests with that label."""

    label: str
    reason: str
    times: str
    share: str


class LimitRow(msgspec.Struct, frozen=True, kw_only=True):
    """A limit: what it is about, what was asked for, what was measured."""

    what: str
    bound: str
    measured: str
    passed: bool


class ReportContent(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report, ready for a template."""

    title: str
    short_title: str
    subtitle: str
    note: tuple[str, ...]
    """What the person wrote about the run, line by line."""
    measured: bool
    """Whether any request ended."""
    run_id: str
    program: str
    verdict: Verdict
    cards: tuple[Card, ...]
    pictures: tuple[Picture, ...]
    steps: tuple[Row, ...]
    requests: tuple[Row, ...]
    timings: tuple[TimingRow, ...]
    timings_note: str
    errors: tuple[ErrorRow, ...]
    errors_left_out: str
    limits: tuple[LimitRow, ...]
    facts: tuple[tuple[str, str], ...]
    generator: tuple[tuple[str, str], ...]
    generator_trusted: bool
    generator_reasons: tuple[str, ...]
    moments: tuple[tuple[str, str], ...]


class _Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The run over time, in bins of `bin_s` seconds."""

    summary: Summary
    series: Series
    bin_s: int
    notes: tuple[tuple[float, str], ...] = ()


def report_content(reader: RunReader) -> ReportContent:
    """Return what the report of a run says. Raises FileError."""
    summary = reader.summary()
    verdict = run_verdict(reader)
    info = reader.info
    moments = reader.moments()
    words = read_caption(reader.folder)
    bin_s = fitting_bin_s(summary.duration_s, POINTS)
    series = reader.series(bin_s=bin_s)
    return ReportContent(
        title=breakable(words.title or summary.name),
        short_title=shortened(words.title or summary.name, 64),
        measured=summary.requests.count > 0,
        subtitle=_subtitle(summary, titled=bool(words.title)),
        note=tuple(breakable(line, longest=1000) for line in words.note.splitlines()),
        run_id=summary.run_id,
        program=info.environment.program,
        verdict=_breakable_verdict(verdict),
        cards=_cards(summary),
        pictures=_pictures(
            _Timeline(summary=summary, series=series, bin_s=bin_s, notes=_notes(moments)), verdict, info.limits
        ),
        steps=_rows(summary, "transaction"),
        requests=_rows(summary, "request"),
        timings=tuple(_timings(summary)),
        timings_note=_timings_note(summary),
        errors=_errors(summary),
        errors_left_out=_left_out(summary),
        limits=tuple(_limits(summary)),
        facts=tuple((name, breakable(value)) for name, value in facts(info, summary)),
        generator=_generator(summary),
        generator_trusted=summary.generator.trusted,
        generator_reasons=summary.generator.reasons,
        moments=tuple((clock_text(one.second), breakable(_said(one))) for one in moments),
    )


def _subtitle(summary: Summary, *, titled: bool) -> str:
    """Return when and how long; under a title of the person the run's own name stands here."""
    started = parse_iso(summary.started_utc).astimezone()
    offset = f"{started:%z}"
    zone = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:]}"
    parts = [f"{started.day} {started:%B %Y}, {started:%H:%M} {zone}", duration_text(summary.duration_s)]
    name = (breakable(summary.name, longest=80),) if titled else ()
    return "  ·  ".join((*name, *parts, f"{count_text(summary.requests.count)} requests"))


def _breakable_verdict(verdict: Verdict) -> Verdict:
    return msgspec.structs.replace(
        verdict,
        headline=breakable(verdict.headline, longest=240),
        detail=breakable(verdict.detail, longest=1200),
        badges=tuple(msgspec.structs.replace(badge, text=breakable(badge.text)) for badge in verdict.badges),
    )


def _cards(summary: Summary) -> tuple[Card, ...]:
    requests = summary.requests
    missed = {(limit.metric, limit.label) for limit in _parsed(summary) if not _passed(summary, limit)}
    failed_ratio = requests.failed / requests.count if requests.count else 0.0
    return (
        Card(
            title="People at once",
            number=count_text(summary.users_max),
            note=f"in {count_text(summary.iterations.completed)} passes",
        ),
        Card(
            title="Requests a second",
            number=per_second_text(requests.per_s),
            note=f"{count_text(requests.count)} in all",
        ),
        Card(
            title="95 % answered within",
            number=milliseconds_text(summary.latency_ms.p95) if requests.count else "–",
            note=f"half within {milliseconds_text(summary.latency_ms.p50)}"
            if requests.count
            else "nothing was measured",
            tone="bad" if ("p95", "") in missed else "",
        ),
        Card(
            title="Errors",
            number=percent_text(failed_ratio) if requests.count else "–",
            note=f"{count_text(requests.failed)} requests failed" if requests.failed else "no request failed",
            tone="bad" if requests.failed and ("errors", "") in missed else "",
        ),
    )


def _parsed(summary: Summary) -> list[Limit]:
    return [parse_limit(result.rule) for result in summary.limits]


def _passed(summary: Summary, limit: Limit) -> bool:
    return all(result.passed for result in summary.limits if result.rule == limit_text(limit))


def _said(moment: Moment) -> str:
    return f"Note: {moment.text}" if moment.kind == "note" else moment.text


def _notes(moments: Iterable[Moment]) -> tuple[tuple[float, str], ...]:
    return tuple(
        (float(one.second), f"{clock_text(one.second)} {shortened(one.text, _NOTE_LENGTH)}")
        for one in moments
        if one.kind == "note"
    )


def _pictures(timeline: _Timeline, verdict: Verdict, limits: tuple[Limit, ...]) -> tuple[Picture, ...]:
    if not timeline.series.second:
        return ()
    pictures = [_latency_picture(timeline, verdict, limits), _load_picture(timeline)]
    if timeline.summary.requests.failed:
        pictures.append(_errors_picture(timeline))
    return tuple(pictures)


def _latency_picture(timeline: _Timeline, verdict: Verdict, limits: tuple[Limit, ...]) -> Picture:
    limit = next((one for one in limits if not one.label and one.metric in ("p50", "p95", "p99")), None)
    # a latency limit's break belongs here, whoever it is about; a break of the error limit to the errors
    broke = next((one for one in verdict.breaks if one.second and one.limit.metric not in ("errors", "rate")), None)
    latency, series = timeline.summary.latency_ms, timeline.series
    return _picture(
        "How long answers take",
        timeline,
        (
            charts.Line(name="half (p50)", colour=_P50, values=series.p50_ms),
            charts.Line(name="95 % (p95)", colour=_P95, values=series.p95_ms),
            charts.Line(name="99 % (p99)", colour=_P99, values=series.p99_ms),
        ),
        unit="ms",
        height=156.0,
        limit=(limit.value, f"limit for {limit.metric}") if limit else None,
        moment=(float(broke.second), _break_word(broke.second, broke.limit)) if broke else None,
        description=f"Line chart of answer times: p50 {milliseconds_text(latency.p50)}, p95 "
        f"{milliseconds_text(latency.p95)} and p99 {milliseconds_text(latency.p99)} over the whole run.",
    )


def _break_word(second: int, limit: Limit) -> str:
    who = f" {shortened(limit.label, 40)}" if limit.label else ""
    return f"{clock_text(second)}{who} over the limit"


def _load_picture(timeline: _Timeline) -> Picture:
    summary, series = timeline.summary, timeline.series
    return _picture(
        "Requests a second and people",
        timeline,
        (
            charts.Line(name="requests a second", colour=_RATE, values=series.requests_per_s),
            charts.Line(name="people (right)", colour=_PEOPLE, values=series.users, axis="right", area=True),
        ),
        unit="/ s",
        height=134.0,
        description=f"Line chart of requests a second, {per_second_text(summary.requests.per_s)} in the mean, and of "
        f"people, {count_text(summary.users_max)} at most.",
    )


def _errors_picture(timeline: _Timeline) -> Picture:
    failed = timeline.series.failed_per_s
    return _picture(
        "Failed requests a second",
        timeline,
        (charts.Line(name="failed requests a second", colour=_FAILED, values=failed, area=True),),
        unit="/ s",
        height=84.0,
        description=f"Chart of failed requests: {count_text(timeline.summary.requests.failed)} in all.",
    )


def _picture(
    title: str,
    timeline: _Timeline,
    lines: tuple[charts.Line, ...],
    *,
    unit: str,
    height: float,
    description: str,
    limit: tuple[float, str] | None = None,
    moment: tuple[float, str] | None = None,
) -> Picture:
    seconds = timeline.series.second
    duration_s = max(timeline.summary.duration_s, seconds[-1] + 1.0)
    chart = charts.Chart(
        second=tuple(min(second + timeline.bin_s / 2, duration_s) for second in seconds),
        duration_s=duration_s,
        lines=lines,
        unit=unit,
        limit=limit,
        moment=moment,
        notes=timeline.notes,
        height=height,
    )
    return Picture(
        title=title,
        svg=charts.svg(chart),
        description=description,
        legend=tuple((line.colour, line.name) for line in lines),
    )


def _rows(summary: Summary, kind: LabelKind) -> tuple[Row, ...]:
    return tuple(_row(label, summary) for label in summary.labels if label.kind == kind)


def _row(label: LabelSummary, summary: Summary) -> Row:
    latency = label.latency_ms
    kinds = {one.kind for one in summary.labels if one.label == label.label}
    own = [one for one in _parsed(summary) if one.label == label.label and (len(kinds) == 1 or label.kind == "request")]
    return Row(
        label=breakable(label.label),
        times=count_text(label.count),
        per_s=per_second_text(label.per_s),
        p50=milliseconds_text(latency.p50),
        p95=milliseconds_text(latency.p95),
        p99=milliseconds_text(latency.p99),
        longest=milliseconds_text(latency.max),
        errors=f"{count_text(label.failed)} ({percent_text(label.failed / label.count)})" if label.failed else "0",
        limit=("kept" if all(_passed(summary, one) for one in own) else "missed") if own else "",
    )


def _timings(summary: Summary) -> Iterable[TimingRow]:
    """Yield what the time went into; nothing of a run that measured no parts."""
    phases, whole = summary.phases_ms, summary.latency_ms
    if phases.connect.count:
        yield _timing("Connection opened", phases.connect.count, phases.connect)
    if phases.tls.count:
        yield _timing("Connection secured (TLS)", phases.tls.count, phases.tls)
    if phases.first_byte.count:
        yield _timing("First byte of the answer there", phases.first_byte.count, phases.first_byte)
        yield _timing("Whole answer there", summary.requests.count, whole)
    for label in summary.labels:
        if label.kind == "pass":
            yield _timing(f"Whole pass: {label.label}", label.count, label.latency_ms)


def _timing(what: str, count: int, times: LatencySummary) -> TimingRow:
    return TimingRow(
        what=breakable(what),
        times=count_text(count),
        p50=milliseconds_text(times.p50),
        p95=milliseconds_text(times.p95),
        p99=milliseconds_text(times.p99),
        longest=milliseconds_text(times.max),
    )


def _timings_note(summary: Summary) -> str:
    sentences = []
    if summary.phases_ms.first_byte.count:
        sentences.append(
            "The first byte and the whole answer count from the moment when a request began, so they include the "
            "connection where a new one was needed."
        )
    if any(label.kind == "pass" for label in summary.labels):
        sentences.append(
            "A whole pass counts from the moment when it should have begun, without think times: if this computer "
            "began it late, its visitor waited, and that is in the time too."
        )
    return " ".join(sentences)


def _errors(summary: Summary) -> tuple[ErrorRow, ...]:
    counts = {label.label: label.count for label in reversed(summary.labels)}
    return tuple(
        ErrorRow(
            label=breakable(error.label, longest=90),
            reason=breakable(error.reason, longest=400),
            times=count_text(error.count),
            share=percent_text(min(1.0, error.count / counts[error.label])) if counts.get(error.label) else "–",
        )
        for error in summary.errors[:ERRORS_LISTED]
    )


def _left_out(summary: Summary) -> str:
    rest = summary.errors[ERRORS_LISTED:]
    if not rest:
        return ""
    return f"{len(rest)} rarer kinds with {count_text(sum(error.count for error in rest))} errors are left out here."


def _limits(summary: Summary) -> Iterable[LimitRow]:
    names = {"errors": "Failed requests", "rate": "Requests a second", "max": "Longest answer", "mean": "Mean answer"}
    for result in summary.limits:
        limit = parse_limit(result.rule)
        name = names.get(limit.metric) or f"{limit.metric[1:]} of 100 answers within ({limit.metric})"
        sign = "over" if limit.metric == "rate" else "under"
        yield LimitRow(
            what=breakable(f"{name}, {limit.label}" if limit.label else name),
            bound=f"{sign} {value_text(limit, limit.value)}",
            measured=measured_text(limit, result),
            passed=result.passed,
        )


def _generator(summary: Summary) -> tuple[tuple[str, str], ...]:
    generator = summary.generator
    return (
        ("Busiest processor core", f"at most {generator.cpu_percent_max:.0f} %"),
        ("Requests sent late (p99)", milliseconds_text(generator.lateness_ms_p99)),
        ("Worker processes", count_text(summary.workers)),
    )
