"""`loadstudio run` with other computers: its options, the line to take there, and how many have come."""

from __future__ import annotations

import argparse

import msgspec

from loadstudio.base.errors import UsageError
from loadstudio.base.units import parse_duration_s
from loadstudio.cli.console import data_line, progress_bar, say
from loadstudio.wire.joining import parse_address
from loadstudio.wire.run_messages import Machines, MachinesAwaited

_MACHINES_MAX = 1000


def add_machine_options(command: argparse.ArgumentParser) -> None:
    """Add the options for a run that other computers make."""
    command.add_argument(
        "--machines", type=int, metavar="N", help="wait for N other computers (loadstudio worker) that make the load"
    )
    command.add_argument("--listen", metavar="HOST:PORT", help="wait for them here (default: 0.0.0.0:7007)")
    command.add_argument("--announce", metavar="HOST[:PORT]", help="how they reach this computer, if not by that")
    command.add_argument("--wait", type=parse_duration_s, metavar="D", help="how long to wait (default: 10m)")


def machines_asked(arguments: argparse.Namespace) -> Machines | None:
    """Return the other computers to wait for, None without any. Raises UsageError."""
    if arguments.machines is None:
        for name in ("listen", "announce", "wait"):
            if getattr(arguments, name) is not None:
                raise UsageError(f"--{name} is for a run with other computers: say how many with --machines.")
        return None
    if not 1 <= arguments.machines <= _MACHINES_MAX:
        raise UsageError(f"--machines {arguments.machines} makes no sense. Ask for 1 to {_MACHINES_MAX:,}.")
    asked = Machines(count=arguments.machines)
    if arguments.listen is not None:
        host, port = parse_address(arguments.listen)
        asked = msgspec.structs.replace(asked, host=host or asked.host, port=port or asked.port)
    if arguments.announce is not None:
        host, port = parse_address(arguments.announce)
        asked = msgspec.structs.replace(asked, announced_host=host, announced_port=port)
    return asked if arguments.wait is None else msgspec.structs.replace(asked, wait_s=arguments.wait)


def show_awaited(event: MachinesAwaited, *, is_first: bool) -> None:
    """Show who has come; the first time, the line to call on the others (and as JSON on stdout, for scripts)."""
    others = "the other computer" if event.expected == 1 else f"each of the {event.expected} other computers"
    if is_first:
        data_line({"connect": event.connection})
        say(f"Call this on {others}, and keep it to yourself, since it lets them into this run:")
        say(f"  loadstudio worker --connect {event.connection}")
    progress_bar(event.joined / event.expected, f"{event.joined} of {event.expected} computers have joined")
