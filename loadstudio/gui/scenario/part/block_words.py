"""How blocks, groups and Python steps read on screen: as the sentence of what they do."""

from __future__ import annotations

from collections.abc import Iterable

from loadstudio.gui.language import number
from loadstudio.gui.scenario.words import Tr, request_title, template_text
from loadstudio.gui.units import count_text
from loadstudio.scenario.model import (
    Choice,
    Comparison,
    HttpRequest,
    If,
    Loop,
    Node,
    PythonCode,
    Step,
    ThinkTime,
)

OPERATORS = ("equals", "differs", "contains", "lacks", "less", "more", "matches", "exists", "missing")
WITHOUT_RIGHT = frozenset({"exists", "missing"})
"""The operators that compare with nothing."""


def operator_words(tr: Tr) -> dict[str, str]:
    """Return each operator of a condition as it reads between two values."""
    return {
        "equals": tr("is"),
        "differs": tr("is not"),
        "contains": tr("contains"),
        "lacks": tr("does not contain"),
        "less": tr("is less than"),
        "more": tr("is more than"),
        "matches": tr("looks like the pattern"),
        "exists": tr("was found"),
        "missing": tr("was not found"),
    }


def condition_text(condition: Comparison, tr: Tr) -> str:
    """Return a condition as words: `⟨stock⟩ is more than 0`."""
    left = template_text(condition.left) or "…"
    words = operator_words(tr)[condition.operator]
    if condition.operator in WITHOUT_RIGHT:
        return f"{left} {words}"
    return f"{left} {words} {template_text(condition.right) or tr('nothing')}"


def part_title(part: Node, tr: Tr) -> str:
    """Return what a part is called in the tree and in the names of edits."""
    match part:
        case Step(name=name) | PythonCode(name=name):
            words = name
        case HttpRequest() as request:
            words = request_title(request)
        case ThinkTime():
            words = tr("Think time")
        case Loop(times=times, condition=None):
            words = tr("Once") if times == 1 else tr("Repeat {0} times").format(count_text(times))
        case Loop(times=times, condition=Comparison() as condition):
            words = tr("Repeat while {0}, at most {1} times").format(condition_text(condition, tr), count_text(times))
        case If(condition=condition):
            words = tr("If {0}").format(condition_text(condition, tr))
        case Choice():
            words = tr("One of these by chance")
        case _:
            raise AssertionError(part)
    return words


def share_text(step: Step, steps: Iterable[Node]) -> str:
    """Return how often a step of a random choice is done, in percent; `steps` are all that the choice has."""
    total = sum(child.share for child in steps if isinstance(child, Step) and child.enabled)
    if not step.enabled or total <= 0:
        return "0 %"
    percent = 100 * step.share / total
    return f"{percent:.0f} %" if abs(percent - round(percent)) < 0.05 else number(f"{percent:.1f} %")
