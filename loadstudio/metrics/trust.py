"""Whether this computer was fast enough for its numbers to be believed, judged by its own figures second by second."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence

from loadstudio.base.units import count_text, milliseconds_text
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval
from loadstudio.metrics.summary import GeneratorSummary

SUSTAINED_S = 3
"""So many seconds in a row make a condition of the generator last; shorter ones (start-up, a page fault) do not
spoil percentiles of a run.
"""
CPU_LIMIT_PERCENT = 90.0
"""A worker is one thread of Python: above this share of its core, answers wait in its queue and look slower than they
are.
"""
LATENESS_LIMIT_MS = 50.0
"""Requests sent so much later than meant no longer make the load that was asked for."""
STALL_LIMIT_MS = 1000.0
"""A single standstill so long is seen in every latency of that second."""
NO_PORT_LEFT = "this computer has no free port left for another connection"
NO_FILE_LEFT = "this computer allows no more open connections"
_OWN_LIMITS = (NO_PORT_LEFT, NO_FILE_LEFT)
"""Reasons of failures that are the generator's own, whatever stands before them."""


class Trust:
    """The judgement of a run so far. Add the seconds in their order."""

    def __init__(self) -> None:
        self._lateness: list[float] = []
        self._worst = GeneratorInterval()
        self._busy = _Stretch()
        self._late = _Stretch()
        self._own_failures: dict[str, int] = {}

    def add(self, second: GeneratorInterval, errors: Iterable[ErrorCount] = ()) -> None:
        """Take in how this computer coped in a second, and what failed in it."""
        insort(self._lateness, second.lateness_ms_p99)
        worst = self._worst
        self._worst = GeneratorInterval(
            cpu_percent=max(worst.cpu_percent, second.cpu_percent),
            hub_stall_ms_max=max(worst.hub_stall_ms_max, second.hub_stall_ms_max),
        )
        self._busy.add(second.cpu_percent > CPU_LIMIT_PERCENT)
        self._late.add(second.lateness_ms_p99 > LATENESS_LIMIT_MS)
        self.add_failures({error.reason: error.count for error in errors})

    def add_failures(self, reasons: Mapping[str, int]) -> None:
        """Take in how many requests failed for which reason, as far as it is this computer's own."""
        for reason, count in reasons.items():
            for limit in _OWN_LIMITS:
                if reason.endswith(limit):
                    self._own_failures[limit] = self._own_failures.get(limit, 0) + count

    def summary(self) -> GeneratorSummary:
        """Return the judgement. `lateness_ms_p99` is what 99 of 100 seconds did not exceed."""
        reasons = tuple(self._reasons())
        place = min(len(self._lateness) - 1, int(len(self._lateness) * 0.99))
        return GeneratorSummary(
            trusted=not reasons,
            cpu_percent_max=round(self._worst.cpu_percent, 1),
            lateness_ms_p99=round(self._lateness[place], 3) if self._lateness else 0.0,
            reasons=reasons,
        )

    def _reasons(self) -> Iterable[str]:
        if busy := self._busy.sustained:
            yield (
                f"A worker used more than {CPU_LIMIT_PERCENT:.0f} % of its processor core for {busy} s in a row: "
                "this computer was the bottleneck."
            )
        if late := self._late.sustained:
            yield (
                f"For {late} s in a row requests were sent late, up to {milliseconds_text(self._lateness[-1])}: "
                "this computer could not keep to the plan."
            )
        stall_ms = self._worst.hub_stall_ms_max
        if stall_ms > STALL_LIMIT_MS:
            yield f"This computer stood still for {milliseconds_text(stall_ms)}; answers of that moment look slower."
        for limit, count in self._own_failures.items():
            requests = "1 request" if count == 1 else f"{count_text(count)} requests"
            yield f"{requests} failed because {limit}: it is no fault of the site."


class _Stretch:
    """How long a condition held without a break, at most."""

    def __init__(self) -> None:
        self._current = self._longest = 0

    def add(self, holds: bool) -> None:
        self._current = self._current + 1 if holds else 0
        self._longest = max(self._longest, self._current)

    @property
    def sustained(self) -> int:
        """The longest stretch in seconds, 0 when it is too short to matter."""
        return self._longest if self._longest >= SUSTAINED_S else 0


def generator_summary(
    seconds: Sequence[GeneratorInterval], failures: Mapping[str, int] | None = None
) -> GeneratorSummary:
    """Return whether the generator's own figures, second by second, let its measurements be believed; `failures` are
    how many requests failed for which reason.
    """
    trust = Trust()
    for second in seconds:
        trust.add(second)
    trust.add_failures(failures or {})
    return trust.summary()
