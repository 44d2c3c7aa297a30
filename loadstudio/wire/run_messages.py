"""What the engine is told and what it tells."""

from __future__ import annotations

import msgspec

from loadstudio.metrics.exchange import Exchange as Exchange  # noqa: PLC0414  # part of the messages, defined lower
from loadstudio.metrics.interval import Interval
from loadstudio.metrics.summary import GeneratorSummary, Summary
from loadstudio.plan.run_spec import RunSpec
from loadstudio.wire.common import Failed, Hello, Noticed
from loadstudio.wire.joining import DEFAULT_PORT


class Machines(msgspec.Struct, frozen=True, kw_only=True):
    """Other computers that are to make the load: wait at `host:port` until so many have joined, or for `wait_s`.

    `announced_*` is how they reach this one, where that is not the address that it knows itself by.
    """

    count: int
    host: str = "0.0.0.0"
    port: int = DEFAULT_PORT
    announced_host: str = ""
    announced_port: int = 0
    wait_s: float = 600.0


class StartRun(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="StartRun"):
    """Run this; one run an engine process. Without `machines` this computer makes the load alone."""

    spec: RunSpec
    machines: Machines | None = None


class BeginRun(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="BeginRun"):
    """Wait for no further computers: begin with those that have joined, of which there must be one."""


class SetUsers(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="SetUsers"):
    """From now on so many users, instead of what the stages say."""

    users: int


class SetRate(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="SetRate"):
    """From now on so many passes a second, instead of what the stages say."""

    rate_per_s: float


class MarkMoment(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="MarkMoment"):
    """Keep a note of the person with the second of the run that it is about."""

    second: int
    text: str


class StopRun(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="StopRun"):
    """Stop: users finish their pass for at most the plan's graceful time. With `at_once` they are cut."""

    at_once: bool = False


class MachinesAwaited(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="MachinesAwaited"):
    """The run begins when `expected` other computers have joined; `connection` is the string that lets them in, `names`
    are those that are there.
    """

    connection: str
    joined: int
    expected: int
    names: tuple[str, ...] = ()


class RunStarted(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="RunStarted"):
    """The first users are being started."""

    run_id: str
    started_utc: str
    workers: int


class IntervalReported(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="IntervalReported"):
    """A second of the run is over. `generator` is whether the numbers so far can be believed."""

    interval: Interval
    generator: GeneratorSummary = GeneratorSummary()


class ErrorSampled(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="ErrorSampled"):
    """A failed exchange, whole; at most a few for each label and reason."""

    second: int
    exchange: Exchange


class ExchangeTraced(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="ExchangeTraced"):
    """Any exchange, whole; only in a run with `trace` (check)."""

    exchange: Exchange


class RunFinished(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="RunFinished"):
    """All is over and the results file is complete."""

    summary: Summary


type RunCommand = StartRun | BeginRun | SetUsers | SetRate | MarkMoment | StopRun
type RunEvent = (
    Hello
    | Failed
    | Noticed
    | MachinesAwaited
    | RunStarted
    | IntervalReported
    | ErrorSampled
    | ExchangeTraced
    | RunFinished
)
