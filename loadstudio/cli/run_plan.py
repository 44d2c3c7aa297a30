"""From the file and the options of `loadstudio run` to what the engine is to run. What makes no sense is refused."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

from loadstudio.base import ids, paths
from loadstudio.base.clock import now_utc
from loadstudio.base.errors import FileError, UsageError
from loadstudio.cli.console import refuse_bad_outputs, say
from loadstudio.cli.target import data_files, network_of
from loadstudio.plan.compile import changed_load, plan_for_scenario, run_spec
from loadstudio.plan.file import PLAN_SUFFIX, load_plan
from loadstudio.plan.model import ClosedLoad, Plan
from loadstudio.plan.run_data import data_advice
from loadstudio.plan.run_spec import RunSpec
from loadstudio.plan.validate import USERS_MAX, problems

_DEFAULT_DURATION_S = 60.0


def refuse_nonsense(arguments: argparse.Namespace) -> None:
    """Raise UsageError for numbers and options that make no sense, FileError for a file that cannot be written."""
    for name, least in (("users", 1), ("iterations", 1), ("iterations_per_user", 1), ("workers", 0)):
        value = getattr(arguments, name)
        if value is not None and not value >= least:
            raise UsageError(f"--{name.replace('_', '-')} {value:g} makes no sense; the least is {least}.")
    if arguments.users is not None and arguments.users > USERS_MAX:
        raise UsageError(f"--users {arguments.users} makes no sense; the most is {USERS_MAX:,}.")
    counts = [count for count in (arguments.iterations, arguments.iterations_per_user) if count is not None]
    if arguments.duration is not None and counts:
        raise UsageError(
            "A run ends after a time or after a number of passes: give --duration or --iterations, not both."
        )
    if len(counts) > 1:
        raise UsageError("Passes are counted in all or for each user: give --iterations or --iterations-per-user.")
    if arguments.rate is not None and arguments.pacing is not None:
        raise UsageError("With --rate passes start at the rate, whatever a user does: leave out --pacing.")
    if arguments.rate is not None and counts:
        raise UsageError("With --rate a run ends after a time: give --duration, not --iterations.")
    if arguments.report and not arguments.report.lower().endswith(".pdf"):
        raise UsageError(f"--report {arguments.report}: the report is a PDF, so its name ends in .pdf.")
    refuse_bad_outputs(arguments.json, arguments.junit, arguments.report)


def spec_of(arguments: argparse.Namespace) -> RunSpec:
    """Return what is to be run, and say what its data will lead to. Raises FileError, UsageError, InvalidInput."""
    file = Path(arguments.file)
    plan = _possible(file, arguments)
    run = ids.run_id(now_utc().astimezone())
    results_dir = Path(arguments.out).absolute() if arguments.out else paths.runs_dir() / run
    spec = run_spec(
        plan,
        folder=file.absolute().parent,
        run_id=run,
        results_dir=results_dir,
        data_overrides=data_files(arguments.data),
    )
    for sentence in data_advice(plan, spec.shares):
        say(sentence)
    return spec


def _possible(file: Path, arguments: argparse.Namespace) -> Plan:
    """Return the plan to run. What is impossible is the file's fault where it stands in the file, else the options'."""
    asked = _plan_of_file(file, arguments)
    plan = _changed(asked, arguments)
    if wrong := problems(plan):
        if problems(asked):
            raise FileError(file, " ".join(wrong))
        raise UsageError(" ".join(wrong))
    return plan


def _plan_of_file(file: Path, arguments: argparse.Namespace) -> Plan:
    if file.name.endswith(PLAN_SUFFIX):
        plan = load_plan(file)
        load = changed_load(
            plan.load,
            users=arguments.users,
            ramp_up_s=arguments.ramp_up,
            duration_s=arguments.duration,
            iterations=arguments.iterations,
            rate_per_s=arguments.rate,
        )
        return msgspec.structs.replace(plan, load=load)
    endless = arguments.duration is None and arguments.iterations is None and arguments.iterations_per_user is None
    return plan_for_scenario(
        file,
        users=arguments.users,
        ramp_up_s=arguments.ramp_up or 0.0,
        duration_s=_DEFAULT_DURATION_S if endless else arguments.duration,
        iterations=arguments.iterations,
        rate_per_s=arguments.rate,
    )


def _changed(plan: Plan, arguments: argparse.Namespace) -> Plan:
    """Return the plan with what the command line says instead."""
    changes: dict[str, Any] = {
        "base_url": arguments.base_url,
        "workers": arguments.workers,
        "think_times": arguments.think_time,
        "network": msgspec.structs.replace(
            network_of(plan.network, arguments),
            parallel=plan.network.parallel and not arguments.one_by_one,
            browser_cache=plan.network.browser_cache or arguments.browser_cache,
        ),
    }
    if isinstance(plan.load, ClosedLoad):
        changes["load"] = _passes_changed(plan.load, arguments)
    if arguments.limit:
        metrics = {(limit.metric, limit.label) for limit in arguments.limit}
        kept = tuple(limit for limit in plan.limits if (limit.metric, limit.label) not in metrics)
        changes["limits"] = kept + tuple(arguments.limit)
    if arguments.allow_host:
        changes["allowed_hosts"] = (*plan.allowed_hosts, *arguments.allow_host)
    return msgspec.structs.replace(plan, **{name: value for name, value in changes.items() if value is not None})


def _passes_changed(load: ClosedLoad, arguments: argparse.Namespace) -> ClosedLoad:
    """Return the load with passes for each user and the pace that the command line asks for."""
    if arguments.iterations_per_user is not None:
        stages = tuple(stage for stage in load.stages if stage.target > 0)[:1]  # reached, and held until all are done
        load = msgspec.structs.replace(
            load, stages=stages, iterations=None, iterations_per_user=arguments.iterations_per_user
        )
    return load if arguments.pacing is None else msgspec.structs.replace(load, pacing_s=arguments.pacing)
