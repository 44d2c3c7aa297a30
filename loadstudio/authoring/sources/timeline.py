"""What was known when: which answers said a text before a request was sent, who sent it first, what stood in the forms.

A text may flow from an answer to a request only if the answer had ended before the request began.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.places.answer_view import AnswerView, FormField
from loadstudio.authoring.sources.index import BODY, Hit, TokenIndex

_MOST_ANSWERS = 5
CHANGING_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Said(NamedTuple):
    """The answers (by number) that said a text before it was sent: the `first` ones and the `last` ones, each in order
    of time. `in_script` tells that a static one did, too.
    """

    first: tuple[int, ...]
    last: tuple[int, ...]
    in_script: bool


class _Ends(NamedTuple):
    """Answers that hold a text, in order of their end."""

    ended_us: list[int]
    numbers: list[int]


class Timeline:
    """A draft with its answers looked through; `views[i]` is the answer to `requests[i]`."""

    def __init__(self, draft: Draft, views: Sequence[AnswerView], index: TokenIndex) -> None:
        self._draft = draft
        self._views = views
        self._index = index
        self._ends: dict[str, tuple[_Ends, int | None]] = {}
        self._first_sent_us: dict[str, int] = {}
        self._first_change: dict[str, int] = {}
        self._fields: dict[str, list[int]] = {}
        for number, request in enumerate(draft.requests):
            if request.method in CHANGING_METHODS:
                self._first_change.setdefault(draft.entries[number].page_id, number)
            for name in {field.name for field in views[number].fields}:
                self._fields.setdefault(name, []).append(number)

    def note_sent(self, text: str, request: int) -> None:
        """Learn that a request (in the order of the pass) sends a text."""
        started_us = self._draft.entries[request].started_us
        self._first_sent_us[text] = min(started_us, self._first_sent_us.get(text, started_us))

    def said_before(self, text: str, request: int) -> Said | None:
        """Return the answers that said a text before the request; None when there are none, or when another request had
        sent it even before the first of them.
        """
        ends, static_us = self._ends_of(text)
        started_us = self._draft.entries[request].started_us
        known = bisect_right(ends.ended_us, started_us)
        if not known or self._first_sent_us.get(text, started_us) < ends.ended_us[0]:
            return None
        first = tuple(number for number in ends.numbers[: min(known, _MOST_ANSWERS)] if number < request)
        last = tuple(number for number in ends.numbers[max(0, known - _MOST_ANSWERS) : known] if number < request)
        in_script = static_us is not None and static_us <= started_us
        return Said(first, last, in_script) if first or last else None

    def was_said(self, text: str, request: int) -> bool:
        """Tell whether any answer, static ones too, said a text before the request."""
        ends, static_us = self._ends_of(text)
        started_us = self._draft.entries[request].started_us
        earliest = min((*ends.ended_us[:1], *(() if static_us is None else (static_us,))), default=None)
        return earliest is not None and earliest <= started_us

    def hits(self, text: str, answer: int) -> Sequence[Hit]:
        """Return where a text stands in an answer."""
        return self._index.hits(text).get(answer, ())

    def answers_with(self, text: str) -> Set[int]:
        """Return the numbers of the answers in which a text stands."""
        return self._index.answers(text)

    def is_held(self, text: str, answer: int) -> bool:
        """Tell whether an answer holds a text in order to be sent back: in a field, a meta tag or a cookie."""
        view = self._views[answer]
        return text in view.held or any(
            hit.header != BODY and view.response.headers[hit.header][0].lower() == "set-cookie"
            for hit in self.hits(text, answer)
        )

    def follows_change(self, answer: int) -> bool:
        """Tell whether an answer belongs to a request that changes something, or came after one in the same step."""
        return self._first_change.get(self._draft.entries[answer].page_id, answer + 1) <= answer

    def fields_before(self, name: str, request: int) -> tuple[FormField, ...]:
        """Return the form fields of this name on the last page before the request that has one."""
        numbers = self._fields.get(name, [])
        place = bisect_left(numbers, request)
        return self._views[numbers[place - 1]].fields_named(name) if place else ()

    def _ends_of(self, text: str) -> tuple[_Ends, int | None]:
        """Return the dynamic answers that hold a text, and when the first static one ended."""
        if text not in self._ends:
            answers = self._index.answers(text)
            dynamic = sorted(self._timed(number for number in answers if not self._draft.requests[number].static))
            static = min(
                (self._draft.entries[n].ended_us for n in answers if self._draft.requests[n].static), default=None
            )
            ends = _Ends([ended_us for ended_us, _ in dynamic], [number for _, number in dynamic])
            self._ends[text] = ends, static
        return self._ends[text]

    def _timed(self, numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
        return ((self._draft.entries[number].ended_us, number) for number in numbers)
