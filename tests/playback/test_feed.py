"""`playback.feed`: which row a pass gets, with one worker and with several."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import ExitCode, InvalidInput
from loadstudio.plan.run_spec import DataTable
from loadstudio.playback.feed import Feed, open_feed


def _table(rows: int, policy: Literal["sequential", "random", "unique"]) -> DataTable:
    return DataTable(
        name="users", columns=("number",), rows=tuple((str(place),) for place in range(rows)), policy=policy
    )


def _feeds(rows: int, policy: Literal["sequential", "random", "unique"], workers: int) -> list[Feed]:
    return [open_feed(_table(rows, policy), worker=worker, workers=workers, seed=7) for worker in range(workers)]


@given(st.integers(1, 12), st.integers(1, 5), st.integers(1, 60))
def test_sequential_rows_are_used_evenly_over_all_workers(rows: int, workers: int, turns: int) -> None:
    feeds = _feeds(rows, "sequential", workers)
    used = [feeds[turn % workers].row(turn)[0] for turn in range(turns)]
    assert used == [str(turn % rows) for turn in range(turns)]


@given(st.integers(1, 60), st.integers(1, 6), st.data())
def test_unique_rows_are_never_used_twice(rows: int, workers: int, data: st.DataObject) -> None:
    used: Counter[str] = Counter()
    for worker, feed in enumerate(_feeds(rows, "unique", workers)):
        most = len(range(worker, rows, workers))
        for user in range(data.draw(st.integers(0, most))):
            row = feed.row(user)
            assert feed.row(user) == row
            used[row[0]] += 1
        with pytest.raises(InvalidInput):
            feed.row(most)
    assert not used or max(used.values()) == 1


@given(st.integers(1, 60), st.integers(1, 6))
def test_users_spread_evenly_use_every_unique_row(rows: int, workers: int) -> None:
    feeds = _feeds(rows, "unique", workers)
    used = {feeds[user % workers].row(user // workers)[0] for user in range(rows)}
    assert used == {str(place) for place in range(rows)}


def test_too_few_unique_rows_are_told_in_a_sentence() -> None:
    with pytest.raises(InvalidInput, match="'users' has 2 rows, which is fewer than there are users") as caught:
        open_feed(_table(2, "unique")).row(2)
    assert caught.value.exit_code == ExitCode.INVALID_FILE


def test_random_rows_follow_the_seed_and_differ_between_workers() -> None:
    one, same, other = (
        [feed.row(0)[0] for _ in range(200)]
        for feed in (*_feeds(10, "random", 1), open_feed(_table(10, "random"), seed=7), _feeds(10, "random", 2)[1])
    )
    assert one == same
    assert one != other
    assert set(one) == {str(place) for place in range(10)}
    assert [open_feed(_table(10, "random"), seed=8).row(0)[0] for _ in range(200)] != one


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(InvalidInput, match="'users' has no rows"):
        open_feed(_table(0, "sequential"))
