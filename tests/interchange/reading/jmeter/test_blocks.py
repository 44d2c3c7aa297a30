"""Controllers and timers of JMeter as steps, blocks and pauses."""

from __future__ import annotations

from typing import Any

import pytest

from loadstudio.plan.model import (
    ExponentialThinkTimes,
    NormalThinkTimes,
    RecordedThinkTimes,
    ThinkTimes,
    UniformThinkTimes,
)
from loadstudio.scenario.model import Choice, Comparison, HttpRequest, If, Loop, Node, Scenario, Step, ThinkTime
from loadstudio.scenario.validate import problems
from tests.interchange.reading.jmeter.jmx import Value, brought, element, request, variables


def shape(node: Node) -> Any:  # noqa: PLR0911 - one for each kind
    """Return what a node is and holds, in a few words."""
    match node:
        case HttpRequest():
            return node.name
        case ThinkTime():
            return node.seconds
        case Step():
            return (node.name, *map(shape, node.children))
        case Loop():
            return (f"{node.times} times", *map(shape, node.children))
        case If():
            return ("if", *map(shape, node.children))
        case Choice():
            return ("one of", *map(shape, node.children))
    return None


def shapes(scenario: Scenario) -> list[Any]:
    return [shape(step) for step in scenario.steps]


def a_timer(kind: str, delay: str, spread: str = "", *, enabled: bool = True) -> str:
    given: dict[str, Value] = {"ConstantTimer__delay": delay} | ({"RandomTimer__range": spread} if spread else {})
    return element(kind, "Wait", enabled=enabled, **given)


def test_steps_and_requests_that_stand_alone() -> None:
    made = brought(
        request("/a"),
        element("TransactionController", "Log in", request("/b"), element("GenericController", "Again", request("/c"))),
        element("GenericController", "Empty"),
        request("/d"),
    )
    assert shapes(made.scenario) == [
        ("GET /a", "GET /a"),
        ("Log in", "GET /b", ("Again", "GET /c")),
        ("GET /d", "GET /d"),
    ]
    assert made.told == ()


def test_timers_apply_to_all_below_and_add_up() -> None:
    made = brought(
        a_timer("ConstantTimer", "1000"),
        request("/a"),
        element("TransactionController", "T", request("/b", a_timer("ConstantTimer", "500"))),
        element("TestAction", "Wait", ActionProcessor__action=1, ActionProcessor__duration="250"),
    )
    assert shapes(made.scenario) == [("GET /a", 1.0, "GET /a"), ("T", 1.5, "GET /b", 1.0, 0.25)]
    assert made.told == ()


@pytest.mark.parametrize(
    ("timer", "seconds", "times"),
    [
        (a_timer("ConstantTimer", "${pause}"), 2.0, RecordedThinkTimes()),
        (a_timer("UniformRandomTimer", "1000", "2000.0"), 2.0, UniformThinkTimes(least_s=1, most_s=3)),
        (a_timer("GaussianRandomTimer", "3000", "500"), 3.0, NormalThinkTimes(mean_s=3, deviation_s=0.5)),
        (a_timer("PoissonRandomTimer", "0", "700"), 0.7, ExponentialThinkTimes(mean_s=0.7)),
    ],
)
def test_pauses_that_change_alike_are_those_of_the_plan(timer: str, seconds: float, times: ThinkTimes) -> None:
    made = brought(variables(pause="2000"), timer, request("/a"))
    assert shapes(made.scenario) == [("GET /a", seconds, "GET /a")]
    assert made.plan is not None
    assert made.plan.think_times == times
    assert made.told == ()


def test_pauses_that_change_in_different_ways_are_told() -> None:
    made = brought(
        request("/a", a_timer("UniformRandomTimer", "0", "1000")), request("/b", a_timer("ConstantTimer", "5"))
    )
    assert made.plan is not None
    assert made.plan.think_times == RecordedThinkTimes()
    assert made.told == (
        "How pauses change from time to time: they differ among each other, so here each has its mean.",
    )


def test_a_timer_that_is_off_is_a_pause_that_is_off() -> None:
    made = brought(request("/a", a_timer("ConstantTimer", "1000", enabled=False)))
    pause = made.scenario.steps[0].children[0]
    assert isinstance(pause, ThinkTime)
    assert (pause.seconds, pause.enabled) == (1.0, False)


def test_repeats() -> None:
    made = brought(
        element("LoopController", "Thrice", request("/a"), LoopController__loops="${n}"),
        element("LoopController", "Ever", request("/b"), LoopController__loops=-1),
        element("WhileController", "While", request("/c"), WhileController__condition="${more}"),
        element("WhileController", "Until", request("/d"), WhileController__condition="LAST"),
        variables(n="3", more="yes"),
    )
    assert shapes(made.scenario) == [
        ("GET /a", ("3 times", "GET /a")),
        ("GET /b", ("100 times", "GET /b")),
        ("GET /c", ("100 times", "GET /c")),
        ("Until", "GET /d"),
    ]
    loop = made.scenario.steps[2].children[0]
    assert isinstance(loop, Loop)
    assert loop.condition == Comparison(left="${more}", operator="differs", right="false")
    assert len(made.told) == 3
    assert problems(made.scenario) == ()


