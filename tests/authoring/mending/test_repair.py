"""Replay and repair: values that nothing in the recording tells from accidents are found by replaying, at most five
times, and what became of each is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from loadstudio.authoring.importing.importer import Analysis, ImportResult
from loadstudio.authoring.mending.evidence import Verified, verified
from loadstudio.authoring.mending.repair import MOST_ROUNDS, replayed
from loadstudio.authoring.mending.value_sentence import sentence_of
from loadstudio.metrics.exchange import Exchange
from loadstudio.scenario.assertion import TextCheck
from loadstudio.scenario.model import Variable, requests_of
from tests.support.browser import Browser, Got, Sent, Site, replay
from tests.support.sites import REFUSED

_WORDS = ("maple", "cedar", "willow", "rowan", "hazel", "alder", "spruce", "linden")


class _Journey(NamedTuple):
    """A site that gives out other values as visit after visit begins (`site(visit)`), and how it is walked through."""

    site: Callable[[int], Site]
    walk: Callable[[Browser], object]


def _page(title: str, body: str) -> Got:
    return Got(f"<html><head><title>{title}</title></head><body>{body}</body></html>")


def _verify(journey: _Journey) -> tuple[Verified, int]:
    """Return what a verify of the recorded journey led to, and how many replays it took."""
    browser = Browser(journey.site(0))
    journey.walk(browser.step("Visit"))
    analysis = Analysis(browser.recording(), name="Shop", recording_file="")
    visits = 0

    def again(result: ImportResult) -> list[Exchange]:
        nonlocal visits
        visits += 1
        return replay(result, journey.site(visits), seed=visits).exchanges

    rounds = replayed(analysis, again)
    return verified(analysis, rounds), visits


def _fresh(result: ImportResult, journey: _Journey) -> list[str]:
    """Return what fails when the repaired scenario visits once more."""
    return replay(result, journey.site(99)).failures


# Values that stage E must drop


def _queue(visit: int) -> Site:
    """A number in running text, without a name, that the page's script sends back."""
    number = 31 + 7 * visit

    def site(sent: Sent) -> Got:
        if sent.method == "GET":
            return _page("Queue", f"<p>There is nobody else. You have <b>{number}</b> now, of 100.</p>")
        return Got('{"ok": true}', kind="application/json") if sent.json == {"q": number} else REFUSED

    return site


def _lock(visit: int) -> Site:
    """A word as a lock: nothing tells it from what a person chooses."""

    def site(sent: Sent) -> Got:
        if sent.method == "GET":
            return _page(
                "Edit",
                f'<form action="/edit" method="post"><input type=hidden name=lock value={_WORDS[visit % 8]}></form>',
            )
        return _page("Saved", "Saved") if sent.form.get("lock") == _WORDS[visit % 8] else REFUSED

    return site


def _siblings(visit: int) -> Site:
    """A token that is good only together with its number, which looks like any other."""
    token, turn = f"{visit:02}f7c3a91be4d2{visit:02}", str(2 + visit)

    def site(sent: Sent) -> Got:
        if sent.method == "GET":
            fields = f'<input type=hidden name=token value={token}><input type=hidden name=turn value="{turn}">'
            return _page("Form", f'<form action="/send" method="post">{fields}</form> 1 2 3 4')
        return _page("Sent", "") if (sent.form.get("token"), sent.form.get("turn")) == (token, turn) else REFUSED

    return site


def _silent(visit: int) -> Site:
    """A wrong choice is taken without a word, and refused two requests later."""
    color = _WORDS[(3 + visit) % 8]
    state = {"color": ""}

    def site(sent: Sent) -> Got:
        if sent.path == "/":
            return _page(
                "Choose", f'<form action="/choose" method="post"><button name=color value={color}>That</button></form>'
            )
        if sent.path == "/choose":
            state["color"] = sent.form.get("color", "")
            return _page("Chosen", "")
        return _page("Paid", "") if state["color"] == color else REFUSED

    return site


def _choose(browser: Browser) -> None:
    browser.get("/")
    color = browser.node("button").attributes["value"]
    browser.step("Choose")._send("POST", "/choose", body=f"color={color}".encode(), headers=_FORM)
    browser.step("Pay").get("/pay")


_FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
_DROPPED = {
    "short number": _Journey(_queue, lambda browser: browser.get("/").api("POST", "/take", {"q": 31})),
    "word as a lock": _Journey(_lock, lambda browser: browser.get("/edit").submit("form", {})),
    "sibling": _Journey(_siblings, lambda browser: browser.get("/form").submit("form", {})),
    "silent": _Journey(_silent, _choose),
}


