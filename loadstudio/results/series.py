"""A run over time: bins of some seconds with their samples, and the lines that charts draw of them. No file access."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from loadstudio.metrics.aggregate import percentiles_ms
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.totals import LabelTotals


class Bin:
    """Some seconds of the run, from `second` on: the most users at once, and the samples that ended in them."""

    __slots__ = ("second", "seconds", "totals", "users")

    def __init__(self, second: int, label: str = "", kind: LabelKind = "request") -> None:
        self.second = second
        self.seconds = 0
        """How many seconds of the run fell into it; fewer at its end."""
        self.users = 0
        self.totals = LabelTotals(label, kind)


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of a chart: tuples of one length. Rates are per second; a latency is None where nothing ended."""

    second: tuple[int, ...] = ()
    users: tuple[int, ...] = ()
    requests_per_s: tuple[float, ...] = ()
    failed_per_s: tuple[float, ...] = ()
    p50_ms: tuple[float | None, ...] = ()
    p95_ms: tuple[float | None, ...] = ()
    p99_ms: tuple[float | None, ...] = ()


def series_of(bins: Sequence[Bin]) -> Series:
    """Return the lines of bins in order of time."""
    latencies = [percentiles_ms(one.totals.latency) for one in bins]
    return Series(
        second=tuple(one.second for one in bins),
        users=tuple(one.users for one in bins),
        requests_per_s=tuple(one.totals.count / max(1, one.seconds) for one in bins),
        failed_per_s=tuple(one.totals.failed / max(1, one.seconds) for one in bins),
        p50_ms=tuple(p50 for p50, _, _ in latencies),
        p95_ms=tuple(p95 for _, p95, _ in latencies),
        p99_ms=tuple(p99 for _, _, p99 in latencies),
    )


def fitting_bin_s(duration_s: float, points: int) -> int:
    """Return the shortest round bin with which a run has at most so many points: 1, 2, 5, 10, 15, 30 s, minutes."""
    for bin_s in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800):
        if duration_s / bin_s <= points:
            return bin_s
    return 3600
