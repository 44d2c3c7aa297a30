"""What a person works out from a page and types: the answer to `What is 3 + 4?`, which keeps programs out.

Only where the page asks one such question, and what was typed is its result, in a field of that page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.slots import Slot
from loadstudio.authoring.places.spelling import Reading
from loadstudio.playback.encode import filtered
from loadstudio.scenario.extractor import RegexSource

FILTER = "calculated"
_OPERATORS = "-+*x×·−–/÷"
_OPERATOR = f"[{_OPERATORS}]"
_SUM = rf"\d{{1,3}}\s*{_OPERATOR}\s*\d{{1,3}}"
_MAYBE = tuple((sign, re.compile(rf"{re.escape(sign)}(?<=[\d\s].)\s*\d")) for sign in _OPERATORS)  # one class: slow
_ASKED = re.compile(rf"(?<![\w.,:/#-])(?:{_SUM})(?![\w,:/%-]|\.\d)")
_RESULT = re.compile(r"-?\d{1,6}")
_UNSEEN = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_TELLING = re.compile(r"captcha|sum|answer|result|math|human|robot|spam|quiz|solution|verif|check", re.IGNORECASE)
_MOST = 2
_LONGEST = 20_000


def is_asked(reading: Reading) -> bool:
    """Tell whether a reading says that the answer to a question is sent."""
    return FILTER in reading.filters


class Sums:
    """The questions of a recording's pages; answers whose numbers are `static` ask nothing."""

    def __init__(self, views: Iterable[AnswerView], values: Collection[str], static: Collection[int]) -> None:
        """`values` are the sent ones: without a number among them nothing is looked for."""
        self._asked: dict[str, list[tuple[str, AnswerView]]] = {}
        wanted = {value for value in values if _RESULT.fullmatch(value)}
        for view in views if wanted else ():
            if view.number not in static:
                for question in _questions(view):
                    result = filtered(question, (FILTER,))
                    if result in wanted:
                        self._asked.setdefault(result, []).append((question, view))

    def question(self, slot: Slot, request: int) -> str:
        """Return the question of which a slot's value is the result, the last one asked before the request, '' when it
        is none.
        """
        for question, view in reversed(self._asked.get(slot.value, ())):
            if view.number >= request:
                continue
            if view.fields_named(slot.key) or (_TELLING.search(slot.key) and slot.place.kind in ("text", "form")):
                return question
        return ""


def sum_sources(text: str, question: str) -> Iterator[RegexSource]:
    """Yield how a question is taken from a text."""
    if re.fullmatch(_SUM, question):
        for occurrence, match in enumerate(_ASKED.finditer(text)):
            if match[0] == question:
                yield RegexSource(pattern=f"({_ASKED.pattern})", occurrence=occurrence)
                return


def _questions(view: AnswerView) -> Collection[str]:
    """Return the sums that an answer shows; none where there are many."""
    text = view.text
    if not any(sign in text and sums.search(text) for sign, sums in _MAYBE):
        return ()
    if view.is_page and view.own_fields:
        seen = _UNSEEN.sub(lambda match: " " if match[1] else "|", view.text)
    elif view.leaves and len(view.text) < _LONGEST:
        seen = "|".join(text for text in view.leaves if len(text) < 200)
    else:
        return ()
    if len(re.findall(_SUM, seen)) > _MOST:
        return ()
    return dict.fromkeys(match[0] for match in _ASKED.finditer(seen))
