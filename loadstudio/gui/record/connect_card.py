"""How another device or program is recorded: the proxy's address, the CA file, and whether others may come in."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.record.qr_code import QrCode
from loadstudio.gui.widgets.banner import Banner
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.switch import Switch
from loadstudio.wire.recorder_messages import CaptureStarted

_CA_NAME = "loadstudio-ca.pem"


class ConnectCard(Card):
    """`opened(bool)` when the person lets other devices in or out again; `saved(path)` when the CA file is written,
    `failed(path, reason)` when it could not be.
    """

    opened = Signal(bool)
    saved = Signal(str)
    failed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Another device or program"), padding=20, parent=parent)
        self.setFixedWidth(320)
        self._proxy, self._ca_file = "", ""
        self._explained = Label(self.tr("Set this as its proxy, for http and https:"), "text", "sub", wrap=True)
        self.host = _Fact(self.tr("Address"))
        self.port = _Fact(self.tr("Port"))
        self.save = Button(self.tr("Save CA file…"), height=32)
        self.save.clicked.connect(self._ask_where)
        self.help = Button(self.tr("What to do with it"), "link")
        self.help.clicked.connect(self._open_help)
        file = QHBoxLayout()
        file.setSpacing(16)
        file.addWidget(self.save)
        file.addWidget(self.help)
        file.addStretch(1)
        self.open = Switch(self.tr("Let other devices in"))
        self.open.clicked.connect(self.opened)
        self._warning = Banner(
            "warn",
            self.tr("While this is on, everyone in your network can be recorded here and send through this computer."),
            small=True,
        )
        self._scan = Label(self.tr("Scan it with the phone: the page says what to do there."), "text", "sub", wrap=True)
        self.code = QrCode()
        self._elsewhere = Label("", "second", "sub", wrap=True)
        for widget in (self._explained, self.host, self.port):
            self.body.addWidget(widget)
        self.body.addSpacing(4)
        self.body.addLayout(file)
        self.body.addSpacing(8)
        self.body.addWidget(self.open)
        self.body.addWidget(self._warning)
        scan = QVBoxLayout()
        scan.setSpacing(8)
        scan.addWidget(self._scan)
        scan.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        scan.addWidget(self._elsewhere)
        self.body.addLayout(scan)
        self.show_state(None, ())

    def show_state(self, ready: CaptureStarted | None, addresses: tuple[str, ...]) -> None:
        """Show where the recorder listens; `addresses` are those for other devices, none when they are kept out."""
        self._proxy = ready.proxy if ready else ""
        self._ca_file = ready.ca_file if ready else ""
        reached = addresses[0] if addresses else self._proxy
        host, _, port = reached.rpartition(":")
        self.host.set_value(host)
        self.port.set_value(port)
        for button in (self.save, self.help, self.open):
            button.setEnabled(ready is not None)
        self.open.setChecked(bool(addresses))
        for widget in (self._warning, self._scan, self.code):
            widget.setVisible(bool(addresses))
        self.code.set_text(f"http://{reached}/" if addresses else "")
        others = ", ".join(addresses[1:])
        self._elsewhere.setText(self.tr("Other addresses of this computer: {0}").format(others) if others else "")
        self._elsewhere.setVisible(bool(others))

    def _open_help(self) -> None:
        QDesktopServices.openUrl(QUrl(f"http://{self._proxy}/"))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Save the CA file"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Certificates (*.pem)"))
        dialog.setDefaultSuffix("pem")
        dialog.selectFile(_CA_NAME)
        dialog.fileSelected.connect(self._save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, name: str) -> None:
        try:
            shutil.copyfile(self._ca_file, name)
        except OSError as error:
            self.failed.emit(name, error.strerror or str(error))
        else:
            self.saved.emit(Path(name).name)


class _Fact(QWidget):
    """A word, its value, and a button that copies the value."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self.value = Label("", "strong", tabular=True).selectable()
        copy = IconButton("copy", self.tr("Copy {0}").format(word), size=28)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.value.text()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = Label(word, "text", "sub")
        label.setFixedWidth(64)
        row.addWidget(label)
        row.addWidget(self.value, 1)
        row.addWidget(copy)

    def set_value(self, value: str) -> None:
        self.value.setText(value or "…")
        self.setAccessibleName(f"{self._word} {value}")
