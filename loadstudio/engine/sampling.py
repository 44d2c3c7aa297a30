"""What a worker measures: tallies that its users add to as they go, turned into one interval each second.

Adding to a tally is inlined where requests are made (`steps`), since a call for each request would cost more than the
histogram itself.
"""

from __future__ import annotations

from loadstudio.metrics.histogram import Histogram, bucket_of
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval, LabelInterval, LabelKind

_SAMPLES_KEPT = 3


class Tally:
    """One label within the present second. `latency` counts samples by bucket; `unsent` failures have no latency."""

    __slots__ = ("bytes_received", "bytes_sent", "failed", "kind", "label", "latency", "unsent")

    def __init__(self, label: str, kind: LabelKind) -> None:
        self.label = label
        self.kind = kind
        self.latency: dict[int, int] = {}
        self.unsent = 0
        self.failed = 0
        self.bytes_received = 0
        self.bytes_sent = 0

    def record(self, seconds: float) -> None:
        """Add one sample (the slow way, where speed does not matter)."""
        bucket = bucket_of(max(0, int(seconds * 1e6)))
        self.latency[bucket] = self.latency.get(bucket, 0) + 1

    def take(self) -> LabelInterval | None:
        """Return what was counted and begin anew; None when there was nothing."""
        if not self.latency and not self.unsent:
            return None
        latency = tuple(number for bucket in sorted(self.latency) for number in (bucket, self.latency[bucket]))
        taken = LabelInterval(
            label=self.label,
            kind=self.kind,
            count=sum(latency[1::2]) + self.unsent,
            failed=self.failed,
            bytes_received=self.bytes_received,
            bytes_sent=self.bytes_sent,
            latency=latency,
        )
        self.latency = {}
        self.unsent = self.failed = self.bytes_received = self.bytes_sent = 0
        return taken


class Sampler:
    """All tallies of a worker. `lateness` counts by bucket how late requests were sent."""

    __slots__ = ("_errors", "_sampled", "_tallies", "lateness", "passes_completed", "passes_failed")

    def __init__(self) -> None:
        self._tallies: dict[tuple[LabelKind, str], Tally] = {}
        self._errors: dict[tuple[str, str], int] = {}
        self._sampled: dict[tuple[str, str], int] = {}
        self.lateness: dict[int, int] = {}
        self.passes_completed = 0
        self.passes_failed = 0

    def tally(self, label: str, kind: LabelKind) -> Tally:
        """Return the one tally of a label; requests with the same name share it."""
        key = (kind, label)
        if key not in self._tallies:
            self._tallies[key] = Tally(label, kind)
        return self._tallies[key]

    def fail(self, label: str, reason: str) -> bool:
        """Count a failure; return whether it should be kept whole, as the first few of each label and reason are."""
        key = (label, reason)
        self._errors[key] = self._errors.get(key, 0) + 1
        seen = self._sampled.get(key, 0)
        if seen < _SAMPLES_KEPT:
            self._sampled[key] = seen + 1
        return seen < _SAMPLES_KEPT

    def take(
        self, second: int, *, users: int, active: int, cpu_percent: float, stall_s: float, memory_bytes: int
    ) -> Interval:
        """Return what happened since the last call as the interval `second`, and begin anew."""
        lateness = Histogram()
        lateness.counts, self.lateness = self.lateness, {}
        interval = Interval(
            second=second,
            users=users,
            active=active,
            iterations_completed=self.passes_completed,
            iterations_failed=self.passes_failed,
            labels=tuple(taken for tally in self._tallies.values() if (taken := tally.take()) is not None),
            errors=tuple(
                ErrorCount(label=label, reason=reason, count=count) for (label, reason), count in self._errors.items()
            ),
            generator=GeneratorInterval(
                cpu_percent=round(cpu_percent, 1),
                lateness_ms_p99=round(lateness.percentile_us(99) / 1000, 3),
                hub_stall_ms_max=round(stall_s * 1000, 3),
                memory_bytes=memory_bytes,
                workers=1,
            ),
        )
        self._errors = {}
        self.passes_completed = self.passes_failed = 0
        return interval
