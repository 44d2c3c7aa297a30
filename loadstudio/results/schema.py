"""The tables of a results file, their version, and how a file is recognised. Writing is `store`, reading is `query`.

One row of `seconds` and a row of `label_seconds` for each label that ended something stand for one second of the run.
Histograms are their pairs (see `metrics.histogram`) as a MessagePack array; other values are MessagePack or JSON of the
types that `run_info` names. `first_byte` is NULL where it is the latency, `connect` and `tls` where there were none.
Version 1 measured none of these.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from loadstudio.base.errors import FileError


class NewerFileError(FileError):
    """A results file was made by a newer version of the program."""


class EmptyFileError(FileError):
    """A results file was cut off before anything was kept in it."""


RESULTS_FILE = "results.sqlite"
SUMMARY_FILE = "summary.json"
SCHEMA_VERSION = 2
APPLICATION_ID = 0x4C53544F  # "LSTO", so that `file` and we know our own

_PHASES = "first_byte, connect, tls"
_PHASES_SINCE = 2
_NOTHING = "x'90'"  # an empty array of MessagePack

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE seconds (
    second INTEGER NOT NULL, users INTEGER NOT NULL, active INTEGER NOT NULL,
    iterations_completed INTEGER NOT NULL, iterations_failed INTEGER NOT NULL, iterations_dropped INTEGER NOT NULL,
    cpu_percent REAL NOT NULL, lateness_ms_p99 REAL NOT NULL, hub_stall_ms_max REAL NOT NULL,
    memory_bytes INTEGER NOT NULL, workers INTEGER NOT NULL,
    requests INTEGER NOT NULL, failed INTEGER NOT NULL, bytes_received INTEGER NOT NULL, bytes_sent INTEGER NOT NULL,
    latency BLOB NOT NULL
);
CREATE TABLE labels (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, UNIQUE (kind, label));
CREATE TABLE label_seconds (
    second INTEGER NOT NULL, label_id INTEGER NOT NULL REFERENCES labels (id),
    count INTEGER NOT NULL, failed INTEGER NOT NULL, bytes_received INTEGER NOT NULL, bytes_sent INTEGER NOT NULL,
    latency BLOB NOT NULL, first_byte BLOB, connect BLOB, tls BLOB
);
CREATE TABLE errors (second INTEGER NOT NULL, label TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL);
CREATE TABLE exchanges (second INTEGER NOT NULL, label TEXT NOT NULL, exchange BLOB NOT NULL);
CREATE TABLE moments (second INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX label_seconds_by_label ON label_seconds (label_id, second);
"""

_CACHE_KB = 256
"""What is written is hardly ever read again before the end; SQLite would keep 2 MB of it."""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in a new file, in WAL mode: readers never wait for the writer, a killed writer loses nothing."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.executescript(f"BEGIN; {_TABLES} COMMIT;")


def check(connection: sqlite3.Connection, path: Path) -> str:
    """Return the columns of `label_seconds` that hold the phases, for a SELECT. Raises FileError unless the file holds
    results that this version reads.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not application and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise EmptyFileError(path, "holds no run: it was cut off before the run began.")
    if application != APPLICATION_ID:
        raise FileError(path, "is a database, but holds no results of LoadStudio.")
    if version > SCHEMA_VERSION:
        raise NewerFileError(
            path,
            f"was made by a newer LoadStudio (version {version}; this one reads up to {SCHEMA_VERSION}). "
            "Install the newer LoadStudio to open it.",
        )
    return _PHASES if version >= _PHASES_SINCE else f"{_NOTHING}, {_NOTHING}, {_NOTHING}"
