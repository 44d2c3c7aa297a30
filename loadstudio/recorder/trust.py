"""What the recorder shows and believes when it speaks TLS with sites: certificates of the person, authorities.

mitmproxy wants files: they are written into a folder that only its owner may read and that goes with the recording.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Sequence
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)

from loadstudio.base.errors import FileError, UsageError
from loadstudio.base.files import read_file
from loadstudio.wire.recorder_messages import ClientCertificate

_HOST = re.compile(r"[\w.:-]+")


def authorities_file(folder: Path, ca_file: str) -> Path | None:
    """Return a file with the known authorities, this computer's and `ca_file`'s, or None where no file is named.

    Raises FileError where `ca_file` holds no certificate.
    """
    if not ca_file:
        return None
    own = _as_pem(Path(ca_file))
    known = [Path(certifi.where()), *_of_this_computer()]
    bundle = folder / "authorities.pem"
    bundle.write_bytes(b"\n".join([*(path.read_bytes() for path in known), own]))
    return bundle


def client_certificates_folder(folder: Path, certificates: Sequence[ClientCertificate]) -> Path | None:
    """Return a folder with a file `HOST.pem` for each certificate, as mitmproxy's option `client_certs` wants it.

    None without any. Raises FileError and UsageError with what is wrong with which file.
    """
    if not certificates:
        return None
    shown = folder / "client-certificates"
    shown.mkdir(mode=0o700)
    for certificate in certificates:
        host = certificate.host.strip().lower().partition(":")[0]
        if not _HOST.fullmatch(host):
            raise UsageError(f"'{certificate.host}' is not a host to which a certificate can be shown.")
        written = shown / f"{host}.pem"
        written.touch(mode=0o600)
        written.write_bytes(_key_and_chain(certificate))
    return shown


def _of_this_computer() -> list[Path]:
    path = ssl.get_default_verify_paths().cafile
    return [Path(path)] if path and Path(path).is_file() else []


def _as_pem(path: Path) -> bytes:
    data = read_file(path)
    try:
        if b"-----BEGIN CERTIFICATE-----" in data:
            found = x509.load_pem_x509_certificates(data)
        else:
            found = [x509.load_der_x509_certificate(data)]
    except ValueError as error:
        raise FileError(path, "is no certificate of an authority (a .pem, .crt or .cer file is one)") from error
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in found)


def _key_and_chain(certificate: ClientCertificate) -> bytes:
    path = Path(certificate.file)
    data = read_file(path)
    password = certificate.password.encode() or None
    if b"-----BEGIN" not in data:
        return _from_pkcs12(path, data, password)
    key_path = Path(certificate.key_file or certificate.file)
    try:
        chain = x509.load_pem_x509_certificates(data)
        key = load_pem_private_key(read_file(key_path), password)
    except (ValueError, TypeError) as error:
        raise FileError(key_path, f"is no certificate with its key, or the password is wrong ({error})") from error
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + b"".join(
        part.public_bytes(Encoding.PEM) for part in chain
    )


def _from_pkcs12(path: Path, data: bytes, password: bytes | None) -> bytes:
    try:
        key, own, others = pkcs12.load_key_and_certificates(data, password)
    except ValueError as error:
        raise FileError(path, f"is no .p12 or .pfx file, or the password is wrong ({error})") from error
    if key is None or own is None:
        raise FileError(path, "holds no certificate with its key")
    parts = [own, *others]
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + b"".join(
        part.public_bytes(Encoding.PEM) for part in parts
    )
