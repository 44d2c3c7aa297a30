"""The step, think time, block or Python step that is chosen in the tree, or the several that are: what it is in a few
facts, and what can be changed of it. Requests have a panel of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from loadstudio.base.units import duration_text
from loadstudio.gui.scenario.part.block_forms import ChoiceForm, IfForm, LoopForm
from loadstudio.gui.scenario.part.block_words import part_title
from loadstudio.gui.scenario.part.code_form import CodeForm
from loadstudio.gui.scenario.part.several_form import SeveralForm
from loadstudio.gui.widgets.button import IconButton
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.fields import DurationField, TextField
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.gui.widgets.switch import Switch
from loadstudio.scenario.model import (
    HOLDERS,
    Choice,
    HttpRequest,
    If,
    Loop,
    Node,
    PythonCode,
    Step,
    ThinkTime,
    walk,
)


class PartPanel(QWidget):
    """`renamed(name)`, `paused(seconds)`, `switched(on)` and `edited(words, part, burst)` ask for edits of what is
    shown, `menu_wanted` for the menu of the row; `several` does something with several parts. Empty until `make` is
    done.
    """

    renamed = Signal(str)
    paused = Signal(float)
    switched = Signal(bool)
    edited = Signal(str, object, str)
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: Step | None = None
        self._pages = QStackedWidget()
        self._page_of: dict[str, QWidget] = {}

    def make(self) -> Iterator[None]:
        """Fill the panel in pieces."""
        self._title = ElidedLabel("", "card")
        self.on = Switch(self.tr("On"), name=self.tr("Do this"))
        self.on.clicked.connect(self.switched)
        self.more = IconButton("more", self.tr("More for this part"))
        self.more.clicked.connect(self.menu_wanted)
        self.name = TextField(name=self.tr("Name"))
        self.name.editingFinished.connect(self._rename)
        hint = self.tr("Each table shows the step under this name.")
        self._name_row = FormRow(self.tr("Name"), self.name, hint=hint)
        self._facts = Label("", "text", "sub", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self.on)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 20, 16)
        column.setSpacing(20)
        column.addLayout(head)
        column.addWidget(self._name_row)
        column.addWidget(self._pages, 1)
        column.addWidget(self._facts)
        column.addStretch(0)
        yield
        yield from self._make_forms()

    def _make_forms(self) -> Iterator[None]:
        self.code = CodeForm()
        self._add_page("code", self.code)
        self.pause = DurationField(name=self.tr("Think time"))
        self.pause.changed.connect(self.paused)
        pause = FormRow(self.tr("Think time"), self.pause, hint=self.tr("As recorded; the load may scale it."))
        self.note = TextField(name=self.tr("Note"), placeholder=self.tr("What this step is for"))
        self.note.textEdited.connect(self._noted)
        note = FormRow(self.tr("Note"), self.note)
        self._add_page("step", _at_top(note))
        self._add_page("pause", _at_top(pause))
        yield
        self.loop, self.if_ = LoopForm(), IfForm()
        self._add_page("loop", _at_top(self.loop))
        self._add_page("if", _at_top(self.if_))
        yield
        self.choice, self.several = ChoiceForm(), SeveralForm()
        self._add_page("choice", _at_top(self.choice))
        self._add_page("several", _at_top(self.several))
        for signal in (self.loop.edited, self.if_.edited, self.choice.edited, self.code.edited):
            signal.connect(self.edited)

    def _add_page(self, key: str, page: QWidget) -> None:
        self._page_of[key] = page
        self._pages.addWidget(page)

    def show_part(self, part: Node, expressions: Sequence[str]) -> None:
        """Show a part that is no request; `expressions` are the variables that it may use."""
        named = isinstance(part, Step | PythonCode)
        self._show(part_title(part, self.tr), on=part.enabled, named=named)
        if isinstance(part, Step | PythonCode) and not self.name.hasFocus():
            self.name.setText(part.name)
        self._facts.setText(self._facts_of(part))
        self._step = None
        match part:
            case Step():
                self._step = part
                if self.note.text() != part.note:
                    self.note.setText(part.note)
                self._turn_to("step")
            case ThinkTime():
                self.pause.set_seconds(part.seconds)
                self._turn_to("pause")
            case Loop():
                self.loop.show_loop(part, expressions)
                self._turn_to("loop")
            case If():
                self.if_.show_block(part, expressions)
                self._turn_to("if")
            case Choice():
                self.choice.show_choice(part)
                self._turn_to("choice")
            case PythonCode():
                self.code.show_step(part)
                self._turn_to("code")
            case _:
                raise AssertionError(part)

    def show_several(self, parts: Sequence[Node]) -> None:
        """Show that several parts are chosen."""
        self._step = None
        self._show(self.tr("{0} parts are chosen").format(len(parts)), on=parts[0].enabled, named=False)
        self._facts.setText(self._requests_in(parts))
        self._turn_to("several")

    def _turn_to(self, key: str) -> None:
        self._pages.setCurrentWidget(self._page_of[key])

    def _facts_of(self, part: Node) -> str:
        match part:
            case ThinkTime():
                return self.tr("The person reads, thinks and types before the next request.")
            case PythonCode():
                return ""
            case _ if isinstance(part, HOLDERS) and part.children:
                return self._requests_in(part.children)
            case _:
                return self.tr("It is empty. Drag requests or steps into it.")

    def _requests_in(self, nodes: Sequence[Node]) -> str:
        every = tuple(walk(nodes))
        requests = [node for node in every if isinstance(node, HttpRequest)]
        files = sum(request.static for request in requests)
        thinking_s = sum(node.seconds for node in every if isinstance(node, ThinkTime) and node.enabled)
        words = self.tr("1 request") if len(requests) == 1 else self.tr("{0} requests").format(len(requests))
        pages = self.tr(", {0} of them page files").format(files) if files else ""
        return self.tr("{0}{1}; {2} of think time.").format(words, pages, duration_text(thinking_s))

    def _show(self, title: str, *, on: bool, named: bool) -> None:
        self._title.set_text(title)
        self.on.setChecked(on)
        self.on.setText(self.tr("On") if on else self.tr("Off"))
        self._name_row.setVisible(named)

    def _rename(self) -> None:
        if self.name.text().strip():
            self.renamed.emit(self.name.text().strip())

    def _noted(self, note: str) -> None:
        if self._step is not None:
            self._step = replace(self._step, note=note)
            self.edited.emit(self.tr("Edit note"), self._step, f"note {self._step.id}")


def _at_top(form: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form)
    column.addStretch(1)
    return page
