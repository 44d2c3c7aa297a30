"""The HTTP/1.1 client of one user: keeps one connection for each server, opens and reopens them, sends and receives.

It follows no redirects and knows no cookies: the scenario has both.
"""

from __future__ import annotations

import ssl
import time

from loadstudio.base.units import duration_text
from loadstudio.engine.http.connection import Connection
from loadstudio.engine.http.failures import ExchangeFailed, NoAnswer, NotConnected, TimedOut, worth_telling
from loadstudio.engine.http.network import Network
from loadstudio.engine.http.resolver import Address
from loadstudio.engine.http.response import Reply
from loadstudio.engine.http.tls import TlsConnection
from loadstudio.playback.render import Origin

_REPEATABLE = frozenset(("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"))  # idempotent methods, RFC 9110, 9.2.2
_IDLE_CHECK_S = 0.05
_ADDRESS_TRIAL_S = 5.0


class HttpClient:
    """One user's connections, one for each server. Each is used by the greenlet that made it or adopted it last;
    different greenlets may be at it for different servers.

    TLS sessions are the user's own too: another person's browser has none, and the server's work for a first visit
    should not be spared.
    """

    __slots__ = ("_connections", "_network", "_recent", "_recent_origin", "_sessions")

    def __init__(self, network: Network) -> None:
        self._network = network
        self._connections: dict[Origin, Connection] = {}
        self._recent: Connection | None = None
        self._recent_origin: Origin | None = None
        self._sessions: dict[Origin, ssl.SSLSession] = {}

    def exchange(self, origin: Origin, method: str, request: bytes, started_s: float, keep_body: bool = True) -> Reply:
        """Send `request` (head and body) and return the answer. Raises ExchangeFailed with the reason.

        `started_s` (`time.perf_counter`) starts the time that all of it may take, connecting included. A request
        that a kept connection lost before the first byte of the answer is sent once more when its method allows
        that.
        """
        connection = self._recent if origin is self._recent_origin else self._connections.get(origin)
        if connection is None:
            return self._on_new_connection(origin, method, request, started_s, keep_body)
        if connection.gone or (method not in _REPEATABLE and _has_ended(connection, started_s)):
            self._drop(origin, connection)
            return self._on_new_connection(origin, method, request, started_s, keep_body)
        try:
            reply = connection.exchange(request, started_s, method == "HEAD", keep_body)
        except NoAnswer:
            self._drop(origin, connection)
            if method not in _REPEATABLE:
                raise
            self._network.repeated += 1
            return self._on_new_connection(origin, method, request, started_s, keep_body)
        except BaseException:
            self._drop(origin, connection)
            raise
        if not reply.reusable:
            self._drop(origin, connection)
        return reply

    def _on_new_connection(
        self, origin: Origin, method: str, request: bytes, started_s: float, keep_body: bool
    ) -> Reply:
        connection = self._connect(origin, started_s + self._network.timeout_s)
        try:
            reply = connection.exchange(request, started_s, method == "HEAD", keep_body)
        except BaseException:
            connection.close()
            raise
        if reply.reusable:
            self._connections[origin] = self._recent = connection
            self._recent_origin = origin
        else:
            self._keep_session(origin, connection)
            connection.close()
        return reply

    def _connect(self, origin: Origin, deadline_s: float) -> Connection:
        """Try the server's addresses one after the other."""
        began_s = time.perf_counter()
        host, port = self._next_hop(origin)
        resolver = self._network.resolver
        addresses = resolver.addresses(host, port)
        failures: list[ExchangeFailed] = []
        for address in addresses:
            is_last = len(failures) == len(addresses) - 1
            trial_s = deadline_s if is_last else min(deadline_s, time.perf_counter() + _ADDRESS_TRIAL_S)
            try:
                connection = self._open(origin, address, trial_s)
            except ExchangeFailed as failure:
                failures.append(failure)
                continue
            for failed in addresses[: len(failures)]:
                resolver.demote(host, port, failed)
            connection.connect_s = max(time.perf_counter() - began_s - connection.tls_s, 1e-9)
            return connection
        raise worth_telling(failures)

    def _next_hop(self, origin: Origin) -> tuple[str, int]:
        """Return the host and port to which the connection goes."""
        return origin.host, origin.port

    def _open(self, origin: Origin, address: Address, deadline_s: float) -> Connection:
        connection: Connection | None = None
        try:
            connection = self._new_connection(origin, address)
            connection.deadline_s = deadline_s
            connection.connect(address)
            self._enter(origin, connection)
        except BaseException as error:
            if connection is not None:
                connection.close()
            if isinstance(error, OSError):
                raise NotConnected(error) from None
            if isinstance(error, TimedOut):
                raise TimedOut(f"could not connect within {duration_text(self._network.timeout_s)}") from None
            raise
        return connection

    def _enter(self, origin: Origin, connection: Connection) -> None:
        """Do what comes between connecting and the first request."""
        if origin.scheme == "https":
            began_s = time.perf_counter()
            connection.secure()
            connection.tls_s = time.perf_counter() - began_s

    def _new_connection(self, origin: Origin, address: Address) -> Connection:
        network = self._network
        if origin.scheme == "http":
            return Connection(network.reactor, address, network.timeout_s)
        return TlsConnection(
            network.reactor,
            address,
            network.timeout_s,
            context=network.tls.of(origin.host),
            server_name=origin.host,
            session=self._sessions.get(origin),
        )

    def _drop(self, origin: Origin, connection: Connection) -> None:
        self._keep_session(origin, connection)
        self._connections.pop(origin, None)
        if connection is self._recent:
            self._recent = self._recent_origin = None
        connection.close()

    def _keep_session(self, origin: Origin, connection: Connection) -> None:
        if isinstance(connection, TlsConnection) and (session := connection.session) is not None:
            self._sessions[origin] = session

    def adopt(self, origin: Origin) -> None:
        """From now on the greenlet that calls uses the connection to this server."""
        connection = self._connections.get(origin)
        if connection is not None:
            connection.adopt()

    def adopt_all(self) -> None:
        """From now on the greenlet that calls uses all connections."""
        for connection in self._connections.values():
            connection.adopt()

    def close(self) -> None:
        """Close all connections: the user is gone, or begins a pass as a new person."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()
        self._recent = self._recent_origin = None
        self._sessions.clear()


def _has_ended(connection: Connection, now_s: float) -> bool:
    return now_s - connection.used_s > _IDLE_CHECK_S and connection.is_stale
