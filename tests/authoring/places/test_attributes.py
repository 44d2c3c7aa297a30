"""`attributes`: names read from the text of a page, the same as patterns that begin with the name find."""

from __future__ import annotations

import re

import pytest

from loadstudio.authoring.places.attributes import names_before

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
