"""`attributes`: names read from the text of a page, the same as patterns that begin with the name find."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from loadstudio.authoring.places.attributes import (
    is_begin,
    is_whole,
    names_before,
    names_of_calls,
    names_of_wholes,
    spots_of,
)

_JSON = re.compile(r"""=["']\s*\{""")


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ('<a data-x="{1}" b="2" @click=\'{}\'>', ["data-x", "@click"]),
        ('<a\n data-x="{1}"><b\tdata-y="{">', ["data-x", "data-y"]),
        ('<a data-x ="{1}">', []),
        ('="{', []),
        ('<a 1x="{" x"="{" xdata="{">', ["xdata"]),
        ("no attributes", []),
    ],
)
def test_names_stand_before_the_sign_of_equality(page: str, names: list[str]) -> None:
    assert list(dict.fromkeys(names_before(page, _JSON))) == names
    assert list(dict.fromkeys(re.findall(r"""(?i)\s([a-z@:][\w:.@-]*)=["']\s*\{""", page))) == names


def test_blanks_may_precede_it() -> None:
    assert list(names_before('<a x = "{" y="{">', re.compile('=\\s*"\\{'), with_blanks=True)) == ["x", "y"]


def test_one_that_comes_again_and_again_is_told_at_least_once() -> None:
    page = "".join(f'<a href="/{number}">' for number in range(50))
    assert set(names_before(page, re.compile('="/'))) == {"href"}


def _spot(page: str, word: str = "5") -> int:
    (spot,) = spots_of(word, page)
    return spot


@pytest.mark.parametrize(
    "page",
    [
        '<input value="5">',
        "<input value='5'/>",
        "<input value=5>",
        "<input value=5 name=n>",
        '<input value = "5">',
        "<input value= 5 >",
        '<option\tvalue="5">five</option>',
    ],
)
def test_what_a_page_says_as_a_whole_attribute_may_be_one(page: str) -> None:
    assert LexborHTMLParser(page).css('[value="5"]')
    assert is_whole(page, _spot(page), _spot(page) + 1)


@pytest.mark.parametrize(
    "page", ['<a href="?page=5">', '<i title="5 plants">', "<b>5</b>", '<b x="a5">5</b>', "<b>(5)"]
)
def test_what_is_only_a_part_of_an_attribute_or_a_text_is_none(page: str) -> None:
    assert not is_whole(page, _spot(page), _spot(page) + 1)


@pytest.mark.parametrize(
    ("page", "begins"),
    [('<a href="5/edit">', True), ("<a href=5/edit>", True), ('<a href="?page=5">', False), ("<b>5</b>", False)],
)
def test_an_attribute_begins_after_a_quote_or_the_sign_of_equality(page: str, begins: bool) -> None:
    assert is_begin(page, _spot(page), _spot(page) + 1) == begins


@pytest.mark.parametrize("page", ["15", "5a", "a5", "55", "5x5"])
def test_a_word_with_a_letter_or_digit_beside_it_is_another(page: str) -> None:
    assert spots_of("5", page) == ()


def test_whole_attributes_are_known_by_their_names() -> None:
    page = '<tr data-id="5" title="5 of 6"><td x=\'5\'>5</td><td data-n="15">'
    assert list(names_of_wholes("5", page, spots_of("5", page))) == ["data-id", "x"]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ('<a onclick="edit(5)">', ["onclick"]),
        ("<a hx-vals='{\"id\": 5}'>", ["hx-vals"]),
        ('<a hx-vals="{&quot;id&quot;: &quot;5&quot;}">', ["hx-vals"]),
        ('<a onclick="edit(15)" title="5 plants" x="a-5">', []),
        ('<a onclick="edit(5)"><b @click="open(1, 5)">', ["onclick", "@click"]),
    ],
)
def test_attributes_that_hand_a_value_to_a_script_are_known_by_what_stands_before_it(
    page: str, names: list[str]
) -> None:
    assert list(names_of_calls("5", page, spots_of("5", page))) == names
