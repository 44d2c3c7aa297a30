"""A body that is one file, or bytes as recorded: which one, its type, a look at the bytes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.units import bytes_text
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.fields import TextField
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.http_types.hex_text import hex_text
from loadstudio.scenario.model import BinaryBody, FileBody

_SHOWN_BYTES = 4096


class FileForm(QWidget):
    """`file_wanted` when the person wants to choose one, `kind_typed(text)` when the content type is typed."""

    file_wanted = Signal()
    kind_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._which = ElidedLabel("", "name", middle=True)
        self.choose = Button(self.tr("Choose…"), height=32, name=self.tr("Choose the file to send"))
        self.choose.clicked.connect(self.file_wanted)
        self.kind = TextField(name=self.tr("Content type"), placeholder=self.tr("Content type, such as image/png"))
        self.kind.textEdited.connect(self.kind_typed)
        self.bytes = CodeView(name=self.tr("Bytes of the body"), numbered=False)
        self.bytes.setMinimumHeight(220)
        self._note = Label("", "second", "sub", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._which, 1)
        row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(FormRow(self.tr("Content type"), self.kind))
        column.addWidget(self._note)
        column.addWidget(self.bytes)
        column.addStretch(1)

    def show_body(self, body: FileBody | BinaryBody, content_type: str) -> None:
        """Show a file or bytes."""
        if self.kind.text() != content_type:
            self.kind.setText(content_type)
        self.bytes.setVisible(isinstance(body, BinaryBody))
        if isinstance(body, BinaryBody):
            self._which.set_text(
                self.tr("{0} that are sent byte for byte as recorded.").format(bytes_text(len(body.content)))
            )
            self.bytes.set_text(hex_text(body.content[:_SHOWN_BYTES]))
            cut = len(body.content) > _SHOWN_BYTES
            self._note.setText(self.tr("The first {0}:").format(bytes_text(_SHOWN_BYTES)) if cut else "")
        else:
            self._which.set_text(body.path or self.tr("No file is chosen yet."))
            self._note.setText(self.tr("The file stands beside the scenario and is read when a run starts."))
        self._note.setVisible(bool(self._note.text()))
