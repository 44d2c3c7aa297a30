"""What the test data of a run will lead to is said in sentences."""

from __future__ import annotations

import pytest

from loadstudio.plan.data_doctor import data_advice
from loadstudio.plan.estimate import LoadEstimate
from loadstudio.plan.run_spec import DataTable, ScenarioShare
from loadstudio.playback.feed import Policy, WhenUsedUp
from loadstudio.scenario.model import DataSource, Scenario

EXPECTED = LoadEstimate(
    users_max=200,
    duration_s=600,
    pass_s=10,
    requests_per_pass=3,
    passes_total=1000,
    requests_total=3000,
    requests_per_s_peak=60,
)


def advice(
    rows: tuple[tuple[str, ...], ...],
    policy: Policy = "sequential",
    when_used_up: WhenUsedUp = "repeat",
    secret: str = "",
) -> tuple[str, ...]:
    secrets = (secret,) if secret else ()
    source = DataSource(name="users", file="u.csv", columns=("username", "password"), secret_columns=secrets)
    table = DataTable(name="users", columns=source.columns, rows=rows, policy=policy, when_used_up=when_used_up)
    return data_advice(
        (ScenarioShare(scenario=Scenario(id="s", name="s", data_sources=(source,)), data=(table,)),), EXPECTED
    )


def people(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((f"u{number}", "x") for number in range(count))


@pytest.mark.parametrize("policy", ["sequential", "random", "unique", "per_user"])
def test_shared_log_ins(policy: Policy) -> None:
    assert advice(people(1), policy, secret="password") == (
        "200 users share 1 log-in of 'users'. Add rows so that each has one of its own.",
    )
    assert advice(people(200), policy, secret="password") == ()
    assert advice(people(1), policy) == (), "search words may be shared"


def test_rows_that_run_out() -> None:
    (sentence,) = advice(people(300), "unique_pass", "stop")
    assert sentence.startswith("The data 'users' has 300 rows and is used up after about 3 min. Users stop then")
    assert advice(people(1000), "unique_pass", "stop") == ()
    assert advice(people(300), "unique_pass", "repeat") == ()


def test_rows_that_are_there_twice_and_empty_cells() -> None:
    twice = (*people(250), ("u3", "x"))
    assert advice(twice, "unique_pass") == (
        "Row 251 of 'users' is the same as row 4, though each is meant for one use.",
    )
    assert advice(twice) == ()
    assert advice((("a", ""), ("b", "y"), ("", ""))) == (
        "Row 3 of 'users' has nothing in the column 'username'.",
        "Row 1 and 1 other row of 'users' has nothing in the column 'password'.",
    )
