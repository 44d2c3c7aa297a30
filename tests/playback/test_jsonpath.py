"""`playback.jsonpath`: RFC 9535 without functions."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import InvalidInput
from loadstudio.playback.jsonpath import JsonPath, json_text

# The example of RFC 9535, 1.5.
_STORE = {
    "store": {
        "book": [
            {"category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century", "price": 8.95},
            {"category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour", "price": 12.99},
            {"category": "fiction", "author": "Herman Melville", "title": "Moby Dick", "isbn": "0-553", "price": 8.99},
            {"category": "fiction", "author": "Tolkien", "title": "The Lord", "isbn": "0-395", "price": 22.99},
        ],
        "bicycle": {"color": "red", "price": 399},
    }
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$.store.book[*].author", ["Nigel Rees", "Evelyn Waugh", "Herman Melville", "Tolkien"]),
        ("$..author", ["Nigel Rees", "Evelyn Waugh", "Herman Melville", "Tolkien"]),
        ("$.store..price", [8.95, 12.99, 8.99, 22.99, 399]),
        ("$..book[2].title", ["Moby Dick"]),
        ("$..book[-1]['title']", ["The Lord"]),
        ("$..book[0,1].price", [8.95, 12.99]),
        ("$..book[:2].price", [8.95, 12.99]),
        ("$..book[::-2].price", [22.99, 12.99]),
        ("$..book[?@.isbn].title", ["Moby Dick", "The Lord"]),
        ("$..book[?!@.isbn].price", [8.95, 12.99]),
        ("$..book[?@.price<10].title", ["Sayings of the Century", "Moby Dick"]),
        ("$..book[?(@.author == 'Tolkien')].price", [22.99]),
        ("$..book[? @.price > 8.95 && (@.isbn || @.author=='Evelyn Waugh')].price", [12.99, 8.99, 22.99]),
        ('$.store.book[?@["category"] != "fiction"].title', ["Sayings of the Century"]),
        ("$.store.book[?@.price>=$.store.book[1].price].price", [12.99, 22.99]),
        ("$.store.book[?'fiction'==@.category].price", [12.99, 8.99, 22.99]),
        ("$.store.*[0].title", ["Sayings of the Century"]),
        ("$['store']['bicycle','book']['color']", ["red"]),
        ("$.store.book[4]", []),
        ("$.store.book.title", []),
        ("$.store[0]", []),
        ("$.store.bicycle[*]", ["red", 399]),
    ],
)
def test_the_standards_example(path: str, found: list[object]) -> None:
    compiled = JsonPath(path)
    assert list(compiled.all(_STORE)) == found
    if found:
        assert compiled.first(_STORE) == found[0]
    else:
        with pytest.raises(LookupError):
            compiled.first(_STORE)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$[?@.a==null].n", [0]),
        ("$[?@.a==true].n", [2]),
        ("$[?@.a==1].n", [1, 6]),
        ("$[?@.a==-0.5].n", [3]),
        ("$[?@.a=='it\\'s \\u00fc'].n", [4]),
        ("$[?@.a==@.b].n", [5, 6]),
        ("$[?@.a<=1].n", [1, 3, 6]),
        ("$[?@.b].n", [5, 6]),
        ("$[?@.a=='x'||@.n==2].n", [2, 5]),
    ],
)
def test_filters_compare_by_kind(path: str, found: list[int]) -> None:
    values = [None, 1, True, -0.5, "it's ü", "x", 1]
    rows = [{"n": place, "a": value} for place, value in enumerate(values)]
    rows[5]["b"], rows[6]["b"] = "x", 1
    assert list(JsonPath(path).all(rows)) == found


@pytest.mark.parametrize(
    "path",
    ["", "a.b", "$.", "$[", "$[]", "$.a b", "$[1.5]", "$[?@.a==]", "$[?1]", "$[?@.a==x]", "$..", "$.a]", "$['a]", "§"],
)
def test_what_is_no_path(path: str) -> None:
    with pytest.raises(InvalidInput, match="is no JSONPath"):
        JsonPath(path)


_keys = st.text(max_size=4)
_documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=8,
)


@given(_documents, st.data())
def test_every_value_is_found_by_its_keys(document: object, data: st.DataObject) -> None:
    keys: list[str | int] = []
    node = document
    while isinstance(node, dict | list) and node and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(-len(node), len(node))))
        keys.append(key)
        node = node[key]
    path = "$" + "".join(f"[{json.dumps(key)}]" for key in keys)
    assert JsonPath(path).first(document) == node
    assert JsonPath(path).all(document) == (node,)


@given(st.text(alphabet="$.[]*?@'\"ab01,:=!<>&|() -", max_size=14), _documents)
def test_any_text_is_a_path_or_refused(text: str, document: object) -> None:
    try:
        path = JsonPath("$" + text)
    except InvalidInput:
        return
    assert isinstance(path.all(document), tuple)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a b", "a b"),
        (True, "true"),
        (None, "null"),
        (12345678901234567890123, "12345678901234567890123"),
        (1.0, "1"),
        (0.1, "0.1"),
        (1e21, "1e21"),
        (-2.5, "-2.5"),
        ({"a": [1, "ü"]}, '{"a":[1,"ü"]}'),
    ],
)
def test_values_as_text(value: object, text: str) -> None:
    assert json_text(value) == text
