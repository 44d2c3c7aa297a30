"""`playback.feed`: which row a pass gets, and what happens behind the last one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import ExitCode, InvalidInput
from loadstudio.plan.run_spec import DataTable
from loadstudio.playback.feed import Policy, RowsUsedUp, WhenUsedUp, has_own_numbers, open_feed, place_of

POLICIES: tuple[Policy, ...] = ("sequential", "random", "unique", "unique_pass", "per_user")
ENDINGS: tuple[WhenUsedUp, ...] = ("repeat", "keep_last", "stop")


def _table(rows: int, policy: Policy, when_used_up: WhenUsedUp = "repeat") -> DataTable:
    return DataTable(
        name="users",
        columns=("number",),
        rows=tuple((str(place),) for place in range(rows)),
        policy=policy,
        when_used_up=when_used_up,
    )


@given(st.integers(0, 10_000), st.integers(1, 200), st.sampled_from(ENDINGS))
def test_behind_the_last_row_comes_what_was_chosen(number: int, rows: int, when_used_up: WhenUsedUp) -> None:
    place = place_of(number, rows, when_used_up)
    if number < rows:
        assert place == number
    else:
        assert place == {"repeat": number % rows, "keep_last": rows - 1, "stop": -1}[when_used_up]


@given(st.integers(1, 12), st.integers(1, 60))
def test_rows_in_order_begin_again(rows: int, passes: int) -> None:
    feed = open_feed(_table(rows, "sequential"))
    assert [feed.row(0)[0] for _ in range(passes)] == [str(turn % rows) for turn in range(passes)]


@given(st.sampled_from(("unique", "per_user")), st.lists(st.integers(0, 30), max_size=40))
def test_a_user_keeps_its_row_in_all_its_passes(policy: Policy, users: list[int]) -> None:
    feed = open_feed(_table(31, policy))
    assert [feed.row(user)[0] for user in users] == list(map(str, users))
    assert open_feed(_table(3, policy)).row(31) == ("1",)
    assert open_feed(_table(3, policy, "keep_last")).row(31) == ("2",)


@pytest.mark.parametrize("policy", [policy for policy in POLICIES if policy != "random"])
def test_used_up_rows_are_told_in_a_sentence(policy: Policy) -> None:
    feed = open_feed(_table(2, policy, "stop"))
    assert [feed.row(user)[0] for user in range(2)] == ["0", "1"]
    with pytest.raises(RowsUsedUp, match="'users' is used up: all its 2 rows have been taken") as caught:
        feed.row(2)
    assert caught.value.exit_code == ExitCode.INVALID_FILE
    assert caught.value.table == "users"


def test_random_rows_follow_the_seed_and_differ_between_workers() -> None:
    def drawn(*, worker: int = 0, seed: int = 7) -> list[str]:
        feed = open_feed(_table(10, "random", "stop"), worker=worker, seed=seed)
        return [feed.row(0)[0] for _ in range(200)]

    assert drawn() == drawn()
    assert drawn() != drawn(worker=1)
    assert drawn() != drawn(seed=8)
    assert set(drawn()) == {str(place) for place in range(10)}


def test_rows_that_are_used_up_one_by_one_are_counted_by_themselves() -> None:
    counted = {(policy, ending) for policy in POLICIES for ending in ENDINGS if has_own_numbers(policy, ending)}
    assert counted == {("unique_pass", ending) for ending in ENDINGS} | {
        ("sequential", "keep_last"),
        ("sequential", "stop"),
    }


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(InvalidInput, match="'users' has no rows"):
        open_feed(_table(0, "sequential"))
