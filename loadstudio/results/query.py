"""Reads the results of one run, finished, going on or killed; the file is opened read-only."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.base.paths import runs_dir
from loadstudio.base.typed import decode
from loadstudio.metrics.aggregate import summary
from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.histogram import HistogramPairs
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval, LabelInterval, LabelKind
from loadstudio.metrics.summary import Summary
from loadstudio.metrics.totals import RunTotals
from loadstudio.plan.limits import judge_limits
from loadstudio.results import schema
from loadstudio.results.at_work import is_at_work
from loadstudio.results.damage import why_unreadable
from loadstudio.results.opening import OpenedFile
from loadstudio.results.run_info import ErrorSample, Moment, RunInfo
from loadstudio.results.series import Bin, Series, series_of

INTERRUPTED = "interrupted"
"""Outcome of a run whose engine was killed: its results file has no summary."""


def open_run(run: Path | str) -> RunReader:
    """Return a reader of a run, given by its folder, its results file, or its id among the kept runs. Raises
    FileError.
    """
    path = Path(run)
    if not path.exists() and path.name == str(run):
        path = runs_dir() / path.name
    if path.is_dir():
        path /= schema.RESULTS_FILE
    if path.name == schema.SUMMARY_FILE:
        path = path.with_name(schema.RESULTS_FILE)
    if not path.is_file():
        raise FileError(run, "holds no results of a run. Give the folder of a run, or an id that `runs` lists.")
    return RunReader(path)


class RunReader:
    """One results file, open for reading. Use it as a context manager, in one thread. Methods raise FileError when the
    file is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            self._file = OpenedFile(path)
        self._connection = self._file.connection
        try:
            with self._told():
                self._phases = schema.check(self._connection, path)
                self.info: RunInfo = self._required("info", RunInfo)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @property
    def folder(self) -> Path:
        """The run's own folder."""
        return self.path.parent

    @property
    def finished(self) -> bool:
        """Whether the run has ended in order; one that goes on or was killed has not."""
        return bool(self._rows("SELECT 1 FROM meta WHERE key = 'summary'"))

    def meta[T](self, key: str, kind: type[T]) -> T | None:
        """Return a stored value by its key, or None."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        with self._told():
            return decode(rows[0][0], kind) if rows else None

    def summary(self) -> Summary:
        """Return the summary; of a run that was killed, what its intervals tell, with the outcome `interrupted`."""
        stored = self.meta("summary", Summary)
        return stored if stored is not None else self._computed_summary()

    def _computed_summary(self) -> Summary:
        totals = RunTotals()
        for interval in self.intervals():
            totals.add(interval)
        duration_s = float(totals.seconds)
        return summary(
            totals,
            run_id=self.info.run_id,
            name=self.info.name,
            started_utc=self.info.started_utc,
            duration_s=duration_s,
            workers=totals.workers_max or self.info.workers,
            limits=judge_limits(self.info.limits, totals, duration_s),
            outcome=INTERRUPTED,
        )

    def seconds(self) -> int:
        """Return how many seconds of the run are stored."""
        last = self._rows("SELECT max(second) FROM seconds")[0][0]
        return 0 if last is None else last + 1

    def going_on(self) -> bool:
        """Tell whether the run is going on: no summary yet, and its writer is at work."""
        return not self.finished and is_at_work(self.folder)

    def bins(self, label: str = "", kind: LabelKind = "request", bin_s: int = 1) -> tuple[Bin, ...]:
        """Return the run in bins of `bin_s` seconds, those of one label, or with '' of all requests together."""
        bins: dict[int, Bin] = {}
        for second, users in self._rows("SELECT second, sum(users) FROM seconds GROUP BY second ORDER BY second"):
            start = second // bin_s * bin_s
            known = bins.setdefault(start, Bin(start, label, kind))
            known.users = max(known.users, users)
            known.seconds += 1
        rows = self._samples_by_second(label, kind)
        with self._told():
            for second, *counts, latency in rows:
                if second // bin_s * bin_s in bins:
                    times = (latency, None, b"", b"")
                    bins[second // bin_s * bin_s].totals.add(_label_interval(label, kind, counts, times))
        return tuple(bins.values())

    def _samples_by_second(self, label: str, kind: LabelKind) -> list[tuple[Any, ...]]:
        if not label:
            return self._rows("SELECT second, requests, failed, bytes_received, bytes_sent, latency FROM seconds")
        return self._rows(
            "SELECT second, count, failed, bytes_received, bytes_sent, latency "
            "FROM label_seconds JOIN labels ON id = label_id WHERE kind = ? AND label = ?",
            kind,
            label,
        )

    def series(self, label: str = "", kind: LabelKind = "request", bin_s: int = 1) -> Series:
        """Return a label over time, or with '' all requests together, ready for a chart."""
        return series_of(self.bins(label, kind, bin_s))

    def intervals(self) -> Iterator[Interval]:
        """Yield all that is stored, second by second, as the engine reported it."""
        labels: dict[int, list[LabelInterval]] = {}
        for second, kind, label, *numbers in self._rows(
            f"SELECT second, kind, label, count, failed, bytes_received, bytes_sent, latency, {self._phases} "
            "FROM label_seconds JOIN labels ON id = label_id"
        ):
            with self._told():
                part = _label_interval(label, kind, numbers[:4], numbers[4:])
            labels.setdefault(second, []).append(part)
        errors: dict[int, list[ErrorCount]] = {}
        for second, label, reason, count in self._rows("SELECT * FROM errors"):
            errors.setdefault(second, []).append(ErrorCount(label=label, reason=reason, count=count))
        for row in self._rows("SELECT * FROM seconds ORDER BY second"):
            second = row[0]
            yield Interval(
                second=second,
                users=row[1],
                active=row[2],
                iterations_completed=row[3],
                iterations_failed=row[4],
                iterations_dropped=row[5],
                labels=tuple(labels.pop(second, ())),
                errors=tuple(errors.pop(second, ())),
                generator=GeneratorInterval(
                    cpu_percent=row[6],
                    lateness_ms_p99=row[7],
                    hub_stall_ms_max=row[8],
                    memory_bytes=row[9],
                    workers=row[10],
                ),
            )

    def latencies(self) -> Iterator[tuple[int, LabelKind, str, int, int, HistogramPairs]]:
        """Yield second, kind, label, count, failures and latencies of each label, one row after the other."""
        with self._told():
            for second, kind, label, count, failed, latency in self._connection.execute(
                "SELECT second, kind, label, count, failed, latency FROM label_seconds JOIN labels ON id = label_id"
            ):
                yield second, kind, label, count, failed, _pairs(latency)

    def samples(self, label: str = "", limit: int = 100) -> tuple[ErrorSample, ...]:
        """Return at most `limit` failed exchanges in order of time, of one label or with '' of all."""
        rows = self._rows(
            "SELECT second, exchange FROM exchanges WHERE ? IN ('', label) ORDER BY rowid LIMIT ?", label, limit
        )
        with self._told():
            return tuple(
                ErrorSample(second=second, exchange=msgspec.msgpack.decode(exchange, type=Exchange))
                for second, exchange in rows
            )

    def moments(self) -> tuple[Moment, ...]:
        """Return what happened during the run besides requests, in order."""
        rows = self._rows("SELECT second, kind, text FROM moments ORDER BY second, rowid")
        return tuple(Moment(second=second, kind=kind, text=text) for second, kind, text in rows)

    def _required[T](self, key: str, kind: type[T]) -> T:
        value = self.meta(key, kind)
        if value is None:
            raise schema.EmptyFileError(self.path, "holds no run: it was cut off before the run began.")
        return value

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(query, values).fetchall()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, msgspec.MsgspecError, ValueError, OSError) as error:
            has_summary = self.path.with_name(schema.SUMMARY_FILE).is_file()
            raise FileError(self.path, why_unreadable(error, has_summary=has_summary)) from error


def _label_interval(label: str, kind: LabelKind, counts: Sequence[int], times: Sequence[bytes | None]) -> LabelInterval:
    count, failed, bytes_received, bytes_sent = counts
    latency, first_byte, connect, tls = times
    return LabelInterval(
        label=label,
        kind=kind,
        count=count,
        failed=failed,
        bytes_received=bytes_received,
        bytes_sent=bytes_sent,
        latency=_pairs(latency),
        first_byte=None if first_byte is None else _pairs(first_byte),
        connect=_pairs(connect),
        tls=_pairs(tls),
    )


def _pairs(stored: bytes | None) -> HistogramPairs:
    """Return a stored histogram. Raises MsgspecError, ValueError when it is damaged."""
    pairs = msgspec.msgpack.decode(stored, type=HistogramPairs) if stored else ()
    if len(pairs) % 2:
        raise ValueError("a histogram is incomplete")
    return pairs
