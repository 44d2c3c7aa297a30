"""What can be done with any exchange that is shown: copied as a command of curl, and its page opened in the browser.
Secrets are hidden in both.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.base.errors import FileError
from loadstudio.gui.answer_page import harmless_page
from loadstudio.gui.language import told
from loadstudio.gui.outside import open_page_outside
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.http_types.body import is_page, media_type, text_of
from loadstudio.interchange.writing.curl_command import curl_command
from loadstudio.metrics.exchange import Exchange
from loadstudio.recording.entry import Entry
from loadstudio.results.redact import Redactor

_MOST_PAGE_BYTES = 2_000_000

type Hide = Callable[[Exchange], Exchange]
"""Takes the secrets out of an exchange."""


def exchange_of(entry: Entry) -> Exchange:
    """Return what was recorded as an exchange of a run is shown; `status` is 0 where no answer came."""
    response = entry.response
    exchange = Exchange(
        request_id="",
        label="",
        step="",
        method=entry.request.method,
        url=entry.request.url,
        request_headers=entry.request.headers,
        request_body=entry.request.body,
        latency_ms=(entry.ended_us - entry.started_us) / 1000,
        failure=entry.error,
    )
    if response is None:
        return exchange
    return replace(
        exchange,
        status=response.status,
        response_headers=response.headers,
        response_body=response.body,
        response_bytes=response.wire_bytes or len(response.body),
    )


class ExchangeTools(QWidget):
    """Two buttons for the exchange that was shown last, in words or (`small`) as icons; hidden while there is none."""

    def __init__(self, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exchange: Exchange | None = None
        self._hide: Hide = Redactor()
        self._words = (self.tr("Copy as curl command"), self.tr("Open in the browser"))
        if small:
            self.copy: Button | IconButton = IconButton("copy", self._words[0], size=24)
            self.open: Button | IconButton = IconButton("globe", self._words[1], size=24)
        else:
            self.copy = Button(self._words[0], "link", icon="copy")
            self.open = Button(self._words[1], "link", icon="globe")
        self.copy.clicked.connect(self._copy)
        self.open.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 if small else 16)
        row.addWidget(self.copy)
        row.addWidget(self.open)
        if not small:
            row.addStretch(1)
        self.hide()

    def show_exchange(self, exchange: Exchange | None, hide: Hide | None = None, *, sent_is_cut: bool = False) -> None:
        """Offer what can be done with an exchange; `hide` takes out more secrets than their names tell. What was sent
        and is not whole (`sent_is_cut`) is not copied.
        """
        self._exchange = exchange
        if hide is not None:
            self._hide = hide
        self.setVisible(exchange is not None)
        if exchange is None:
            return
        self._say(
            self.copy,
            self._words[0],
            "copy",
            self.tr("The request, to be pasted into a terminal by those who mend the site. Secrets are hidden."),
        )
        self.copy.setEnabled(not sent_is_cut)
        if sent_is_cut:
            self.copy.setToolTip(self.tr("What was sent is too long to be copied."))
        self._say(
            self.open,
            self._words[1],
            "globe",
            self.tr("The page as it came, without its scripts. Nothing is fetched from the site."),
        )
        self.open.setVisible(bool(exchange.response_body) and is_page(media_type(exchange.response_headers)))

    def _copy(self) -> None:
        if self._exchange is None:
            return
        sent = self._hide(replace(self._exchange, response_body=b"", response_headers=()))
        command = curl_command(sent.method, sent.url, sent.request_headers, sent.request_body)
        QGuiApplication.clipboard().setText(command)
        self._say(self.copy, self.tr("Copied"), "check", "")

    def _open(self) -> None:
        if self._exchange is None:
            return
        shown = self._exchange
        text = text_of(shown.response_headers, shown.response_body[:_MOST_PAGE_BYTES])
        answer = self._hide(replace(shown, request_body=b"", response_body=text.encode()))
        page = harmless_page(
            answer.response_body.decode(),
            f"{answer.method} {answer.url}: {answer.status}",
            self.tr(
                "LoadStudio shows the page as it came. Its scripts do not run, and nothing is fetched from the site."
            ),
        )
        try:
            taken, why = open_page_outside(page), self.tr("No program of this computer opens web pages.")
        except FileError as error:
            taken, why = False, told(str(error))
        if not taken:
            self._say(self.open, self.tr("Could not be opened"), "warn", why)

    @staticmethod
    def _say(button: Button | IconButton, words: str, icon: str, more: str) -> None:
        if isinstance(button, Button):
            button.set_text(words, icon=icon)
            button.setToolTip(more)
        else:
            button.set_icon(icon, words)
            button.setToolTip(f"{words}\n{more}".strip())
