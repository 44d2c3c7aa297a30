"""What a run showed, in one sentence for those who decide: the same words on screen, in the report and in commands.
What proves it are the `badges`.

The words are made by pure functions of the summary and of the breaks found in the stored seconds.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from loadstudio.base.units import clock_text, count_text, counted_text, duration_text, milliseconds_text, percent_text
from loadstudio.metrics.summary import LabelSummary, LimitResult, Summary
from loadstudio.plan.limits import parse_limit, value_text
from loadstudio.plan.model import Limit
from loadstudio.results.badges import Badge, Tone, badges_of
from loadstudio.results.breaks import BINS_PER_RUN, LimitBreak, find_break
from loadstudio.results.query import RunReader
from loadstudio.results.series import fitting_bin_s

_EDITION = 3  # raise it when the words change: stored verdicts are then made anew
_LABELS_NAMED = 3
_FAILED_PASSES_TOLD = 0.05


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`headline` is the sentence, `detail` says how it is known, `short` fits a row of a list."""

    tone: Tone
    headline: str
    short: str
    detail: str = ""
    badges: tuple[Badge, ...] = ()
    breaks: tuple[LimitBreak, ...] = ()


class StoredVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict as it was worded once, kept so that a list of runs need not look through them."""

    edition: int
    verdict: Verdict


class _Miss(msgspec.Struct, frozen=True, kw_only=True):
    limit: Limit
    result: LimitResult
    broke: LimitBreak | None


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    tone: Tone
    headline: str
    short: str
    detail: str = ""


def run_verdict(reader: RunReader) -> Verdict:
    """Return the verdict of a stored run. Raises FileError."""
    stored = reader.meta("verdict", StoredVerdict)
    if stored is not None and stored.edition == _EDITION:
        return stored.verdict
    summary = reader.summary()
    bin_s = fitting_bin_s(summary.duration_s, BINS_PER_RUN)
    kinds = {label.label: label.kind for label in reversed(summary.labels)}
    breaks = [
        find_break(limit, reader.bins(limit.label, kinds.get(limit.label, "request"), bin_s))
        for limit in reader.info.limits
    ]
    return judge_run(summary, tuple(one for one in breaks if one is not None))


def stored_verdict(verdict: Verdict) -> StoredVerdict:
    """Return a verdict as it is kept with its run."""
    return StoredVerdict(edition=_EDITION, verdict=verdict)


def judge_run(summary: Summary, breaks: Sequence[LimitBreak] = ()) -> Verdict:
    """Return the verdict of a summary; `breaks` are where its limits broke, where that is known."""
    ordered = tuple(sorted(breaks, key=lambda one: one.second))
    words = _words(summary, ordered)
    return Verdict(
        tone=words.tone,
        headline=words.headline,
        short=words.short,
        detail=words.detail,
        badges=badges_of(summary),
        breaks=ordered,
    )


def _people(count: int) -> str:
    """Return `1 person`, `50 people`."""
    return counted_text(count, "person", "people")


def _words(summary: Summary, breaks: tuple[LimitBreak, ...]) -> _Words:
    missed = _missed(summary, breaks)
    lasted = duration_text(summary.duration_s)
    if not summary.requests.count:
        return _Words(tone="bad", headline="No request ended, so there is nothing to judge.", short="No results")
    if summary.outcome.startswith("failed"):
        reason = summary.outcome.partition(":")[2].strip()
        return _Words(
            tone="bad",
            headline=f"The run broke off after {lasted}.",
            short=f"Broke off after {lasted}",
            detail=f"{_capital(reason).rstrip('.')}." if reason else "",
        )
    if not summary.generator.trusted:
        return _Words(
            tone="warn",
            headline="Do not trust these numbers: this computer was the bottleneck.",
            short="Not to be trusted",
            detail=" ".join((*summary.generator.reasons, "Use fewer people, or share the load with more computers.")),
        )
    if failing := next((miss for miss in missed if miss.limit.metric == "errors"), None):
        return _failing(summary, failing)
    if missed:
        return _slow(summary, missed[0]) if missed[0].limit.metric != "rate" else _weak(missed[0])
    return _kept(summary, breaks)


def _missed(summary: Summary, breaks: tuple[LimitBreak, ...]) -> list[_Miss]:
    """Return what was missed: what broke first stands first, then what was never kept; rates last."""
    misses = []
    for result in summary.limits:
        if not result.passed:
            limit = parse_limit(result.rule)
            broke = next((one for one in breaks if one.limit == limit), None)
            misses.append(_Miss(limit=limit, result=result, broke=broke))
    return sorted(misses, key=lambda miss: (miss.limit.metric == "rate", miss.broke.second if miss.broke else 0))


def _failing(summary: Summary, miss: _Miss) -> _Words:
    share = percent_text(miss.result.value)
    what = f"the requests of {miss.limit.label}" if miss.limit.label else "the requests"
    headline = f"{share} of {what} failed."
    if miss.broke and _was_held(miss.broke):
        headline = f"Held {_people(miss.broke.users_held)}. With more, {share} of {what} failed."
    if summary.requests.failed == summary.requests.count:
        headline = "All requests failed."
    parts = [f"At most {percent_text(miss.limit.value)} may fail."]
    if miss.broke and miss.broke.second:
        parts.append(f"It began at {clock_text(miss.broke.second)}, with {_people(miss.broke.users)}.")
    errors = [error for error in summary.errors if miss.limit.label in ("", error.label)]
    if errors:
        first = errors[0]
        often = "once" if first.count == 1 else f"{count_text(first.count)} times"
        parts.append(f"Most often ({often}): {first.label}: {first.reason}")
    return _Words(tone="bad", headline=headline, short=f"{share} failed", detail=" ".join(parts))


def _was_held(broke: LimitBreak) -> bool:
    """Whether the people had become more when it broke, so that their number is a finding."""
    return 0 < broke.users_held < broke.users


def _slow(summary: Summary, miss: _Miss) -> _Words:
    limit, broke = miss.limit, miss.broke
    who = limit.label or "answers"
    bound = value_text(limit, limit.value)
    measured = f"{limit.metric} was {value_text(limit, miss.result.value)}, the limit is {bound}."
    if limit.label and not any(one.label == limit.label for one in summary.labels):
        return _Words(
            tone="bad",
            headline=f"{limit.label} was never reached.",
            short=f"{limit.label} never reached",
            detail=f"A limit is set for it ({miss.result.rule}), but no such request or step ended.",
        )
    if broke is None or (broke.second == 0 and not broke.users_held):
        headline = f"{_capital(who)} took too long: {measured}"
        return _Words(tone="bad", headline=headline, short="Too slow", detail=_slow_labels(summary, limit))
    detail = f"At {clock_text(broke.second)} {who} went over {bound} ({limit.metric}) and stayed there for a while."
    detail = " ".join((detail, f"Over the whole run {measured}", _slow_labels(summary, limit))).rstrip()
    if _was_held(broke):
        headline = (
            f"Held {_people(broke.users_held)}. From {count_text(broke.users)} on, {who} took longer than {bound}."
        )
        return _Words(tone="bad", headline=headline, short=f"Slow from {count_text(broke.users)} on", detail=detail)
    headline = f"From {clock_text(broke.second)} on, {who} took longer than the limit of {bound}."
    return _Words(tone="bad", headline=headline, short=f"Slow from {clock_text(broke.second)} on", detail=detail)


def _slow_labels(summary: Summary, limit: Limit) -> str:
    """Name the requests behind a missed limit on all of them."""
    if limit.label or limit.metric in ("errors", "rate"):
        return ""
    slow = [one for one in summary.labels if one.kind == "request" and _latency(one, limit.metric) >= limit.value]
    others = sum(one.kind == "request" for one in summary.labels) - len(slow)
    if not slow or not others:
        return ""
    slow.sort(key=lambda one: -_latency(one, limit.metric))
    names = [f"{one.label} ({milliseconds_text(_latency(one, limit.metric))})" for one in slow[:_LABELS_NAMED]]
    more = f" and {len(slow) - _LABELS_NAMED} more" if len(slow) > _LABELS_NAMED else ""
    return f"Slow were {', '.join(names)}{more}; the other requests kept within it."


def _latency(label: LabelSummary, metric: str) -> float:
    return float(getattr(label.latency_ms, metric))


def _weak(miss: _Miss) -> _Words:
    return _Words(
        tone="bad",
        headline=f"{miss.limit.label or 'Requests'} came at {value_text(miss.limit, miss.result.value)}; more than "
        f"{value_text(miss.limit, miss.limit.value)} were asked for.",
        short="Too few requests",
    )


def _broke_for_a_while(summary: Summary, broke: LimitBreak) -> _Words:
    who = broke.limit.label or "answers"
    bound = value_text(broke.limit, broke.limit.value)
    was_held = _was_held(broke)
    start = count_text(broke.users) if was_held else clock_text(broke.second)
    sentence = f"From {start} on, {who} took longer than {bound} for a while."
    if broke.limit.metric == "errors":
        sentence = f"From {start} on, more than {bound} failed for a while."
    return _Words(
        tone="warn",
        headline=f"Held {_people(broke.users_held)}. {sentence}" if was_held else sentence,
        short=f"Uneven from {start} on",
        detail=f"Over the whole run all limits were kept: {_size(summary)}.",
    )


def _kept(summary: Summary, breaks: tuple[LimitBreak, ...]) -> _Words:
    if breaks:
        return _broke_for_a_while(summary, breaks[0])
    passes = summary.iterations
    if passes.failed >= _FAILED_PASSES_TOLD * (passes.completed + passes.failed) > 0:
        return _passes_failed(summary)
    return _held(summary)


def _passes_failed(summary: Summary) -> _Words:
    """Few requests failed, but they were of many people: a limit on requests, page files included, does not see it."""
    passes = summary.iterations
    failed = f"{count_text(passes.failed)} of {count_text(passes.completed + passes.failed)} passes failed"
    held = _held(summary)
    return _Words(
        tone="warn",
        headline=f"{failed}.",
        short=failed,
        detail=f"{held.detail} But a pass in which one request fails did not do what the person came for.",
    )


def _held(summary: Summary) -> _Words:
    within = milliseconds_text(summary.latency_ms.p95)
    who = _people(summary.users_max)
    endings = {"stopped": f"Stopped after {duration_text(summary.duration_s)}. Until then it held {who}"}
    interrupted = f"Interrupted after {duration_text(summary.duration_s)}. Until then it held {who}"
    finished = summary.outcome == "finished"
    start = f"Held {who}" if finished else endings.get(summary.outcome, interrupted)
    limits = "All limits were kept" if summary.limits else "No limits were set"
    return _Words(
        tone="ok" if finished else "warn",
        headline=f"{start}. 95 of 100 answers came within {within}.",
        short=f"Held {who}" if finished else start.partition(".")[0],
        detail=f"{limits}: {_size(summary)}.",
    )


def _size(summary: Summary) -> str:
    requests = summary.requests
    failed = f"{percent_text(requests.failed / requests.count)} of them failed" if requests.failed else "none failed"
    return f"{count_text(requests.count)} requests in {duration_text(summary.duration_s)}, {failed}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
