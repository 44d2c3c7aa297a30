"""The list of a recording in progress in the real window, with a fake recorder: to be looked at and walked."""

from __future__ import annotations

from typing import cast

from PySide6.QtTest import QTest

from loadstudio.gui.record.live_page import LivePage
from loadstudio.gui.record.screen import RecordScreen
from loadstudio.http_types.message import Request, Response
from loadstudio.recording.entry import Entry
from loadstudio.wire.recorder_messages import BrowserOpened, CaptureStarted, EntryCaptured, EntryShown, PageStarted
from tests.support.run_pictures import STRANGE, Studio
from tests.support.window import START_US, captured

_KINDS = (
    ("/", "text/html", "document", 200),
    ("/assets/app.5f2c.js", "text/javascript", "script", 200),
    ("/assets/app.css", "text/css", "style", 200),
    ("/api/basket?with=prices", "application/json", "fetch", 200),
    ("/api/suggestions?q=fern&limit=10", "application/json", "fetch", 404),
    ("/live", "", "websocket", 101),
    ("/checkout", "text/html", "document", 503),
)
_PAGE = b"<!doctype html><title>Sorry</title><h1>Too busy</h1><p>Please come back later.</p>"


def live(studio: Studio, *, steps: int = 3) -> LivePage:
    """Record a site in as many steps."""
    studio.window.show_screen("record")
    screen = cast("RecordScreen", studio.window.screen_of("record"))
    screen.start.address.setText("https://shop.example/")
    screen.start.record.click()
    studio.children.last.say(
        CaptureStarted(proxy="127.0.0.1:4711", ca_file="", spki=""), BrowserOpened(name="Chromium")
    )
    number = 0
    for step in range(steps):
        title = ("Home", "Log in", *STRANGE)[step % (2 + len(STRANGE))]
        studio.children.last.say(PageStarted(page_id=f"p{step}", title=title, started_us=START_US + step * 10_000_000))
        for kind in _KINDS:
            number += 1
            studio.children.last.say(_captured(number, f"p{step}", kind))
    page = screen.live
    assert page is not None
    for _ in range(200):
        QTest.qWait(20)
        if page.pieces.is_done and page.strip.requests.text() != "0":
            break
    studio.settle()
    return page


def found(studio: Studio) -> None:
    """Look for what failed, and at the page that came."""
    page = live(studio)
    page.requests.sought.text.setText("shop.example -live")
    page.requests.sought.kind.set_current("failed")
    QTest.qWait(50)
    step = page.model.index(0, 0)
    page.requests.tree.setCurrentIndex(page.model.index(page.model.rowCount(step) - 1, 0, step))
    entry = Entry(
        id=page.exchange.entry_id,
        page_id="p0",
        started_us=START_US,
        ended_us=START_US + 12_000,
        request=Request(method="GET", url="https://shop.example/checkout"),
        response=Response(status=503, headers=(("content-type", "text/html"),), body=_PAGE),
    )
    studio.children.last.say(EntryShown(entry_id=entry.id, entry=entry, response_bytes=len(_PAGE)))


def _captured(number: int, page: str, kind: tuple[str, str, str, int]) -> EntryCaptured:
    path, mime_type, resource_type, status = kind
    host = "cdn.shop.example" if path.startswith("/assets") else "shop.example"
    return captured(number, page, path, host=host, status=status, mime_type=mime_type, resource_type=resource_type)
