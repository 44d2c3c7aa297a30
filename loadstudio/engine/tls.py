"""A connection inside TLS: OpenSSL works on memory, the socket stays the plain non-blocking one."""

from __future__ import annotations

import ssl
from functools import cache

import certifi

from loadstudio.engine.connection import Connection
from loadstudio.engine.failures import ConnectionLost, ExchangeFailed
from loadstudio.engine.reactor import Reactor
from loadstudio.engine.resolver import Address

_RECORDS_BYTES = 64 * 1024


@cache
def tls_context(verify: bool) -> ssl.SSLContext:
    """Return the context of this process; without `verify` any certificate is taken."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_alpn_protocols(["http/1.1"])
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    context.load_default_certs()
    if not context.cert_store_stats()["x509_ca"]:  # a frozen program may find no certificates of the system
        context.load_verify_locations(certifi.where())
    return context


class TlsConnection(Connection):
    """`server_name` is sent (SNI) and, when verified, must stand in the certificate. `session` of an earlier
    connection to the same server shortens the handshake.
    """

    __slots__ = ("_incoming", "_outgoing", "_tls")

    def __init__(
        self,
        reactor: Reactor,
        address: Address,
        timeout_s: float,
        *,
        context: ssl.SSLContext,
        server_name: str,
        session: ssl.SSLSession | None = None,
    ) -> None:
        super().__init__(reactor, address, timeout_s)
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=server_name, session=session)

    @property
    def session(self) -> ssl.SSLSession | None:
        """What shortens the next handshake with this server."""
        return self._tls.session

    def secure(self) -> None:
        """Do the handshake. Raises ExchangeFailed with what is wrong with the server's TLS or certificate."""
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                self._flush()
                self._feed()
            except ssl.SSLCertVerificationError as error:
                self._flush_quietly()
                raise ExchangeFailed(f"the server's certificate is not trusted: {error.verify_message}") from None
            except ssl.SSLError as error:
                self._flush_quietly()
                reason = (error.reason or "unknown").lower().replace("_", " ")
                raise ExchangeFailed(f"TLS failed: {reason}") from None
            else:
                self._flush()
                return

    def send(self, data: bytes) -> None:
        """As in the base class."""
        try:
            self._tls.write(data)  # into memory, hence always whole
        except ssl.SSLError:
            raise ConnectionLost("the server closed the connection") from None
        super().send(self._outgoing.read())

    def receive(self) -> bytes:
        """As in the base class: everything that the records received so far hold."""
        while True:
            parts: list[bytes] = []
            try:
                while self._incoming.pending or self._tls.pending():
                    part = self._tls.read(_RECORDS_BYTES)
                    if not part:
                        break
                    parts.append(part)
            except ssl.SSLWantReadError:
                pass  # the rest is a part of a record
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                if not parts:
                    return b""
            except ssl.SSLError as error:
                raise ConnectionLost(f"TLS failed: {(error.reason or 'unknown').lower().replace('_', ' ')}") from None
            if parts:
                return parts[0] if len(parts) == 1 else b"".join(parts)
            encrypted = super().receive()
            if not encrypted:
                return b""
            self._incoming.write(encrypted)

    def _flush(self) -> None:
        if self._outgoing.pending:
            super().send(self._outgoing.read())

    def _flush_quietly(self) -> None:
        """Tell the server why; whether it hears does not matter."""
        try:
            self._flush()
        except ExchangeFailed:
            return

    def _feed(self) -> None:
        encrypted = super().receive()
        if not encrypted:
            raise ConnectionLost("the server closed the connection during the TLS handshake")
        self._incoming.write(encrypted)
