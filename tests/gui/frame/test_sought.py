"""What is looked for among requests: words and kinds of answers."""

from __future__ import annotations

import pytest

from loadstudio.gui.sought import Kind, Sought, kind_of

_TEXT = "get https://shop.test/basket/7?coupon=fern application/json fetch"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", True),
        ("  ", True),
        ("BASKET", True),
        ("fern basket", True),
        ("basket cdn.test", False),
        ("-cdn.test", True),
        ("shop.test -coupon", False),
        ("-", False),
        ("200", True),
        ("404", False),
        ("2xx", True),
        ("-2xx", False),
        ("5XX", False),
    ],
)
def test_all_words_are_needed_and_some_must_not_be_there(words: str, found: bool) -> None:
    assert Sought(words).finds(_TEXT, 200) is found


def test_what_has_no_answer_is_of_no_class() -> None:
    assert not Sought("2xx").finds(_TEXT, 0)
    assert Sought("-2xx").finds(_TEXT, 0)


@pytest.mark.parametrize(
    ("mime_type", "resource_type", "kind"),
    [
        ("text/html; charset=utf-8", "document", "page"),
        ("text/html", "", "page"),
        ("text/html", "fetch", "data"),
        ("application/json", "", "data"),
        ("image/svg+xml", "image", "file"),
        ("text/css", "", "file"),
        ("application/xml", "", "data"),
        ("text/event-stream", "", "stream"),
        ("", "websocket", "stream"),
        ("", "", "data"),
        ("application/json", "script", "file"),
    ],
)
def test_the_browsers_word_says_first_what_an_answer_is(mime_type: str, resource_type: str, kind: Kind) -> None:
    assert kind_of(mime_type, resource_type) == kind


def test_failed_answers_are_of_any_kind() -> None:
    assert Sought(kind="failed").takes("page", failed=True)
    assert not Sought(kind="failed").takes("page", failed=False)
    assert Sought(kind="page").takes("page", failed=True)
    assert not Sought(kind="page").takes("file", failed=False)
    assert Sought().takes("stream", failed=True)
