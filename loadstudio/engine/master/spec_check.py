"""Whether a run spec can be run at all; what is found here is told before any worker starts."""

from __future__ import annotations

import os

from loadstudio.base.errors import InvalidInput, UsageError
from loadstudio.base.units import counted_text
from loadstudio.plan.hosts import refuse_unknown_hosts
from loadstudio.plan.lanes import Lane, lanes_of, users_in_all
from loadstudio.plan.row_numbers import users_needing_rows
from loadstudio.plan.run_spec import RunSpec


def checked_lanes(spec: RunSpec) -> tuple[Lane, ...]:
    """Return the lanes that are to be run. Raises LoadStudioError with a sentence when the spec makes no sense."""
    lanes = lanes_of(spec)
    if not lanes or any(sum(lane.weights) <= 0 for lane in lanes):
        raise UsageError("The plan has no scenario with a share of the people.")
    if any(lane.users < 1 for lane in lanes):
        raise UsageError("The plan has no people. Give it at least one.")
    if any(lane.passes is None and lane.duration_s <= 0 for lane in lanes):
        raise UsageError("The plan has no end. Give it a duration or a number of passes.")
    if any(lane.passes is not None and lane.passes < 1 for lane in lanes):
        raise UsageError("The plan has no passes. Give it at least one.")
    refuse_unknown_hosts(spec)
    check_unique_rows(spec)
    return lanes


def check_unique_rows(spec: RunSpec, users: int | None = None) -> None:
    """Raise InvalidInput when a table whose rows are for one user each has too few; `users` takes the place of the
    first lane's number.
    """
    for share, one in enumerate(spec.shares):
        for position, table in enumerate(one.data):
            if table.policy != "unique" or table.when_used_up != "stop":
                continue
            needed = users_needing_rows(spec, (share, position), users)
            if len(table.rows) < needed:
                raise InvalidInput(
                    f"The data '{table.name}' has {counted_text(len(table.rows), 'row')}, and {needed} people need "
                    "one each. Add rows, use fewer people, or let rows be used again."
                )


def worker_count(spec: RunSpec, *, alone: bool) -> int:
    """Return how many worker processes this computer gets, at most one for each user: one for each core unless told,
    and unless told none where other computers make the load.
    """
    users = users_in_all(checked_lanes(spec))
    return min(spec.workers or (os.cpu_count() or 1 if alone else 0), users)
