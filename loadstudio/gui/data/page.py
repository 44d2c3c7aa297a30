"""The page of a scenario's test data: all data sources at the left, the chosen one at the right, its first rows
below.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import override

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.data.columns_card import ColumnsCard
from loadstudio.gui.data.data_edits import DataEdits
from loadstudio.gui.data.known_looks import KnownLooks
from loadstudio.gui.data.looks import SourceLook
from loadstudio.gui.data.preview_card import PreviewCard
from loadstudio.gui.data.source_form import SourceForm
from loadstudio.gui.data.source_list import SourceList
from loadstudio.gui.data.words import use_text
from loadstudio.gui.document import Document
from loadstudio.gui.icons import icon
from loadstudio.gui.scenario.undo_buttons import UndoButtons
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card, ScrollColumn
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.popover import Menu, Popover, PopoverChoice
from loadstudio.gui.workspace import Workspace
from loadstudio.scenario.data_edit import uses_of
from loadstudio.scenario.model import DataSource

_LIST_WIDTH = 296
_TABLES = (".csv", ".tsv", ".tab", ".json", ".txt")
_WRITTEN_ROWS = 200


class DataPage(QWidget):
    """Made for one document. `part_wanted(part id or '')` leads back to the steps."""

    part_wanted = Signal(str)

    def __init__(self, workspace: Workspace, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document = document
        self._chosen = ""
        self.edits = DataEdits(workspace, document, self)
        self.edits.chosen.connect(self.choose)
        self.looks = KnownLooks(workspace.jobs, document.path.parent, self)
        self.looks.changed.connect(self._show)
        self.setAcceptDrops(True)
        self._lay_out()
        document.changed.connect(lambda _before, _after: self._follow())
        self._follow()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self._head())
        self.list = SourceList()
        self.list.chosen.connect(self.choose)
        self.list.delete_wanted.connect(self._delete)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.list)
        left.addStretch(1)
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        self.empty = EmptyState(
            self.tr("People who all type the same are easy to serve. Give each their own log-in, word or address."),
            self.tr("Add data from a file"),
            action_icon="file",
        )
        self.empty.acted.connect(self._ask_for_new_file)
        self._nothing = Card()
        self._nothing.body.addWidget(self.empty)
        self._detail = ScrollColumn()
        self._detail.body.setSpacing(16)
        for card in (self._form(), self._preview(), self._columns()):
            self._detail.body.addWidget(card)
        self._detail.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(self._nothing, 1)
        row.addWidget(self._detail, 1)
        self._side = side
        column.addLayout(row, 1)

    def _head(self) -> PageHeader:
        self.header = PageHeader(self.tr("Test data"))
        self.history = UndoButtons()
        self.history.follow(self._document)
        self.add = Button(self.tr("Add"), icon="plus", trailing="chevron-down")
        self.add.clicked.connect(lambda: self._pop_up(self.add_menu(), self.add))
        self.back = Button(self.tr("Back to the steps"), icon="arrow-left")
        self.back.clicked.connect(lambda: self.part_wanted.emit(""))
        for widget in (self.history, self.add, self.back):
            self.header.add_action(widget)
        return self.header

    def _form(self) -> SourceForm:
        self.form = form = SourceForm()
        form.renamed.connect(lambda name: self.edits.rename(self._chosen, name))
        form.policy_chosen.connect(lambda key: self.edits.set_policy(self._chosen, key))
        form.ending_chosen.connect(lambda key: self.edits.set_ending(self._chosen, key))
        form.recipe_edited.connect(lambda recipe: self.edits.set_recipe(self._chosen, recipe, burst="recipe"))
        form.made_up_wanted.connect(lambda: self.edits.make_up(self._chosen))
        form.file_wanted.connect(self._ask_for_other_file)
        form.open_wanted.connect(self._open_file)
        form.menu_wanted.connect(lambda: self._pop_up(self.source_menu(), form.more))
        return form

    def _columns(self) -> ColumnsCard:
        self.columns = card = ColumnsCard()
        card.renamed.connect(lambda column, name: self.edits.rename_column(self._chosen, column, name))
        card.recipe_edited.connect(lambda recipe: self.edits.set_recipe(self._chosen, recipe))
        card.uses_wanted.connect(self._lead_to_uses)
        card.menu_wanted.connect(lambda column: self._pop_up(self.column_menu(column), card.rows[column].more))
        return card

    def _preview(self) -> PreviewCard:
        self.preview = PreviewCard()
        self.preview.write.clicked.connect(self._ask_where_to_write)
        return self.preview

    # What is shown

    @property
    def chosen(self) -> DataSource | None:
        """The data source that is shown."""
        sources = self._document.scenario.data_sources
        return next((source for source in sources if source.name == self._chosen), None)

    @property
    def look(self) -> SourceLook | None:
        """What is known of the rows of the data source that is shown."""
        return self.looks.of(self._chosen)

    def choose(self, name: str) -> None:
        """Show a data source."""
        self._chosen = name
        self._show()

    def arrive(self) -> None:
        """The page is shown: give it the keyboard."""
        (self.list.table if self._document.scenario.data_sources else self.empty.button).setFocus()

    def _follow(self) -> None:
        self.looks.follow(self._document.scenario.data_sources)
        self._show()

    def _show(self) -> None:
        sources = self._document.scenario.data_sources
        if self.chosen is None:
            self._chosen = sources[0].name if sources else ""
        source, look = self.chosen, self.look
        self._nothing.setVisible(source is None)
        self._detail.setVisible(source is not None)
        self._side.setVisible(source is not None)
        count = len(sources)
        words = self.tr("1 kind of data") if count == 1 else self.tr("{0} kinds of data").format(count)
        self.header.set_facts((self._document.scenario.name, words if sources else self.tr("no data yet")))
        self.list.show_sources(sources, self.looks.all, self._chosen)
        if source is not None:
            self.form.show_source(source, look)
            self.columns.show_source(source, look, uses_of(self._document.scenario, source.name))
            self.preview.show_source(source, look)

    # Menus

    def add_menu(self) -> Menu:
        """Return the menu of what can be added."""
        menu = Menu(self)
        menu.addAction(icon("file"), self.tr("From a file…")).triggered.connect(self._ask_for_new_file)
        menu.addAction(icon("wand"), self.tr("Made-up rows")).triggered.connect(self.edits.add_made_up)
        return menu

    def source_menu(self) -> Menu:
        """Return the menu of what else can be done with the data source that is shown."""
        menu = Menu(self)
        menu.addAction(icon("refresh"), self.tr("Read it again")).triggered.connect(self.looks.forget)
        menu.addSeparator()
        name = self._chosen
        menu.addAction(icon("trash"), self.tr("Delete {0}").format(name)).triggered.connect(lambda: self._delete(name))
        return menu

    def column_menu(self, column: str) -> Menu:
        """Return the menu of a column."""
        menu, source, look = Menu(self), self.chosen, self.look
        if source is None:
            return menu
        name, is_secret = source.name, column in source.secret_columns
        words = self.tr("Show its values") if is_secret else self.tr("Hide its values")
        action = menu.addAction(icon("eye" if is_secret else "eye-off"), words)
        action.triggered.connect(lambda: self.edits.set_secret(name, column, not is_secret))
        if look is not None and look.header and look.facts_of(column) is None:
            for header in look.header:
                action = menu.addAction(icon("link"), self.tr("It is the column “{0}” of the file").format(header))
                action.triggered.connect(lambda _on=False, header=header: self.edits.match_column(name, column, header))
        menu.addSeparator()
        action = menu.addAction(icon("trash"), self.tr("Delete {0}").format(column))
        first = look.first_row if look is not None else {}
        action.triggered.connect(lambda: self.edits.delete_column(name, column, first))
        return menu

    def uses_menu(self, column: str) -> Menu:
        """Return the menu of the places where a column is used; each leads there."""
        menu, scenario = Menu(self), self._document.scenario
        for use in uses_of(scenario, self._chosen):
            if use.column == column:
                action = menu.addAction(icon("arrow-right"), use_text(scenario, use, self.tr))
                action.triggered.connect(lambda _on=False, part=use.part_id: self.part_wanted.emit(part))
        return menu

    def _lead_to_uses(self, column: str) -> None:
        uses = [use for use in uses_of(self._document.scenario, self._chosen) if use.column == column]
        if len(uses) == 1:
            self.part_wanted.emit(uses[0].part_id)
        else:
            self._pop_up(self.uses_menu(column), self.columns.rows[column].uses)

    def _pop_up(self, menu: Menu, button: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _delete(self, name: str) -> None:
        look = self.looks.of(name)
        self.edits.delete(name, look.first_row if look is not None else {})

    # Files

    def _ask_for_new_file(self) -> None:
        self._ask_for_file(self.edits.add_file)

    def _ask_for_other_file(self) -> None:
        name = self._chosen
        self._ask_for_file(lambda file: self.edits.take_file(name, file))

    def _ask_for_file(self, then: Callable[[Path], None]) -> None:
        kinds = self.tr("Tables ({0})").format(" ".join(f"*{ending}" for ending in _TABLES))
        dialog = QFileDialog(self, self.tr("Choose a table"), str(self.edits.folder), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_where_to_write(self) -> None:
        name = self._chosen
        proposed = self.edits.folder / f"{name}.csv"
        dialog = QFileDialog(
            self, self.tr("Write made-up rows"), str(proposed), self.tr("Tables ({0})").format("*.csv")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(proposed.name)
        dialog.fileSelected.connect(lambda file: self.edits.write_made_up(name, _WRITTEN_ROWS, Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_file(self) -> None:
        look = self.look
        if look is not None and look.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(look.path)))

    # A file dropped on the page

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = _dropped(event)
        if not files:
            return
        event.acceptProposedAction()
        source = self.chosen
        if source is None or len(files) > 1:
            for file in files:
                self.edits.add_file(file)
            return
        self._ask_what_for(files[0], source.name)

    def _ask_what_for(self, file: Path, name: str) -> None:
        choices = (
            PopoverChoice(
                key="new",
                text=self.tr("Add {0} as new data").format(file.name),
                consequence=self.tr("Its columns can be chosen in any field"),
                icon="plus",
            ),
            PopoverChoice(
                key="take",
                text=self.tr("Use it for {0}").format(name),
                consequence=self.tr("The rows of {0} come from it from now on").format(name),
                icon="repeat",
            ),
        )
        popover = Popover(choices, name=self.tr("What the file is for"), window=self.window())
        popover.chosen.connect(
            lambda key: self.edits.add_file(file) if key == "new" else self.edits.take_file(name, file)
        )
        popover.open_at(self.form.name)


def _dropped(event: QDropEvent) -> list[Path]:
    files = [Path(address.toLocalFile()) for address in event.mimeData().urls() if address.isLocalFile()]
    return [file for file in files if file.suffix.lower() in _TABLES]
