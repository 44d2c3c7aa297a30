"""What the connections of a worker's users share: event loop, addresses, TLS, the way out."""

from __future__ import annotations

import math
from collections.abc import Iterable

from loadstudio.engine.http.reactor import Reactor
from loadstudio.engine.http.resolver import Resolver
from loadstudio.engine.http.tls import TlsContexts
from loadstudio.http_types.proxy import proxy_of
from loadstudio.plan.model import NetworkSettings
from loadstudio.plan.run_spec import ClientIdentity


class Network:
    """One for each worker. Raises InvalidInput when made with a client certificate that cannot be used.

    `repeated` counts requests sent again on a fresh connection. A request that is cut off at the end of the run counts
    as failed when it has waited for `patience_s`.
    """

    __slots__ = (
        "patience_s",
        "proxy",
        "reactor",
        "repeated",
        "resolver",
        "timeout_s",
        "tls",
    )

    def __init__(
        self,
        *,
        timeout_s: float,
        settings: NetworkSettings | None = None,
        identities: Iterable[ClientIdentity] = (),
    ) -> None:
        settings = settings or NetworkSettings()
        self.tls = TlsContexts(settings, identities)
        self.resolver = Resolver(fresh=settings.fresh_dns)
        self.proxy = proxy_of(settings.proxy) if settings.proxy else None
        self.timeout_s = timeout_s
        self.repeated = 0
        self.patience_s = math.inf
        self.reactor = Reactor(timeout_s)
