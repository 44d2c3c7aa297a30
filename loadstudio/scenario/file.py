"""Scenarios and their data tables on disk: `*.scenario.json`; CSV, TSV and JSON, read with errors that name a place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from loadstudio.base.errors import FileError
from loadstudio.base.files import file_size, json_as, read_json, write_file, write_json
from loadstudio.base.units import counted_text
from loadstudio.scenario.json_table import json_table
from loadstudio.scenario.migrations import migrated
from loadstudio.scenario.model import Scenario
from loadstudio.scenario.table_lines import is_tabbed, table_lines

type Row = tuple[str, ...]

SCENARIO_SUFFIX = ".scenario.json"


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


class TableHead(NamedTuple):
    """The beginning of a table: its columns, its first rows, and how many rows the whole file has: exactly when it was
    read to its end (`is_whole`), else by its size.
    """

    columns: Row
    rows: tuple[Row, ...]
    rows_about: int
    is_whole: bool


def load_table(path: Path | str, most: int | None = None) -> tuple[Row, tuple[Row, ...]]:
    """Return columns and rows of a table file, the first `most` rows when that is given: no more is read then. Raises
    FileError that names the file and the line or row.

    CSV: a header, UTF-8 with or without BOM, `,` or `;` or tabs (always tabs in `*.tsv`), quoted fields; empty lines
    are skipped. `*.json`: see `json_table`; such a file is read whole.
    """
    if str(path).lower().endswith(".json"):
        columns, rows = json_table(path, read_json(path, "table"))
        return columns, rows[:most]
    lines = table_lines(path)
    first, columns = next(lines, (1, ()))
    if not any(columns):
        raise FileError(path, "is empty. Its first line names the columns, for example username,password.", "line 1")
    _check_header(path, columns, first)
    return columns, tuple(islice(_whole_rows(path, columns, lines), most))


def table_head(path: Path | str, most: int) -> TableHead:
    """Return the beginning of a table of any size: of a CSV file only so much is read. Raises FileError."""
    columns, rows = load_table(path, most + 1)
    if len(rows) <= most:
        return TableHead(columns, rows, len(rows), is_whole=True)
    if str(path).lower().endswith(".json"):
        return TableHead(columns, rows[:most], len(load_table(path)[1]), is_whole=True)
    width = sum(len(",".join(row).encode()) + 1 for row in rows) / len(rows)
    return TableHead(columns, rows[:most], max(len(rows), round(file_size(path) / width)), is_whole=False)


def save_table(path: Path | str, columns: Row, rows: Sequence[Row]) -> None:
    """Write a table in UTF-8: `*.json` as a list of objects, `*.tsv` with tabs, else CSV with a header. Raises
    FileError.
    """
    if str(path).lower().endswith(".json"):
        write_json(path, [dict(zip(columns, row, strict=True)) for row in rows])
        return
    text = io.StringIO(newline="")
    delimiter = "\t" if is_tabbed(path) else ","
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

    A table that is there already holds rows that the person has added, and stays. Raises FileError, and then leaves no
    table behind that nobody uses.
    """
    made: list[Path] = []
    try:
        for source, (columns, rows) in zip(scenario.data_sources, tables, strict=True):
            table = path.parent / source.file
            if not table.exists():
                save_table(table, columns, rows)
                made.append(table)
        save_scenario(path, scenario)
    except FileError:
        for table in made:
            table.unlink(missing_ok=True)
        raise


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


def _whole_rows(path: Path | str, columns: Row, lines: Iterable[tuple[int, Row]]) -> Iterator[Row]:
    for line, row in lines:
        if len(row) != len(columns):
            values, names = counted_text(len(row), "value"), counted_text(len(columns), "column")
            raise FileError(path, f"has {values}, but the header names {names}.", f"line {line}")
        yield row


def _check_header(path: Path | str, columns: Row, line: int) -> None:
    for number, name in enumerate(columns, 1):
        if not name.strip():
            raise FileError(path, f"Column {number} has no name.", f"line {line}")
        if name in columns[: number - 1]:
            raise FileError(path, f"names the column '{name}' twice.", f"line {line}")
