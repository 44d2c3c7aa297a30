"""Scenarios and their data tables on disk: `*.scenario.json`; CSV, TSV and JSON, read with errors that name a place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from loadstudio.base.errors import FileError
from loadstudio.base.files import json_as, read_file, read_json, write_file, write_json
from loadstudio.base.units import counted_text
from loadstudio.scenario.json_table import json_table
from loadstudio.scenario.migrations import migrated
from loadstudio.scenario.model import Scenario

type Row = tuple[str, ...]

SCENARIO_SUFFIX = ".scenario.json"

_QUOTED = re.compile(r'"[^"]*"')
_LONGEST_FIELD = 4 * 1024 * 1024


def load_scenario(path: Path | str) -> Scenario:
    """Return the scenario in a file, of this or any older version. Raises FileError."""
    raw = read_json(path, "scenario")
    if not isinstance(raw, dict) or "steps" not in raw or "version" not in raw:
        raise FileError(path, f"is no scenario{_looks_like(raw)}.")
    try:
        current = migrated(raw)
    except ValueError as error:
        raise FileError(path, str(error)) from error
    return json_as(path, current, Scenario)


def save_scenario(path: Path | str, scenario: Scenario) -> None:
    """Write a scenario. Raises FileError."""
    write_json(path, scenario)


def load_table(path: Path | str) -> tuple[Row, tuple[Row, ...]]:
    """Return columns and rows of a table file. Raises FileError that names the file and the line or row.

    CSV: a header, UTF-8 with or without BOM, `,` or `;` or tabs (always tabs in `*.tsv`), quoted fields; empty lines
    are skipped. `*.json`: see `json_table`.
    """
    if str(path).lower().endswith(".json"):
        return json_table(path, read_json(path, "table"))
    text = _decoded(path, read_file(path))
    lines = _rows_of(path, text)
    first, columns = next(lines, (1, ()))
    if not any(columns):
        raise FileError(path, "is empty. Its first line names the columns, for example username,password.", "line 1")
    _check_header(path, columns, first)
    rows: list[Row] = []
    for line, row in lines:
        if len(row) != len(columns):
            values, names = counted_text(len(row), "value"), counted_text(len(columns), "column")
            problem = f"has {values}, but the header names {names}."
            raise FileError(path, problem, f"line {line}")
        rows.append(row)
    return columns, tuple(rows)


def save_table(path: Path | str, columns: Row, rows: Sequence[Row]) -> None:
    """Write a table in UTF-8: `*.json` as a list of objects, `*.tsv` with tabs, else CSV with a header. Raises
    FileError.
    """
    if str(path).lower().endswith(".json"):
        write_json(path, [dict(zip(columns, row, strict=True)) for row in rows])
        return
    text = io.StringIO(newline="")
    delimiter = "\t" if _is_tabbed(path) else ","
    # a sign in a name that could be taken for the delimiter stands in quotes
    is_mistakable = any(sign in name for name in columns for sign in ",;\t")
    header = csv.writer(
        text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL if is_mistakable else csv.QUOTE_MINIMAL
    )
    header.writerow(columns)
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    write_file(path, text.getvalue().encode())


def save_imported(path: Path, scenario: Scenario, tables: Iterable[tuple[Row, Sequence[Row]]]) -> None:
    """Write a new scenario and the tables (columns, rows) of its data sources, in their order, beside it.

    A table that is there already holds rows that the person has added, and stays. Raises FileError.
    """
    for source, (columns, rows) in zip(scenario.data_sources, tables, strict=True):
        table = path.parent / source.file
        if not table.exists():
            save_table(table, columns, rows)
    save_scenario(path, scenario)


def require_columns(path: Path | str, columns: Row, needed: Sequence[str]) -> None:
    """Raise FileError when a table lacks one of the columns that a scenario uses."""
    missing = [f"'{name}'" for name in needed if name not in columns]
    if missing:
        word = "column" if len(missing) == 1 else "columns"
        problem = f"lacks the {word} {', '.join(missing)}. Its columns are: {', '.join(columns)}."
        raise FileError(path, problem, "line 1")


def _looks_like(raw: Any) -> str:
    if isinstance(raw, dict) and isinstance(raw.get("log"), dict):
        return " but a recording (HAR). Import it first"
    if isinstance(raw, dict) and "load" in raw:
        return " but a plan"
    return ""


def _decoded(path: Path | str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"line {content[: error.start].count(b'\n') + 1}"
        raise FileError(path, "is not UTF-8 text. Save it as CSV in UTF-8.", where) from error


def _is_tabbed(path: Path | str) -> bool:
    return str(path).lower().endswith((".tsv", ".tab"))


def _rows_of(path: Path | str, text: str) -> Iterator[tuple[int, Row]]:
    """Yield (number of its first line, values) of every line that is not empty."""
    header = _QUOTED.sub("", text.partition("\n")[0])
    delimiter = "\t" if _is_tabbed(path) else max(",;\t", key=header.count)
    limit = csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, tuple(row)
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileError(path, f"cannot be understood: {error}. Check the quotes.", f"line {line}") from error
    finally:
        csv.field_size_limit(limit)


def _check_header(path: Path | str, columns: Row, line: int) -> None:
    for number, name in enumerate(columns, 1):
        if not name.strip():
            raise FileError(path, f"Column {number} has no name.", f"line {line}")
        if name in columns[: number - 1]:
            raise FileError(path, f"names the column '{name}' twice.", f"line {line}")
