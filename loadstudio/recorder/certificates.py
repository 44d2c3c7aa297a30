"""The person's own certificate authority: made on first use, its key readable by its owner alone.

It is trusted only inside the throw-away profile of the browser that the recorder opens, never installed in the system.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from mitmproxy.certs import CertStore

from loadstudio.base.clock import now_utc
from loadstudio.base.errors import FileError
from loadstudio.base.paths import certificates_dir

_BASENAME = "mitmproxy"  # mitmproxy looks for files of this name in its folder
_KEY_BITS = 2048


class Authority(msgspec.Struct, frozen=True, kw_only=True):
    """Where the authority is and how to know it.

    `folder` is mitmproxy's configuration folder, `certificate` the PEM file for other clients, `spki` the SHA-256 of
    the public key's SubjectPublicKeyInfo in base64, as Chromium's `--ignore-certificate-errors-spki-list` wants it.
    """

    folder: Path
    certificate: Path
    spki: str


def authority() -> Authority:
    """Return the person's authority; it is made when there is none, or when it is no longer valid. Raises FileError."""
    folder = certificates_dir() / "authority"
    try:
        if folder.exists() and _expired(folder):
            shutil.rmtree(folder)
        if not folder.exists():
            _make(folder)
        for secret in (folder / f"{_BASENAME}-ca.pem", folder / f"{_BASENAME}-ca.p12"):
            secret.chmod(0o600)
    except OSError as error:
        raise FileError(folder, f"the recorder's certificate cannot be made here ({error.strerror}).") from error
    return Authority(folder=folder, certificate=_certificate_file(folder), spki=_spki(folder))


def _make(folder: Path) -> None:
    """Make it under another name and rename it: of two recorders that start at once, one wins and both use it."""
    unfinished = Path(tempfile.mkdtemp(prefix="authority-", dir=folder.parent))
    try:
        CertStore.create_store(unfinished, _BASENAME, _KEY_BITS, organization="LoadStudio", cn="LoadStudio recorder")
        unfinished.rename(folder)
    except OSError:
        if not _certificate_file(folder).exists():
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _certificate_file(folder: Path) -> Path:
    return folder / f"{_BASENAME}-ca-cert.pem"


def _load(folder: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(_certificate_file(folder).read_bytes())


def _expired(folder: Path) -> bool:
    try:
        return _load(folder).not_valid_after_utc <= now_utc() or not os.access(folder / f"{_BASENAME}-ca.pem", os.R_OK)
    except (OSError, ValueError):
        return True  # half a folder is of no use either


def _spki(folder: Path) -> str:
    key = _load(folder).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()
