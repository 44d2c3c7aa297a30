"""A run as data for other programs: CSV with a row for each second and label, JSON with everything but whole
exchanges.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from loadstudio.base import files
from loadstudio.metrics.aggregate import SecondPoint, percentiles_ms, second_point
from loadstudio.metrics.histogram import Counts
from loadstudio.metrics.interval import Interval, LabelInterval
from loadstudio.metrics.summary import Summary
from loadstudio.metrics.totals import LabelTotals
from loadstudio.results.caption import read_caption
from loadstudio.results.query import RunReader
from loadstudio.results.run_info import Moment, RunInfo

type Progress = Callable[[float], object]
"""Is told from time to time which share is done; what it raises ends the work, and no file is written."""

CSV_COLUMNS = (
    "second",
    "users",
    "kind",
    "label",
    "count",
    "failed",
    "p50_ms",
    "p95_ms",
    "p99_ms",
    "bytes_received",
    "bytes_sent",
    "first_byte_p50_ms",
    "first_byte_p95_ms",
    "new_connections",
    "connect_p95_ms",
    "tls_p95_ms",
)


class RunExport(msgspec.Struct, frozen=True, kw_only=True):
    """The JSON of a run. `seconds` holds all requests together, second by second; `title` and `note` are the
    person's.
    """

    summary: Summary
    info: RunInfo
    moments: tuple[Moment, ...]
    seconds: tuple[SecondPoint, ...]
    title: str = ""
    note: str = ""


def untold(_ratio: float) -> None:
    """Tell nobody how far it is."""


def write_csv(reader: RunReader, output: Path, told: Progress = untold) -> None:
    """Write each second of each label as a row. Raises FileError."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(CSV_COLUMNS)
    for interval in _watched(reader, told):
        rows.writerows(_rows(interval))
    files.write_file(output, text.getvalue().encode())


def write_json(reader: RunReader, output: Path, told: Progress = untold) -> None:
    """Write summary, set-up, moments and seconds. Raises FileError."""
    words = read_caption(reader.folder)
    export = RunExport(
        summary=reader.summary(),
        info=reader.info,
        moments=reader.moments(),
        seconds=tuple(second_point(interval) for interval in _watched(reader, told)),
        title=words.title,
        note=words.note,
    )
    files.write_json(output, export)


def _watched(reader: RunReader, told: Progress) -> Iterator[Interval]:
    seconds = max(1, reader.seconds())
    told(0.0)
    for interval in reader.intervals():
        if interval.second % 10 == 0:
            told(min(1.0, interval.second / seconds))
        yield interval


def _rows(interval: Interval) -> list[tuple[object, ...]]:
    return [_row(interval, part) for part in interval.labels]


def _row(interval: Interval, part: LabelInterval) -> tuple[object, ...]:
    totals = LabelTotals(part.label, part.kind)
    totals.add(part)
    return (
        interval.second,
        interval.users,
        part.kind,
        part.label,
        part.count,
        part.failed,
        *_percentiles(totals.latency),
        part.bytes_received,
        part.bytes_sent,
        *_percentiles(totals.first_byte)[:2],
        totals.connect.count if part.kind == "request" else None,
        _percentiles(totals.connect)[1],
        _percentiles(totals.tls)[1],
    )


def _percentiles(times: Counts) -> tuple[float | None, ...]:
    return tuple(None if value is None else round(value, 3) for value in percentiles_ms(times))
