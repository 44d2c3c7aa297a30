"""CPU seconds and memory that an import takes by the size of the recording: both must grow with the bytes, not with
their square. Between two tellings of how far it is, each of which may be its end, may pass a second: so soon is Cancel
heard.

    python -m tests.benchmarks.import_speed [MB ...]

The recording is made up: pages of 100 KB full of links and numbers, each with a form and its new token, and an API call
with ids after every second page, so that 200 MB are 5,000 requests: 60 s and 1.5 GB are wanted for these. Each size
has a process of its own, because the peak of a process's memory never goes down.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from loadstudio.authoring.importing.importer import scenario_from
from loadstudio.recording.entry import Recording
from tests.benchmarks.table import Row, print_table
from tests.support.recordings import RecordingBuilder

SILENCE_GOAL_S = 1.0
_PAGE_BYTES = 100_000
_WORDS = "fern moss light water order cart price pot soil leaf stem root garden shade sun rain".split()  # noqa: SIM905


def recording_of(size_bytes: int) -> Recording:
    """Return a recording whose answers have so many bytes."""
    chance = random.Random(3)
    builder = RecordingBuilder()
    order = chance.randbytes(8).hex()
    for number in range(max(1, size_bytes // _PAGE_BYTES)):
        token = chance.randbytes(12).hex()
        form = f'<form action="/save/{number}" method="post"><input type="hidden" name="csrf" value="{token}"></form>'
        builder.wait(1).page(f"Page {number}").get(f"/page?o={order}", _page(chance, form, order))
        builder.form(
            f"/save/{number}", {"csrf": token, "order": order, "n": str(chance.randrange(100))}, location="/page"
        )
        if number % 2:
            items = [{"id": chance.randrange(10**8), "name": chance.choice(_WORDS)} for _ in range(5)]
            builder.api("POST", f"/api/{number % 5}", {"items": items}, {"ok": True, "id": chance.randrange(10**8)})
    return builder.recording()


def _page(chance: random.Random, form: str, order: str) -> str:
    rows = [f'<title>Page</title>{form}<a href="/orders/{order}">Order</a>']
    size = 0
    while size < _PAGE_BYTES:
        name = " ".join(chance.choices(_WORDS, k=6))
        link = f'<a href="/items/{chance.randbytes(4).hex()}?page={chance.randrange(50)}">{name}</a>'
        rows.append(
            f'<tr data-id="{chance.randbytes(6).hex()}"><td>{link}</td><td>{chance.randrange(10**6)}</td></tr>\n'
        )
        size += len(rows[-1])
    return "".join(rows)


class _Import(NamedTuple):
    requests: int
    cpu_s: float
    peak_mb: float
    found: int
    silent_s: float


class _Listener:
    """Hears how far an import is; `silent_s` is the longest CPU time in which nothing was heard."""

    def __init__(self) -> None:
        self.silent_s = 0.0
        self._heard_s = time.process_time()

    def __call__(self, _share: float, _what: str) -> None:
        now_s = time.process_time()
        self.silent_s = max(self.silent_s, now_s - self._heard_s)
        self._heard_s = now_s


def rows(sizes_mb: Iterable[float]) -> Iterator[Row]:
    """Measure and yield each size."""
    for megabytes in sizes_mb:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:
            done = fresh.submit(_measured, megabytes).result()
        yield Row(f"import of {megabytes:g} MB", f"CPU for {done.requests:,} requests", f"{done.cpu_s:.1f} s")
        yield Row("", "CPU a MB", f"{done.cpu_s / megabytes:.2f} s")
        yield Row("", "memory at most", f"{done.peak_mb:,.0f} MB")
        is_heard = done.silent_s < SILENCE_GOAL_S
        yield Row("", "longest without a word", f"{done.silent_s:.2f} s", f"{SILENCE_GOAL_S:g} s", is_heard)
        yield Row("", "changing values found", f"{done.found:,}")


def _measured(megabytes: float) -> _Import:
    recording = recording_of(int(megabytes * 1e6))
    started = time.process_time()
    listener = _Listener()
    result = scenario_from(recording, name="Large", recording_file="large.har", progress=listener)
    cpu_s = time.process_time() - started
    peak_mb = _peak_bytes() / 1e6
    return _Import(len(recording.entries), cpu_s, peak_mb, len(result.scenario.variables), listener.silent_s)


def _peak_bytes() -> int:
    """Return the most memory of this program; `getrusage` would count the one that started it, too."""
    (line,) = (line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def main() -> None:
    """Measure and print."""
    print_table(rows(map(float, sys.argv[1:] or ("5", "10", "20"))))


if __name__ == "__main__":
    main()
