"""A worker's capacity follows from requests and processor time, whatever the site could answer."""

from __future__ import annotations

import pytest

from loadstudio.metrics.capacity import BusySecond, requests_per_worker_s

START = [BusySecond(0, 100.0), BusySecond(40, 100.0)]


def test_a_slow_site_says_the_same_as_a_fast_one() -> None:
    fast = requests_per_worker_s([*START, *[BusySecond(900, 90.0)] * 5])
    slow = requests_per_worker_s([*START, *[BusySecond(300, 30.0)] * 5])
    assert fast == slow == pytest.approx(900)


def test_a_second_that_the_computer_spent_elsewhere_changes_nothing() -> None:
    steady = [BusySecond(500, 50.0)] * 6
    assert requests_per_worker_s([*START, *steady, BusySecond(100, 50.0)]) == pytest.approx(900)


def test_too_little_says_nothing() -> None:
    assert requests_per_worker_s([]) is None
    assert requests_per_worker_s([*START, BusySecond(500, 50.0), BusySecond(500, 50.0)]) is None
    assert requests_per_worker_s([*START, *[BusySecond(0, 50.0)] * 9]) is None
    assert requests_per_worker_s([*START, *[BusySecond(5, 1.0)] * 9]) is None
