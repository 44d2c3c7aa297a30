"""Leaves of JSON, with the names under which they are sent."""

from __future__ import annotations

import pytest

from loadstudio.authoring.places.json_text import json_leaves


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('{"a": 1, "b": ["x", {"c": 2}]}', ["a", "b", "c"]),
        ('[{"name": "city", "value": "Ulm"}, {"name": "csrf", "value": "x"}]', ["name", "city", "name", "csrf"]),
        ('{"id": "plant", "property": "data", "value": 1}', ["id", "property", "plant.data"]),
        ('{"value": {"id": 3}, "name": "x"}', ["id", "name"]),
        ('{"name": "a8f3Kq91Zx", "value": 1}', ["name", "value"]),
        ('{"name": "x", "value": 1, "a": 1, "b": 2, "c": 3, "d": 4}', ["name", "value", "a", "b", "c", "d"]),
        ('{"name": "x", "value": ', []),
    ],
)
def test_what_leaves_are_called(text: str, keys: list[str]) -> None:
    assert [leaf.key for leaf in json_leaves(text)] == keys
