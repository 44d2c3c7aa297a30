"""Whether a run spec can be run at all; what is found here is told before any worker starts."""

from __future__ import annotations

import os

from loadstudio.base.errors import InvalidInput, UsageError
from loadstudio.plan.hosts import refuse_unknown_hosts
from loadstudio.plan.model import ClosedLoad
from loadstudio.plan.run_spec import RunSpec
from loadstudio.plan.schedule import deal_scenarios, duration_s, users_max


def checked_load(spec: RunSpec) -> ClosedLoad:
    """Return the load that is to be run. Raises LoadStudioError with a sentence when the spec makes no sense."""
    load = spec.load
    if not isinstance(load, ClosedLoad):
        raise UsageError(
            "This version runs a number of users. Runs at a fixed rate are not ready yet: leave out the rate."
        )
    if users_max(load.stages) < 1:
        raise UsageError("The plan has no users. Give it at least one.")
    if load.iterations is None and duration_s(load.stages) <= 0:
        raise UsageError("The plan has no end. Give it a duration or a number of passes.")
    if load.iterations is not None and load.iterations < 1:
        raise UsageError("The plan has no passes. Give it at least one.")
    if not spec.shares or sum(share.weight for share in spec.shares) <= 0:
        raise UsageError("The plan has no scenario with a share of the users.")
    refuse_unknown_hosts(spec)
    check_unique_rows(spec, users_max(load.stages))
    return load


def check_unique_rows(spec: RunSpec, users: int) -> None:
    """Raise InvalidInput when a table whose rows are for one user each has too few for so many users."""
    dealt = [scenario for scenario, _ in deal_scenarios([share.weight for share in spec.shares], users)]
    for index, share in enumerate(spec.shares):
        needed = dealt.count(index)
        for table in share.data:
            if table.policy == "unique" and len(table.rows) < needed:
                raise InvalidInput(
                    f"The data '{table.name}' has {len(table.rows)} rows, and {needed} users need one each. "
                    "Add rows, start fewer users, or let rows be used again."
                )


def worker_count(spec: RunSpec) -> int:
    """Return how many worker processes the run gets: one for each core unless told, at most one for each user."""
    return min(spec.workers or os.cpu_count() or 1, users_max(checked_load(spec).stages))
