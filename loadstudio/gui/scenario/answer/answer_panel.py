"""The recorded answer beside its request: status, time, size; body, headers, cookies. A value can be pointed at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from loadstudio.authoring.mending.html_places import TreeValue, pointed_at
from loadstudio.authoring.mending.pointing import Pointed
from loadstudio.authoring.sources.index import BODY
from loadstudio.gui.exchange_tools import ExchangeTools, exchange_of
from loadstudio.gui.jobs import Jobs
from loadstudio.gui.language import told
from loadstudio.gui.scenario.answer.answer_body import AnswerBody
from loadstudio.gui.scenario.answer.shown_body import READY_AT_ONCE_BYTES, ShownBody, shown_body
from loadstudio.gui.scenario.words import Tr
from loadstudio.gui.units import bytes_text, milliseconds_text
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.banner import EmptyState
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.code_lines import LINE_CHARS
from loadstudio.gui.widgets.code_ranges import CodeMark
from loadstudio.gui.widgets.code_view import CodeView
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import BadgeKind
from loadstudio.gui.widgets.popover import Menu, Popover, PopoverChoice
from loadstudio.gui.widgets.rows import FooterLine
from loadstudio.gui.widgets.tabs import Tabs
from loadstudio.http_types.body import text_of
from loadstudio.http_types.headers import get_all
from loadstudio.http_types.message import Response
from loadstudio.recording.entry import Entry

_PAGES = ("body", "headers", "cookies")
_VALUE_SHOWN = 60


class AnswerPanel(QWidget):
    """`pointed(key, Pointed)` when the person wants to `take`, `check` or `ignore` a value of the answer."""

    pointed = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._entry: Entry | None = None
        self.status = Badge("")
        self._facts = Label("", "text", "sub", tabular=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(self.tr("Recorded answer"), "card"))
        head.addStretch(1)
        head.addWidget(self.status)
        head.addWidget(self._facts)
        self.tabs = Tabs(
            (("body", self.tr("Body")), ("headers", self.tr("Headers")), ("cookies", self.tr("Cookies"))),
            name=self.tr("Parts of the answer"),
        )
        self.tabs.chosen.connect(self._show_page)
        self.content = AnswerBody()
        self.content.pointed.connect(self._choose_value)
        self.body = self.content.text
        self.headers = CodeView(name=self.tr("Headers of the recorded answer"), numbered=False)
        self.cookies = CodeView(name=self.tr("Cookies that the answer sets"), numbered=False)
        for view in (self.body, self.headers, self.cookies):
            view.pointing = True
            view.value_clicked.connect(lambda line, column, _text, view=view: self._point(view, line, column))
        self._nothing = EmptyState("")
        self._stack = QStackedWidget()
        for page in (self.content, self.headers, self.cookies, self._nothing):
            self._stack.addWidget(page)
        self._footer = FooterLine("", "eye")
        self.rest = Button(self.tr("Show the rest"), "link", height=28)
        self.rest.clicked.connect(self._show_rest)
        foot = QHBoxLayout()
        foot.addWidget(self._footer, 1)
        foot.addWidget(self.rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 22, 20, 16)
        column.setSpacing(16)
        column.addLayout(head)
        self.tools = ExchangeTools(small=True)
        parts = QHBoxLayout()
        parts.setSpacing(8)
        parts.addWidget(self.tabs, 1)
        parts.addWidget(self.tools)
        column.addLayout(parts)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _show_page(self, key: str) -> None:
        self._stack.setCurrentIndex(_PAGES.index(key))

    def show_entry(self, entry: Entry | None, *, waiting: bool = False) -> None:
        """Show a recorded exchange; None when there is none, or (`waiting`) while the recording is still being read."""
        if entry is self._entry and entry is not None:
            return
        self._entry = entry
        response = entry.response if entry is not None else None
        shown = entry is not None and response is not None
        for widget in (self.status, self._facts, self.tabs, self._footer, self.rest):
            widget.setVisible(shown)
        self.tools.show_exchange(exchange_of(entry) if entry is not None else None)
        if entry is None or response is None:
            self._nothing.set_message(self._why_nothing(entry, waiting=waiting))
            self._stack.setCurrentWidget(self._nothing)
            return
        self.status.set_state(str(response.status), _kind_of(response.status), icon="")
        taken_ms = (entry.ended_us - entry.started_us) / 1000
        size = response.wire_bytes or len(response.body)
        self._facts.setText(f"{milliseconds_text(taken_ms)}  ·  {bytes_text(size)}")
        self._show_body(response)
        self.headers.set_text("\n".join(f"{name}: {value}" for name, value in response.headers), "fields")
        cookies = get_all(response.headers, "set-cookie")
        self.cookies.set_text(
            "\n".join(cookies) or self.tr("This answer sets no cookie."), "fields" if cookies else "text"
        )
        self.tabs.set_count("headers", len(response.headers))
        self.tabs.set_count("cookies", len(cookies) or None)
        self._show_page(self.tabs.current())

    def _why_nothing(self, entry: Entry | None, *, waiting: bool) -> str:
        if waiting:
            return self.tr("Reading the recording …")
        if entry is not None:
            return self.tr("No answer came when this was recorded. {0}").format(told(entry.error))
        return self.tr("The recording is not beside this scenario, so there is no answer to show.")

    def _show_body(self, response: Response, *, whole: bool = False) -> None:
        self._say_below("")
        self.rest.hide()
        if not response.body:
            self.content.say(self.tr("This answer has no body."))
        elif len(response.body) <= READY_AT_ONCE_BYTES:
            self._show_ready(response, shown_body(response, whole=whole))
        else:
            self.content.say(self.tr("Reading the answer …"))
            self._jobs.start(
                "preparing an answer",
                lambda _task: shown_body(response, whole=whole),
                done=lambda body: self._show_ready(response, body),
                owner=self,
            )

    def _show_ready(self, response: Response, body: ShownBody) -> None:
        if self._entry is None or response is not self._entry.response:
            return  # another request was chosen meanwhile
        self.content.show_body(body)
        self.rest.setVisible(body.is_cut)
        size = bytes_text(len(response.body))
        if body.is_cut and body.text is not None:
            self._say_below(self.tr("The first 200 KB of {0}").format(size))
        elif body.is_cut:
            self._say_below(self.tr("The first 40 KB of {0}").format(size))
        elif body.text is not None and body.text.language != "text":
            self._say_below(self.tr("Point at a value to use it or check it"))

    def _show_rest(self) -> None:
        if self._entry is not None and self._entry.response is not None:
            self._show_body(self._entry.response, whole=True)

    def _say_below(self, words: str) -> None:
        self._footer.set_text(words)
        self._footer.setVisible(bool(words))

    def _point(self, view: CodeView, line: int, column: int) -> None:
        """Ask what to do with the value of a view that was clicked."""
        pointed = self._pointed(view, line, column)
        if not pointed.written.strip():
            return
        end = column + len(pointed.written)
        view.set_marks((CodeMark(line=line, start=column, end=end, kind="accent"),))
        popover = self._ask(pointed, view.viewport(), view.value_rect(line, column))
        popover.closed.connect(lambda: view.set_marks(()))

    def _ask(self, pointed: Pointed, beside: QWidget, place: QRect) -> Popover:
        """Ask what to do with a value that is seen at a place of a widget."""
        popover = Popover(
            point_choices(self.tr, in_body=pointed.header == BODY),
            name=self.tr("What to do with {0}").format(pointed.written[:40]),
            window=self.window(),
        )
        popover.chosen.connect(lambda key: self.pointed.emit(key, pointed))
        popover.open_under(QRect(beside.mapTo(self.window(), place.topLeft()), place.size()))
        return popover

    def _choose_value(self, values: Sequence[TreeValue], place: QRect) -> None:
        """A row of the tree was pointed at: of several attributes, ask first which is meant."""
        if len(values) == 1:
            self._find(values[0], place)
            return
        menu = Menu(self)
        for value in values:
            words = f'{value.attribute}="{value.value[:_VALUE_SHOWN]}"'.replace("&", "&&")
            menu.addAction(words).triggered.connect(lambda _on=False, value=value: self._find(value, place))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.content.tree.viewport().mapToGlobal(place.bottomLeft()))

    def _find(self, value: TreeValue, place: QRect) -> None:
        """Find the value's place in the page's text, and ask what to do with it."""
        entry = self._entry
        if entry is None or entry.response is None:
            return
        response = entry.response

        def show(pointed: Pointed | None) -> None:
            if self._entry is not entry:
                return
            if pointed is None:
                self._say_below(self.tr("The page's text does not have this value as it is. Point at it in the text."))
            else:
                self._ask(pointed, self.content.tree.viewport(), place)

        self._jobs.start(
            "finding a value",
            lambda _task: pointed_at(text_of(response.headers, response.body), value),
            done=show,
            owner=self,
        )

    def _pointed(self, view: CodeView, line: int, column: int) -> Pointed:
        written = view.written_at(line, column)
        if view is self.body:
            return Pointed(written, view.number_of(line, column))
        headers = self._entry.response.headers if self._entry is not None and self._entry.response is not None else ()
        numbers = [
            number
            for number, (name, value) in enumerate(headers)
            if view is self.headers or name.lower() == "set-cookie"
            for _ in range(_lines_of(f"{name}: {value}" if view is self.headers else value))
        ]
        return Pointed(written, 0, numbers[line])


def point_choices(tr: Tr, *, in_body: bool) -> tuple[PopoverChoice, ...]:
    """Return what can be done with a value of an answer."""
    take = PopoverChoice(
        key="take",
        text=tr("Use this value later"),
        consequence=tr("It is taken anew each time; type $ in a field to put it in"),
        icon="link",
    )
    check = PopoverChoice(
        key="check",
        text=tr("Check that it is there"),
        consequence=tr("The step fails when it is missing"),
        icon="check",
    )
    ignore = PopoverChoice(
        key="ignore",
        text=tr("Ignore changes here"),
        consequence=tr("Grey it out when comparing"),
        icon="cross",
    )
    return (take, check, ignore) if in_body else (take, check)


def _lines_of(text: str) -> int:
    return max(1, -(-len(text.expandtabs(4)) // LINE_CHARS))


def _kind_of(status: int) -> BadgeKind:
    return "ok" if status < 300 else "neutral" if status < 400 else "bad"
