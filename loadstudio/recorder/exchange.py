"""A request with its answer while both are under way, and what of the answer's body is kept."""

from __future__ import annotations

import time

from mitmproxy import http

from loadstudio.base.ids import new_id

_KEPT_BODY_BYTES = 64 * 1024 * 1024


class Exchange:
    """A flow under way. `received` is its body so far; None until it is passed on in pieces. `leads_on` when its answer
    is a redirect, which the steps know already.
    """

    def __init__(self, flow: http.HTTPFlow, page_id: str, kind: str, started_us: int) -> None:
        self.id = new_id("e")
        self.flow = flow
        self.page_id = page_id
        self.kind = kind
        self.started_us = started_us
        self.received: bytearray | None = None
        self.received_bytes = 0
        self.leads_on = False

    def pass_on(self, data: bytes) -> bytes:
        """Keep a piece of the answer and let it through."""
        if self.received is not None:
            self.received_bytes += len(data)
            if self.received_bytes <= _KEPT_BODY_BYTES:
                self.received += data
        return data

    @property
    def too_big(self) -> bool:
        """Whether the body is more than what is kept."""
        return self.received_bytes > _KEPT_BODY_BYTES

    @property
    def endless(self) -> bool:
        """Whether it goes on until someone closes it."""
        response = self.flow.response
        if self.flow.websocket is not None or self.kind in ("websocket", "eventsource"):
            return True
        return bool(response and response.headers.get("content-type", "").startswith("text/event-stream"))

    @property
    def ended_s(self) -> float:
        """When it ended, as the proxy says; now while it goes on."""
        flow = self.flow
        if flow.websocket is not None and flow.websocket.timestamp_end:
            return flow.websocket.timestamp_end
        if flow.response and flow.response.timestamp_end and flow.websocket is None:
            return flow.response.timestamp_end
        if flow.error:
            return flow.error.timestamp
        return time.time()
