"""What the test data of a run will lead to is said in sentences, each with what would help."""

from __future__ import annotations

from typing import Any

import pytest

from loadstudio.plan.data_doctor import Advice, advice_on, in_order
from loadstudio.plan.estimate import LoadEstimate
from loadstudio.plan.model import ClosedLoad, Plan, ScenarioUse, Stage
from loadstudio.plan.run_data import data_advice
from loadstudio.plan.run_spec import DataTable, ScenarioShare
from loadstudio.plan.table_facts import TableFacts, table_facts
from loadstudio.playback.feed import Policy
from loadstudio.scenario.model import DataSource, Field, FormBody, Scenario
from tests.support.scenarios import a_request, a_scenario, a_step

EXPECTED = LoadEstimate(
    users_max=200,
    duration_s=600,
    pass_s=10,
    requests_per_pass=3,
    passes_total=1000,
    requests_total=3000,
    requests_per_s_peak=60,
)
COLUMNS = ("username", "password")
LOG_IN = FormBody(fields=(Field(name="u", value="${users.username}"), Field(name="p", value="${users.password}")))


def using(source: DataSource, body: FormBody = LOG_IN) -> Scenario:
    request = a_request("login", "http://shop.test/login", method="POST", body=body)
    return a_scenario(a_step("s", request), data_sources=(source,))


def a_source(**fields: Any) -> DataSource:
    return DataSource(
        **({"name": "users", "file": "u.csv", "columns": COLUMNS, "secret_columns": ("password",)} | fields)
    )


def advice(
    rows: tuple[tuple[str, ...], ...], header: tuple[str, ...] = COLUMNS, *, count: int = 0, **source: Any
) -> list[Advice]:
    tables = {"users": table_facts(header, rows, count or len(rows))}
    return list(advice_on(using(a_source(**source)), tables, EXPECTED))


def sentences(found: list[Advice]) -> list[str]:
    return [one.sentence for one in found]


