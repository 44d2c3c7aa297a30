"""Chains of redirects that JMeter's recorder wrote are sent request by request."""

from __future__ import annotations

from loadstudio.scenario.assertion import StatusCheck, TextCheck
from loadstudio.scenario.extractor import RegexSource
from loadstudio.scenario.model import requests_of
from tests.interchange.reading.jmeter.jmx import brought, headers, property_of, request
from tests.interchange.reading.jmeter.test_answers import asserted, regex

START = "Detected the start of a redirect chain"
LED_TO = "Detected a redirect from the previous sample"


def recorded(path: str, *below: str, comment: str, **more: bool) -> str:
    return request(path, *below, follow_redirects=True, more=property_of("TestPlan.comments", comment), **more)


def test_what_a_request_leads_to_is_sent_and_gives_the_answer() -> None:
    found = regex("id=(.)"), asserted("response_code", 8, "200"), asserted("response_data", 16, "Welcome")
    made = brought(
        recorded("/log-in", headers(X="1"), *found, comment=START, method="POST")
        + recorded("/home", comment=LED_TO, enabled=False)
        + recorded("/home/ann", headers(X="2"), comment=LED_TO, enabled=False)
        + request("/end?x=${x}")
    )
    first, second, last, end = requests_of(made.scenario)
    assert [one.enabled for one in (first, second, last, end)] == [True] * 4
    assert [one.name for one in (first, second, last)] == ["POST /log-in", "GET /home", "GET /home/ann"]
    assert (first.checks, first.extractors, second.checks, second.extractors) == ((), (), (), ())
    assert last.checks == (StatusCheck(recorded=200, exact=True), TextCheck(text="Welcome"))
    assert last.extractors[0].sources == (RegexSource(pattern="id=(.)"),)
    assert [field.value for field in (*first.headers, *last.headers)] == ["1", "2"]
    assert not any("redirects" in sentence for sentence in made.told)


def test_what_the_person_switched_off_stays_off() -> None:
    made = brought(
        recorded("/a", comment=START)
        + recorded("/b", comment="", enabled=False)
        + recorded("/c", comment=START, enabled=False)
        + recorded("/d", comment=LED_TO, enabled=False)
    )
    assert [one.enabled for one in requests_of(made.scenario)] == [True, False, False, False]
    assert any("redirects are followed (1 request)" in sentence for sentence in made.told)
