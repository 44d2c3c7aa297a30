"""What was typed while recording, as plain values read from the data files. No Qt; slow: call it in a job."""

from __future__ import annotations

from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.scenario.file import load_table
from loadstudio.scenario.model import DataSource, Scenario

SECRET = "••••••••"


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A column of test data: what was typed into one field, with its first value (dots for a secret)."""

    column: str
    sample: str
    secret: bool = False


class TypedTable(msgspec.Struct, frozen=True, kw_only=True):
    """The file of a data source as it is now: how many rows, its first values, or the `problem` with it."""

    path: Path
    rows: int
    typed: tuple[Typed, ...]
    problem: str = ""


def typed_tables(scenario: Scenario, folder: Path) -> tuple[TypedTable, ...]:
    """Return what was typed, by data source."""
    return tuple(_typed_table(source, folder / source.file) for source in scenario.data_sources)


def _typed_table(source: DataSource, path: Path) -> TypedTable:
    rows: tuple[tuple[str, ...], ...] = ()
    samples: dict[str, str] = {}
    problem = ""
    try:
        columns, rows = load_table(path)
        samples = dict(zip(columns, rows[0], strict=True)) if rows else {}
    except FileError as error:
        problem = str(error)
    typed = tuple(_typed(column, samples.get(column, ""), column in source.secret_columns) for column in source.columns)
    return TypedTable(path=path, rows=len(rows), typed=typed, problem=problem)


def _typed(column: str, sample: str, secret: bool) -> Typed:
    return Typed(column=column, sample=SECRET if secret and sample else sample, secret=secret)
