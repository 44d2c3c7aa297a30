"""The head of the Results screen: what is seen, and the buttons for what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.results.comparison_view import side_text
from loadstudio.gui.results.detail import ComparedRuns, RunDetail
from loadstudio.gui.results.moments_of_runs import started_text, within_sentence
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.popover import Menu
from loadstudio.report.wording import shortened

_LONGEST_NAME = 60


class ResultsHead(PageHeader):
    """`more`, `compare` and `export` are buttons whose menus the screen opens (`open_under`); `back_wanted` asks for
    the run alone again.
    """

    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Results"), parent=parent)
        self.more = IconButton("more", self.tr("More about this run"), size=36)
        self.back = Button(self.tr("Back to the run"), icon="arrow-left")
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        self.compare = Button(self.tr("Compare with…"), icon="compare")
        self.export = Button(self.tr("Export"), "primary", icon="download", trailing="chevron-down")
        for widget in (self.more, self.back, self.compare, self.export):
            self.add_action(widget)

    def show_there(self, there: bool) -> None:
        """Offer what can be done only where there are runs."""
        for widget in (self.more, self.compare, self.export):
            widget.setVisible(there)
        if not there:
            self.back.hide()
            self.set_facts(())

    def show_able(self, *, compare: bool, export: bool) -> None:
        """Let the buttons be pressed that have something to do."""
        self.compare.setEnabled(compare)
        self.compare.setToolTip("" if compare else self.tr("It takes two runs that can be read: run the load again."))
        self.export.setEnabled(export)

    def show_run(self, detail: RunDetail) -> None:
        """Say which run is seen."""
        summary = detail.summary
        self.set_facts(
            (
                shortened(detail.called, _LONGEST_NAME),
                within_sentence(started_text(detail.info.started_utc)),
                duration_text(summary.duration_s),
                self.tr("{0} requests").format(count_text(summary.requests.count)),
            )
        )

    def show_two(self, compared: ComparedRuns) -> None:
        """Say which two runs are seen beside each other."""
        now, before = side_text(compared.after), side_text(compared.before)
        self.set_facts((self.tr("{0} compared with {1}").format(now, before),))


def open_under(menu: Menu, button: QWidget) -> None:
    """Open a menu under a button, at its right end; it goes when it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)))
