"""Certificates as a company makes them: an authority of its own, a server's, a person's."""

from __future__ import annotations

import ssl
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from loadstudio.base.clock import now_utc


class Company:
    """An authority whose certificate is `ca_file`; it signs for servers and people, into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Company")])
        usage = x509.BasicConstraints(ca=True, path_length=None)
        self._certificate = self._sign(self._name, self._key, usage)
        self.ca_file = folder / "company.pem"
        self.ca_file.write_bytes(self._certificate.public_bytes(Encoding.PEM))

    def server(self, host: str, *, wants_certificate: bool = False) -> ssl.SSLContext:
        """Return the context of a server for this host; perhaps it lets only people of the company in."""
        file = self._folder / f"{host}.pem"
        key, certificate = self._signed(host, x509.SubjectAlternativeName([x509.DNSName(host)]))
        own = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(own + certificate.public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        if wants_certificate:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.ca_file)
        return context

    def person(self, name: str, password: str) -> Path:
        """Return the .p12 file of a person."""
        key, certificate = self._signed(name, x509.BasicConstraints(ca=False, path_length=None))
        file = self._folder / f"{name}.p12"
        encryption = BestAvailableEncryption(password.encode())
        file.write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, encryption))
        return file

    def _signed(self, name: str, usage: x509.ExtensionType) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        key = ec.generate_private_key(ec.SECP256R1())
        return key, self._sign(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), key, usage)

    def _sign(self, name: x509.Name, key: ec.EllipticCurvePrivateKey, usage: x509.ExtensionType) -> x509.Certificate:
        now = now_utc()
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(self._name).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(hours=1))
        builder = builder.not_valid_after(now + timedelta(days=1)).add_extension(usage, critical=True)
        return builder.sign(self._key, hashes.SHA256())
