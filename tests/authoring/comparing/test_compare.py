"""`compare`: noise is no difference, a difference is said in one sentence, a failure is one."""

from __future__ import annotations

import pytest

from loadstudio.authoring.comparing.compare import compare, names_of_its_own
from loadstudio.http_types.message import Response
from loadstudio.scenario.model import Variable
from tests.support.scenarios import a_scenario


def _page(body: str, status: int = 200) -> Response:
    return Response(status=status, headers=(("Content-Type", "text/html"),), body=body.encode())


def _json(body: str, status: int = 200) -> Response:
    return Response(status=status, headers=(("Content-Type", "application/json"),), body=body.encode())


def _xml(body: str) -> Response:
    return Response(status=200, headers=(("Content-Type", "text/xml; charset=utf-8"),), body=body.encode())


def _to(location: str) -> Response:
    return Response(status=302, headers=(("Location", location),))


_HOME = _page("<title>Home</title><p>Order 4711 of 8 May</p>")
_LOG_IN = _page('<title>Home</title><form><input type="password" name="p"></form>')


@pytest.mark.parametrize(
    ("recorded", "replayed"),
    [
        (_HOME, _page("<title>Home</title><p>Order 4999 of 9 May, in stock</p>")),
        (_page("<title>Order FM-7K3Q9T2H</title>"), _page("<title>Order FM-99K2Q1Z3</title>")),
        (_to("/orders/8f3ab2c91d"), _to("http://shop.test/orders/77f3ab2c9e")),
        (_json('{"id": 1, "name": "a"}'), _json('{"name": "b", "id": 99}')),
        (_HOME, Response(status=304)),
        (Response(status=304), _HOME),
        (_LOG_IN, _LOG_IN),
        (_to("/garden/issue1"), _to("/garden/issue12")),
        (_xml("<ajax><term id='7'><![CDATA[<tr><td>]]></term></ajax>"), _xml("<ajax><term id='8'/><more/></ajax>")),
    ],
)
def test_noise_is_good(recorded: Response, replayed: Response) -> None:
    comparison = compare(recorded, replayed, path="/a")
    assert (comparison.verdict, comparison.sentence) == ("good", "As recorded.")


def test_names_that_the_pass_made_are_no_difference() -> None:
    own = ("gardentour", "Garden tour")
    for led_to, leads_to in (("/gardentour/add", "/gardentourk3v9/add"), ("/p/garden-tour", "/p/garden-tour-k")):
        assert compare(_to(led_to), _to(leads_to), path="/a", own=own).verdict == "good"
        assert compare(_to(led_to), _to(leads_to), path="/a").verdict == "failed"
    was, now = _page("<title>Bills – Garden tour (3)</title>"), _page("<title>Bills – Garden tour kav (3)</title>")
    assert compare(was, now, own=own).verdict == "good"
    assert compare(was, now).only_title
    assert compare(was, _page("<title>People</title>"), own=own).only_title


def test_an_id_that_the_scenario_takes_from_the_answer_may_be_any_other() -> None:
    taken = Variable(name="order_id", label="order number", source_request_id="r", recorded_value="FM-D9AXHBBR")
    word = Variable(name="view", label="view", source_request_id="r", recorded_value="thanks")
    own = names_of_its_own(a_scenario(variables=(taken, word)))
    hardly_random = _to("/orders/FM-XTW9UPTH")
    assert compare(_to("/orders/FM-D9AXHBBR"), hardly_random, own=own).verdict == "good"
    assert compare(_to("/orders/FM-D9AXHBBR"), _to("/login"), own=own).verdict == "failed"
    assert compare(_to("/thanks"), _to("/login"), own=own).verdict == "failed", "a word is no id"


@pytest.mark.parametrize(
    ("recorded", "replayed", "sentence"),
    [
        (_HOME, _page("<title>Cart</title>"), "The page is called “Cart” instead of “Home”."),
        (
            _HOME,
            _page("<title>Home</title>Your token has expired"),
            "The page says “expired”, which the recorded one did not.",
        ),
        (_HOME, _json("{}"), "The answer is application/json instead of text/html."),
        (_json('{"id": 1, "n": 2}'), _json('{"n": 1}'), "The answer lacks 'id'."),
        (_json('{"id": 1}'), _json("[]"), "The answer is no JSON object any more."),
    ],
)
def test_differences_are_told(recorded: Response, replayed: Response, sentence: str) -> None:
    comparison = compare(recorded, replayed)
    assert (comparison.verdict, comparison.sentence) == ("differs", sentence)


@pytest.mark.parametrize(
    ("recorded", "replayed", "sentence"),
    [
        (_HOME, _page("", 403), "Status 403 instead of 200."),
        (_HOME, Response(status=0), "No answer came."),
        (_HOME, _LOG_IN, "The log-in form came again."),
        (_to("/account"), _to("/login"), "Leads to /login instead of /account."),
        (_to("/checkout/step2"), _to("/checkout/step1"), "Leads to /checkout/step1 instead of /checkout/step2."),
        (_to("/issue1"), _to("/msg1"), "Leads to /msg1 instead of /issue1."),
    ],
)
def test_failures_are_failures(recorded: Response, replayed: Response, sentence: str) -> None:
    comparison = compare(recorded, replayed)
    assert (comparison.verdict, comparison.sentence) == ("failed", sentence)


def test_a_failed_check_decides() -> None:
    assert compare(_HOME, _HOME, failure="the page does not contain “Home”").verdict == "failed"


def test_an_xml_answer_of_other_elements_differs() -> None:
    """WordPress refuses so, with status 200."""
    added = _xml("<?xml version='1.0'?><ajax><response><taxonomy><term/></taxonomy></response></ajax>")
    refused = _xml("<?xml version='1.0'?><ajax><response><error><![CDATA[<term>]]></error></response></ajax>")
    comparison = compare(added, refused)
    assert (comparison.verdict, comparison.sentence) == ("differs", "The answer lacks the elements 'taxonomy', 'term'.")
