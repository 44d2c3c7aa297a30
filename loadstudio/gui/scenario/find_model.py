"""The places that a search found, as a table model: in which part, as what, and the text around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from loadstudio.gui.scenario.part.block_words import part_title
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.scenario.model import HttpRequest, Scenario, walk
from loadstudio.scenario.search import Hit
from loadstudio.scenario.texts import Spot

type Index = QModelIndex | QPersistentModelIndex


class FindModel(TableModel):
    """A row for each place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()
        self._titles: dict[str, tuple[str, str]] = {}

    def show_hits(self, scenario: Scenario, hits: Sequence[Hit]) -> None:
        """List other places."""
        wanted = {hit.spot.part_id for hit in hits}
        self.beginResetModel()
        self.hits = tuple(hits)
        self._titles = {
            node.id: (node.method if isinstance(node, HttpRequest) else "", part_title(node, self.tr))
            for node in walk(scenario.steps)
            if node.id in wanted
        }
        self.endResetModel()

    @override
    def row_total(self) -> int:
        return len(self.hits)

    @override
    def column_total(self) -> int:
        return 3

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hits[index.row()]
        value: object = None
        match index.column(), role:
            case 0, Qt.ItemDataRole.DisplayRole:
                value = self._title(hit.spot)[1]
            case 0, CellRole.METHOD:
                value = self._title(hit.spot)[0] or None
            case 0, CellRole.STYLE:
                value = "name"
            case 1, Qt.ItemDataRole.DisplayRole:
                value = self._kind(hit.spot)
            case 1, CellRole.TONE:
                value = "sub"
            case 2, (Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole):
                value = hit.before + hit.found + hit.after
            case 2, CellRole.MARK:
                value = (len(hit.before), len(hit.found))
            case 2, CellRole.TRAILING if hit.within_value:
                value = self.tr("stays: part of a value's name")
        return value

    def _title(self, spot: Spot) -> tuple[str, str]:
        if spot.part_id:
            return self._titles.get(spot.part_id, ("", ""))
        return ("", self.tr("Changing value {0}").format(spot.name) if spot.name else self.tr("The scenario"))

    def _kind(self, spot: Spot) -> str:
        words = {
            "name": self.tr("Name"),
            "note": self.tr("Note"),
            "address": self.tr("Address"),
            "header": self.tr("Header"),
            "body": self.tr("Body"),
            "login": self.tr("Log-in"),
            "value": self.tr("Where a value comes from"),
            "check": self.tr("Check"),
            "condition": self.tr("Condition"),
            "code": self.tr("Python"),
        }
        return f"{words[spot.kind]}: {spot.name}" if spot.name and spot.part_id else words[spot.kind]
