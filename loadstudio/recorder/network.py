"""Under which addresses other devices of the network reach this computer."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import psutil


def network_addresses() -> tuple[str, ...]:
    """Return this computer's IPv4 addresses beyond loopback, the one that leads out first."""
    found = [
        address.address
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family == socket.AF_INET and not ip_address(address.address).is_loopback
    ]
    leading = _leading_out()
    return tuple(sorted(dict.fromkeys(found), key=lambda address: address != leading))


def _leading_out() -> str:
    """Return the address from which a packet would leave; none is sent (RFC 5737 keeps the target for examples)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
