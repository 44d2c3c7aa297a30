"""A check as its parent sees it: what is said when its engine dies."""

from __future__ import annotations

from pathlib import Path

from loadstudio.plan.model import ClosedLoad, Plan, ScenarioUse, Stage
from loadstudio.scenario.file import save_scenario
from loadstudio.supervise.check_session import CheckSession, check_spec
from loadstudio.supervise.child import ChildEnded, ChildOutcome
from loadstudio.supervise.run_session import RunSession
from loadstudio.wire.run_messages import RunStarted
from tests.support.scenarios import a_request, a_scenario, a_step


def test_a_dead_engine_leaves_results_of_a_run_that_began_and_none_of_a_check(tmp_path: Path) -> None:
    save_scenario(tmp_path / "shop.scenario.json", a_scenario(a_step("s1", a_request("r1"))))
    load = ClosedLoad(stages=(Stage(target=1, duration_s=1),))
    plan = Plan(name="shop", scenarios=(ScenarioUse(file="shop.scenario.json"),), load=load)
    spec = check_spec(plan, folder=tmp_path, results_dir=tmp_path / "results")
    ended = ChildEnded(outcome=ChildOutcome(role="engine", exit_code=-9))
    said = []
    for session, began in ((RunSession(spec), True), (RunSession(spec), False), (CheckSession(spec, None), True)):
        if began:
            session.handle(RunStarted(run_id="r", started_utc="2026-11-30T12:00:00Z", workers=1))
        session.handle(ended)
        assert session.phase == "failed"
        said.append(session.failure)
    sentence = ended.outcome.sentence()
    assert said == [f"{sentence} The results until then are kept.", sentence, sentence]
