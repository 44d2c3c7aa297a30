"""How the users of a worker leave at the end of a run: a few at a time, so that those who still wait for an answer see
it when it comes. Thousands that end at once would stop the worker for a second, and the run would be told of that.
"""

from __future__ import annotations

from collections.abc import Callable

import gevent
from gevent.pool import Group

_AT_ONCE = 50
_BETWEEN_S = 0.001  # a real wait: without one the event loop does not look at the network


def let_leave(users: Group, may_leave: Callable[[gevent.Greenlet], bool]) -> None:
    """End the users that may leave when it is their turn; returns when all were asked."""
    asked = tuple(users)
    for first in range(0, len(asked), _AT_ONCE):
        leaving = [user for user in asked[first : first + _AT_ONCE] if not user.dead and may_leave(user)]
        if leaving:
            gevent.killall(leaving, block=False)
            gevent.sleep(_BETWEEN_S)
