"""Where values stand in requests: keys of addresses, requests within a request."""

from __future__ import annotations

import time

import pytest

from loadstudio.authoring.places.slots import slots_of
from loadstudio.scenario.model import HttpRequest, TextBody


def _slots(url: str = "/", text: str = "") -> set[tuple[str, str]]:
    body = TextBody(text=text) if text else None
    request = HttpRequest(id="r", name="r", method="POST", url=f"http://shop.test{url}", body=body)
    return {(slot.key, slot.value) for slot in slots_of(request) if not slot.fragment}


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("/odata/Plants(12)", {("Plants", "12")}),
        ("/odata/Plants('moss-a')/Name", {("Plants", "moss-a")}),
        ("/odata/Lines(Order=12,Line='7b')", {("Order", "12"), ("Line", "7b")}),
    ],
)
def test_the_keys_of_things_in_an_address(address: str, keys: set[tuple[str, str]]) -> None:
    assert keys <= _slots(address)


def test_a_key_in_an_address_within_json() -> None:
    text = '{"requests":[{"id":"1","method":"PATCH","url":"Plants(12)/Waterings(3)"}]}'
    assert {("Plants", "12"), ("Waterings", "3")} <= _slots(text=text)


def test_requests_within_a_request() -> None:
    text = (
        "--batch_1\r\nContent-Type: application/http\r\n\r\nPATCH Plants(12)?$select=ID HTTP/1.1\r\n"
        'Content-Type: application/json\r\nIf-Match: W/"a8f3"\r\n\r\n{"Wet":true,"Count":42}\r\n'
        "--batch_1\r\nContent-Type: application/http\r\n\r\nDELETE /odata/Lines(7) HTTP/1.1\r\n\r\n\r\n--batch_1--"
    )
    found = _slots(text=text)
    assert {("Plants", "12"), ("If-Match", 'W/"a8f3"'), ("Count", "42"), ("Lines", "7")} <= found
    assert ("Content-Type", "application/json") not in found


def test_long_texts_with_brackets_take_no_time() -> None:
    started_s = time.thread_time()
    _slots(text="a" * 30_000 + "(")
    _slots(text="a.b-" * 10_000 + "(x) ")
    assert time.thread_time() - started_s < 1.0
