"""What was known when: which answers said a text before a request was sent, who sent it first, what stood in the forms.

A text may flow from an answer to a request only if the answer had ended before the request began. Ends are seen late
under load (`recording.entry.CLOCK_SLACK_US`); a request's own answer never counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from itertools import islice
from typing import NamedTuple

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.page_parts import FormField
from loadstudio.authoring.sources.index import Hit, TokenIndex
from loadstudio.recording.entry import CLOCK_SLACK_US, could_know

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
        self._ends: dict[str, tuple[_Ends, tuple[int, ...]]] = {}
        self._first_sent: dict[str, int] = {}
        self._first_change: dict[str, int] = {}
        self._fields: dict[str, list[int]] = {}
        for number, request in enumerate(draft.requests):
            if request.method in CHANGING_METHODS:
                self._first_change.setdefault(draft.entries[number].page_id, number)
            for name in {field.name for field in views[number].fields}:
                self._fields.setdefault(name, []).append(number)

    def note_sent(self, text: str, request: int) -> None:
        """Learn that a request (in the order of the pass) sends a text."""
        self._first_sent[text] = min(request, self._first_sent.get(text, request))

    def said_before(self, text: str, request: int) -> Said | None:
        """Return the answers that said a text before the request; None when there are none, or when another request had
        sent it even before the first of them.
        """
        ends, _ = self._ends_of(text)
        sender = self._first_sent.get(text, request)
        if sender < request and not self._known(ends, sender):
            return None
        known = self._known(ends, request)
        first, last = ends.numbers[: min(known, _MOST_ANSWERS)], ends.numbers[max(0, known - _MOST_ANSWERS) : known]
        before = Said(
            tuple(number for number in first if number < request),
            tuple(number for number in last if number < request),
            self._was_in_script(text, request),
        )
        return before if before.first or before.last else None

    def _known(self, ends: _Ends, request: int) -> int:
        """Return how many answers had ended when a request was sent; 0 where none of them was asked for before."""
        known = bisect_right(ends.ended_us, self._draft.entries[request].started_us + CLOCK_SLACK_US)
        return known if any(number < request for number in islice(ends.numbers, known)) else 0

    def _was_in_script(self, text: str, request: int) -> bool:
        _, static = self._ends_of(text)
        entries = self._draft.entries
        return any(could_know(entries[request], entries[number]) for number in static)

    def was_said(self, text: str, request: int) -> bool:
        """Tell whether any answer, static ones too, said a text before the request."""
        ends, _ = self._ends_of(text)
        return bool(self._known(ends, request)) or self._was_in_script(text, request)

    def hits(self, text: str, answer: int) -> Sequence[Hit]:
        """Return where a text stands in an answer."""
        return self._index.hits(text).get(answer, ())

    def is_clean(self, text: str, answer: int) -> bool:
        """Tell whether a text stands in an answer where nothing suggests that it is only a part of a longer one."""
        return self._index.is_clean(text, answer)

    def answers_with(self, text: str) -> Set[int]:
        """Return the numbers of the answers in which a text stands."""
        return self._index.answers(text)

    def is_held(self, text: str, answer: int) -> bool:
        """Tell whether an answer holds a text in order to be sent back: in a field, a meta tag or a cookie."""
        view = self._views[answer]
        headers = view.response.headers
        in_cookie = (headers[number][0].lower() == "set-cookie" for number in self._index.headers_with(text, answer))
        return any(in_cookie) or text in view.held

    def follows_change(self, answer: int) -> bool:
        """Tell whether an answer belongs to a request that changes something, or came after one in the same step."""
        return self._first_change.get(self._draft.entries[answer].page_id, answer + 1) <= answer

    def fields_before(self, name: str, request: int) -> tuple[FormField, ...]:
        """Return the form fields of this name on the last page before the request that has one."""
        page = self.page_with_field(name, request)
        return self._views[page].fields_named(name) if page is not None else ()

    def page_with_field(self, name: str, request: int) -> int | None:
        """Return the number of the last page before the request that has a form field of this name."""
        numbers = self._fields.get(name, [])
        place = bisect_left(numbers, request)
        return numbers[place - 1] if place else None

    def is_field_new(self, name: str) -> bool:
        """Tell whether the first page with a form field of this name came after a request that changes something."""
        numbers = self._fields.get(name, [])
        return bool(numbers) and min(self._first_change.values(), default=numbers[0]) < numbers[0]

    def _ends_of(self, text: str) -> tuple[_Ends, tuple[int, ...]]:
        """Return the dynamic answers that hold a text, and the first static one to end."""
        if text not in self._ends:
            answers = self._index.answers(text)
            dynamic = sorted(self._timed(number for number in answers if not self._draft.requests[number].static))
            scripts = sorted(self._timed(number for number in answers if self._draft.requests[number].static))
            static = tuple(number for _, number in scripts[:1])
            ends = _Ends([ended_us for ended_us, _ in dynamic], [number for _, number in dynamic])
            self._ends[text] = ends, static
        return self._ends[text]

    def _timed(self, numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
        return ((self._draft.entries[number].ended_us, number) for number in numbers)
