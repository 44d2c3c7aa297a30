"""Whether there is test data enough: 20 people with 1 log-in share it, and a site may not like that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.plan.model import Plan
from loadstudio.scenario.file import load_table
from loadstudio.scenario.model import DataSource, Scenario, requests_of
from loadstudio.scenario.validate import holes_of


class TableFact(msgspec.Struct, frozen=True, kw_only=True):
    """A table that a scenario uses: its file, how many rows it has, or why it cannot be read."""

    name: str
    file: Path
    rows: int = 0
    problem: str = ""
    unique: bool = False


def table_facts(plan: Plan, scenario: Scenario, scenario_path: Path) -> tuple[TableFact, ...]:
    """Return the facts of the tables that the requests of a scenario draw from. Reads files; slow."""
    data = next((use.data for use in plan.scenarios if use.file == scenario_path.name), {})
    folder = scenario_path.parent
    return tuple(
        _fact(source, folder / data.get(source.name, source.file))
        for source in scenario.data_sources
        if _is_used(scenario, source)
    )


def scarce(facts: Sequence[TableFact], users: int) -> TableFact | None:
    """Return the first table that cannot be read or has fewer rows than there are people, or None."""
    return next((fact for fact in facts if fact.problem or fact.rows < users), None)


def _is_used(scenario: Scenario, source: DataSource) -> bool:
    prefix = f"{source.name}."
    requests = requests_of(scenario, enabled_only=True)
    return any(hole.expression.startswith(prefix) for request in requests for hole in holes_of(request))


def _fact(source: DataSource, file: Path) -> TableFact:
    unique = source.policy == "unique"
    if source.generated is not None and file.is_dir():
        return TableFact(name=source.name, file=file, rows=source.generated.count, unique=unique)
    try:
        _columns, rows = load_table(file)
    except FileError as error:
        return TableFact(name=source.name, file=file, problem=str(error), unique=unique)
    return TableFact(name=source.name, file=file, rows=len(rows), unique=unique)
