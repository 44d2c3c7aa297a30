"""A log-linear histogram of microseconds (HdrHistogram's scheme with 3 significant digits), merged by adding counts.

Values under 2,048 us have a bucket each; above, each doubling has 1,024 buckets, so a value is known within 0.1 %.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import override

type HistogramPairs = tuple[int, ...]
"""A histogram as values: bucket, count, bucket, count, ... with buckets ascending and counts above 0."""

_PART_BITS = 10
_WITHIN_PART = (1 << _PART_BITS) - 1
_NOTHING = array("I")


def bucket_of(value_us: int) -> int:
    """Return the bucket of a value in whole microseconds, 0 or more."""
    shift = value_us.bit_length() - 11
    return value_us if shift <= 0 else (shift << 10) + (value_us >> shift)


def bucket_bounds_us(bucket: int) -> tuple[int, int]:
    """Return the lowest value of a bucket and the lowest of the next one, in microseconds."""
    shift = max(0, (bucket >> 10) - 1)
    low = (bucket - (shift << 10)) << shift
    return low, low + (1 << shift)


class Counts:
    """What can be asked of samples that are counted per bucket. How they are kept is the subclasses' business."""

    __slots__ = ()

    def add(self, pairs: Sequence[int]) -> None:
        """Add another histogram, given as pairs."""
        raise NotImplementedError

    def filled(self) -> Iterable[tuple[int, int]]:
        """Return the buckets that hold samples, ascending, each with its count."""
        raise NotImplementedError

    @property
    def count(self) -> int:
        """How many samples."""
        raise NotImplementedError

    def pairs(self) -> HistogramPairs:
        """Return the histogram as values."""
        return tuple(chain.from_iterable(self.filled()))

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
        ranks = {percent: _needed(percent, total) for percent in wanted}
        found = self._at_ranks(sorted(set(ranks.values())))
        return tuple(_middle_us(found[ranks[percent]]) for percent in wanted)

    def _at_ranks(self, ranks: Sequence[float]) -> dict[float, int]:
        """Return the bucket with the sample of each of the ascending ranks, which count from 1."""
        found: dict[float, int] = {}
        pending = list(reversed(ranks))
        seen = 0
        for bucket, count in self.filled():
            seen += count
            while seen >= pending[-1]:
                found[pending.pop()] = bucket
                if not pending:
                    return found
        raise AssertionError("a percentile is over 100")

    def mean_us(self) -> float:
        """Return the mean from the buckets' middles; 0 when empty."""
        total = self.count
        return sum(_middle_us(bucket) * count for bucket, count in self.filled()) / total if total else 0.0

    def max_us(self) -> float:
        """Return the middle of the highest bucket used; 0 when empty."""
        highest = max((bucket for bucket, _count in self.filled()), default=None)
        return 0.0 if highest is None else _middle_us(highest)


class Histogram(Counts):
    """Counts per bucket that is used, for some hundred samples: workers fill one a label and second."""

    __slots__ = ("counts",)

    def __init__(self, pairs: HistogramPairs = ()) -> None:
        self.counts: dict[int, int] = dict(zip(pairs[::2], pairs[1::2], strict=True))

    def record(self, value_us: int, count: int = 1) -> None:
        """Add `count` samples of `value_us` (negative counts as 0)."""
        bucket = bucket_of(max(0, value_us))
        self.counts[bucket] = self.counts.get(bucket, 0) + count

    def record_all(self, values_us: Mapping[int, int]) -> None:
        """Add samples of many values, each with its count (negative counts as 0)."""
        counts = self.counts
        get = counts.get
        for value_us, count in values_us.items():
            shift = value_us.bit_length() - 11  # as `bucket_of`, without a call for each
            bucket = (shift << 10) + (value_us >> shift) if shift > 0 else value_us
            if value_us < 0:
                bucket = 0
            counts[bucket] = get(bucket, 0) + count

    @override
    def add(self, pairs: Sequence[int]) -> None:
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

    @override
    def filled(self) -> Iterable[tuple[int, int]]:
        return sorted(self.counts.items())

    @property
    @override
    def count(self) -> int:
        return sum(self.counts.values())


class LongHistogram(Counts):
    """The counts of a whole run: an array for each 1,024 buckets of which one is used.

    A label of a long run uses thousands of buckets: so they take a tenth of a dict's memory, which no longer grows once
    the slowest and the fastest answer have come, and percentiles are found without going through all of them.
    """

    __slots__ = ("_parts", "_total")

    def __init__(self) -> None:
        self._parts: dict[int, array[int]] = {}
        self._total = 0

    @override
    def add(self, pairs: Sequence[int]) -> None:
        counts = pairs[1::2]
        number, part = -1, _NOTHING
        for bucket, count in zip(pairs[::2], counts, strict=True):
            if bucket >> _PART_BITS != number:
                number = bucket >> _PART_BITS
                part = self._part(number)
            part[bucket & _WITHIN_PART] += count
        self._total += sum(counts)

    def _part(self, number: int) -> array[int]:
        part = self._parts.get(number)
        if part is None:
            part = self._parts[number] = array("I", (0,)) * (1 << _PART_BITS)
        return part

    @override
    def filled(self) -> Iterable[tuple[int, int]]:
        for number in sorted(self._parts):
            first = number << _PART_BITS
            yield from ((first + place, count) for place, count in enumerate(self._parts[number]) if count)

    @property
    @override
    def count(self) -> int:
        return self._total

    @override
    def _at_ranks(self, ranks: Sequence[float]) -> dict[float, int]:
        found: dict[float, int] = {}
        seen = 0
        for number in sorted(self._parts):
            part = self._parts[number]
            end = seen + sum(part)
            within = [rank for rank in ranks if seen < rank <= end]
            if within:
                reached = list(accumulate(part))
                found |= {rank: (number << _PART_BITS) + bisect_left(reached, rank - seen) for rank in within}
            seen = end
        return found


def percentiles_us_of(pairs: HistogramPairs, percents: Iterable[float]) -> tuple[float, ...]:
    """Return several percentiles of a histogram that is there as values, as `Counts.percentiles_us` does."""
    reached = list(accumulate(pairs[1::2]))
    if not reached:
        return tuple(0.0 for _percent in percents)
    ranks = (_needed(percent, reached[-1]) for percent in percents)
    return tuple(_middle_us(pairs[2 * bisect_left(reached, rank)]) for rank in ranks)


def _needed(percent: float, total: int) -> float:
    """Return how many samples must lie in a bucket and those below it for the percentile to lie there."""
    return max(1.0, percent / 100 * total - 1e-9)


def _middle_us(bucket: int) -> float:
    low, high = bucket_bounds_us(bucket)
    return (low + high - 1) / 2
