"""Which requests are sent at the same time, and the conditions of blocks."""

from __future__ import annotations

import random
from typing import Any

import pytest

from loadstudio.base.errors import InvalidInput
from loadstudio.playback.compile import compile_scenario
from loadstudio.playback.conditions import compile_condition
from loadstudio.playback.generate import Generators
from loadstudio.playback.pieces import Names
from loadstudio.playback.program import Batch, CompiledExchange, CompiledStep
from loadstudio.playback.slots import Slots
from loadstudio.scenario.extractor import Extractor, HeaderSource
from loadstudio.scenario.model import Comparison, Field, HttpRequest, Node, RecordedAnswer
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

GENERATORS = Generators(clock=lambda: 0.0, chance=random.Random(1))


def sent(name: str, from_ms: float, to_ms: float, mime_type: str = "image/png", **fields: Any) -> HttpRequest:
    recorded = RecordedAnswer(entry_id=name, mime_type=mime_type, offset_ms=from_ms, duration_ms=to_ms - from_ms)
    return a_request(name, f"http://shop.test/{name}", recorded=recorded, **fields)


def batches(*nodes: Node) -> list[Any]:
    """Return what is sent one after the other: a name, or for a batch each name with those that it waits for."""
    compiled = compile_scenario(a_scenario(a_step("s", *nodes)), generators=GENERATORS, parallel=True)
    told: list[Any] = []
    for child in compiled.steps[0].children:
        match child:
            case Batch(exchanges=exchanges, waits=waits):
                ids = [exchange.node.id for exchange in exchanges]
                told.append(
                    {
                        own: "".join(name for place, name in enumerate(ids) if mask >> place & 1)
                        for own, mask in zip(ids, waits, strict=True)
                    }
                )
            case CompiledExchange(node=node):
                told.append(node.id)
            case CompiledStep(children=children):
                told.append(len(children))
            case _:
                told.append("-")
    return told


def test_files_wait_for_their_page_and_go_together() -> None:
    page = sent("p", 0, 100, "text/html")
    files = (sent("a", 60, 140), sent("b", 61, 200), sent("c", 150, 220))  # a and b while the page still came
    assert batches(page, *files) == ["p", {"a": "", "b": "", "c": "a"}]
    assert batches(*files, a_think_time(), *(sent(name, 300, 400) for name in "de")) == [
        {"a": "", "b": "", "c": "a"},
        "-",
        {"d": "", "e": ""},
    ]


def test_what_a_script_loads_is_not_taken_for_a_page() -> None:
    ajax = (Field(name="X-Requested-With", value="XMLHttpRequest"),)
    assert batches(sent("a", 0, 50, "text/html", headers=ajax), sent("b", 10, 60)) == [{"a": "", "b": ""}]
    empty = (Field(name="Sec-Fetch-Dest", value="empty"),)
    assert batches(sent("a", 0, 50, "text/html", headers=empty), sent("b", 10, 60)) == [{"a": "", "b": ""}]


def test_one_after_the_other_stays_so() -> None:
    assert batches(sent("a", 0, 50), sent("b", 50, 60), sent("c", 61, 70)) == ["a", "b", "c"]
    assert batches(a_request("a"), a_request("b")) == ["a", "b"]
    moved = sent("a", 200, 500), sent("b", 10, 300)
    assert batches(*moved) == ["a", "b"], "the person has put them in another order"
    copied = sent("a", 0, 50), sent("a", 0, 50)
    assert batches(copied[0], a_request("b", recorded=copied[1].recorded)) == ["a", "b"]


def test_what_a_script_sends_when_an_answer_is_nearly_over_may_have_waited_for_it() -> None:
    assert batches(sent("a", 0, 50), sent("b", 42, 60)) == ["a", "b"]
    assert batches(sent("a", 0, 50), sent("b", 29, 60)) == [{"a": "", "b": ""}]
    assert batches(sent("a", 0, 50), sent("b", 42, 60, static=True)) == [{"a": "", "b": ""}]


@pytest.mark.parametrize("first", ["takes", "sends"])
def test_values_keep_their_order(first: str) -> None:
    takes: dict[str, Any] = {"extractors": (Extractor(variable="v", sources=(HeaderSource(name="V"),)),)}
    sends: dict[str, Any] = {"query": (Field(name="v", value="${v}"),)}
    a, b = (takes, sends) if first == "takes" else (sends, takes)
    assert batches(sent("a", 0, 90, **a), sent("x", 1, 90), sent("b", 2, 90, **b), sent("c", 3, 90)) == [
        {"a": "", "x": "", "b": "a", "c": ""}
    ]
    assert batches(sent("a", 0, 90, **takes), sent("x", 1, 90), sent("b", 2, 90, **takes)) == [
        {"a": "", "x": "", "b": "a"}
    ]


@pytest.mark.parametrize(
    ("left", "operator", "right", "holds"),
    [
        ("${a}", "equals", "12", True),
        ("${a}", "differs", "12", False),
        ("no ${a}!", "equals", "no 12!", True),
        ("${none}", "equals", "", True),
        ("${a}", "contains", "2", True),
        ("${a}", "lacks", "2", False),
        ("${a}", "matches", "^\\d+$", True),
        ("${a}", "matches", "[", False),
        ("${a}", "less", "9", False),
        ("${a}", "more", "9", True),
        ("${a}", "more", "word", False),
        ("${none}", "less", "9", False),
        ("${a}", "exists", "", True),
        ("${a} ${none}", "exists", "", False),
        ("${none}", "missing", "", True),
        ("${a|base64}", "equals", "MTI=", True),
        ("${fixed}", "equals", "${a}", True),
        ("${random_int(3,3)}", "equals", "3", True),
    ],
)
def test_conditions(left: str, operator: Any, right: str, holds: bool) -> None:
    slots = Slots()
    comparison = Comparison(left=left, operator=operator, right=right)
    condition = compile_condition(comparison, Names(slots, GENERATORS, {"fixed": "12"}, {}))
    assert condition(slots.values({"a": "12"})) is holds


def test_a_condition_that_means_nothing_is_refused() -> None:
    with pytest.raises(InvalidInput, match="filter"):
        compile_condition(Comparison(left="${a|nonsense}", operator="exists"), Names(Slots(), GENERATORS, {}, {}))
