"""Which hosts a run would put under load, and which of them nobody has allowed.

Allowed are the hosts that the recording kept, this computer itself, and those that the person named. Pure; the engine
asks again before it starts and refuses what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from loadstudio.base.errors import NotAllowedHost
from loadstudio.http_types import url
from loadstudio.plan.run_spec import RunSpec
from loadstudio.scenario.model import Scenario, requests_of

_PATH = re.compile(r"[/?#]")


def first_party_host(scenario: Scenario) -> str:
    """Return `host[:port]` of the site itself: of the start address, else of the first request; or ''."""
    addresses = (scenario.start_url, *(request.url for request in requests_of(scenario)))
    return next((host for host in map(_host, addresses) if host), "")


def target_hosts(scenario: Scenario, base_url: str = "") -> tuple[str, ...]:
    """Return the hosts that a pass calls, in order of appearance; `base_url` takes the first-party host's place."""
    moved = {first_party_host(scenario): _host(base_url)} if base_url else {}
    hosts = (_host(request.url) for request in requests_of(scenario, enabled_only=True))
    return tuple(dict.fromkeys(moved.get(host, host) for host in hosts if host))


class AllowedHosts(NamedTuple):
    """Where load may go: hosts recorded and kept as they are, hosts named by the person (without a port: any port), and
    this computer. All names in lower case.
    """

    recorded: frozenset[str]
    named: frozenset[str]

    @classmethod
    def of(cls, scenario: Scenario, named: Iterable[str] = ()) -> AllowedHosts:
        """Return what a scenario's recording and the person allow."""
        return cls(
            frozenset(host.name.lower() for host in scenario.hosts if host.kept),
            frozenset(name.strip().lower() for name in named),
        )

    def allows(self, host: str) -> bool:
        """Tell whether `host[:port]` (the port only where it is not the scheme's own) may get load."""
        name = host.lower()
        bare = url.split(f"http://{name}").host
        return name in self.recorded or name in self.named or bare in self.named or url.is_loopback(bare)


def hosts_to_allow(spec: RunSpec) -> tuple[str, ...]:
    """Return the hosts of a run that are neither recorded and kept, nor this computer, nor allowed by the person."""
    wanted: dict[str, None] = {}
    for share in spec.shares:
        allowed = AllowedHosts.of(share.scenario, spec.allowed_hosts)
        targets = target_hosts(share.scenario, spec.base_url)
        wanted |= dict.fromkeys(host for host in targets if not allowed.allows(host))
    return tuple(wanted)


def refuse_unknown_hosts(spec: RunSpec) -> None:
    """Raise NotAllowedHost when a run would call a host that nobody allowed."""
    hosts = hosts_to_allow(spec)
    if hosts:
        names = ", ".join(hosts)
        raise NotAllowedHost(
            f"{names} is not in the recording. If you may put load on it, allow it: --allow-host {hosts[0]}"
        )


def _host(address: str) -> str:
    scheme, mark, rest = address.partition("://")
    return _host_of(scheme + mark + _PATH.split(rest, maxsplit=1)[0])


@lru_cache(maxsize=1024)
def _host_of(address: str) -> str:
    """Return the host of an address without its path: thousands of requests go to a few of them."""
    try:
        return url.host_name(address)
    except ValueError:
        return ""  # the host is a variable: known only when a pass runs, and judged then
