"""Forms that make an account are known by their passwords and names; what they send is made anew for each pass."""

from __future__ import annotations

import pytest

from loadstudio.scenario.model import DataSource, Field, FormBody, HttpRequest, Scenario, TextBody
from loadstudio.scenario.sign_up import sign_up_values, with_new_value
from loadstudio.scenario.validate import problems
from tests.support.scenarios import a_request, a_scenario, a_step


def posted(path: str, *requests: HttpRequest, sources: tuple[DataSource, ...] = (), **fields: str) -> Scenario:
    body = FormBody(fields=tuple(Field(name=name, value=value) for name, value in fields.items()))
    form = a_request("form", f"http://shop.test{path}", name=f"POST {path}", method="POST", body=body)
    return a_scenario(a_step("s", form, *requests), data_sources=sources)


def names(scenario: Scenario) -> list[str]:
    return [value.name for value in sign_up_values(scenario)]


def test_forms_that_make_an_account() -> None:
    assert names(posted("/register", email="mia@shop.test", password="x", city="Bonn")) == ["email"]
    assert names(posted("/x", user_name="mia", password="x", password_again="x")) == ["user_name"]
    assert names(posted("/account/sign-up", login="mia", mail="m@x.de", pwd="1")) == ["login", "mail"]
    text = TextBody(text='{"email": "mia@shop.test", "password": "x", "age": 3}')
    request = a_request("r", "http://shop.test/api/users", name="Create account", method="POST", body=text)
    assert names(a_scenario(a_step("s", request))) == ["email"]


def test_log_ins_and_other_forms_make_none() -> None:
    assert names(posted("/login", email="mia@shop.test", password="x")) == []
    assert names(posted("/register", email="mia@shop.test")) == [], "a newsletter has no password"
    assert names(posted("/me", user="mia", old_password="x", new_password="y")) == []
    assert names(posted("/register", email="${uuid()}@shop.test", password="x")) == []


@pytest.mark.parametrize(("policy", "found"), [("sequential", ["email"]), ("unique_pass", [])])
def test_rows_that_never_come_twice_are_new(policy: str, found: list[str]) -> None:
    source = DataSource(name="people", file="p.csv", columns=("mail",), policy=policy)  # type: ignore[arg-type]
    assert names(posted("/register", email="${people.mail}", password="x", sources=(source,))) == found


def test_a_new_value_stands_wherever_the_old_one_was_sent() -> None:
    later = a_request("r", query=(Field(name="who", value="mia7@shop.test"), Field(name="q", value="mia7")))
    api = a_request("a", body=TextBody(text='{"mail":"mia7@shop.test","n":"x mia7@shop.test"}'))
    before = posted("/register", later, api, email="mia7@shop.test", password="x")
    (value,) = sign_up_values(before)
    after = with_new_value(before, value)
    form, query, text = after.steps[0].children
    assert isinstance(form, HttpRequest)
    assert isinstance(form.body, FormBody)
    assert form.body.fields[0].value == "mia${new_email}@shop.test"
    assert isinstance(query, HttpRequest)
    assert [field.value for field in query.query] == ["mia${new_email}@shop.test", "mia7"]
    assert isinstance(text, HttpRequest)
    assert text.body == TextBody(text='{"mail":"mia${new_email}@shop.test","n":"x mia7@shop.test"}')
    assert after.variables[0].generator == "random_string(10)"
    assert not problems(after)
    assert sign_up_values(after) == ()


def test_a_column_gives_way_to_a_new_value_with_its_filters() -> None:
    source = DataSource(name="users", file="u.csv", columns=("username",))
    link = a_request("r", "http://shop.test/u/${users.username|url}")
    before = posted("/register", link, username="${users.username}", password="x", sources=(source,))
    (value,) = sign_up_values(before)
    form, after = with_new_value(before, value).steps[0].children
    assert isinstance(form, HttpRequest)
    assert isinstance(form.body, FormBody)
    assert form.body.fields[0].value == "${new_username}"
    assert isinstance(after, HttpRequest)
    assert after.url == "http://shop.test/u/${new_username|url}"
