"""The demo shop's scenario taken to another tool and really run there against a demo shop, which then tells what
happened.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import requests

from loadstudio.base.resources import sample_path
from loadstudio.cli.main import main
from loadstudio.plan.file import load_plan, save_plan
from loadstudio.plan.model import ClosedLoad, Limit, RecordedThinkTimes, Stage
from loadstudio.scenario.assertion import HeaderCheck
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.file import load_scenario, save_scenario
from loadstudio.scenario.model import requests_of
from tests.support.demo_program import first_line, running_shop

USERS, PASSES = 2, 4
TIMEOUT_S = 60


class Ran(NamedTuple):
    """What a tool did: its exit code, what it printed, and the shop's facts."""

    code: int
    printed: str
    facts: dict[str, Any]


@contextmanager
def a_shop() -> Iterator[str]:
    """Start a demo shop; give its address."""
    with running_shop("--port", "0") as process:
        yield json.loads(first_line(process))["url"]


def exported_shop(target: str, ending: str, folder: Path, address: str, *, passes_each: bool = False) -> Path:
    """Write a plan of a few people and passes on a shop, and take it to a tool; return the script."""
    load = ClosedLoad(
        stages=(Stage(target=USERS, duration_s=0), Stage(target=USERS, duration_s=60)),
        iterations=None if passes_each else PASSES,
        iterations_per_user=PASSES // USERS if passes_each else None,
    )
    plan = msgspec.structs.replace(
        load_plan(sample_path("demo-shop.plan.json")),
        load=load,
        base_url=address,
        limits=(Limit(metric="errors", value=0.01), Limit(metric="p95", value=30_000)),
        think_times=RecordedThinkTimes(factor=0.01),
    )
    scenario = load_scenario(sample_path("demo-shop.scenario.json"))
    page = requests_of(scenario)[0]
    asked = msgspec.structs.replace(page, checks=(*page.checks, HeaderCheck(name="content-type", text="text/html")))
    save_scenario(folder / "demo-shop.scenario.json", replace_request(scenario, asked))
    (folder / "demo-shop.users.csv").write_bytes(sample_path("demo-shop.users.csv").read_bytes())
    save_plan(plan, folder / "shop.plan.json")
    script = folder / f"script{ending}"
    assert main(["export", str(folder / "shop.plan.json"), "--to", target, "-o", str(script)]) == 0
    return script


def run_tool(command: list[str], folder: Path, address: str, **environment: str) -> Ran:
    """Run a command in a folder and ask the shop what happened."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=TIMEOUT_S,
        check=False,
    )
    facts = requests.get(f"{address}/facts", timeout=10).json()
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), facts)


def assert_all_happened(ran: Ran) -> None:
    """Every pass ended in an order by a person of its own, and nothing was refused."""
    facts = ran.facts
    assert facts["orders"] == PASSES, ran.printed[-4000:]
    assert facts["orderers"] == PASSES, "each pass takes the next row"
    assert facts["logouts"] == PASSES
    assert facts["access_tokens"] == PASSES
    assert facts["visitors"] == PASSES, "a pass is a new person without cookies"
    assert facts["searches"] == PASSES
    refused = ("failed_logins", "rejected_tokens", "rejected_jwts", "refused_carts")
    assert {name: facts[name] for name in refused} == dict.fromkeys(refused, 0)


type Command = Callable[[Path], list[str]]
