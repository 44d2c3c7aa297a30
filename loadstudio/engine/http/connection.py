"""One connection of one user: a plain non-blocking socket with one lasting watcher, and a greenlet that waits for it.

gevent's own sockets are not used: they ask the kernel more often than needed, which costs a third of the speed.
Nothing here knows HTTP except that one request is answered by one response.
"""

from __future__ import annotations

import _socket  # the plain socket: gevent replaces the one of `socket`
import errno
import math
import time
from collections.abc import Callable

from gevent import getcurrent

from loadstudio.base.units import duration_text
from loadstudio.engine.http.failures import ConnectionLost, ExchangeFailed, NoAnswer, TimedOut, reason_of
from loadstudio.engine.http.reactor import Reactor
from loadstudio.engine.http.resolver import Address
from loadstudio.engine.http.response import Reply, Timing, read_response

_READ, _WRITE = 1, 2
_RECEIVE_BYTES = 64 * 1024
_EXPIRED = object()
_NEVER = math.inf


class Connection:
    """An open connection. It belongs to the greenlet that made it, or adopted it last.

    `deadline_s` (`time.perf_counter`) ends any waiting with TimedOut. `gone` turns true when the server closes,
    or sends what nobody asked for, while the connection is idle. After any exception it must be closed. `connect_s` and
    `tls_s` are what opening and securing it took, until the first exchange has told of them.
    """

    __slots__ = (
        "__weakref__",
        "_hub_switch",
        "_is_watching",
        "_reactor",
        "_receive_some",
        "_send_some",
        "_sock",
        "_switch",
        "_waiter",
        "_watcher",
        "connect_s",
        "deadline_s",
        "first_piece_s",
        "gone",
        "timeout_s",
        "tls_s",
        "used_s",
    )

    def __init__(self, reactor: Reactor, address: Address, timeout_s: float) -> None:
        self._reactor = reactor
        self._sock = _socket.socket(address.family, _socket.SOCK_STREAM, address.protocol)
        self._sock.setblocking(False)
        self._sock.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        self._send_some = self._sock.send
        self._receive_some = self._sock.recv
        self._watcher = reactor.loop.io(self._sock.fileno(), _READ)
        self._is_watching = False
        self._hub_switch = reactor.hub_switch
        self._switch: Callable[..., object] = getcurrent().switch
        self._waiter: Callable[..., object] | None = None
        self.deadline_s = _NEVER
        self.timeout_s = timeout_s
        self.gone = False
        self.used_s = 0.0
        self.first_piece_s = 0.0
        self.connect_s = 0.0
        self.tls_s = 0.0
        reactor.open.add(self)

    def adopt(self) -> None:
        """From now on it belongs to the greenlet that calls; to be called while nobody waits for it."""
        self._switch = getcurrent().switch

    def connect(self, address: Address) -> None:
        """Connect within the deadline. Raises OSError or TimedOut."""
        code = self._sock.connect_ex(address.socket_address)
        if code in (errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)):
            self._wait_writable()
            code = self._sock.getsockopt(_socket.SOL_SOCKET, _socket.SO_ERROR)
        if code:
            raise OSError(code, errno.errorcode.get(code, "unknown error"))

    def open_tunnel(self, request: bytes) -> Reply:
        """Ask a proxy for a way to a server (CONNECT), before `secure`; return its answer. Raises ExchangeFailed."""
        Connection.send(self, request)  # to the proxy itself, hence never inside TLS
        reply = read_response(Connection.receive(self), lambda: Connection.receive(self), head_request=True)
        if reply.received_bytes > len(reply.head) + 4 and reply.status < 300:
            raise ExchangeFailed("the proxy sent what nobody asked for")
        return reply

    def secure(self) -> None:
        """Do what must be done after connecting, before the first request."""

    def exchange(self, request: bytes, started_s: float, head_request: bool, keep_body: bool) -> Reply:
        """Send one request and return its response. Raises ExchangeFailed; NoAnswer when not one byte came back."""
        self.used_s = started_s
        self.deadline_s = started_s + self.timeout_s
        try:
            self.send(request)
        except ConnectionLost as lost:
            return self._early_answer(lost, head_request)
        try:
            data = self.receive()
        except ConnectionLost as lost:
            raise NoAnswer(lost.reason) from None
        self.first_piece_s = 0.0
        reply = read_response(data, self._receive_next, head_request, keep_body)
        if self.first_piece_s or self.connect_s:
            reply.timing = self._timing(started_s)
        return reply

    def _receive_next(self) -> bytes:
        """Receive a further piece of an answer; asking for the second tells when the first was there."""
        if not self.first_piece_s:
            self.first_piece_s = time.perf_counter()
        return self.receive()

    def _timing(self, started_s: float) -> Timing:
        first_byte_s = self.first_piece_s - started_s if self.first_piece_s else None
        timing = Timing(first_byte_s, self.connect_s, self.tls_s)
        self.connect_s = self.tls_s = 0.0
        return timing

    def _early_answer(self, lost: ConnectionLost, head_request: bool) -> Reply:
        """A server may refuse a large body with an answer and close before it has read everything."""
        try:
            reply = read_response(self.receive(), self.receive, head_request)
        except ConnectionLost:
            raise NoAnswer(lost.reason) from None
        reply.reusable = False
        return reply

    @property
    def is_stale(self) -> bool:
        """Whether the idle connection has ended; asks the kernel, for requests that must not be repeated."""
        if self.gone:
            return True
        try:
            self._sock.recv(1, _socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    @property
    def is_waiting(self) -> bool:
        """Whether an exchange is under way."""
        return self._waiter is not None

    def send(self, data: bytes) -> None:
        """Send all of `data`. Raises ConnectionLost or TimedOut."""
        try:
            sent = self._send_some(data)
            if sent == len(data):
                return
        except BlockingIOError:
            sent = 0
        except OSError as error:
            raise ConnectionLost(reason_of(error)) from None
        self._send_rest(memoryview(data)[sent:])

    def _send_rest(self, rest: memoryview) -> None:
        while rest:
            self._wait_writable()
            try:
                rest = rest[self._send_some(rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise ConnectionLost(reason_of(error)) from None

    def receive(self) -> bytes:
        """Wait for bytes and return them, b"" when the server closed. Raises ConnectionLost or TimedOut."""
        if not self._is_watching:
            self._watcher.start(self._on_ready)
            self._is_watching = True
        while True:
            self._waiter = self._switch
            try:
                if self._hub_switch() is _EXPIRED:
                    raise self._timed_out()
                return self._receive_some(_RECEIVE_BYTES)
            except BlockingIOError:
                continue
            except OSError as error:
                raise ConnectionLost(reason_of(error)) from None
            finally:
                self._waiter = None  # a greenlet that is killed here must not be woken later

    def _timed_out(self) -> TimedOut:
        return TimedOut(f"no answer within {duration_text(self.timeout_s)}")

    def _wait_writable(self) -> None:
        if self._is_watching:  # unread bytes would wake the hub again and again
            self._watcher.stop()
            self._is_watching = False
        watcher = self._reactor.loop.io(self._sock.fileno(), _WRITE)
        watcher.start(self._on_ready)
        self._waiter = self._switch
        try:
            if self._hub_switch() is _EXPIRED:
                raise self._timed_out()
        finally:
            self._waiter = None
            watcher.stop()
            watcher.close()

    def _on_ready(self) -> None:
        """In the hub. The watcher stays on between requests, and tells of a server that closes meanwhile; it is
        level-triggered and would spin when nobody reads, so then it is stopped.
        """
        waiter = self._waiter
        if waiter is None:
            self._watcher.stop()
            self._is_watching = False
            self.gone = True
        else:
            self._waiter = None
            waiter()

    def expire(self) -> None:
        """In the hub: wake the greenlet that waits beyond the deadline."""
        waiter = self._waiter
        if waiter is not None and self.deadline_s < time.perf_counter():
            self._waiter = None
            waiter(_EXPIRED)

    def close(self) -> None:
        """Close at once. May be called again."""
        if self._watcher is None:
            return
        self.gone = True
        self._watcher.stop()  # before the descriptor is closed and given to another socket
        self._watcher.close()
        self._watcher = None
        self._reactor.open.discard(self)
        self._sock.close()
