"""Search and replace: every text is found, holes and names stay sound, secrets stay hidden."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.scenario.assertion import JsonKeysCheck, StatusCheck, TextCheck
from loadstudio.scenario.extractor import Extractor, JsonSource
from loadstudio.scenario.model import (
    BasicAuth,
    Comparison,
    Field,
    FormBody,
    If,
    MultipartBody,
    Part,
    PythonCode,
    Scenario,
    TextBody,
    Variable,
    requests_of,
)
from loadstudio.scenario.search import HIDDEN, Query, find, replace_hits
from loadstudio.scenario.template import hole_spans, parse
from loadstudio.scenario.texts import with_texts
from tests.support.scenarios import a_request, a_scenario, a_step


def full() -> Scenario:
    """Return a scenario that has `fern` at every kind of place."""
    request = a_request(
        "r1",
        "http://fern.test/fern",
        name="GET /fern",
        query=(Field(name="q", value="fern"), Field(name="raw", value=None, raw=True)),
        headers=(Field(name="X-Fern", value="1"), Field(name="Authorization", value="Basic fern")),
        body=FormBody(fields=(Field(name="word", value="fern"), Field(name="password", value="fern"))),
        auth=BasicAuth(username="fern", password="fern"),
        extractors=(Extractor(variable="fern", sources=(JsonSource(path="$.fern"),)),),
        checks=(TextCheck(text="fern"), JsonKeysCheck(keys=("id", "fern")), StatusCheck(recorded=200)),
    )
    other = a_request("r2", name="POST", body=TextBody(text='{"plant": "fern"}'))
    upload = a_request("r3", name="PUT", body=MultipartBody(boundary="b", parts=(Part(name="fern", text="a fern"),)))
    condition = If(id="if1", condition=Comparison(left="${fern}", operator="equals", right="fern"), children=(other,))
    code = PythonCode(id="py1", name="fern code", code="log('fern')")
    step = a_step("s1", request, condition, code, upload, name="Fern", note="about a fern")
    variable = Variable(name="fern", label="The fern", recorded_value="fern", generator="pick('fern')", secret=True)
    return a_scenario(step, name="Fern shop", start_url="http://fern.test/", variables=(variable,))


def test_every_kind_of_text_is_found() -> None:
    found = {(hit.spot.part_id, hit.spot.kind) for hit in find(full(), Query("fern"))}
    assert found == {
        ("", "name"),
        ("", "address"),
        ("", "value"),
        ("s1", "name"),
        ("s1", "note"),
        ("r1", "name"),
        ("r1", "address"),
        ("r1", "header"),
        ("r1", "body"),
        ("r1", "login"),
        ("r1", "value"),
        ("r1", "check"),
        ("if1", "condition"),
        ("r2", "body"),
        ("py1", "name"),
        ("py1", "code"),
        ("r3", "body"),
    }


def test_all_are_replaced_at_once_except_within_the_name_of_a_value() -> None:
    after, count = replace_hits(full(), Query("fern"), "moss")
    left = find(after, Query("fern"))
    assert [hit.found for hit in left] == ["fern"]
    assert left[0].within_value
    assert left[0].spot.kind == "condition"
    assert count == len(find(full(), Query("fern"))) - 1
    assert after.variables[0].name == after.variables[0].recorded_value == "fern"
    assert requests_of(after)[0].extractors[0].variable == "fern"


def test_a_whole_value_can_be_exchanged() -> None:
    after, count = replace_hits(full(), Query("${fern}"), "${users.plant}")
    assert count == 1
    assert find(after, Query("users.plant"))[0].within_value


def test_case_and_whole_words() -> None:
    scenario = a_scenario(a_step("s1", name="Fern ferns FERN fern_1"))
    assert len(find(scenario, Query("fern"))) == 4
    assert len(find(scenario, Query("fern", match_case=True))) == 2
    assert len(find(scenario, Query("fern", whole_word=True))) == 2
    assert [hit.start for hit in find(scenario, Query("Fern", match_case=True, whole_word=True))] == [0]
    assert find(scenario, Query("")) == ()
    assert find(scenario, Query(".")) == ()  # a text, not a pattern


def test_one_hit_is_replaced_and_the_others_stay() -> None:
    scenario = a_scenario(a_step("s1", name="one one one"))
    second = find(scenario, Query("one"))[1]
    after, count = replace_hits(scenario, Query("one"), "two", place=second.place)
    assert (after.steps[0].name, count) == ("one two one", 1)


def test_a_name_never_becomes_empty() -> None:
    scenario = a_scenario(a_step("s1", name="Home"))
    assert replace_hits(scenario, Query("Home"), " ") == (scenario, 0)


def test_secrets_are_found_replaced_and_never_shown() -> None:
    request = a_request(
        headers=(Field(name="Authorization", value="Bearer hunter2"),),
        query=(Field(name="api_key", value="hunter2"),),
        auth=BasicAuth(username="mia", password="hunter2"),
    )
    scenario = a_scenario(a_step("s1", request))
    hits = find(scenario, Query("hunter"))
    assert len(hits) == 3
    assert {(hit.before, hit.found, hit.after) for hit in hits} == {("", HIDDEN, "")}
    after, count = replace_hits(scenario, Query("hunter2"), "${users.password}")
    assert count == 3
    assert b"hunter2" not in msgspec.json.encode(after)


def test_what_is_shown_is_one_short_line() -> None:
    body = TextBody(text="x" * 100 + "\nfern\n" + "y" * 500)
    (hit,) = find(a_scenario(a_step("s1", a_request(name="n", body=body))), Query("fern"))
    assert hit.before.startswith("…x")
    assert "\n" not in hit.before + hit.after
    assert len(hit.before + hit.found + hit.after) < 120


def test_looking_changes_nothing_and_makes_no_copy() -> None:
    scenario = full()
    assert with_texts(scenario, lambda _spot, text: text) is scenario
    other = a_scenario(a_step("s1", a_request("r1")), a_step("s2", name="Other"))
    assert replace_hits(other, Query("Other"), "New")[0].steps[0] is other.steps[0]


@given(st.text("ab$", max_size=20), st.text("ab", min_size=1, max_size=3), st.text("abc", max_size=3))
def test_the_hits_that_are_found_are_those_that_are_replaced(name: str, text: str, replacement: str) -> None:
    scenario = a_scenario(a_step("s1", a_request(name="n", body=TextBody(text=name))))
    hits = [hit for hit in find(scenario, Query(text, match_case=True)) if hit.spot.kind == "body"]
    after, _ = replace_hits(scenario, Query(text, match_case=True), replacement)
    body = requests_of(after)[0].body
    assert isinstance(body, TextBody)
    assert body.text == name.replace(text, replacement)
    assert len(hits) == name.count(text)


@given(st.text("ab${}|'() ", max_size=30))
def test_holes_stand_where_the_template_says(text: str) -> None:
    spans = hole_spans(text)
    assert len(spans) == sum(not isinstance(piece, str) for piece in parse(text))
    assert all(text[start:end].startswith("${") and text[end - 1] == "}" for start, end in spans)
