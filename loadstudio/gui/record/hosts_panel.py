"""The side panel of hosts: which are kept, which are dropped, and the switches that move them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loadstudio.gui.language import told
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.card import Card, ScrollColumn
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FooterLine, ListRow, RowList
from loadstudio.gui.widgets.switch import Switch
from loadstudio.recording.filters import HostFinding


class HostsPanel(Card):
    """`switched(host, kept)` when the person moves a switch."""

    switched = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=20, parent=parent)
        self.setFixedWidth(320)
        outer = self.layout()
        assert outer is not None
        outer.setContentsMargins(20, 16, 20, 16)
        self._kept_title = Label(self.tr("Kept"), "card")
        self._dropped_title = Label(self.tr("Dropped"), "card")
        self._kept, self._dropped = RowList(), RowList()
        self._none = Label(self.tr("Hosts appear here as the browser calls them."), "text", "sub", wrap=True)
        self._rows: dict[str, tuple[ListRow, Switch]] = {}
        self._order: tuple[tuple[str, bool], ...] = ()
        column = ScrollColumn()
        column.body.addWidget(self._none)
        column.body.addWidget(self._kept_title)
        column.body.addWidget(self._kept)
        column.body.addSpacing(12)
        column.body.addWidget(self._dropped_title)
        column.body.addWidget(self._dropped)
        column.body.addStretch(1)
        self.body.addWidget(column, 1)
        self.body.addWidget(FooterLine(self.tr("Dropped hosts are never put under load."), "shield", "ok"))
        self.show_hosts(())

    def add_below(self, widget: QWidget) -> None:
        """Put something under the hosts."""
        self.body.insertWidget(self.body.count() - 1, widget)

    def switch_of(self, host: str) -> Switch:
        """Return the switch of a host. Raises KeyError for one that is not shown."""
        return self._rows[host][1]

    def show_hosts(self, hosts: Sequence[HostFinding]) -> None:
        """Show the hosts in their order; rows are made anew only when a host came or changed sides."""
        order = tuple(sorted((host.name, host.kept) for host in hosts))
        if order != self._order:
            self._order = order
            self._rebuild(hosts)
        for host in hosts:
            self._rows[host.name][0].set_texts(host.name, self._second_line(host))
        self._none.setVisible(not hosts)
        self._kept_title.setVisible(any(host.kept for host in hosts))
        self._dropped_title.setVisible(any(not host.kept for host in hosts))

    def _rebuild(self, hosts: Sequence[HostFinding]) -> None:
        focused = next((name for name, (_row, switch) in self._rows.items() if switch.hasFocus()), "")
        self._kept.clear()
        self._dropped.clear()
        self._rows.clear()
        for host in hosts:
            switch = Switch(name=self.tr("Keep {0}").format(host.name), on=host.kept)
            switch.clicked.connect(lambda kept, name=host.name: self.switched.emit(name, kept))
            row = ListRow(host.name, " ", tone="text" if host.kept else "sub")
            row.setToolTip(host.name)
            row.add_trailing(switch)
            self._rows[host.name] = (row, switch)
            (self._kept if host.kept else self._dropped).add(row)
        if focused in self._rows:
            self._rows[focused][1].setFocus()

    def _second_line(self, host: HostFinding) -> str:
        word = self.tr("request") if host.requests == 1 else self.tr("requests")
        plain = host.reason in ("", "same site")
        counted = f"{count_text(host.requests)} {word}"
        return counted if plain else f"{counted}, {told(host.reason)}"
