"""What an idle user waits for."""

from __future__ import annotations

import gevent

from loadstudio.engine.worker.turn import Turn


def _user(turn: Turn, taken: list[str]) -> gevent.Greenlet:
    def go() -> None:
        for _ in range(2):
            turn.wait()
            taken.append("taken")

    return gevent.spawn(go)


def test_a_turn_given_before_is_taken_at_once_and_only_once() -> None:
    turn, taken = Turn(), list[str]()
    turn.give()
    user = _user(turn, taken)
    gevent.idle()
    assert taken == ["taken"]
    turn.give()
    user.join(timeout=5)
    assert taken == ["taken", "taken"]


def test_two_turns_given_to_one_who_waits_are_one() -> None:
    turn, taken = Turn(), list[str]()
    user = _user(turn, taken)
    gevent.idle()
    turn.give()
    turn.give()
    gevent.idle()
    assert taken == ["taken"]
    user.kill()


def test_a_user_that_is_killed_while_it_waits_is_not_woken_elsewhere() -> None:
    turn, woken = Turn(), list[str]()

    def go() -> None:
        try:
            turn.wait()
        finally:
            gevent.sleep(0.05)  # as when connections are closed
            woken.append("slept")

    user = gevent.spawn(go)
    gevent.idle()
    user.kill(block=False)
    turn.give()  # the waking comes when the user has already left
    gevent.sleep(0.02)
    assert woken == []
    user.join(timeout=5)
    assert woken == ["slept"]
