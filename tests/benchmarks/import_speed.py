"""CPU seconds and memory that an import takes by the size of the recording: both must grow with the bytes, not with
their square.

    python -m tests.benchmarks.import_speed [MB ...]

The recording is made up: pages of 100 KB full of links and numbers, each with a form and its new token, and an API call
with ids after every second page, so that 200 MB are 5,000 requests: 60 s and 1.5 GB are wanted for these. Each size
has a process of its own, because the peak of a process's memory never goes down.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import time

from loadstudio.authoring.importer import scenario_from
from loadstudio.recording.entry import Recording
from tests.support.recordings import RecordingBuilder

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


def _measure(megabytes: float) -> None:
    """Print the line of one size."""
    recording = recording_of(int(megabytes * 1e6))
    started = time.process_time()
    result = scenario_from(recording, name="Large", recording_file="large.har")
    seconds = time.process_time() - started
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    found = len(result.scenario.variables)
    print(
        f"{megabytes:5.1f} MB, {len(recording.entries):5d} requests: {seconds:5.1f} s, {peak_mb:5.0f} MB of memory, "
        f"{found} changing values",
        flush=True,
    )


def main() -> None:
    """Print a line for each size."""
    fresh = multiprocessing.get_context("spawn")
    for megabytes in map(float, sys.argv[1:] or ("5", "10", "20")):
        process = fresh.Process(target=_measure, args=(megabytes,))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(f"The import of {megabytes} MB ended with {process.exitcode}")


if __name__ == "__main__":
    main()
