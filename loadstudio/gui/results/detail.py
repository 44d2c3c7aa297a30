"""All that the screen shows of one run, read at once in a job; a run before it to compare with. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from loadstudio.metrics.summary import Summary
from loadstudio.results.caption import Caption, read_caption
from loadstudio.results.compare import Comparison, compare
from loadstudio.results.history import RunEntry
from loadstudio.results.query import open_run
from loadstudio.results.run_info import ErrorSample, Moment, RunInfo
from loadstudio.results.series import Series, fitting_bin_s
from loadstudio.results.verdict import Verdict, run_verdict

_CHART_POINTS = 900
_TABLE_ROWS = 90


class RunDetail(msgspec.Struct, frozen=True, kw_only=True):
    """One run: `series` for the charts, `table` the same in fewer and longer bins of `table_bin_s` seconds.

    `verdict` is None while the run is going on; `comparison` None without a run to compare with.
    """

    path: Path
    info: RunInfo
    summary: Summary
    verdict: Verdict | None
    series: Series
    table: Series
    table_bin_s: int
    moments: tuple[Moment, ...]
    samples: tuple[ErrorSample, ...]
    comparison: Comparison | None = None
    baseline_utc: str = ""
    caption: Caption = Caption()


def read_detail(path: Path, baseline: Path | None = None) -> RunDetail:
    """Return what is to be seen of a run, compared with the run in `baseline`. Raises FileError. Slow."""
    before: Summary | None = None
    if baseline is not None:
        with open_run(baseline) as reader:
            before = reader.summary()
    with open_run(path) as reader:
        summary = reader.summary()
        table_bin_s = fitting_bin_s(summary.duration_s, _TABLE_ROWS)
        return RunDetail(
            path=path,
            info=reader.info,
            summary=summary,
            verdict=None if reader.going_on() else run_verdict(reader),
            series=reader.series(bin_s=fitting_bin_s(summary.duration_s, _CHART_POINTS)),
            table=reader.series(bin_s=table_bin_s),
            table_bin_s=table_bin_s,
            moments=reader.moments(),
            samples=reader.samples(limit=500),
            comparison=compare(before, summary) if before is not None else None,
            baseline_utc=before.started_utc if before is not None else "",
            caption=read_caption(reader.folder),
        )


def run_before(entries: Sequence[RunEntry], row: int) -> RunEntry | None:
    """Return the last run of the same name before that of a row (entries stand newest first), or None."""
    chosen = entries[row]
    older = entries[row + 1 :]
    return next((entry for entry in older if entry.name == chosen.name and entry.requests and not entry.problem), None)
