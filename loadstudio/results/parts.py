"""The samples of a run, label by label, in ten parts of its time: what is needed to tell a change from chance."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from loadstudio.metrics.histogram import Histogram, HistogramPairs
from loadstudio.metrics.interval import LabelKind
from loadstudio.metrics.summary import Summary
from loadstudio.results.export import Progress, untold
from loadstudio.results.query import RunReader

PARTS = 10
_TOLD_ROWS = 500

type LabelKey = tuple[LabelKind, str]


class Parts:
    """The samples of one label: `latency`, `count` and `failed` are lists, an item for each part of the run."""

    __slots__ = ("count", "failed", "latency")

    def __init__(self) -> None:
        self.latency = [Histogram() for _ in range(PARTS)]
        self.count = [0] * PARTS
        self.failed = [0] * PARTS

    def add(self, part: int, pairs: HistogramPairs, count: int, failed: int) -> None:
        """Add samples that ended in a part."""
        self.latency[part].add(pairs)
        self.count[part] += count
        self.failed[part] += failed


class RunParts(msgspec.Struct, frozen=True, kw_only=True):
    """A run with its samples: `everything` is all requests together."""

    summary: Summary
    everything: Parts
    labels: Mapping[LabelKey, Parts]


def read_parts(reader: RunReader, told: Progress = untold) -> RunParts:
    """Return a run in parts; `told(ratio)` hears how far it is. Raises FileError. Slow: it reads every second of every
    label.
    """
    everything = Parts()
    labels: dict[LabelKey, Parts] = {}
    seconds = max(1, reader.seconds())
    for number, (second, kind, label, count, failed, pairs) in enumerate(reader.latencies()):
        if number % _TOLD_ROWS == 0:
            told(min(1.0, second / seconds))
        part = min(PARTS - 1, second * PARTS // seconds)
        labels.setdefault((kind, label), Parts()).add(part, pairs, count, failed)
        if kind == "request":
            everything.add(part, pairs, count, failed)
    return RunParts(summary=reader.summary(), everything=everything, labels=labels)
