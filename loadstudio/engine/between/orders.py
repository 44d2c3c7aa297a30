"""What master and workers of one run say to each other: values in MessagePack inside Locust's messages.

This protocol lives and dies with one version of the program; `wire` is what other programs speak with the engine.
"""

from __future__ import annotations

import msgspec

from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.interval import Interval
from loadstudio.plan.run_spec import RunSpec

MESSAGE = "loadstudio"
"""The type of all our messages among Locust's own."""


class Prepare(msgspec.Struct, frozen=True, tag=True):
    """To a worker: compile this. `worker` counts from 0, `workers` is how many there are."""

    spec: RunSpec
    worker: int
    workers: int


class TakeNumbers(msgspec.Struct, frozen=True, tag=True):
    """To a worker: these are all your users' numbers now."""

    numbers: tuple[int, ...]


class Begin(msgspec.Struct, frozen=True, tag=True):
    """To a worker: the run's second 0 begins so long after this comes. All seconds are counted from there, on the
    worker's own clock that nobody sets: what time it is on which computer plays no part.
    """

    in_s: float


class TakeTurns(msgspec.Struct, frozen=True, tag=True):
    """To a worker: of an open lane's arrivals from number `first` on, those at `place` of `workers` in turn."""

    lane: int
    first: int
    place: int
    workers: int


class Hold(msgspec.Struct, frozen=True, tag=True):
    """To a worker: from a second of the run on so many users over all workers, or passes a second, instead of what the
    stages say.
    """

    lane: int
    target: float
    from_s: float


class Grant(msgspec.Struct, frozen=True, tag=True):
    """To a worker: make the passes of a lane with these numbers."""

    lane: int
    first: int
    count: int


class Halt(msgspec.Struct, frozen=True, tag=True):
    """To a worker: let users finish their pass for at most `grace_s`, then cut them and say Drained."""

    grace_s: float


class Dismiss(msgspec.Struct, frozen=True, tag=True):
    """To a worker: leave, for the reason that this sentence gives."""

    reason: str


class Joined(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """From a worker: I am there, one of `processes` of a machine ('' is the master's own) named `host`.

    `open_files` and `ports` are what that computer lets it have; 0 is unknown.
    """

    pid: int
    machine: str
    processes: int
    host: str
    version: str
    open_files: int = 0
    ports: int = 0


class Prepared(msgspec.Struct, frozen=True, tag=True):
    """From a worker: I can begin."""


class Seated(msgspec.Struct, frozen=True, tag=True):
    """From a worker: all users that I was told of are there and wait for their turn."""


class Refused(msgspec.Struct, frozen=True, tag=True):
    """From a worker: this cannot be run; a sentence for the person and the exit code."""

    message: str
    exit_code: int


class AskPasses(msgspec.Struct, frozen=True, tag=True):
    """From a worker: I could make so many more passes of a lane; `finished` of mine are over."""

    lane: int
    wanted: int
    finished: int


class GivePasses(msgspec.Struct, frozen=True, tag=True):
    """From a worker: my users of this lane are parked, let others make these passes; `finished` of mine are over."""

    lane: int
    numbers: tuple[int, ...]
    finished: int


class GrantRows(msgspec.Struct, frozen=True, tag=True):
    """To a worker: the rows of a share's table with these numbers are yours; none means that all are used up."""

    share: int
    table: int
    first: int
    count: int


class AskRows(msgspec.Struct, frozen=True, tag=True):
    """From a worker: I could use so many more rows of a share's table."""

    share: int
    table: int
    wanted: int


class OutOfRows(msgspec.Struct, frozen=True, tag=True):
    """From a worker: a user of this lane has found no row in a table and stops; the sentence says why."""

    lane: int
    table: str
    sentence: str


class UserFinished(msgspec.Struct, frozen=True, tag=True):
    """From a worker: a user of this lane has made all of its own passes."""

    lane: int


class SecondOver(msgspec.Struct, frozen=True, tag=True):
    """From a worker: what it measured. `finished` passes of each lane, since the start, stand in its intervals."""

    interval: Interval
    finished: tuple[int, ...] = ()


class Seen(msgspec.Struct, frozen=True, tag=True):
    """From a worker: a whole exchange, failed or traced."""

    second: int
    exchange: Exchange
    traced: bool


class Drained(msgspec.Struct, frozen=True, tag=True):
    """From a worker: all my users have ended; my last interval came before this."""


type ToWorker = Prepare | TakeNumbers | TakeTurns | Begin | Hold | Grant | GrantRows | Halt | Dismiss
type FromWorker = (
    Joined
    | Prepared
    | Seated
    | Refused
    | AskPasses
    | GivePasses
    | AskRows
    | OutOfRows
    | UserFinished
    | SecondOver
    | Seen
    | Drained
)

encode = msgspec.msgpack.Encoder().encode
decode_order: msgspec.msgpack.Decoder[ToWorker] = msgspec.msgpack.Decoder(ToWorker)
decode_report: msgspec.msgpack.Decoder[FromWorker] = msgspec.msgpack.Decoder(FromWorker)
