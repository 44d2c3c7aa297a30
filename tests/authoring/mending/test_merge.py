"""`merge`: what a person changed while a verify went on stays as they made it."""

from __future__ import annotations

from msgspec.structs import replace

from loadstudio.authoring.mending.merge import merged
from loadstudio.scenario import edit
from loadstudio.scenario.model import HttpRequest, Scenario, Step, Variable, requests_of


def _scenario(url: str, *names: str) -> Scenario:
    request = HttpRequest(id="r1", name="GET /", method="GET", url=url)
    other = HttpRequest(id="r2", name="GET /b", method="GET", url="http://shop.test/b")
    variables = tuple(Variable(name=name, label=name) for name in names)
    step = Step(id="s1", name="Home", children=(request, other))
    return Scenario(id="scn", name="Shop", steps=(step,), variables=variables)


BEFORE = _scenario("http://shop.test/1", "a")
AFTER = _scenario("http://shop.test/${a}", "a", "b")


def test_without_changes_it_is_the_new_one() -> None:
    assert merged(BEFORE, BEFORE, AFTER) == AFTER


def test_names_and_switches_stay() -> None:
    now = edit.rename_step(edit.set_variable_enabled(BEFORE, "a", False), "s1", "Start")
    now = edit.set_enabled(edit.rename_request(now, "r1", "The list"), "r2", False)
    result = merged(BEFORE, now, AFTER)
    assert result.steps[0].name == "Start"
    assert [variable.enabled for variable in result.variables] == [False, True]
    first, second = requests_of(result)
    assert (first.name, first.url, second.enabled) == ("The list", "http://shop.test/${a}", False)


def test_a_request_that_the_person_changed_stays_as_it_is_with_its_values() -> None:
    request = requests_of(BEFORE)[0]
    now = edit.replace_request(BEFORE, replace(request, url="http://shop.test/${mine}"))
    now = replace(now, variables=(*now.variables, Variable(name="mine", label="mine")))
    result = merged(BEFORE, now, AFTER)
    assert requests_of(result)[0].url == "http://shop.test/${mine}"
    assert [variable.name for variable in result.variables] == ["a", "b", "mine"]


def test_what_was_deleted_stays_away() -> None:
    result = merged(BEFORE, edit.delete(BEFORE, "r1"), AFTER)
    assert [request.id for request in requests_of(result)] == ["r2"]
