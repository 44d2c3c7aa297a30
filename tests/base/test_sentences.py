"""Sentences are known again by their pattern and said anew, and the catalogues hold those of the layers that speak."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import loadstudio
from loadstudio.authoring.mending.value_sentence import sentence_of
from loadstudio.base.resources import resource_path
from loadstudio.base.sentences import LANGUAGES, Catalogue, as_said, told_in
from loadstudio.scenario.file import load_scenario
from tests.support.sentences import translations_of

PACKAGE = Path(loadstudio.__file__).parent
RECORDINGS = PACKAGE.parent / "recordings"
SPEAKING = (
    "authoring/comparing/compare.py",
    "authoring/drafting/draft.py",
    "authoring/mending/drift.py",
    "authoring/mending/evidence.py",
    "authoring/importing/findings.py",
    "authoring/importing/generated.py",
    "authoring/sources/naming.py",
    "authoring/mending/pointing.py",
    "authoring/importing/propose.py",
    "authoring/comparing/replay_report.py",
    "authoring/mending/stale.py",
    "authoring/mending/value_sentence.py",
    "engine/master/beginning.py",
    "engine/worker/capacity.py",
    "engine/http/connection.py",
    "engine/http/failures.py",
    "engine/master/muster.py",
    "engine/user/proxied_client.py",
    "engine/http/response.py",
    "engine/between/rows.py",
    "engine/master/run.py",
    "engine/master/steering.py",
    "metrics/trust.py",
    "plan/data_doctor.py",
    "plan/run_data.py",
    "plan/think_times.py",
    "playback/check.py",
    "recording/filters.py",
    "report/*.py",
    "results/compare.py",
    "results/verdict.py",
)
"""What is told in every language, to its last sentence."""
NOT_TOLD = {"could not be displayed with", "event stream"}  # typst's words, looked for; a kind of body
_HOLE = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def german() -> Catalogue:
    return Catalogue(translations_of("de"))


SMALL = Catalogue(
    {
        "Held {people}.": "{people} gehalten.",
        "1 person": "1 Person",
        "{count} people": "{count} Personen",
        "{name} was never reached.": "{name} wurde nie erreicht.",
        "status {count} instead of {count2}": "Status {count} statt {count2}",
        "The connection failed: {reason}": "Die Verbindung scheiterte: {reason}",
        "nobody listens": "niemand hört zu",
        "Use fewer people.": "Weniger Personen nehmen.",
    }
)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Held 50 people.", "50 Personen gehalten."),
        ("Held 1 person. Use fewer people.", "1 Person gehalten. Weniger Personen nehmen."),
        ("1 person was never reached.", "1 person wurde nie erreicht."),
        ("Status 503 instead of 201.", "Status 503 statt 201."),
        (
            "The connection failed: nobody listens. Use fewer people.",
            "Die Verbindung scheiterte: niemand hört zu. Weniger Personen nehmen.",
        ),
        ("Held 50 people.\nSomething else.", "50 Personen gehalten.\nSomething else."),
        ("What no catalogue knows. Held 2 people.", "What no catalogue knows. 2 Personen gehalten."),
        ("Held {people}.", "{people} gehalten."),
        ("", ""),
    ],
)  # fmt: skip
def test_sentences_are_told_with_what_stands_in_them(english: str, german: str) -> None:
    assert SMALL.told(english) == german


def test_a_text_that_is_none_of_ours_stays_as_it_is() -> None:
    text = "<p>" + "Held by. " * 400
    assert SMALL.told(text) == text
    assert SMALL.unknown("Held 50 people. Who knows?") == ("Who knows?",)


def test_english_and_a_language_without_catalogue_are_left_alone() -> None:
    assert told_in("en") is as_said
    assert told_in("tlh")("Held 50 people.") == "Held 50 people."
    assert told_in("de")("Held 50 people.") == "50 Personen gehalten."


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_translations_keep_the_holes_of_their_patterns(language: str) -> None:
    for english, said in translations_of(language).items():
        assert sorted(_HOLE.findall(english)) == sorted(_HOLE.findall(said)), english
        assert said.strip(), english
        loose = [hole for hole in _HOLE.findall(english) if not hole.startswith(("count", "duration", "load"))]
        assert not loose or len(_HOLE.sub("", english).replace(" ", "")) > 2, f"{english} would be found in anything"


def test_layers_that_speak_are_told_to_the_last_sentence(german: Catalogue) -> None:
    unknown = [
        f"{path.relative_to(PACKAGE)}: {piece}"
        for pattern in SPEAKING
        for path in sorted(PACKAGE.glob(pattern))
        for text in texts_of(path)
        for piece in unknown_of(german, text)
    ]
    assert not unknown, "write these in resources/languages/sentences_de.json:\n" + "\n".join(unknown)


def unknown_of(catalogue: Catalogue, text: str) -> list[str]:
    """Return what the catalogue does not know of a text; one in the middle of a sentence may follow a name."""
    whole = re.sub(r"^7 (?=[A-Z])", "", text)
    tries = (
        [piece for piece in catalogue.unknown(one) if re.search(r"[a-z]{3}", piece)] for one in (whole, f"7 {text}.")
    )
    return min(tries, key=len)


def texts_of(path: Path) -> Iterator[str]:
    """Yield the texts of a module that are more than one word, with 7 in each of their holes: no docstrings, no reports
    of mistakes.
    """
    tree = ast.parse(path.read_text("utf-8"))
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        if isinstance(node, ast.Raise | ast.Assert | ast.JoinedStr):
            silent.update(id(inner) for inner in ast.walk(node) if inner is not node)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("compile", "Literal"):
            silent.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = [str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values]
            yield from _spoken("".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _spoken(node.value)


def _spoken(text: str) -> Iterator[str]:
    if (
        text not in NOT_TOLD
        and len(re.findall(r"[A-Za-z]{2,}", text)) > 1
        and " " in text.strip()
        and "<" not in text
        and "=" not in text
    ):
        yield text.strip()


def test_what_scenarios_of_today_keep_is_told(german: Catalogue) -> None:
    scenarios = [load_scenario(path) for path in sorted(RECORDINGS.glob("*.scenario.json"))]
    variables = [variable for scenario in scenarios for variable in scenario.variables]
    assert len(variables) > 5
    for variable in variables:
        assert not german.unknown(variable.explanation), variable.explanation
        assert german.told(variable.explanation) != variable.explanation
        known = german.unknown(sentence_of(variable))
        assert all(piece.startswith(variable.label) for piece in known), "nothing but its name"


def test_the_pages_of_reports_are_told(german: Catalogue) -> None:
    for name in ("parts", "report", "comparison"):
        template = resource_path(f"report/{name}.typ").read_text("utf-8")
        assert not [words for words in re.findall(r'said\("([^"]+)"\)', template) if german.unknown(words)]
