"""The menus of the test data's page: what can be added, and what else can be done with a data source or a column."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from loadstudio.gui.data.data_edits import DataEdits
from loadstudio.gui.data.known_looks import KnownLooks
from loadstudio.gui.data.words import use_text
from loadstudio.gui.document import Document
from loadstudio.gui.icons import icon
from loadstudio.gui.widgets.popover import Menu
from loadstudio.scenario.data_edit import source_named, uses_of


class DataMenus(QObject):
    """Makes menus, whose actions edit. `file_wanted` asks for a new file, `part_wanted(part id)` leads to a part."""

    file_wanted = Signal()
    part_wanted = Signal(str)

    def __init__(self, edits: DataEdits, looks: KnownLooks, document: Document, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._edits = edits
        self._looks = looks
        self._document = document

    def add(self) -> Menu:
        """Return the menu of what can be added."""
        menu = Menu(self._page)
        menu.addAction(icon("file"), self.tr("From a file…")).triggered.connect(self.file_wanted)
        menu.addAction(icon("wand"), self.tr("Made-up rows")).triggered.connect(self._edits.add_made_up)
        return menu

    def source(self, name: str, delete: Callable[[str], None]) -> Menu:
        """Return the menu of what else can be done with a data source."""
        menu = Menu(self._page)
        menu.addAction(icon("refresh"), self.tr("Read it again")).triggered.connect(self._looks.forget)
        menu.addSeparator()
        menu.addAction(icon("trash"), self.tr("Delete {0}").format(name)).triggered.connect(lambda: delete(name))
        return menu

    def column(self, name: str, column: str) -> Menu:
        """Return the menu of a column."""
        menu, look = Menu(self._page), self._looks.of(name)
        is_secret = column in source_named(self._document.scenario, name).secret_columns
        words = self.tr("Show its values") if is_secret else self.tr("Hide its values")
        action = menu.addAction(icon("eye" if is_secret else "eye-off"), words)
        action.triggered.connect(lambda: self._edits.set_secret(name, column, not is_secret))
        if look is not None and look.facts_of(column) is None:
            self._add_headers(menu, name, column)
        menu.addSeparator()
        first = look.first_row if look is not None else {}
        action = menu.addAction(icon("trash"), self.tr("Delete {0}").format(column))
        action.triggered.connect(lambda: self._edits.delete_column(name, column, first))
        return menu

    def headers(self, name: str, column: str) -> Menu:
        """Return the menu of the file's columns, one of which is another name of `column`."""
        menu = Menu(self._page)
        self._add_headers(menu, name, column)
        return menu

    def uses(self, name: str, column: str) -> Menu:
        """Return the menu of the places where a column is used; each leads there."""
        menu, scenario = Menu(self._page), self._document.scenario
        for use in uses_of(scenario, name):
            if use.column == column:
                action = menu.addAction(icon("arrow-right"), use_text(scenario, use, self.tr))
                action.triggered.connect(lambda _on=False, part=use.part_id: self.part_wanted.emit(part))
        return menu

    def _add_headers(self, menu: Menu, name: str, column: str) -> None:
        look = self._looks.of(name)
        for one in look.header if look is not None else ():
            action = menu.addAction(icon("link"), self.tr("It is the column “{0}” of the file").format(one))
            action.triggered.connect(lambda _on=False, one=one: self._edits.match_column(name, column, one))
