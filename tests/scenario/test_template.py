"""`scenario.template`: what is written comes out, whatever stands around the holes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.scenario.functions import FILTERS
from loadstudio.scenario.template import Hole, escape, names_in, parse, unparse

_tricky = st.text(alphabet="${}|ax ", max_size=12) | st.text(max_size=20)
_holes = st.builds(
    Hole,
    st.sampled_from(["token", "users.password", "now('ms')", "random_int(1, 6)", "random_choice('a|b','${c}')"]),
    st.lists(st.sampled_from([*FILTERS, "hmac('md5','}|{')", "hmac('md5',env('K'))"]), max_size=2).map(tuple),
)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("plain", ("plain",)),
        ("${token}", (Hole("token"),)),
        ("a ${users.password|json} b", ("a ", Hole("users.password", ("json",)), " b")),
        ("${t|base64|url}${ now('ms') }", (Hole("t", ("base64", "url")), Hole("now('ms')"))),
        ("$${token}", ("${token}",)),
        ("$$${price}", ("$", Hole("price"))),
        ("$$$${price}", ("$${price}",)),
        ("costs $5 {x} ${} ${ } ${a b", ("costs $5 {x} ${} ${ } ${a b",)),
        ("`${a$b}` ${in", ("`${a$b}` ${in",)),
        ("${a}}", (Hole("a"), "}")),
        ("${it's} ${u.it's|url} 'x'", (Hole("it's"), " ", Hole("u.it's", ("url",)), " 'x'")),
        ("""${now("%H|%M}")|url}}""", (Hole('now("%H|%M}")', ("url",)), "}")),
        ("${random_string(3,'${}')}", (Hole("random_string(3,'${}')"),)),
        ("${a|hmac('sha1', env('KEY'))|upper}!", (Hole("a", ("hmac('sha1', env('KEY'))", "upper")), "!")),
        ("${now('a)} ${b}", (Hole("now('a)"), " ", Hole("b"))),
        ("${a|md5('}", ("${a|md5('}",)),
    ],
)
def test_parse(text: str, pieces: tuple[str | Hole, ...]) -> None:
    assert parse(text) == pieces


@given(_tricky)
def test_escaped_text_is_itself(text: str) -> None:
    assert "".join(map(str, parse(escape(text)))) == text
    assert names_in(escape(text)) == ()


@given(st.lists(_tricky.filter(bool) | _holes, max_size=6))
def test_unparse_writes_what_parse_reads(pieces: list[str | Hole]) -> None:
    joined: list[str | Hole] = []
    for piece in pieces:
        if joined and isinstance(piece, str) and isinstance(joined[-1], str) and not isinstance(piece, Hole):
            joined[-1] += piece
        else:
            joined.append(piece)
    assert parse(unparse(pieces)) == tuple(joined)


@given(_tricky)
def test_parsing_never_fails_and_is_stable(text: str) -> None:
    assert parse(unparse(parse(text))) == parse(text)


def test_names_keep_order_and_repetitions() -> None:
    assert names_in("${b} ${a|url} ${b} $${c}") == ("b", "a", "b")


def test_long_texts_that_are_nearly_holes_are_read_in_no_time() -> None:
    near = "${f(" + "'a" * 20_000
    assert parse(near) == (near,)
    near = "${f(" + "(" * 20_000
    assert parse(near) == (near,)
