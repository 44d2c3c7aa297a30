"""Whether a computer lets a worker have as many connections as its users need. Told before the run, since it would be
found out only when the last users come.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from loadstudio.base.units import count_text
from loadstudio.plan.hosts import target_hosts
from loadstudio.plan.run_spec import RunSpec

_OWN_FILES = 64
"""What a worker has open besides its users' connections."""
_PORT_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")


def open_files_allowed() -> int:
    """Raise this process's limit of open files as far as the computer lets us, and return it; 0 when unknown."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            soft = hard
        return 0 if soft == resource.RLIM_INFINITY else soft
    return 0


def ports_free() -> int:
    """Return how many connections this computer can have to one address and port of a server; 0 when unknown."""
    with contextlib.suppress(OSError, ValueError):
        low, high = map(int, _PORT_RANGE.read_text().split())
        return high - low + 1
    return 0


def hosts_needed(spec: RunSpec) -> int:
    """Return how many servers a user keeps a connection to, in the scenario that has the most."""
    return max((len(target_hosts(share.scenario, spec.base_url)) for share in spec.shares), default=1) or 1


def shortage(worker: str, *, users: int, hosts: int, open_files: int, ports: int) -> str:
    """Return in a sentence what `users` of a worker cannot have, '' when there is enough. 0 of something is unknown.

    `ports` are those for this worker alone.
    """
    files_needed = users * hosts + _OWN_FILES
    if open_files and files_needed > open_files:
        return (
            f"{worker} may have {count_text(open_files)} files and connections open, and its {count_text(users)} "
            f"people need {count_text(files_needed)}. Raise the limit (ulimit -n), use fewer people, or add computers."
        )
    if ports and users > ports:
        return (
            f"{worker} has {count_text(ports)} ports for connections to one server, and its {count_text(users)} people "
            "need one each. Widen the range (net.ipv4.ip_local_port_range), use fewer people, or add computers."
        )
    return ""