@pytest.mark.parametrize("name", _DROPPED)
def test_what_cannot_be_told_from_an_accident_is_found_by_replaying(name: str) -> None:
    journey = _DROPPED[name]
    found, visits = _verify(journey)
    assert found.passed, found.sentences
    assert visits == found.rounds == 2
    assert _fresh(found.result, journey) == []
    assert {variable.status for variable in found.result.scenario.variables} == {"confirmed"}


def test_the_sentences_show_recorded_and_replayed_values() -> None:
    found, _ = _verify(_DROPPED["word as a lock"])
    assert found.sentences == (
        "lock (lock): confirmed. Recorded as “maple”, the replay got “willow” and the site took it.",
    )


def test_secrets_are_masked() -> None:
    found, _ = _verify(_DROPPED["sibling"])
    (sentence,) = [sentence for sentence in found.sentences if "token" in sentence]
    assert "f7c3a91be4d2" not in sentence
    assert re.search(r"Recorded as “••••\w{4}”, the replay got “••••\w{4}”", sentence)


# Values that were made dynamic and should not be, or from the wrong place


def test_what_only_looks_dynamic_is_left_as_recorded() -> None:
    def site(visit: int) -> Site:
        visitors = 48_213 + 1_000 * visit

        def answer(sent: Sent) -> Got:
            if sent.method == "GET":
                return _page("Plans", f'<p id="number" data-number="{visitors}">Visitors</p>')
            return _page("Booked", "") if sent.form.get("number") == "48213" else REFUSED

        return answer

    def walk(browser: Browser) -> None:
        browser.get("/")._send("POST", "/book", body=b"number=48213", headers=_FORM)

    journey = _Journey(site, walk)
    found, visits = _verify(journey)
    assert (found.passed, visits) == (True, 2)
    assert found.result.scenario.variables == ()
    assert _fresh(found.result, journey) == []


def test_a_small_number_is_not_taken_from_what_is_called_otherwise() -> None:
    """The form fails for its lock; that the count of edits was 0 too, and grows, says nothing of where one scrolls."""

    def site(visit: int) -> Site:
        def answer(sent: Sent) -> Got:
            if sent.method == "GET":
                script = f'<script>var page = {{"editCount":{visit},"views":7}}</script>'
                fields = f"<input type=hidden name=lock value={_WORDS[visit % 8]}><input type=hidden name=top value=>"
                return _page("Edit", f'{script}<form action="/edit" method="post">{fields}</form>')
            fits = sent.form.get("lock") == _WORDS[visit % 8] and sent.form.get("top") == "0"
            return _page("Saved", "Saved") if fits else REFUSED

        return answer

    def walk(browser: Browser) -> None:
        browser.get("/edit").submit("form", {"top": "0"})

    journey = _Journey(site, walk)
    found, visits = _verify(journey)
    assert (found.passed, visits) == (True, 2)
    assert [variable.name for variable in found.result.scenario.variables] == ["lock"]
    assert _fresh(found.result, journey) == []


def test_where_two_places_disagree_the_other_one_is_tried() -> None:
    def site(visit: int) -> Site:
        mine = f"{visit}d81f0c2e97ab46"
        shown = "" if visit == 0 else f"{visit}77f0c2e97aa200"

        def answer(sent: Sent) -> Got:
            if sent.path == "/":
                return Got(f'{{"code": "{shown or mine}", "data": {{"id": "{mine}"}}}}', kind="application/json")
            return _page("Done", "") if sent.query.get("code") == mine else REFUSED

        return answer

    def walk(browser: Browser) -> None:
        code = browser.api("GET", "/")["data"]["id"]
        browser.get(f"/done?code={code}")

    journey = _Journey(site, walk)
    found, visits = _verify(journey)
    assert (found.passed, visits) == (True, 2)
    assert _fresh(found.result, journey) == []


def test_where_the_replay_lacks_the_place_another_one_is_taken() -> None:
    def site(visit: int) -> Site:
        code = f"{visit}d81f0c2e97ab46"

        def answer(sent: Sent) -> Got:
            if sent.path == "/":
                extra = f' data-token="{code}"' if visit == 0 else ""
                return _page("Form", f'<p id="top"{extra}></p><script>boot({{state: 1, token: "{code}"}})</script>')
            return _page("Done", "") if sent.query.get("token") == code else REFUSED

        return answer

    def walk(browser: Browser) -> None:
        browser.get("/").get(f"/done?token={browser.node('#top').attributes['data-token']}")

    journey = _Journey(site, walk)
    found, _ = _verify(journey)
    assert found.passed, found.sentences
    assert _fresh(found.result, journey) == []


# What else is said


