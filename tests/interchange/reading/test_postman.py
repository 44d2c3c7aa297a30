"""Postman collections as scenarios, judged by what is sent."""

from __future__ import annotations

from typing import Any

import pytest

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.reading.postman import from_postman, is_postman
from loadstudio.interchange.reading.postman_scripts import takings_of, understood
from loadstudio.scenario.assertion import StatusCheck
from loadstudio.scenario.extractor import JsonSource
from loadstudio.scenario.model import BasicAuth, Step, requests_of
from loadstudio.scenario.validate import problems
from tests.interchange.wire import sent

SET_TOKEN = ["const body = pm.response.json();", 'pm.environment.set("token", body.data["access token"]);']


def collection(*items: Any, **fields: Any) -> dict[str, Any]:
    return {
        "info": {"name": "Shop API", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": list(items),
        "variable": [{"key": "base", "value": "https://{{host}}/v1/"}, {"key": "host", "value": "shop.example"}],
    } | fields


def item(name: str, request: Any, *events: tuple[str, list[str]]) -> dict[str, Any]:
    return {
        "name": name,
        "request": request,
        "event": [{"listen": listen, "script": {"exec": lines}} for listen, lines in events],
    }


LOG_IN = item(
    "Log in",
    {
        "method": "POST",
        "url": {"raw": "{{base}}/token"},
        "header": [{"key": "X-Trace", "value": "{{$guid}}"}, {"key": "Off", "value": "1", "disabled": True}],
        "body": {
            "mode": "raw",
            "raw": '{"user": "{{user}}", "n": {{count}}, "cost": "${5}"}',
            "options": {"raw": {"language": "json"}},
        },
    },
    ("test", [*SET_TOKEN, 'pm.test("ok", function () {', "    pm.response.to.have.status(201);", "});"]),
)
ORDER = item(
    "Order",
    {
        "method": "POST",
        "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]},
        "url": {
            "raw": "{{base}}/orders/:id/items?q=a b&page={{page}}",
            "variable": [{"key": "id", "value": "{{user}}"}],
            "query": [
                {"key": "q", "value": "a b"},
                {"key": "page", "value": "{{page}}"},
                {"key": "off", "value": "1", "disabled": True},
            ],
        },
        "body": {"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "1 2"}, {"key": "b", "value": "{{page}}"}]},
    },
    ("prerequest", ["pm.variables.set('page', Math.floor(Math.random() * 9));"]),
)


def test_chained_requests() -> None:
    brought = from_postman(collection({"name": "Shopping", "item": [LOG_IN, ORDER]}), "x")
    scenario = brought.scenario
    assert scenario.name == "Shop API"
    assert scenario.start_url == "https://shop.example/v1/token"
    (step,) = scenario.steps
    assert step.name == "Shopping"
    log_in, _ = requests_of(scenario)
    assert log_in.extractors[0].sources == (JsonSource(path="$.data['access token']"),)
    assert log_in.checks == (StatusCheck(recorded=201, exact=True),)
    assert not [problem for problem in problems(scenario) if problem.severity == "error"]
    first, second = sent(scenario, user='m"ia', count="7", token="t0", page="2")
    assert first.startswith("POST /v1/token HTTP/1.1\r\nHost: shop.example\r\n")
    assert first.endswith('\r\n\r\n{"user": "m\\"ia", "n": 7, "cost": "${5}"}')
    assert "X-Trace: " in first
    assert "Off:" not in first
    assert second.startswith("POST /v1/orders/m%22ia/items?q=a+b&page=2 HTTP/1.1\r\n")
    assert "Authorization: Bearer t0\r\n" in second
    assert second.endswith("\r\n\r\na=1+2&b=2")
    assert brought.told == (
        "The script that runs before it is sent in 'Order', or a part of it.",
        "The value of 'user' is not in the collection. Give it one under Values.",
        "The value of 'count' is not in the collection. Give it one under Values.",
        "The value of 'page' is not in the collection. Give it one under Values.",
        "That redirects are followed (2 requests): here each page is a request of its own. Check the scenario once;"
        " where an answer leads elsewhere, add that page.",
    )


def test_redirects_that_are_not_followed_are_not_told() -> None:
    stays = ORDER | {"protocolProfileBehavior": {"followRedirects": False}}
    told = from_postman(collection(stays), "x").told
    assert not any("redirects" in sentence for sentence in told)


def test_folders_within_folders_and_requests_beside_them() -> None:
    plain = item("Home", "https://shop.example/")
    deep = {"name": "Outer", "item": [{"name": "Inner", "item": [plain]}, {"name": "Empty", "item": []}]}
    home, outer = from_postman(collection(plain, deep), "x").scenario.steps
    assert home.name == "Home"
    (inner,) = outer.children
    assert isinstance(inner, Step)
    assert inner.name == "Inner"


def test_other_bodies_and_log_ins() -> None:
    graphql = {"mode": "graphql", "graphql": {"query": "{ cart }", "variables": '{"id": "{{id}}"}'}}
    parts = [{"key": "t", "value": "x ${y}", "type": "text"}, {"key": "f", "type": "file", "src": "C:\\up\\leaf.png"}]
    basic = {"type": "basic", "basic": {"username": "{{user}}", "password": "p"}}
    brought = from_postman(
        collection(
            item("G", {"method": "POST", "url": "https://a.example/g", "body": graphql}),
            item(
                "F", {"method": "POST", "url": "https://a.example/f", "body": {"mode": "formdata", "formdata": parts}}
            ),
            item("N", {"method": "GET", "url": "https://a.example/n", "auth": {"type": "ntlm"}}),
            item("O", {"method": "GET", "url": "https://a.example/o", "auth": {"type": "noauth"}}),
            auth=basic,
        ),
        "x",
    )
    g, f, n, o = requests_of(brought.scenario)
    assert g.auth == BasicAuth(username="${user}", password="p")
    assert f.auth == g.auth
    assert n.auth is None
    assert o.auth is None
    written = sent(brought.scenario, id="7", user="u")
    assert written[0].endswith('\r\n\r\n{"query": "{ cart }", "variables": {"id": "7"}}')
    assert 'name="t"\r\n\r\nx ${y}\r\n' in written[1]
    assert 'filename="leaf.png"\r\n' in written[1]
    assert "The log-in of the kind 'ntlm'." in brought.told


def test_a_site_that_only_an_environment_knows_is_localhost_and_told() -> None:
    brought = from_postman(collection(item("A", "{{elsewhere}}/a"), item("B", "http://{{port}}/b")), "x")
    assert [request.url for request in requests_of(brought.scenario)] == ["http://localhost/a", "http://localhost/b"]
    assert "localhost stands for it" in brought.told[0]


def test_what_cannot_be_sent_is_told() -> None:
    brought = from_postman(collection(item("Bad", "ftp://a.example/x"), item("Good", "http://a.example/")), "x")
    assert [request.name for request in requests_of(brought.scenario)] == ["Good"]
    assert brought.told[0].startswith("The request 'Bad': ")
    with pytest.raises(InvalidInput, match="no request"):
        from_postman(collection(), "x")


@pytest.mark.parametrize(
    ("script", "taken", "is_understood"),
    [
        ("pm.globals.set('a', pm.response.json().x[0].y)", [("a", "$.x[0].y")], True),
        ("var d = JSON.parse(responseBody);\npostman.setEnvironmentVariable('a', d.x);", [("a", "$.x")], True),
        ("pm.environment.set('a', other.x)", [], False),
        ("pm.sendRequest('https://a.example')", [], False),
        ("// words\nconsole.log(1);", [], True),
    ],
)
def test_scripts(script: str, taken: list[tuple[str, str]], is_understood: bool) -> None:
    assert list(takings_of(script)) == taken
    assert understood(script) is is_understood


@pytest.mark.parametrize("value", [None, [], {}, {"info": 1, "item": []}, {"log": {}}])
def test_other_json_is_no_collection(value: Any) -> None:
    assert not is_postman(value)
