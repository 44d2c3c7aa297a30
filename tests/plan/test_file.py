"""Plans survive their file; files that are no plan are refused with the place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from loadstudio.base.errors import ExitCode, FileError
from loadstudio.plan.file import load_plan, save_plan
from loadstudio.plan.model import (
    ClientCertificate,
    ClosedLoad,
    Limit,
    NetworkSettings,
    OpenLoad,
    Plan,
    RecordedThinkTimes,
    ScenarioUse,
    Stage,
    UniformThinkTimes,
)

GOLDEN = Path(__file__).parent.parent / "golden" / "plan_v1.plan.json"
GOLDEN_2 = GOLDEN.with_name("plan_v2.plan.json")

PLAN = Plan(
    name="Sale",
    scenarios=(
        ScenarioUse(file="buy.scenario.json", weight=3, data={"users": "people.csv"}),
        ScenarioUse(file="look.scenario.json"),
    ),
    load=ClosedLoad(stages=(Stage(target=50, duration_s=60), Stage(target=0, duration_s=10)), iterations=None),
    limits=(Limit(metric="errors", value=0.01), Limit(metric="p95", value=800, label="POST /orders")),
    workers=2,
    base_url="https://staging.shop.example",
    allowed_hosts=("staging.shop.example",),
    think_times=RecordedThinkTimes(factor=0.5),
)

PLAN_2 = msgspec.structs.replace(
    PLAN,
    scenarios=(
        *PLAN.scenarios,
        ScenarioUse(file="rest.scenario.json", load=OpenLoad(stages=(Stage(target=3, duration_s=60),), max_users=20)),
    ),
    load=ClosedLoad(stages=(Stage(target=50, duration_s=60),), iterations_per_user=3, pacing_s=10),
    think_times=UniformThinkTimes(least_s=1, most_s=4),
    network=NetworkSettings(
        unverified_hosts=("staging.shop.example",),
        client_certificates=(ClientCertificate(host="api.example", certificate_file="me.pem", key_file="me.key"),),
        proxy="http://proxy.example:3128",
        fresh_dns=True,
        browser_cache=True,
    ),
)


def test_a_plan_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "sale.plan.json"
    for plan in (PLAN, PLAN_2, Plan(name="Open", scenarios=(), load=OpenLoad(stages=(), max_users=9))):
        save_plan(plan, path)
        assert load_plan(path) == plan
    assert [file.name for file in tmp_path.iterdir()] == ["sale.plan.json"]


def test_a_plan_of_version_1_opens_for_ever() -> None:
    assert load_plan(GOLDEN) == PLAN


def test_a_plan_of_version_2_opens_for_ever() -> None:
    assert load_plan(GOLDEN_2) == PLAN_2


def raw(**changes: Any) -> str:
    return json.dumps(json.loads(GOLDEN.read_text()) | changes)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        ('{"version": 1', "is not JSON"),
        ("[]", "is no plan"),
        ('{"log": {}}', "a recording"),
        ('{"steps": []}', "a scenario"),
        (raw(version=99), "newer LoadStudio"),
        (raw(version="one"), "no version number"),
        (raw(workers="many"), "Expected `int`"),
        (raw(load={"kind": "wild"}), "Invalid value 'wild'"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "x.plan.json"
    path.write_text(text)
    with pytest.raises(FileError, match=problem) as caught:
        load_plan(path)
    assert str(path) in str(caught.value)
    assert caught.value.exit_code == ExitCode.INVALID_FILE


def test_the_place_of_a_wrong_value_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.plan.json"
    path.write_text(raw(limits=[{"metric": "p95", "value": "fast"}]))
    with pytest.raises(FileError) as caught:
        load_plan(path)
    assert caught.value.where == "$.limits[0].value"


def test_a_missing_file_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist"):
        load_plan(tmp_path / "no.plan.json")
    with pytest.raises(FileError, match="cannot be written"):
        save_plan(PLAN, tmp_path / "gone" / "x.plan.json")
