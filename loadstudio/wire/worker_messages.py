"""What a worker process is told by whoever started it, and what it tells. What it does in the run comes from the run's
master.
"""

from __future__ import annotations

import msgspec

from loadstudio.wire.common import Failed, Hello


class JoinRun(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="JoinRun"):
    """Take part in the run of this connection string, tried for `wait_s`.

    `machine` is the same for all `processes` workers that one computer lends to the run; '' is the run's own computer.
    """

    connection: str
    machine: str = ""
    processes: int = 1
    wait_s: float = 60.0


class RunJoined(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="RunJoined"):
    """The run has taken this worker in; it waits for the start."""


class RunBegun(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="RunBegun"):
    """This worker's users have begun."""


class RunLeft(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="RunLeft"):
    """The run needs this worker no more: it is over, or `reason` says why as a sentence."""

    reason: str = ""


type WorkerEvent = Hello | Failed | RunJoined | RunBegun | RunLeft
