"""The browser's cache of one user, as far as servers notice it: which answers it has, not what is in them."""

from __future__ import annotations

from loadstudio.http_types.caching import Kept, kept_of, renewed
from loadstudio.playback.program import CompiledExchange
from loadstudio.playback.render import Origin

_MOST_KEPT = 1000
_SAFE = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))  # RFC 9110, 9.2.1
_CONDITIONAL = frozenset(("if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "if-range", "range"))
_NOT_MODIFIED = 304


def may_be_kept(exchange: CompiledExchange) -> bool:
    """Tell whether a browser may have the answer already: a plain GET of which nobody wants to see the content."""
    request = exchange.node
    headers = {field.name.lower() for field in request.headers if field.enabled}
    return (
        request.method == "GET"
        and request.body is None
        and not exchange.extractors
        and exchange.checks.status_only
        and not headers & _CONDITIONAL
    )


def makes_old(exchange: CompiledExchange) -> bool:
    """Tell whether a successful answer means that what is kept of its address is old (RFC 9111, 4.4)."""
    return exchange.node.method not in _SAFE


class BrowserCache:
    """One user's. Addresses are known by origin and target."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: dict[tuple[Origin, bytes], Kept] = {}

    def request(self, origin: Origin, request: bytes, now_s: float) -> bytes | None:
        """Return what is to be sent: None while the answer is fresh, with conditions when it has grown old."""
        kept = self._kept.get((origin, _target(request)))
        if kept is None:
            return request
        if now_s < kept.fresh_until_s:
            return None
        head, blank, body = request.partition(b"\r\n\r\n")
        return b"".join((head, b"\r\n", kept.conditions, blank[2:], body))

    def keep(
        self, origin: Origin, request: bytes, *, status: int, head: bytes, sent_s: float, received_s: float
    ) -> bool:
        """Take note of an answer; return whether it said that what is kept is still good."""
        key = (origin, _target(request))
        kept = self._kept.get(key)
        if status == _NOT_MODIFIED and kept is not None:
            self._kept[key] = renewed(kept, head, sent_s, received_s)
            return True
        new = kept_of(status, head, sent_s, received_s)
        if new is None:
            self._kept.pop(key, None)
            return False
        if len(self._kept) >= _MOST_KEPT and key not in self._kept:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = new
        return False

    def forget(self, origin: Origin, request: bytes) -> None:
        """What is kept of this address is old."""
        self._kept.pop((origin, _target(request)), None)


def _target(request: bytes) -> bytes:
    start = request.find(b" ") + 1
    return request[start : request.find(b" ", start)]
