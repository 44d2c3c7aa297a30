"""Makes the samples in `recordings/` anew: the demo shop recorded by this recorder, its scenario, plan and accounts.

`make samples`. The shop stands on a fixed port, so that a newcomer can start it there and run the sample as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec.structs import replace

from loadstudio.plan.file import save_plan
from loadstudio.plan.limits import parse_limit
from loadstudio.plan.model import ClosedLoad, Plan, ScenarioUse, Stage
from loadstudio.scenario.file import load_scenario, save_scenario
from loadstudio.supervise.demo_shop import DemoShop
from tests.system.main_job import command, give_accounts, record

FOLDER = Path(__file__).resolve().parent.parent.parent / "recordings"
PORT = 8321
ACCOUNTS = 50
NAME = "Demo shop"


def main() -> int:
    """Write the four files."""
    har, scenario, plan, accounts = (
        FOLDER / f"demo-shop.{ending}" for ending in ("har", "scenario.json", "plan.json", "users.csv")
    )
    for file in (scenario, accounts):
        file.unlink(missing_ok=True)
    with DemoShop(PORT) as shop:
        print(record(shop.url, har, headless=True, pause_ms=1500))
        print(command("import", har, "-o", scenario))
        save_scenario(scenario, replace(load_scenario(scenario), name=NAME))
        give_accounts(shop.url, accounts, ACCOUNTS)
    save_plan(
        Plan(
            name=NAME,
            scenarios=(ScenarioUse(file=scenario.name),),
            load=ClosedLoad(stages=(Stage(target=20, duration_s=20), Stage(target=20, duration_s=60))),
            limits=(parse_limit("p95<500ms"), parse_limit("errors<1%")),
        ),
        plan,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
