"""Who does what: the scenarios of a plan with their shares, or each with a load of its own."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.language import told
from loadstudio.gui.plan.shares import percents
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.plain_number import PlainNumber
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.widgets.progress import ProgressBar
from loadstudio.gui.widgets.tab_order import tabs_after
from loadstudio.plan.model import ScenarioUse


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario of the plan as it is shown; `problem` is why it cannot be read, or ''."""

    use: ScenarioUse
    name: str
    problem: str = ""


class WhoCard(Card):
    """`percent_edited(position, percent)`, `own_load_wanted(position, bool)`, `removed(position)`, `add_wanted`;
    `drawn(position)`: its own load shall be seen.
    """

    percent_edited = Signal(int, float)
    own_load_wanted = Signal(int, bool)
    removed = Signal(int)
    drawn = Signal(int)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Who does what"), parent=parent)
        self.add_button = Button(self.tr("Add"), "link", icon="plus", name=self.tr("Add a scenario"))
        self.add_button.clicked.connect(self.add_wanted)
        self.add_to_title(self.add_button)
        margins = self.layout()
        assert margins is not None
        margins.setContentsMargins(20, 16, 20, 14)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.setContentsMargins(0, 6, 0, 0)
        self.body.addLayout(self._rows)
        self.rows: list[RoleRow] = []
        self._shown: tuple[Role, ...] = ()

    def show_roles(self, roles: Iterable[Role]) -> None:
        """Show the scenarios of a plan."""
        shown = tuple(roles)
        if shown == self._shown:
            return
        same = [(one.use.file, one.use.load is None, one.name, one.problem) for one in shown] == [
            (one.use.file, one.use.load is None, one.name, one.problem) for one in self._shown
        ]
        self._shown = shown
        shares = percents(tuple(one.use for one in shown))
        if same:  # a share alone: the field that the person types into stays
            for row, share in zip(self.rows, shares, strict=True):
                row.show_share(share)
            return
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(position, role, len(shown)) for position, role in enumerate(shown)]
        for row, share in zip(self.rows, shares, strict=True):
            row.show_share(share)
            self._rows.addWidget(row)
        last: QWidget = self.add_button
        for row in self.rows:
            tabs_after(last, row)
            last = row.more

    def _row(self, position: int, role: Role, count: int) -> RoleRow:
        row = RoleRow(role, alone=count == 1)
        row.percent.valueChanged.connect(lambda percent: self.percent_edited.emit(position, percent))
        row.more.clicked.connect(lambda: self._open_menu(position, row))
        row.own.clicked.connect(lambda: self.drawn.emit(position))
        return row

    def menu_of(self, position: int) -> Menu:
        """Return what can be done with a scenario of the plan."""
        menu = Menu(self)
        own = self._shown[position].use.load is not None
        if own:
            menu.addAction(self.tr("Show its load"), lambda: self.drawn.emit(position))
            menu.addAction(self.tr("Share the load of the others"), lambda: self.own_load_wanted.emit(position, False))
        else:
            menu.addAction(self.tr("Give it a load of its own"), lambda: self.own_load_wanted.emit(position, True))
        menu.addSeparator()
        menu.addAction(self.tr("Take it out of the plan"), lambda: self.removed.emit(position))
        return menu

    def _open_menu(self, position: int, row: RoleRow) -> None:
        menu = self.menu_of(position)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(row.more.mapToGlobal(QPoint(row.more.width() - menu.sizeHint().width(), row.more.height() + 4)))


class RoleRow(QWidget):
    """One scenario: its name, its share to be typed and as a bar, or that it has a load of its own."""

    def __init__(self, role: Role, *, alone: bool) -> None:
        super().__init__()
        name = ElidedLabel(role.name)
        self.percent = PlainNumber(
            100, name=self.tr("Share of {0}").format(role.name), minimum=0.1, maximum=100, step=5, unit=" %", height=28
        )
        self.percent.setFixedWidth(76)
        self.percent.setEnabled(not alone)
        if alone:
            self.percent.lineEdit().setTextMargins(9, 0, 0, 0)  # nothing to type into: in line with the edge
        self.own = Button(self.tr("own load"), "link", name=self.tr("Show the load of {0}").format(role.name))
        self.more = IconButton("more", self.tr("More about {0}").format(role.name), size=28)
        self.more.setVisible(not alone)
        self.bar = ProgressBar(token="accent_fill", name=self.tr("Share of {0}").format(role.name))
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(name, 1)
        head.addWidget(self.percent)
        head.addWidget(self.own)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.bar)
        self.problem = Label(told(role.problem), "second", "bad", wrap=True)
        self.problem.setVisible(bool(role.problem))
        column.addWidget(self.problem)
        self._alone = alone

    def show_share(self, percent: float | None) -> None:
        """Show a share in percent; None: it has a load of its own."""
        shared = percent is not None
        self.percent.setVisible(shared)
        self.own.setVisible(not shared)
        self.bar.setVisible(shared and not self._alone)
        if percent is not None:
            self.percent.blockSignals(True)
            self.percent.setDecimals(0 if abs(percent - round(percent)) < 0.05 else 1)
            self.percent.setValue(percent)
            self.percent.blockSignals(False)
            self.bar.set_ratio(percent / 100)
