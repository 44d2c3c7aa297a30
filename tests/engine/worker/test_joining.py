"""A worker joins a run, is refused, or finds none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loadstudio.base.errors import EngineFailed
from loadstudio.engine.worker.joining import join_run


def _says(*answers: bool) -> Iterator[bool]:
    yield from answers
    while True:
        yield answers[-1]


def _joins(knocks: Iterator[bool], answers: Iterator[bool], *, refused: bool = False) -> None:
    join_run(lambda: next(knocks), lambda _seconds: next(answers), lambda: refused, where="10.0.0.7:5557", wait_s=1.0)


def test_who_could_not_knock_knocks_again_and_only_once_more_than_needed() -> None:
    sent: list[bool] = []

    def knock() -> bool:
        sent.append(len(sent) == 2)
        return sent[-1]

    answers = _says(False, False, False, False, True)
    join_run(knock, lambda _seconds: next(answers), lambda: False, where="10.0.0.7:5557", wait_s=9.0)
    assert sent == [False, False, True]


def test_who_is_refused_before_it_could_knock_is_told() -> None:
    with pytest.raises(EngineFailed, match=r"at 10\.0\.0\.7:5557 did not let this computer in"):
        _joins(_says(False), _says(False), refused=True)


def test_where_nobody_answers_is_told_after_the_wait() -> None:
    with pytest.raises(EngineFailed, match=r"No run answered at 10\.0\.0\.7:5557 within 1 s"):
        _joins(_says(True), _says(False))


def test_an_answer_lets_in_whatever_was_before() -> None:
    _joins(_says(True), _says(True), refused=True)
