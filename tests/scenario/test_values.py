"""Changing values: added with how they are taken, renamed everywhere, found where they are used."""

from __future__ import annotations

import pytest

from loadstudio.scenario.edit import find
from loadstudio.scenario.extractor import AttributeSource, Extractor, JsonSource
from loadstudio.scenario.model import Comparison, Field, HttpRequest, If, PythonCode, Scenario, Variable
from loadstudio.scenario.validate import problems
from loadstudio.scenario.values import rename_value, users_of, with_ignored, with_taken
from tests.support.scenarios import a_request, a_scenario, a_step

_TAKES = Extractor(variable="cart", sources=(JsonSource(path="$.id"),))


def _scenario() -> Scenario:
    return a_scenario(
        a_step(
            "s",
            a_request("get", extractors=(_TAKES,)),
            a_request("send", query=(Field(name="c", value="${cart|url}-${cart_2}"),)),
            If(id="if", condition=Comparison(left="${cart}", operator="exists"), children=(a_request("in"),)),
            PythonCode(id="code", name="x", code="print(values['cart'])"),
        ),
        variables=(Variable(name="cart", label="cart"), Variable(name="cart_2", label="cart", origin="constant")),
    )


def test_a_value_is_renamed_wherever_it_is_taken_and_used() -> None:
    after = rename_value(_scenario(), "cart", "basket")
    request = find(after, "send")
    assert isinstance(request, HttpRequest)
    assert request.query[0].value == "${basket|url}-${cart_2}"
    taking = find(after, "get")
    assert isinstance(taking, HttpRequest)
    assert taking.extractors[0].variable == "basket"
    assert users_of(after, "basket") == ("send", "if", "code")
    assert users_of(after, "cart") == ()
    assert not problems(after)
    assert rename_value(after, "basket", "cart") == _scenario()


def test_a_value_is_renamed_where_an_answer_is_looked_through_by_it() -> None:
    selector = 'tr:has(:lexbor-contains("${title}")) a[href]'
    row = Extractor(variable="id", sources=(AttributeSource(selector=selector, attribute="href"),))
    card = Extractor(variable="card", sources=(JsonSource(path="$.cards[?@.title=='${title}'].id"),))
    title = Variable(name="title", label="title", origin="generated", generator="unique('Moss')")
    scenario = a_scenario(a_step("s1", a_request("r1", extractors=(row, card))), variables=(title,))
    assert users_of(scenario, "title") == ("r1",)
    after = find(rename_value(scenario, "title", "name"), "r1")
    assert isinstance(after, HttpRequest)
    first, second = (one.sources[0] for one in after.extractors)
    assert first == AttributeSource(selector=selector.replace("${title}", "${name}"), attribute="href")
    assert second == JsonSource(path="$.cards[?@.title=='${name}'].id")
    assert rename_value(rename_value(scenario, "title", "name"), "name", "title") == scenario


@pytest.mark.parametrize("name", ["", "2x", "a b", "cart_2", "ä"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"name|already"):
        rename_value(_scenario(), "cart", name)
    with pytest.raises(KeyError):
        rename_value(_scenario(), "gone", "x")


def test_a_value_is_added_with_how_it_is_taken() -> None:
    variable = Variable(name="sid", label="session", source_request_id="send")
    after = with_taken(_scenario(), "send", variable, Extractor(variable="sid", sources=(JsonSource(path="$.s"),)))
    assert after.variables[-1] == variable
    with pytest.raises(ValueError, match="already"):
        with_taken(after, "get", variable, _TAKES)
    with pytest.raises(KeyError):
        with_taken(after, "s", Variable(name="y", label="y"), _TAKES)


def test_an_ignored_text_is_kept_once() -> None:
    after = with_ignored(with_ignored(_scenario(), "get", "12 ms"), "get", "12 ms")
    request = find(after, "get")
    assert isinstance(request, HttpRequest)
    assert request.ignored == ("12 ms",)
