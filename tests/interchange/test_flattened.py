"""What frameworks write flattened is put together by the scripts as our own playback does it."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.interchange.writing.helpers import helpers
from loadstudio.playback import flattened

FLAT = [{"plants": 1}, [2], {"_3": 4, "name": 5}, "id", 12, ["Date", "2026"]]
_PLACES = st.integers(-9, 8)
_ITEMS = st.one_of(
    st.dictionaries(st.sampled_from(["a", "_1", "_2", "_x"]), _PLACES, max_size=3),
    st.lists(st.one_of(_PLACES, st.just("Set")), max_size=3),
    st.sampled_from(["name", None, True, 7, 1.5]),
)


def whole(document: Any) -> Any:
    names: dict[str, Any] = {"json": json}
    exec("\n".join(helper.code for helper in helpers("locust.txt", ["whole"])), names)
    return names["whole"](document)


@pytest.mark.parametrize(
    "document",
    [
        FLAT,
        {"data": [1, FLAT], "text": json.dumps(FLAT)},
        [{"a": 1}, "not all places are meant", 3],
        [{"a": 1}, [0], 5],
        [[1, 2], {"b": True}, 7],
        "[{not JSON]",
        [[], 1, 2],
        math.pi,
    ],
)
def test_locust_scripts_read_the_same(document: Any) -> None:
    assert whole(document) == flattened.whole(document)


@given(st.lists(_ITEMS, min_size=2, max_size=8))
def test_whatever_stands_in_the_list(items: list[Any]) -> None:
    assert whole(items) == flattened.whole(items)


def test_what_is_meant_is_found() -> None:
    assert whole(FLAT) == {"plants": [{"id": 12, "name": "2026"}]}
