"""The log-in of a request: taken out of its header, given back, changed in kind."""

from __future__ import annotations

import base64

import pytest

from loadstudio.scenario.log_in import log_in_kind, sends_other_authorization, with_log_in
from loadstudio.scenario.model import BasicAuth, DigestAuth, Field
from tests.support.scenarios import a_request


def _coded(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


def test_a_recorded_header_becomes_name_and_password_and_goes() -> None:
    request = a_request("r", headers=(Field(name="authorization", value=_coded("mia:a:b${x}")), Field(name="B")))
    made = with_log_in(request, "basic")
    assert made.auth == BasicAuth(username="mia", password="a:b$${x}")
    assert made.headers == (Field(name="B"),)
    assert log_in_kind(made) == "basic"
    assert with_log_in(made, "digest").auth == DigestAuth(username="mia", password="a:b$${x}")
    assert with_log_in(made, "none").auth is None


@pytest.mark.parametrize(
    "value", ["Bearer abc", "Basic !!!", "Basic " + base64.b64encode(b"\xff:\xff").decode(), _coded("x")]
)
def test_what_is_no_name_and_password_stays_a_header(value: str) -> None:
    request = a_request("r", headers=(Field(name="Authorization", value=value),))
    made = with_log_in(request, "basic")
    assert made.auth == BasicAuth(username="", password="")
    assert made.headers == request.headers
    assert sends_other_authorization(made)
    assert not sends_other_authorization(request)
    assert log_in_kind(request) == "none"
