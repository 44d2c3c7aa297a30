"""Builders of recordings for tests: write down what a browser exchanged, step by step, times included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from loadstudio.http_types.headers import Headers
from loadstudio.http_types.message import Request, Response
from loadstudio.http_types.url import encode_form
from loadstudio.recording.entry import Entry, Page, Recording

START_US = 1_795_000_000_000_000
SITE = "http://shop.test"
_EXCHANGE_US = 40_000


class RecordingBuilder:
    """Collects exchanges one after another; `page` begins a step, `wait` lets time pass."""

    def __init__(self, site: str = SITE) -> None:
        self.site = site
        self.now_us = START_US
        self.entries: list[Entry] = []
        self.pages: list[Page] = []

    def page(self, title: str) -> RecordingBuilder:
        """Begin a step."""
        self.pages.append(Page(id=f"page_{len(self.pages) + 1}", title=title, started_us=self.now_us))
        return self

    def wait(self, seconds: float) -> RecordingBuilder:
        """Let time pass."""
        self.now_us += int(seconds * 1e6)
        return self

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Headers = (),
        body: bytes | str = b"",
        status: int = 200,
        answer: bytes | str = b"",
        answer_headers: Headers = (),
        resource_type: str = "document",
    ) -> Entry:
        """Add an exchange that takes 40 ms; a relative `url` is the site's."""
        if not self.pages:
            self.page("Home")
        entry = Entry(
            id=f"entry_{len(self.entries) + 1}",
            page_id=self.pages[-1].id,
            started_us=self.now_us,
            ended_us=self.now_us + _EXCHANGE_US,
            request=Request(
                method=method,
                url=url if "://" in url else self.site + url,
                headers=(("Host", "shop.test"), *headers),
                body=body.encode() if isinstance(body, str) else body,
            ),
            response=Response(
                status=status,
                headers=answer_headers,
                body=answer.encode() if isinstance(answer, str) else answer,
            ),
            resource_type=resource_type,
        )
        self.now_us += _EXCHANGE_US + 10_000
        self.entries.append(entry)
        return entry

    def get(self, url: str, html: str = "", **fields: Any) -> Entry:
        """Add a page load."""
        return self.send("GET", url, answer=html, **(_HTML | fields))

    def form(self, url: str, sent: Mapping[str, str], **fields: Any) -> Entry:
        """Add a form that was sent; with `location` it is answered by a redirect."""
        return self.send("POST", url, body=urlencoded(sent), **(_redirect(fields) | {"headers": FORM}))

    def api(self, method: str, url: str, sent: object = None, got: object = None, **fields: Any) -> Entry:
        """Add a call of an API that speaks JSON."""
        headers = (*fields.pop("headers", ()), ("Content-Type", "application/json"))
        return self.send(
            method,
            url,
            headers=headers,
            body=msgspec.json.encode(sent) if sent is not None else b"",
            answer=msgspec.json.encode(got) if got is not None else b"",
            answer_headers=(("Content-Type", "application/json"), *fields.pop("answer_headers", ())),
            resource_type="fetch",
            **fields,
        )

    def script(self, url: str, text: str) -> Entry:
        """Add a static script."""
        return self.send(
            "GET", url, answer=text, answer_headers=(("Content-Type", "text/javascript"),), resource_type="script"
        )

    def recording(self) -> Recording:
        """Return what was collected."""
        return Recording(entries=tuple(self.entries), pages=tuple(self.pages), start_url=f"{self.site}/")


FORM: Headers = (("Content-Type", "application/x-www-form-urlencoded"),)
_HTML: dict[str, Any] = {"answer_headers": (("Content-Type", "text/html; charset=utf-8"),)}


def urlencoded(fields: Mapping[str, str]) -> str:
    """Return fields as a browser sends them."""
    return "&".join(f"{encode_form(name)}={encode_form(value)}" for name, value in fields.items())


def _redirect(fields: dict[str, Any]) -> dict[str, Any]:
    location = fields.pop("location", "")
    if location:
        fields = {"status": 303, "answer_headers": (("Location", location),)} | fields
    return fields
