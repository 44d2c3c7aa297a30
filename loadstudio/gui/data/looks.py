"""What is in a data source, as plain values: its first rows, how many there are, what its columns hold, or what is
wrong with it. No Qt; slow: call it in a job.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from loadstudio.base.errors import LoadStudioError
from loadstudio.plan.table_facts import ROWS_LOOKED_AT, TableFacts, table_facts
from loadstudio.playback.made_rows import first_made_rows
from loadstudio.scenario.column_facts import ColumnFacts
from loadstudio.scenario.file import TableHead, table_head
from loadstudio.scenario.model import DataSource, columns_in

SHOWN_ROWS = 100
LOOKED_AT_ROWS = ROWS_LOOKED_AT
_MADE_ROWS = 1_000


class SourceLook(msgspec.Struct, frozen=True, kw_only=True):
    """`header` are the columns of the file by its own names, `rows` the first of it; whether the number of rows in
    `table` `is_exact`.
    """

    path: Path | None
    table: TableFacts
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    is_exact: bool = True

    @property
    def first_row(self) -> dict[str, str]:
        """The first row's values by column: what was typed when the source was recorded."""
        return dict(zip(self.table.columns, self.rows[0], strict=True)) if self.rows else {}

    def facts_of(self, column: str) -> ColumnFacts | None:
        """What a column holds; None for one that the rows lack."""
        return next((one for one in self.table.facts if one.name == column), None)


def path_of(source: DataSource, folder: Path) -> Path | None:
    """Return the file of a data source; None where its rows are made up."""
    return None if source.generated is not None else folder / source.file


def look_at(source: DataSource, folder: Path, most: int = SHOWN_ROWS) -> SourceLook:
    """Return what is in a data source, told from its first `most` rows; no more of a file is read."""
    path = path_of(source, folder)
    try:
        head = _head(source, path, most)
    except LoadStudioError as error:
        return SourceLook(path=path, table=TableFacts(problem=str(error)))
    columns = head.columns if path is None else columns_in(source, head.columns)
    return SourceLook(
        path=path,
        table=table_facts(columns, head.rows, head.rows_about),
        header=head.columns,
        rows=head.rows[:SHOWN_ROWS],
        is_exact=head.is_whole,
    )


def _head(source: DataSource, path: Path | None, most: int) -> TableHead:
    if path is not None:
        return table_head(path, most)
    recipe = source.generated
    assert recipe is not None
    rows = first_made_rows(recipe, min(most, _MADE_ROWS))
    return TableHead(tuple(column.name for column in recipe.columns), rows, recipe.count, is_whole=True)
