"""The card with the first rows of a data source; wide tables scroll sideways."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loadstudio.gui.data.looks import SHOWN_ROWS, SourceLook
from loadstudio.gui.data.preview_model import PreviewModel
from loadstudio.gui.data.words import rows_text
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import HEIGHT, Column
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import text_width
from loadstudio.scenario.model import DataSource

_ROW, _MOST_ROWS = 32, 10
_NUMBER, _LEAST, _MOST = 56, 96, 280


class _Rows(DataTable):
    """Nothing in it can be chosen: a ring around it shows that the keyboard scrolls it."""

    focus_ring_radius = 6


class PreviewCard(Card):
    """Shows at most a hundred rows; hides itself when there are none to be seen. `write` is for made-up rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("First rows"), parent=parent)
        self._count = Label("", "text", "sub", tabular=True)
        self.write = Button(self.tr("Write 200 rows to a file…"), "link", icon="download")
        self.add_to_title(self._count)
        self.add_to_title(self.write)
        self.model = PreviewModel(self)
        self.table = _Rows(name=self.tr("First rows"), row_height=_ROW, selectable=False)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # to scroll by keyboard
        self.table.setModel(self.model)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.setHorizontalScrollMode(DataTable.ScrollMode.ScrollPerPixel)
        self.body.addWidget(self.table)

    def show_source(self, source: DataSource, look: SourceLook | None) -> None:
        """Show the rows of a data source, or nothing while they are not known or cannot be read."""
        self.setVisible(look is not None and not look.table.problem)
        self.write.setVisible(source.generated is not None)
        secrets = source.secret_columns
        if look is None or look.table.problem:
            return
        of_all = look.table.rows > SHOWN_ROWS
        self._count.setText(self.tr("{0} of {1}").format(len(look.rows), rows_text(look, self.tr)) if of_all else "")
        self.model.show(look, secrets)
        self._fit(look, secrets)

    def _fit(self, look: SourceLook, secrets: Collection[str]) -> None:
        widths = [_NUMBER]
        for place, column in enumerate(look.table.columns):
            shown = [row[place][:60] for row in look.rows[:20]] if column not in secrets else ["••••••••"]
            widest = max(text_width(text, "text") for text in (column, *shown))
            widths.append(min(_MOST, max(_LEAST, round(widest) + 24)))
        room = self.table.viewport().width()
        columns = [Column(width) for width in widths]
        if sum(widths) < room and len(columns) > 1:
            columns[-1] = Column()
        self.table.set_columns(columns)
        rows = min(_MOST_ROWS, max(1, len(look.rows)))
        bar = self.table.horizontalScrollBar().sizeHint().height() if sum(widths) > room else 0
        self.table.setFixedHeight(HEIGHT + rows * _ROW + bar)
