"""Two runs side by side, in words: what became faster or slower, label by label, beyond chance. Pure.

What counts as a change is judged in `noise`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from loadstudio.base.units import count_text, counted_text, milliseconds_text, percent_text
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.summary import LabelSummary, Summary
from loadstudio.results.badges import Badge, Tone
from loadstudio.results.noise import Change, failure_change, latency_change
from loadstudio.results.parts import LabelKey, RunParts

_NAMED = 3


class ComparedLabel(msgspec.Struct, frozen=True, kw_only=True):
    """A request or step in both runs; a side is None where it did not occur.

    `p95_change_ratio` is 0.12 for 12 % slower and `p95_change_ms` the same in milliseconds, None without another
    side; `failed_change` counts. `latency` and `failures` say whether that is more than chance.
    """

    label: str
    kind: LabelKind
    before: LabelSummary | None
    after: LabelSummary | None
    p95_change_ratio: float | None
    p95_change_ms: float | None
    failed_change: int
    latency: Change
    failures: Change

    @property
    def change(self) -> Change:
        """Both together: what became worse in one way is worse."""
        return _worst(self.latency, self.failures)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two runs, in the order that the caller gave; labels in the order of the later run. `headline`, `detail` and
    `badges` say it in words.
    """

    before: Summary
    after: Summary
    headline: str
    detail: str
    tone: Tone
    badges: tuple[Badge, ...]
    p95_change_ratio: float | None
    per_s_change_ratio: float | None
    failed_ratio_before: float
    failed_ratio_after: float
    latency: Change
    failures: Change
    labels: tuple[ComparedLabel, ...]


def compare(before: RunParts, after: RunParts) -> Comparison:
    """Return what changed from one run to another."""
    earlier = {(one.kind, one.label): one for one in before.summary.labels}
    later = {(one.kind, one.label): one for one in after.summary.labels}
    labels = tuple(
        _compared(key, earlier.get(key), later.get(key), before, after) for key in dict.fromkeys((*later, *earlier))
    )
    p95 = _ratio(before.summary.latency_ms.p95, after.summary.latency_ms.p95)
    latency = latency_change(before.everything, after.everything)
    failures = failure_change(before.everything, after.everything)
    changed = Comparison(
        before=before.summary,
        after=after.summary,
        headline="",
        detail="",
        tone="neutral",
        badges=(),
        p95_change_ratio=p95,
        per_s_change_ratio=_ratio(before.summary.requests.per_s, after.summary.requests.per_s),
        failed_ratio_before=_failed_ratio(before.summary),
        failed_ratio_after=_failed_ratio(after.summary),
        latency=latency,
        failures=failures,
        labels=labels,
    )
    return msgspec.structs.replace(
        changed,
        headline=_headline(changed),
        detail=" ".join(_detail(changed)),
        tone=_tone(changed),
        badges=tuple(_badges(changed)),
    )


def change_text(ratio: float | None) -> str:
    """Return a change as a signed share: `+12 %`, `−4 %`, `0 %`, or `–` where there is none."""
    if ratio is None:
        return "–"
    percent = round(ratio * 100)
    return f"+{percent} %" if percent > 0 else f"−{-percent} %" if percent else "0 %"


def change_words(compared: ComparedLabel) -> str:
    """Return how the times of a label changed: `slower by 120 ms (+35 %)`, `as before`, `new`, `gone`."""
    if compared.before is None or compared.after is None:
        return "new" if compared.before is None else "gone"
    if compared.latency == "unknown":
        return "too few to tell"
    if compared.latency == "same" or compared.p95_change_ms is None:
        return "as before"
    return _by(compared.latency, compared.p95_change_ms, compared.p95_change_ratio)


def failure_words(compared: ComparedLabel) -> str:
    """Return how the failures of a label changed: `12 more`, `3 fewer`, `as before`, '' without another side."""
    if compared.before is None or compared.after is None:
        return ""
    if compared.failures not in ("better", "worse"):
        return "as before"
    word = "more" if compared.failed_change > 0 else "fewer"
    shares = _label_share(compared.before), _label_share(compared.after)
    if (compared.failures == "worse") != (compared.failed_change > 0) or not compared.failed_change:
        return f"{percent_text(shares[1])}, before {percent_text(shares[0])}"
    return f"{count_text(abs(compared.failed_change))} {word}"


def _by(change: Change, difference_ms: float, ratio: float | None) -> str:
    word = "slower" if change == "worse" else "faster"
    return f"{word} by {milliseconds_text(abs(difference_ms))} ({change_text(ratio)})"


def _compared(
    key: LabelKey, before: LabelSummary | None, after: LabelSummary | None, earlier: RunParts, later: RunParts
) -> ComparedLabel:
    parts = earlier.labels.get(key), later.labels.get(key)
    both = before is not None and after is not None and parts[0] is not None and parts[1] is not None
    kind, label = key
    return ComparedLabel(
        label=label,
        kind=kind,
        before=before,
        after=after,
        p95_change_ratio=_ratio(before.latency_ms.p95, after.latency_ms.p95) if before and after else None,
        p95_change_ms=after.latency_ms.p95 - before.latency_ms.p95 if before and after else None,
        failed_change=(after.failed if after else 0) - (before.failed if before else 0),
        latency=latency_change(parts[0], parts[1]) if both and parts[0] and parts[1] else "unknown",
        failures=failure_change(parts[0], parts[1]) if both and parts[0] and parts[1] else "unknown",
    )


