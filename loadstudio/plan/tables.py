"""The tables of test data that a scenario's requests draw on, read from their files or made up; of a large file no more
than the run can use.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError, InvalidInput
from loadstudio.base.files import file_size
from loadstudio.base.units import bytes_text
from loadstudio.plan import schedule
from loadstudio.plan.model import ClosedLoad, Load, Plan, ScenarioUse
from loadstudio.plan.run_spec import DataTable
from loadstudio.playback.made_rows import made_rows
from loadstudio.playback.python_code import names_in_code
from loadstudio.scenario.file import load_table, require_columns
from loadstudio.scenario.model import DataSource, GeneratedRows, PythonCode, Scenario, columns_in, walk
from loadstudio.scenario.validate import holes_of

READ_WHOLE_BYTES = 8 * 1024 * 1024
"""A file up to this size is read whole, so that all its mistakes are found."""
LIMIT_BYTES = 256 * 1024 * 1024
"""So much of a file may be needed at most: its rows travel to every worker and stay in its memory."""
_SPARE_ROWS = 10_000


def tables_of(
    plan: Plan, use: ScenarioUse, scenario: Scenario, folder: Path, overrides: Mapping[str, Path]
) -> tuple[DataTable, ...]:
    """Return the tables of a plan's scenario in the order of its data sources. `overrides` are files by the name of a
    data source, in the place of the plan's and the scenario's. Raises FileError and InvalidInput.
    """
    tables: list[DataTable] = []
    for source in scenario.data_sources:
        needed = columns_used(scenario, source)
        if not needed:
            continue  # test data that no request sends need not exist
        file = overrides.get(source.name)
        if file is None and source.generated is not None and source.name not in use.data:
            tables.append(_made_up(source, source.generated, needed))
            continue
        if file is None:
            beside = (folder / use.file).parent
            file = folder / use.data[source.name] if source.name in use.data else beside / source.file
        tables.append(_of_file(source, file, needed, rows_needed(plan, source)))
    return tuple(tables)


def columns_used(scenario: Scenario, source: DataSource) -> tuple[str, ...]:
    """Return the columns that requests, conditions and code use, in the order of the source."""
    used: set[str] = set()
    for node in walk(scenario.steps, enabled_only=True):
        used |= {hole.expression for hole in holes_of(node)}
        if isinstance(node, PythonCode):
            used |= set(names_in_code(node.code))
    return tuple(column for column in source.columns if f"{source.name}.{column}" in used)


def rows_needed(plan: Plan, source: DataSource) -> int | None:
    """Return how many rows the run can use at most, with some to spare for what workers ask for ahead and for people
    who are added by hand; None when all may come up.
    """
    loads = {use.load or plan.load for use in plan.scenarios} | {plan.load}
    if source.policy in ("unique", "per_user"):
        used = sum(schedule.most_users(load) for load in loads)
    elif source.policy in ("sequential", "unique_pass"):
        passes = [_passes(load) for load in loads]
        if None in passes:
            return None
        used = sum(one for one in passes if one is not None)
    else:
        return None
    return 2 * used + _SPARE_ROWS


def _passes(load: Load) -> int | None:
    if not isinstance(load, ClosedLoad):
        return None
    if load.iterations_per_user is not None:
        return load.iterations_per_user * schedule.most_users(load)
    return load.iterations


def _made_up(source: DataSource, recipe: GeneratedRows, needed: tuple[str, ...]) -> DataTable:
    columns = tuple(column.name for column in recipe.columns)
    if missing := [name for name in needed if name not in columns]:
        raise InvalidInput(f"The made-up data '{source.name}' has no column '{missing[0]}', which the scenario uses.")
    return DataTable(
        name=source.name,
        columns=columns,
        rows=made_rows(recipe),
        policy=source.policy,
        when_used_up=source.when_used_up,
        origin=msgspec.json.encode(recipe).decode(),
    )


def _of_file(source: DataSource, file: Path, needed: tuple[str, ...], most: int | None) -> DataTable:
    size = file_size(file) if file.exists() else 0
    if most is None and size > LIMIT_BYTES:
        raise FileError(
            file,
            f"has {bytes_text(size)}, and a run that may come to any row needs all of it in memory; that is possible "
            f"up to {bytes_text(LIMIT_BYTES)}. Use a part of it, or let the run end after a number of passes.",
        )
    header, rows = load_table(file, most if size > READ_WHOLE_BYTES else None)
    columns = columns_in(source, header)
    require_columns(file, columns, needed)
    if not rows:
        raise FileError(file, "has no rows below its header. Add at least one.")
    return DataTable(
        name=source.name,
        columns=columns,
        rows=rows,
        policy=source.policy,
        when_used_up=source.when_used_up,
        origin=str(file.resolve()),
    )
