"""What a column holds is told from its values."""

from __future__ import annotations

import pytest

from loadstudio.scenario.column_facts import ColumnFacts, OddCell, column_facts, kind_of


def facts(*values: str) -> ColumnFacts:
    (found,) = column_facts(("a",), [(value,) for value in values])
    return found


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("", "empty"),
        ("12", "whole_number"),
        ("-3", "whole_number"),
        ("0049", "text"),
        ("1.5", "number"),
        ("1,5", "number"),
        ("true", "yes_no"),
        ("2026-11-30", "date"),
        ("30.11.2026", "date"),
        ("2026-11-30T10:00:00Z", "time"),
        ("mia@shop.test", "email"),
        ("mia@shop", "text"),
        ("https://shop.test/a", "address"),
        ("1b4e28ba-2fa1-11d2-883f-0016d3cca427", "id"),
        ("trail shoes", "text"),
    ],
)
def test_kinds_of_values(value: str, kind: str) -> None:
    assert kind_of(value) == kind


def test_a_column_of_numbers_has_a_span() -> None:
    found = facts("3", "1", "2.5", "40")
    assert (found.kind, found.least, found.most, found.distinct) == ("number", 1, 40, 4)
    assert facts("3", "1").kind == "whole_number"


def test_empty_cells_are_counted_and_are_of_no_kind() -> None:
    found = facts("1", "", "2", "")
    assert (found.kind, found.empty, found.empty_rows, found.distinct) == ("whole_number", 2, (2, 4), 2)
    assert facts("", "").kind == "empty"
    assert facts().kind == "empty"


def test_a_few_odd_values_are_named_and_many_make_it_text() -> None:
    numbers = [str(number) for number in range(20)]
    found = facts(*numbers, "none")
    assert (found.kind, found.odd, found.odd_count) == ("whole_number", (OddCell(row=21, value="none"),), 1)
    assert facts("1", "2", "none").kind == "text"
    assert facts("1", "2", "none").odd == ()
