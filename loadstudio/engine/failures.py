"""Why an exchange failed, as short sentences without changing parts, so that equal failures count as one.

A failed exchange is a sample of the run, never an error of the program: these exceptions end in `steps`.
"""

from __future__ import annotations

import errno

_REASONS = {
    errno.ECONNREFUSED: "connection refused",
    errno.ECONNRESET: "the server reset the connection",
    errno.ECONNABORTED: "the connection was aborted",
    errno.EPIPE: "the server closed the connection",
    errno.ETIMEDOUT: "the network gave no answer",
    errno.EHOSTUNREACH: "the host cannot be reached",
    errno.ENETUNREACH: "the network cannot be reached",
    errno.EADDRNOTAVAIL: "this computer has no free port left for another connection",
    errno.EMFILE: "this computer allows no more open connections",
    errno.ENFILE: "this computer allows no more open connections",
}


class ExchangeFailed(Exception):
    """No complete answer came. `reason` is the sentence that the tables show."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ConnectionLost(ExchangeFailed):
    """The connection ended while it was needed."""


class NoAnswer(ConnectionLost):
    """The connection ended before the first byte of the answer: on a kept connection the request may be repeated."""


class TimedOut(ExchangeFailed):
    """The time for the whole exchange is over."""


def reason_of(error: OSError) -> str:
    """Return the sentence for a socket's error."""
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    return (error.strerror or type(error).__name__).lower()
