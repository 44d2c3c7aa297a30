"""The workers' parts of each second."""

from __future__ import annotations

from loadstudio.engine.master.seconds import Seconds
from loadstudio.metrics.interval import Interval


def part(second: int, passes: int, users: int = 1) -> Interval:
    return Interval(second=second, users=users, iterations_completed=passes)


def test_a_second_goes_out_when_all_have_reported() -> None:
    seconds = Seconds()
    seconds.add("a", part(0, 1))
    assert seconds.take(("a", "b"), 1.01) == []
    seconds.add("b", part(0, 2))
    (first,) = seconds.take(("a", "b"), 1.02)
    assert (first.second, first.iterations_completed, first.users) == (0, 3, 2)
    assert seconds.take(("a", "b"), 1.03) == []


def test_a_silent_worker_is_not_waited_for_and_counts_later() -> None:
    seconds = Seconds()
    for second in range(3):
        seconds.add("a", part(second, 1))
    assert [one.second for one in seconds.take(("a", "b"), 3.0)] == [0]
    seconds.add("b", part(0, 10))
    seconds.add("b", part(1, 10))
    assert [(one.second, one.iterations_completed) for one in seconds.take(("a", "b"), 3.1)] == [(1, 21)]
    assert [(one.second, one.iterations_completed) for one in seconds.take_all()] == [(2, 1)]
    assert seconds.take_all() == []


def test_a_lost_worker_holds_up_nothing_and_nothing_it_said_is_lost() -> None:
    seconds = Seconds()
    seconds.add("a", part(0, 1))
    seconds.add("b", part(0, 1))
    seconds.add("b", part(1, 5))
    assert len(seconds.take(("a", "b"), 1.1)) == 1
    seconds.add("a", part(1, 1))
    seconds.add("a", part(2, 1))
    assert [one.iterations_completed for one in seconds.take(("a",), 3.1)] == [6, 1]
