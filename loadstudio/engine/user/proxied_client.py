"""The HTTP client of a user whose connections go to an HTTP proxy, and how it logs in there."""

from __future__ import annotations

from loadstudio.engine.http.connection import Connection
from loadstudio.engine.http.failures import ExchangeFailed
from loadstudio.engine.http.http_client import HttpClient
from loadstudio.engine.http.network import Network
from loadstudio.engine.http.response import Reply
from loadstudio.engine.user.log_in import Met, fields_of, joined
from loadstudio.http_types.digest import challenge_of
from loadstudio.http_types.proxy import Proxy
from loadstudio.playback.origins import authority
from loadstudio.playback.render import Origin

_CREDENTIALS_WANTED = 407


def client_of(network: Network) -> HttpClient:
    """Return a client for one more user: through the proxy where the network has one."""
    return HttpClient(network) if network.proxy is None else ProxiedClient(network, network.proxy)


class ProxiedClient(HttpClient):
    """A client whose connections go to an HTTP proxy: https through a tunnel (CONNECT), http with the whole address in
    the request's first line (RFC 9112, 3.2.2). Connections are kept for each server as without a proxy.
    """

    __slots__ = ("_log_in", "_proxy")

    def __init__(self, network: Network, proxy: Proxy) -> None:
        super().__init__(network)
        self._proxy = proxy
        self._log_in = _ProxyLogIn(proxy)

    def exchange(self, origin: Origin, method: str, request: bytes, started_s: float, keep_body: bool = True) -> Reply:
        """As in the base class."""
        if origin.scheme != "http":
            return super().exchange(origin, method, request, started_s, keep_body)
        reply = super().exchange(origin, method, self._addressed(origin, request), started_s, keep_body)
        if reply.status == _CREDENTIALS_WANTED and self._log_in.meets(reply):
            again = super().exchange(origin, method, self._addressed(origin, request), started_s, keep_body)
            reply = joined(reply, again)
        return reply

    def _addressed(self, origin: Origin, request: bytes) -> bytes:
        method, _, rest = request.partition(b" ")
        target, line_end, fields = rest.partition(b"\r\n")
        first_line = b"%s http://%s%s%s" % (method, authority(origin).encode(), target, line_end)
        return first_line + self._log_in.field(first_line + fields) + fields

    def _next_hop(self, origin: Origin) -> tuple[str, int]:
        del origin
        return self._proxy.host, self._proxy.port

    def _connect(self, origin: Origin, deadline_s: float) -> Connection:
        try:
            return super()._connect(origin, deadline_s)
        except _Challenged:
            return super()._connect(origin, deadline_s)

    def _enter(self, origin: Origin, connection: Connection) -> None:
        if origin.scheme == "https":
            host = f"[{origin.host}]" if ":" in origin.host else origin.host
            place = f"{host}:{origin.port}".encode()
            head = b"CONNECT %s HTTP/1.1\r\nHost: %s\r\n" % (place, place)
            reply = connection.open_tunnel(head + self._log_in.field(head + b"\r\n") + b"\r\n")
            if reply.status == _CREDENTIALS_WANTED:
                wrong = "the proxy wants another user name and password"
                raise _Challenged(wrong) if self._log_in.meets(reply) else ExchangeFailed(wrong)
            if not 200 <= reply.status < 300:
                raise ExchangeFailed(f"the proxy opens no way to {origin.host}: status {reply.status}")
        super()._enter(origin, connection)


class _Challenged(ExchangeFailed):
    """The proxy asked for a log-in that can be answered, over a connection of its own."""


class _ProxyLogIn:
    """One user's log-in at the proxy: Basic, unasked, until the proxy asks for Digest (RFC 7616)."""

    __slots__ = ("_credentials", "_met", "_unasked")

    def __init__(self, proxy: Proxy) -> None:
        name, _, password = (proxy.credentials or "").partition(":")
        self._credentials = None if proxy.credentials is None else (name, password)
        self._unasked = b"Proxy-Authorization: %s\r\n" % proxy.authorization if proxy.authorization else b""
        self._met: Met | None = None

    def field(self, request: bytes) -> bytes:
        """Return the header field, with its line end, to be sent with this request; b"" for none."""
        if self._met is None or self._credentials is None:
            return self._unasked
        return b"Proxy-Authorization: %s\r\n" % self._met.answer(request, self._credentials)

    def meets(self, reply: Reply) -> bool:
        """Take the challenge of an answer; return whether the request is worth sending again."""
        challenge = challenge_of(fields_of(reply.head, b"proxy-authenticate"))
        if challenge is None or self._credentials is None:
            return False
        self._met = Met("", challenge)
        return True
