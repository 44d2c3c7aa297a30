"""What a results file tells about its run besides numbers: how it was set up and where it ran, what happened when.

Test data and scenarios are not kept: they hold secrets.
"""

from __future__ import annotations

import os
import platform
from typing import Literal

import msgspec

import loadstudio
from loadstudio.http_types.proxy import without_password
from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.hosts import target_hosts
from loadstudio.plan.model import Limit, Load, NetworkSettings, RecordedThinkTimes, ThinkTimes
from loadstudio.plan.run_spec import RunSpec

type MomentKind = Literal["notice", "users", "worker", "stop", "note"]


class Environment(msgspec.Struct, frozen=True, kw_only=True):
    """The computer and the programs that made the load."""

    program: str = ""
    python: str = ""
    system: str = ""
    cpu_count: int = 0


class RunInfo(msgspec.Struct, frozen=True, kw_only=True):
    """How a run was set up. `hosts` are those that the load went to (`host[:port]`), `scenarios` the names."""

    run_id: str
    name: str
    started_utc: str
    load: Load
    limits: tuple[Limit, ...] = ()
    workers: int = 0
    base_url: str = ""
    timeout_s: float = 30.0
    think_times: ThinkTimes = RecordedThinkTimes()
    include_static: bool = True
    network: NetworkSettings = NetworkSettings()
    scenarios: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    environment: Environment = Environment()


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened during the run: a word of the engine (`notice`), a change of the load by the person
    (`users`), a worker lost or joined (`worker`), the person's stop (`stop`), what the person wrote down (`note`).
    """

    second: int
    kind: MomentKind
    text: str


class ErrorSample(msgspec.Struct, frozen=True, kw_only=True):
    """A failed exchange, whole but for secrets."""

    second: int
    exchange: Exchange


def environment() -> Environment:
    """Return this computer's."""
    return Environment(
        program=f"LoadStudio {loadstudio.__version__}",
        python=platform.python_version(),
        system=_system(),
        cpu_count=os.process_cpu_count() or 1 if hasattr(os, "process_cpu_count") else os.cpu_count() or 1,
    )


def run_info(spec: RunSpec, *, started_utc: str, workers: int) -> RunInfo:
    """Return what is kept of a run spec."""
    return RunInfo(
        run_id=spec.run_id,
        name=spec.name,
        started_utc=started_utc,
        load=spec.load,
        limits=spec.limits,
        workers=workers,
        base_url=spec.base_url,
        timeout_s=spec.timeout_s,
        think_times=spec.think_times,
        include_static=spec.include_static,
        network=msgspec.structs.replace(spec.network, proxy=without_password(spec.network.proxy)),
        scenarios=tuple(share.scenario.name for share in spec.shares),
        hosts=_hosts(spec),
        environment=environment(),
    )


def _hosts(spec: RunSpec) -> tuple[str, ...]:
    return tuple(dict.fromkeys(host for share in spec.shares for host in target_hosts(share.scenario, spec.base_url)))


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"] + f" ({platform.machine()})"
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()} ({platform.machine()})"
