"""The head of the Scenario screen: what is open, whether it is saved, and the buttons for what can be done with it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from loadstudio.gui.document import Document
from loadstudio.gui.scenario.exporting import ScenarioExport
from loadstudio.gui.scenario.undo_buttons import UndoButtons
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.widgets.rule import Rule
from loadstudio.gui.workspace import Workspace
from loadstudio.scenario.model import Scenario, requests_of

_FACTS_EVERY_MS = 5_000


class ScenarioHead(PageHeader):
    """Belongs to one document at a time (`follow`). What `add`, `data`, `values`, `open` and `check` do is the screen's
    matter.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Scenario"), parent=parent)
        self._document: Document | None = None
        self._counted: tuple[Scenario | None, int] = (None, 0)
        self.history = UndoButtons()
        self.versions = IconButton("history", self.tr("Earlier versions"))
        self.versions.clicked.connect(workspace.versions_wanted)
        self.export = ScenarioExport(workspace, self)
        self.export_button = IconButton("download", self.tr("Write it for another tool: Locust, k6, JMeter"))
        self.export_button.clicked.connect(lambda: open_below(self.export.menu(), self.export_button))
        self.export.busy_changed.connect(lambda: self.export_button.setEnabled(not self.export.busy))
        divider = Rule(vertical=True, token="line")
        divider.setFixedHeight(20)
        self.open = Button(self.tr("Open…"))
        self.add = Button(self.tr("Add"), icon="plus", trailing="chevron-down")
        self.data = Button(self.tr("Data"), icon="table")
        self.values = Button(self.tr("Values"), icon="link")
        self.check = Button(self.tr("Check it once"), "primary", icon="play")
        left: tuple[QWidget, ...] = (self.history, self.versions, self.export_button, divider)
        right: tuple[QWidget, ...] = (self.add, self.data, self.values, self.check)
        self._with_document = (*left, *right)
        for widget in (*left, self.open, *right):
            self.add_action(widget)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.show_facts)
        self._clock.start(_FACTS_EVERY_MS)

    def follow(self, document: Document | None) -> None:
        """Show this document's state from now on, and offer what can be done with it; None when none is open."""
        self._document = document
        for widget in self._with_document:
            widget.setVisible(document is not None)
        self.open.setVisible(document is None)
        if document is not None:
            document.changed.connect(self.show_facts)
            document.saved.connect(self.show_facts)
            document.save_failed.connect(self.show_facts)
        self.history.follow(document)
        self.show_facts()

    def show_facts(self) -> None:
        """Say what is open, how much it is, and when it was saved."""
        document = self._document
        if document is None:
            self.set_title(self.tr("Scenario"))
            self.set_facts(())
            return
        scenario = document.scenario
        self.set_title(scenario.name)
        if self._counted[0] is not scenario:
            self._counted = scenario, len(requests_of(scenario))
        requests = self._counted[1]
        facts = [
            self.tr("1 step") if len(scenario.steps) == 1 else self.tr("{0} steps").format(len(scenario.steps)),
            self.tr("1 request") if requests == 1 else self.tr("{0} requests").format(requests),
            self._saved_words(document),
        ]
        self.set_facts(facts)

    def _saved_words(self, document: Document) -> str:
        if document.dirty:
            return self.tr("not saved") if document.failing else self.tr("saving …")
        minutes = int((time.monotonic() - document.saved_at_s) / 60)
        return self.tr("saved a moment ago") if minutes < 1 else self.tr("saved {0} min ago").format(minutes)


def open_below(menu: Menu, button: QWidget) -> None:
    """Open a menu below a button, at its left end; it goes when it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
