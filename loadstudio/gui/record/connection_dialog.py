"""The dialog of the connection: the company's proxy, an authority to trust, certificates to show. Made for settings."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from loadstudio.gui.record.connection_file import ProxyAddress, parts_of, upstream_of
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.fields import TextField
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FormRow, ListRow, RowList
from loadstudio.gui.widgets.rule import Rule
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.wire.recorder_messages import ClientCertificate, Connection


class ConnectionDialog(QDialog):
    """`kept(Connection)` when the person keeps what is set; Esc leaves all as it was."""

    kept = Signal(object)

    def __init__(self, connection: Connection, parent: QWidget) -> None:
        super().__init__(parent)
        self._certificates = list(connection.client_certificates)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Connection"))
        self.setMinimumWidth(640)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("How LoadStudio reaches the site while you record"), "title"))
        column.addSpacing(4)
        column.addWidget(Label(self.tr("Proxy of your company"), "card"))
        self._add_proxy(column)
        column.addWidget(Rule(token="line"))
        column.addWidget(Label(self.tr("Certificates"), "card"))
        self._add_authority(column)
        self._add_certificates(column)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self._show(connection)

    def _add_proxy(self, column: QVBoxLayout) -> None:
        self.kind = SegmentedSwitch(
            (
                ("none", self.tr("None")),
                ("system", self.tr("The one of this computer")),
                ("manual", self.tr("This one")),
            ),
            name=self.tr("Proxy of your company"),
        )
        self.kind.chosen.connect(lambda _key: self._show_fields())
        self.address = TextField(name=self.tr("Address of the proxy"), placeholder="proxy.example:3128")
        self.user = TextField(name=self.tr("User name for the proxy"))
        self.password = TextField(name=self.tr("Password for the proxy"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.complaint = Label("", "text", "bad", wrap=True)
        self.complaint.hide()
        self._proxy_rows = (
            FormRow(self.tr("Address"), self.address),
            FormRow(self.tr("User name"), self.user, hint=self.tr("Leave it empty where the proxy asks for none.")),
            FormRow(self.tr("Password"), self.password),
        )
        column.addWidget(self.kind)
        for row in self._proxy_rows:
            column.addWidget(row)
        column.addWidget(self.complaint)

    def _add_authority(self, column: QVBoxLayout) -> None:
        self.authority = TextField(
            name=self.tr("File of an authority to trust"), placeholder=self.tr("only those that this computer knows")
        )
        choose = Button(self.tr("Choose…"))
        choose.clicked.connect(lambda: self._choose(self.authority, self.tr("Certificates (*.pem *.crt *.cer)")))
        column.addWidget(FormRow(self.tr("Trust also"), _beside(self.authority, choose)))

    def _add_certificates(self, column: QVBoxLayout) -> None:
        self.rows = RowList()
        self.host = TextField(name=self.tr("Host that asks for a certificate"), placeholder=self.tr("shop.example"))
        self.file = TextField(name=self.tr("File of the certificate"), placeholder=self.tr(".p12, .pfx or .pem"))
        choose = Button(self.tr("Choose…"))
        choose.clicked.connect(lambda: self._choose(self.file, self.tr("Certificates (*.p12 *.pfx *.pem)")))
        self.secret = TextField(name=self.tr("Password of the file"), placeholder=self.tr("password"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setMaximumWidth(120)
        self.add = Button(self.tr("Add"), icon="plus")
        self.add.clicked.connect(self._add_certificate)
        column.addWidget(self.rows)
        column.addWidget(FormRow(self.tr("Show to host"), self.host))
        hint = self.tr("For sites that let in only who shows a certificate. The file stays where it is.")
        column.addWidget(
            FormRow(self.tr("the certificate"), _beside(self.file, choose, self.secret, self.add), hint=hint)
        )

    def _buttons(self) -> QHBoxLayout:
        cancel = Button(self.tr("Cancel"), "quiet")
        cancel.clicked.connect(self.reject)
        self.keep = Button(self.tr("Keep"), "primary")
        self.keep.clicked.connect(self._keep)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        return row

    def _show(self, connection: Connection) -> None:
        kind = {"": "none", "system": "system"}.get(connection.upstream, "manual")
        self.kind.set_current(kind)
        if kind == "manual":
            proxy = parts_of(connection.upstream)
            self.address.setText(proxy.address)
            self.user.setText(proxy.user)
            self.password.setText(proxy.password)
        self.authority.setText(connection.ca_file)
        self._show_fields()
        self._show_certificates()

    def _show_fields(self) -> None:
        for row in self._proxy_rows:
            row.setVisible(self.kind.current() == "manual")
        self.complaint.hide()
        self.adjustSize()

    def _show_certificates(self) -> None:
        self.rows.clear()
        for certificate in self._certificates:
            row = ListRow(certificate.host, Path(certificate.file).name)
            away = IconButton("trash", self.tr("Take the certificate for {0} away").format(certificate.host), size=28)
            away.clicked.connect(lambda _checked=False, one=certificate: self._take_away(one))
            row.add_trailing(away)
            self.rows.add(row)

    def _add_certificate(self) -> None:
        host, file = self.host.text().strip(), self.file.text().strip()
        self.host.set_wrong(not host, self.tr("Which host asks for it?"))
        self.file.set_wrong(not Path(file).is_file(), self.tr("There is no such file."))
        if host and Path(file).is_file():
            self._certificates.append(ClientCertificate(host=host, file=file, password=self.secret.text()))
            for field in (self.host, self.file, self.secret):
                field.clear()
            self._show_certificates()

    def _take_away(self, certificate: ClientCertificate) -> None:
        self._certificates.remove(certificate)
        self._show_certificates()

    def _choose(self, field: TextField, kinds: str) -> None:
        dialog = QFileDialog(self, self.tr("Choose a file"), str(Path(field.text()).parent), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(field.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self) -> None:
        if self.host.text().strip() or self.file.text().strip():
            self._add_certificate()  # typed but not added yet: it is meant
            if self.host.text().strip() or self.file.text().strip():
                return
        try:
            upstream = self._upstream()
        except ValueError as problem:
            self.address.set_wrong(True, str(problem))
            self.complaint.setText(str(problem))
            self.complaint.show()
            self.address.setFocus()
            return
        file = self.authority.text().strip()
        self.authority.set_wrong(bool(file) and not Path(file).is_file(), self.tr("There is no such file."))
        if file and not Path(file).is_file():
            self.authority.setFocus()
            return
        kept = Connection(upstream=upstream, ca_file=file)
        self.kept.emit(replace(kept, client_certificates=tuple(self._certificates)))
        self.accept()

    def _upstream(self) -> str:
        kind = self.kind.current()
        if kind != "manual":
            return "system" if kind == "system" else ""
        proxy = ProxyAddress(address=self.address.text(), user=self.user.text(), password=self.password.text())
        return upstream_of(proxy)


def _beside(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    return holder
