"""Addresses taken apart and put together without changing what need not change; form encoding as browsers do it
(WHATWG URL).

Percent-encoded text stays as sent: `split` never decodes.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_plus, urlsplit

from publicsuffixlist import PublicSuffixList

_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_NOT_IN_HOST = re.compile(r"[\s\0-\x1f\x7f\"#%/<>?@\\^`{|}]")


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
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise ValueError(f"'{url}' is not a web address") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or port == 0 or not is_host(host):
        raise ValueError(f"'{url}' is not a web address")
    bare, _, _ = url.partition("#")
    _, query_mark, query = bare.partition("?")
    return Url(scheme, host, port or _DEFAULT_PORTS[scheme], parts.path or "/", query if query_mark else None)


def without_credentials(url: str) -> str:
    """Return an address without the user name and password that may stand before its host."""
    scheme, mark, rest = url.partition("://")
    end = min((place for sign in "/?#" if (place := rest.find(sign)) >= 0), default=len(rest))
    return scheme + mark + rest[:end].rpartition("@")[2] + rest[end:]


def is_host(host: str) -> bool:
    """Tell whether a text can be the name or the number of a host."""
    return bool(host) and not _NOT_IN_HOST.search(host)


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
        host = re.sub(r":\d*$", "", re.split(r"[/?#]", typed)[0])
        typed = ("http://" if is_loopback(host) else "https://") + typed
    parts = split(typed)
    return typed if urlsplit(typed).path or parts.query is not None else typed + "/"


@lru_cache(maxsize=4096)
def is_loopback(host: str) -> bool:
    """Tell whether a host (no port) is this computer itself."""
    bare = host.strip("[]").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def is_ip_address(host: str) -> bool:
    """Tell whether a host (no port, IPv6 without brackets) is a number and not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=1024)
def registrable_domain(host: str) -> str:
    """Return the domain that a company registers (`example.co.uk` of `shop.example.co.uk`); an IP address or bare
    name as it is. The first call reads the list of suffixes (about 60 ms).
    """
    if is_ip_address(host):
        return host
    return str(_suffixes().privatesuffix(host.lower()) or host.lower())


@lru_cache(maxsize=1024)
def is_public_suffix(domain: str) -> bool:
    """Tell whether anybody may register names below `domain` (`com`, `co.uk`), so that no cookie may be set for it."""
    return bool(_suffixes().is_public(domain.lower()))


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
    return utf8_signs(text).translate(_FORM)


def encode_component(text: str) -> str:
    """Return `text` percent-encoded as `encodeURIComponent` does."""
    return utf8_signs(text).translate(_COMPONENT)


def escapes(safe: str) -> dict[int, str]:
    """Return what `str.translate` needs to percent-encode `utf8_signs`, all but alphanumerics and `safe`."""
    return {byte: f"%{byte:02X}" for byte in range(256) if chr(byte) not in _ALPHANUMERIC + safe}


_FORM = escapes("*-._") | {ord(" "): "+"}
_COMPONENT = escapes("!'()*-._~")


def utf8_signs(text: str) -> str:
    """Return the bytes of `text` in UTF-8 as one sign each, ready to be percent-encoded."""
    return text if text.isascii() else well_formed(text).encode().decode("latin-1")


def well_formed(text: str) -> str:
    """Return `text` with surrogates paired where they can be, else replaced by U+FFFD, as browsers do before
    encoding.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
