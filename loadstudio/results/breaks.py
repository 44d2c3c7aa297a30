"""When a run went over a limit, and with how many people: the moment that verdict and charts point at. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from loadstudio.metrics.measure import kept, measure
from loadstudio.plan.model import Limit
from loadstudio.results.series import Bin

SUSTAINED_BINS = 3
"""One slow bin is chance; so many in a row are a break. So many at a number of people show that it was held."""
BINS_PER_RUN = 90


class LimitBreak(msgspec.Struct, frozen=True, kw_only=True):
    """A limit was kept until `second` and then missed for a sustained time.

    `users` were at work then; `users_held` (0: none) were carried with the limit kept before.
    """

    limit: Limit
    second: int
    users: int
    users_held: int


def find_break(limit: Limit, bins: Sequence[Bin]) -> LimitBreak | None:
    """Return where the limit broke first, or None. A rate has no break: it is low at the start of every run."""
    if limit.metric == "rate":
        return None
    held: list[int] = []
    over: list[Bin] = []
    for one in bins:
        if not one.totals.count:
            continue
        if kept(limit.metric, measure(one.totals, limit.metric, max(1, one.seconds)), limit.value):
            held += [earlier.users for earlier in over]  # too short to count as a break
            held.append(one.users)
            over.clear()
        else:
            over.append(one)
            if len(over) == SUSTAINED_BINS:
                return LimitBreak(limit=limit, second=over[0].second, users=over[0].users, users_held=_sustained(held))
    return None


def _sustained(users: Sequence[int]) -> int:
    """Return the most users that so many bins had at least."""
    return sorted(users, reverse=True)[SUSTAINED_BINS - 1] if len(users) >= SUSTAINED_BINS else 0
