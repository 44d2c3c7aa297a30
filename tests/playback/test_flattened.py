"""Flattened JSON is put together; ordinary JSON stays as it is."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.playback.answer import Answer
from loadstudio.playback.extract import take_value
from loadstudio.playback.flattened import whole
from loadstudio.scenario.extractor import JsonSource

PLANTS = {"plants": [{"id": 12, "name": "Moss"}, {"id": 13, "name": "Fern"}]}


def devalued(value: object) -> list[object]:
    """Flatten a value as devalue does, nothing written twice."""
    items: list[object] = []

    def put(node: object) -> int:
        place = len(items)
        items.append(None)
        if isinstance(node, dict):
            items[place] = {key: put(child) for key, child in node.items()}
        elif isinstance(node, list):
            items[place] = [put(child) for child in node]
        else:
            items[place] = node
        return place

    put(value)
    return items


def test_members_and_items_are_places_of_one_list() -> None:
    assert whole({"type": "data", "nodes": [None, {"data": devalued(PLANTS)}]}) == {
        "type": "data",
        "nodes": [None, {"data": PLANTS}],
    }


def test_names_are_places_too() -> None:
    flat = [{"_1": 2}, "routes/plants", {"_3": 4}, "plants", [5], {"_6": 7, "_8": 9}, "id", 12, "name", "Moss"]
    assert whole(flat) == {"routes/plants": {"plants": [{"id": 12, "name": "Moss"}]}}


def test_dates_and_values_that_are_none() -> None:
    flat = [{"at": 1, "gone": -1, "tags": 2}, ["Date", "2026-11-30T11:00:00.000Z"], ["Set", 3, 4], "wet", "dry"]
    assert whole(flat) == {"at": "2026-11-30T11:00:00.000Z", "gone": None, "tags": ["wet", "dry"]}


def test_a_flattened_list_in_a_text() -> None:
    text = msgspec.json.encode(devalued({"id": 12, "ok": True})).decode()
    assert whole({"type": "success", "data": text}) == {"type": "success", "data": {"id": 12, "ok": True}}


@pytest.mark.parametrize(
    "document",
    [
        [{"id": 1}, {"id": 2}, {"id": 0}],
        [[1, 2], [3, 4], [5, 6]],
        {"rows": [{"count": 1}, 5]},
        [{"a": 1}, {"b": 0}, 3],
        ["[{", "[[1,2]"],
        [{"a": 1}, 2, 3, 4],
    ],
)
def test_ordinary_json_stays(document: object) -> None:
    assert whole(document) is document


_leaf = st.one_of(st.text(max_size=8), st.booleans(), st.integers(20, 10_000))
_tree = st.recursive(_leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner))


@given(st.dictionaries(st.sampled_from(["id", "name", "rows"]), _tree, min_size=2))
def test_what_was_flattened_comes_back(value: dict[str, object]) -> None:
    assert whole(devalued(value)) == value


def test_a_path_is_looked_for_as_it_stands_first() -> None:
    flat = devalued({"id": 12, "name": "Moss"})
    answer = Answer.of(200, (("Content-Type", "application/json"),), msgspec.json.encode(flat))
    assert take_value(JsonSource(path="$[1]"), answer) == "12"
    assert take_value(JsonSource(path="$.id"), answer) == "12"


def test_the_first_of_several_pieces_that_come_one_after_another() -> None:
    body = msgspec.json.encode(devalued({"id": 12, "name": "Moss"})) + b"\nP1:[{},2]\n"
    answer = Answer.of(200, (("Content-Type", "text/x-script"),), body)
    assert take_value(JsonSource(path="$.id"), answer) == "12"
