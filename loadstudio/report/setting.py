"""How a run was set up and where it ran, as names and values for people."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from loadstudio.base.units import bytes_text, count_text, counted_text, duration_text, per_second_text
from loadstudio.metrics.summary import IterationsSummary, RequestsSummary, Summary
from loadstudio.plan.limits import limit_text
from loadstudio.plan.model import ClosedLoad, Load, NetworkSettings, Stage
from loadstudio.plan.think_times import think_times_text
from loadstudio.results.run_info import RunInfo


def facts(info: RunInfo, summary: Summary) -> tuple[tuple[str, str], ...]:
    """Return the facts of a run that a reader needs to repeat it or to doubt it."""
    return tuple(_facts(info, summary))


_ENDINGS = {
    "stopped": "stopped by hand",
    "interrupted": "interrupted: the program that made the load was ended from outside",
}


class SettingChange(msgspec.Struct, frozen=True, kw_only=True):
    """A setting of two runs that was not the same."""

    name: str
    before: str
    after: str


def setting_changes(before: RunInfo, after: RunInfo) -> tuple[SettingChange, ...]:
    """Return what of plan, program and computer differed between two runs."""
    earlier, later = dict(_settings(before)), dict(_settings(after))
    return tuple(
        SettingChange(name=name, before=earlier.get(name, "–"), after=later.get(name, "–"))
        for name in dict.fromkeys((*earlier, *later))
        if earlier.get(name) != later.get(name)
    )


def load_text(load: Load) -> str:
    """Return a load in words: `105 people within 2 min, held for 2 min; then 190 within 1 min`."""
    unit = "people" if isinstance(load, ClosedLoad) else "passes a second"
    parts: list[str] = []
    level = 0.0
    for stage in load.stages:
        if stage.target == level and parts:
            if stage.duration_s:
                parts[-1] += f", held for {duration_text(stage.duration_s)}"
        else:
            parts.append(_stage_text(stage, unit if not parts else ""))
        level = stage.target
    text = "; then ".join(parts)
    if isinstance(load, ClosedLoad):
        return f"{text}; {count_text(load.iterations)} passes in all" if load.iterations is not None else text
    return f"{text}; at most {count_text(load.max_users)} people at once"


def _stage_text(stage: Stage, unit: str) -> str:
    number = count_text(stage.target) if stage.target == int(stage.target) else per_second_text(stage.target)
    what = f"{number} {unit}".rstrip()
    if unit == "people" and stage.target == 1:
        what = "1 person"
    return f"{what} within {duration_text(stage.duration_s)}" if stage.duration_s else f"{what} at once"


def _facts(info: RunInfo, summary: Summary) -> Iterator[tuple[str, str]]:
    settings = dict(_settings(info))
    behind = "Planned load"
    for name, value in settings.items():
        if name == "Limits":
            continue  # they have a table of their own
        yield name, value
        if name == behind:
            yield "Passes", _passes(summary.iterations)
            yield "Transferred", _transferred(summary.requests)
    if summary.outcome != "finished":
        yield "Ended", _ENDINGS.get(summary.outcome, summary.outcome)
    yield "Run", info.run_id


def _settings(info: RunInfo) -> Iterator[tuple[str, str]]:
    """What was the same all through the run: plan, program and computer."""
    if info.scenarios:
        yield "Scenario" if len(info.scenarios) == 1 else "Scenarios", ", ".join(info.scenarios)
    if info.hosts:
        yield "Load went to", ", ".join(info.hosts)
    yield "Planned load", load_text(info.load)
    yield "Limits", ", ".join(limit_text(limit) for limit in info.limits) or "none"
    yield "Think times", think_times_text(info.think_times)
    yield "Page files", "images, styles and scripts included" if info.include_static else "left out"
    yield "Waited at most", duration_text(info.timeout_s)
    yield from _network(info.network)
    environment = info.environment
    cores = counted_text(environment.cpu_count, "processor core")
    yield "Load came from", f"{environment.system}, {cores}"
    yield "Made with", f"{environment.program}, Python {environment.python}"


def _network(network: NetworkSettings) -> Iterator[tuple[str, str]]:
    """What differs from the usual way to a site."""
    if not network.verify_tls:
        yield "Certificates of sites", "not verified"
    elif network.unverified_hosts:
        yield "Certificates of sites", f"verified, but not of {', '.join(network.unverified_hosts)}"
    if network.client_certificates:
        yield "Own certificate shown to", ", ".join(one.host for one in network.client_certificates)
    if network.proxy:
        yield "Through the proxy", network.proxy
    if network.fresh_dns:
        yield "Addresses of sites", "looked up for every new connection"


def _transferred(requests: RequestsSummary) -> str:
    return f"{bytes_text(requests.bytes_received)} received, {bytes_text(requests.bytes_sent)} sent"


def _passes(iterations: IterationsSummary) -> str:
    parts = [f"{count_text(iterations.completed)} completed"]
    if iterations.failed:
        parts.append(f"{count_text(iterations.failed)} with a failed request")
    if iterations.dropped:
        parts.append(f"{count_text(iterations.dropped)} could not be started in time")
    return ", ".join(parts)
