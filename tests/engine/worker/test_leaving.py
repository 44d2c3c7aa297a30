"""Many users leave without the others noticing."""

from __future__ import annotations

from itertools import pairwise

import gevent
from gevent.event import Event
from gevent.pool import Group

from loadstudio.engine.worker.leaving import let_leave

MANY = 1000


def test_others_have_their_turn_while_many_leave() -> None:
    came = left = 0
    seen = [0]

    def user() -> None:
        nonlocal came, left
        came += 1
        try:
            Event().wait()
        finally:
            left += 1

    def other() -> None:
        while True:
            gevent.sleep(0.0001)
            seen.append(left)

    users = Group()
    for _ in range(MANY):
        users.spawn(user)
    watching = gevent.spawn(other)
    while came < MANY:
        gevent.sleep(0.001)
    let_leave(users, lambda _user: True)
    users.join(timeout=10)
    watching.kill()
    assert left == MANY
    assert not users
    assert max(after - before for before, after in pairwise(seen)) <= 100


def test_who_may_not_leave_stays_and_is_asked_when_it_is_its_turn() -> None:
    busy: set[gevent.Greenlet] = set()
    users = Group()
    for _ in range(MANY):
        users.spawn(Event().wait)
    last = list(users)[-1]
    gevent.sleep(0)
    turn = gevent.spawn(lambda: busy.add(last))  # it begins something while the first ones leave
    let_leave(users, lambda user: user not in busy)
    while len(users) > 1:
        gevent.sleep(0.001)
    assert set(users) == {last}
    turn.join()
    users.kill()
