"""The address of an HTTP proxy as a person writes it. Pure text to values."""

from __future__ import annotations

import base64
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Proxy(NamedTuple):
    """An HTTP proxy. `authorization` is the value of Proxy-Authorization, b"" when it asks for no name and password."""

    host: str
    port: int
    authorization: bytes = b""


def proxy_of(text: str) -> Proxy:
    """Return the proxy at `http://[user:password@]host:port`; `http://` may be left out. Raises ValueError with a
    sentence for anything else.
    """
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname, parts.port or 80
    except ValueError:
        host, port = None, 0
    if not host or parts.scheme != "http" or parts.path not in ("", "/") or parts.query or " " in host:
        raise ValueError(f"'{without_password(text)}' is no proxy. Write it like http://proxy.example:3128.")
    authorization = b""
    if parts.username is not None:
        credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = b"Basic " + base64.b64encode(credentials.encode())
    return Proxy(host, port, authorization)


def without_password(text: str) -> str:
    """Return a proxy's address without name and password, to be shown and kept."""
    scheme, mark, rest = text.rpartition("://")
    return scheme + mark + rest.rpartition("@")[2]
