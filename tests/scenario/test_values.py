"""Changing values: added with how they are taken, renamed everywhere, found where they are used."""

from __future__ import annotations

import pytest

from loadstudio.scenario.edit import find
from loadstudio.scenario.extractor import Extractor, JsonSource
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
