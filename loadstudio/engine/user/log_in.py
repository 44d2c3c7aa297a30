"""Digest log-ins of one user: the challenges met, the answers to them, and a request sent again with an answer.

A challenge and the request that answers it count as one request of the scenario, as the person sees it. Once a
challenge was met, its answer goes unasked with every request of a log-in, as browsers do, until the pass is over.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from loadstudio.engine.http.response import Reply, Timing
from loadstudio.http_types.body import content_of_request
from loadstudio.http_types.digest import Challenge, authorization, challenge_of, next_nonce
from loadstudio.playback.origins import authority
from loadstudio.playback.render import Origin

if TYPE_CHECKING:
    from loadstudio.engine.user.request_making import RequestMaker
    from loadstudio.engine.user.script import RequestAction

type Send = Callable[[Origin, bytes], Reply]

_MOST_ANSWERS = 3  # to a challenge, and where the nonce was too old meanwhile


class Met:
    """A challenge met at a place, and how often its nonce was answered. The client's nonce is the same as long as the
    server's, so that servers that count a session from its first answer agree with those that do not (RFC 7616, 3.4.2).
    """

    __slots__ = ("challenge", "cnonce", "count", "place")

    def __init__(self, place: str, challenge: Challenge) -> None:
        self.place = place
        self.challenge = challenge
        self.cnonce = secrets.token_hex(16)
        self.count = 0

    def answer(self, request: bytes, credentials: tuple[str, str]) -> bytes:
        """Return the value of the field that answers it with this request."""
        self.count += 1
        head, _, body = request.partition(b"\r\n\r\n")
        method, target = head.decode("latin-1").split(" ", 2)[:2]
        asked = method, target, content_of_request(head, body)
        value = authorization(self.challenge, credentials, asked, self.count, self.cnonce)
        return value.encode("utf-8", "surrogateescape")


class _UnderWay(NamedTuple):
    credentials: tuple[str, str]
    origin: Origin
    path: str
    met: Met | None


class LogIns:
    """What one user knows of log-ins in a pass."""

    __slots__ = ("_met", "_under_way")

    def __init__(self) -> None:
        self._met: list[Met] = []
        self._under_way: dict[RequestAction, _UnderWay] = {}

    def begin(
        self, action: RequestAction, credentials: tuple[str, str], origin: Origin, path: str, request: bytes
    ) -> bytes:
        """Return the request as it is to be sent: with an answer where a challenge is known already."""
        place = _place(origin)
        met = next((one for one in self._met if one.challenge.covers(place, one.place, path)), None)
        self._under_way[action] = _UnderWay(credentials, origin, path, met)
        return request if met is None else _answered(request, met, credentials)

    def finish(
        self, maker: RequestMaker, action: RequestAction, request: bytes, reply: Reply, send: Send
    ) -> tuple[bytes, Reply]:
        """Answer the challenge in `reply`, if it is one; return the request sent last and its reply, which tells of the
        bytes and phases of all. `send` may raise ExchangeFailed.
        """
        credentials, origin, path, met = self._under_way.pop(action)
        for turn in range(_MOST_ANSWERS):
            challenge = _challenge_in(reply, origin, request)
            if challenge is None or (turn and not challenge.stale):
                break
            met = self._meet(_place(origin), challenge)
            action.tally.bytes_sent += len(request)
            if reply.cookies:
                request = maker.with_new_cookies(origin, path, request, reply.cookies)
            request = _answered(request, met, credentials)
            reply = joined(reply, send(origin, request))
        if met is not None and reply.status != 401:
            for field in fields_of(reply.head, b"authentication-info"):
                if nonce := next_nonce(field):
                    self._meet(met.place, met.challenge._replace(nonce=nonce))
        return request, reply

    def _meet(self, place: str, challenge: Challenge) -> Met:
        known = (one for one in self._met if (one.place, one.challenge.realm) != (place, challenge.realm))
        met = Met(place, challenge)
        self._met = [met, *known]
        return met


def _answered(request: bytes, met: Met, credentials: tuple[str, str]) -> bytes:
    return with_field(request, b"Authorization", met.answer(request, credentials))


def with_field(request: bytes, name: bytes, value: bytes) -> bytes:
    """Return a request with this header field in the place of those of the same name."""
    head, _, body = request.partition(b"\r\n\r\n")
    start = name.lower() + b":"
    kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(start)]
    return b"\r\n".join((*kept, name + b": " + value, b"", body))


def with_cookies(request: bytes, line: bytes) -> bytes:
    """Return a request with the jar's cookies (`a=1; b=2`), and those of its own of which the jar knows nothing."""
    known = {pair.partition(b"=")[0] for pair in line.split(b"; ")}
    fields = request.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
    sent = next((field.partition(b":")[2].strip() for field in fields if field[:7].lower() == b"cookie:"), b"")
    own = [pair for pair in sent.split(b"; ") if pair and pair.partition(b"=")[0] not in known]
    return with_field(request, b"Cookie", b"; ".join((line, *own))) if line else request


def _challenge_in(reply: Reply, origin: Origin, request: bytes) -> Challenge | None:
    if reply.status != 401:
        return None
    target = request.split(b" ", 2)[1].decode("latin-1")
    return challenge_of(fields_of(reply.head, b"www-authenticate"), asked=_place(origin) + target)


def joined(first: Reply, second: Reply) -> Reply:
    """Return the second reply with the bytes and the phases of both."""
    second.received_bytes += first.received_bytes
    earlier, later = first.timing, second.timing
    if earlier is not None and (earlier.connect_s or later is not None):
        later = later or Timing()
        second.timing = Timing(later.first_byte_s, earlier.connect_s + later.connect_s, earlier.tls_s + later.tls_s)
    return second


def _place(origin: Origin) -> str:
    return f"{origin.scheme}://{authority(origin)}"


def fields_of(head: bytes, name: bytes) -> Iterator[str]:
    """Yield the values of a field (named in lower case); lines that servers of old folded are one."""
    for line in head.replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ").split(b"\r\n"):
        key, _, value = line.partition(b":")
        if key.lower() == name:
            yield value.strip().decode("utf-8", "surrogateescape")
