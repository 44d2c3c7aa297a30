"""What a plan will come to, told before it runs: how long a pass takes, how many requests a second and in all. Pure.

The times are the recorded ones, so the estimate is what the site would do when it answers as fast as in the recording.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from loadstudio.plan.expected import expected_pass
from loadstudio.plan.model import ClosedLoad, Plan, Stage
from loadstudio.plan.schedule import duration_s as stages_s
from loadstudio.plan.schedule import users_max
from loadstudio.scenario.model import Scenario

_SHORTEST_PASS_S = 0.001
_LEAST_AT_HAND = 20


class LoadEstimate(msgspec.Struct, frozen=True, kw_only=True):
    """`pass_s` and `requests_per_pass` are means over the scenarios by their shares."""

    users_max: int
    duration_s: float
    pass_s: float
    requests_per_pass: float
    passes_total: float
    requests_total: float
    requests_per_s_peak: float


def users_for_rate(plan: Plan, scenario: Scenario, rate_per_s: float) -> int:
    """Return how many users should be at hand for passes that start at a rate: three times as many as are busy when the
    site answers as it did in the recording, so that only a site that has grown much slower makes passes be dropped.
    """
    return max(_LEAST_AT_HAND, math.ceil(3 * rate_per_s * expected_pass(scenario, plan).seconds))


def estimate(plan: Plan, scenarios: Sequence[Scenario]) -> LoadEstimate:
    """Return what a plan comes to; `scenarios` in the plan's order, those missing at the end are left out.

    Closed load: at `n` users, `n / pass_s` passes a second. Open load: the rate, while `max_users` can do it.
    """
    weights = [max(0.0, use.weight) for use, _ in zip(plan.scenarios, scenarios, strict=False)]
    total = sum(weights) or 1.0
    passes_by_share = [
        expected_pass(scenario, plan).times(weight / total)
        for weight, scenario in zip(weights, scenarios, strict=False)
    ]
    pace_s = plan.load.pacing_s if isinstance(plan.load, ClosedLoad) else 0.0
    pass_s = max(_SHORTEST_PASS_S, pace_s, sum(one.seconds for one in passes_by_share))
    requests = sum(one.requests for one in passes_by_share)
    load = plan.load
    planned_s = stages_s(load.stages)
    if isinstance(load, ClosedLoad):
        users = users_max(load.stages)
        passes = _area(load.stages) / pass_s
        count = load.iterations_per_user * users if load.iterations_per_user is not None else load.iterations
        if count is not None:
            load = msgspec.structs.replace(load, iterations=count)
            passes, planned_s = float(count), _iterations_s(load, pass_s)
        passes_per_s_peak = users / pass_s
    else:
        users = load.max_users
        passes_per_s_peak = min(max((stage.target for stage in load.stages), default=0.0), users / pass_s)
        passes = min(_area(load.stages), users / pass_s * planned_s)
    return LoadEstimate(
        users_max=users,
        duration_s=planned_s,
        pass_s=pass_s,
        requests_per_pass=requests,
        passes_total=passes,
        requests_total=passes * requests,
        requests_per_s_peak=passes_per_s_peak * requests,
    )


def estimate_of_use(plan: Plan, position: int, scenario: Scenario) -> LoadEstimate:
    """Return what the scenario at a position of a plan comes to: its own load, or its share of the common one."""
    use = plan.scenarios[position]
    alone = msgspec.structs.replace(plan, scenarios=(use,), load=use.load or plan.load)
    found = estimate(alone, (scenario,))
    total = sum(max(0.0, other.weight) for other in plan.scenarios if other.load is None)
    if use.load is not None or total <= 0:
        return found
    ratio = max(0.0, use.weight) / total
    return msgspec.structs.replace(
        found,
        users_max=math.ceil(found.users_max * ratio),
        passes_total=found.passes_total * ratio,
        requests_total=found.requests_total * ratio,
        requests_per_s_peak=found.requests_per_s_peak * ratio,
    )


def _area(stages: Sequence[Stage]) -> float:
    """Return target times seconds under the stages' lines, which start at 0."""
    levels = (0.0, *(stage.target for stage in stages))
    return sum(
        (before + after) / 2 * stage.duration_s for (before, after), stage in zip(pairwise(levels), stages, strict=True)
    )


def _iterations_s(load: ClosedLoad, pass_s: float) -> float:
    """Return when the passes are done: the stages in order, then the last level for as long as it takes."""
    wanted = (load.iterations or 0) * pass_s
    level = seconds = 0.0
    for stage in load.stages:
        area = (level + stage.target) / 2 * stage.duration_s
        if area >= wanted:
            # the line's area up to t: level*t + slope*t*t/2 = wanted
            slope = (stage.target - level) / stage.duration_s
            if abs(slope) < 1e-12:
                return seconds + wanted / level
            return seconds + (math.sqrt(level * level + 2 * slope * wanted) - level) / slope
        wanted -= area
        seconds += stage.duration_s
        level = stage.target
    return seconds + wanted / level if level > 0 else seconds
