"""`http_types.headers`: any case, duplicates kept, order kept."""

from __future__ import annotations

from loadstudio.http_types import headers

_FIELDS = (("Set-Cookie", "a=1"), ("Content-Type", "text/html"), ("set-cookie", "b=2"), ("X-Empty", ""))


def test_get() -> None:
    assert headers.get(_FIELDS, "CONTENT-TYPE") == "text/html"
    assert headers.get(_FIELDS, "set-cookie") == "a=1"
    assert headers.get(_FIELDS, "x-empty", "none") == ""
    assert headers.get(_FIELDS, "missing") == ""
    assert headers.get(_FIELDS, "missing", "none") == "none"


def test_get_all_keeps_order() -> None:
    assert headers.get_all(_FIELDS, "SET-COOKIE") == ("a=1", "b=2")
    assert headers.get_all(_FIELDS, "missing") == ()


def test_without_drops_every_spelling_and_keeps_the_rest() -> None:
    assert headers.without(_FIELDS, ("SET-cookie",)) == (("Content-Type", "text/html"), ("X-Empty", ""))
    assert headers.without(_FIELDS, ()) == _FIELDS
