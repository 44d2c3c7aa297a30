"""What the test data of a whole run will lead to, in sentences: its scenarios may draw on the same rows, and the plan
may name files that none of them asks for. The advice on one scenario is `data_doctor`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from loadstudio.plan.data_doctor import NOTHING, Advice, advice_on, in_order
from loadstudio.plan.estimate import LoadEstimate, estimate_of_use
from loadstudio.plan.model import Plan
from loadstudio.plan.run_spec import ScenarioShare
from loadstudio.plan.table_facts import table_facts


def data_advice(plan: Plan, shares: Sequence[ScenarioShare]) -> tuple[str, ...]:
    """Return what is worth a word about the data of a run, the worst first."""
    found = list(_unused_files(plan, shares))
    loads = [estimate_of_use(plan, position, share.scenario) for position, share in enumerate(shares)]
    drawing: dict[tuple[str, str], list[LoadEstimate]] = {}
    for share, load in zip(shares, loads, strict=True):
        for table in share.data:
            drawing.setdefault((table.origin or f"{id(share)}", table.policy), []).append(load)
    for share, load in zip(shares, loads, strict=True):
        together = {
            table.name: _sum_of(drawing[table.origin or f"{id(share)}", table.policy])
            for table in share.data
            if table.policy in ("unique", "unique_pass")  # these rows are given away once for all scenarios
        }
        found += _on_share(share, load, together=together)
    return tuple(dict.fromkeys(one.sentence for one in in_order(found)))


def _unused_files(plan: Plan, shares: Sequence[ScenarioShare]) -> Iterator[Advice]:
    """Files that the plan gives to data of another name than the scenario's would be left out without a word."""
    for use, share in zip(plan.scenarios, shares, strict=True):
        names = [source.name for source in share.scenario.data_sources]
        for name in use.data:
            if name not in names:
                there = f"It has: {', '.join(names)}." if names else "It has none."
                sentence = f"The plan gives {use.data[name]} to the data '{name}', which {use.file} lacks. {there}"
                yield Advice(kind="no_such_data", sentence=sentence, source=name, severity="bad")


def share_advice(share: ScenarioShare, recorded: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is worth a word about the data of one scenario, whatever the load, the worst first. `recorded` is
    what was recorded in the place of a column, by its expression.
    """
    return tuple(dict.fromkeys(one.sentence for one in in_order(_on_share(share, None, recorded=recorded))))


def _on_share(
    share: ScenarioShare,
    expected: LoadEstimate | None,
    *,
    together: Mapping[str, LoadEstimate] = NOTHING,
    recorded: Mapping[str, str] = NOTHING,
) -> list[Advice]:
    facts = {table.name: table_facts(table.columns, table.rows, len(table.rows)) for table in share.data}
    found = advice_on(share.scenario, facts, expected, together=together, recorded=recorded)
    return [one for one in found if one.kind != "new_column"]


def _sum_of(loads: Sequence[LoadEstimate]) -> LoadEstimate:
    return msgspec.structs.replace(
        loads[0],
        users_max=sum(load.users_max for load in loads),
        duration_s=max(load.duration_s for load in loads),
        passes_total=sum(load.passes_total for load in loads),
    )
