"""The promise: what was recorded at a site replays at a fresh one, unedited, with other tokens, ids and users."""

from __future__ import annotations

import html
from collections.abc import Callable
from urllib.parse import unquote

import pytest

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.scenario.model import requests_of
from loadstudio.scenario.validate import problems
from tests.support.browser import Browser, replay
from tests.support.sites import Api, DoubleSubmit, FormShop, Rails, SingleSignOn, WebForms


def _imported(browser: Browser) -> ImportResult:
    result = scenario_from(browser.recording(), name="Shop", recording_file="shop.har")
    assert problems(result.scenario) == ()
    return result


def _go_style(text: str) -> str:
    return html.escape(text).replace("+", "&#43;").replace("=", "&#61;")


def _hex_style(text: str) -> str:
    return "".join(symbol if symbol.isalnum() else f"&#x{ord(symbol):X};" for symbol in text)


def _shop(browser: Browser) -> ImportResult:
    browser.step("Home").get("/")
    browser.step("Log in").follow("#login")
    browser.step("Account").submit("form", {"username": "mia.keller", "password": "gar+den&42"})
    browser.step("Fern").get("/plants/fern")
    browser.step("Cart").submit("form[action='/cart']", {"pieces": "2"})
    browser.step("Checkout").follow("#go")
    browser.step("Order").submit("form", {"street": "Moss Lane 7"})
    browser.step("Log out").submit("form[action='/logout']", {})
    return _imported(browser)


@pytest.mark.parametrize("escape", [html.escape, _go_style, _hex_style])
def test_forms_with_single_use_tokens(escape: Callable[[str], str]) -> None:
    result = _shop(Browser(FormShop(1, escape)))
    fresh = FormShop(2, escape)
    replayed = replay(result, fresh, {"users": ("tester007", "secret-007")})
    assert replayed.failures == []
    assert fresh.facts == ["order by tester007 to Moss Lane 7"]
    assert [table.rows for table in result.tables] == [(("mia.keller", "gar+den&42"),)]


def test_a_log_in_that_fails_with_200_is_noticed() -> None:
    result = _shop(Browser(FormShop(1)))
    replayed = replay(result, FormShop(2), {"users": ("tester007", "wrong")})
    assert replayed.failures[0].startswith("POST /login: status 200 instead of 3xx")


def test_requests_are_called_by_their_route() -> None:
    names = [request.name for request in requests_of(_shop(Browser(FormShop(1))).scenario)]
    assert "GET /cart/*/checkout" in names
    assert "POST /login" in names
    assert names.count("GET /orders/*") == 1


def test_tokens_of_each_form_and_records_by_number() -> None:
    browser = Browser(Rails(1))
    browser.step("New").get("/articles/new")
    browser.step("Create").submit("form", {"article[title]": "First"})
    token = browser.node("meta[name=csrf-token]").attributes["content"] or ""
    browser.api("POST", "/likes", {}, (("X-CSRF-Token", token),))
    browser.step("Edit").follow("a.edit")
    browser.step("Save").submit("form", {"article[title]": "Second"})
    browser.step("Delete").submit("form", {})
    result = _imported(browser)
    fresh = Rails(2)
    assert replay(result, fresh).failures == []
    assert fresh.facts == ["like", "patch", "delete"]


def test_a_json_api_with_ids_versions_and_a_jwt() -> None:
    browser = Browser(Api(1))
    browser.step("Log in").get("/")
    session = browser.api("POST", "/api/session", {"email": "mia.keller", "password": "gar+den&42"})
    bearer = ("Authorization", f"Bearer {session['accessToken']}")
    key = ("Idempotency-Key", "0b7e4a52-8d6c-4f0e-9a51-3c2d1e0f9a8b")
    made = browser.api("POST", "/api/baskets", {}, (bearer, key))
    etag = browser.last.headers[1][1]
    basket = made["basket"]["id"]
    items = browser.api(
        "PUT", f"/api/baskets/{basket}/items", {"basketId": basket, "sku": "fern"}, (bearer, ("If-Match", etag))
    )["items"]
    browser.api("POST", "/api/checkout", {"item": {"id": items[1]["id"]}, "upload": made["upload"]}, (bearer,))
    result = _imported(browser)
    fresh = Api(2)
    replayed = replay(result, fresh, {"users": ("tester007", "secret-007")})
    assert replayed.failures == []
    assert fresh.facts == ["checkout"]
    assert fresh.keys != [key[1]]
    body = next(sent.json for sent in replayed.requests if sent.method == "PUT")
    assert isinstance(body["basketId"], int)


def test_a_cookie_that_comes_back_in_a_header() -> None:
    browser = Browser(DoubleSubmit(1))
    browser.step("Home").get("/")
    for _ in range(3):
        browser.api("POST", "/save", {"a": 1}, (("X-XSRF-TOKEN", unquote(browser.cookie("XSRF-TOKEN"))),))
    result = _imported(browser)
    assert [variable.name for variable in result.scenario.variables] == ["xsrf_token"]
    fresh = DoubleSubmit(2)
    assert replay(result, fresh).failures == []
    assert fresh.facts == ["posted"] * 3


def test_a_page_state_that_every_page_renews() -> None:
    browser = Browser(WebForms(1))
    browser.step("Grid").get("/grid.aspx")
    for target in ("next", "sort", "row"):
        browser.step(target).submit("form", {"__EVENTTARGET": target})
    result = _imported(browser)
    state = next(variable for variable in result.scenario.variables if variable.name == "viewstate")
    assert state.label == "page state"
    assert state.explanation.endswith("new at every visit.")
    fresh = WebForms(2)
    assert replay(result, fresh).failures == []
    assert fresh.facts == ["next", "sort", "row"]


def test_single_sign_on_with_nested_addresses() -> None:
    browser = Browser(SingleSignOn(1))
    browser.step("Sign in").get("/")
    browser.step("Continue").follow("#go")
    result = _imported(browser)
    fresh = SingleSignOn(2)
    assert replay(result, fresh).failures == []
    assert fresh.facts == ["signed in"]
