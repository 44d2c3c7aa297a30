"""A log-linear histogram of microseconds (HdrHistogram's scheme with 3 significant digits), merged by adding counts.

Values under 2,048 us have a bucket each; above, each doubling has 1,024 buckets, so a value is known within 0.1 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

type HistogramPairs = tuple[int, ...]
"""A histogram as values: bucket, count, bucket, count, ... with buckets ascending and counts above 0."""


def bucket_of(value_us: int) -> int:
    """Return the bucket of a value in whole microseconds, 0 or more."""
    shift = value_us.bit_length() - 11
    return value_us if shift <= 0 else (shift << 10) + (value_us >> shift)


def bucket_bounds_us(bucket: int) -> tuple[int, int]:
    """Return the lowest value of a bucket and the lowest of the next one, in microseconds."""
    shift = max(0, (bucket >> 10) - 1)
    low = (bucket - (shift << 10)) << shift
    return low, low + (1 << shift)


class Histogram:
    """Counts per bucket. The only mutable value of this package; workers fill one a label and second."""

    __slots__ = ("counts",)

    def __init__(self, pairs: HistogramPairs = ()) -> None:
        self.counts: dict[int, int] = dict(zip(pairs[::2], pairs[1::2], strict=True))

    def record(self, value_us: int, count: int = 1) -> None:
        """Add `count` samples of `value_us` (negative counts as 0)."""
        bucket = bucket_of(max(0, value_us))
        self.counts[bucket] = self.counts.get(bucket, 0) + count

    def add(self, pairs: Sequence[int]) -> None:
        """Add another histogram, given as pairs."""
        counts = self.counts
        for bucket, count in zip(pairs[::2], pairs[1::2], strict=True):
            counts[bucket] = counts.get(bucket, 0) + count

    def subtract(self, pairs: Sequence[int]) -> None:
        """Take another histogram away, given as pairs; counts may fall below 0 where something is added later."""
        counts = self.counts
        for bucket, count in zip(pairs[::2], pairs[1::2], strict=True):
            left = counts.get(bucket, 0) - count
            if left:
                counts[bucket] = left
            else:
                counts.pop(bucket, None)

    def pairs(self) -> HistogramPairs:
        """Return the histogram as values."""
        return tuple(chain.from_iterable(sorted(self.counts.items())))

    @property
    def count(self) -> int:
        """How many samples."""
        return sum(self.counts.values())

    def percentile_us(self, percent: float) -> float:
        """Return the value that `percent` (0 to 100) of the samples do not exceed, as its bucket's middle; 0 when
        empty.
        """
        return self.percentiles_us((percent,))[0]

    def percentiles_us(self, percents: Iterable[float]) -> tuple[float, ...]:
        """Return several percentiles, in the order asked for."""
        total = self.count
        wanted = tuple(percents)
        if total == 0 or not wanted:
            return (0.0,) * len(wanted)
        found: dict[float, float] = {}
        pending = sorted(set(wanted), reverse=True)
        needed = _needed(pending[-1], total)
        seen = 0
        for bucket in sorted(self.counts):
            seen += self.counts[bucket]
            while seen >= needed:
                found[pending.pop()] = _middle_us(bucket)
                if not pending:
                    return tuple(found[percent] for percent in wanted)
                needed = _needed(pending[-1], total)
        raise AssertionError("a percentile is over 100")

    def mean_us(self) -> float:
        """Return the mean from the buckets' middles; 0 when empty."""
        total = self.count
        return sum(_middle_us(bucket) * count for bucket, count in self.counts.items()) / total if total else 0.0

    def max_us(self) -> float:
        """Return the middle of the highest bucket used; 0 when empty."""
        return _middle_us(max(self.counts)) if self.counts else 0.0


def _needed(percent: float, total: int) -> float:
    """Return how many samples must lie in a bucket and those below it for the percentile to lie there."""
    return max(1.0, percent / 100 * total - 1e-9)


def _middle_us(bucket: int) -> float:
    low, high = bucket_bounds_us(bucket)
    return (low + high - 1) / 2
