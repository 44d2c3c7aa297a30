"""A second recording of the same journey: what the site, the page and the person make is told apart, and extractors are
proved on answers whose values are known.
"""

from __future__ import annotations

from loadstudio.authoring.importing.importer import Analysis
from loadstudio.authoring.mending.second_recording import Compared, compared_with, paired
from loadstudio.scenario.model import requests_of
from loadstudio.scenario.validate import holes_of
from tests.support.browser import Browser, Got, Sent, Site, replay
from tests.support.sites import PASSWORDS, REFUSED

_WORDS = ("maple", "cedar", "willow")


def _site(visit: int) -> Site:
    """A log-in, a page with a lock that is a word, a batch of the build that looks like an id, a search."""
    lock, token = _WORDS[visit], f"8f3ab2c91d77e0a{visit}"

    def site(sent: Sent) -> Got:
        match sent.path:
            case "/":
                return _page(
                    "Log in",
                    '<form action="/in" method="post"><input name=username><input type=password name=password></form>',
                )
            case "/in":
                good = PASSWORDS.get(sent.form["username"]) == sent.form["password"]
                hidden = f"<input type=hidden name=lock value={lock}><input type=hidden name=token value={token}>"
                shown = f"<p id=batch data-batch=7f3a9c21d4>{17 + visit} visitors</p>"
                return _page("Edit", f'<form action="/save" method="post">{hidden}</form>{shown}') if good else REFUSED
            case "/save":
                good = (sent.form.get("lock"), sent.form.get("token")) == (lock, token)
                return _page("Saved", '<form action="/find"><input name="q" type="search"></form>') if good else REFUSED
        return _page("Found", "nothing") if sent.path == "/find" else Got("{}", kind="application/json")

    return site


def _page(title: str, body: str) -> Got:
    return Got(f"<html><head><title>{title}</title></head><body>{body}</body></html>")


def _recorded(visit: int, user: str, word: str) -> Browser:
    browser = Browser(_site(visit))
    browser.step("Home").get("/")
    browser.step("Log in").submit("form", {"username": user, "password": PASSWORDS[user]})
    browser.step("Save").submit("form", {})
    browser.step("Find").submit("form", {"q": word})
    browser.step("Beacon").api("POST", "/beacon", {"batch": "7f3a9c21d4", "visit": f"Zq9{visit}xKw7PvB2mLr4Nt8Y"})
    return browser


def _compared(*, other_user: bool = True) -> Compared:
    first = _recorded(0, "mia.keller", "fern")
    second = _recorded(1, "tester007" if other_user else "mia.keller", "moss")
    analysis = Analysis(first.recording(), name="Shop", recording_file="")
    return compared_with(analysis, second.recording())


def test_it_finds_what_one_recording_cannot_tell_from_a_choice() -> None:
    found = _compared()
    assert {"lock", "token"} <= set(found.result.origins)
    assert replay(found.result, _site(2), {"users": ("tester007", "secret-007")}).failures == []


def test_makers_are_told_apart() -> None:
    makers = {value.key: value.maker for value in _compared().values}
    assert makers == {
        "username": "person", "password": "person", "lock": "site", "token": "site", "q": "person", "visit": "page",
    }  # fmt: skip


def test_sentences_name_values_and_mask_secrets() -> None:
    said = _compared().sentences
    assert said[0] == "The second recording was made as another person. 6 values differ in it."
    lock = (
        "the site hands it out, another one from person to person or from visit to visit; it is taken from its answer."
    )
    assert f"Save sent lock as “maple”, then “cedar”: {lock}" in said
    assert "Find sent q as “fern”, then “moss”: it was typed or chosen, so it can be test data." in said
    assert not any("gar+den" in sentence or "secret-007" in sentence for sentence in said)
    assert "as the same person" in _compared(other_user=False).sentences[0]


def test_what_was_the_same_both_times_is_constant() -> None:
    found = _compared()
    status = {variable.name: variable.status for variable in found.result.scenario.variables}
    assert status["batch"] == "constant"
    assert status["lock"] == status["token"] == "confirmed"
    assert found.constant == ("batch",)


def test_what_an_answer_held_by_accident_is_left_alone() -> None:
    """The number is the same both times, though the place that seemed to give it holds another one."""

    def site(visit: int) -> Site:
        return lambda sent: _page("Plans", f'<p id="number" data-number="{48_213 + visit}">Visitors</p>')

    def recorded(visit: int) -> Browser:
        browser = Browser(site(visit)).step("Plans").get("/")
        browser._send(
            "POST", "/book", body=b"number=48213", headers=(("Content-Type", "application/x-www-form-urlencoded"),)
        )
        return browser

    analysis = Analysis(recorded(0).recording(), name="Shop", recording_file="")
    assert [variable.name for variable in analysis.result().scenario.variables] == ["number"]
    found = compared_with(analysis, recorded(1).recording())
    assert found.result.scenario.variables == ()


def test_of_two_places_the_one_that_is_right_both_times_is_taken() -> None:
    def site(visit: int) -> Site:
        mine = f"{visit}d81f0c2e97ab46"
        other = f"{visit}77f0c2e97aa200" if visit else mine
        return lambda sent: Got(f'{{"code": "{other}", "data": {{"id": "{mine}"}}}}', kind="application/json")

    def recorded(visit: int) -> Browser:
        browser = Browser(site(visit)).step("Home")
        code = browser.api("GET", "/")["data"]["id"]
        return browser.get(f"/done?code={code}")

    analysis = Analysis(recorded(0).recording(), name="Shop", recording_file="")
    found = compared_with(analysis, recorded(1).recording())
    (extractor,) = requests_of(found.result.scenario)[0].extractors
    assert [getattr(source, "path", "") for source in extractor.sources] == ["$.data.id"]


def test_requests_are_paired_though_one_recording_has_more() -> None:
    first, second = Browser(_site(0)), Browser(_site(1))
    first.step("Home").get("/").get("/orders/8f3ab2c91d/lines/3").get("/end")
    second.step("Home").get("/").get("/news").get("/orders/77f3ab2c9e/lines/12").get("/end")
    drafts = [Analysis(one.recording(), name="x", recording_file="").draft for one in (first, second)]
    assert paired(*drafts) == {0: 0, 1: 2, 2: 3}
    found = compared_with(Analysis(second.recording(), name="x", recording_file=""), first.recording())
    assert found.unpaired == 1


def test_nothing_is_made_dynamic_twice() -> None:
    found = _compared()
    for request in requests_of(found.result.scenario):
        names = [hole.expression for hole in holes_of(request)]
        assert len(names) == len(set(names))
