"""The address of a request: method, scheme, host and path as one field, the query as a form."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.gui.scenario.request.fields_form import FieldsForm
from loadstudio.gui.scenario.request.template_field import TemplateField
from loadstudio.gui.widgets.fields import Select
from loadstudio.gui.widgets.label import Label
from loadstudio.scenario.model import Field, HttpRequest

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


class AddressTab(QWidget):
    """`edited(request, burst)` after each change by the person."""

    edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: HttpRequest | None = None
        self.method = Select([(name, name) for name in _METHODS], name=self.tr("Method"))
        self.method.setMinimumWidth(100)
        self.method.chosen.connect(self._method_chosen)
        self.url = TemplateField(name=self.tr("Address without the query"))
        self.url.edited.connect(self._url_edited)
        self.query = FieldsForm(self.tr("Add to the query"))
        self.query.edited.connect(self._query_edited)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.method)
        row.addWidget(self.url, 1)
        self._query_title = Label(self.tr("Query"), "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._query_title)
        column.addWidget(self.query)

    def show_request(self, request: HttpRequest, expressions: tuple[str, ...]) -> None:
        """Show the address of a request; `expressions` are the variables that may be put into it."""
        self._request = request
        if request.method not in _METHODS:
            self.method.set_items([(name, name) for name in (request.method, *_METHODS)])
        self.method.set_current(request.method)
        self.url.set_template(request.url)
        self._query_title.setVisible(bool(request.query))
        self.query.show_fields(request.query, expressions)

    def _tell(self, request: HttpRequest, burst: str) -> None:
        self._request = request
        self.edited.emit(request, burst)

    def _method_chosen(self, method: str) -> None:
        if self._request is not None:
            self._tell(replace(self._request, method=method), "")

    def _url_edited(self, url: str) -> None:
        if self._request is not None:
            self._tell(replace(self._request, url=url), "url")

    def _query_edited(self, fields: tuple[Field, ...], burst: str) -> None:
        if self._request is not None:
            self._tell(replace(self._request, query=fields), burst and f"query {burst}")
