"""What a plan will come to, for the sentence under the profile and for the card of this computer. No Qt but words."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication

from loadstudio.base.units import count_text, duration_text
from loadstudio.plan.estimate import LoadEstimate, estimate
from loadstudio.plan.model import ClosedLoad, Plan
from loadstudio.scenario.model import Scenario

REQUESTS_PER_WORKER_S = 1500.0
"""What one worker sends in a second with all checks on, cautiously: the benchmark on a slow machine reaches more."""
_TIGHT = 0.7


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """`per_person` are requests a second of one person; `processor` is the share of the workers that the peak needs;
    `people_possible` what this computer can drive of this kind.
    """

    estimate: LoadEstimate
    per_person: float
    workers: int
    cores: int
    processor: float
    people_possible: int

    @property
    def kind(self) -> str:
        """Whether this computer is enough (`ok`), just enough (`warn`) or not (`bad`)."""
        return "ok" if self.processor <= _TIGHT else "warn" if self.processor <= 1 else "bad"


def forecast(plan: Plan, scenarios: Sequence[Scenario]) -> Forecast:
    """Return what a plan comes to on this computer."""
    estimated = estimate(plan, scenarios)
    cores = cores_of_computer()
    workers = plan.workers or cores
    per_person = estimated.requests_per_pass / estimated.pass_s
    capacity = REQUESTS_PER_WORKER_S * min(workers, cores)
    return Forecast(
        estimate=estimated,
        per_person=per_person,
        workers=workers,
        cores=cores,
        processor=estimated.requests_per_s_peak / capacity,
        people_possible=int(capacity / per_person) if per_person > 0 else 0,
    )


def cores_of_computer() -> int:
    """Return how many processor cores this program may use."""
    count = getattr(os, "process_cpu_count", os.cpu_count)()
    return count or 1


def sentence(plan: Plan, expected: Forecast) -> str:
    """Return the forecast as a sentence with its numbers in bold (rich text)."""
    found = expected.estimate
    if not found.requests_per_pass:
        return _tr("The scenario sends nothing: all its requests are switched off.")
    peak, total = rounded(found.requests_per_s_peak), rounded(found.requests_total)
    length = length_text(found.duration_s)
    words = _tr("About <b>{0}</b> a second at the peak, <b>{1}</b> in all, in <b>{2}</b>.")
    text = words.format(_counted(peak), count_text(total), length)
    if isinstance(plan.load, ClosedLoad) and plan.load.iterations is not None:
        passes = count_text(plan.load.iterations)
        text = _tr("<b>{0} passes</b> in about <b>{1}</b>: {2} in all, <b>{3}</b> a second at the peak.").format(
            passes, length, _counted(total), count_text(peak)
        )
    return text


def rate_text(requests_per_s: float) -> str:
    """Return a forecast rate: `112`, `3.4`, `0`."""
    value = rounded(requests_per_s)
    return count_text(value) if value >= 10 or value == int(value) else f"{value:.1f}"


def length_text(seconds: float) -> str:
    """Return a length as one says it: `14 minutes`, `1 minute`, `2 min 30 s`."""
    minutes = seconds / 60
    if minutes == int(minutes) and 1 <= minutes < 120:
        return _tr("1 minute") if minutes == 1 else _tr("{0} minutes").format(int(minutes))
    return duration_text(seconds)


def rounded(value: float) -> float:
    """Return a value to three digits: a forecast promises no more."""
    if value <= 0 or not math.isfinite(value):
        return 0.0
    digits = 2 - math.floor(math.log10(value))
    return round(value, max(digits, 1) if value < 10 else digits)


def _counted(requests: float) -> str:
    text = rate_text(requests)
    return _tr("1 request") if text == "1" else _tr("{0} requests").format(text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Forecast", text)
