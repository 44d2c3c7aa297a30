"""The card with all data sources of a scenario; one of them is chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from loadstudio.gui.data.looks import SourceLook
from loadstudio.gui.data.words import source_line
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.scenario.model import DataSource

_ROW = 52


class SourceList(Card):
    """`chosen(name)` tells which data source the person chose, `delete_wanted(name)` which one shall go."""

    chosen = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=8, parent=parent)
        self._names: tuple[str, ...] = ()
        self._model = QStandardItemModel(self)
        self.table = DataTable(name=self.tr("Test data"), row_height=_ROW, head=False)
        self.table.setModel(self._model)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._tell(now.row()))
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.setWhatsThis(self.tr("Delete the test data"))
        delete.activated.connect(lambda: self._ask_to_delete(self.table.currentIndex().row()))
        self.body.addWidget(self.table)

    def show_sources(
        self, sources: Sequence[DataSource], looks: Mapping[str, SourceLook], chosen: str, needy: Collection[str] = ()
    ) -> None:
        """Show the data sources, `chosen` tinted; what is not known of one yet is left out. `needy` are those with
        something to be mended."""
        names = tuple(source.name for source in sources)
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        if names != self._names:
            self._names = names
            self._model.clear()
            for name in names:
                self._model.appendRow(QStandardItem(name))
            self.table.set_columns((Column(),))
        for row, source in enumerate(sources):
            item, look = self._model.item(row), looks.get(source.name)
            item.setText(source.name)
            item.setData("name", CellRole.STYLE)
            item.setData(source_line(source, look, self.tr), CellRole.SECOND)
            wrong = look is not None and look.table.problem
            item.setData(
                "warn" if wrong or source.name in needy else "wand" if source.generated is not None else "table",
                CellRole.ICON,
            )
            tone = "bad" if wrong else "warn" if source.name in needy else "sub"
            item.setData(tone, CellRole.ICON_TONE)
        self.table.choose_row(names.index(chosen) if chosen in names else -1)
        selection.blockSignals(False)
        self.table.fit_height()
        self.table.viewport().update()

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self._names):
            self.chosen.emit(self._names[row])

    def _ask_to_delete(self, row: int) -> None:
        if 0 <= row < len(self._names):
            self.delete_wanted.emit(self._names[row])
