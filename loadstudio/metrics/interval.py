"""What happened within one second of a run: the one shape of live numbers on the wire, in the results file and in
charts.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from loadstudio.metrics.histogram import HistogramPairs

type LabelKind = Literal["request", "transaction", "pass"]
"""`pass`: whole passes of a scenario that a rate begins, each from the moment when it should have begun, think times
left out.
"""


class LabelInterval(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One label's samples that ended within the interval. `latency` holds all samples, the failed ones included.

    Of requests: `first_byte` are the times until the first byte of the answer, None where they are the latencies, since
    every answer came in one piece; `connect` and `tls` are what opening a connection took (name and proxy included) and
    what securing it took, where a request needed a new one.
    """

    label: str
    kind: LabelKind = "request"
    count: int = 0
    failed: int = 0
    bytes_received: int = 0
    bytes_sent: int = 0
    latency: HistogramPairs = ()
    first_byte: HistogramPairs | None = None
    connect: HistogramPairs = ()
    tls: HistogramPairs = ()


class ErrorCount(msgspec.Struct, frozen=True, kw_only=True):
    """Failures of one label for one reason (a short sentence without changing parts) within the interval."""

    label: str
    reason: str
    count: int


class GeneratorInterval(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How this computer coped: `cpu_percent` of one core of the busiest worker, how late requests were sent, hub
    stalls.
    """

    cpu_percent: float = 0.0
    lateness_ms_p99: float = 0.0
    hub_stall_ms_max: float = 0.0
    memory_bytes: int = 0
    workers: int = 0


class Interval(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One second of the run, `second` counted from its start; all workers together."""

    second: int
    users: int = 0
    active: int = 0
    """Users with a request under way at the end of the second."""
    iterations_completed: int = 0
    iterations_failed: int = 0
    iterations_dropped: int = 0
    labels: tuple[LabelInterval, ...] = ()
    errors: tuple[ErrorCount, ...] = ()
    generator: GeneratorInterval = GeneratorInterval()
