"""What the values of a table's columns are, told from the rows: numbers, dates, e-mail addresses; how many are empty or
there twice. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, cast

import msgspec

type Row = tuple[str, ...]
type ValueKind = Literal["empty", "whole_number", "number", "yes_no", "date", "time", "email", "address", "id", "text"]

_MOSTLY = 0.9

_KIND = re.compile(  # one expression with a group for each kind: a table has many cells
    r"(?P<yes_no>true|false|yes|no)"
    r"|(?P<whole_number>[+-]?(?:0|[1-9]\d{0,17}))"
    r"|(?P<number>[+-]?\d{1,18}[.,]\d{1,18})"
    r"|(?P<date>\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
    r"|(?P<time>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)"
    r"|(?P<email>[^@\s]+@[^@\s]+\.[^@\s.]+)"
    r"|(?P<address>https?://\S+)"
    r"|(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    re.IGNORECASE,
)


class OddCell(msgspec.Struct, frozen=True, kw_only=True):
    """A value of another kind than its column; `row` counts from 1."""

    row: int
    value: str


class ColumnFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the rows that were looked at. `kind` is what at least nine of ten values are; `empty_rows` (counted
    from 1) are the first few of the `empty` ones; `same` are two rows with one value; `least` and `most` are the span
    of numbers.
    """

    name: str
    kind: ValueKind = "empty"
    empty: int = 0
    empty_rows: tuple[int, ...] = ()
    distinct: int = 0
    odd: tuple[OddCell, ...] = ()
    odd_count: int = 0
    same: tuple[int, int] | None = None
    least: float | None = None
    most: float | None = None


def kind_of(value: str) -> ValueKind:
    """Return what a value looks like."""
    if not value:
        return "empty"
    found = _KIND.fullmatch(value)
    return cast("ValueKind", found.lastgroup) if found is not None else "text"


def column_facts(columns: Sequence[str], rows: Sequence[Row]) -> tuple[ColumnFacts, ...]:
    """Return what the columns of some rows are."""
    return tuple(_facts(name, [row[place] for row in rows]) for place, name in enumerate(columns))


def _facts(name: str, values: Sequence[str]) -> ColumnFacts:
    kinds = [kind_of(value) for value in values]
    counts: Counter[ValueKind] = Counter(kind for kind in kinds if kind != "empty")
    empty_rows = [row for row, kind in enumerate(kinds, 1) if kind == "empty"]
    kind = _main_kind(counts)
    fitting = {"number", "whole_number"} if kind == "number" else {kind}
    odd = [] if kind == "text" else [row for row, one in enumerate(kinds) if one not in fitting and one != "empty"]
    numbers = _numbers(value for value, one in zip(values, kinds, strict=True) if one in ("number", "whole_number"))
    is_number = kind in ("number", "whole_number") and bool(numbers)
    return ColumnFacts(
        name=name,
        kind=kind,
        empty=len(empty_rows),
        empty_rows=tuple(empty_rows[:5]),
        distinct=len(set(values) - {""}),
        same=_first_same(values),
        odd=tuple(OddCell(row=row + 1, value=values[row]) for row in odd[:5]),
        odd_count=len(odd),
        least=min(numbers) if is_number else None,
        most=max(numbers) if is_number else None,
    )


def _first_same(values: Sequence[str]) -> tuple[int, int] | None:
    first: dict[str, int] = {}
    for row, value in enumerate(values, 1):
        if value and (before := first.setdefault(value, row)) != row:
            return before, row
    return None


def _main_kind(counts: Counter[ValueKind]) -> ValueKind:
    total = counts.total()
    if not total:
        return "empty"
    whole, broken = counts["whole_number"], counts["number"]
    if broken and whole + broken >= _MOSTLY * total:
        return "number"
    kind, count = counts.most_common(1)[0]
    return kind if count >= _MOSTLY * total else "text"


def _numbers(texts: Iterable[str]) -> list[float]:
    return [float(text.replace(",", ".")) for text in texts]
