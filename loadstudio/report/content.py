"""What stands in a report: a stored run as texts, tables and charts, every number formatted. Pure but for reading the
run.

How it looks on the page is the template's.
"""

from __future__ import annotations

import msgspec

from loadstudio.base.clock import parse_iso
from loadstudio.base.sentences import Told, as_said
from loadstudio.base.units import (
    clock_text,
    count_text,
    counted_text,
    duration_text,
    milliseconds_text,
    per_second_text,
    percent_text,
)
from loadstudio.metrics.summary import Summary
from loadstudio.report.pictures import Picture, read_timeline, run_pictures
from loadstudio.report.setting import facts
from loadstudio.report.tables import (
    ErrorRow,
    LimitRow,
    Row,
    TimingRow,
    error_rows,
    errors_left_out,
    label_rows,
    limit_passed,
    limit_rows,
    parsed_limits,
    timing_rows,
    timings_note,
)
from loadstudio.report.wording import breakable, shortened, with_told
from loadstudio.results.caption import read_caption
from loadstudio.results.query import RunReader
from loadstudio.results.run_info import Moment
from loadstudio.results.verdict import Verdict, run_verdict

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LONGEST_BADGE = 64
"""More does not stand on one line of the page."""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A big number with its name above and a line below. `tone` is `bad` when its limit is broken, else ''."""

    title: str
    number: str
    note: str
    tone: str = ""


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
    warning: str = ""
    """What is wrong with the page itself, as one sentence."""


def report_content(reader: RunReader, told: Told = as_said) -> ReportContent:
    """Return what the report of a run says. Raises FileError."""
    summary = reader.summary()
    verdict = told_verdict(run_verdict(reader), told)
    info = reader.info
    words = read_caption(reader.folder)
    return ReportContent(
        title=breakable(words.title or summary.name),
        short_title=shortened(words.title or summary.name, 64),
        measured=summary.requests.count > 0,
        subtitle=_subtitle(summary, told, titled=bool(words.title)),
        note=tuple(breakable(line, longest=1000) for line in words.note.splitlines()),
        run_id=summary.run_id,
        program=info.environment.program,
        verdict=breakable_verdict(verdict),
        cards=tuple(with_told(card, told, "title", "number", "note") for card in _cards(summary)),
        pictures=run_pictures(read_timeline(reader, summary), verdict, info.limits, told),
        steps=label_rows(summary, "transaction", told),
        requests=label_rows(summary, "request", told),
        timings=tuple(timing_rows(summary, told)),
        timings_note=told(timings_note(summary)),
        errors=error_rows(summary, told),
        errors_left_out=told(errors_left_out(summary)),
        limits=tuple(limit_rows(summary, told)),
        facts=tuple((told(name), breakable(told(value), longest=400)) for name, value in facts(info, summary)),
        generator=tuple((told(name), told(value)) for name, value in _generator(summary)),
        generator_trusted=summary.generator.trusted,
        generator_reasons=tuple(map(told, summary.generator.reasons)),
        moments=tuple((clock_text(moment.second), breakable(told(_said(moment)))) for moment in reader.moments()),
    )


def _subtitle(summary: Summary, told: Told, *, titled: bool) -> str:
    """Return when and how long; under a title of the person the run's own name stands here."""
    parts = when_text(summary, told), duration_text(summary.duration_s)
    name = (breakable(summary.name, longest=80),) if titled else ()
    return "  ·  ".join((*name, *parts, told(counted_text(summary.requests.count, "request"))))


def _said(moment: Moment) -> str:
    return f"Note: {moment.text}" if moment.kind == "note" else moment.text


def when_text(summary: Summary, told: Told = as_said) -> str:
    """Return when a run began, in the time of this computer."""
    started = parse_iso(summary.started_utc).astimezone()
    offset = f"{started:%z}"
    zone = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:]}"
    return told(f"{started.day} {_MONTHS[started.month - 1]} {started.year}, {started:%H:%M} {zone}")


def told_verdict(verdict: Verdict, told: Told) -> Verdict:
    """Return a verdict in the language of the reader."""
    badges = tuple(with_told(badge, told, "text") for badge in verdict.badges)
    return msgspec.structs.replace(with_told(verdict, told, "headline", "short", "detail"), badges=badges)


def breakable_verdict(verdict: Verdict) -> Verdict:
    """Return a verdict whose long words may break on a page."""
    return msgspec.structs.replace(
        verdict,
        headline=breakable(verdict.headline, longest=240),
        detail=breakable(verdict.detail, longest=1200),
        badges=tuple(
            msgspec.structs.replace(badge, text=breakable(badge.text, longest=_LONGEST_BADGE))
            for badge in verdict.badges
        ),
    )


def _cards(summary: Summary) -> tuple[Card, ...]:
    requests = summary.requests
    missed = {(limit.metric, limit.label) for limit in parsed_limits(summary) if not limit_passed(summary, limit)}
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


def _generator(summary: Summary) -> tuple[tuple[str, str], ...]:
    generator = summary.generator
    return (
        ("Busiest processor core", f"at most {generator.cpu_percent_max:.0f} %"),
        ("99 of 100 requests late by at most", milliseconds_text(generator.lateness_ms_p99)),
        ("Processes for the load", count_text(summary.workers)),
    )
