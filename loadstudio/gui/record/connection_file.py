"""How the recorder reaches sites, as this person set it: kept in a file that only its owner may read, for it may hold
passwords. No Qt.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import msgspec

from loadstudio.base import paths
from loadstudio.base.errors import FileError
from loadstudio.base.files import indented_json, read_file, write_file
from loadstudio.base.typed import decode
from loadstudio.wire.recorder_messages import Connection


class ProxyAddress(msgspec.Struct, frozen=True, kw_only=True):
    """A proxy's URL in the parts that a person types."""

    address: str = ""
    user: str = ""
    password: str = ""


def load_connection() -> Connection:
    """Return what was set, nothing special at first or where the file cannot be read."""
    with contextlib.suppress(FileError, msgspec.DecodeError):
        return decode(read_file(_file()), Connection)
    return Connection()


def save_connection(connection: Connection) -> None:
    """Keep it. Raises FileError."""
    file = _file()
    if connection == Connection():
        file.unlink(missing_ok=True)
        return
    if not file.exists():
        file.touch(mode=0o600)
    write_file(file, indented_json(connection))  # it keeps the file's mode


def parts_of(upstream: str) -> ProxyAddress:
    """Return a proxy's URL in its parts."""
    parts = urlsplit(upstream if "://" in upstream else f"http://{upstream}")
    if not parts.username:
        return ProxyAddress(address=upstream)
    host = parts.netloc.rpartition("@")[2]
    address = urlunsplit((parts.scheme, host, parts.path, "", ""))
    return ProxyAddress(address=address, user=unquote(parts.username), password=unquote(parts.password or ""))


def upstream_of(proxy: ProxyAddress) -> str:
    """Return the URL that the parts make. Raises ValueError with a sentence when the address can be none."""
    typed = proxy.address.strip()
    try:
        parts = urlsplit(typed if "://" in typed else f"http://{typed}")
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known or any(symbol.isspace() for symbol in typed):
        raise ValueError("Type the address of the proxy, like proxy.example:3128.")
    if not proxy.user:
        return typed
    secret = f":{quote(proxy.password, safe='')}" if proxy.password else ""
    return f"{parts.scheme}://{quote(proxy.user, safe='')}{secret}@{parts.netloc.rpartition('@')[2]}"


def _file() -> Path:
    return paths.data_dir() / "connection.json"
