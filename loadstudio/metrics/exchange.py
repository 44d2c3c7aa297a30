"""One request as sent and what came back, whole: what a failure or a check is explained with. Counts and times of all
requests are histograms, not these.
"""

from __future__ import annotations

import msgspec

from loadstudio.http_types.headers import Headers


class Exchange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request as sent and what came back; bodies decoded and cut at a limit (`*_bytes` give the true sizes)."""

    request_id: str
    label: str
    step: str
    method: str
    url: str
    request_headers: Headers = ()
    request_body: bytes = b""
    status: int = 0
    reason: str = ""
    response_headers: Headers = ()
    response_body: bytes = b""
    response_bytes: int = 0
    latency_ms: float = 0.0
    failure: str = ""
    """Why it counts as failed (a check's sentence, a connection error), or ''."""
    taken: tuple[tuple[str, str], ...] = ()
    """The variables that were taken from the answer, with their values."""
