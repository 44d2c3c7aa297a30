"""What the engine is told and what it tells."""

from __future__ import annotations

import msgspec

from loadstudio.metrics.exchange import Exchange as Exchange  # noqa: PLC0414  # part of the messages, defined lower
from loadstudio.metrics.interval import Interval
from loadstudio.metrics.summary import Summary
from loadstudio.plan.run_spec import RunSpec
from loadstudio.wire.common import Failed, Hello, Noticed


class StartRun(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="StartRun"):
    """Run this; one run an engine process."""

    spec: RunSpec


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


class RunStarted(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="RunStarted"):
    """The first users are being started."""

    run_id: str
    started_utc: str
    workers: int


class IntervalReported(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="IntervalReported"):
    """A second of the run is over."""

    interval: Interval


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


type RunCommand = StartRun | SetUsers | SetRate | MarkMoment | StopRun
type RunEvent = Hello | Failed | Noticed | RunStarted | IntervalReported | ErrorSampled | ExchangeTraced | RunFinished
