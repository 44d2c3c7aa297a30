"""Where requests go: scheme, host and port from an address and back as text. In a run a site may be somewhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loadstudio.http_types import url as url_module
from loadstudio.http_types.url import Url
from loadstudio.playback.render import Origin

ORIGIN = re.compile(r"(?:https?|wss?)://[^/?#${}]+(?=[/?#]|$)", re.IGNORECASE)
"""Scheme and host of an address, where there is no hole in them."""
_HTTP_SCHEMES = {"ws": "http", "wss": "https"}


def origin_from(url: Url) -> Origin:
    """Return where a connection for this address goes; WebSockets begin as HTTP."""
    return Origin(_HTTP_SCHEMES.get(url.scheme, url.scheme), url.host, url.port)


def authority(origin: Origin) -> str:
    """Return what the Host header says."""
    return url_module.authority(Url(origin.scheme, origin.host, origin.port, "/", None))


def moved(address: str, rebase: Mapping[str, Origin]) -> str:
    """Return an address on the site that a run uses instead (`rebase`: from the name as in `Host`)."""
    match = ORIGIN.match(address)
    origin = rebase.get(url_module.host_name(match.group() + "/")) if match else None
    if match is None or origin is None:
        return address
    return f"{origin.scheme}://{authority(origin)}{address[match.end() :]}"
