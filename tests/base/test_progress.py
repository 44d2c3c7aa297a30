"""`progress`: work that tells how far it is."""

from __future__ import annotations

from loadstudio.base.progress import Telling, told


def test_each_item_is_told_before_its_turn() -> None:
    shares: list[float] = []
    turns = [(item, len(shares)) for item in told("abcd", shares.append, 0.5, 0.9)]
    assert turns == [("a", 1), ("b", 2), ("c", 3), ("d", 4)]
    assert [round(share, 3) for share in shares] == [0.5, 0.6, 0.7, 0.8]
    assert not list(told((), shares.append))


def test_asking_again_within_an_item_never_goes_back() -> None:
    shares: list[float] = []
    telling = Telling(shares.append)
    telling.again()
    for _ in told("ab", telling, 0.5):
        telling.again()
    assert shares == [0.0, 0.5, 0.5, 0.75, 0.75]
