"""Passes shared out by the master and asked for by workers."""

from __future__ import annotations

from random import Random

import gevent
from hypothesis import example, given
from hypothesis import strategies as st

from loadstudio.engine.worker.passes import PassPool, Tickets
from tests.support.patience import until


@given(
    limit=st.integers(1, 300),
    asks=st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 40)), min_size=1, max_size=400),
)
def test_each_pass_is_granted_once(limit: int, asks: list[tuple[str, int]]) -> None:
    pool = PassPool(limit)
    pool.join("a")
    pool.join("b")
    numbers: list[int] = []
    made = {"a": 0, "b": 0}
    for worker, wanted in asks:
        grant = pool.ask(worker, wanted, made[worker])
        if grant is not None:
            assert 1 <= len(grant) <= wanted
            numbers += grant
            made[worker] += len(grant)
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) <= set(range(limit))
    for worker in "ab":
        pool.ask(worker, 1, made[worker])
    assert pool.is_done is (sum(made.values()) == limit)


def test_the_passes_of_a_lost_worker_are_made_by_the_others() -> None:
    pool = PassPool(8)
    pool.join("a")
    pool.join("b")
    a = pool.ask("a", 10, 0)
    b = pool.ask("b", 10, 0)
    assert a is not None
    assert b is not None
    made = len(b)
    while (grant := pool.ask("b", 10, made)) is not None:
        made += len(grant)
    assert not pool.is_done
    grants = pool.lose("a", recorded=1)  # one of its passes stands in the results
    while grants:
        made += sum(len(grant) for _, grant in grants)
        more = pool.ask("b", 10, made)
        grants = (("b", more),) if more is not None else ()
    assert made == 7
    assert pool.is_done


def test_without_a_limit_there_is_always_a_pass() -> None:
    pool = PassPool(None)
    pool.join("a")
    grants = [pool.ask("a", 100, 0) for _ in range(50)]
    assert [number for grant in grants if grant for number in grant] == list(range(5000))
    assert pool.lose("a", 10) == ()
    assert pool.ask("a", 1, 0) is None, "a lost worker gets nothing"
    assert not pool.is_done


def test_tickets_are_asked_for_ahead_and_every_finish_is_told() -> None:
    pool = PassPool(100)
    pool.join("w")
    asked: list[int] = []

    def ask(wanted: int, finished: int) -> None:
        asked.append(wanted)
        grant = pool.ask("w", wanted, finished)
        if grant is not None:
            gevent.spawn_later(0.001, tickets.grant, grant)

    tickets = Tickets(ask, lambda *_: None)
    tickets.expect(8)
    taken: list[int] = []

    def user() -> None:
        while True:
            taken.append(tickets.take())
            gevent.sleep(0)
            tickets.finish()

    users = [gevent.spawn(user) for _ in range(5)]
    until(lambda: tickets.finished == 100)
    gevent.sleep(0.01)  # in which nobody takes one more
    gevent.killall(users)
    assert taken == list(range(100))
    assert tickets.finished == 100
    assert pool.is_done
    assert len(asked) < 60


class Side:
    """A worker in a simulation: its tickets, and what the master has not heard yet."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.given: list[tuple[tuple[int, ...], int]] = []
        self.tickets = Tickets(
            lambda wanted, finished: self.asked.append((wanted, finished)), lambda *given: self.given.append(given)
        )
        self.wants_users = True


@example(limit=100, seed=4089, parked=True)  # an older message came behind a newer one
@given(limit=st.integers(1, 120), seed=st.integers(0, 2**32), parked=st.booleans())
def test_all_passes_are_made_whoever_is_parked_in_between(limit: int, seed: int, parked: bool) -> None:
    """Two workers of three users each; in any order messages arrive, passes end, and one worker's users are parked."""
    chance = Random(seed)  # fair to both sides in the long run, as a network is
    pool, sides = PassPool(limit), {"a": Side(), "b": Side()}
    made: list[int] = []

    def user(side: Side) -> None:
        while True:
            while not side.wants_users:
                gevent.sleep(0)
            made.append(side.tickets.take())
            gevent.sleep(0)
            side.tickets.finish()

    def deliver(name: str) -> None:
        side = sides[name]
        grants: list[tuple[str, range]] = []
        if side.given:
            grants += pool.give_back(name, *side.given.pop(0))
        elif side.asked:
            granted = pool.ask(name, *side.asked.pop(0))
            grants += [(name, granted)] if granted is not None else []
        for receiver, numbers in grants:
            sides[receiver].tickets.grant(numbers)
            if not sides[receiver].wants_users:
                sides[receiver].tickets.give_back()

    for name, side in sides.items():
        pool.join(name)
        side.tickets.expect(8)
    users = [gevent.spawn(user, side) for side in sides.values() for _ in range(3)]
    for turn in range(4000):
        deliver(chance.choice("ab"))
        if parked and turn == 20:
            sides["b"].wants_users = False
        gevent.sleep(0)
        if not sides["b"].wants_users:
            sides["b"].tickets.give_back()
        if pool.is_done:
            break
    gevent.killall(users)
    assert pool.is_done
    assert sorted(made) == list(range(limit))
