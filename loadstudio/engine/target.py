"""Where requests may go whose host is known only when they are sent. Fixed hosts are judged before the run
(`plan.hosts`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from loadstudio.http_types.url import Url, authority, host_name, is_loopback
from loadstudio.playback.render import Origin
from loadstudio.scenario.model import Scenario


class AllowedHosts(NamedTuple):
    """Names of hosts, `host` (any port) or `host:port`; this computer itself is always allowed."""

    names: frozenset[str]

    @classmethod
    def of(cls, scenario: Scenario, base_url: str, allowed: Iterable[str]) -> AllowedHosts:
        """Return the hosts that were recorded and kept, that the person allowed, and where the run was moved to."""
        names = {host.name for host in scenario.hosts if host.kept} | set(allowed)
        if base_url:
            names.add(host_name(base_url))
        return cls(frozenset(name.lower() for name in names))

    def allows(self, origin: Origin) -> bool:
        """Tell whether requests may go there."""
        name = authority(Url(origin.scheme, origin.host, origin.port, "/", None))
        return is_loopback(origin.host) or origin.host in self.names or name in self.names
