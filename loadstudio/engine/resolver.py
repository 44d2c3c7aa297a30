"""Names to addresses: asked once in a while for all users of a worker, off the event loop.

`localhost` and names below it are this computer, as in browsers (RFC 6761). The address that last took a
connection is tried first.
"""

from __future__ import annotations

import _socket  # the plain functions: gevent replaces those of `socket`
import time
from typing import NamedTuple

from gevent.event import AsyncResult
from gevent.hub import get_hub

from loadstudio.engine.failures import ExchangeFailed

_KEEP_S = 60.0


class Address(NamedTuple):
    """Where to connect to."""

    family: int
    protocol: int
    socket_address: tuple[str | bytes | int, ...]


class Resolver:
    """One for each worker."""

    __slots__ = ("_asked", "_known")

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[float, list[Address]]] = {}
        self._asked: dict[tuple[str, int], AsyncResult] = {}

    def addresses(self, host: str, port: int) -> list[Address]:
        """Return where `host` may be reached, best first. Waits; raises ExchangeFailed when the name does not
        resolve.
        """
        key = (host, port)
        known = self._known.get(key)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        pending = self._asked.get(key)
        if pending is not None:
            return _addresses_of(pending, host)
        answer = AsyncResult()
        self._asked[key] = answer
        try:
            answer.set(_look_up(host, port))
        except OSError as error:
            answer.set(error)
        except BaseException:  # this greenlet is killed: those who wait with it must not hang
            answer.set(OSError("the look-up was cut off"))
            raise
        finally:
            del self._asked[key]
        found = _addresses_of(answer, host)
        self._known[key] = (time.monotonic() + _KEEP_S, found)
        return found

    def prefer(self, host: str, port: int, address: Address) -> None:
        """Try this address first from now on."""
        known = self._known.get((host, port))
        if known is not None and known[1][0] is not address and address in known[1]:
            known[1].remove(address)
            known[1].insert(0, address)


def _addresses_of(answer: AsyncResult, host: str) -> list[Address]:
    found: list[Address] | OSError = answer.get()
    if isinstance(found, OSError) or not found:
        raise ExchangeFailed(f"the name {host} does not resolve")
    return found


def _look_up(host: str, port: int) -> list[Address]:
    if host == "localhost" or host.endswith(".localhost"):
        numbers = ["127.0.0.1", "::1"] if _socket.has_ipv6 else ["127.0.0.1"]
        return [address for number in numbers for address in _ask(number, port, _socket.AI_NUMERICHOST)]
    try:
        return _ask(host, port, _socket.AI_NUMERICHOST)
    except _socket.gaierror:
        found: list[Address] = get_hub().threadpool.apply(_ask, (host, port, 0))
        return found


def _ask(host: str, port: int, flags: int) -> list[Address]:
    try:
        ascii_host = host.encode("idna") if not host.isascii() else host
    except UnicodeError as error:
        raise OSError(str(error)) from error
    rows = _socket.getaddrinfo(ascii_host, port, _socket.AF_UNSPEC, _socket.SOCK_STREAM, 0, flags)
    return [Address(family, protocol, address) for family, _, protocol, _, address in rows]
