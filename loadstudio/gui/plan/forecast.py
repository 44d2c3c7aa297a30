"""What a plan will come to, for the sentence under the profile and for the card of this computer. No Qt but words."""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Sequence

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from loadstudio.base.units import duration_text
from loadstudio.gui.language import number
from loadstudio.gui.units import count_text
from loadstudio.plan.estimate import LoadEstimate, estimate
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Plan
from loadstudio.scenario.model import Scenario

REQUESTS_PER_WORKER_S = 1500.0
"""What one worker sends in a second with all checks on, cautiously: the benchmark on a slow machine reaches more."""
_TIGHT = 0.7
SHARED = "shared"

translate = QCoreApplication.translate


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan comes to. `estimate` is of all loads together, `loads` of each by its key (see `load_key`).

    `processor` is the share of the workers that the peak needs; `growth` how many times the load this computer can
    drive.
    """

    estimate: LoadEstimate
    loads: dict[str, LoadEstimate]
    workers: int
    cores: int
    processor: float

    @property
    def kind(self) -> str:
        """Whether this computer is enough (`ok`), just enough (`warn`) or not (`bad`)."""
        return "ok" if self.processor <= _TIGHT else "warn" if self.processor <= 1 else "bad"

    @property
    def people_possible(self) -> int:
        """How many people of this kind this computer can drive."""
        return int(self.estimate.users_max / self.processor) if self.processor > 0 else 0

    @property
    def requests_possible_per_s(self) -> float:
        """How many requests a second this computer can send."""
        return self.estimate.requests_per_s_peak / self.processor if self.processor > 0 else 0.0

    def requests_per_level(self, load: Load, key: str) -> float:
        """Return the requests a second that one more in a stage's target makes: one person, or one pass a second."""
        found = self.loads.get(key)
        if found is None:
            return 0.0
        return found.requests_per_pass if isinstance(load, OpenLoad) else found.requests_per_pass / found.pass_s


def load_key(position: int | None) -> str:
    """Return the key of a load: of the scenario at a position of the plan, None the one that the others share."""
    return SHARED if position is None else str(position)


def forecast(plan: Plan, scenarios: Sequence[Scenario | None], per_worker_s: float = REQUESTS_PER_WORKER_S) -> Forecast:
    """Return what a plan comes to on this computer; `scenarios` in the plan's order, None for what cannot be read.

    `per_worker_s` are the requests that one worker can send in a second.
    """
    together = [position for position, use in enumerate(plan.scenarios) if use.load is None]
    parts: list[tuple[int | None, Load, list[int]]] = [(None, plan.load, together)] if together else []
    parts += [(position, use.load, [position]) for position, use in enumerate(plan.scenarios) if use.load is not None]
    loads: dict[str, LoadEstimate] = {}
    for owner, load, positions in parts:
        known = [(plan.scenarios[one], scenarios[one]) for one in positions if one < len(scenarios)]
        uses = tuple(use for use, scenario in known if scenario is not None)
        found = [scenario for _, scenario in known if scenario is not None]
        loads[load_key(owner)] = estimate(replace(plan, scenarios=uses, load=load), found)
    cores = cores_of_computer()
    workers = plan.workers or cores
    whole = _together(loads.values())
    processor = whole.requests_per_s_peak / (per_worker_s * min(workers, cores))
    return Forecast(estimate=whole, loads=loads, workers=workers, cores=cores, processor=processor)


def _together(loads: Collection[LoadEstimate]) -> LoadEstimate:
    """Return several loads as one: their peaks may coincide, so they are added."""
    passes = sum(one.passes_total for one in loads)
    requests = sum(one.requests_total for one in loads)
    users = sum(one.users_max for one in loads)
    return LoadEstimate(
        users_max=users,
        duration_s=max((one.duration_s for one in loads), default=0.0),
        pass_s=sum(one.pass_s * one.users_max for one in loads) / users if users else 0.0,
        requests_per_pass=requests / passes if passes else sum(one.requests_per_pass for one in loads),
        passes_total=passes,
        requests_total=requests,
        requests_per_s_peak=sum(one.requests_per_s_peak for one in loads),
    )


def cores_of_computer() -> int:
    """Return how many processor cores this program may use."""
    count = getattr(os, "process_cpu_count", os.cpu_count)()
    return count or 1


def sentence(plan: Plan, expected: Forecast) -> str:
    """Return the forecast as a sentence with its numbers in bold (rich text)."""
    found = expected.estimate
    if not found.requests_per_pass:
        return translate("Forecast", "The scenario sends nothing: all its requests are switched off.")
    peak, total = rounded(found.requests_per_s_peak), rounded(found.requests_total)
    length = length_text(found.duration_s)
    words = translate("Forecast", "About <b>{0}</b> a second at the peak, <b>{1}</b> in all, in <b>{2}</b>.")
    text = words.format(_counted(peak), count_text(total), length)
    if len(expected.loads) == 1 and isinstance(plan.load, ClosedLoad) and _ends_after_passes(plan.load):
        passes = count_text(found.passes_total)
        text = translate(
            "Forecast", "<b>{0} passes</b> in about <b>{1}</b>: {2} in all, <b>{3}</b> a second at the peak."
        ).format(passes, length, _counted(total), count_text(peak))
    return text


def _ends_after_passes(load: ClosedLoad) -> bool:
    return load.iterations is not None or load.iterations_per_user is not None


def rate_text(requests_per_s: float) -> str:
    """Return a forecast rate: `112`, `3.4`, `0`."""
    value = rounded(requests_per_s)
    return count_text(value) if value >= 10 or value == int(value) else number(f"{value:.1f}")


def length_text(seconds: float) -> str:
    """Return a length as one says it: `14 minutes`, `1 minute`, `2 min 30 s`."""
    minutes = seconds / 60
    if minutes == int(minutes) and 1 <= minutes < 120:
        return (
            translate("Forecast", "1 minute")
            if minutes == 1
            else translate("Forecast", "{0} minutes").format(int(minutes))
        )
    return duration_text(seconds)


def rounded(value: float) -> float:
    """Return a value to three digits: a forecast promises no more."""
    if value <= 0 or not math.isfinite(value):
        return 0.0
    digits = 2 - math.floor(math.log10(value))
    return round(value, max(digits, 1) if value < 10 else digits)


def _counted(requests: float) -> str:
    text = rate_text(requests)
    return translate("Forecast", "1 request") if text == "1" else translate("Forecast", "{0} requests").format(text)
