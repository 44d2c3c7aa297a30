"""`index`: exact tokens, in any spelling, wherever they stand, in time that grows with the text alone."""

from __future__ import annotations

import pytest

from loadstudio.authoring.sources.index import BODY, TokenIndex, hits_in


def _found(wanted: str, text: str) -> list[str]:
    index = TokenIndex([wanted])
    index.scan(3, (), text)
    assert list(index.hits(wanted).get(3, ())) == list(hits_in(text, wanted, 3))
    return [text[hit.start : hit.end] for hit in index.hits(wanted).get(3, ())]


@pytest.mark.parametrize(
    "spelled",
    [
        "a+b/1==",
        "a%2Bb%2F1%3D%3D",
        "a%2bb%2f1%3d%3d",
        "a%252Bb%252F1%253D%253D",
        "a&#43;b&#x2F;1&equals;&#61;",
        r"a\u002bb\/1\u003d=",
        r"a\x2bb\x2f1=\x3D",
        r"a\\u002bb\\/1==",
    ],
)
def test_any_spelling_is_found(spelled: str) -> None:
    assert _found("a+b/1==", f"x={spelled}&y") == [spelled]


@pytest.mark.parametrize(
    ("wanted", "text", "count"),
    [
        ("123", "/items/123?x=1234&y=0123", 1),
        ("123", "to=%2Fitems%2F123", 1),
        ("123", r"{\"id\":\"123\",\n123:\u0022123\u0022}", 3),
        ("2F", "%2F2F", 1),
        ("n1", r"\n1 n1", 1),
        ("41", r"\%41 \\%41 41", 1),
        ("n1", r"\\n1 \\\n1 %\n1 n1", 1),
        ("12", "12.5 and 3,12 and 10:12 but 12.", 1),
        ("abcd", "abcdabcd abcd xabcd abcd", 2),
        ("7", "%37 7 77 7", 2),
        ("a.b", "a.b a-b a.bc", 1),
        ("8f3a-11", "8f3a-11 8f3a-1 8f3a-112", 1),
    ],
)
def test_only_whole_tokens_are_found(wanted: str, text: str, count: int) -> None:
    assert len(_found(wanted, text)) == count


def test_headers_are_looked_through_and_noise_is_not() -> None:
    index = TokenIndex(["8f3ab2c91d"])
    index.scan(0, (("Date", "8f3ab2c91d"), ("Location", "/orders/8f3ab2c91d")), "none")
    (hit,) = index.hits("8f3ab2c91d")[0]
    assert (hit.header, hit.start, hit.end) == (1, 8, 18)
    assert hit.header != BODY


def test_a_part_of_something_longer_is_not_clean() -> None:
    index = TokenIndex(["8f3ab2c91d"])
    index.scan(0, (), "8f3ab2c91d order-8f3ab2c91d")
    assert [hit.clean for hit in index.hits("8f3ab2c91d")[0]] == [True, False]


@pytest.mark.parametrize(
    "text", ["x" * 3_000_000, "ab " * 1_000_000, "%" * 1_000_000, "a+" * 1_000_000, "7 " * 500_000]
)
def test_hostile_texts_take_no_longer(text: str) -> None:
    """Quadratic time would be minutes; the tests' time limit is the judge."""
    index = TokenIndex(["7", "a+b+c", "xyz", "abcdef"])
    index.scan(0, (), text)
    assert index.hits("abcdef") == {}


def test_very_long_values_are_found_in_their_usual_spellings() -> None:
    state = "a+b/c=" * 5_000 + "Zz9"
    escaped = state.replace("/", r"\/")
    assert _found(state, f'<input value="{state}">') == [state]
    assert _found(state, f'{{"state": "{escaped}"}}') == [escaped]
