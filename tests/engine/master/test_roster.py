"""Which worker has which users."""

from __future__ import annotations

from loadstudio.engine.master.roster import Roster


def test_users_keep_their_numbers_and_are_dealt_evenly() -> None:
    roster = Roster()
    for worker in ("a", "b", "c"):
        roster.join(worker)
    roster.grow(7)
    assert roster.numbers("a") == (0, 3, 6)
    assert roster.numbers("b") == (1, 4)
    assert roster.lose("b") == 2
    assert sorted(roster.numbers("a") + roster.numbers("c")) == list(range(7))
    assert roster.numbers("a")[:3] == (0, 3, 6)
    roster.grow(3)
    assert roster.users == 7, "fewer users are parked, not taken away"
    roster.grow(9)
    roster.join("d")
    roster.grow(12)
    assert sorted(sum((roster.numbers(worker) for worker in roster.workers), ())) == list(range(12))
    assert len(roster.numbers("d")) == 3


def test_users_wait_for_a_worker() -> None:
    roster = Roster()
    roster.grow(2)
    roster.join("a")
    assert roster.numbers("a") == (0, 1)
    assert roster.lose("a") == 2
    assert roster.lose("a") == 0
    assert roster.workers == ()
    roster.join("b")
    assert roster.numbers("b") == (0, 1)


def test_only_workers_with_some_of_the_users_are_named() -> None:
    roster = Roster()
    for worker in ("a", "b", "c"):
        roster.join(worker)
    roster.grow(4)
    assert roster.workers_of(range(1, 2)) == ("b",)
    assert roster.workers_of(range(2, 4)) == ("a", "c")
    roster.lose("c")
    assert roster.workers_of(range(2, 3)) == ("b",)