def people(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((f"u{number}", "x") for number in range(count))


@pytest.mark.parametrize("policy", ["sequential", "random", "unique", "per_user"])
def test_shared_log_ins(policy: Policy) -> None:
    (found,) = advice(people(1), policy=policy)
    assert found.sentence == "200 people share 1 log-in of 'users'. Add rows so that each has one of their own."
    assert (found.kind, found.fix, found.severity) == ("shared", "add_rows", "warn")
    assert advice(people(200), policy=policy) == []
    assert advice(people(2), count=5_000, policy=policy) == [], "a large file has more rows than were looked at"


def test_search_words_may_be_shared() -> None:
    word = FormBody(fields=(Field(name="q", value="${search.word}"),))
    source = DataSource(name="search", file="s.csv", columns=("word",))
    tables = {"search": table_facts(("word",), (("tea",),), 1)}
    assert advice_on(using(source, word), tables, EXPECTED) == ()


def test_rows_that_run_out() -> None:
    (found,) = advice(people(300), policy="unique_pass", when_used_up="stop")
    assert found.sentence.startswith("The data 'users' has 300 rows and is used up after about 3 min. People stop then")
    assert found.fix == "repeat"
    assert advice(people(1000), policy="unique_pass", when_used_up="stop") == []
    assert advice(people(300), policy="unique_pass", when_used_up="repeat") == []


def test_too_few_rows_for_users_that_need_one_each() -> None:
    (found,) = advice(people(3), policy="unique", when_used_up="stop")
    assert found.sentence.startswith("Each of the 200 people needs a row of their own, but 'users' has 3 rows.")
    assert found.severity == "bad"


def test_without_a_load_nothing_is_said_about_it() -> None:
    tables = {"users": table_facts(COLUMNS, people(1), 1)}
    assert advice_on(using(a_source()), tables, None) == ()


def test_rows_that_are_there_twice() -> None:
    twice = (*people(250), ("u3", "x"))
    assert sentences(advice(twice, policy="unique_pass")) == [
        "Row 251 of 'users' is the same as row 4, though each is meant for one use."
    ]
    assert sentences(advice(twice)) == [
        "Row 251 of 'users' has the same 'username' as row 4: two people log in as one."
    ]
    assert advice((*people(250), ("other", "x"))) == [], "passwords may be the same"


def test_cells_that_are_empty_or_of_another_kind() -> None:
    rows = (*people(250), ("", "x"), ("", ""))
    assert sentences(advice(rows)) == [
        "Row 251 and 1 other row of 'users' has nothing in the column 'username'.",
        "Row 252 of 'users' has nothing in the column 'password'.",
    ]
    numbers = (*((str(number), "x") for number in range(300)), ("none", "x"), ("?", "x"))
    assert sentences(advice(numbers)) == [
        "Row 301 of 'users' has 'none' in the column 'username', where the other rows have whole numbers, and 1 other "
        "row too."
    ]
    (hidden,) = advice(tuple((b, a) for a, b in numbers), COLUMNS, secret_columns=("password", "username"))
    assert "none" not in hidden.sentence


def test_columns_that_are_missing_new_or_unused() -> None:
    columns = ("username", "pass word", "city")
    found = advice(tuple((name, word, "Bonn") for name, word in people(200)), columns, columns=(*COLUMNS, "note"))
    assert [(one.kind, one.column, one.fix, one.severity) for one in in_order(found)] == [
        ("lacks_column", "password", "match_column", "bad"),
        ("new_column", "pass word", "adopt", "info"),
        ("unused", "note", "forget", "info"),
    ]
    assert found[0].sentence == (
        "A request sends the column 'password' of 'users', but its rows have no 'password', only: username, pass word, "
        "city."
    )
    assert found[0].part_id == "login"
    assert "the columns 'pass word', 'city' that" in found[1].sentence


def test_data_that_nothing_uses_and_data_that_cannot_be_read() -> None:
    idle = a_scenario(a_step("s", a_request("r")), data_sources=(a_source(),))
    (found,) = advice_on(idle, {"users": table_facts(COLUMNS, people(1), 1)}, EXPECTED)
    assert (found.kind, found.severity) == ("unused", "info")
    (broken,) = advice_on(using(a_source()), {"users": TableFacts(problem="u.csv: does not exist.")}, EXPECTED)
    assert (broken.kind, broken.severity, broken.sentence) == ("unreadable", "bad", "u.csv: does not exist.")


@pytest.mark.parametrize("column", ["password", "userPassword", "pwd", "api_key", "access_token", "CVV"])
def test_secrets_in_plain_columns(column: str) -> None:
    source = DataSource(name="data", file="d.csv", columns=(column, "passenger"))
    found = advice_on(a_scenario(data_sources=(source,)), {}, None)
    assert [(one.kind, one.column) for one in found if one.fix == "hide"] == [("plain_secret", column)]


def test_a_form_that_makes_an_account_again_and_again() -> None:
    form = FormBody(
        fields=(
            Field(name="email", value="${users.username}"),
            Field(name="password", value="x"),
            Field(name="password2", value="x"),
        )
    )
    source = a_source(columns=("username",), secret_columns=())
    (found,) = advice_on(using(source, form), {"users": table_facts(("username",), people(3), 3)}, EXPECTED)
    assert (found.kind, found.source, found.column, found.part_id) == ("sign_up", "users", "username", "login")
    assert found.sentence.startswith("A form makes an account with 'email', and each pass sends the same")


def test_each_scenario_of_a_plan_is_looked_at_with_its_own_part_of_the_load() -> None:
    """Of 20 users by weights 1 to 3, 5 do the first scenario; the one with a load of its own has 7."""
    table = DataTable(name="users", columns=COLUMNS, rows=people(4))
    shares = tuple(ScenarioShare(scenario=using(a_source()), data=(table,)) for _ in range(3))
    own = ClosedLoad(stages=(Stage(target=7, duration_s=60),))
    plan = Plan(
        name="p",
        scenarios=(
            ScenarioUse(file="a", weight=1),
            ScenarioUse(file="b", weight=3),
            ScenarioUse(file="c", load=own),
        ),
        load=ClosedLoad(stages=(Stage(target=20, duration_s=60),)),
    )
    assert [sentence.partition(" share")[0] for sentence in data_advice(plan, shares)] == [
        "5 people",
        "15 people",
        "7 people",
    ]


def test_values_of_another_kind_than_what_was_recorded() -> None:
    tables = {"users": table_facts(COLUMNS, people(3), 3)}
    (found,) = advice_on(using(a_source()), tables, None, recorded={"users.username": "4711", "users.password": "s3"})
    assert found.sentence == (
        "The column 'username' of 'users' has text, but what was sent when recorded is of another kind, '4711'."
    )
    assert advice_on(using(a_source()), tables, None, recorded={"users.username": "mia"}) == ()
    (hidden,) = advice_on(using(a_source()), tables, None, recorded={"users.password": "4711"})
    assert "4711" not in hidden.sentence


def test_a_file_for_data_that_the_scenario_lacks_is_told() -> None:
    plan = Plan(
        name="p",
        scenarios=(ScenarioUse(file="a", data={"user": "own.csv"}), ScenarioUse(file="b", data={"users": "own.csv"})),
        load=ClosedLoad(stages=(Stage(target=1, duration_s=60),)),
    )
    table = DataTable(name="users", columns=COLUMNS, rows=people(4))
    shares = [ScenarioShare(scenario=using(a_source()), data=(table,)) for _ in plan.scenarios]
    assert data_advice(plan, shares) == ("The plan gives own.csv to the data 'user', which a lacks. It has: users.",)


def test_rows_that_two_scenarios_draw_on_run_out_sooner() -> None:
    """100 passes each: 150 rows last for each alone, and not for both."""
    source = a_source(policy="unique_pass", when_used_up="stop")
    load = ClosedLoad(stages=(Stage(target=1, duration_s=0),), iterations=200)
    plan = Plan(name="p", scenarios=(ScenarioUse(file="a"), ScenarioUse(file="b")), load=load)

    def advice_with(*origins: str) -> tuple[str, ...]:
        tables = (
            DataTable(
                name="users",
                columns=COLUMNS,
                rows=people(150),
                policy="unique_pass",
                when_used_up="stop",
                origin=origin,
            )
            for origin in origins
        )
        return data_advice(plan, [ScenarioShare(scenario=using(source), data=(table,)) for table in tables])

    assert advice_with("a.csv", "b.csv") == ()
    assert "has 150 rows and is used up" in advice_with("a.csv", "a.csv")[0]
