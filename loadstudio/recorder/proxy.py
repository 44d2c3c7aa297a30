"""mitmproxy, embedded: one listener on loopback, few addons, quiet. What is done with the flows is in `capture`.

mitmproxy's `addons` package loads every addon it has, with Flask, LDAP and more: 0.7 s of the 2 s that a person waits
for "ready". Only the ones used here are loaded.
"""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import sys
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import mitmproxy

from loadstudio.base.errors import RecorderFailed
from loadstudio.recorder.tls_alerts import notice_alerts
from loadstudio.recorder.upstream import AroundUpstream, Route


def _without_unused_addons() -> None:
    """Put the package `mitmproxy.addons` in place without running its `__init__`, which imports all addons."""
    name = "mitmproxy.addons"
    specification = importlib.util.find_spec(name)
    if specification is not None and name not in sys.modules:
        package = importlib.util.module_from_spec(specification)
        sys.modules[name] = package
        mitmproxy.addons = package  # what the import statement would do


_without_unused_addons()

from mitmproxy import master, options  # noqa: E402 - after the package of addons is in place
from mitmproxy.addons import (  # noqa: E402
    core,
    disable_h2c,
    dns_resolver,
    next_layer,
    proxyserver,
    tlsconfig,
    upstream_auth,
)
from mitmproxy.proxy.mode_specs import ProxyMode  # noqa: E402

_PATIENCE_S = 10.0


class _Readiness:
    """Addon that knows when the listener is up (or could not be)."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()

    def running(self) -> None:
        self.reached.set()


class Proxy:
    """An HTTP and HTTPS proxy on 127.0.0.1 that shows its flows to addons, in their order."""

    def __init__(
        self,
        addons: Sequence[object],
        *,
        certificates: Path,
        route: Route,
        port: int = 0,
        authorities: Path | None = None,
        client_certificates: Path | None = None,
    ) -> None:
        """Prepare it. `certificates` is mitmproxy's folder; the last two are as `trust` makes them."""
        # flows are only to be seen in the window: mitmproxy's own log would tell of each
        logging.getLogger("mitmproxy").setLevel(logging.ERROR)
        notice_alerts()
        self._port = port
        self._mode = route.mode
        self._server = proxyserver.Proxyserver()  # type: ignore[no-untyped-call]  # mitmproxy is half typed
        self._readiness = _Readiness()
        self._master: Any = master.Master(
            options.Options(
                confdir=str(certificates),
                listen_host="127.0.0.1",
                listen_port=port,
                mode=[route.mode],
                ssl_verify_upstream_trusted_ca=str(authorities) if authorities else None,
                client_certs=str(client_certificates) if client_certificates else None,
            )
        )
        self._assemble(addons, route)
        self._running: asyncio.Task[None] | None = None

    def _assemble(self, addons: Sequence[object], route: Route) -> None:
        self._master.addons.add(
            core.Core(),
            disable_h2c.DisableH2C(),
            self._server,
            dns_resolver.DnsResolver(),
            next_layer.NextLayer(),
            tlsconfig.TlsConfig(),
            upstream_auth.UpstreamAuth(),
            AroundUpstream(route),
            *addons,
            self._readiness,
        )
        # a connection that was opened ahead of its request may be closed by the server in between: a 502 by our fault
        self._master.options.update(connection_strategy="lazy", upstream_auth=route.credentials)

    async def start(self) -> int:
        """Listen and return the port. Raises RecorderFailed when that port cannot be had."""
        self._running = asyncio.create_task(self._master.run(), name="mitmproxy")
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._readiness.reached.wait()
        except TimeoutError as error:
            raise RecorderFailed("The recorder's proxy did not start within 10 s.") from error
        addresses = self._server.listen_addrs()
        if not addresses:
            raise RecorderFailed(
                f"Port {self._port} cannot be used: another program has it. Choose another, or 0 for any free one."
            )
        self._port = int(addresses[0][1])
        return self._port

    async def listen_also(self, hosts: Sequence[str]) -> tuple[str, ...]:
        """Listen at these addresses of this computer too, and at no others; return those at which it does.

        This computer's own programs are served all the time, whatever happens here.
        """
        modes = [self._mode, *(f"{self._mode}@{host}:{self._port}" for host in hosts)]
        await self._server.servers.update([ProxyMode.parse(mode) for mode in modes])
        return tuple(
            f"{host}:{port}" for host, port, *_ in self._server.listen_addrs() if not ip_address(host).is_loopback
        )

    async def stop(self) -> None:
        """Stop listening and end."""
        await self._server.servers.update([])
        self._master.shutdown()
        if self._running is not None:
            await asyncio.wait([self._running], timeout=_PATIENCE_S)
