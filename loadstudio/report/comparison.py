"""What stands in the report of two runs: what changed in words, both over time on the same axes, label by label."""

from __future__ import annotations

from pathlib import Path

import msgspec

from loadstudio.base.sentences import Told, as_said
from loadstudio.base.units import milliseconds_text, per_second_text
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.summary import LabelSummary, Summary
from loadstudio.report import charts
from loadstudio.report.content import breakable_verdict, told_verdict, when_text
from loadstudio.report.pictures import P95, PEOPLE, RATE, Picture, Timeline, drawn, legend_of, read_timeline
from loadstudio.report.setting import SettingChange, setting_changes
from loadstudio.report.wording import breakable, shortened, with_told
from loadstudio.results.badges import Tone
from loadstudio.results.caption import read_caption
from loadstudio.results.compare import ComparedLabel, Comparison, change_words, compare, failure_words
from loadstudio.results.noise import LEAST_SAMPLES, Change
from loadstudio.results.parts import read_parts
from loadstudio.results.query import RunReader, open_run
from loadstudio.results.verdict import Verdict

_TONES: dict[Change, Tone] = {"better": "ok", "worse": "bad", "same": "neutral", "unknown": "neutral"}


class ComparedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A request or step in both runs. Tones are those of badges."""

    label: str
    before: str
    after: str
    change: str
    change_tone: Tone
    errors: str
    errors_tone: Tone


class ComparisonContent(msgspec.Struct, frozen=True, kw_only=True):
    """A whole comparison, ready for its template. `sides` are pairs of a word and the run that it stands for."""

    title: str
    short_title: str
    subtitle: str
    note: tuple[str, ...]
    program: str
    sides: tuple[tuple[str, str], ...]
    verdict: Verdict
    pictures: tuple[Picture, ...]
    steps: tuple[ComparedRow, ...]
    requests: tuple[ComparedRow, ...]
    settings: tuple[SettingChange, ...]
    rule: str
    warning: str = ""


class _Side(msgspec.Struct, frozen=True, kw_only=True):
    called: str
    timeline: Timeline


def comparison_content(one: Path, other: Path, told: Told = as_said) -> ComparisonContent:
    """Return what the report of two runs (folders or ids) says, the earlier one first. Raises FileError."""
    with open_run(one) as first, open_run(other) as second:
        before, after = sorted((first, second), key=lambda reader: reader.info.started_utc)
        compared = compare(read_parts(before), read_parts(after))
        sides = _side(before), _side(after)
        verdict = Verdict(
            tone=compared.tone, headline=compared.headline, short="", detail=compared.detail, badges=compared.badges
        )
        return ComparisonContent(
            title=told("Comparison of two runs"),
            short_title=told(f"{shortened(sides[1].called, 48)} compared"),
            subtitle=breakable(sides[1].called),
            note=(),
            program=after.info.environment.program,
            sides=tuple(
                (
                    told(word),
                    f"{breakable(side.called)}  ·  {when_text(side.timeline.summary, told)}  ·  {told('run')} "
                    f"{reader.info.run_id}",
                )
                for word, side, reader in zip(("Before", "Now"), sides, (before, after), strict=True)
            ),
            verdict=breakable_verdict(told_verdict(verdict, told)),
            pictures=_pictures(sides[0].timeline, sides[1].timeline, told),
            steps=_rows(compared, "transaction", told),
            requests=_rows(compared, "request", told),
            settings=tuple(
                SettingChange(name=told(one.name), before=breakable(told(one.before)), after=breakable(told(one.after)))
                for one in setting_changes(before.info, after.info)
            ),
            rule=told(
                "Slower or faster is said only of what changed by more than 5 % and by more than chance makes two "
                "runs of one system differ; “as before” is all else. Fewer than "
                f"{LEAST_SAMPLES} answers are too few to tell."
            ),
        )


def _side(reader: RunReader) -> _Side:
    summary = reader.summary()
    return _Side(called=read_caption(reader.folder).title or summary.name, timeline=read_timeline(reader, summary))


def _rows(compared: Comparison, kind: LabelKind, told: Told) -> tuple[ComparedRow, ...]:
    texts = ("before", "after", "change", "errors")
    return tuple(with_told(_row(label), told, *texts) for label in compared.labels if label.kind == kind)


def _row(label: ComparedLabel) -> ComparedRow:
    return ComparedRow(
        label=breakable(label.label),
        before=_p95(label.before),
        after=_p95(label.after),
        change=change_words(label),
        change_tone=_TONES[label.latency],
        errors=failure_words(label),
        errors_tone=_TONES[label.failures],
    )


def _p95(label: LabelSummary | None) -> str:
    return milliseconds_text(label.latency_ms.p95) if label is not None else "–"


def _pictures(before: Timeline, after: Timeline, told: Told) -> tuple[Picture, ...]:
    if not before.series.second or not after.series.second:
        return ()
    duration_s = max(_duration_s(before), _duration_s(after))
    return (
        _picture("95 of 100 answers came within", (before, after), duration_s, P95, told, rate=False),
        _picture("Requests a second", (before, after), duration_s, RATE, told, rate=True),
    )


def _picture(
    title: str, sides: tuple[Timeline, Timeline], duration_s: float, colour: str, told: Told, *, rate: bool
) -> Picture:
    before, after = sides
    lines = tuple(
        charts.Line(
            name=told(word),
            colour=ink,
            mark=told(word),
            dashed=side is before,
            second=drawn(side, duration_s),
            values=side.series.requests_per_s if rate else side.series.p95_ms,
        )
        for word, ink, side in (("before", PEOPLE, before), ("now", colour, after))
    )
    chart = charts.Chart(
        second=(),
        duration_s=duration_s,
        lines=lines,
        unit="/ s" if rate else "ms",
        height=134.0 if rate else 156.0,
        told=told,
    )
    was, now = (_figure(side.summary, rate=rate) for side in sides)
    return Picture(
        title=told(title),
        svg=charts.svg(chart),
        description=told(f"Line chart of both runs: {was} before, {now} now, over the whole run."),
        legend=legend_of(lines),
    )


def _figure(summary: Summary, *, rate: bool) -> str:
    return f"{per_second_text(summary.requests.per_s)} / s" if rate else milliseconds_text(summary.latency_ms.p95)


def _duration_s(timeline: Timeline) -> float:
    return max(timeline.summary.duration_s, timeline.series.second[-1] + 1.0)
