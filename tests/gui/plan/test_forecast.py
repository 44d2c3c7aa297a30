"""The forecast in words, and test data that does not suffice."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from loadstudio.gui.plan import forecast as forecasts
from loadstudio.gui.plan.forecast import forecast, length_text, load_key, rate_text, rounded, sentence
from loadstudio.plan.model import ClosedLoad, OpenLoad, Plan, ScenarioUse, Stage
from loadstudio.scenario.model import DataSource, Field, RecordedAnswer
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

RECORDED = RecordedAnswer(entry_id="e1", status=200, duration_ms=500)
LOGIN = a_request("login", query=(Field(name="user", value="${users.username}"),), recorded=RECORDED)
SHOP = a_scenario(
    a_step("s1", a_request("home", recorded=RECORDED), a_think_time("t1", 1.0), LOGIN),
    data_sources=(DataSource(name="users", file="users.csv", columns=("username",)),),
)  # two requests, two seconds a pass


def a_plan(people: float, duration_s: float = 120, **load: int) -> Plan:
    stages = (Stage(target=people, duration_s=0), Stage(target=people, duration_s=duration_s))
    return Plan(
        name="Shop", scenarios=(ScenarioUse(file="shop.scenario.json"),), load=ClosedLoad(stages=stages, **load)
    )


def test_the_sentence_counts_requests_and_time() -> None:
    plan = a_plan(100)
    assert sentence(plan, forecast(plan, (SHOP,))) == (
        "About <b>100 requests</b> a second at the peak, <b>12,000</b> in all, in <b>2 minutes</b>."
    )


def test_a_run_of_passes_says_its_passes() -> None:
    plan = a_plan(10, iterations=40)
    words = sentence(plan, forecast(plan, (SHOP,)))
    assert words == "<b>40 passes</b> in about <b>8 s</b>: 80 requests in all, <b>10</b> a second at the peak."


def test_a_scenario_that_sends_nothing_is_said() -> None:
    plan = a_plan(10)
    assert "sends nothing" in sentence(plan, forecast(plan, (a_scenario(a_step("s1")),)))


def test_this_computer_is_enough_tight_or_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts, "cores_of_computer", lambda: 2)
    assert forecast(a_plan(100), (SHOP,)).kind == "ok"
    assert forecast(a_plan(2900), (SHOP,)).kind == "warn"
    far = forecast(a_plan(4000), (SHOP,))
    assert (far.kind, far.people_possible, far.workers, far.cores) == ("bad", 3000, 2, 2)
    assert forecast(a_plan(2900), (SHOP,), per_worker_s=10_000).kind == "ok"
    alone = forecast(replace(a_plan(100), workers=1), (SHOP,))
    assert (alone.workers, alone.people_possible) == (1, 1500)


def test_loads_of_their_own_are_added_up() -> None:
    own = OpenLoad(stages=(Stage(target=5, duration_s=0), Stage(target=5, duration_s=60)), max_users=50)
    uses = (ScenarioUse(file="a"), ScenarioUse(file="b", load=own), ScenarioUse(file="gone"))
    plan = replace(a_plan(100), scenarios=uses)
    found = forecast(plan, (SHOP, SHOP, None))
    assert (found.estimate.requests_per_s_peak, found.estimate.users_max, found.estimate.duration_s) == (110, 150, 120)
    assert found.estimate.requests_total == 12_000 + 600
    assert found.requests_per_level(plan.load, load_key(None)) == 1.0
    assert found.requests_per_level(own, load_key(1)) == 2.0
    assert found.requests_per_level(own, load_key(7)) == 0.0


def test_forecasts_promise_three_digits() -> None:
    assert [rounded(value) for value in (0, 0.1234, 3.456, 307.9, 151_234)] == [0, 0.123, 3.46, 308, 151_000]
    assert [rate_text(value) for value in (0, 3.4, 12.3, 5180.4)] == ["0", "3.4", "12", "5,180"]
    assert [length_text(value) for value in (60, 840, 150, 20)] == ["1 minute", "14 minutes", "2 min 30 s", "20 s"]
