"""Sentences are known again by their pattern and said anew, and the catalogues hold those of the layers that speak."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

import loadstudio
from loadstudio.authoring.mending.value_sentence import sentence_of
from loadstudio.base.errors import FileError
from loadstudio.base.resources import resource_path
from loadstudio.base.sentences import LANGUAGES, Catalogue, as_said, numbers_in, told_in
from loadstudio.interchange.exporting import TARGETS, exported
from loadstudio.plan.file import load_plan
from loadstudio.plan.model import ClosedLoad, Limit, NetworkSettings, Plan, Stage
from loadstudio.plan.run_spec import ScenarioShare
from loadstudio.plan.validate import problems as plan_problems
from loadstudio.scenario.file import load_scenario
from loadstudio.scenario.model import Scenario
from loadstudio.scenario.validate import problems as scenario_problems
from loadstudio.supervise.child import ChildOutcome
from tests.interchange.everything import a_plan, an_open_load, everything, share_of
from tests.support.scenarios import a_request, a_scenario, a_step
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
    "interchange/reading/*.py",
    "interchange/reading/jmeter/*.py",
    "metrics/trust.py",
    "plan/data_doctor.py",
    "plan/run_data.py",
    "plan/think_times.py",
    "playback/check.py",
    "recording/filters.py",
    "report/*.py",
    "results/badges.py",
    "results/compare.py",
    "results/verdict.py",
)
"""What is told in every language, to its last sentence."""
FAILING = (
    "authoring/drafting/draft.py",
    "authoring/mending/second_recording.py",
    "base/files.py",
    "base/paths.py",
    "base/units.py",
    "engine/between/secured_rpc.py",
    "engine/http/*.py",
    "engine/master/*.py",
    "engine/worker/worker.py",
    "http_types/*.py",
    "plan/*.py",
    "playback/*.py",
    "recorder/browser_process.py",
    "recorder/capture.py",
    "recorder/certificates.py",
    "recorder/journal.py",
    "recorder/proxy.py",
    "recorder/session.py",
    "recorder/trust.py",
    "recording/*.py",
    "report/pdf.py",
    "results/*.py",
    "scenario/*.py",
    "supervise/*.py",
    "wire/joining.py",
)
"""Whose errors are told in every language too."""
NOT_TOLD = {
    "could not be displayed with",  # typst's words, looked for
    "LoadStudio recorder",  # a name in a certificate
    "event stream",  # a kind of body
    "form, input, select, textarea, button",
    "first_byte, connect, tls",
    "no turns",  # a fault of the program
    "Content-Type: 7",
    "but a recording (HAR). Import it first",  # ends of sentences, below
    "is no plan7.",
    "is no scenario7.",
    "is not JSON: the file is damaged, or no 7 at all.",
    "There 7 7 more problem7.",
    "The Python step '7' cannot be understood7: 7.",
    "1 value differs",
    "7 values differ",
    "The 7 was killed (7).",
    "The 7 was killed (7). Mostly the system does that when memory runs out. 7",
    "The 7 was ended by the system, because memory ran out. 7",
    "The 7 crashed (7). That is a fault of LoadStudio, not of the site.",
    "The 7 was ended from outside (7): by a person, or as the computer shut down.",
    "The 7 sent something that makes no sense (7) and was ended.",
    "The 7 ended with code 7. 7",
    "A random choice",
    # names of other tools, and what is written into a scenario
    "unique('Mia Keller')",
    "unique('green moss')",
    "csv data set",
    "all threads",
    "Start users count burst",
    "Threads initial delay",
    "Start users count",
    "Start users period",
    "Detected a redirect from the previous sample",
    "kept alive",
    r"(?im)^Location: *(?:https?://[^/\s]*)?",
    "That redirects are followed (7): here each page is a request of its own. Check the scenario once; where an answer"
    " leads elsewhere, add that page.",
    "The log-in '7' of the kind 7 7",
    "The schedule of 7: 7: here one person makes one pass.",
    # pieces of sentences that are held as wholes
    "before it is sent",
    "after its answer",
    "repeats its parts for a time: here they are done once",
    "takes its parts from another file: import that on its own",
    "is done for each of several values: here it is done once, for the first",
    "if it does not work, choose Digest under Log-in",
    "here one person makes one pass",
    "runs before all others",
    "runs after all others",
    "people do not wait for each other here",
    "choose client certificates on the Load screen",
    "what follows a failed request is set on the Load screen",
    "the size of an answer is not checked",
    "results are kept here, and written as files",
    "The schedule of 7:",
    "here one person makes one pass.",
    "That redirects are followed (7): here each page is a request of its own.",
    "That images, styles and scripts of pages are fetched (7): record those pages for that.",
    "That connections are closed after 7: here they stay open.",
    "What stands for a value that an answer does not have (7): here the pass ends where a missing value is needed.",
    "The step '7'",
    "7 is empty.",
    "7 uses '7', but no test data has that column.",
    "7 uses the value '7', which does not exist.",
}
_QUERY = re.compile(r"\s*(?:CREATE|INSERT|PRAGMA|SELECT) ")
_FAULTS = ("AssertionError", "KeyError", "TypeError")  # of the program; not made for a person
_HOLE = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def german() -> Catalogue:
    return Catalogue(translations_of("de"))


SMALL_WORDS = {
    "Held {people}.": "{people} gehalten.",
    "1 person": "1 Person",
    "{count} people": "{count} Personen",
    "{name} was never reached.": "{name} wurde nie erreicht.",
    "status {count} instead of {count2}": "Status {count} statt {count2}",
    "The connection failed: {reason}": "Die Verbindung scheiterte: {reason}",
    "nobody listens": "niemand hört zu",
    "Use fewer people.": "Weniger Personen nehmen.",
}
SMALL = Catalogue(SMALL_WORDS)


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


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("1,140 ms", "1.140 ms"),
        ("0.04 %", "0,04 %"),
        ("3.2 MB", "3,2 MB"),
        ("12 (0.5 %)", "12 (0,5 %)"),
        ("1,204 / s", "1.204 / s"),
        ("Held 1,050 people.", "1.050 Personen gehalten."),
        ("status 1,000 instead of 2.5", "Status 1.000 statt 2,5"),
        ("2.4.1", "2.4.1"),
        ("127.0.0.1", "127.0.0.1"),
        ("1.200 was never reached.", "1.200 wurde nie erreicht."),
    ],
)
def test_numbers_get_the_signs_of_the_language_but_names_do_not(english: str, german: str) -> None:
    assert Catalogue(SMALL_WORDS, numbers_in("de")).told(english) == german
    assert Catalogue(SMALL_WORDS).told("1,140 ms") == "1,140 ms"


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


def test_errors_are_told_to_the_last_sentence(german: Catalogue) -> None:
    unknown = [
        f"{path.relative_to(PACKAGE)}: {piece}"
        for pattern in FAILING
        for path in sorted(PACKAGE.glob(pattern))
        for text in texts_of(path, raised=True)
        for piece in unknown_of(german, text)
    ]
    assert not unknown, "write these in resources/languages/sentences_de.json:\n" + "\n".join(unknown)


def test_what_is_wrong_with_a_plan_or_a_scenario_is_told_in_german(german: Catalogue) -> None:
    load = ClosedLoad(stages=(Stage(target=1.5, duration_s=-1),), iterations=0, pacing_s=-2)
    limits = (Limit(metric="p95", value=-1), Limit(metric="p95", value=3, label="Buy"), Limit(metric="p95", value=2))
    plan = Plan(name="x", scenarios=(), load=load, limits=limits, workers=9_999, timeout_s=0, base_url="nowhere")
    empty = a_scenario(a_step("s", a_request("r", "https://a.example/${gone}"), name="Buy"), a_step("e", name="Pay"))
    said = [*plan_problems(plan), *(problem.sentence for problem in scenario_problems(empty))]
    assert len(said) > 9
    for sentence in said:
        assert not german.unknown(sentence), sentence


@pytest.mark.parametrize("role", ["engine", "recorder", "worker", "demo shop"])
def test_how_a_program_of_ours_ended_is_told_in_german(german: Catalogue, role: str) -> None:
    for ended in (
        ChildOutcome(role=role, exit_code=-9),
        ChildOutcome(role=role, exit_code=-9, memory_kills=1),
        ChildOutcome(role=role, exit_code=-11),
        ChildOutcome(role=role, exit_code=-15),
        ChildOutcome(role=role, exit_code=-77),
        ChildOutcome(role=role, exit_code=3),
        ChildOutcome(role=role, exit_code=1, broke_protocol="no JSON"),
    ):
        assert not german.unknown(ended.sentence()), ended.sentence()


def test_what_is_wrong_with_a_file_is_told_in_german_after_its_name(german: Catalogue, tmp_path: Path) -> None:
    har, words = tmp_path / "a.har", tmp_path / "b.json"
    har.write_text('{"log": {}}', encoding="utf-8")
    words.write_text('{\n"a" x', encoding="utf-8")
    for read in (load_scenario, load_plan):
        for path in (har, words, tmp_path / "gone.json"):
            with pytest.raises(FileError) as caught:
                read(path)
            place, _, sentence = german.told(str(caught.value)).partition(": ")
            assert sentence
            assert not german.unknown(caught.value.message), sentence
            assert place == (f"{path}, Zeile 2" if path == words else str(path))


def unknown_of(catalogue: Catalogue, text: str) -> list[str]:
    """Return what the catalogue does not know of a text; one in the middle of a sentence may follow a name."""
    whole = re.sub(r"^7 (?=[A-Z])", "", text)
    tries = (
        [piece for piece in catalogue.unknown(one) if re.search(r"[a-z]{3}", piece)] for one in (whole, f"7 {text}.")
    )
    return min(tries, key=len)


def texts_of(path: Path, *, raised: bool = False) -> Iterator[str]:
    """Yield the texts of a module that are more than one word, with 7 in each of their holes: no docstrings, no faults
    of the program, and what is raised only where that is wanted.
    """
    tree = ast.parse(path.read_text("utf-8"))
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        unwanted = isinstance(node, ast.Raise) and (not raised or _is_fault(node))
        if unwanted or isinstance(node, ast.Assert | ast.JoinedStr):
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


def _is_fault(node: ast.Raise) -> bool:
    return isinstance(node.exc, ast.Call) and getattr(node.exc.func, "id", "") in _FAULTS


def _spoken(text: str) -> Iterator[str]:
    if (
        text.strip() not in NOT_TOLD
        and not _QUERY.match(text)
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


@pytest.mark.parametrize("target", TARGETS)
def test_what_an_export_cannot_take_along_is_told(german: Catalogue, target: str) -> None:
    shares = tuple(
        share_of(everything(), policy, used_up) for policy, used_up in (("unique", "stop"), ("random", "repeat"))
    )
    elsewhere = Scenario(id="s", name="Other", start_url="https://other.test/", steps=(a_step("s", a_request("r")),))
    network = NetworkSettings(proxy="http://proxy.test:3128")
    plan = a_plan(load=an_open_load(), network=network)
    plan = replace(plan, scenarios=plan.scenarios * 3)
    what = exported((*shares, ScenarioShare(scenario=elsewhere)), plan, name="x", target=target, file="x")
    assert len(what.told) > 1
    for sentence in what.told:
        assert not german.unknown(sentence), sentence
