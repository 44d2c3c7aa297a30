"""Who does what: the shares of the scenarios of a plan in percent, changed so that all together stay 100. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from loadstudio.plan.model import Load, ScenarioUse

type Uses = tuple[ScenarioUse, ...]

_DIGITS = 4


def percents(uses: Uses) -> tuple[float | None, ...]:
    """Return each scenario's share in percent; None for one with a load of its own."""
    total = sum(use.weight for use in uses if use.load is None) or 1.0
    return tuple(None if use.load is not None else use.weight / total * 100 for use in uses)


def with_percent(uses: Uses, position: int, percent: float) -> Uses:
    """Return the scenarios with another share for one; the others keep their proportions in what is left.

    Nobody is left without a share: that is what removing is for.
    """
    others = [number for number, use in enumerate(uses) if use.load is None and number != position]
    if not others:
        return uses
    percent = min(percent, 100.0 - len(others))
    left, weights = 100.0 - percent, sum(uses[number].weight for number in others)
    changed = list(uses)
    changed[position] = replace(uses[position], weight=round(percent, _DIGITS))
    for number in others:
        changed[number] = replace(uses[number], weight=round(uses[number].weight / weights * left, _DIGITS))
    return tuple(changed)


def with_scenario(uses: Uses, file: str) -> Uses:
    """Return the scenarios with one more, which gets an even share."""
    shared = [use.weight for use in uses if use.load is None]
    weight = sum(shared) / len(shared) if shared else 1.0
    return (*uses, ScenarioUse(file=file, weight=weight))


def without(uses: Uses, position: int) -> Uses:
    """Return the scenarios without one; the last one stays."""
    return (*uses[:position], *uses[position + 1 :]) if len(uses) > 1 else uses


def with_load(uses: Uses, position: int, load: Load | None) -> Uses:
    """Return the scenarios with a load of its own for one, or with none: it takes part in the plan's again."""
    return (*uses[:position], replace(uses[position], load=load), *uses[position + 1 :])
