"""`json_leaves`: what leads to a text of a JSON answer, the most stable way first."""

from __future__ import annotations

import pytest

from loadstudio.authoring.places.json_leaves import JsonLeaf, JsonLeaves, singular

_ORDERS = {
    "orders": [
        {"name": "first", "id": 7, "lines": [{"sku": "fern"}, {"sku": "moss", "n": 7}]},
        {"name": "second", "id": 8, "ok": True, "note": None},
        {"name": "second", "id": 9},
    ]
}


def test_an_item_is_known_by_its_name_where_no_other_has_it() -> None:
    leaves = JsonLeaves(_ORDERS)
    assert leaves["7"] == (
        JsonLeaf("7", ("$.orders[?@.name=='first'].id", "$.orders[0].id"), "order_id"),
        JsonLeaf(
            "7",
            (
                "$.orders[?@.name=='first'].lines[?@.sku=='moss'].n",
                "$.orders[0].lines[?@.sku=='moss'].n",
                "$.orders[?@.name=='first'].lines[1].n",
            ),
            "n",
        ),
    )
    assert leaves["9"] == (JsonLeaf("9", ("$.orders[2].id",), "order_id"),)


def test_booleans_and_nothing_are_no_leaves_and_the_order_is_the_documents() -> None:
    assert list(JsonLeaves(_ORDERS)) == ["first", "7", "fern", "moss", "second", "8", "9"]
    assert "True" not in JsonLeaves(_ORDERS)
    assert JsonLeaves("x")["x"] == (JsonLeaf("x", ("$",), ""),)
    assert not JsonLeaves([])


def test_a_long_list_takes_no_longer_for_each_item() -> None:
    """Quadratic time would be minutes; the tests' time limit is the judge."""
    leaves = JsonLeaves([{"name": f"plant {number}", "id": number} for number in range(50_000)])
    assert len(leaves) < 50_000, "of a large one only the first"
    assert all(leaves[str(number)][0].paths[0] == f"$[?@.name=='plant {number}'].id" for number in range(9_000))


def test_deep_nesting_is_no_trouble() -> None:
    document: object = "leaf"
    for _ in range(5_000):
        document = [document]
    assert JsonLeaves(document)["leaf"][0].paths == ("$" + "[0]" * 5_000,)


@pytest.mark.parametrize(
    ("many", "one"),
    [("orders", "order"), ("categories", "category"), ("boxes", "box"), ("news", "new"), ("bus", "bus")],
)
def test_one_of_them(many: str, one: str) -> None:
    assert singular(many) == one
