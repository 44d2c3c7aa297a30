"""The proofs of a verdict, each in a few words: what every limit measured, and whether the numbers can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from loadstudio.base.units import milliseconds_text, percent_text
from loadstudio.metrics.summary import LimitResult, Summary
from loadstudio.plan.limits import parse_limit, value_text
from loadstudio.plan.model import Limit

type Tone = Literal["ok", "warn", "bad", "neutral"]


class Badge(msgspec.Struct, frozen=True, kw_only=True):
    """A proof of the verdict in a few words."""

    tone: Tone
    text: str


def foremost(badges: Sequence[Badge], most: int) -> tuple[tuple[Badge, ...], tuple[Badge, ...]]:
    """Return the badges that are shown where no more have room, what is wrong before what is good, and the others."""
    worst = ("bad", "warn", "ok", "neutral")
    if len(badges) <= most:
        return tuple(badges), ()
    shown = sorted(range(len(badges)), key=lambda place: worst.index(badges[place].tone))[:most]
    return (
        tuple(badge for place, badge in enumerate(badges) if place in shown),
        tuple(badge for place, badge in enumerate(badges) if place not in shown),
    )


def badges_of(summary: Summary) -> tuple[Badge, ...]:
    """Return what proves the verdict of a summary: its limits, errors first, and whether this computer kept up."""
    requests = summary.requests
    if not requests.count:
        return ()
    judged = [(parse_limit(result.rule), result) for result in summary.limits]
    badges = [
        Badge(tone="ok" if result.passed else "bad", text=_badge_text(limit, result))
        for limit, result in sorted(judged, key=lambda pair: pair[0].metric != "errors")
    ]
    if not any(limit.metric == "errors" and not limit.label for limit, _ in judged):
        badges.insert(0, Badge(tone="neutral", text=f"Errors {percent_text(requests.failed / requests.count)}"))
    if all(limit.metric in ("errors", "rate") for limit, _ in judged):
        badges.append(Badge(tone="neutral", text=f"p95 {milliseconds_text(summary.latency_ms.p95)}, no limit set"))
    kept_up = Badge(tone="ok", text="This computer kept up")
    return (*badges, kept_up if summary.generator.trusted else Badge(tone="warn", text="This computer did not keep up"))


def measured_text(limit: Limit, result: LimitResult) -> str:
    """Return what a limit measured, or `nothing` where what it is about never ended."""
    never = result.value == 0 and not result.passed
    return "nothing" if never else value_text(limit, result.value)


def _badge_text(limit: Limit, result: LimitResult) -> str:
    name = {"errors": "Errors", "rate": "Rate"}.get(limit.metric, limit.metric)
    where = f" in {limit.label}" if limit.label else ""
    word = "at least" if limit.metric == "rate" else "limit"
    return f"{name} {measured_text(limit, result)}{where}, {word} {value_text(limit, limit.value)}"
