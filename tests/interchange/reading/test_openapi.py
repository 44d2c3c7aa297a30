"""Descriptions of APIs as scenarios, judged by what is sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.reading.openapi import from_openapi
from loadstudio.interchange.reading.schema_sample import Samples
from loadstudio.scenario.assertion import StatusCheck
from loadstudio.scenario.model import requests_of
from loadstudio.scenario.validate import problems
from tests.interchange.wire import sent

SHOP: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Shop"},
    "servers": [{"url": "https://{env}.shop.example/v1/", "variables": {"env": {"default": "test"}}}],
    "security": [{"token": []}],
    "paths": {
        "/plants/{plant id}": {
            "parameters": [{"$ref": "#/components/parameters/Plant"}],
            "get": {
                "tags": ["Plants"],
                "parameters": [
                    {"name": "q", "in": "query", "required": True, "schema": {"type": "string", "default": "a b"}},
                    {"name": "left out", "in": "query", "schema": {"type": "string"}},
                    {"name": "X-Kind", "in": "header", "required": True, "example": "fern"},
                ],
                "responses": {"404": {}, "200": {}},
            },
            "put": {
                "tags": ["Plants"],
                "requestBody": {"$ref": "#/components/requestBodies/Plant"},
                "responses": {"default": {}},
            },
        },
        "/log-in": {
            "post": {
                "security": [],
                "requestBody": {
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {"type": "object", "properties": {"name": {"example": "mia & co"}}}
                        }
                    }
                },
            }
        },
        "/photo": {
            "post": {
                "security": [{"basic": []}],
                "requestBody": {
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "type": "object",
                                "properties": {
                                    "file": {"type": "string", "format": "binary"},
                                    "n": {"type": "integer"},
                                },
                            }
                        }
                    }
                },
            }
        },
    },
    "components": {
        "parameters": {"Plant": {"name": "plant id", "in": "path", "required": True, "schema": {"enum": ["moss"]}}},
        "requestBodies": {
            "Plant": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Plant"}}}}
        },
        "schemas": {
            "Plant": {
                "allOf": [
                    {"type": "object", "properties": {"id": {"type": "integer", "readOnly": True}}},
                    {
                        "type": "object",
                        "properties": {
                            "name": {"type": "string", "minLength": 6},
                            "price": {"type": "number", "minimum": 2.5},
                            "tags": {"type": "array", "items": {"type": ["null", "string"], "maxLength": 2}},
                            "parent": {"$ref": "#/components/schemas/Plant"},
                        },
                    },
                ]
            }
        },
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer"},
            "basic": {"type": "http", "scheme": "basic"},
        },
    },
}


def test_operations_are_requests() -> None:
    brought = from_openapi(SHOP, "x")
    scenario = brought.scenario
    assert [step.name for step in scenario.steps] == ["Plants", "Shop"]
    assert not [problem for problem in problems(scenario) if problem.severity == "error"]
    get, put, log_in, photo = sent(scenario, access_token="t0", username="u", password="p")
    assert get.startswith("GET /v1/plants/moss?q=a+b HTTP/1.1\r\nHost: test.shop.example\r\n")
    assert "X-Kind: fern\r\n" in get
    assert "Authorization: Bearer t0\r\n" in get
    body = json.loads(put.partition("\r\n\r\n")[2])
    assert body["name"] == "textxx"
    assert body["price"] == 2.5
    assert body["tags"] == ["te"]
    assert "id" not in body
    assert log_in.endswith("\r\n\r\nname=mia+%26+co")
    assert "Authorization" not in log_in
    assert "Authorization: Basic dTpw\r\n" in photo
    assert 'name="file"; filename="file.bin"' in photo
    assert requests_of(scenario)[0].checks == (StatusCheck(recorded=200),)
    assert requests_of(scenario)[1].checks == ()
    assert {one.name for one in scenario.variables if one.secret} == {"access_token", "password"}
    assert any("What logs in" in sentence for sentence in brought.told)


def test_no_site_is_localhost_and_told() -> None:
    brought = from_openapi({"openapi": "3.0.0", "servers": [{"url": "/api"}], "paths": {"/a": {"get": {}}}}, "x")
    assert requests_of(brought.scenario)[0].url == "http://localhost/api/a"
    assert "names none ('/api')" in brought.told[0]


def test_older_versions_and_empty_ones_are_refused() -> None:
    with pytest.raises(InvalidInput, match="Swagger"):
        from_openapi({"swagger": "2.0", "paths": {}}, "x")
    with pytest.raises(InvalidInput, match="no request"):
        from_openapi({"openapi": "3.0.0", "paths": {}}, "x")


_SCHEMAS = st.recursive(
    st.sampled_from([{}, {"type": "string"}, {"type": "integer"}, {"$ref": "#/components/schemas/A"}, {"enum": [1]}]),
    lambda inner: st.one_of(
        st.dictionaries(st.text(max_size=5), inner).map(lambda members: {"type": "object", "properties": members}),
        inner.map(lambda one: {"type": "array", "items": one}),
        st.lists(inner, min_size=1, max_size=3).map(lambda several: {"allOf": several}),
    ),
    max_leaves=10,
)


@given(_SCHEMAS)
def test_any_schema_has_a_sample(schema: dict[str, Any]) -> None:
    json.dumps(Samples({"components": {"schemas": {"A": schema}}}).of(schema))
