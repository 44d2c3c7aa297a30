"""Edits of test data: uses are found everywhere, names change with all uses, nothing secret gets into a scenario."""

from __future__ import annotations

import pytest

from loadstudio.scenario import data_edit
from loadstudio.scenario.data_edit import ColumnUse, uses_of
from loadstudio.scenario.extractor import AttributeSource, Extractor
from loadstudio.scenario.model import (
    BasicAuth,
    Comparison,
    DataSource,
    Field,
    FormBody,
    GeneratedColumn,
    GeneratedRows,
    If,
    MultipartBody,
    Part,
    PythonCode,
    Scenario,
    TextBody,
)
from loadstudio.scenario.validate import problems
from tests.support.scenarios import a_request, a_scenario, a_step

USERS = DataSource(
    name="users", file="users.csv", columns=("username", "password", "age"), secret_columns=("password",)
)


def scenario() -> Scenario:
    form = FormBody(
        fields=(Field(name="u", value="${users.username}"), Field(name="p", value="x${users.password|form}"))
    )
    return a_scenario(
        a_step(
            "s",
            a_request("r1", "http://shop.test/${users.username|url}?a=$${no}", method="POST", body=form),
            a_request("r2", body=TextBody(text='{"age": ${users.age}, "a": "${users.age}"}'), enabled=False),
            a_request(
                "r3",
                query=(Field(name="q", value="${users.username}"),),
                headers=(Field(name="X-${users.age}", value="1"),),
                auth=BasicAuth(username="${users.username}", password="${users.password}"),
                body=MultipartBody(boundary="b", parts=(Part(name="file", text="${users.age}"),)),
            ),
            If(id="i", condition=Comparison(left="${users.age}", operator="more", right="18"), children=()),
            PythonCode(
                id="c", name="code", code='print(values["users.age"], values[\'users.username\'], "users.xy z")'
            ),
        ),
        data_sources=(USERS,),
    )


def test_uses_are_found_in_every_place_also_in_what_is_off() -> None:
    uses = uses_of(scenario(), "users")
    assert ColumnUse(part_id="r1", column="username", place="address") in uses
    assert ColumnUse(part_id="r1", column="password", place="body", name="p") in uses
    assert ColumnUse(part_id="r2", column="age", place="body", enabled=False) in uses
    assert ColumnUse(part_id="r3", column="username", place="query", name="q") in uses
    assert ColumnUse(part_id="r3", column="age", place="header") in uses
    assert ColumnUse(part_id="r3", column="password", place="log_in", name="password") in uses
    assert ColumnUse(part_id="r3", column="age", place="body", name="file") in uses
    assert ColumnUse(part_id="i", column="age", place="condition") in uses
    assert ColumnUse(part_id="c", column="username", place="code") in uses
    assert len(uses) == 13
    assert uses_of(scenario(), "user") == ()


def test_a_renamed_column_keeps_its_name_in_the_file_and_all_uses() -> None:
    before = scenario()
    after = data_edit.rename_column(before, "users", "age", "years old")
    (source,) = after.data_sources
    assert source.columns == ("username", "password", "years old")
    assert source.headers == {"years old": "age"}
    assert [use.part_id for use in uses_of(after, "users")] == [use.part_id for use in uses_of(before, "users")]
    assert not [use for use in uses_of(after, "users") if use.column == "age"]
    assert not [problem for problem in problems(after) if "no test data has that column" in problem.sentence]
    assert data_edit.rename_column(after, "users", "years old", "age") == before


def test_a_renamed_source_takes_all_uses_along() -> None:
    before = scenario()
    after = data_edit.rename_source(before, "users", "people")
    assert uses_of(after, "users") == ()
    assert len(uses_of(after, "people")) == len(uses_of(before, "users"))
    assert data_edit.rename_source(after, "people", "users") == before


