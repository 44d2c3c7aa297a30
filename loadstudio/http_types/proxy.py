"""The address of an HTTP proxy as a person or the system writes it. Pure text to values."""

from __future__ import annotations

import base64
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from loadstudio.http_types.url import is_host

_PORTS = {"http": 80, "https": 443}


class Proxy(NamedTuple):
    """An HTTP proxy, reached by `scheme`; `host` is lower-case, IPv6 without brackets. `credentials` are
    `name:password`, None when it asks for none.
    """

    host: str
    port: int
    credentials: str | None = None
    scheme: str = "http"

    @property
    def authorization(self) -> bytes:
        """The value of Proxy-Authorization, b"" for none."""
        return b"" if self.credentials is None else b"Basic " + base64.b64encode(self.credentials.encode())


def proxy_of(text: str, schemes: Collection[str] = ("http",)) -> Proxy:
    """Return the proxy at `http://[user:password@]host[:port]`; `http://` may be left out. Raises ValueError with a
    sentence for anything else, and for a scheme that is not among those given.
    """
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if not is_host(host) or parts.scheme not in schemes or parts.path not in ("", "/") or parts.query or port == 0:
        raise ValueError(f"'{without_password(text)}' is no proxy. Write it like http://proxy.example:3128.")
    credentials = None
    if parts.username is not None:
        credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return Proxy(host, port or _PORTS[parts.scheme], credentials, parts.scheme)


def without_password(text: str) -> str:
    """Return a proxy's address without name and password, to be shown and kept."""
    scheme, mark, rest = text.rpartition("://")
    return scheme + mark + rest.rpartition("@")[2]
