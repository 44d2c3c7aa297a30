"""JSON with variables as a tree: what is read, what each edit changes, and that nothing else does."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.scenario.json_tree import JsonProblem, JsonTree, is_json
from loadstudio.scenario.template import escape

_BODY = '{"sku":"${sku|json}", "count": ${n},\n "price": 1.50, "gift": true, "note": null, "of": [1, {"a": "x"}]}'

_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def _kinds(tree: JsonTree) -> list[tuple[str, str, str]]:
    return [(tree.key(node), node.kind, tree.value(node)) for node in tree.root.children]


def test_each_member_has_its_name_kind_and_value() -> None:
    tree = JsonTree(_BODY)
    assert _kinds(tree)[:5] == [
        ("sku", "text", "${sku|json}"),
        ("count", "number", "${n}"),
        ("price", "number", "1.50"),
        ("gift", "yes_no", "true"),
        ("note", "nothing", "null"),
    ]
    assert tree.key(tree.node((5, 1, 0))) == "a"
    assert tree.value(tree.node((5, 1, 0))) == "x"


def test_a_value_changes_and_keeps_its_kind_and_every_other_sign() -> None:
    tree = JsonTree(_BODY)
    assert tree.with_value((2,), "2.00") == _BODY.replace("1.50", "2.00")
    assert tree.with_value((2,), "${price}") == _BODY.replace("1.50", "${price}")
    assert tree.with_value((3,), "false") == _BODY.replace("true", "false")
    assert tree.with_value((5, 1, 0), 'say "hi"\n') == _BODY.replace('"x"', r'"say \"hi\"\n"')
    for wrong in ("abc", "", "01", "1,5", "${n}x", "1 2"):
        with pytest.raises(ValueError, match="number"):
            tree.with_value((2,), wrong)
    with pytest.raises(ValueError, match="kind"):
        tree.with_value((4,), "1")


def test_a_new_variable_in_a_text_is_escaped_and_an_old_one_stays_as_it_was() -> None:
    tree = JsonTree('{"a": "${old}", "b": ""}')
    assert tree.with_value((0,), "${old}-${new}") == '{"a": "${old}-${new|json}", "b": ""}'
    assert tree.with_value((1,), "${new|url}") == '{"a": "${old}", "b": "${new|url|json}"}'


def test_dollars_of_the_recording_are_no_variables() -> None:
    body = escape('{"a": "costs ${5}", "b": 1}')
    assert JsonTree(body).value(JsonTree(body).node((0,))) == "costs $${5}"
    assert JsonTree(body).with_value((1,), "2") == body.replace("1}", "2}")


def test_an_escaped_sign_is_no_variable() -> None:
    tree = JsonTree(r'{"\udb80\udc00": "\udb80\udc00${x}"}')
    assert tree.key(tree.node((0,))) == "\U000f0000"
    assert tree.value(tree.node((0,))) == "\U000f0000${x}"


def test_a_member_gets_another_name_or_kind() -> None:
    tree = JsonTree(_BODY)
    assert tree.with_key((4,), 'no"te') == _BODY.replace('"note"', r'"no\"te"')
    assert tree.with_kind((2,), "text") == _BODY.replace("1.50", '"1.50"')
    assert tree.with_kind((0,), "number") == _BODY.replace('"${sku|json}"', "${sku}")
    assert tree.with_kind((5, 1, 0), "number") == _BODY.replace('"x"', "0")
    assert tree.with_kind((3,), "nothing") == _BODY.replace("true", "null")
    assert tree.with_kind((1,), "number") == _BODY
    with pytest.raises(KeyError):
        tree.with_key((5, 0), "x")


def test_a_new_member_is_spelled_like_those_before_it() -> None:
    pretty = '{\n  "a": 1,\n  "b": [\n    1\n  ]\n}'
    added, path = JsonTree(pretty).added((), "a")
    assert added == '{\n  "a": 1,\n  "b": [\n    1\n  ],\n  "a 2": ""\n}'
    assert path == (2,)
    assert JsonTree(pretty).added((1,), "", "number") == (pretty.replace("1\n  ]", "1,\n    0\n  ]"), (1, 1))
    assert JsonTree('{"a":{}}').added((0,), "b", "nothing")[0] == '{"a":{"b":null}}'
    assert JsonTree("{}").added((), "b")[0] == '{"b": ""}'
    assert JsonTree('{"a": {"b": 1}}').added((0,), "c")[0] == '{"a": {"b": 1, "c": ""}}'
    with pytest.raises(KeyError):
        JsonTree(pretty).added((0,), "x")


def test_a_member_goes_with_its_comma() -> None:
    assert JsonTree('{"a": 1, "b": 2, "c": 3}').removed((0,)) == '{"b": 2, "c": 3}'
    assert JsonTree('{"a": 1, "b": 2, "c": 3}').removed((1,)) == '{"a": 1, "c": 3}'
    assert JsonTree('{"a": 1, "b": 2, "c": 3}').removed((2,)) == '{"a": 1, "b": 2}'
    assert JsonTree("[ 1 ]").removed((0,)) == "[]"
    with pytest.raises(KeyError):
        JsonTree("[1]").removed(())


@pytest.mark.parametrize(
    ("text", "line", "missing"),
    [
        ("", 1, "a value"),
        ('{"a": 1', 1, "a comma or }"),
        ('{"a": 1,}', 1, "a name or text in quotes"),
        ("[1,\n2,\n]", 3, "a value"),
        ('{"a" 1}', 1, "a colon"),
        ("[1] x", 1, "the end"),
        ('{"a": ${x}y}', 1, "a comma or }"),
        ("[" * 300 + "]" * 300, 1, "a value that is less deep"),
    ],
)
def test_what_is_no_json_says_in_which_line(text: str, line: int, missing: str) -> None:
    with pytest.raises(JsonProblem) as problem:
        JsonTree(text)
    assert (problem.value.line, problem.value.expected) == (line, missing)
    assert not is_json(text)


@given(_values, st.booleans())
def test_any_json_is_read_and_put_back_as_it_stood(value: object, pretty: bool) -> None:
    text = escape(json.dumps(value, indent=2 if pretty else None))
    tree = JsonTree(text)
    assert tree.with_kind((), tree.root.kind) == text
    if tree.root.kind in ("object", "list"):
        added, path = tree.added((), "new")
        assert JsonTree(added).removed(path) == text or not tree.root.children
        assert JsonTree(added).value(JsonTree(added).node(path)) == ""
