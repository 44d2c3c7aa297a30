"""Who has been silent for how long."""

from __future__ import annotations

from loadstudio.engine.between.silence import Silence


def test_who_says_nothing_is_named_until_heard_again() -> None:
    silence = Silence()
    silence.heard("a")
    silence.heard("b")
    for tick in range(45):
        silence.tick(tick * 0.1)
        silence.heard("b")
    assert silence.longer_than(4.0) == ("a",)
    silence.heard("a")
    assert silence.longer_than(4.0) == ()
    silence.forget("a")
    for tick in range(45, 100):
        silence.tick(tick * 0.1)
    assert silence.longer_than(4.0) == ("b",)


def test_a_listener_that_slept_has_lost_nobody() -> None:
    silence = Silence()
    silence.tick(0.0)
    silence.heard("a")
    silence.tick(3600.0)
    assert silence.longer_than(1.0) == ()
