"""Addresses taken apart and put together without changing what need not change; form encoding as browsers do it
(WHATWG URL).

Percent-encoded text stays as sent: `split` never decodes.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, quote_plus, unquote_plus, urlsplit

from publicsuffixlist import PublicSuffixList

_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_FORM_SAFE = "*-._"


class Url(NamedTuple):
    """An absolute address. `host` lower-case, IPv6 without brackets; `path` never empty; `query` None when there is
    no `?`.
    """

    scheme: str
    host: str
    port: int
    path: str
    query: str | None


def split(url: str) -> Url:
    """Return the parts of an absolute http(s) or ws(s) address. Raises ValueError when it is none."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"'{url}' is not a web address")
    bare, _, _ = url.partition("#")
    _, query_mark, query = bare.partition("?")
    return Url(
        scheme,
        parts.hostname,
        parts.port or _DEFAULT_PORTS[scheme],
        parts.path or "/",
        query if query_mark else None,
    )


def authority(url: Url) -> str:
    """Return `host` or `host:port` where the port is not the scheme's own: what the Host header says."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    return host if url.port == _DEFAULT_PORTS[url.scheme] else f"{host}:{url.port}"


def origin(url: str) -> str:
    """Return `scheme://host[:port]` of an absolute address."""
    parts = split(url)
    return f"{parts.scheme}://{authority(parts)}"


def host_name(url: str) -> str:
    """Return `host[:port]` of an absolute address, the name by which hosts are kept or dropped."""
    return authority(split(url))


def completed(text: str) -> str:
    """Return what a person typed as an absolute address: `shop.example` becomes `https://shop.example/`, loopback `http://`.

    Raises ValueError with a sentence when it can be no address.
    """
    typed = text.strip()
    if not typed or any(symbol.isspace() for symbol in typed):
        raise ValueError("Type the address of a site, like shop.example.")
    if "://" not in typed:
        host = typed.split("/")[0].rsplit(":", 1)[0]
        typed = ("http://" if is_loopback(host) else "https://") + typed
    parts = split(typed)
    return typed if urlsplit(typed).path or parts.query is not None else typed + "/"


def is_loopback(host: str) -> bool:
    """Tell whether a host (no port) is this computer itself."""
    bare = host.strip("[]").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=1024)
def registrable_domain(host: str) -> str:
    """Return the domain that a company registers (`example.co.uk` of `shop.example.co.uk`); an IP address or bare
    name as it is.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return str(_suffixes().privatesuffix(host.lower()) or host.lower())
    return host


def parse_form(text: str) -> tuple[tuple[str, str | None], ...]:
    """Return the pairs of urlencoded text, decoded, in order; a piece without `=` has the value None. Empty pieces
    are dropped.
    """
    pairs: list[tuple[str, str | None]] = []
    for piece in text.split("&"):
        if piece:
            name, mark, value = piece.partition("=")
            pairs.append((unquote_plus(name), unquote_plus(value) if mark else None))
    return tuple(pairs)


def encode_form(text: str) -> str:
    """Return `text` urlencoded as browsers encode form fields: space as `+`, all but `*-._` and alphanumerics
    escaped.
    """
    return quote_plus(text, safe=_FORM_SAFE).replace("~", "%7E")


def encode_component(text: str) -> str:
    """Return `text` percent-encoded as `encodeURIComponent` does."""
    return quote(text, safe="!'()*-._~")
