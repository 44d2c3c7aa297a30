"""Writes the results of one run while it goes on: each second in one transaction, so that a killed run loses at most
one.

May be called from any thread, one call at a time.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.base.files import write_json
from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.interval import Interval, LabelInterval
from loadstudio.metrics.summary import Summary
from loadstudio.metrics.totals import request_totals
from loadstudio.plan.run_spec import RunSpec
from loadstudio.results import schema
from loadstudio.results.at_work import AtWork
from loadstudio.results.query import open_run
from loadstudio.results.redact import Redactor
from loadstudio.results.run_info import MomentKind, run_info
from loadstudio.results.verdict import run_verdict, stored_verdict


class ResultsWriter:
    """The results file of one run, `results.sqlite` in `run_dir` (made when missing). Every method raises FileError
    when the disk is full, the folder is gone or may not be written.
    """

    def __init__(self, run_dir: Path, spec: RunSpec, *, started_utc: str, workers: int) -> None:
        self._path = run_dir / schema.RESULTS_FILE
        self._redacted = Redactor(spec)
        self._label_ids: dict[tuple[str, str], int] = {}
        self._closed = False
        with _told_as_file_error(self._path):
            run_dir.mkdir(parents=True, exist_ok=True)
            if self._path.exists():
                raise FileError(self._path, "exists already: every run needs a folder of its own.")
            self._at_work = AtWork(run_dir)
            try:
                self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
                schema.create(self._connection)
                self._set_meta("info", run_info(spec, started_utc=started_utc, workers=workers))
            except BaseException:
                self._at_work.end()
                raise

    def write_interval(self, interval: Interval) -> None:
        """Keep one second of the run."""
        everything = request_totals(interval)
        generator = interval.generator
        second = interval.second
        with self._transaction() as connection:
            connection.execute(
                f"INSERT INTO seconds VALUES ({', '.join('?' * 16)})",
                (
                    second,
                    interval.users,
                    interval.active,
                    interval.iterations_completed,
                    interval.iterations_failed,
                    interval.iterations_dropped,
                    generator.cpu_percent,
                    generator.lateness_ms_p99,
                    generator.hub_stall_ms_max,
                    generator.memory_bytes,
                    generator.workers,
                    everything.count,
                    everything.failed,
                    everything.bytes_received,
                    everything.bytes_sent,
                    msgspec.msgpack.encode(everything.latency.pairs()),
                ),
            )
            connection.executemany(
                "INSERT INTO label_seconds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [self._label_row(second, part) for part in interval.labels],
            )
            connection.executemany(
                "INSERT INTO errors VALUES (?, ?, ?, ?)",
                [(second, error.label, error.reason, error.count) for error in interval.errors],
            )

    def write_error(self, second: int, exchange: Exchange) -> None:
        """Keep a failed exchange, whole but for secrets."""
        row = (second, exchange.label, msgspec.msgpack.encode(self._redacted(exchange)))
        with self._transaction() as connection:
            connection.execute("INSERT INTO exchanges VALUES (?, ?, ?)", row)

    def write_moment(self, second: int, text: str, kind: MomentKind = "notice") -> None:
        """Keep what happened at a second (see `run_info.Moment`)."""
        with self._transaction() as connection:
            connection.execute("INSERT INTO moments VALUES (?, ?, ?)", (second, kind, text))

    def finish(self, summary: Summary) -> None:
        """Keep the summary, also as `summary.json`, and the verdict; fold everything into one file and close it."""
        with _told_as_file_error(self._path):
            self._set_meta("summary", summary)
        with open_run(self._path) as reader:
            verdict = run_verdict(reader)
        with _told_as_file_error(self._path):
            self._set_meta("verdict", stored_verdict(verdict))
            with contextlib.suppress(sqlite3.OperationalError):  # a reader has it open: it stays in WAL mode
                self._connection.execute("PRAGMA journal_mode = DELETE")
        self.close()
        write_json(self._path.parent / schema.SUMMARY_FILE, summary)

    def close(self) -> None:
        """Close the file, also without a summary: the run then counts as interrupted. Closing twice is harmless."""
        if not self._closed:
            self._closed = True
            self._at_work.end()
            with _told_as_file_error(self._path):
                self._connection.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _told_as_file_error(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                self._label_ids.clear()  # those of this transaction go with it
                with contextlib.suppress(sqlite3.Error):  # a full disk may have ended the transaction already
                    self._connection.execute("ROLLBACK")
                raise

    def _label_row(self, second: int, part: LabelInterval) -> tuple[int | bytes | None, ...]:
        return (
            second,
            self._label_id(part),
            part.count,
            part.failed,
            part.bytes_received,
            part.bytes_sent,
            msgspec.msgpack.encode(part.latency),
            None if part.first_byte is None else msgspec.msgpack.encode(part.first_byte),
            msgspec.msgpack.encode(part.connect) if part.connect else None,
            msgspec.msgpack.encode(part.tls) if part.tls else None,
        )

    def _label_id(self, part: LabelInterval) -> int:
        key = (part.kind, part.label)
        if key not in self._label_ids:
            self._connection.execute("INSERT OR IGNORE INTO labels (kind, label) VALUES (?, ?)", key)
            row = self._connection.execute("SELECT id FROM labels WHERE kind = ? AND label = ?", key).fetchone()
            self._label_ids[key] = row[0]
        return self._label_ids[key]

    def _set_meta(self, key: str, value: msgspec.Struct) -> None:
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, msgspec.json.encode(value)))


@contextlib.contextmanager
def _told_as_file_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(path, f"cannot be written ({error.strerror}).") from error
    except sqlite3.Error as error:
        raise FileError(path, f"the results cannot be kept: {_reason(error)}.") from error


def _reason(error: sqlite3.Error) -> str:
    known = {
        "SQLITE_FULL": "the disk is full",
        "SQLITE_READONLY": "the file may not be written",
        "SQLITE_CANTOPEN": "the folder may not be written or is gone",
        "SQLITE_READONLY_DBMOVED": "the folder was moved or deleted during the run",
        "SQLITE_IOERR": "the disk reports an error",
        "SQLITE_BUSY": "another program keeps the file locked",
    }
    name = getattr(error, "sqlite_errorname", "")
    close = next((text for code, text in known.items() if name == code), None)
    return close or next((text for code, text in known.items() if name.startswith(code)), str(error))
