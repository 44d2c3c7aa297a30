"""All that the screen shows of one run, or of two beside each other, read at once in a job. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from loadstudio.metrics.summary import Summary
from loadstudio.report.setting import SettingChange, setting_changes
from loadstudio.results.caption import Caption, read_caption
from loadstudio.results.compare import Comparison, compare
from loadstudio.results.export import Progress, untold
from loadstudio.results.history import RunEntry
from loadstudio.results.parts import RunParts, read_parts
from loadstudio.results.query import open_run
from loadstudio.results.run_info import ErrorSample, Moment, RunInfo
from loadstudio.results.series import Series, fitting_bin_s
from loadstudio.results.verdict import Verdict, run_verdict

_CHART_POINTS = 900


class RunDetail(msgspec.Struct, frozen=True, kw_only=True):
    """One run; `series` is for its charts.

    `verdict` is None while the run is going on; `comparison` None without a run to compare with, or not yet.
    """

    path: Path
    info: RunInfo
    summary: Summary
    verdict: Verdict | None
    series: Series
    moments: tuple[Moment, ...]
    samples: tuple[ErrorSample, ...]
    comparison: Comparison | None = None
    baseline_utc: str = ""
    caption: Caption = Caption()

    @property
    def called(self) -> str:
        """How the run is called: by its title, else by the name of its plan."""
        return self.caption.title or self.info.name


class ComparedRuns(msgspec.Struct, frozen=True, kw_only=True):
    """Two runs beside each other; `changes` are the settings that differed."""

    before: RunDetail
    after: RunDetail
    comparison: Comparison
    changes: tuple[SettingChange, ...]


def read_detail(path: Path) -> RunDetail:
    """Return what is to be seen of a run, as yet compared with none. Raises FileError. Slow."""
    with open_run(path) as reader:
        summary = reader.summary()
        return RunDetail(
            path=path,
            info=reader.info,
            summary=summary,
            verdict=None if reader.going_on() else run_verdict(reader),
            series=reader.series(bin_s=fitting_bin_s(summary.duration_s, _CHART_POINTS)),
            moments=reader.moments(),
            samples=reader.samples(limit=500),
            caption=read_caption(reader.folder),
        )


def read_against(detail: RunDetail, baseline: Path, told: Progress = untold) -> RunDetail:
    """Return a run compared with the one in `baseline`; `told(ratio)` hears how far it is. Raises FileError. Very slow
    for long runs.
    """
    before, after = _both_parts(baseline, detail.path, told)
    return msgspec.structs.replace(detail, comparison=compare(before, after), baseline_utc=before.summary.started_utc)


def read_compared(one: Path, other: Path, told: Progress = untold) -> ComparedRuns:
    """Return two runs beside each other, the earlier one first; `told(ratio)` hears how far it is. Raises FileError.
    Very slow for long runs.
    """
    before, after = sorted((read_detail(one), read_detail(other)), key=lambda detail: detail.summary.started_utc)
    return ComparedRuns(
        before=before,
        after=after,
        comparison=compare(*_both_parts(before.path, after.path, told)),
        changes=setting_changes(before.info, after.info),
    )


def can_compare(entry: RunEntry) -> bool:
    """Whether a run is over and measured something."""
    return bool(entry.requests) and not entry.problem and entry.outcome != "running"


def run_before(entries: Sequence[RunEntry], row: int) -> RunEntry | None:
    """Return the last run of the same name before that of a row (entries stand newest first), or None."""
    chosen = entries[row]
    older = entries[row + 1 :]
    return next((entry for entry in older if entry.name == chosen.name and can_compare(entry)), None)


def _both_parts(before: Path, after: Path, told: Progress) -> tuple[RunParts, RunParts]:
    return (
        _parts(before, lambda ratio: told(ratio / 2)),
        _parts(after, lambda ratio: told(0.5 + ratio / 2)),
    )


def _parts(path: Path, told: Progress) -> RunParts:
    with open_run(path) as reader:
        return read_parts(reader, told)
