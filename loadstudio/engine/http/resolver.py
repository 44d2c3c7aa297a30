"""Names to addresses: asked once in a while for all users of a worker, off the event loop.

`localhost` and names below it are this computer, as in browsers (RFC 6761). Where a name has several addresses, the
connections of a worker take turns, as many people with caches of their own do; one that took no connection is tried
last.
"""

from __future__ import annotations

import _socket  # the plain functions: gevent replaces those of `socket`
import time
from functools import cache
from typing import NamedTuple

from gevent.event import AsyncResult
from gevent.hub import get_hub

from loadstudio.engine.http.failures import ExchangeFailed

_KEEP_S = 60.0


class Address(NamedTuple):
    """Where to connect to."""

    family: int
    protocol: int
    socket_address: tuple[str | bytes | int, ...]


class _Known:
    """What a name resolved to, until when, and whose turn it is."""

    __slots__ = ("addresses", "turn", "until_s")

    def __init__(self, addresses: list[Address], until_s: float) -> None:
        self.addresses = addresses
        self.until_s = until_s
        self.turn = 0

    def next(self) -> list[Address]:
        """Return the addresses, each time another one of the first protocol's first."""
        first = self.addresses[0].family
        alike = next((number for number, one in enumerate(self.addresses) if one.family != first), len(self.addresses))
        place = self.turn % alike
        self.turn += 1
        return self.addresses[place:alike] + self.addresses[:place] + self.addresses[alike:]


class Resolver:
    """One for each worker. With `fresh` every new connection asks, and those at the same moment share the answer."""

    __slots__ = ("_asked", "_fresh", "_known")

    def __init__(self, *, fresh: bool = False) -> None:
        self._fresh = fresh
        self._known: dict[tuple[str, int], _Known] = {}
        self._asked: dict[tuple[str, int], AsyncResult] = {}

    def addresses(self, host: str, port: int) -> list[Address]:
        """Return where `host` may be reached, best first. Waits; raises ExchangeFailed when the name does not
        resolve.
        """
        key = (host, port)
        known = self._known.get(key)
        if known is not None and known.until_s > time.monotonic():
            return known.next()
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
        if self._fresh:
            return found
        self._known[key] = known = _Known(list(found), time.monotonic() + _KEEP_S)
        return known.next()

    def demote(self, host: str, port: int, address: Address) -> None:
        """Try this address last until the name is looked up again: it took no connection."""
        known = self._known.get((host, port))
        if known is not None and address in known.addresses:
            known.addresses.remove(address)
            known.addresses.append(address)


def _addresses_of(answer: AsyncResult, host: str) -> list[Address]:
    found: list[Address] | OSError = answer.get()
    if isinstance(found, OSError) or not found:
        raise ExchangeFailed(f"the name {host} does not resolve")
    return found


@cache
def _has_ipv6() -> bool:
    """Tell whether this computer speaks IPv6 with itself: many containers do not, whatever their system could."""
    if not _socket.has_ipv6:
        return False
    sock = None
    try:
        sock = _socket.socket(_socket.AF_INET6, _socket.SOCK_STREAM)
        sock.bind(("::1", 0))
    except OSError:
        return False
    finally:
        if sock is not None:
            sock.close()
    return True


def _look_up(host: str, port: int) -> list[Address]:
    if host == "localhost" or host.endswith(".localhost"):
        numbers = ["127.0.0.1", "::1"] if _has_ipv6() else ["127.0.0.1"]
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
