"""The tables of a report, every number formatted: requests and steps, where the time went, errors, limits."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from loadstudio.base.sentences import Told, as_said
from loadstudio.base.units import count_text, milliseconds_text, per_second_text, percent_text
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.summary import LabelSummary, LatencySummary, Summary
from loadstudio.plan.limits import limit_text, parse_limit, value_text
from loadstudio.plan.model import Limit
from loadstudio.report.wording import breakable, with_told
from loadstudio.results.badges import measured_text

ERRORS_LISTED = 40


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


def parsed_limits(summary: Summary) -> list[Limit]:
    """Return the limits of a run."""
    return [parse_limit(result.rule) for result in summary.limits]


def limit_passed(summary: Summary, limit: Limit) -> bool:
    """Whether a limit was kept."""
    return all(result.passed for result in summary.limits if result.rule == limit_text(limit))


def label_rows(summary: Summary, kind: LabelKind, told: Told = as_said) -> tuple[Row, ...]:
    """Return a row for each label of one kind."""
    numbers = ("times", "per_s", "p50", "p95", "p99", "longest", "errors")
    return tuple(with_told(_row(label, summary), told, *numbers) for label in summary.labels if label.kind == kind)


def _row(label: LabelSummary, summary: Summary) -> Row:
    latency = label.latency_ms
    kinds = {one.kind for one in summary.labels if one.label == label.label}
    own = [
        one
        for one in parsed_limits(summary)
        if one.label == label.label and (len(kinds) == 1 or label.kind == "request")
    ]
    return Row(
        label=breakable(label.label),
        times=count_text(label.count),
        per_s=per_second_text(label.per_s),
        p50=milliseconds_text(latency.p50),
        p95=milliseconds_text(latency.p95),
        p99=milliseconds_text(latency.p99),
        longest=milliseconds_text(latency.max),
        errors=f"{count_text(label.failed)} ({percent_text(label.failed / label.count)})" if label.failed else "0",
        limit=("kept" if all(limit_passed(summary, one) for one in own) else "missed") if own else "",
    )


def timing_rows(summary: Summary, told: Told = as_said) -> Iterable[TimingRow]:
    """Yield what the time went into; nothing of a run that measured no parts."""
    phases, whole = summary.phases_ms, summary.latency_ms
    if phases.connect.count:
        yield _timing("Connection opened", phases.connect.count, phases.connect, told)
    if phases.tls.count:
        yield _timing("Connection secured (TLS)", phases.tls.count, phases.tls, told)
    if phases.first_byte.count:
        yield _timing("First byte of the answer there", phases.first_byte.count, phases.first_byte, told)
        yield _timing("Whole answer there", summary.requests.count, whole, told)
    for label in summary.labels:
        if label.kind == "pass":
            yield _timing(f"Whole pass: {label.label}", label.count, label.latency_ms, told)


def _timing(what: str, count: int, times: LatencySummary, told: Told) -> TimingRow:
    row = TimingRow(
        what=breakable(told(what)),
        times=count_text(count),
        p50=milliseconds_text(times.p50),
        p95=milliseconds_text(times.p95),
        p99=milliseconds_text(times.p99),
        longest=milliseconds_text(times.max),
    )
    return with_told(row, told, "times", "p50", "p95", "p99", "longest")


def timings_note(summary: Summary) -> str:
    """Return what the timings mean, in sentences."""
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


def error_rows(summary: Summary, told: Told = as_said) -> tuple[ErrorRow, ...]:
    """Return the most frequent kinds of failure."""
    counts = {label.label: label.count for label in reversed(summary.labels)}
    return tuple(
        ErrorRow(
            label=breakable(error.label, longest=90),
            reason=breakable(told(error.reason), longest=400),
            times=told(count_text(error.count)),
            share=told(percent_text(min(1.0, error.count / counts[error.label]))) if counts.get(error.label) else "–",
        )
        for error in summary.errors[:ERRORS_LISTED]
    )


def errors_left_out(summary: Summary) -> str:
    """Return a sentence about the kinds that are not listed, or an empty one."""
    rest = summary.errors[ERRORS_LISTED:]
    if not rest:
        return ""
    times = count_text(sum(error.count for error in rest))
    return f"{len(rest)} rarer kinds with {times} errors are left out here."


def limit_rows(summary: Summary, told: Told = as_said) -> Iterable[LimitRow]:
    """Yield a row for each limit."""
    names = {"errors": "Failed requests", "rate": "Requests a second", "max": "Longest answer", "mean": "Mean answer"}
    for result in summary.limits:
        limit = parse_limit(result.rule)
        name = names.get(limit.metric) or f"{limit.metric[1:]} of 100 answers within ({limit.metric})"
        sign = "over" if limit.metric == "rate" else "under"
        yield LimitRow(
            what=breakable(told(f"{name}, {limit.label}" if limit.label else name)),
            bound=told(f"{sign} {value_text(limit, limit.value)}"),
            measured=told(measured_text(limit, result)),
            passed=result.passed,
        )
