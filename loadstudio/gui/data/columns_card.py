"""The card with the columns of a data source: names, what they hold, where they are used."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loadstudio.gui.data.column_row import ColumnRow
from loadstudio.gui.data.looks import SourceLook
from loadstudio.gui.data.words import holds_text
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.scenario.data_edit import ColumnUse
from loadstudio.scenario.model import DataSource, GeneratedColumn


class ColumnsCard(Card):
    """`renamed(column, name)`, `uses_wanted(column)`, `menu_wanted(column)`; `recipe_edited(GeneratedRows)` when what
    is made up shall be other.
    """

    renamed = Signal(str, str)
    uses_wanted = Signal(str)
    menu_wanted = Signal(str)
    recipe_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Columns"), parent=parent)
        self._source = DataSource(name="")
        self.rows: dict[str, ColumnRow] = {}
        self.add = Button(self.tr("Add a column"), "link", icon="plus")
        self.add.clicked.connect(self._add)
        self.add_to_title(self.add)
        self.body.setSpacing(0)

    def show_source(self, source: DataSource, look: SourceLook | None, uses: Sequence[ColumnUse]) -> None:
        """Show the columns of a data source; those that no row has are told so."""
        kind = (source.columns, source.generated is None)
        if kind != (self._source.columns, self._source.generated is None) or source.name != self._source.name:
            self._lay_out(source)
        self._source = source
        self.add.setVisible(source.generated is not None)
        for column, row in self.rows.items():
            facts = look.facts_of(column) if look is not None else None
            holds, wrong = "", False
            if look is not None and not look.table.problem:
                wrong = facts is None
                holds = holds_text(facts, look.table.looked_at, self.tr) if facts is not None else self._missing(column)
            count = sum(use.column == column for use in uses)
            row.show_column(holds, count, secret=column in source.secret_columns, wrong=wrong)
        if source.generated is not None:
            for made in source.generated.columns:
                self.rows[made.name].show_made(made)

    def _missing(self, column: str) -> str:
        header = self._source.headers.get(column, column)
        return self.tr("The file has no column “{0}”.").format(header)

    def _lay_out(self, source: DataSource) -> None:
        for row in self.rows.values():
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for number, column in enumerate(source.columns):
            row = ColumnRow(column, made=source.generated is not None, first=number == 0)
            row.renamed.connect(lambda name, column=column: self.renamed.emit(column, name))
            row.uses_wanted.connect(lambda column=column: self.uses_wanted.emit(column))
            row.menu_wanted.connect(lambda column=column: self.menu_wanted.emit(column))
            row.made_edited.connect(self._edit_made)
            self.rows[column] = row
            self.body.addWidget(row)

    def _edit_made(self, made: GeneratedColumn) -> None:
        recipe = self._source.generated
        if recipe is not None:
            columns = tuple(made if one.name == made.name else one for one in recipe.columns)
            self.recipe_edited.emit(replace(recipe, columns=columns))

    def _add(self) -> None:
        recipe = self._source.generated
        if recipe is not None:
            taken = {column.name for column in recipe.columns}
            names = ("column", *(f"column_{number}" for number in range(2, len(taken) + 3)))
            name = next(name for name in names if name not in taken)
            self.recipe_edited.emit(
                replace(recipe, columns=(*recipe.columns, GeneratedColumn(name=name, maker="word")))
            )
