"""RFC 9111 for the cache of one browser: what is kept, how long it is fresh, what asks whether it has changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.http_types.caching import Kept, kept_of, renewed

NOW = 784111777.0
DATE = "Date: Sun, 06 Nov 1994 08:49:37 GMT"
LATER = "Sun, 06 Nov 1994 09:49:37 GMT"
DAY_BEFORE = "Sat, 05 Nov 1994 08:49:37 GMT"


def head(*fields: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", *fields)).encode()


def fresh_s(*fields: str, status: int = 200) -> float | None:
    """Return for how long an answer that came just now is fresh, None when it is not kept."""
    kept = kept_of(status, head(*fields), NOW, NOW)
    return None if kept is None else kept.fresh_until_s - NOW


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        (("Cache-Control: max-age=60",), 60),
        (("cache-control:public,MAX-AGE=60 , immutable",), 60),
        (("Cache-Control: private, max-age=60",), 60),
        (("Cache-Control: max-age=60, s-maxage=5",), 60),
        (("Cache-Control: max-age=60", f"Expires: {DAY_BEFORE}", DATE), 60),
        (('Cache-Control: max-age="60"',), 60),
        (("Cache-Control: public", "Cache-Control: max-age=60"), 60),
        (("Cache-Control: max-age=60", "Age: 20"), 40),
        (("Cache-Control: max-age=60", f"Date: {DAY_BEFORE}", 'ETag: "1"'), 60 - 86_400),
        ((f"Expires: {LATER}", DATE), 3600),
        (("Expires: Sunday, 06-Nov-94 09:49:37 GMT", DATE), 3600),
        (("Expires: Sun Nov  6 09:49:37 1994", DATE), 3600),
        ((f"Last-Modified: {DAY_BEFORE}", DATE), 8640),
        (("Cache-Control: no-cache", 'ETag: "1"'), 0),
        (("Pragma: no-cache", 'ETag: "1"'), 0),
        (("Pragma: no-cache", "Cache-Control: max-age=60"), 60),
        (("Expires: 0", 'ETag: "1"'), 0),
        (("Cache-Control: max-age=soon", 'ETag: "1"'), 0),
        (('ETag: "1"',), 0),
        (("Cache-Control: max-age=60", "Vary: Accept-Encoding, Origin"), 60),
        (("Cache-Control: max-age=60", "Vary: Cookie", 'ETag: "1"'), 0),
        (("Cache-Control: max-age=60, no-store",), None),
        (("Cache-Control: max-age=60", "Vary: *"), None),
        (("Cache-Control: max-age=60", "Vary: Cookie"), None),
        (("Cache-Control: no-cache",), None),
        (("Expires: 0",), None),
        ((), None),
    ],
)
def test_how_long_an_answer_is_fresh(fields: tuple[str, ...], seconds: float | None) -> None:
    assert fresh_s(*fields) == seconds


@pytest.mark.parametrize(
    ("status", "guessed", "stated"),
    [(200, True, True), (301, True, True), (302, False, True), (206, False, False), (404, False, False)],
)
def test_which_statuses_are_kept(status: int, guessed: bool, stated: bool) -> None:
    assert (fresh_s(f"Last-Modified: {DAY_BEFORE}", DATE, status=status) is not None) is guessed
    assert (fresh_s("Cache-Control: max-age=60", status=status) is not None) is stated


def test_the_time_on_the_way_counts_as_age() -> None:
    kept = kept_of(200, head("Cache-Control: max-age=60"), NOW - 5, NOW)
    assert kept is not None
    assert kept.fresh_until_s == NOW + 55


def test_what_asks_whether_it_has_changed() -> None:
    kept = kept_of(200, head('ETag: W/"a,b"', f"Last-Modified: {DAY_BEFORE}", "Cache-Control: no-cache"), NOW, NOW)
    assert kept is not None
    assert kept.conditions == f'If-None-Match: W/"a,b"\r\nIf-Modified-Since: {DAY_BEFORE}\r\n'.encode()


def test_a_304_makes_it_fresh_again() -> None:
    kept = Kept(NOW - 1, 60, b'"1"', b"")
    assert renewed(kept, head(), NOW, NOW) == Kept(NOW + 60, 60, b'"1"', b"")
    assert renewed(kept, head("Cache-Control: max-age=5", 'ETag: "2"'), NOW, NOW) == Kept(NOW + 5, 5, b'"2"', b"")
    assert renewed(kept, head("Cache-Control: no-cache"), NOW, NOW).fresh_until_s == NOW


@given(st.lists(st.tuples(st.sampled_from(("Cache-Control", "Age", "Expires", "Vary", "Date", "ETag")), st.text())))
def test_no_header_breaks_it(fields: list[tuple[str, str]]) -> None:
    written = head(*(f"{name}: {' '.join(value.split())}" for name, value in fields))
    kept = kept_of(200, written, NOW, NOW)
    if kept is not None:
        assert kept.fresh_until_s > NOW or kept.conditions
        renewed(kept, written, NOW, NOW)
