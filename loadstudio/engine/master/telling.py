"""What a run tells while it goes and at its end: to the parent over the link, and to the results file."""

from __future__ import annotations

import time
from collections.abc import Collection

from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.engine.between import orders
from loadstudio.engine.master.link import Link
from loadstudio.engine.master.results_thread import ResultsThread
from loadstudio.engine.master.seconds import Seconds
from loadstudio.metrics.histogram import LongHistogram
from loadstudio.metrics.interval import Interval
from loadstudio.metrics.totals import RunTotals
from loadstudio.metrics.trust import Trust
from loadstudio.plan.limits import run_summary
from loadstudio.plan.run_spec import RunSpec
from loadstudio.results.run_info import MomentKind
from loadstudio.wire.common import Noticed
from loadstudio.wire.run_messages import ErrorSampled, ExchangeTraced, IntervalReported, RunFinished, RunStarted

_SAMPLES_KEPT = 3
_NOTE_LENGTH = 500


class Telling:
    """`started_s` is the run's second 0 on `time.monotonic`, 0 before it begins; `seconds` what workers have told."""

    def __init__(self, spec: RunSpec, link: Link) -> None:
        self.seconds = Seconds()
        self.started_s = 0.0
        self._spec = spec
        self._link = link
        self._started_utc = ""
        self._workers = 0
        self._totals = RunTotals(histogram=LongHistogram)
        self._trust = Trust()
        self._sampled: dict[tuple[str, str], int] = {}
        self._results: ResultsThread | None = None

    @property
    def time_s(self) -> float:
        """How long the run has been going."""
        return time.monotonic() - self.started_s

    def begin(self, workers: int, lead_s: float) -> None:
        """The run begins in `lead_s`."""
        self._workers = workers
        self._started_utc = iso_utc(now_utc())
        self._results = ResultsThread(
            self._spec, started_utc=self._started_utc, workers=workers, on_failure=self.notice
        )
        self.started_s = time.monotonic() + lead_s
        self._link.send(RunStarted(run_id=self._spec.run_id, started_utc=self._started_utc, workers=workers))

    def notice(self, message: str, kind: MomentKind = "notice") -> None:
        """Say it to the person, and keep it with the run."""
        self._link.send(Noticed(message=message))
        self.moment(message, kind)

    def moment(self, text: str, kind: MomentKind) -> None:
        """Keep with the run what happens now."""
        if self._results is not None:
            self._results.write_moment(max(0, int(self.time_s)), text, kind)

    def mark(self, second: int, text: str) -> None:
        """Keep a note of the person, who began to write it at a second that may be over by now."""
        note = text.strip()[:_NOTE_LENGTH]
        if note and self._results is not None:
            self._results.write_moment(min(max(0, second), max(0, int(self.time_s))), note, "note")

    def saw(self, report: orders.Seen) -> None:
        """Pass on a whole exchange; of the failed ones a few of each kind."""
        exchange = report.exchange
        if report.traced:
            self._link.send(ExchangeTraced(exchange=exchange))
            return
        key = (exchange.label, exchange.failure)
        self._sampled[key] = self._sampled.get(key, 0) + 1
        if self._sampled[key] <= _SAMPLES_KEPT:
            self._link.send(ErrorSampled(second=report.second, exchange=exchange))
            if self._results is not None:
                self._results.write_error(report.second, exchange)

    def publish(self, workers: Collection[str]) -> None:
        """Tell the seconds that are over for all these workers."""
        self._publish(self.seconds.take(workers, self.time_s))

    def finish(self, outcome: str, ended_s: float) -> None:
        """Tell the rest and the summary. `ended_s` is on `time.monotonic`; 0 is now."""
        self._publish(self.seconds.take_all())
        duration = max(0.0, (ended_s or time.monotonic()) - self.started_s) if self.started_s else 0.0
        summary = run_summary(
            self._spec,
            self._totals,
            started_utc=self._started_utc or iso_utc(now_utc()),
            duration_s=duration,
            outcome=outcome,
            workers=self._workers,
        )
        if self._results is not None:
            self._results.finish(summary)
        self._link.send(RunFinished(summary=summary))

    def _publish(self, intervals: list[Interval]) -> None:
        for interval in intervals:
            self._totals.add(interval)
            self._trust.add(interval.generator, interval.errors)
            self._link.send(IntervalReported(interval=interval, generator=self._trust.summary()))
            if self._results is not None:
                self._results.write_interval(interval)
