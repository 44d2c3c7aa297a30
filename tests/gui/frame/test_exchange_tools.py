"""What can be done with an exchange that is shown, wherever that is: without its secrets, and without harm."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.exchange_tools import ExchangeTools, exchange_of
from loadstudio.gui.outside import drop_old_pages
from loadstudio.http_types.message import Request, Response
from loadstudio.metrics.exchange import Exchange
from loadstudio.recording.entry import Entry

_PAGE = Exchange(
    request_id="r1",
    label="Log in",
    step="Log in",
    method="POST",
    url="https://shop.test/login?token=t0p",
    request_headers=(("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", "session=s3cret")),
    request_body=b"user=kim&password=hunter2",
    status=500,
    response_headers=(("Content-Type", "text/html; charset=iso-8859-1"),),
    response_body="<h1>Größer</h1><input type='password' value='hunter2'><script>go()</script>".encode("latin-1"),
)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url) or True)
    return urls


def _tools(qtbot: QtBot, exchange: Exchange | None = _PAGE, *, small: bool = False) -> ExchangeTools:
    tools = ExchangeTools(small=small)
    qtbot.addWidget(tools)
    tools.show_exchange(exchange)
    return tools


@pytest.mark.parametrize("small", [False, True])
def test_the_command_has_no_secrets(qtbot: QtBot, small: bool) -> None:
    tools = _tools(qtbot, small=small)
    tools.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl 'https://shop.test/login?token=[hidden]'")
    assert "user=kim&password=[hidden]" in copied
    assert not any(secret in copied for secret in ("t0p", "s3cret", "hunter2"))
    assert "Copied" in (tools.copy.accessibleName(), tools.copy.text())
    tools.show_exchange(_PAGE)
    assert tools.copy.accessibleName() == "Copy as curl command"


def test_more_secrets_are_hidden_where_more_are_known(qtbot: QtBot) -> None:
    tools = _tools(qtbot)
    tools.show_exchange(_PAGE, lambda one: replace(one, url=one.url.replace("shop", "[hidden]")))
    tools.copy.click()
    assert QGuiApplication.clipboard().text().startswith("curl 'https://[hidden].test/")


def test_what_was_sent_and_is_cut_is_not_copied(qtbot: QtBot) -> None:
    tools = _tools(qtbot)
    tools.show_exchange(_PAGE, sent_is_cut=True)
    assert not tools.copy.isEnabled()
    assert tools.copy.toolTip() == "What was sent is too long to be copied."
    tools.show_exchange(_PAGE)
    assert tools.copy.isEnabled()


@pytest.mark.usefixtures("own_home")
def test_a_page_is_written_for_its_owner_alone_and_shown(qtbot: QtBot, opened: list[QUrl]) -> None:
    tools = _tools(qtbot)
    tools.open.click()
    path = Path(opened[0].toLocalFile())
    page = path.read_text("utf-8")
    assert "&lt;h1&gt;Größer&lt;/h1&gt;" in page
    assert "<script" not in page
    assert "hunter2" not in page
    assert "POST https://shop.test/login?token=[hidden]: 500" in page
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    drop_old_pages(path.parent, time.time() - 60)
    assert path.exists()
    drop_old_pages(path.parent, time.time() + 60)
    assert not path.exists()


@pytest.mark.usefixtures("own_home")
def test_what_nothing_opens_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    tools = _tools(qtbot)
    tools.open.click()
    assert "Could not be opened" in (tools.open.accessibleName(), tools.open.text())
    assert tools.open.toolTip() == "No program of this computer opens web pages."


def test_only_pages_are_opened_and_what_was_not_answered_can_be_copied(qtbot: QtBot) -> None:
    tools = _tools(qtbot, None)
    assert tools.isHidden()
    request = Request(method="GET", url="https://shop.test/api")
    entry = Entry(id="e", page_id="p", started_us=0, ended_us=2_000, request=request, response=None, error="no route")
    tools.show_exchange(exchange_of(entry))
    assert not tools.isHidden()
    assert tools.open.isHidden()
    tools.copy.click()
    assert QGuiApplication.clipboard().text() == "curl https://shop.test/api"
    answer = Response(status=200, headers=(("content-type", "application/json"),), body=b"{}")
    tools.show_exchange(exchange_of(replace(entry, response=answer)))
    assert tools.open.isHidden()
    tools.show_exchange(_PAGE)
    assert not tools.open.isHidden()