def test_what_the_replay_finds_again_is_constant_so_far() -> None:
    def site(_visit: int) -> Site:
        def answer(sent: Sent) -> Got:
            if sent.method == "GET":
                fields = '<input type=hidden name=csrf_token value="8f3ab2c91d77e0aa">'
                return _page("Form", f'<form action="/send" method="post">{fields}</form>')
            return _page("Sent", "")

        return answer

    found, visits = _verify(_Journey(site, lambda browser: browser.get("/").submit("form", {})))
    assert (found.passed, visits) == (True, 1)
    assert [variable.status for variable in found.result.scenario.variables] == ["constant"]
    assert "constant so far" in found.sentences[0]


def test_a_hopeless_site_is_asked_five_times_at_most() -> None:
    def site(visit: int) -> Site:
        def answer(sent: Sent) -> Got:
            if sent.method == "GET":
                parts = "".join(
                    f'<input type=hidden name=part_{number} value="{number}{visit}8f3ab2c91d">' for number in range(9)
                )
                return _page("Form", f'<form action="/send" method="post">{parts}</form>')
            return _page("Sent", "") if visit == 0 else REFUSED

        return answer

    found, visits = _verify(_Journey(site, lambda browser: browser.get("/").submit("form", {})))
    assert not found.passed
    assert visits <= MOST_ROUNDS
    assert {variable.status for variable in found.result.scenario.variables} == {"unresolved"}
    assert found.sentences[-1] == "Visit / POST /send: Status 403 instead of 2xx."


def test_a_check_that_the_replay_contradicts_is_loosened_where_all_else_is_right() -> None:
    def site(visit: int) -> Site:
        days = ("Wednesday", "Thursday")
        return lambda sent: _page(f"{days[min(visit, 1)]} specials", '<input name="word">')

    found, _ = _verify(_Journey(site, lambda browser: browser.get("/")))
    assert found.passed
    (request,) = requests_of(found.result.scenario)
    assert not any(isinstance(check, TextCheck) for check in request.checks)
    assert "its check is looser now" in found.sentences[-1]


def test_a_check_that_fails_with_an_error_page_is_kept() -> None:
    def site(visit: int) -> Site:
        return lambda sent: _page("Cart", "Two ferns") if visit == 0 else _page("Oops", "Your session has expired")

    found, _ = _verify(_Journey(site, lambda browser: browser.get("/cart")))
    assert not found.passed


def test_values_not_played_back_say_so() -> None:
    assert sentence_of(Variable(name="a", label="a number")) == "a number (a): not played back yet."


def test_a_name_that_the_site_takes_only_once() -> None:
    taken: set[str] = set()

    def visit(_visit: int) -> Site:
        def site(sent: Sent) -> Got:
            form = "<form action=/add method=post><input name=title><input name=slug></form>"
            if sent.method == "GET":
                return _page("New page", form)
            names = {sent.form["title"], sent.form["slug"]}
            if names & taken or " " in sent.form["slug"]:
                return _page("New page", f"<p>This address is in use already.</p>{form}")
            taken.update(names)
            return _page("Saved", "<p>Thank you")

        return site

    def walk(browser: Browser) -> None:
        browser.get("/")
        browser.step("Added").submit("form", {"title": "About the moss", "slug": "about-the-moss"})

    journey = _Journey(visit, walk)
    result, visits = _verify(journey)
    assert (visits, result.passed) == (2, True)
    made = {variable.name: variable.generator for variable in result.result.scenario.variables}
    assert made == {"title": "unique('About the moss')", "slug": "unique('about-the-moss')"}
    assert "since the site takes each name once" in result.result.scenario.variables[0].explanation
    assert not _fresh(result.result, journey)


@pytest.mark.parametrize(
    ("added", "refused", "kind"),
    [
        (
            "<?xml?><ajax><response><term><id>7</id></term></response></ajax>",
            "<?xml?><ajax><error/></ajax>",
            "text/xml",
        ),
        ("<title>Terms</title>Thank you", "<title>Terms</title>Error: it exists", "text/html"),
    ],
)
def test_a_name_that_the_site_takes_only_once_and_refuses_with_status_200(added: str, refused: str, kind: str) -> None:
    taken: set[str] = set()

    def visit(_visit: int) -> Site:
        def site(sent: Sent) -> Got:
            if sent.method == "GET":
                return _page("Terms", "<form action=/add method=post><input name=title></form>")
            answer = refused if sent.form["title"] in taken else added
            taken.add(sent.form["title"])
            return Got(answer, kind=kind)

        return site

    journey = _Journey(visit, lambda browser: browser.get("/").submit("form", {"title": "About the moss"}))
    found, visits = _verify(journey)
    assert (visits, found.passed) == (2, True)
    assert {one.name: one.generator for one in found.result.scenario.variables} == {"title": "unique('About the moss')"}
    assert not _fresh(found.result, journey)
