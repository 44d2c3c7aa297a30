"""`scenario.validate`: each mistake is found, and a sound scenario has none."""

from __future__ import annotations

from loadstudio.scenario.edit import set_variable_enabled
from loadstudio.scenario.extractor import Extractor, JsonSource
from loadstudio.scenario.model import (
    Choice,
    Comparison,
    DataSource,
    Field,
    FileBody,
    FormBody,
    If,
    Loop,
    PythonCode,
    Scenario,
    TextBody,
    Variable,
)
from loadstudio.scenario.validate import problems
from tests.support.scenarios import a_request, a_scenario, a_step

_TAKES_TOKEN = Extractor(variable="token", sources=(JsonSource(path="$.token"),))
_TOKEN = Variable(name="token", label="token", recorded_value="abc")
_USERS = DataSource(name="users", file="users.csv", columns=("username", "password"))


def _sentences(scenario: Scenario) -> list[str]:
    return [problem.sentence for problem in problems(scenario)]


def _sends(body: str, **fields: object) -> Scenario:
    request = a_request("send", name="POST /send", body=TextBody(text=body))
    return a_scenario(a_step("s", a_request("get", extractors=(_TAKES_TOKEN,)), request), variables=(_TOKEN,), **fields)


def test_a_sound_scenario_has_no_problem() -> None:
    scenario = _sends("${token|json} ${users.password} ${now('ms')} $${nothing}", data_sources=(_USERS,))
    assert problems(scenario) == ()


def test_a_value_sent_before_it_is_taken() -> None:
    request = a_request("r", name="GET /", query=(Field(name="t", value="${token}"),), extractors=(_TAKES_TOKEN,))
    scenario = a_scenario(a_step("s", request), variables=(_TOKEN,))
    (problem,) = problems(scenario)
    assert problem.part_id == "r"
    assert "before any answer" in problem.sentence
    assert problems(set_variable_enabled(scenario, "token", False)) == ()


def test_unknown_names_and_filters() -> None:
    assert _sentences(_sends("${nobody}")) == ["'POST /send' uses the value 'nobody', which does not exist."]
    assert _sentences(_sends("${users.name}", data_sources=(_USERS,))) == [
        "'POST /send' uses 'users.name', but no test data has that column."
    ]
    assert "'|rot13' is no filter. There are url" in _sentences(_sends("${token|rot13}"))[0]
    assert _sentences(_sends("${now('ms')|hmac('sha1','key')}")) == []
    assert "names no hash that there is" in _sentences(_sends("${now('ms')|hmac('rot13','k')}"))[0]
    assert "'hmac' has the wrong values in its brackets" in _sentences(_sends("${now('ms')|hmac}"))[0]
    assert "'later()' makes no value" in _sentences(_sends("${later()}"))[0]


def test_every_template_is_looked_at() -> None:
    bad = "${nobody}"
    requests = (
        a_request(url=f"http://shop.test/{bad}"),
        a_request(query=(Field(name=bad),)),
        a_request(headers=(Field(name="X", value=bad),)),
        a_request(body=FormBody(fields=(Field(name="a", value=bad),))),
    )
    assert len(problems(a_scenario(a_step("s", *requests)))) == 4
    off = a_request(headers=(Field(name="X", value=bad, enabled=False),))
    assert problems(a_scenario(a_step("s", off, a_request(enabled=False, url=bad)))) == ()


def test_emptiness_and_doubles() -> None:
    assert _sentences(a_scenario()) == ["The scenario has no steps. Record something, or add a step."]
    assert "no request that is switched on" in _sentences(a_scenario(a_step("s")))[0]
    double = a_scenario(a_step("s", a_request("r"), a_request("r")), variables=(_TOKEN, _TOKEN))
    assert _sentences(double) == [
        "The id 'r' stands 2 times in the scenario.",
        "The name 'token' is given to 2 values. Rename all but one.",
    ]


def test_blocks_that_make_no_sense_are_named() -> None:
    never = Comparison(left="${gone}", operator="matches", right="(")
    scenario = a_scenario(
        a_step(
            "s",
            Loop(id="l", times=0, children=(a_request(),)),
            If(id="i", condition=never),
            Choice(id="c", children=(a_request(), a_step("x", a_request(), share=0.0))),
            PythonCode(id="p", name="Sign", code="values['x'] ="),
        )
    )
    sentences = {problem.part_id: problem.sentence for problem in problems(scenario) if problem.severity == "error"}
    assert sentences.keys() == {"l", "i", "c", "p"}
    assert "0 times" in sentences["l"]
    assert "'gone'" in sentences["i"]
    assert "line 1" in sentences["p"]
    assert any("A condition is empty" in problem.sentence for problem in problems(scenario))


def test_what_python_sets_is_known_behind_it() -> None:
    code = PythonCode(id="p", name="Sign", code="values['stamp'] = '1'")
    use = a_request(url="http://shop.test/?${stamp}")
    variables = (Variable(name="stamp", label="stamp"),)
    assert not problems(a_scenario(a_step("s", code, use), variables=variables))
    assert "before any answer" in problems(a_scenario(a_step("s", use, code), variables=variables))[0].sentence


def test_a_file_to_send_must_be_chosen() -> None:
    request = a_request("r", name="PUT /up", body=FileBody(path=""))
    assert "none is chosen" in _sentences(a_scenario(a_step("s", request)))[0]
    assert not _sentences(a_scenario(a_step("s", a_request("r", body=FileBody(path="a.png")))))
    assert not _sentences(a_scenario(a_step("s", a_request(), a_request("r", body=FileBody(path=""), enabled=False))))
