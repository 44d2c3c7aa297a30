"""A data table in JSON: a list of objects, or a list of lists of which the first names the columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.base.units import counted_text

type Row = tuple[str, ...]


def json_table(path: Path | str, value: Any) -> tuple[Row, tuple[Row, ...]]:
    """Return columns and rows of the value in a JSON file.

    The columns of objects are all their members, in the order in which they first occur; what one lacks is empty there.
    Numbers, true and false become their JSON text, null an empty text, lists and objects JSON. Raises FileError that
    names the row, counted from 1.
    """
    if not isinstance(value, list) or not value:
        raise FileError(path, 'holds no list of rows. Write it like [{"username": "mia"}].')
    kind = dict if isinstance(value[0], dict) else list
    for number, row in enumerate(value, 1):
        if not isinstance(row, kind):
            wanted = "object" if kind is dict else "list"
            raise FileError(path, f"is no {wanted}, as the first row is.", f"row {number}")
    return _of_objects(path, value) if kind is dict else _of_lists(path, value)


def _of_objects(path: Path | str, rows: list[dict[str, Any]]) -> tuple[Row, tuple[Row, ...]]:
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    if not columns or not all(name.strip() for name in columns):
        raise FileError(path, "has a column without a name.", "row 1")
    return columns, tuple(tuple(_text(row.get(name)) for name in columns) for row in rows)


def _of_lists(path: Path | str, rows: list[list[Any]]) -> tuple[Row, tuple[Row, ...]]:
    columns = tuple(_text(name) for name in rows[0])
    if not columns or not all(name.strip() for name in columns):
        raise FileError(path, "has a column without a name.", "row 1")
    if twice := next((name for name in columns if columns.count(name) > 1), ""):
        raise FileError(path, f"names the column '{twice}' twice.", "row 1")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(columns):
            values, names = counted_text(len(row), "value"), counted_text(len(columns), "column")
            raise FileError(path, f"has {values}, but the first row names {names}.", f"row {number}")
    return columns, tuple(tuple(map(_text, row)) for row in rows[1:])


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
