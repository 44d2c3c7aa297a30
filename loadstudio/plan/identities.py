"""Client certificates read from their files, so that a run spec holds all that a worker needs, also one on another
computer.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from pathlib import Path

from loadstudio.base.errors import FileError
from loadstudio.plan.model import ClientCertificate
from loadstudio.plan.run_spec import ClientIdentity


def identities_of(certificates: Iterable[ClientCertificate], folder: Path) -> tuple[ClientIdentity, ...]:
    """Return the certificates with their keys; files are relative to `folder`. Raises FileError for one that cannot be
    used.
    """
    return tuple(_identity(one, folder) for one in certificates)


def _identity(one: ClientCertificate, folder: Path) -> ClientIdentity:
    certificate_file = folder / one.certificate_file
    key_file = folder / (one.key_file or one.certificate_file)
    texts = [_text(file) for file in (certificate_file, key_file)]
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(certificate_file, key_file, password="")
    except (ssl.SSLError, OSError, ValueError) as error:
        raise FileError(
            certificate_file,
            f"is no certificate that {one.host} could be shown with {_key_text(one)}. Both must be PEM and fit "
            "together, and the key must have no passphrase.",
        ) from error
    return ClientIdentity(host=one.host.lower(), certificate=texts[0], key=texts[1])


def _key_text(one: ClientCertificate) -> str:
    return f"the key in {Path(one.key_file).name}" if one.key_file else "a key in the same file"


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise FileError(file, f"the client certificate cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FileError(file, "is no PEM file. Turn the client certificate into PEM first.") from error
