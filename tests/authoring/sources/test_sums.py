"""The answer to a sum that the page asks for is worked out anew; other typed numbers stay."""

from __future__ import annotations

import pytest

from loadstudio.authoring.importing.importer import scenario_from
from loadstudio.playback.encode import filtered
from loadstudio.scenario.extractor import Extractor
from loadstudio.scenario.model import FormBody, requests_of
from tests.support.recordings import RecordingBuilder


def _sent(page: str, answer: str, field: str = "answer") -> tuple[str | None, tuple[Extractor, ...]]:
    builder = RecordingBuilder()
    builder.page("Contact").get("/contact", f"{page}<form method=post><input name=text><input name={field}></form>")
    builder.page("Sent").form("/contact", {"text": "Moss", field: answer}, location="/thanks")
    asked, sent, *_ = requests_of(scenario_from(builder.recording(), name="x", recording_file="x.har").scenario)
    assert isinstance(sent.body, FormBody)
    return sent.body.fields[1].value, asked.extractors


@pytest.mark.parametrize(
    ("question", "answer"),
    [("What is 3 + 4?", "7"), ("<label>Robot? 12 - 5 = </label>", "7"), ("<b>6 × 7</b>", "42"), ("Is 8 + 1.", "9")],
)
def test_the_result_of_what_is_asked(question: str, answer: str) -> None:
    value, extractors = _sent(f"<style>a {{ top: 1px + 2px }}</style><p>{question}</p>", answer)
    assert value == "${answer|calculated}"
    assert len(extractors) == 1


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("<p>What is 3 + 4?</p>", "8"),
        ("<p>Call 030-123 or 3+4a</p>", "7"),
        ("<script>a = 3 + 4</script>", "7"),
        ("<p>3 + 4, 1 + 6, 2 + 5</p>", "7"),
    ],
)
def test_other_numbers_stay(page: str, answer: str) -> None:
    assert _sent(page, answer) == (answer, ())


@pytest.mark.parametrize(
    ("text", "result"), [("3 + 4", "7"), ("3-4", "-1"), ("9 ÷ 2", "4"), ("1 / 0", "1 / 0"), ("moss", "moss")]
)
def test_what_is_calculated(text: str, result: str) -> None:
    assert filtered(text, ("calculated",)) == result


@pytest.mark.parametrize("earlier", ["3 + 4", "5 + 2"])
def test_the_page_that_asked_last_is_meant(earlier: str) -> None:
    """Each page asks anew, and an earlier one may have asked for the same result by chance, in the same words too."""
    form = "<form method=post><input name=text><input name=answer></form>"
    builder = RecordingBuilder()
    builder.page("Contact").get("/contact", f"<p>What is {earlier}?</p>{form}")
    builder.page("Again").get("/contact", f"<p>What is 5 + 2?</p>{form}")
    builder.page("Sent").form("/contact", {"text": "Moss", "answer": "7"}, location="/thanks")
    builder.page("After").get("/contact", f"<p>What is 1 + 6?</p>{form}")
    first, second, sent, *_ = requests_of(scenario_from(builder.recording(), name="x", recording_file="x.har").scenario)
    assert isinstance(sent.body, FormBody)
    assert sent.body.fields[1].value == "${answer|calculated}"
    assert (len(first.extractors), len(second.extractors)) == (0, 1)
