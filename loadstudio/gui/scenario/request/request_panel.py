"""The request that is chosen in the tree: its name and switch, its parts as tabs, where its values come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import override

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.authoring.mending.reset import Part
from loadstudio.gui.scenario.request.address_tab import AddressTab
from loadstudio.gui.scenario.request.body_tab import BodyTab
from loadstudio.gui.scenario.request.checks_tab import ChecksTab, TimingTab
from loadstudio.gui.scenario.request.fields_form import FieldsForm
from loadstudio.gui.scenario.request.fitting_stack import FittingStack
from loadstudio.gui.scenario.request.log_in_form import LogInForm
from loadstudio.gui.scenario.request.method_label import MethodLabel
from loadstudio.gui.scenario.request.origins import Origins
from loadstudio.gui.scenario.words import checks_summary, request_title
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import ScrollColumn
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FooterLine
from loadstudio.gui.widgets.switch import Switch
from loadstudio.gui.widgets.tabs import Tabs
from loadstudio.scenario.assertion import Check
from loadstudio.scenario.model import Field, HttpRequest, Scenario

_TABS = ("address", "headers", "body", "checks", "timing")


class RequestPanel(QWidget):
    """`edited(words, request, burst)` and `switched(on)` ask for edits, `menu_wanted` for the menu of the
    row, `file_wanted(take)` for a file to send, `reset_wanted` for the request as recorded. Empty until `make` is done.
    A tab is filled when it is seen: many headers take long, and who goes through the tree looks at few of them.
    """

    edited = Signal(str, object, str)
    switched = Signal(bool)
    menu_wanted = Signal()
    file_wanted = Signal(object)
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: HttpRequest | None = None
        self._expressions: tuple[str, ...] = ()
        self._stale: set[str] = set()
        self._area = ScrollColumn()
        self._pages = FittingStack()

    def make(self) -> Iterator[None]:
        """Fill the panel in pieces."""
        self.origins = Origins()
        self.origins.hide()
        self._footer = FooterLine("", "check", "ok")
        area = self._area
        area.body.setSpacing(24)
        area.body.setContentsMargins(0, 0, 4, 0)
        area.body.addWidget(self._pages)
        area.body.addWidget(self.origins)
        area.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 20, 16)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addWidget(self._tabs())
        column.addWidget(area, 1)
        column.addWidget(self._difference())
        column.addWidget(self._footer)
        yield
        yield from self._make_pages()
        self._fit_area()

    def _make_pages(self) -> Iterator[None]:
        self._address = AddressTab()
        self._address.edited.connect(lambda request, burst: self._tell(self.tr("Edit address"), request, burst))
        self._pages.addWidget(self._address)
        self._headers = FieldsForm(self.tr("Add header"))
        self._headers.edited.connect(self._headers_edited)
        self._log_in = LogInForm()
        self._log_in.edited.connect(self._tell)
        headers = QWidget()
        column = QVBoxLayout(headers)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._headers)
        column.addWidget(self._log_in)
        self._pages.addWidget(headers)
        yield
        self._body = BodyTab()
        self._pages.addWidget(self._body)
        yield from self._body.make()
        self._body.edited.connect(self._tell)
        self._body.file_wanted.connect(self.file_wanted)
        yield
        self._checks = ChecksTab()
        self._checks.edited.connect(self._checks_edited)
        self._pages.addWidget(self._checks)
        self._timing = TimingTab()
        self._pages.addWidget(self._timing)

    def _head(self) -> QHBoxLayout:
        self._method = MethodLabel()
        self._title = ElidedLabel("", "card", middle=True)
        self.on = Switch(self.tr("On"), name=self.tr("Send this request"))
        self.on.clicked.connect(self.switched)
        self.more = IconButton("more", self.tr("More for this request"))
        self.more.clicked.connect(self.menu_wanted)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._method)
        row.addWidget(self._title, 1)
        row.addWidget(self.on)
        row.addWidget(self.more)
        return row

    def _difference(self) -> QWidget:
        self._differs = Label("", "second", "sub", wrap=True)
        self.reset = Button(self.tr("Reset to recorded"), "link", height=28)
        self.reset.clicked.connect(self.reset_wanted)
        self.difference = QWidget()
        row = QHBoxLayout(self.difference)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._differs, 1)
        row.addWidget(self.reset)
        self.difference.hide()
        return self.difference

    def show_difference(self, parts: Sequence[Part]) -> None:
        """Say which parts of the request differ from the recording; none hides the way back."""
        words = {
            "method": self.tr("method"),
            "address": self.tr("address"),
            "query": self.tr("query"),
            "headers": self.tr("headers or log-in"),
            "body": self.tr("body"),
        }
        differing = ", ".join(words[part] for part in parts)
        self._differs.setText(self.tr("Not as recorded: {0}.").format(differing))
        self.difference.setVisible(bool(parts))

    def _tabs(self) -> Tabs:
        self.tabs = Tabs(
            (
                ("address", self.tr("Address")),
                ("headers", self.tr("Headers")),
                ("body", self.tr("Body")),
                ("checks", self.tr("Checks")),
                ("timing", self.tr("Timing")),
            ),
            name=self.tr("Parts of the request"),
        )
        self.tabs.chosen.connect(self._show_tab)
        return self.tabs

    def _fit_area(self) -> None:
        """Keep the bar from covering the fields."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(self._pages.minimumSizeHint().width() + 4 + bar)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # what it holds is dressed, so it knows its size
            self._fit_area()

    def show_request(self, scenario: Scenario, request: HttpRequest) -> None:
        """Show a request. Another one than before starts on the tab that says most of it."""
        another = self._request is None or self._request.id != request.id
        if another:
            self._body.leave()
        self._request = request
        self._expressions = expressions_of(scenario)
        self._stale = set(_TABS)
        self._method.set_method(request.method)
        self._title.set_text(request_title(request))
        self.on.setChecked(request.enabled)
        self.on.setText(self.tr("On") if request.enabled else self.tr("Off"))
        self.tabs.set_count("headers", len(request.headers))
        self.tabs.set_count("checks", len(request.checks) or None)
        self.origins.show_request(scenario, request)
        self._footer.set_text(checks_summary(request, self.tr))
        if another:
            self.show_tab("body" if request.body is not None else "address")
        else:
            self._fill(_TABS[self._pages.currentIndex()])

    def show_tab(self, key: str) -> None:
        """Show a part of the request: address, headers, body, checks or timing."""
        self.tabs.set_current(key)
        self._show_tab(key)

    def _show_tab(self, key: str) -> None:
        self._fill(key)
        self._pages.setCurrentIndex(_TABS.index(key))
        self._pages.updateGeometry()

    def _fill(self, key: str) -> None:
        """Bring a tab up to date."""
        request = self._request
        if request is None or key not in self._stale:
            return
        self._stale.remove(key)
        match key:
            case "address":
                self._address.show_request(request, self._expressions)
            case "headers":
                self._headers.show_fields(request.headers, self._expressions)
                self._log_in.show_request(request, self._expressions)
            case "body":
                self._body.show_request(request, self._expressions)
            case "checks":
                self._checks.show_checks(request)
            case _:
                self._timing.show_request(request)

    # The tabs, up to date when somebody asks

    @property
    def address(self) -> AddressTab:
        self._fill("address")
        return self._address

    @property
    def headers(self) -> FieldsForm:
        self._fill("headers")
        return self._headers

    @property
    def log_in(self) -> LogInForm:
        self._fill("headers")
        return self._log_in

    @property
    def body(self) -> BodyTab:
        self._fill("body")
        return self._body

    @property
    def checks(self) -> ChecksTab:
        self._fill("checks")
        return self._checks

    def _tell(self, words: str, request: HttpRequest, burst: str) -> None:
        self._request = request
        self.edited.emit(words, request, f"{request.id} {burst}" if burst else "")

    def _headers_edited(self, fields: tuple[Field, ...], burst: str) -> None:
        if self._request is not None:
            self._tell(self.tr("Edit headers"), replace(self._request, headers=fields), burst and f"header {burst}")

    def _checks_edited(self, checks: tuple[Check, ...], words: str, burst: str) -> None:
        if self._request is not None:
            self._tell(words, replace(self._request, checks=checks), burst)


def expressions_of(scenario: Scenario) -> tuple[str, ...]:
    """Return what may be put into a field: columns of the data files, then the changing values."""
    columns = tuple(f"{source.name}.{column}" for source in scenario.data_sources for column in source.columns)
    return (*columns, *(variable.name for variable in scenario.variables))
