"""What is written as a test plan of JMeter is read as the same: writing that once more gives the same test plan."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from loadstudio.interchange.exporting import exported
from loadstudio.interchange.reading.brought import Brought
from loadstudio.interchange.reading.jmeter.plan_reading import from_jmx
from loadstudio.plan.model import (
    ClosedLoad,
    ConstantThinkTimes,
    ExponentialThinkTimes,
    NormalThinkTimes,
    OpenLoad,
    Plan,
    Stage,
    UniformThinkTimes,
)
from loadstudio.plan.run_spec import DataTable, ScenarioShare
from loadstudio.scenario.model import (
    HOLDERS,
    BinaryBody,
    FileBody,
    HttpRequest,
    Node,
    PythonCode,
    Scenario,
    Step,
    requests_of,
)
from loadstudio.scenario.template import escape
from loadstudio.scenario.validate import problems
from tests.interchange.everything import a_plan, everything, share_of
from tests.interchange.reading.jmeter.scenarios import scenarios
from tests.interchange.test_locust_script import HOSTILE

_TOO_MUCH = frozenset(("id", "deep"))
"""Their paths are too much for JMeter."""


def without_what_jmeter_cannot(scenario: Scenario) -> Scenario:
    """Return a scenario without Python, without values that JMeter cannot take, and with files as bytes."""

    def node(one: Node) -> Node:
        if isinstance(one, HOLDERS):
            kept = (child for child in one.children if not isinstance(child, PythonCode))
            return replace(one, children=tuple(node(child) for child in kept))
        if isinstance(one, HttpRequest):
            takes = tuple(each for each in one.extractors if each.variable not in _TOO_MUCH)
            body = BinaryBody(content=b"\x00leaf") if isinstance(one.body, FileBody) else one.body
            return replace(one, extractors=takes, body=body)
        return one

    steps = (node(step) for step in scenario.steps)
    return replace(scenario, steps=tuple(step for step in steps if isinstance(step, Step)))


def written(share: ScenarioShare, plan: Plan | None) -> dict[str, bytes]:
    return dict(exported((share,), plan, name="x", target="jmeter", file="x.jmx").files)


def read(files: dict[str, bytes]) -> Brought:
    return from_jmx(files["x.jmx"], "x", lambda path: files.get(path.removeprefix("./")))


def share_again(made: Brought) -> ScenarioShare:
    tables = tuple(
        DataTable(name=one.name, columns=columns, rows=rows, policy=one.policy, when_used_up=one.when_used_up)
        for one, (columns, rows) in zip(made.scenario.data_sources, made.tables, strict=True)
    )
    return ScenarioShare(scenario=made.scenario, data=tables)


def plain(content: bytes) -> str:
    """Return a test plan without the sentences about what could not be taken along."""
    root = ElementTree.fromstring(content)
    plan = root.find(".//TestPlan")
    assert plan is not None
    for comments in plan.findall("stringProp[@name='TestPlan.comments']"):
        plan.remove(comments)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode")


def comes_back(share: ScenarioShare, plan: Plan | None) -> Brought:
    files = written(share, plan)
    made = read(files)
    again = written(share_again(made), made.plan if plan else None)
    assert plain(again["x.jmx"]) == plain(files["x.jmx"])
    assert {name: again[name] for name in again if name != "x.jmx"} == {
        name: files[name] for name in files if name != "x.jmx"
    }
    return made


def usual(words: str = "Moss") -> ScenarioShare:
    share = share_of(without_what_jmeter_cannot(everything(words)))
    blocks = share.scenario.steps[2]
    kept = tuple(one for one in blocks.children if getattr(one, "id", "") not in ("i-1", "i-2"))
    account = share.scenario.steps[1]
    upload = replace(account, children=tuple(one for one in account.children if getattr(one, "id", "") != "r-4"))
    steps = (share.scenario.steps[0], upload, replace(blocks, children=kept))
    return share_with(share, replace(share.scenario, steps=steps))


def share_with(share: ScenarioShare, scenario: Scenario) -> ScenarioShare:
    return ScenarioShare(scenario=scenario, data=share.data, files=share.files)


def test_everything_comes_back() -> None:
    share = usual()
    made = comes_back(share, a_plan())
    assert [one.name for one in requests_of(made.scenario)] == [
        one.name for one in requests_of(share.scenario, enabled_only=True)
    ]
    assert [sentence for sentence in made.told if "'Moss'" in sentence] == []
    assert problems(made.scenario) == ()
    assert made.told == ()


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)))
@settings(max_examples=15, deadline=None)
def test_whatever_the_words_are(words: str) -> None:
    clean = "".join(sign for sign in words if sign.isprintable()).strip() or "Moss"
    comes_back(usual(escape(clean)), None)


@given(scenarios())
@settings(max_examples=25, deadline=None)
def test_any_scenario_comes_back(scenario: Scenario) -> None:
    made = comes_back(ScenarioShare(scenario=scenario), None)
    assert [bool(one.extractors) for one in requests_of(made.scenario)] == [
        bool(one.extractors) for one in requests_of(scenario)
    ]
    assert [len(one.checks) for one in requests_of(made.scenario)] == [len(one.checks) for one in requests_of(scenario)]


@pytest.mark.parametrize(
    "plan",
    [
        a_plan(load=ClosedLoad(stages=(Stage(target=7, duration_s=5),), iterations_per_user=3)),
        a_plan(load=OpenLoad(stages=(Stage(target=2, duration_s=0), Stage(target=2, duration_s=30)), max_users=9)),
        a_plan(think_times=ConstantThinkTimes(seconds=2)),
        a_plan(think_times=NormalThinkTimes(mean_s=2, deviation_s=0.5)),
        a_plan(think_times=ExponentialThinkTimes(mean_s=3)),
        a_plan(think_times=UniformThinkTimes(least_s=1, most_s=4)),
    ],
)
def test_plans_come_back(plan: Plan) -> None:
    made = comes_back(usual(), plan)
    assert made.plan is not None
    assert made.plan.load == plan.load
    if not isinstance(plan.think_times, ConstantThinkTimes):
        assert made.plan.think_times == plan.think_times


@pytest.mark.parametrize("policy", ["sequential", "random", "unique", "per_user"])
@pytest.mark.parametrize("used_up", ["repeat", "keep_last", "stop"])
def test_test_data_comes_back(policy: str, used_up: str) -> None:
    share = usual()
    data = share_of(share.scenario, policy=policy, when_used_up=used_up).data
    made = comes_back(ScenarioShare(scenario=share.scenario, data=data, files=share.files), None)
    (source,) = made.scenario.data_sources
    assert (source.name, source.policy, source.when_used_up) == ("users", policy, used_up)
