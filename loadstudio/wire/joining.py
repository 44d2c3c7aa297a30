"""The connection string: where a run waits for other computers, and the keys with which a worker proves that it may
take part. Whoever has the string can join the run and sees its scenario and data; it is of use for this run only.
"""

from __future__ import annotations

import base64
import binascii
from typing import NamedTuple

from loadstudio.base.errors import UsageError

_KEY_BYTES = 32
DEFAULT_PORT = 7007


class Connection(NamedTuple):
    """`server_key` is the run's public key, `worker_key` the secret one of all its workers: CurveZMQ, 32
    bytes each.
    """

    host: str
    port: int
    server_key: bytes
    worker_key: bytes

    def text(self) -> str:
        """Return the connection string, `HOST:PORT/KEYS`."""
        keys = base64.urlsafe_b64encode(self.server_key + self.worker_key).decode().rstrip("=")
        return f"{address_text(self.host, self.port)}/{keys}"


def parse_connection(text: str) -> Connection:
    """Return what a connection string says. Raises UsageError with a sentence that does not repeat the keys."""
    address, _, keys = text.strip().partition("/")
    try:
        together = base64.b64decode(keys + "=" * (-len(keys) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        together = b""
    if len(together) != 2 * _KEY_BYTES:
        raise UsageError(
            "This is not the whole connection string. Copy the line that `loadstudio run --machines` printed, from the "
            "address to the last letter."
        )
    host, port = parse_address(address)
    if not host or not port:
        raise UsageError(f"'{address}' in the connection string names no computer and port.")
    return Connection(host, port, together[:_KEY_BYTES], together[_KEY_BYTES:])


def parse_address(text: str) -> tuple[str, int]:
    """Return host and port of `HOST:PORT`, `HOST`, `[IPv6]:PORT` or `:PORT`; '' and 0 for what is not said. Raises
    UsageError.
    """
    host, colon, port = text.strip().rpartition(":")
    if not colon or port.endswith("]"):
        host, port = text.strip(), ""
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise UsageError(f"'{text}' is no address: the port must be a number from 1 to 65535.")
    if host.isdigit():
        raise UsageError(f"'{text}' is no address. A port alone is written with a colon, like :7007.")
    if any(sign in host for sign in "/@ ") or (":" in host and not host.startswith("[")):
        raise UsageError(f"'{text}' is no address. Write it like 192.0.2.7:7007.")
    return host.removeprefix("[").removesuffix("]"), int(port or 0)


def address_text(host: str, port: int) -> str:
    """Return host and port as people write them."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
