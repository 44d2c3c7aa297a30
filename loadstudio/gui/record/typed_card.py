"""The card of what the person typed: values that go into a file or are made up, so that each user may have others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from loadstudio.gui.data.words import policies
from loadstudio.gui.language import told
from loadstudio.gui.outside import open_outside
from loadstudio.gui.record.review_model import Typed, TypedTable
from loadstudio.gui.widgets.banner import Banner
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import CutLabel, Label
from loadstudio.gui.widgets.rows import IconView, ListRow, RowList

_ICONS = {"username": "user", "user": "user", "email": "user", "password": "key"}


class TypedCard(Card):
    """Shows the data tables. Their files open in the program that the computer has for CSV files; `data_wanted(data
    source)` leads to the page where rows come from elsewhere, too, or are made up.
    """

    data_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("You typed"), parent=parent)
        self._path: Path | None = None
        self._needy = ""
        self._shown: Sequence[TypedTable] | None = None
        self.open = Button("", "link")
        self.open.clicked.connect(self._open)
        self._policies = {key: hint for key, _word, hint in policies(self.tr)}
        self._hint = CutLabel("", "text", "sub")
        self.add_to_title(self._hint)
        self.add_to_title(self.open)
        self._rows = RowList()
        self.banner = Banner("warn", small=True)
        self.banner.acted.connect(lambda: self.data_wanted.emit(self._needy))
        self.body.addWidget(self._rows)
        self.body.addWidget(self.banner)

    def show_tables(self, tables: Sequence[TypedTable]) -> None:
        """Show what was typed; without any the card hides itself."""
        if tables == self._shown:
            return
        self._shown = tables
        self.setVisible(bool(tables))
        self._rows.clear()
        for table in tables:
            for typed in table.typed:
                self._rows.add(self._row(table, typed))
        needy = next((table for table in tables if _needs_a_word(table)), None)
        file = needy if needy is not None and needy.path else next((table for table in tables if table.path), None)
        self._path = file.path if file is not None else None
        held = {table.policy for table in tables}
        words = self._policies.get(next(iter(held)), "") if len(held) == 1 else ""
        self._hint.setText(words)
        self._hint.setToolTip(words)
        self.open.setVisible(self._path is not None)
        if self._path is not None:
            self.open.set_text(self.tr("Open {0}").format(self._path.name))
        self.banner.setVisible(needy is not None)
        if needy is not None:
            self._needy = needy.name
            self._advise(needy)

    def _row(self, table: TypedTable, typed: Typed) -> ListRow:
        row = ListRow(_words(typed.column), leading=IconView(_ICONS.get(typed.column, "edit")))
        row.title.setFixedWidth(130)
        sample = Label(typed.sample, "text", "sub")
        sample.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.add_trailing(sample)
        file = self.tr("made up") if table.path is None else self.tr("from {0}").format(table.path.name)
        row.add_trailing(Label(file, "text", "sub"))
        row.setToolTip(self._policies.get(table.policy, ""))
        row.setAccessibleName(f"{_words(typed.column)}, {typed.sample}, {file}")
        return row

    def _advise(self, table: TypedTable) -> None:
        if table.problem or table.path is None:
            self.banner.show_message("bad", told(table.problem), action=self.tr("Show the data"))
        else:
            rows = self.tr("1 row") if table.rows == 1 else self.tr("no rows")
            words = self.tr("{0} has {1}. For a test with many people, add the accounts they may use.")
            self.banner.show_message("warn", words.format(table.path.name, rows), action=self.tr("Add rows"))

    def _open(self) -> None:
        if self._path is not None:
            open_outside(self._path)


def _needs_a_word(table: TypedTable) -> bool:
    """Tell whether a table is broken, or a file that waits for rows; of made-up rows there are as many as asked for."""
    return bool(table.problem) or (table.path is not None and table.rows < 2)


def _words(column: str) -> str:
    """Return a column's name as a person reads it: `username` is `User name`, `search_word` is `Search word`."""
    plain = {"username": "User name", "email": "E-mail"}.get(column, column.replace("_", " ").replace("-", " "))
    return plain[:1].upper() + plain[1:]
