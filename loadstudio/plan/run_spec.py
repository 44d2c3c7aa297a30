"""The run spec: a plan with its scenarios and data rows, complete, as the engine gets it. Never written to a file: it
holds the test data's secrets."""

from __future__ import annotations

from typing import Literal

import msgspec

from loadstudio.plan.model import Limit, Load, NetworkSettings, RecordedThinkTimes, ThinkTimes
from loadstudio.scenario.model import Scenario


class DataTable(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a data source; each row has one text per column. Tables of the same `origin` have the same rows, in
    whatever scenario: what is for one use is then used once by all of them ('': it has no other).
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    policy: Literal["sequential", "random", "unique", "unique_pass", "per_user"] = "sequential"
    when_used_up: Literal["repeat", "keep_last", "stop"] = "repeat"
    origin: str = ""


class ScenarioShare(msgspec.Struct, frozen=True, kw_only=True):
    """One scenario with its share of the users and its data, or with a `load` of its own. `files` are the contents of
    the files that its requests send, by the path in the scenario.
    """

    scenario: Scenario
    weight: float = 1.0
    data: tuple[DataTable, ...] = ()
    files: dict[str, bytes] = {}
    load: Load | None = None


class ClientIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate that is shown to a host, and its key, both as PEM text."""

    host: str
    certificate: str
    key: str


class RunSpec(msgspec.Struct, frozen=True, kw_only=True):
    """What to run. `results_dir` is the run's own folder, made by the caller. `trace` sends every exchange whole
    (check).
    """

    run_id: str
    name: str
    shares: tuple[ScenarioShare, ...]
    load: Load
    limits: tuple[Limit, ...]
    workers: int
    results_dir: str
    base_url: str = ""
    """Replaces scheme, host and port of the scenario's first-party host; '' leaves the recorded one."""
    allowed_hosts: tuple[str, ...] = ()
    timeout_s: float = 30.0
    graceful_stop_s: float = 5.0
    think_times: ThinkTimes = RecordedThinkTimes()
    include_static: bool = True
    network: NetworkSettings = NetworkSettings()
    identities: tuple[ClientIdentity, ...] = ()
    """What the files of the client certificates hold."""
    trace: bool = False
    secrets: dict[str, str] = {}
    """The environment's, that the scenarios use, by name; read when the run starts."""
