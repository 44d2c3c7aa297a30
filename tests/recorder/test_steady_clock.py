"""A clock that is set back does not turn the order of a recording round."""

from __future__ import annotations

from loadstudio.recorder.steady_clock import SteadyClock


class Clocks:
    """Both clocks of a computer: `pass_` lets time pass, `set_by` sets the one that people see."""

    def __init__(self) -> None:
        self.wall_s, self.steady_s = 1_795_000_000.0, 77.0

    def pass_(self, seconds: float) -> None:
        self.wall_s += seconds
        self.steady_s += seconds

    def set_by(self, seconds: float) -> None:
        self.wall_s += seconds


def test_moments_stay_in_order_when_the_clock_is_set_back() -> None:
    clocks = Clocks()
    clock = SteadyClock(lambda: clocks.wall_s, lambda: clocks.steady_s)
    clocks.pass_(5)
    first_us = clock.microseconds()
    assert first_us == 1_795_000_005_000_000
    clocks.set_by(-3600)
    clocks.pass_(2)
    assert clock.microseconds() - first_us == 2_000_000
    assert clock.microseconds(clocks.wall_s - 0.5) - first_us == 1_500_000, "a moment just before now"
    clocks.set_by(3600)
    clocks.pass_(1)
    assert clock.microseconds() - first_us == 3_000_000, "set right again"


def test_a_clock_that_is_adjusted_or_set_forward_is_believed() -> None:
    clocks = Clocks()
    clock = SteadyClock(lambda: clocks.wall_s, lambda: clocks.steady_s)
    for seconds in (-0.2, 7200.0):
        before_us = clock.microseconds()
        clocks.set_by(seconds)
        assert clock.microseconds() - before_us == round(seconds * 1_000_000)
