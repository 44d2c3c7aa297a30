"""The data of each scenario of a plan is looked at: its files, or those that the plan names instead."""

from __future__ import annotations

from pathlib import Path

from loadstudio.gui.plan.data_note import plan_advice, tables_of
from loadstudio.plan.model import ClosedLoad, Plan, ScenarioUse, Stage
from loadstudio.scenario.file import save_table
from loadstudio.scenario.model import DataSource
from tests.support.scenarios import a_request, a_scenario, a_step

USERS = DataSource(name="users", file="users.csv", columns=("name", "pass"), secret_columns=("pass",))
SHOP = a_scenario(a_step("s", a_request("r", "http://shop.test/${users.name}/${users.pass}")), data_sources=(USERS,))


def a_plan(**data: str) -> Plan:
    uses = (ScenarioUse(file="shop/shop.scenario.json", data=data), ScenarioUse(file="other.scenario.json"))
    return Plan(name="p", scenarios=uses, load=ClosedLoad(stages=(Stage(target=10, duration_s=60),)))


def test_files_stand_beside_the_scenario_or_where_the_plan_says(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    save_table(tmp_path / "shop" / "users.csv", ("name", "pass"), (("mia", "x"),))
    save_table(tmp_path / "many.csv", ("name", "pass"), tuple((f"u{number}", "x") for number in range(5)))
    known = tables_of(a_plan(), (SHOP, None), tmp_path)
    assert known[0]["users"].rows == 1
    (found,) = plan_advice(a_plan(), (SHOP, None), known)
    assert found.sentence.startswith("5 people share 1 log-in of 'users'.")
    known = tables_of(a_plan(users="many.csv"), (SHOP, None), tmp_path)
    assert plan_advice(a_plan(users="many.csv"), (SHOP, None), known) == ()


def test_a_missing_file_is_told_and_unused_data_is_not(tmp_path: Path) -> None:
    known = tables_of(a_plan(), (SHOP, None), tmp_path)
    (found,) = plan_advice(a_plan(), (SHOP, None), known)
    assert (found.severity, "users.csv: does not exist" in found.sentence) == ("bad", True)
    idle = a_scenario(a_step("s", a_request("r")), data_sources=(USERS,))
    assert plan_advice(a_plan(), (idle,), known) == ()
