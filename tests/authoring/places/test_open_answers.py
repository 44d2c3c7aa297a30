"""`open_answers`: what is kept of large answers, and for how long."""

from __future__ import annotations

from loadstudio.authoring.places.open_answers import OpenAnswers


class _Answer:
    def __init__(self, parsed_bytes: int) -> None:
        self.parsed_bytes = parsed_bytes


def test_those_asked_for_last_stay_as_far_as_they_fit() -> None:
    kept = OpenAnswers(most_bytes=10_000)
    first, second, third = (_Answer(4_000) for _ in range(3))
    for answer in (first, second, first, third):
        kept.of(answer).setdefault("asked", True)
    assert kept.of(first) == kept.of(third) == {"asked": True}
    assert kept.of(second) == {}


def test_one_that_is_too_large_stays_until_the_next() -> None:
    kept = OpenAnswers(most_bytes=10_000)
    large, small = _Answer(50_000), _Answer(10)
    kept.of(large)["asked"] = True
    assert kept.of(large) == {"asked": True}
    kept.of(small)
    assert kept.of(large) == {}


def test_all_are_closed_at_once() -> None:
    kept = OpenAnswers()
    answer = _Answer(10)
    kept.of(answer)["asked"] = True
    kept.close()
    assert kept.of(answer) == {}
