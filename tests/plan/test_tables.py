"""Of large tables a run reads what it can use; a run that may come to any row reads all, up to a limit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loadstudio.base.errors import FileError
from loadstudio.plan import tables
from loadstudio.plan.model import ClosedLoad, OpenLoad, Plan, ScenarioUse, Stage
from loadstudio.plan.run_spec import DataTable
from loadstudio.plan.tables import rows_needed, tables_of
from loadstudio.scenario.model import DataSource
from tests.support.scenarios import a_request, a_scenario, a_step

HOLD = (Stage(target=10, duration_s=60),)
ENDLESS = ClosedLoad(stages=HOLD)
COUNTED = ClosedLoad(stages=HOLD, iterations=500)


def a_plan(load: ClosedLoad | OpenLoad = ENDLESS, *own: ClosedLoad) -> Plan:
    uses = (ScenarioUse(file="a.scenario.json"), *(ScenarioUse(file="b.scenario.json", load=one) for one in own))
    return Plan(name="p", scenarios=uses, load=load)


def a_source(**fields: Any) -> DataSource:
    return DataSource(**({"name": "t", "file": "t.csv", "columns": ("a",)} | fields))


@pytest.mark.parametrize(
    ("policy", "load", "used"),
    [
        ("sequential", ENDLESS, None),
        ("sequential", COUNTED, 500),
        ("unique_pass", ClosedLoad(stages=HOLD, iterations_per_user=7), 70),
        ("unique_pass", OpenLoad(stages=HOLD, max_users=5), None),
        ("unique", ENDLESS, 10),
        ("per_user", OpenLoad(stages=HOLD, max_users=5), 5),
        ("random", COUNTED, None),
    ],
)
def test_rows_that_a_run_can_use(policy: str, load: ClosedLoad | OpenLoad, used: int | None) -> None:
    assert rows_needed(a_plan(load), a_source(policy=policy)) == (None if used is None else 2 * used + 10_000)


def test_all_loads_of_a_plan_count() -> None:
    assert rows_needed(a_plan(COUNTED, ClosedLoad(stages=HOLD, iterations=30)), a_source()) == 2 * 530 + 10_000
    assert rows_needed(a_plan(COUNTED, ENDLESS), a_source()) is None


def read(folder: Path, plan: Plan, **source: Any) -> DataTable:
    request = a_request("r", "http://shop.test/${t.a}")
    scenario = a_scenario(a_step("s", request), data_sources=(a_source(**source),))
    (table,) = tables_of(plan, plan.scenarios[0], scenario, folder, {})
    return table


def test_only_a_large_file_is_read_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t.csv").write_text("a\n" + "".join(f"value-{number}\n" for number in range(30_000)))
    assert len(read(tmp_path, a_plan(COUNTED)).rows) == 30_000
    monkeypatch.setattr(tables, "READ_WHOLE_BYTES", 1_000)
    assert len(read(tmp_path, a_plan(COUNTED)).rows) == 11_000
    assert len(read(tmp_path, a_plan(ENDLESS)).rows) == 30_000
    monkeypatch.setattr(tables, "LIMIT_BYTES", 10_000)
    assert len(read(tmp_path, a_plan(ENDLESS), policy="unique").rows) == 10_020
    with pytest.raises(FileError, match=r"t\.csv: has .* KB, and a run that may come to any row"):
        read(tmp_path, a_plan(ENDLESS), policy="random")
