"""This computer measures itself for real, and gives up in order when nobody wants it any more."""

from __future__ import annotations

import pytest

from loadstudio.supervise.self_measurement import measure_requests_per_worker_s

pytestmark = [pytest.mark.system, pytest.mark.timeout(90)]


class Unwanted(Exception):
    pass


def test_it_finds_what_a_worker_can_send() -> None:
    told: list[float] = []
    found = measure_requests_per_worker_s(told.append)
    assert 50 < found < 50_000
    assert told == sorted(told)
    assert told[-1] <= 1


def test_it_can_be_given_up_and_leaves_nothing_behind() -> None:
    def give_up(done: float) -> None:
        if done > 0.2:
            raise Unwanted

    with pytest.raises(Unwanted):
        measure_requests_per_worker_s(give_up)
