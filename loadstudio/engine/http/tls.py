"""A connection inside TLS: OpenSSL works on memory, the socket stays the plain non-blocking one."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Iterable
from pathlib import Path

import certifi

from loadstudio.base.errors import InvalidInput
from loadstudio.engine.http.connection import Connection
from loadstudio.engine.http.failures import ConnectionLost, ExchangeFailed
from loadstudio.engine.http.reactor import Reactor
from loadstudio.engine.http.resolver import Address
from loadstudio.plan.model import NetworkSettings
from loadstudio.plan.run_spec import ClientIdentity

_RECORDS_BYTES = 64 * 1024


class TlsContexts:
    """How this process does TLS with each host. Making it raises InvalidInput for a certificate that cannot be used."""

    __slots__ = ("_by_host", "_plain", "_unverified", "_verify")

    def __init__(self, settings: NetworkSettings, identities: Iterable[ClientIdentity] = ()) -> None:
        self._verify = settings.verify_tls
        self._unverified = frozenset(host.lower().strip("[]") for host in settings.unverified_hosts)
        self._plain: dict[bool, ssl.SSLContext] = {}
        self._by_host = {
            identity.host.strip("[]"): _identified(self._verifies(identity.host.strip("[]")), identity)
            for identity in identities
        }

    def of(self, host: str) -> ssl.SSLContext:
        """Return what connections to a host are made with."""
        context = self._by_host.get(host)
        if context is None:
            verify = self._verifies(host)
            if verify not in self._plain:
                self._plain[verify] = _context(verify)
            context = self._by_host[host] = self._plain[verify]
        return context

    def _verifies(self, host: str) -> bool:
        return self._verify and host not in self._unverified


def _context(verify: bool) -> ssl.SSLContext:
    """Without `verify` any certificate is taken."""
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


def _identified(verify: bool, identity: ClientIdentity) -> ssl.SSLContext:
    context = _context(verify)
    with tempfile.TemporaryDirectory(prefix="loadstudio-") as folder:  # OpenSSL takes them from files only
        certificate, key = Path(folder, "certificate.pem"), Path(folder, "key.pem")
        certificate.write_text(identity.certificate, encoding="utf-8")
        key.write_text(identity.key, encoding="utf-8")
        try:
            context.load_cert_chain(certificate, key, password="")
        except (ssl.SSLError, OSError, ValueError) as error:
            raise InvalidInput(f"The client certificate for {identity.host} cannot be used ({error}).") from error
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
