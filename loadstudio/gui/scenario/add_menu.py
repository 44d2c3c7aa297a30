"""The menu of what can be added to a scenario behind the part that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from loadstudio.gui.icons import icon
from loadstudio.gui.scenario.additions import with_code, with_part, with_pause, with_request, with_step
from loadstudio.gui.scenario.editor import ScenarioEditor
from loadstudio.gui.widgets.popover import Menu


class AddMenu(Menu):
    """Adds to what an editor shows; each addition is one step to undo."""

    def __init__(self, editor: ScenarioEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self.addAction(icon("plus"), self.tr("Step"), self._add_step)
        self.addAction(icon("link"), self.tr("Request"), self._add_request)
        self.addAction(icon("clock"), self.tr("Think time"), self._add_pause)
        self.addSeparator()
        for kind, words, name in (
            ("loop", self.tr("Repetition"), "repeat"),
            ("if", self.tr("Condition"), "branch"),
            ("choice", self.tr("Random choice"), "shuffle"),
            ("group", self.tr("Group"), "folder"),
        ):
            self.addAction(icon(name), words, partial(self._add_block, kind))
        self.addSeparator()
        self.addAction(icon("terminal"), self.tr("Python step"), self._add_code)

    def _add_step(self) -> None:
        editor = self._editor
        after = with_step(editor.document.scenario, editor.panel.current(), self.tr("New step"))
        editor.add(self.tr("Add step"), *after)

    def _add_request(self) -> None:
        editor = self._editor
        editor.add(self.tr("Add request"), *with_request(editor.document.scenario, editor.panel.current()))

    def _add_pause(self) -> None:
        editor = self._editor
        editor.add(self.tr("Add think time"), *with_pause(editor.document.scenario, editor.panel.current()))

    def _add_block(self, kind: str) -> None:
        editor = self._editor
        block = editor.edits.new_block(kind)
        after = with_part(editor.document.scenario, editor.panel.current(), block, inside=True)
        editor.add(self.tr("Add block"), *after)

    def _add_code(self) -> None:
        editor = self._editor
        after = with_code(editor.document.scenario, editor.panel.current(), self.tr("Python step"))
        editor.add(self.tr("Add Python step"), *after)
