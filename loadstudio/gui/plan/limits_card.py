"""What is good enough: limits on the answers and on errors, each with a switch; further limits, and those on
single steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.fields import NumberField
from loadstudio.gui.widgets.plain_number import PlainNumber
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.widgets.rows import ListRow, RowList
from loadstudio.gui.widgets.switch import Switch
from loadstudio.gui.widgets.tab_order import tabs_after
from loadstudio.plan.model import DEFAULT_ERROR_LIMIT_RATIO, Limit

_ROW = 38
_FIELD_WIDTH = 80
_LATENCY = Limit(metric="p95", value=800.0)
_ERRORS = Limit(metric="errors", value=DEFAULT_ERROR_LIMIT_RATIO)
_ON_ALL = (
    Limit(metric="p50", value=300.0),
    Limit(metric="p99", value=1500.0),
    Limit(metric="max", value=5000.0),
    Limit(metric="rate", value=10.0),
)
_NAME_LENGTH = 60


class LimitsCard(Card):
    """Shows the limits of a plan; `limits_edited(tuple)` tells all of them after each change by the person."""

    limits_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Limits"), parent=parent)
        self._limits: tuple[Limit, ...] = ()
        self._steps: tuple[str, ...] = ()
        self._shown: tuple[Limit, ...] | None = None
        self._remembered = {limit.metric: limit for limit in (_LATENCY, _ERRORS)}
        self.add_button = Button(self.tr("Add"), "link", icon="plus", name=self.tr("Add a limit"))
        self.add_button.clicked.connect(self._open_menu)
        self.add_to_title(self.add_button)
        margins = self.layout()
        assert margins is not None
        margins.setContentsMargins(20, 16, 20, 10)  # a row has room of its own below its words
        self._rows = RowList()
        self.body.addWidget(self._rows)
        self.switches: dict[str, Switch] = {}
        self.fields: list[NumberField] = []

    def show_limits(self, limits: Sequence[Limit], steps: Sequence[str]) -> None:
        """Show the limits of a plan; `steps` are the names that a limit may be set for."""
        self._steps = tuple(steps)
        self._limits = tuple(limits)
        for limit in self._limits:
            if not limit.label and limit.metric in self._remembered:
                self._remembered[limit.metric] = limit
        if self._limits != self._shown:
            self._shown = self._limits
            self._build()

    def _build(self) -> None:
        self._rows.clear()
        self.switches, self.fields = {}, []
        for metric, remembered in self._remembered.items():
            self._add_general(metric, remembered)
        for limit in self._limits:
            if limit.label or limit.metric not in self._remembered:
                self._add_particular(limit)
        tabs_after(self.add_button, self._rows)

    def _add_general(self, metric: str, limit: Limit) -> None:
        on = limit in self._limits
        words = self._words(limit)
        row = ListRow(words, style="text", tone="text" if on else "sub", height=_ROW)
        row.add_trailing(self._field(limit, words, enabled=on))
        switch = Switch(name=words, on=on)
        switch.clicked.connect(lambda checked: self._switch(limit, on=checked))
        self.switches[metric] = switch
        row.add_trailing(switch)
        self._rows.add(row)

    def _add_particular(self, limit: Limit) -> None:
        words = self._words(limit)
        row = ListRow(words, limit.label, style="text", height=_ROW + 12)
        row.add_trailing(self._field(limit, f"{words}, {limit.label}", enabled=True))
        remove = IconButton("x", self.tr("Take this limit away"), size=28)
        remove.clicked.connect(lambda: self._tell(tuple(one for one in self._limits if one != limit)))
        row.add_trailing(remove)
        self._rows.add(row)

    def _words(self, limit: Limit) -> str:
        percentile = {"p50": 50, "p90": 90, "p95": 95, "p99": 99}.get(limit.metric)
        if percentile is not None:
            return self.tr("{0} of 100 answers within").format(percentile)
        return {
            "errors": self.tr("Errors below"),
            "rate": self.tr("Requests a second above"),
            "max": self.tr("Slowest answer within"),
            "mean": self.tr("Mean answer within"),
        }[limit.metric]

    def _field(self, limit: Limit, name: str, *, enabled: bool) -> NumberField:
        errors, rate = limit.metric == "errors", limit.metric == "rate"
        field = PlainNumber(
            limit.value * 100 if errors else limit.value,
            name=name,
            minimum=0 if errors else 1,
            maximum=100 if errors else 1_000_000,
            step=1 if errors or rate else 50,
            decimals=2 if errors else 0,
            unit=" %" if errors else " / s" if rate else " ms",
            height=30,
        )
        field.setFixedWidth(_FIELD_WIDTH)
        field.setEnabled(enabled)
        field.valueChanged.connect(lambda value: self._set_value(limit, value / 100 if errors else value))
        self.fields.append(field)
        return field

    def _set_value(self, limit: Limit, value: float) -> None:
        changed = Limit(metric=limit.metric, value=value, label=limit.label)
        self._tell(tuple(changed if one == limit else one for one in self._limits))

    def _switch(self, limit: Limit, *, on: bool) -> None:
        others = tuple(one for one in self._limits if one != limit)
        self._tell((*others, limit) if on else others)

    def _add(self, limit: Limit) -> None:
        self._tell((*self._limits, limit))

    def _tell(self, limits: tuple[Limit, ...]) -> None:
        self.limits_edited.emit(limits)

    def add_menu(self) -> Menu:
        """Return the menu of limits that can be added: on all answers, on the answers or the errors of one step."""
        menu = Menu(self)
        taken = {(limit.metric, limit.label) for limit in self._limits}
        for limit in _ON_ALL:
            if (limit.metric, "") not in taken:
                menu.addAction(self._words(limit), partial(self._add, limit))
        menu.addSeparator()
        kinds = ((self._remembered["p95"], self.tr("Answers of a step")), (_ERRORS, self.tr("Errors of a step")))
        for general, words in kinds:
            steps = Menu(words, menu)
            for step in self._steps:
                if (general.metric, step) not in taken:
                    limit = replace(general, label=step)
                    steps.addAction(_short(step), partial(self._add, limit))
            if steps.actions():
                menu.addMenu(steps)
        return menu

    def _open_menu(self) -> None:
        menu = self.add_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))


def _short(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1]}…"
