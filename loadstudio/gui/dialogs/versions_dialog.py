"""The dialog of earlier versions: when, what was done, how much is other than now, and the way back.

Going back is an edit like any other: undo takes it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, override

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.day_words import day_words
from loadstudio.gui.plan.edit_plan import go_back
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.table_model import TableModel
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.model import Plan
from loadstudio.plan.versions import VERSIONS_KEPT, Version, holds, parts_changed
from loadstudio.scenario.model import Scenario, requests_of

type Index = QModelIndex | QPersistentModelIndex

_DONE_SHOWN = 3


class Listed(NamedTuple):
    """A version and how it differs from what is there now."""

    version: Version
    is_now: bool
    parts: int
    load_differs: bool


def listed(versions: Sequence[Version], scenario: Scenario, plan: Plan | None) -> tuple[Listed, ...]:
    """Return versions compared with the present scenario and plan. Slow for large ones: call it in a job."""
    return tuple(
        Listed(
            version=version,
            is_now=holds(version, scenario, plan),
            parts=parts_changed(version, scenario),
            load_differs=version.plan is not None and version.plan != plan,
        )
        for version in versions
    )


class VersionsModel(TableModel):
    """A row for each version: when, what was done, how many requests, what is other than now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Listed, ...] = ()

    @property
    def rows(self) -> tuple[Listed, ...]:
        """The versions as they are listed."""
        return self._rows

    def show_versions(self, rows: Sequence[Listed]) -> None:
        """List other versions."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @override
    def row_total(self) -> int:
        return len(self._rows)

    @override
    def column_total(self) -> int:
        return 4

    @override
    def titles(self) -> tuple[str, ...]:
        return (self.tr("When"), self.tr("What was done"), self.tr("Requests"), self.tr("Other than now"))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        value: object = None
        match index.column(), role:
            case 0, Qt.ItemDataRole.DisplayRole:
                value = day_words(row.version.saved_utc, with_time=True)
            case 0, CellRole.STYLE:
                value = "name"
            case 1, Qt.ItemDataRole.DisplayRole:
                value = self._done(row.version.done[-_DONE_SHOWN:], len(row.version.done) - _DONE_SHOWN)
            case 1, Qt.ItemDataRole.ToolTipRole:
                value = self._done(row.version.done, 0)
            case 2, Qt.ItemDataRole.DisplayRole:
                value = str(len(requests_of(row.version.scenario)))
            case 3, Qt.ItemDataRole.DisplayRole:
                value = self._differs(row)
            case 3, CellRole.TONE:
                value = "sub"
        return value

    def _done(self, names: Sequence[str], more: int) -> str:
        if not names:
            return self.tr("As it was opened")
        text = ", ".join(names)
        return self.tr("{0} and {1} more").format(text, more) if more > 0 else text

    def _differs(self, row: Listed) -> str:
        if row.is_now:
            return self.tr("nothing: this is how it is now")
        parts = self.tr("1 part") if row.parts == 1 else self.tr("{0} parts").format(row.parts) if row.parts else ""
        words = [words for words in (parts, self.tr("the load") if row.load_differs else "") if words]
        return ", ".join(words) or self.tr("values or test data")


class VersionsDialog(QDialog):
    """Lists the versions of the open scenario; a row opens on Enter or a double click. Esc closes it."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Earlier versions"))
        self.setMinimumSize(860, 480)
        self.model = VersionsModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Earlier versions"), "title"))
        self.words = Label(self._promise(), "text", "sub", wrap=True)
        column.addWidget(self.words)
        column.addWidget(self._list(), 1)
        column.addLayout(self._buttons())
        self._show_choice()
        workspace.versions.kept.connect(self._read)
        workspace.versions.save()
        if not workspace.versions.keeping:
            self._read()

    def _promise(self) -> str:
        return self.tr(
            "The last {0} versions of scenario and load are kept on this computer, apart from your files. Going back"
            " can be undone."
        ).format(VERSIONS_KEPT)

    def _list(self) -> Card:
        self.table = DataTable(name=self.tr("Earlier versions"))
        self.table.setModel(self.model)
        self.table.set_columns((Column(170), Column(), Column(90, right=True), Column(220)))
        self.table.opened.connect(self._go_back)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._show_choice())
        card = Card(padding=8)
        card.body.addWidget(self.table)
        return card

    def _buttons(self) -> QHBoxLayout:
        close = Button(self.tr("Close"))
        close.clicked.connect(self.reject)
        self.back = Button(self.tr("Go back to this version"), "primary", icon="history")
        self.back.clicked.connect(lambda: self._go_back(self.table.currentIndex().row()))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.setContentsMargins(0, 8, 0, 0)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.back)
        return row

    def _read(self) -> None:
        document, plan, history = self._workspace.document, self._workspace.plan, self._workspace.versions
        if document is not None:
            scenario = document.scenario
            self._workspace.jobs.start(
                "reading the versions", lambda _task: listed(history.read(), scenario, plan), done=self._show
            )

    def _show(self, rows: tuple[Listed, ...]) -> None:
        self.model.show_versions(rows)
        if not rows:
            self.words.setText(self.tr("Nothing was changed in this scenario yet. Its versions will be listed here."))
        others = [number for number, row in enumerate(rows) if not row.is_now]
        self.table.choose_row(others[0] if others else -1)
        self.table.setFocus()
        self._show_choice()

    def _show_choice(self) -> None:
        row = self.table.currentIndex().row()
        self.back.setEnabled(row >= 0 and not self.model.rows[row].is_now)

    def _go_back(self, row: int) -> None:
        version = self.model.rows[row].version
        when = day_words(version.saved_utc, with_time=True)
        go_back(self._workspace, version, self.tr("Go back to {0}").format(when))
        self.accept()
