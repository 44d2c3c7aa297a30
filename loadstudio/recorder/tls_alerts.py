"""Has mitmproxy notice that a server hung up by a TLS alert, which it (12.2) does not: the browser waited for ever.

A server that misses a client's certificate says so, in TLS 1.3, only after the handshake. mitmproxy passes over the
alert, and then over the end of the connection too, because OpenSSL counts the alert as an end that was told already.
"""

from __future__ import annotations

from typing import Any

from mitmproxy.connection import ConnectionState
from mitmproxy.proxy import tunnel
from mitmproxy.proxy.layers.tls import TLSLayer

_passed_on = TLSLayer.receive_data


def _receive_data(self: Any, data: bytes) -> Any:
    yield from _passed_on(self, data)
    self.end_was_told = not self.conn.state & ConnectionState.CAN_READ


def _receive_close(self: Any) -> Any:
    if not getattr(self, "end_was_told", False):
        yield from tunnel.TunnelLayer.receive_close(self)


def notice_alerts() -> None:
    """Put this in the place of mitmproxy's own way; once a process is enough."""
    TLSLayer.receive_data = _receive_data  # type: ignore[method-assign]  # there is no other door
    TLSLayer.receive_close = _receive_close  # type: ignore[method-assign]  # as above
