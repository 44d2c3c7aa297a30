"""The connection string."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import UsageError
from loadstudio.wire.joining import Connection, parse_address, parse_connection

KEYS = st.binary(min_size=32, max_size=32)


@given(host=st.sampled_from(["127.0.0.1", "alder.example", "fe80::1"]), port=st.integers(1, 65535), a=KEYS, b=KEYS)
def test_what_is_written_is_read(host: str, port: int, a: bytes, b: bytes) -> None:
    connection = Connection(host, port, a, b)
    assert parse_connection(f" {connection.text()}\n") == connection
    assert all(sign.isalnum() or sign in "-_.:/[]" for sign in connection.text()), "no shell makes anything of it"


@given(st.text())
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UsageError):
        parse_connection(text)


def test_half_a_string_is_told_as_such_and_not_repeated() -> None:
    text = Connection("alder", 7007, b"s" * 32, b"w" * 32).text()
    with pytest.raises(UsageError) as refused:
        parse_connection(text[:-3])
    assert "not the whole" in str(refused.value)
    assert text[10:40] not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("alder:80", ("alder", 80)), ("alder", ("alder", 0)), (":80", ("", 80)), ("[::1]:80", ("::1", 80))],
)
def test_addresses(text: str, expected: tuple[str, int]) -> None:
    assert parse_address(text) == expected


@pytest.mark.parametrize("text", ["alder:0", "alder:99999", "::1", "http://alder:80", "a b:1", "alder:x"])
def test_no_addresses(text: str) -> None:
    with pytest.raises(UsageError):
        parse_address(text)
