"""The drift check: a new build of a site moves its values; what broke is said, and a fallback, another place of both
answers or what looks like it takes over.
"""

from __future__ import annotations

from msgspec.structs import replace

from loadstudio.authoring.importing.importer import Analysis, ImportResult
from loadstudio.authoring.mending.drift import Drift, drifts, fixed, source_words
from loadstudio.recording.entry import Recording
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.extractor import InputSource, JsonSource, RegexSource
from loadstudio.scenario.model import Scenario, requests_of
from loadstudio.scenario.validate import source_texts_of
from tests.support.browser import Browser, Got, Sent, Site, replay
from tests.support.sites import REFUSED

_OLD = '<input type="hidden" name="csrf" value="{}"><script>boot({{csrf: "{}"}})</script>'


def _site(visit: int, form: str = _OLD) -> Site:
    token = f"8f3ab2c91d77e0a{visit}"

    def site(sent: Sent) -> Got:
        if sent.path == "/":
            return Got(f'<title>Edit</title><form action="/save" method="post">{form.format(token, token)}</form>')
        return Got("<title>Saved</title>") if sent.form.get("csrf") == token else REFUSED

    return site


def _imported() -> tuple[ImportResult, Recording]:
    recording = Browser(_site(0)).step("Edit").get("/").submit("form", {}).recording()
    return Analysis(recording, name="Shop", recording_file="").result(), recording


def _found(
    form: str, *, with_recording: bool = True, change: type | None = None
) -> tuple[ImportResult, tuple[Drift, ...]]:
    result, recording = _imported()
    if change is not None:
        result = replace(result, scenario=_with_only(result.scenario, change))
    exchanges = replay(result, _site(1, form)).exchanges
    return result, drifts(result.scenario, recording if with_recording else None, exchanges)


def _with_only(scenario: Scenario, kind: type) -> Scenario:
    """Leave the extractors only the sources of one kind."""
    steps = []
    for step in scenario.steps:
        children = []
        for node in step.children:
            extractors = tuple(
                replace(one, sources=tuple(source for source in one.sources if isinstance(source, kind)))
                for one in getattr(node, "extractors", ())
            )
            children.append(replace(node, extractors=extractors) if extractors else node)
        steps.append(replace(step, children=tuple(children)))
    return replace(scenario, steps=tuple(steps))


def _works(result: ImportResult, found: tuple[Drift, ...], form: str) -> None:
    better = replace(result, scenario=fixed(result.scenario, found))
    assert replay(better, _site(2, form)).failures == []


def test_the_same_build_has_no_drift() -> None:
    _, found = _found(_OLD)
    assert found == ()


def test_a_fallback_that_works_comes_first() -> None:
    form = '<script>boot({{csrf: "{}"}})</script>'
    result, recording = _imported()
    request = requests_of(result.scenario)[0]
    chain = (*request.extractors[0].sources, RegexSource(pattern='csrf: "([^"]+)'))
    request = replace(request, extractors=(replace(request.extractors[0], sources=chain),))
    result = replace(result, scenario=replace_request(result.scenario, request))
    found = drifts(result.scenario, recording, replay(result, _site(1, form)).exchanges)
    (drift,) = found
    assert (
        "the form field 'csrf' finds nothing now; the recording had “••••e0a0” there. Its fallback still works"
        in drift.sentence
    )
    _works(result, found, form)


def test_another_place_of_both_answers_takes_over() -> None:
    form = '<script>boot({{csrf: "{}"}})</script>'
    result, found = _found(form, change=InputSource)
    (drift,) = found
    assert "Another place has it in both answers" in drift.sentence
    _works(result, found, form)


def test_what_is_called_alike_and_looks_alike_is_offered() -> None:
    form = '<meta name="csrf-token" content="{}">'
    result, found = _found(form, change=InputSource)
    (drift,) = found
    assert 'What looks like it now: the element meta[name="csrf-token"].' in drift.sentence
    _works(result, found, form)


def test_without_the_recording_the_recorded_value_says_what_it_looked_like() -> None:
    form = '<meta name="csrf-token" content="{}">'
    result, found = _found(form, change=InputSource, with_recording=False)
    _works(result, found, form)


def test_what_is_gone_is_said_and_nothing_is_made_up() -> None:
    result, found = _found('<input name="csrf_hint" value="Keep it safe">', change=InputSource)
    (drift,) = found
    assert drift.remedy is None
    assert drift.sentence.endswith("Nothing in the new answer looks like it. Record this step again.")
    assert fixed(result.scenario, found) == result.scenario


def test_an_answer_that_is_a_refusal_is_no_drift() -> None:
    result, recording = _imported()
    exchanges = replay(result, lambda _sent: REFUSED).exchanges
    assert drifts(result.scenario, recording, exchanges) == ()


def test_sources_in_words() -> None:
    assert source_words(JsonSource(path="$.basket.id")) == "the field basket.id"
    assert source_words(RegexSource(pattern=r'(?<![\w$-])csrf:\s*"([^"]+)')) == "the text after 'csrf'"
    assert requests_of(_imported()[0].scenario)[0].extractors[0].variable == "csrf"


def test_a_row_that_is_found_by_what_the_pass_made_is_not_asked_for_without_it() -> None:
    rows = ["Fern"]

    def site(sent: Sent) -> Got:
        if sent.form:
            rows.append(sent.form["name"])
        cells = "".join(f'<tr><td>{name}</td><td><a href="/edit/{n}">Edit</a></td></tr>' for n, name in enumerate(rows))
        return Got(f"<title>Plants</title><form action=/ method=post><input name=name></form><table>{cells}</table>")

    browser = Browser(site).step("List").get("/").submit("form", {"name": "Moss"})
    browser.get("/").get("/edit/1")
    result = Analysis(browser.recording(), name="Shop", recording_file="").result()
    assert any("${" in text for one in requests_of(result.scenario) for text in source_texts_of(one))
    assert drifts(result.scenario, browser.recording(), replay(result, site).exchanges) == ()
