"""The evidence for a changing value: the recorded answer it comes from and the requests it goes to, with it marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.language import told
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.code_ranges import CodeMark
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.label import Label
from loadstudio.results.redact import named_hidden
from loadstudio.scenario.model import Variable

if TYPE_CHECKING:
    from loadstudio.authoring.mending.traces import Occurrence, Trace

_LINE_CHARS = 2_000
_HIDDEN = "••••••••"
_PLACE = "\ue000"  # of no script: stands for the value while secrets are hidden


class ValueDialog(QDialog):
    """Esc closes it; the arrows lead from one request to the next."""

    def __init__(self, variable: Variable, trace: Trace, known: str, parent: QWidget) -> None:
        """`known` is what a replay said of the value, in a sentence."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Where “{0}” comes from and goes to").format(variable.label or variable.name))
        self.resize(min(1160, parent.width() - 80), min(640, parent.height() - 80))
        secret = variable.secret
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(told(variable.explanation or variable.label), "card", wrap=True))
        column.addWidget(Label(known, "text", "sub", wrap=True))
        made = self.tr("It comes from no answer: each person makes one anew.")
        fixed = self.tr("It comes from no answer: it is sent as recorded.")
        self.origin = _Side(
            self.tr("Comes from"), trace.origins, made if variable.origin == "generated" else fixed, secret=secret
        )
        self.uses = _Side(self.tr("Goes to"), trace.uses, self.tr("No request sends it."), secret=secret)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self.origin, 1)
        sides.addWidget(self.uses, 1)
        column.addLayout(sides, 1)
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        close.setFocus()


class _Side(Card):
    """One text at a time, with its request and step; the arrows are there for several."""

    def __init__(self, title: str, occurrences: tuple[Occurrence, ...], none: str, *, secret: bool) -> None:
        super().__init__(title)
        self._occurrences = occurrences
        self._place = 0
        self._secret = secret
        self._marked = 0
        self._count = Label("", "text", "sub", tabular=True)
        self.before = IconButton("chevron-left", self.tr("Previous request"), size=28)
        self.next = IconButton("chevron-right", self.tr("Next request"), size=28)
        self.before.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        for widget in (self._count, self.before, self.next):
            self.add_to_title(widget)
            widget.setVisible(len(occurrences) > 1)
        kept = self.next.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # so that the titles of both sides stand in one line
        self.next.setSizePolicy(kept)
        self.where = Label("", "name", wrap=True)
        self.place = Label("", "second", "sub", wrap=True)
        self.text = CodeView(name=title, numbered=False)
        self.body.addWidget(self.where)
        self.body.addWidget(self.place)
        self.body.addWidget(self.text, 1)
        if occurrences:
            self._go(0)
        else:
            self.where.setText(none)
            self.place.hide()
            self.text.hide()
            self.body.addStretch(1)

    def _go(self, step: int) -> None:
        self._place = (self._place + step) % len(self._occurrences)
        one = self._occurrences[self._place]
        self._count.setText(self.tr("{0} of {1}").format(self._place + 1, len(self._occurrences)))
        self.where.setText(self.tr("{0} in {1}").format(one.request, one.step))
        self.place.setText(one.place[:1].upper() + one.place[1:])
        self.place.setVisible(bool(one.place))
        if not one.text:
            self.text.set_text(self.tr("The recording does not hold it any more."))
            return
        text, spans = masked(one.text, one.spans, secret=self._secret)
        lines, marks = lines_and_marks(text, spans)
        self.text.set_lines(lines)
        self.text.set_marks(marks)
        self._marked = marks[0].line if marks else 0
        self.text.show_line(self._marked)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.text, lambda: self.text.show_line(self._marked))  # when there is room to scroll in


def masked(text: str, spans: tuple[tuple[int, int], ...], *, secret: bool) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text without the secrets in it, and where the places are then; of a secret value dots stand there."""
    pieces, end = [], 0
    for start, stop in spans:
        pieces.append(text[end:start])
        end = stop
    pieces.append(text[end:])
    hidden = named_hidden(_PLACE.join(pieces)).split(_PLACE)
    if len(hidden) == len(pieces):  # else a place was taken for a secret itself
        pieces = hidden
    shown, places = pieces[0], []
    for (start, stop), piece in zip(spans, pieces[1:], strict=True):
        value = _HIDDEN if secret else text[start:stop]
        places.append((len(shown), len(shown) + len(value)))
        shown += value + piece
    return shown, tuple(places)


def lines_and_marks(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[list[str], list[CodeMark]]:
    """Return a text by lines, very long ones broken, and its places as marks."""
    lines: list[str] = []
    marks: list[CodeMark] = []
    at = 0
    for line in text.split("\n"):
        for start in range(0, max(1, len(line)), _LINE_CHARS):
            piece = line[start : start + _LINE_CHARS]
            begin = at + start
            marks += [
                CodeMark(line=len(lines), start=max(0, left - begin), end=min(len(piece), right - begin), kind="accent")
                for left, right in spans
                if left < begin + len(piece) and right > begin
            ]
            lines.append(piece)
        at += len(line) + 1
    return lines, marks
