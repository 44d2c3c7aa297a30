"""The plan's values. `run_spec` joins a plan with its scenarios and data to what an engine needs."""

from __future__ import annotations

from typing import Literal

import msgspec

PLAN_VERSION = 2
DEFAULT_ERROR_LIMIT_RATIO = 0.01


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """From the level before to `target` in a straight line over `duration_s` (0: at once)."""

    target: float
    duration_s: float


class ClosedLoad(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="closed"):
    """A number of users at once, each doing pass after pass; starts from 0 users.

    With `iterations` the run ends after so many passes in all, shared by the users, with `iterations_per_user` when
    every user has made so many, even when stages are left; the last stage then holds as long as it takes.
    `pacing_s`: a user begins a pass no sooner than so long after the beginning of its pass before; 0: at once.
    """

    stages: tuple[Stage, ...]
    iterations: int | None = None
    iterations_per_user: int | None = None
    pacing_s: float = 0.0


class OpenLoad(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="open"):
    """Passes started at a rate (stage targets are per second), whatever the answers take; at most `max_users` at
    once.
    """

    stages: tuple[Stage, ...]
    max_users: int


type Load = ClosedLoad | OpenLoad


class RecordedThinkTimes(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="recorded"
):
    """The pauses of the person, each times `factor`."""

    factor: float = 1.0


class ConstantThinkTimes(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="constant"):
    """Every pause lasts `seconds`."""

    seconds: float


class UniformThinkTimes(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="uniform"):
    """Every pause lasts anything from `least_s` to `most_s`, each as likely."""

    least_s: float
    most_s: float


class NormalThinkTimes(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="normal"):
    """Pauses around `mean_s` with the standard deviation `deviation_s`; none is below 0."""

    mean_s: float
    deviation_s: float


class ExponentialThinkTimes(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="exponential"):
    """Pauses of `mean_s` on average, mostly short and sometimes long, as of many independent people."""

    mean_s: float


type ThinkTimes = RecordedThinkTimes | ConstantThinkTimes | UniformThinkTimes | NormalThinkTimes | ExponentialThinkTimes


class ClientCertificate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A certificate that a host asks of its clients; both files PEM, relative to the plan's folder. With '' as
    `key_file` the key stands in the certificate's file. A key with a passphrase is not supported.
    """

    host: str
    certificate_file: str
    key_file: str = ""


class NetworkSettings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How requests reach their servers.

    `unverified_hosts` (`host`) may show any certificate even when `verify_tls` is on. `proxy` is the address of an HTTP
    proxy (`http://user:password@host:port`) that all requests go through, '' none. `fresh_dns` asks for a host's
    addresses at every new connection instead of once a minute. With `parallel` the requests that the browser sent at
    the same time are sent at the same time, over at most 6 connections a host. With `browser_cache` files that the
    answers let a browser keep are asked for once a user.
    """

    verify_tls: bool = True
    unverified_hosts: tuple[str, ...] = ()
    client_certificates: tuple[ClientCertificate, ...] = ()
    proxy: str = ""
    fresh_dns: bool = False
    parallel: bool = True
    browser_cache: bool = False


class Limit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What counts as good enough: `metric` must be under `value`. Latencies in ms, `errors` as a ratio from 0 to 1.

    `label` narrows it to one request or step; '' means all requests. `rate` is the one that must be over its value.
    """

    metric: Literal["p50", "p90", "p95", "p99", "max", "mean", "errors", "rate"]
    value: float
    label: str = ""


class ScenarioUse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A scenario of the plan: its file relative to the plan's folder, its share of the users, its data files by
    source name. With a `load` of its own it takes no part in the plan's load and `weight` says nothing.
    """

    file: str
    weight: float = 1.0
    data: dict[str, str] = {}
    load: Load | None = None


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
    think_times: ThinkTimes = RecordedThinkTimes()
    include_static: bool = True
    network: NetworkSettings = NetworkSettings()
