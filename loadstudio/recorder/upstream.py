"""The way to the site: directly, or through the proxy that a person names or this computer uses.

What is around a proxy (this computer itself, and what the system's settings except) is asked for directly.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Callable

import msgspec
from mitmproxy import http
from mitmproxy.connection import Server

from loadstudio.base.errors import UsageError
from loadstudio.http_types.proxy import proxy_of
from loadstudio.http_types.url import is_loopback


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """mitmproxy's mode, `user:password` for the proxy or None, and which hosts are asked for directly all the same."""

    mode: str = "regular"
    credentials: str | None = None
    is_direct: Callable[[str], bool] = is_loopback


def route_of(upstream: str) -> Route:
    """Return the way for a proxy's URL, `system` or ''. Raises UsageError."""
    if upstream == "system":
        proxies = urllib.request.getproxies()  # the environment's, or the settings of Windows and macOS
        found = proxies.get("https") or proxies.get("http") or ""
        return msgspec.structs.replace(_through(found), is_direct=_is_excepted) if found else Route()
    return _through(upstream) if upstream else Route()


class AroundUpstream:
    """mitmproxy addon that sends what the route excepts to the site itself."""

    def __init__(self, route: Route) -> None:
        self._route = route

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        """Put a connection to the site in the place of the one to the proxy."""
        if flow.server_conn.via is not None and self._route.is_direct(flow.request.host):
            flow.server_conn = Server(address=(flow.request.host, flow.request.port))
            flow.request.authority = ""  # servers, unlike proxies, are asked for a path only
            flow.request.headers.pop("Proxy-Authorization", None)  # for the proxy alone


def _through(text: str) -> Route:
    try:
        proxy = proxy_of(text, ("http", "https"))
    except ValueError as error:
        raise UsageError(str(error)) from error
    host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
    return Route(mode=f"upstream:{proxy.scheme}://{host}:{proxy.port}", credentials=proxy.credentials)


def _is_excepted(host: str) -> bool:
    return is_loopback(host) or bool(urllib.request.proxy_bypass(host))