@pytest.mark.parametrize(
    ("condition", "asks"),
    [
        ('"${role}" == "admin"', [("${role}", "equals", "admin")]),
        ('"${role}" != "admin"', [("${role}", "differs", "admin")]),
        ("${role}", [("${role}", "equals", "true")]),
        ('${__jexl3("${role}" == "a" && ${count} > 5,)}', [("${role}", "equals", "a"), ("${count}", "more", "5")]),
        ("${__groovy(vars.get('role') != null)}", [("${role}", "exists", "")]),
        ("${__groovy(vars.get('role').contains('adm'))}", [("${role}", "contains", "adm")]),
        ("${__groovy(!vars.get('role').equals('x'))}", [("${role}", "differs", "x")]),
        ("${__jexl3(${count} <= 5)}", [("${count}", "less", "6")]),
        ("${__jexl3(${count} =~ '\\d+')}", [("${count}", "matches", "\\d+")]),
        ('${__javaScript("${role}" === "x")}', [("${role}", "equals", "x")]),
        ('${__jexl3("${role}" eq "x" and not_known(1))}', None),
        ("${JMeterThread.last_sample_ok}", None),
        ('"${role}" == "a" || "${role}" == "b"', None),
    ],
)
def test_conditions(condition: str, asks: list[tuple[str, str, str]] | None) -> None:
    given = variables(role="admin", count="7")
    made = brought(given, element("IfController", "Only", request("/a"), IfController__condition=condition))
    node: Node = made.scenario.steps[0].children[0] if asks is not None else made.scenario.steps[0]
    found = []
    while isinstance(node, If):
        found.append((node.condition.left, node.condition.operator, node.condition.right))
        node = node.children[0]
    assert found == (asks or [])
    assert node.enabled is (asks is not None)
    assert bool(made.told) is (asks is None)
    assert problems(made.scenario) == () or asks is None


def test_chances() -> None:
    made = brought(
        element("RandomController", "Any", request("/a"), element("TransactionController", "T", request("/b"))),
        element(
            "ThroughputController",
            "Seldom",
            request("/c"),
            ThroughputController__style=1,
            ThroughputController__percentThroughput="20",
        ),
    )
    assert shapes(made.scenario) == [
        ("GET /a", ("one of", ("GET /a", "GET /a"), ("T", "GET /b"))),
        ("Seldom", ("one of", ("Seldom", "GET /c"), ("Nothing",))),
    ]
    choice = made.scenario.steps[1].children[0]
    assert isinstance(choice, Choice)
    assert [child.share for child in choice.children if isinstance(child, Step)] == [20, 80]
    assert made.told == ()


def test_switches() -> None:
    parts = (request("/a", name="a"), request("/b", name="b"))
    fixed = brought(element("SwitchController", "S", *parts, SwitchController__value="b"))
    assert [step.enabled for step in fixed.scenario.steps] == [False, True]
    asked = brought(variables(w="1"), element("SwitchController", "S", *parts, SwitchController__value="${w}"))
    conditions = [step.children[0].condition for step in asked.scenario.steps if isinstance(step.children[0], If)]
    assert [condition.right for condition in conditions] == ["^(?:0|a)$", "^(?:1|b)$"]


def test_what_is_done_in_a_way_that_is_not_known_here_is_told() -> None:
    made = brought(
        element("OnceOnlyController", "Once", request("/a")),
        element("InterleaveControl", "Turns", request("/b"), request("/c")),
        element("ThroughputController", "Some", request("/d"), ThroughputController__style=0),
        element(
            "ForeachController",
            "Each",
            request("/e/${one}"),
            ForeachController__inputVal="all",
            ForeachController__returnVal="one",
        ),
        element("com.plugin.ParallelController", "Together", request("/f")),
        element("TestAction", "Stop", ActionProcessor__action=0),
        element("IncludeController", "Other"),
    )
    told = "\n".join(made.told)
    for words in (
        "only in a person's first pass",
        "in turn",
        "so many times in all",
        "for each of several",
        "ParallelController",
        "ends a pass",
        "from another file",
    ):
        assert words in told
    assert len(shapes(made.scenario)) == 5


def test_modules_are_put_in_where_they_are_used_even_in_circles() -> None:
    made = brought(
        element("ModuleController", "M", ModuleController__node_path=("Test Plan", "Shop", "Shoppers", "Part")),
        element(
            "TransactionController",
            "Part",
            request("/a"),
            element("ModuleController", "Self", ModuleController__node_path=("Test Plan", "Shop", "Shoppers", "Part")),
        ),
        element("ModuleController", "Gone", ModuleController__node_path=("Test Plan", "Shop", "Nowhere")),
    )
    assert shapes(made.scenario)[0] == ("Part", "GET /a")
    assert "ModuleController 'Gone' in 'Shoppers / Gone': the part that it stands for is not in" in "\n".join(made.told)
    assert [problem.sentence for problem in problems(made.scenario)] == []
