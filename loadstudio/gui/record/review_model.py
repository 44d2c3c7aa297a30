"""What was typed while recording, as plain values: read from the data files, or made up by a source's recipe. No Qt;
slow: call it in a job.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError, InvalidInput
from loadstudio.playback.made_rows import first_made_rows
from loadstudio.scenario.file import load_table
from loadstudio.scenario.model import DataSource, GeneratedRows, Scenario, columns_in

SECRET = "••••••••"


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """A column of test data: what was typed into one field, with its first value (dots for a secret)."""

    column: str
    sample: str
    secret: bool = False


class TypedTable(msgspec.Struct, frozen=True, kw_only=True):
    """A data source as it is now: how many rows, its first values, or the `problem` with it. `path` is its file, None
    where the rows are made up; `policy` says who gets which row, `name` is that of the data source.
    """

    path: Path | None
    rows: int
    name: str = ""
    typed: tuple[Typed, ...]
    problem: str = ""
    policy: str = "sequential"


def typed_tables(scenario: Scenario, folder: Path) -> tuple[TypedTable, ...]:
    """Return what was typed, by data source."""
    return tuple(
        _made_table(source, source.generated) if source.generated is not None else _typed_table(source, folder)
        for source in scenario.data_sources
    )


def _typed_table(source: DataSource, folder: Path) -> TypedTable:
    path = folder / source.file
    rows: tuple[tuple[str, ...], ...] = ()
    samples: dict[str, str] = {}
    problem = ""
    try:
        header, rows = load_table(path)
        samples = dict(zip(columns_in(source, header), rows[0], strict=True)) if rows else {}
    except FileError as error:
        problem = str(error)
    typed = _columns(source, source.columns, samples)
    return TypedTable(path=path, rows=len(rows), typed=typed, problem=problem, policy=source.policy, name=source.name)


def _made_table(source: DataSource, recipe: GeneratedRows) -> TypedTable:
    columns = tuple(column.name for column in recipe.columns)
    try:
        samples = dict(zip(columns, first_made_rows(recipe, 1)[0], strict=True))
    except InvalidInput as error:
        typed = _columns(source, columns, {})
        return TypedTable(path=None, rows=0, typed=typed, problem=str(error), policy=source.policy, name=source.name)
    typed = _columns(source, columns, samples)
    return TypedTable(path=None, rows=recipe.count, typed=typed, policy=source.policy, name=source.name)


def _columns(source: DataSource, columns: tuple[str, ...], samples: dict[str, str]) -> tuple[Typed, ...]:
    return tuple(_typed(column, samples.get(column, ""), column in source.secret_columns) for column in columns)


def _typed(column: str, sample: str, secret: bool) -> Typed:
    return Typed(column=column, sample=SECRET if secret and sample else sample, secret=secret)
