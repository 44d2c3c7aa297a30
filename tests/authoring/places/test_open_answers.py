"""`open_answers`: what is kept of large answers, and for how long."""

from __future__ import annotations

from loadstudio.authoring.places.open_answers import OPEN, OpenAnswers, while_open


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


class _Counted(_Answer):
    def __init__(self) -> None:
        super().__init__(10)
        self.worked = 0

    @while_open
    def parts(self) -> tuple[str, ...]:
        """Nothing."""
        self.worked += 1
        return ()

    @while_open
    def words(self) -> tuple[str, ...]:
        """Something."""
        self.worked += 1
        return ("fern",)


def test_what_is_worked_out_is_worked_out_again_when_closed_but_for_nothing() -> None:
    answer = _Counted()
    assert answer.parts == ()
    assert answer.words == ("fern",) == answer.words
    assert answer.worked == 2
    OPEN.close()
    assert answer.parts == ()
    assert answer.worked == 2
    assert answer.words == ("fern",)
    assert answer.worked == 3
