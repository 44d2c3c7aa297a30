"""From a plan to a run spec: scenarios and test data are read from disk and checked against each other, so that a run
fails before it starts, with the file and the line.

Which hosts may get load is `hosts`'; compiling requests to bytes is `playback`'s.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError, InvalidInput, UsageError
from loadstudio.base.units import counted_text
from loadstudio.plan import schedule
from loadstudio.plan.estimate import users_for_rate
from loadstudio.plan.files import files_of
from loadstudio.plan.identities import identities_of
from loadstudio.plan.model import ClosedLoad, Limit, Load, OpenLoad, Plan, ScenarioUse, Stage
from loadstudio.plan.row_numbers import users_needing_rows
from loadstudio.plan.run_spec import RunSpec, ScenarioShare
from loadstudio.plan.tables import tables_of
from loadstudio.plan.validate import problems
from loadstudio.scenario.file import load_scenario
from loadstudio.scenario.model import requests_of
from loadstudio.scenario.secrets import secrets_of
from loadstudio.scenario.validate import problems as scenario_problems

_NO_OVERRIDES: Mapping[str, Path] = {}


def run_spec(
    plan: Plan,
    *,
    folder: Path,
    run_id: str,
    results_dir: Path,
    data_overrides: Mapping[str, Path] = _NO_OVERRIDES,
    environment: Mapping[str, str] = os.environ,
    trace: bool = False,
) -> RunSpec:
    """Return what the engine needs to run a plan whose scenario files are relative to `folder`.

    `data_overrides` replaces the file of a data source by its name; `environment` holds the secrets that templates use.
    Raises InvalidInput for impossible numbers, FileError for a scenario or a table that cannot be used, UsageError for
    an override that no scenario knows and for a secret that is not there.
    """
    if wrong := problems(plan):
        raise InvalidInput(" ".join(wrong))
    shares = tuple(_share(plan, use, folder, data_overrides) for use in plan.scenarios)
    _refuse_unknown_overrides(shares, data_overrides)
    spec = RunSpec(
        run_id=run_id,
        name=plan.name,
        shares=shares,
        load=plan.load,
        limits=plan.limits,
        workers=plan.workers,
        results_dir=str(results_dir),
        base_url=plan.base_url,
        allowed_hosts=plan.allowed_hosts,
        timeout_s=plan.timeout_s,
        graceful_stop_s=plan.graceful_stop_s,
        think_times=plan.think_times,
        include_static=plan.include_static,
        network=plan.network,
        identities=identities_of(plan.network.client_certificates, folder),
        trace=trace,
        secrets=_secrets(shares, environment),
    )
    _refuse_too_few_rows(spec)
    return spec


def plan_for_scenario(
    path: Path,
    *,
    users: int | None = None,
    ramp_up_s: float = 0.0,
    duration_s: float | None = None,
    iterations: int | None = None,
    rate_per_s: float | None = None,
    limits: tuple[Limit, ...] = (),
    base_url: str = "",
    workers: int = 0,
    allowed_hosts: tuple[str, ...] = (),
) -> Plan:
    """Return a plan for one scenario file, in its folder.

    Users are reached over `ramp_up_s` and stay for `duration_s`, or until `iterations` passes are done in all; with
    neither, each user does one pass. With `rate_per_s` passes start at that rate and `users` is the most at once;
    None is then as many as it takes, and otherwise 1.
    `limits` come on top of the usual limit on errors, or replace it. Raises FileError, and UsageError for numbers that
    make no sense.
    """
    scenario = load_scenario(path)
    load = _simple_load(1 if users is None else users, ramp_up_s, duration_s, iterations, rate_per_s)
    plan = Plan(name=scenario.name, scenarios=(ScenarioUse(file=path.name),), load=load)
    if users is None and isinstance(load, OpenLoad) and rate_per_s is not None:
        load = msgspec.structs.replace(load, max_users=users_for_rate(plan, scenario, rate_per_s))
        plan = msgspec.structs.replace(plan, load=load)
    chosen = {(limit.metric, limit.label) for limit in limits}
    usual = tuple(limit for limit in plan.limits if (limit.metric, limit.label) not in chosen)
    plan = msgspec.structs.replace(
        plan, limits=usual + limits, base_url=base_url, workers=workers, allowed_hosts=allowed_hosts
    )
    if wrong := problems(plan):
        raise UsageError(" ".join(wrong))
    return plan


def changed_load(
    load: Load,
    *,
    users: int | None = None,
    ramp_up_s: float | None = None,
    duration_s: float | None = None,
    iterations: int | None = None,
    rate_per_s: float | None = None,
) -> Load:
    """Return a plan's load with what the person says instead; None leaves it.

    Passes alone keep the stages. Anything else makes a simple load, as for a scenario, that takes what is not said from
    the plan: its most users, its highest rate, its passes or else its whole duration. Raises UsageError.
    """
    if isinstance(load, OpenLoad) and rate_per_s is None:
        rate_per_s = max((stage.target for stage in load.stages), default=0.0)
        if iterations is not None:
            raise UsageError("The plan starts passes at a rate and so ends after a time: leave out --iterations.")
        if users is ramp_up_s is duration_s is None:
            return load
    elif users is ramp_up_s is duration_s is rate_per_s is None:
        return load if iterations is None else msgspec.structs.replace(load, iterations=iterations)
    if duration_s is None and iterations is None and rate_per_s is None and isinstance(load, ClosedLoad):
        iterations = load.iterations
    if duration_s is None and iterations is None:
        duration_s = schedule.duration_s(load.stages)
    return _simple_load(
        users or max(1, schedule.most_users(load)), ramp_up_s or 0.0, duration_s, iterations, rate_per_s
    )


def _simple_load(
    users: int, ramp_up_s: float, duration_s: float | None, iterations: int | None, rate_per_s: float | None
) -> Load:
    if users < 1:
        raise UsageError(f"{users} people make no load. Ask for 1 or more.")
    if duration_s is not None and iterations is not None:
        raise UsageError("A run ends after a time or after a number of passes: give one of them, not both.")
    target = float(users) if rate_per_s is None else rate_per_s
    stages: tuple[Stage, ...] = (Stage(target=target, duration_s=ramp_up_s),)  # 0 s: all at once
    if duration_s is not None:
        stages += (Stage(target=target, duration_s=duration_s),)
    if rate_per_s is not None:
        if duration_s is None:
            raise UsageError("Passes started at a rate end after a time: say how long.")
        return OpenLoad(stages=stages, max_users=users)
    if duration_s is None and iterations is None:
        iterations = users
    return ClosedLoad(stages=stages, iterations=iterations)


def _share(plan: Plan, use: ScenarioUse, folder: Path, overrides: Mapping[str, Path]) -> ScenarioShare:
    path = folder / use.file
    scenario = load_scenario(path)
    if not requests_of(scenario, enabled_only=True):
        raise FileError(path, "has no request that is switched on, so there is nothing to send.")
    wrong = [problem.sentence for problem in scenario_problems(scenario) if problem.severity == "error"]
    if wrong:
        others = len(wrong) - 1
        more = f" There {'is' if others == 1 else 'are'} {others} more problem{'s'[: others != 1]}." if others else ""
        raise FileError(path, f"cannot be run: {wrong[0]}{more}")
    data = tables_of(plan, use, scenario, folder, overrides)
    files = files_of(scenario, path.parent)
    return ScenarioShare(scenario=scenario, weight=use.weight, data=data, files=files, load=use.load)


def _refuse_too_few_rows(spec: RunSpec) -> None:
    """Raise where users that need a row each would find none: FileError for a file's, InvalidInput for made-up ones."""
    for share, one in enumerate(spec.shares):
        made_up = {source.name for source in one.scenario.data_sources if source.generated is not None}
        for position, table in enumerate(one.data):
            users = users_needing_rows(spec, (share, position))
            if table.policy != "unique" or table.when_used_up != "stop" or len(table.rows) >= users:
                continue
            rows = counted_text(len(table.rows), "row")
            each = f"but each of the {users} people needs one of their own"
            if table.name in made_up and table.origin.startswith("{"):
                sentence = f"The made-up data '{table.name}' has {rows}, {each}. Make more rows, or use fewer people."
                raise InvalidInput(sentence)
            raise FileError(Path(table.origin), f"has {rows}, {each}. Add rows, or use fewer.")


def _secrets(shares: tuple[ScenarioShare, ...], environment: Mapping[str, str]) -> dict[str, str]:
    needed = dict.fromkeys(name for share in shares for name in secrets_of(share.scenario))
    missing = [name for name in needed if not environment.get(name)]
    if missing:
        these = f"{', '.join(missing)}, which {'is' if len(missing) == 1 else 'are'}"
        raise UsageError(
            f"The scenario needs {these} not in the environment. Set it before the run: export {missing[0]}=…"
        )
    return {name: environment[name] for name in needed}


def _refuse_unknown_overrides(shares: tuple[ScenarioShare, ...], overrides: Mapping[str, Path]) -> None:
    known = dict.fromkeys(source.name for share in shares for source in share.scenario.data_sources)
    for name in overrides:
        if name not in known:
            there = f"There is: {', '.join(known)}." if known else "It has none."
            raise UsageError(f"The scenario has no data source '{name}'. {there}")
