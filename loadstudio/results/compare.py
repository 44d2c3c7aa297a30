"""Two runs side by side: what became faster or slower, label by label. Pure."""

from __future__ import annotations

from typing import Literal

import msgspec

from loadstudio.base.units import milliseconds_text, percent_text
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.summary import LabelSummary, Summary

NOISE_RATIO = 0.05
"""Latencies that differ by less are called the same: runs of one system differ by that much by themselves."""

type Change = Literal["better", "worse", "same"]


class ComparedLabel(msgspec.Struct, frozen=True, kw_only=True):
    """A request or step in both runs; a side is None where it did not occur.

    `p95_change_ratio` is 0.12 for 12 % slower, None where it cannot be told; `failed_change` counts.
    """

    label: str
    kind: LabelKind
    before: LabelSummary | None
    after: LabelSummary | None
    p95_change_ratio: float | None
    failed_change: int
    change: Change


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two runs, in the order of time that the caller gave; labels in the order of the later run."""

    before: Summary
    after: Summary
    headline: str
    p95_change_ratio: float | None
    per_s_change_ratio: float | None
    failed_ratio_before: float
    failed_ratio_after: float
    labels: tuple[ComparedLabel, ...]


def compare(before: Summary, after: Summary) -> Comparison:
    """Return what changed from one run to another."""
    p95 = _ratio(before.latency_ms.p95, after.latency_ms.p95)
    failed_before, failed_after = _failed_ratio(before), _failed_ratio(after)
    earlier = {(one.kind, one.label): one for one in before.labels}
    later = {(one.kind, one.label): one for one in after.labels}
    return Comparison(
        before=before,
        after=after,
        headline=_headline(before, after, p95),
        p95_change_ratio=p95,
        per_s_change_ratio=_ratio(before.requests.per_s, after.requests.per_s),
        failed_ratio_before=failed_before,
        failed_ratio_after=failed_after,
        labels=tuple(_compared(key, earlier.get(key), later.get(key)) for key in dict.fromkeys((*later, *earlier))),
    )


def change_text(ratio: float | None) -> str:
    """Return a change as a signed share: `+12 %`, `−4 %`, `0 %`, or `–` where there is none."""
    if ratio is None:
        return "–"
    percent = round(ratio * 100)
    return f"+{percent} %" if percent > 0 else f"−{-percent} %" if percent else "0 %"


def _compared(key: tuple[LabelKind, str], before: LabelSummary | None, after: LabelSummary | None) -> ComparedLabel:
    ratio = _ratio(before.latency_ms.p95, after.latency_ms.p95) if before and after else None
    failed = (after.failed if after else 0) - (before.failed if before else 0)
    change: Change = "same"
    if failed > 0 or (ratio is not None and ratio > NOISE_RATIO):
        change = "worse"
    elif failed < 0 or (ratio is not None and ratio < -NOISE_RATIO):
        change = "better"
    kind, label = key
    return ComparedLabel(
        label=label, kind=kind, before=before, after=after, p95_change_ratio=ratio, failed_change=failed, change=change
    )


def _headline(before: Summary, after: Summary, p95: float | None) -> str:
    if p95 is None:
        return "The runs cannot be compared: in one of them no request ended."
    times = f"from {milliseconds_text(before.latency_ms.p95)} to {milliseconds_text(after.latency_ms.p95)}"
    if abs(p95) <= NOISE_RATIO:
        sentence = f"As fast as before: p95 went {times}."
    else:
        sentence = f"{'Slower' if p95 > 0 else 'Faster'} by {percent_text(round(abs(p95), 2))}: p95 went {times}."
    shares = _failed_ratio(before), _failed_ratio(after)
    if shares[0] != shares[1]:
        sentence += f" Errors went from {percent_text(shares[0])} to {percent_text(shares[1])}."
    if before.users_max != after.users_max:
        sentence += f" The load was not the same: {before.users_max} people before, {after.users_max} now."
    return sentence


def _failed_ratio(summary: Summary) -> float:
    return summary.requests.failed / summary.requests.count if summary.requests.count else 0.0


def _ratio(before: float, after: float) -> float | None:
    return after / before - 1 if before > 0 and after > 0 else None
