"""Results files as killed, newer, damaged or foreign writers leave them: read where anything can be read, told else."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from loadstudio.base.errors import FileError
from loadstudio.results.export import write_csv
from loadstudio.results.history import list_runs
from loadstudio.results.parts import read_parts
from loadstudio.results.query import open_run
from loadstudio.results.schema import RESULTS_FILE, SCHEMA_VERSION, SUMMARY_FILE
from loadstudio.results.store import ResultsWriter
from tests.support import runs

_KILLED_IN_A_ROLLBACK = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN IMMEDIATE")
for number in range(3000):
    connection.execute("INSERT INTO moments VALUES (1, 'note', ?)", ("x" * 500,))
os.kill(os.getpid(), signal.SIGKILL)
"""
_READ_AS_NOBODY = """
import os, sys, tempfile
from pathlib import Path
from loadstudio.results.query import open_run
os.setuid(65534)
tempfile.tempdir = tempfile.mkdtemp()
with open_run(Path(sys.argv[1])) as reader:
    print(reader.summary().requests.count)
print(len(os.listdir(tempfile.tempdir)))
os.rmdir(tempfile.tempdir)
"""


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A run whose engine was killed: no summary, all in the WAL file."""
    writer = ResultsWriter(tmp_path / "open" / "run", runs.spec(), started_utc=runs.STARTED, workers=2)
    for interval in runs.shop_run(5):
        writer.write_interval(interval)
    shutil.copytree(tmp_path / "open" / "run", tmp_path / "runs" / "run")
    writer.close()
    return tmp_path / "runs" / "run"


def count_of(folder: Path) -> int:
    with open_run(folder) as reader:
        return reader.summary().requests.count


def test_what_a_writer_left_half_done_is_rolled_back(killed: Path) -> None:
    expected = count_of(killed)
    done = subprocess.run(
        [sys.executable, "-c", _KILLED_IN_A_ROLLBACK, str(killed / RESULTS_FILE)], check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    assert (killed / f"{RESULTS_FILE}-journal").stat().st_size > 0
    connection = sqlite3.connect(f"file:{killed / RESULTS_FILE}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("SELECT 1 FROM moments")
    connection.close()
    assert count_of(killed) == expected > 0
    with open_run(killed) as reader:
        assert reader.moments() == ()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
@pytest.mark.parametrize("left", ["folded", "wal"])
def test_a_folder_that_may_not_be_written_is_read_all_the_same(killed: Path, left: str) -> None:
    expected = count_of(killed)
    if left == "folded":
        connection = sqlite3.connect(killed / RESULTS_FILE)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    (killed / f"{RESULTS_FILE}-shm").unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as home:  # pytest's own folder is closed to everybody else
        Path(home).chmod(0o755)
        folder = Path(shutil.copytree(killed, Path(home) / "run"))
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, "-c", _READ_AS_NOBODY, str(folder)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert (done.stdout.split(), done.stderr) == ([str(expected), "0"], "")


def _newer(folder: Path) -> None:
    connection = sqlite3.connect(folder / RESULTS_FILE)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


def _bad_blob(blob: bytes) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        connection = sqlite3.connect(folder / RESULTS_FILE)
        connection.execute("UPDATE label_seconds SET latency = ?", (blob,))
        connection.execute("UPDATE seconds SET latency = ?", (blob,))
        connection.commit()
        connection.close()

    return damage


def _no_info(folder: Path) -> None:
    connection = sqlite3.connect(folder / RESULTS_FILE)
    connection.execute("DELETE FROM meta")
    connection.commit()
    connection.close()


def _cut(folder: Path) -> None:
    connection = sqlite3.connect(folder / RESULTS_FILE)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    content = (folder / RESULTS_FILE).read_bytes()
    (folder / RESULTS_FILE).write_bytes(content[: len(content) // 2])


def _cut_with_summary(folder: Path) -> None:
    _cut(folder)
    (folder / SUMMARY_FILE).write_text("{}")


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    (folder / RESULTS_FILE).touch()


@pytest.mark.parametrize(
    ("damage", "short", "words"),
    [
        (_newer, "Needs a newer LoadStudio", "was made by a newer LoadStudio"),
        (_no_info, "Nothing was kept", "holds no run: it was cut off before the run began"),
        (_empty, "Nothing was kept", "holds no run: it was cut off before the run began"),
        (_cut, "Cannot be read", "is damaged: something else wrote into it"),
        (_cut_with_summary, "Cannot be read", "the figures of the whole run are kept beside it, in summary.json."),
        (_bad_blob(b"\xff\xff"), "Cannot be read", "is damaged: something else wrote into it"),
        (_bad_blob(msgspec.msgpack.encode([7])), "Cannot be read", "Lost are the figures of this run."),
    ],
)
def test_a_run_that_cannot_be_read_is_listed_with_a_sentence(
    killed: Path, damage: Callable[[Path], None], short: str, words: str
) -> None:
    runs.write_run(killed.parent / "good", runs.shop_run(2))
    damage(killed)
    listed = {Path(entry.folder).name: entry for entry in list_runs(killed.parent)}
    assert set(listed) == {"good", "run"}
    assert listed["good"].problem == ""
    assert listed["run"].short == short
    assert words in listed["run"].problem
    assert listed["run"].started_utc > "2026"


def test_each_way_of_reading_tells_of_a_damaged_blob(killed: Path, tmp_path: Path) -> None:
    _bad_blob(b"\xc1")(killed)
    with open_run(killed) as reader:
        for read in (
            reader.summary,
            reader.series,
            lambda: read_parts(reader),
            lambda: write_csv(reader, tmp_path / "f"),
        ):
            with pytest.raises(FileError, match="is damaged"):
                read()
