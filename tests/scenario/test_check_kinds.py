"""Kinds of checks: made new, changed into another, expected values typed."""

from __future__ import annotations

import pytest

from loadstudio.scenario.assertion import Check, JsonCheck, JsonKeysCheck, StatusCheck, TextCheck
from loadstudio.scenario.check_kinds import (
    KINDS,
    CheckKind,
    as_kind,
    check_kind,
    is_empty,
    json_as_typed,
    new_check,
    typed_as_json,
)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_made_and_known_again(kind: CheckKind) -> None:
    check = new_check(kind, 302)
    assert check_kind(check) == kind
    assert as_kind(check, kind) is check
    off: Check = StatusCheck(recorded=200, enabled=False)
    assert not as_kind(off, kind, 302).enabled


def test_a_text_stays_when_its_check_is_turned_round() -> None:
    assert as_kind(TextCheck(text="Welcome"), "lacks") == TextCheck(text="Welcome", absent=True)
    assert as_kind(TextCheck(text="x", absent=True, enabled=False), "text") == TextCheck(text="x", enabled=False)
    assert new_check("status", 302) == StatusCheck(recorded=302)
    assert new_check("status") == StatusCheck(recorded=200)


def test_what_says_nothing_yet_is_known() -> None:
    assert is_empty(new_check("text"))
    assert is_empty(JsonKeysCheck(keys=()))
    assert not is_empty(JsonCheck(path="$.a", equals="1"))


@pytest.mark.parametrize(
    ("equals", "typed"),
    [('"Mia"', "Mia"), ("12", "12"), ('"12"', '"12"'), ("true", "true"), ('"true"', '"true"'), ('""', "")],
)
def test_values_are_typed_without_quotes_where_that_is_clear(equals: str, typed: str) -> None:
    assert json_as_typed(equals) == typed
    assert typed_as_json(typed) == equals
