"""Builders of recordings for tests: an exchange in one line, with the headers that a browser would send."""

from __future__ import annotations

from loadstudio.http_types.message import Request, Response
from loadstudio.recording.entry import Entry, Page, Recording

T0_US = 1_795_000_000_000_000
NAVIGATES = (("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Mode", "navigate"))


def an_entry(
    url: str,
    *,
    at_ms: float = 0,
    took_ms: float = 50,
    method: str = "GET",
    navigates: bool = False,
    headers: tuple[tuple[str, str], ...] = (),
    body: bytes = b"",
    status: int = 200,
    answer: bytes = b"",
    kind: str = "text/html",
    answer_headers: tuple[tuple[str, str], ...] = (),
    resource_type: str = "",
    page_id: str = "",
) -> Entry:
    """Return an exchange that began `at_ms` after the recording's start."""
    started_us = T0_US + round(at_ms * 1000)
    return Entry(
        id=f"{method} {url} {at_ms}",
        page_id=page_id,
        started_us=started_us,
        ended_us=started_us + round(took_ms * 1000),
        request=Request(method=method, url=url, headers=(NAVIGATES if navigates else ()) + headers, body=body),
        response=Response(
            status=status,
            headers=(("Content-Type", kind), *answer_headers),
            body=answer,
            wire_bytes=len(answer),
        )
        if status
        else None,
        resource_type=resource_type or ("document" if navigates else ""),
        error="" if status else "refused",
    )


def a_recording(*entries: Entry, start_url: str = "") -> Recording:
    """Return a recording of one page."""
    page = Page(id="", title="Home", started_us=T0_US)
    return Recording(entries=entries, pages=(page,), start_url=start_url)
