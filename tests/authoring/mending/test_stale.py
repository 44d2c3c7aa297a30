"""A value sent as recorded although the site handed out another: it is found, told, and taken from there."""

from __future__ import annotations

from msgspec.structs import replace

from loadstudio.authoring.importing.importer import Analysis, ImportResult
from loadstudio.authoring.mending.stale import Stale, freshened, is_fresh, stale_values
from loadstudio.recording.entry import Recording
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.model import HttpRequest, Scenario, TextBody, requests_of
from tests.support.browser import Browser, Got, Sent, Site, replay
from tests.support.sites import REFUSED

BASKET = "bk-9f27c4d{}"


def _site(visit: int) -> Site:
    basket = BASKET.format(visit)

    def site(sent: Sent) -> Got:
        if sent.path == "/basket":
            return Got(f'{{"basket": {{"id": "{basket}"}}, "items": 3}}', kind="application/json")
        if sent.path == "/orders":
            good = isinstance(sent.json, dict) and sent.json.get("basket_id") == basket
            return Got('{"ok": true}', kind="application/json") if good else REFUSED
        return Got('{"paid": true}', kind="application/json") if sent.path == f"/pay/{basket}" else REFUSED

    return site


def _literal() -> tuple[ImportResult, Recording]:
    """Return a scenario in which nothing is dynamic, as if the person had taken it out."""
    browser = Browser(_site(0))
    browser.step("Basket").api("POST", "/basket", {"add": 4411})
    browser.step("Order").api("POST", "/orders", {"basket_id": BASKET.format(0), "pay": "invoice"})
    browser.api("POST", f"/pay/{BASKET.format(0)}", {})
    recording = browser.recording()
    result = Analysis(recording, name="Shop", recording_file="").result()
    scenario = replace(result.scenario, variables=())
    for request, entry in zip(requests_of(scenario), recording.entries, strict=True):
        url = entry.request.url
        body = TextBody(text=entry.request.body.decode())
        scenario = replace_request(scenario, replace(request, url=url, body=body, extractors=()))
    return replace(result, scenario=scenario), recording


def _found(result: ImportResult, recording: Recording, number: int) -> tuple[Scenario, tuple[Stale, ...]]:
    exchanges = replay(result, _site(1)).exchanges
    scenario = result.scenario
    return scenario, stale_values(scenario, recording, exchanges, requests_of(scenario)[number].id)


def test_what_an_earlier_answer_no_longer_has_is_told_and_taken_from_there() -> None:
    result, recording = _literal()
    scenario, found = _found(result, recording, 1)
    (stale,) = found
    assert stale.label == "basket number"
    assert stale.new == BASKET.format(1)
    assert "It sent the basket number of the recording, “bk-9f27c4d0”." in stale.sentence
    assert "gave out “bk-9f27c4d1” in the answer to POST /basket (the field basket.id)." in stale.sentence
    assert not is_fresh(scenario, stale)
    better = freshened(scenario, found)
    assert is_fresh(better, stale)
    order, pay = requests_of(better)[1:]
    assert isinstance(order.body, TextBody)
    assert order.body.text == '{"basket_id":"${basket_id|json}","pay":"invoice"}'
    assert pay.url.endswith("/pay/${basket_id|url}")
    assert replay(replace(result, scenario=better), _site(2)).failures == []


def test_what_the_site_still_gives_and_what_the_person_typed_is_left_alone() -> None:
    result, recording = _literal()
    scenario = result.scenario
    same = replay(result, _site(0)).exchanges
    request = requests_of(scenario)[1]
    assert stale_values(scenario, recording, same, request.id) == ()
    _, first = _found(result, recording, 0)
    assert first == ()
    assert stale_values(scenario, None, same, request.id) == ()
    assert stale_values(scenario, recording, same, "gone") == ()


def test_a_value_that_is_taken_already_is_not_stale() -> None:
    result, recording = _literal()
    scenario, found = _found(result, recording, 1)
    better = freshened(scenario, found)
    exchanges = replay(replace(result, scenario=better), _site(2)).exchanges
    for request in requests_of(better):
        assert isinstance(request, HttpRequest)
        assert stale_values(better, recording, exchanges, request.id) == ()
