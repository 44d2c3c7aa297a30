"""The run's results, written by a thread of their own: a locked or slow disk never stops the users' clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import gevent
from gevent.queue import Queue
from gevent.threadpool import ThreadPool

from loadstudio.base.errors import LoadStudioError
from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.interval import Interval
from loadstudio.metrics.summary import Summary
from loadstudio.plan.run_spec import RunSpec
from loadstudio.results.run_info import MomentKind
from loadstudio.results.store import ResultsWriter


class ResultsThread:
    """Takes what is to be written at once, writes it in order. After the first failure (`on_failure` is told the
    sentence) nothing more is written: the run goes on without results.
    """

    def __init__(self, spec: RunSpec, *, started_utc: str, workers: int, on_failure: Callable[[str], None]) -> None:
        self._pool = ThreadPool(1)
        self._queue: Queue[tuple[Callable[..., None], tuple[object, ...]] | None] = Queue()
        self._on_failure = on_failure
        self._writer: ResultsWriter = self._pool.apply(
            ResultsWriter, (Path(spec.results_dir), spec), {"started_utc": started_utc, "workers": workers}
        )
        self._greenlet = gevent.spawn(self._write)

    def write_interval(self, interval: Interval) -> None:
        """Write a second of the run."""
        self._queue.put((self._writer.write_interval, (interval,)))

    def write_error(self, second: int, exchange: Exchange) -> None:
        """Write a failed exchange."""
        self._queue.put((self._writer.write_error, (second, exchange)))

    def write_moment(self, second: int, text: str, kind: MomentKind = "notice") -> None:
        """Write what happened at a second."""
        self._queue.put((self._writer.write_moment, (second, text, kind)))

    def finish(self, summary: Summary) -> None:
        """Write the summary and wait until everything stands in the file."""
        self._queue.put((self._writer.finish, (summary,)))
        self._queue.put(None)
        self._greenlet.join()

    def _write(self) -> None:
        while (job := self._queue.get()) is not None:
            write, arguments = job
            try:
                self._pool.apply(write, arguments)
            except LoadStudioError as error:
                self._on_failure(f"The results cannot be written any more. {error}")
                self._writer.close()
                return