def test_a_column_is_followed_where_an_answer_is_looked_through_by_it() -> None:
    row = Extractor(variable="id", sources=(AttributeSource(selector='tr:has(:lexbor-contains("${plants.name}")) a'),))
    source = DataSource(name="plants", file="plants.csv", columns=("name",))
    before = a_scenario(a_step("s1", a_request("r1", extractors=(row,))), data_sources=(source,))
    assert uses_of(before, "plants") == (ColumnUse(part_id="r1", column="name", place="answer", name="id"),)
    after = data_edit.rename_source(before, "plants", "goods")
    assert uses_of(after, "goods") == (ColumnUse(part_id="r1", column="name", place="answer", name="id"),)
    gone = data_edit.delete_source(before, "plants", {"name": "Moss"})
    assert uses_of(gone, "plants") == ()
    assert gone.variables[0].recorded_value == "Moss"


@pytest.mark.parametrize("name", ["", "a.b", "a}", "$a", 'a"b', "username", "a|b"])
def test_impossible_column_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError):
        data_edit.rename_column(scenario(), "users", "age", name)


@pytest.mark.parametrize("name", ["", "1a", "a b", "a-b"])
def test_impossible_source_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError):
        data_edit.rename_source(scenario(), "users", name)


def test_a_new_source_gets_a_name_that_is_free() -> None:
    assert data_edit.free_name(scenario(), "Users") == "users_2"
    assert data_edit.free_name(scenario(), "trail shoes.v2") == "trail_shoes_v2"
    assert data_edit.free_name(scenario(), "2026") == "data_2026"
    assert data_edit.free_name(scenario(), "ü") == "data"
    with pytest.raises(ValueError, match="already"):
        data_edit.with_source(scenario(), USERS)


def test_another_file_keeps_names_and_what_is_used() -> None:
    before = data_edit.rename_column(scenario(), "users", "age", "years")
    after = data_edit.set_file(before, "users", "other.csv", ("age", "username", "city"))
    (source,) = after.data_sources
    assert source.columns == ("years", "username", "city", "password"), "the used password is not forgotten"
    assert source.headers == {"years": "age"}
    assert source.secret_columns == ("password",)
    matched = data_edit.match_column(after, "users", "password", "city").data_sources[0]
    assert matched.columns == ("years", "username", "password")
    assert matched.headers == {"years": "age", "password": "city"}


def test_made_up_rows_instead_of_a_file() -> None:
    recipe = GeneratedRows(columns=(GeneratedColumn(name="username", maker="user_name"),))
    after = data_edit.set_recipe(scenario(), "users", recipe)
    assert after.data_sources[0] == DataSource(name="users", columns=("username",), generated=recipe)
    renamed = data_edit.rename_column(after, "users", "username", "who").data_sources[0]
    assert renamed.generated is not None
    assert renamed.generated.columns[0].name == "who"
    assert renamed.headers == {}


def test_what_is_deleted_leaves_its_value_behind_but_never_a_secret() -> None:
    values = {"username": "mia", "age": "31"}
    with pytest.raises(ValueError, match=r"'users\.password' is in use"):
        data_edit.delete_source(scenario(), "users", values)
    after = data_edit.delete_column(scenario(), "users", "age", values)
    assert after.data_sources[0].columns == ("username", "password")
    (variable,) = after.variables
    assert (variable.name, variable.recorded_value, variable.origin) == ("age", "31", "constant")
    assert not [problem for problem in problems(after) if problem.severity == "error"]
    assert "${age}" in repr(after)
    plain = a_scenario(a_step("s", a_request("r1", "http://shop.test/${users.username|url}")), data_sources=(USERS,))
    gone = data_edit.delete_source(plain, "users", values)
    assert gone.data_sources == ()
    assert gone.steps[0].children[0].url == "http://shop.test/${username|url}"  # type: ignore[union-attr]  # a request


def test_a_secret_column_is_marked_and_shown_again() -> None:
    after = data_edit.set_secret(scenario(), "users", "age", True)
    assert after.data_sources[0].secret_columns == ("password", "age")
    assert data_edit.set_secret(after, "users", "age", False) == scenario()


def test_what_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        data_edit.source_named(scenario(), "nobody")
    with pytest.raises(KeyError):
        data_edit.delete_column(scenario(), "users", "nothing", {})
