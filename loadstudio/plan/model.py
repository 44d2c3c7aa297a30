"""The plan's values. `run_spec` joins a plan with its scenarios and data to what an engine needs."""

from __future__ import annotations

from typing import Literal

import msgspec

PLAN_VERSION = 1
DEFAULT_ERROR_LIMIT_RATIO = 0.01


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """From the level before to `target` in a straight line over `duration_s` (0: at once)."""

    target: float
    duration_s: float


class ClosedLoad(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="closed"):
    """A number of users at once, each doing pass after pass; starts from 0 users.

    With `iterations` the run ends after so many passes in all, shared by the users, even when stages are left; the last
    stage then holds as long as it takes.
    """

    stages: tuple[Stage, ...]
    iterations: int | None = None


class OpenLoad(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="open"):
    """Passes started at a rate (stage targets are per second), whatever the answers take; at most `max_users` at
    once.
    """

    stages: tuple[Stage, ...]
    max_users: int


type Load = ClosedLoad | OpenLoad


class Limit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What counts as good enough: `metric` must be under `value`. Latencies in ms, `errors` as a ratio from 0 to 1.

    `label` narrows it to one request or step; '' means all requests. `rate` is the one that must be over its value.
    """

    metric: Literal["p50", "p90", "p95", "p99", "max", "mean", "errors", "rate"]
    value: float
    label: str = ""


class ScenarioUse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A scenario of the plan: its file relative to the plan's folder, its share of the users, its data files by
    source name.
    """

    file: str
    weight: float = 1.0
    data: dict[str, str] = {}


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How much load, and on what. `workers` 0 means one for each core."""

    version: int = PLAN_VERSION
    name: str
    scenarios: tuple[ScenarioUse, ...]
    load: Load
    limits: tuple[Limit, ...] = (Limit(metric="errors", value=DEFAULT_ERROR_LIMIT_RATIO),)
    workers: int = 0
    base_url: str = ""
    allowed_hosts: tuple[str, ...] = ()
    timeout_s: float = 30.0
    graceful_stop_s: float = 5.0
    think_time_factor: float = 1.0
    include_static: bool = True
    verify_tls: bool = True
