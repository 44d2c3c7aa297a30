"""Why an exchange failed, as short sentences without changing parts, so that equal failures count as one.

A failed exchange is a sample of the run, never an error of the program: these exceptions end in `request_making`.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence

from loadstudio.metrics.trust import NO_FILE_LEFT, NO_PORT_LEFT

_REASONS = {
    errno.ECONNREFUSED: "connection refused",
    errno.ECONNRESET: "the server reset the connection",
    errno.ECONNABORTED: "the connection was aborted",
    errno.EPIPE: "the server closed the connection",
    errno.ETIMEDOUT: "the network gave no answer",
    errno.EHOSTUNREACH: "the host cannot be reached",
    errno.ENETUNREACH: "the network cannot be reached",
    errno.EADDRNOTAVAIL: NO_PORT_LEFT,
    errno.EMFILE: NO_FILE_LEFT,
    errno.ENFILE: NO_FILE_LEFT,
}

CUT_OFF = "no answer until the run was over"

_AT_ITS_END = frozenset((errno.EADDRNOTAVAIL, errno.EMFILE, errno.ENFILE))
_NO_WAY = frozenset((errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EAFNOSUPPORT))


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


class NotConnected(ExchangeFailed):
    """No connection came about; `error` is the socket's."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"could not connect: {reason_of(error)}")
        self.is_at_its_end = error.errno in _AT_ITS_END  # this computer, not the network or the server
        self.has_no_way = error.errno in _NO_WAY


def worth_telling(failures: Sequence[ExchangeFailed]) -> ExchangeFailed:
    """Return which of the failures on several addresses of a server says most: that this computer is at its end, what
    somebody answered, that nobody did, and least that the network lacks one of the two protocols; else the last.
    """

    def weight(failure: ExchangeFailed) -> int:
        if not isinstance(failure, NotConnected):
            return 1 if isinstance(failure, TimedOut) else 2
        return 3 if failure.is_at_its_end else 0 if failure.has_no_way else 1

    return max(reversed(failures), key=weight)
