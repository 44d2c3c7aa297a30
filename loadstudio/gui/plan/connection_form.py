"""How requests reach their servers: certificates, a proxy, addresses, patience. A form over a plan's settings."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.plan.form_parts import SwitchRow, beside
from loadstudio.gui.widgets.fields import DurationField, TextField
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import text_width
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.http_types import url
from loadstudio.http_types.proxy import proxy_of
from loadstudio.plan.model import Plan

_HEIGHT = 32
_LABEL = 168


class ConnectionForm(QWidget):
    """`plan_edited(Plan, burst)` tells each change by the person; what makes no sense is said beside its field."""

    plan_edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self.verify = SwitchRow(
            self.tr("Check certificates"), self.tr("A certificate that cannot be trusted makes its requests fail.")
        )
        self.verify.switched.connect(lambda on: self._tell_network(verify_tls=on))
        self.excepted = TextField(
            name=self.tr("Trust these hosts anyway"), placeholder="test.shop.example", height=_HEIGHT
        )
        self.excepted.editingFinished.connect(self._read_hosts)
        self.proxy = TextField(
            name=self.tr("Go through a proxy"), placeholder="http://proxy.example:3128", height=_HEIGHT
        )
        self.proxy.editingFinished.connect(self._read_proxy)
        self.problem = Label("", "second", "bad", wrap=True)
        self.problem.hide()
        self.fresh = SwitchRow(
            self.tr("Ask for addresses anew"), self.tr("Every new connection looks up its host, not once a minute.")
        )
        self.fresh.switched.connect(lambda on: self._tell_network(fresh_dns=on))
        self.patience = DurationField(30, name=self.tr("No answer within"), minimum_s=0.1, height=_HEIGHT)
        self.patience.changed.connect(lambda seconds: self._tell(timeout_s=seconds))
        self.grace = DurationField(5, name=self.tr("After a stop people get"), height=_HEIGHT)
        self.grace.changed.connect(lambda seconds: self._tell(graceful_stop_s=seconds))
        for field in (self.patience, self.grace):
            field.setFixedWidth(76)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        fields = (self.excepted, self.proxy, self.patience, self.grace)
        width = max(_LABEL, *(round(text_width(field.accessibleName(), "text")) + 12 for field in fields))

        def row(field: QWidget, holder: QWidget, hint: str = "") -> FormRow:
            return FormRow(field.accessibleName(), holder, hint=hint, label_width=width)

        column.addWidget(self.verify)
        column.addWidget(row(self.excepted, self.excepted))
        column.addWidget(row(self.proxy, self.proxy))
        column.addWidget(self.problem)
        column.addWidget(self.fresh)
        column.addWidget(row(self.patience, beside(self.patience), self.tr("Then the request counts as failed.")))
        column.addWidget(row(self.grace, beside(self.grace), self.tr("So long they may finish what they do.")))
        column.addStretch(1)
        self.verify.set_first(True)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan's settings; what is being typed is left alone."""
        self._plan = plan
        network = plan.network
        self.verify.show_state(network.verify_tls)
        self.fresh.show_state(network.fresh_dns)
        self.excepted.setEnabled(network.verify_tls)
        for field, text in ((self.excepted, ", ".join(network.unverified_hosts)), (self.proxy, network.proxy)):
            if not field.hasFocus():
                field.setText(text)
        self.patience.set_seconds(plan.timeout_s)
        self.grace.set_seconds(plan.graceful_stop_s)

    def _read_hosts(self) -> None:
        typed = [part for part in self.excepted.text().replace(",", " ").split() if part]
        try:
            hosts = tuple(dict.fromkeys(url.split(url.completed(part)).host for part in typed))
        except ValueError as problem:
            self._say(self.excepted, str(problem))
            return
        self._say(self.excepted, "")
        self._tell_network(unverified_hosts=hosts)

    def _read_proxy(self) -> None:
        typed = self.proxy.text().strip()
        try:
            if typed:
                proxy_of(typed)
        except ValueError as problem:
            self._say(self.proxy, str(problem))
            return
        self._say(self.proxy, "")
        self._tell_network(proxy=typed if "://" in typed or not typed else f"http://{typed}")

    def _say(self, field: TextField, problem: str) -> None:
        field.set_wrong(bool(problem), problem)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _tell_network(self, **changes: object) -> None:
        if self._plan is not None:
            self._tell(network=replace(self._plan.network, **changes))

    def _tell(self, **changes: object) -> None:
        if self._plan is not None and replace(self._plan, **changes) != self._plan:
            self.plan_edited.emit(replace(self._plan, **changes), "connection")
