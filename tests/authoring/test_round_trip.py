"""The property behind `slots`, `index`, `spelling` and `apply`: a token that an answer spelled in any way and a request
sent in any place is found, and what is rendered with the recorded values is what was recorded, byte for byte.
"""

from __future__ import annotations

import base64
import html
import json
import random
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.http_types.headers import get
from loadstudio.http_types.url import encode_form, split
from loadstudio.playback.assemble import compile_request
from loadstudio.playback.generate import Generators
from loadstudio.playback.render import render
from loadstudio.playback.slots import Slots
from loadstudio.recording.entry import Entry
from loadstudio.scenario.model import requests_of
from tests.support.recordings import FORM, RecordingBuilder

type Spell = Callable[[str], str]
type Send = Callable[[RecordingBuilder, str], Entry]

_UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_TOKENS = st.builds(
    lambda start, middle, end: f"k3X9{start}{middle}{end}",
    st.text(_UNRESERVED, min_size=5, max_size=9),
    st.text(_UNRESERVED + "+/=-_.~:", max_size=16),
    st.sampled_from(["7Qx", "k0=", "Zz9==", "4"]),
)


def _entities(style: str) -> Spell:
    return lambda text: "".join(symbol if symbol.isalnum() else style.format(ord(symbol)) for symbol in text)


def _unicode_escapes(text: str) -> str:
    return "".join(symbol if symbol.isalnum() else f"\\u{ord(symbol):04x}" for symbol in text)


SOURCES: dict[str, Spell] = {
    "hidden field": lambda token: (
        f'<form action="/send"><input type="hidden" name="token" value="{html.escape(token)}">'
    ),
    "decimal entities": lambda token: f"<meta name='token' content='{_entities('&#{};')(token)}'>",
    "hex entities": lambda token: f"<div data-token='{_entities('&#x{:x};')(token)}'></div>",
    "link": lambda token: f'<a href="/send?a=1&amp;token={quote(token, safe="")}&amp;b=2">on</a>',
    "script": lambda token: f"<script>window.config = {{user: 7, token: {json.dumps(token)}}};</script>",
    "escaped slashes": lambda token: '<script>var token = "' + token.replace("/", "\\/") + '";</script>',
    "unicode escapes": lambda token: f'<script>app({{"token":"{_unicode_escapes(token)}"}})</script>',
}


def _query(builder: RecordingBuilder, token: str) -> Entry:
    return builder.get(f"/send?a=b%20c&token={encode_form(token)}&x")


def _component(builder: RecordingBuilder, token: str) -> Entry:
    return builder.get(f"/send?token={quote(token, safe='~')}")


def _path(builder: RecordingBuilder, token: str) -> Entry:
    return builder.get(f"/send/{quote(token, safe='')}/end")


def _form(builder: RecordingBuilder, token: str) -> Entry:
    return builder.send("POST", "/send", headers=FORM, body=f"a=1&token={encode_form(token)}&a=2&empty=&bare")


def _json(builder: RecordingBuilder, token: str) -> Entry:
    text = json.dumps({"n": 1, "list": [{"token": token}], "text": 'a "b"'}, indent=1)
    return builder.send("POST", "/send", headers=(("Content-Type", "application/json"),), body=text)


def _json_in_form(builder: RecordingBuilder, token: str) -> Entry:
    return builder.send("POST", "/send", headers=FORM, body="data=" + encode_form(json.dumps({"token": token})))


def _json_in_json(builder: RecordingBuilder, token: str) -> Entry:
    text = json.dumps({"data": json.dumps({"token": token})})
    return builder.send("POST", "/send", headers=(("Content-Type", "application/json"),), body=text)


def _nested_address(builder: RecordingBuilder, token: str) -> Entry:
    inner = f"http://shop.test/back?a=1&token={encode_form(token)}"
    return builder.get(f"/send?to={encode_form(inner)}")


def _header(builder: RecordingBuilder, token: str) -> Entry:
    return builder.send("POST", "/send", headers=(("X-Token", token),))


def _bearer(builder: RecordingBuilder, token: str) -> Entry:
    return builder.send("GET", "/send", headers=(("Authorization", f"Bearer {token}"),))


def _multipart(builder: RecordingBuilder, token: str) -> Entry:
    body = (
        '--XX\r\nContent-Disposition: form-data; name="token"\r\n\r\n' + token + "\r\n--XX\r\nContent-Disposition: "
        'form-data; name="f"; filename="a.bin"\r\nContent-Type: image/png\r\n\r\n\x00\x01\r\n--XX--\r\n'
    )
    return builder.send("POST", "/send", headers=(("Content-Type", "multipart/form-data; boundary=XX"),), body=body)


def _xml(builder: RecordingBuilder, token: str) -> Entry:
    text = f'<?xml version="1.0"?><call><token>{token}</token><price>${{1}}</price></call>'
    return builder.send("POST", "/send", headers=(("Content-Type", "text/xml"),), body=text)


def _base64(builder: RecordingBuilder, token: str) -> Entry:
    return builder.get(f"/send?token={encode_form(base64.b64encode(token.encode()).decode())}")


PLACES: list[Send] = [
    _query,
    _component,
    _path,
    _form,
    _json,
    _json_in_form,
    _json_in_json,
    _nested_address,
    _header,
    _bearer,
    _multipart,
    _xml,
    _base64,
]


def _imported(spell: Spell, send: Send, token: str) -> tuple[ImportResult, Entry]:
    builder = RecordingBuilder()
    builder.get("/", f"<html><body>{spell(token)}</body></html>")
    builder.wait(1)
    sent = send(builder, token)
    return scenario_from(builder.recording(), name="x", recording_file="x.har"), sent


def _rendered(result: ImportResult, values: dict[str, str]) -> tuple[str, bytes, bytes]:
    """Return target, head and body of the last request."""
    request = requests_of(result.scenario)[-1]
    slots = Slots()
    generators = Generators(clock=lambda: 0.0, chance=random.Random(1))
    compiled = compile_request(request, slots, generators=generators)
    head, _, body = render(compiled, slots.values(values)).partition(b"\r\n\r\n")
    return head.split(b" ")[1].decode(), head, body


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("send", PLACES, ids=lambda send: send.__name__)
@settings(max_examples=4)
@example(token="Abcdefgh1+/x==")
@given(token=_TOKENS)
def test_a_token_is_found_and_sent_as_recorded(source: str, send: Send, token: str) -> None:
    result, sent = _imported(SOURCES[source], send, token)
    values = {variable.name: variable.recorded_value for variable in result.scenario.variables}
    assert token in values.values()
    assert requests_of(result.scenario)[0].extractors
    target, head, body = _rendered(result, values)
    url = split(sent.request.url)
    assert target == (url.path if url.query is None else f"{url.path}?{url.query}")
    assert body == sent.request.body
    for name in ("X-Token", "Authorization"):
        assert get(sent.request.headers, name).encode() in head
    _, other_head, other_body = _rendered(result, dict.fromkeys(values, "another"))
    assert (other_head, other_body) != (head, body)
