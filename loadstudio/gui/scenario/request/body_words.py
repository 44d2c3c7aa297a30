"""What kinds of body are called, and what a change of kind loses, in words."""

from __future__ import annotations

from loadstudio.gui.scenario.words import Tr
from loadstudio.scenario.body_kind import BodyKind, Loss
from loadstudio.scenario.json_tree import JsonProblem


def change_words(kind: BodyKind, tr: Tr) -> str:
    """Return what the change to a kind of body is called."""
    return {
        "none": tr("Send no body"),
        "form": tr("Send a form"),
        "json": tr("Send JSON"),
        "text": tr("Send text"),
        "multipart": tr("Send a form with files"),
        "file": tr("Send a file"),
    }[kind]


def losses_text(losses: tuple[Loss, ...], tr: Tr) -> str:
    """Return in one line what a change of kind loses."""
    words = {
        "off": (tr("1 field that is off goes"), tr("{0} fields that are off go")),
        "types": (tr("1 value becomes text"), tr("{0} values become text")),
        "nested": (tr("1 value with members becomes one text"), tr("{0} values with members become one text each")),
        "files": (tr("1 file goes"), tr("{0} files go")),
        "content": (tr("What it sends now goes"), ""),
    }
    parts = [words[loss.what][0] if loss.number == 1 else words[loss.what][1].format(loss.number) for loss in losses]
    return "; ".join(parts)


def missing_text(problem: JsonProblem, tr: Tr) -> str:
    """Return why a text is no JSON and what that means."""
    words = {
        "a value": tr("a value"),
        "a comma or }": tr("a comma or }"),
        "a comma or ]": tr("a comma or ]"),
        "a colon": tr("a colon"),
        "a name or text in quotes": tr("a name or text in quotes"),
        "the end": tr("the end"),
    }
    missing = words.get(problem.expected, problem.expected)
    return tr("This is no JSON: in line {0}, {1} is missing. Until it is there, it is shown as text.").format(
        problem.line, missing
    )
