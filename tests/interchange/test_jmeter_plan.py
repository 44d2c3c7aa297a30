"""Test plans of JMeter: everything that a scenario has is in them, whatever the names are."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loadstudio.interchange.exporting import exported
from loadstudio.interchange.writing.java_words import date_pattern, java
from loadstudio.interchange.writing.jmeter_xml import plain, said
from loadstudio.interchange.writing.texts import Value
from loadstudio.plan.model import ClosedLoad, Plan, Stage
from loadstudio.scenario.model import Scenario
from loadstudio.scenario.template import escape
from tests.interchange.everything import a_plan, an_open_load, everything, share_of
from tests.interchange.test_locust_script import HOSTILE

_REPLACED = re.compile(r"(?<!\\)\$\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_KNOWN = re.compile(
    r"site|here|DOLLAR|token|stamp|key|row|order|csrf|id|deep|island|users\.\w+|made_\d+|condition_\d+|choice_\d+"
    r"|__P\(site,.*|__BeanShell\(.*|__urlencode\(\$\{.*|__Random\(.*"
)


def plan_of(scenario: Scenario, plan: Plan | None = None, **data: str) -> ElementTree.Element:
    what = exported((share_of(scenario, **data),), plan, name="x", target="jmeter", file="x.jmx")
    return ElementTree.fromstring(what.files["x.jmx"])


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return [element.text or "" for element in root.iter("stringProp") if element.get("name") == name]


def tags(root: ElementTree.Element) -> list[str]:
    return [element.tag for element in root.iter()]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)))
@settings(max_examples=60, deadline=None)
def test_no_text_becomes_an_element_or_a_function(words: str) -> None:
    usual, odd = plan_of(everything()), plan_of(everything(escape(words)))
    kinds = [[tag for tag in tags(root) if tag not in ("BeanShellPreProcessor", "hashTree")] for root in (usual, odd)]
    assert kinds[0] == kinds[1]
    for element in odd.iter():
        for text in (element.text or "", element.get("testname", "")):
            assert all(_KNOWN.fullmatch(hole) for hole in _REPLACED.findall(text)), text


@given(st.text(max_size=30))
def test_a_literal_of_java_holds_the_text(words: str) -> None:
    written = java(words)
    assert written.isascii()
    assert "${" not in written
    assert not re.search(r'(?<!\\)(?:\\\\)*"', written[1:-1])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a $ b { c", "a $ b { c"),
        ("C:\\dir, \\d+", "C:\\dir, \\d+"),
        ("${x} \\, \\d", "${DOLLAR}{x} \\\\, \\d"),
    ],
)
def test_jmeter_leaves_texts_as_they_are(text: str, written: str) -> None:
    assert plain(text) == written


def test_holes_are_variables_and_their_places_encode() -> None:
    hole = Value("users.name")
    assert said(("q=", hole._replace(place="form")), {}) == "q=${__urlencode(${users.name})}"
    assert said(("/a/", hole._replace(place="path"), "\\$"), {}) == "/a/${users.name}\\\\$"
    assert said((hole,), {(hole,): "made_1"}) == "${made_1}"


def test_dates_are_patterns_of_java() -> None:
    assert date_pattern("%Y-%m-%d") == "yyyy-MM-dd"
    assert date_pattern("%H o'clock, %d.%m.") == "HH' o''clock, 'dd.MM."


def test_bodies_headers_checks_and_values() -> None:
    root = plan_of(everything(), a_plan())
    assert "/never" not in ElementTree.tostring(root, encoding="unicode")
    raw = [one.text for one in root.iter("boolProp") if one.get("name") == "HTTPSampler.postBodyRaw"]
    assert raw.count("true") == 1, "the JSON text"
    assert "${here}/x-files/1/leaf.png" in texts(root, "File.path")
    assert texts(root, "ThreadGroup.num_threads") == ["20"]
    assert texts(root, "ThreadGroup.ramp_time") == ["10"]
    assert texts(root, "ThreadGroup.duration") == ["40"]
    scripts = "\n".join(texts(root, "script"))
    assert (
        'take("token", true, new String[] { field(text, "Moss", "/a/*/log-in", 0), field(text, "t", "", 1) });'
        in scripts
    )
    assert (
        'decoded(attribute(text, "tr:has(td[title=\\"" + css(value("users.username")) + "\\"]) a", "href",' in scripts
    )
    assert 'base64Of(("a " + value("token")))' in scripts
    assert tags(root).count("BeanShellTimer") == 1
    assert tags(root).count("TransactionController") == 5
    assert tags(root).count("SwitchController") == 1
    assert tags(root).count("IfController") == 3
    assert "303" in texts(root, "0")
    assert r"(?im)^Location: *(?:https?://[^/\s]*)?/orders/[^/]+\.x(?:[?#].*)?\s*$" in texts(root, "0")


def test_what_cannot_be_said_is_told_there_and_here() -> None:
    what = exported((share_of(everything()),), a_plan(load=an_open_load()), name="x", target="jmeter", file="x.jmx")
    told = "\n".join(what.told)
    for words in ("k6", "Locust"):
        assert words not in told
    for words in (
        "Choose DIGEST there",
        "runs no Python",
        "p95<500ms@GET /a,b}",
        "the path is too much",
        "at a rate",
        "at the same time",
    ):
        assert words in told
    comments = texts(ElementTree.fromstring(what.files["x.jmx"]), "TestPlan.comments")[0]
    comments = comments.replace("${DOLLAR}", "$")
    assert all(f"Not taken along: {sentence}" in comments for sentence in what.told)
    assert what.files["x.bsh"].startswith(b"// What the scripts")


@pytest.mark.parametrize(
    ("policy", "used_up", "by_script"),
    [
        ("sequential", "repeat", False),
        ("unique_pass", "stop", False),
        ("sequential", "keep_last", True),
        ("random", "repeat", True),
        ("unique", "stop", True),
    ],
)
def test_data_by_policy(policy: str, used_up: str, by_script: bool) -> None:
    root = plan_of(everything(), policy=policy, when_used_up=used_up)
    assert ("CSVDataSet" not in tags(root)) is by_script
    assert any("takeRow(" in script for script in texts(root, "script")) is by_script


def test_passes_are_shared_out() -> None:
    load = ClosedLoad(stages=(Stage(target=4, duration_s=0),), iterations=10)
    assert texts(plan_of(everything(), a_plan(load=load)), "LoopController.loops")[0] == "3"
