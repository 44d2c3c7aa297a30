"""The summary of a run: the machine-readable verdict of `--json`, of the report and of the results screen.

Field names, units and meaning are a contract (docs/commands.md).
"""

from __future__ import annotations

import msgspec

from loadstudio.metrics.interval import LabelKind


class LatencySummary(msgspec.Struct, frozen=True, kw_only=True):
    """Milliseconds."""

    p50: float = 0.0
    p90: float = 0.0
    p95: float = 0.0
    p99: float = 0.0
    max: float = 0.0
    mean: float = 0.0


class PhaseSummary(LatencySummary, frozen=True, kw_only=True):
    """Milliseconds of one phase; `count` requests had it."""

    count: int = 0


class Phases(msgspec.Struct, frozen=True, kw_only=True):
    """What parts of the requests' latencies took: until the first byte of the answer, for every request that was
    answered; opening a connection (name and proxy included) and securing it, for those that needed a new one. A
    latency holds them all.
    """

    first_byte: PhaseSummary = PhaseSummary()
    connect: PhaseSummary = PhaseSummary()
    tls: PhaseSummary = PhaseSummary()


class IterationsSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Passes through the scenario; `failed` had a failed request; `dropped` could not be started (open model)."""

    completed: int = 0
    failed: int = 0
    dropped: int = 0


class RequestsSummary(msgspec.Struct, frozen=True, kw_only=True):
    """All requests together (transactions not counted)."""

    count: int = 0
    failed: int = 0
    per_s: float = 0.0
    bytes_received: int = 0
    bytes_sent: int = 0


class LabelSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One request, transaction, or the passes of a scenario that a rate begins."""

    label: str
    kind: LabelKind
    count: int
    failed: int
    per_s: float
    latency_ms: LatencySummary
    phases_ms: Phases = Phases()


class ErrorSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Failures of one label for one reason."""

    label: str
    reason: str
    count: int


class LimitResult(msgspec.Struct, frozen=True, kw_only=True):
    """A limit of the plan, as text (`p95<500ms`), what was measured in the same unit (ms or ratio), and whether it
    held.
    """

    rule: str
    value: float
    passed: bool


class GeneratorSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Whether this computer was fast enough for its numbers to be believed, and why not."""

    trusted: bool = True
    cpu_percent_max: float = 0.0
    lateness_ms_p99: float = 0.0
    reasons: tuple[str, ...] = ()


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run. `users_max` is the most users at once; times in ms, rates per second of `duration_s`."""

    run_id: str
    name: str
    started_utc: str
    duration_s: float
    users_max: int
    workers: int
    iterations: IterationsSummary = IterationsSummary()
    requests: RequestsSummary = RequestsSummary()
    latency_ms: LatencySummary = LatencySummary()
    phases_ms: Phases = Phases()
    labels: tuple[LabelSummary, ...] = ()
    errors: tuple[ErrorSummary, ...] = ()
    limits: tuple[LimitResult, ...] = ()
    generator: GeneratorSummary = GeneratorSummary()
    outcome: str = "finished"
    """`finished`, `stopped` by the person, `interrupted`, or `failed: why` when the engine died."""