def _headline(compared: Comparison) -> str:
    before, after = compared.before.latency_ms.p95, compared.after.latency_ms.p95
    if compared.p95_change_ratio is None:
        return "The runs cannot be compared: in one of them no request ended."
    if compared.failures == "worse" and compared.latency != "worse":
        shares = percent_text(compared.failed_ratio_after), percent_text(compared.failed_ratio_before)
        return f"More errors: {shares[0]} of the requests failed, before {shares[1]}."
    times = f"95 of 100 answers came within {milliseconds_text(after)}, before within {milliseconds_text(before)}."
    if compared.latency == "unknown":
        return f"Too few requests to tell: {times}"
    if compared.latency == "same":
        return f"As fast as before: {times}"
    words = _by(compared.latency, after - before, compared.p95_change_ratio)
    return f"{words[0].upper()}{words[1:]}: {times}"


def _detail(compared: Comparison) -> Iterator[str]:
    """Yield the sentences under the headline: what is behind it, and what makes it doubtful."""
    if compared.p95_change_ratio is None:
        return
    kind = "transaction" if any(one.kind == "transaction" for one in compared.labels) else "request"
    own = [one for one in compared.labels if one.kind == kind]
    slower = sorted((one for one in own if one.latency == "worse"), key=lambda one: -(one.p95_change_ms or 0))
    faster = sorted((one for one in own if one.latency == "better"), key=lambda one: one.p95_change_ms or 0)
    if slower:
        yield f"Slower: {_named(slower)}."
    if faster:
        yield f"Faster: {_named(faster)}."
    if not slower and not faster:
        yield (
            "No step changed by more than two runs of one system differ by chance."
            if kind == "transaction"
            else "No request changed by more than two runs of one system differ by chance."
        )
    if compared.failures in ("better", "worse") and (compared.failures == "better" or compared.latency == "worse"):
        word = "Fewer" if compared.failures == "better" else "More"
        shares = percent_text(compared.failed_ratio_after), percent_text(compared.failed_ratio_before)
        yield f"{word} errors: {shares[0]} of the requests, before {shares[1]}."
    if _load_differs(compared):
        yield f"The load was not the same: {_load(compared.before)} before, {_load(compared.after)} now."
    if not compared.before.generator.trusted:
        yield "Do not trust the earlier run: this computer was the bottleneck then."
    if not compared.after.generator.trusted:
        yield "Do not trust the later run: this computer was the bottleneck then."


def _named(labels: Sequence[ComparedLabel]) -> str:
    names = [f"{one.label} ({change_text(one.p95_change_ratio)})" for one in labels[:_NAMED]]
    more = f" and {len(labels) - _NAMED} more" if len(labels) > _NAMED else ""
    return ", ".join(names) + more


def _load(summary: Summary) -> str:
    people = counted_text(summary.users_max, "person", "people")
    return f"at most {people}, {count_text(round(summary.requests.per_s))} requests a second"


def _load_differs(compared: Comparison) -> bool:
    """Whether so many fewer or more people came that times may differ for that reason alone."""
    people = _ratio(compared.before.users_max, compared.after.users_max)
    return people is None or abs(people) > 0.1


def _tone(compared: Comparison) -> Tone:
    if (
        compared.p95_change_ratio is None
        or not compared.before.generator.trusted
        or not compared.after.generator.trusted
    ):
        return "warn"
    if "worse" in (compared.latency, compared.failures):
        return "bad"
    if any(one.change == "worse" for one in compared.labels) or _load_differs(compared):
        return "warn"
    return "ok" if "better" in (compared.latency, compared.failures) else "neutral"


def _badges(compared: Comparison) -> Iterator[Badge]:
    if compared.p95_change_ratio is None:
        return
    tones: dict[Change, Tone] = {"better": "ok", "worse": "bad", "same": "neutral", "unknown": "neutral"}
    same = {"same": ", within chance", "unknown": ", too few to tell"}.get(compared.latency, "")
    yield Badge(tone=tones[compared.latency], text=f"Answers {change_text(compared.p95_change_ratio)} (p95){same}")
    shares = percent_text(compared.failed_ratio_before), percent_text(compared.failed_ratio_after)
    errors = f"Errors {shares[0]} → {shares[1]}" if shares[0] != shares[1] else f"Errors {shares[1]} in both"
    yield Badge(tone=tones[compared.failures], text=errors)
    people = compared.before.users_max, compared.after.users_max
    if _load_differs(compared):
        yield Badge(tone="warn", text=f"People {count_text(people[0])} → {count_text(people[1])}")
    else:
        yield Badge(tone="neutral", text="The same load")
    trusted = compared.before.generator.trusted and compared.after.generator.trusted
    words = "This computer kept up" if trusted else "This computer did not keep up"
    yield Badge(tone="ok" if trusted else "warn", text=words)


def _worst(one: Change, other: Change) -> Change:
    return next((change for change in ("worse", "better", "same") if change in (one, other)), "unknown")


def _label_share(label: LabelSummary) -> float:
    return label.failed / label.count if label.count else 0.0


def _failed_ratio(summary: Summary) -> float:
    return summary.requests.failed / summary.requests.count if summary.requests.count else 0.0


def _ratio(before: float, after: float) -> float | None:
    return after / before - 1 if before > 0 and after > 0 else None
