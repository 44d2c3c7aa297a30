"""What was just added and is then opened from a list that everybody sees: its id first stands in its row there, known
by the text that the person gave it.

All users add a thing of the same name, so each pass gives it one of its own; then the row is the user's, whatever the
others add at the same time. Where no text tells the rows apart, the newest one is taken, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from loadstudio.authoring.answer_view import AnswerView
from loadstudio.authoring.draft import Draft
from loadstudio.authoring.extractor_synthesis import Sighting
from loadstudio.authoring.naming import variable_name
from loadstudio.authoring.rank import is_commonplace, looks_random
from loadstudio.authoring.row_sources import newest_source, row_sources
from loadstudio.authoring.slots import Slot
from loadstudio.authoring.timeline import CHANGING_METHODS, Timeline
from loadstudio.authoring.use import Use
from loadstudio.scenario.extractor import Source

_NAMING = ("name", "title", "subject", "label", "summary", "caption", "headline", "heading", "description", "text")
_TYPED_KINDS = frozenset({"text", "search", "textarea", "email"})
_LENGTHS = range(3, 61)
_ONCE = re.compile(r"name|title|slug|code|sku|label|subject|summary|login|user|mail|key|identifier|path|url", re.I)


class NamedThing(NamedTuple):
    """What a person added and gave a name: the variable that holds one of its own for each pass, the recorded text, and
    the use in the request that adds it. It is found again by its name, or `taken_once` by the site.
    """

    variable: str
    text: str
    use: Use
    taken_once: bool = False


class NewRow(NamedTuple):
    """A value is taken from the row of what was added before, in the answer number `answer`."""

    answer: int
    sighting: Sighting


class NewRows:
    """Finds the rows of what was added. `named` are the texts for which each pass needs one of its own."""

    def __init__(
        self,
        draft: Draft,
        views: Sequence[AnswerView],
        timeline: Timeline,
        uses: Sequence[Sequence[Use]],
        *,
        log_ins: Collection[int],
        taken_names: Collection[str],
        kept: Collection[tuple[str, str]],
        is_free: Callable[[Use], bool],
    ) -> None:
        """`log_ins` are requests that add nothing; `kept` are sent texts, with their names, that stay as recorded."""
        self._draft = draft
        self._views = views
        self._timeline = timeline
        self._uses = uses
        self._kept = kept
        self._is_free = is_free
        self._names = set(taken_names)
        self._adding = [
            number
            for number, request in enumerate(draft.requests)
            if request.method in CHANGING_METHODS and number not in log_ins and not request.static
        ]
        self._typed: dict[int, list[Use]] = {}
        self.named: dict[str, NamedThing] = {}

    def row_of(self, use: Use) -> NewRow | None:
        """Return the row from which a value that a request sends is taken, None when it is no new one's."""
        if not any(symbol.isdigit() for symbol in use.text):
            return None
        for adding in reversed([number for number in self._adding if number < use.request]):
            for answer in self._answers_between(adding, use.request):
                for typed in self._typed_in(adding):
                    if (source := self._source(use, typed, answer, adding)) is not None:
                        return NewRow(answer, Sighting("row", typed.text, (source,)))
        return self._newest(use)

    def rename(self, adding: int) -> None:
        """Give what a request adds a name of its own in each pass: the site has taken the recorded one already."""
        for use in self._typed_in(adding) if adding in self._adding else ():
            stays = (use.text, use.slot.key) in self._kept or use.text in self.named
            if not stays and self._is_free(use) and _ONCE.search(use.slot.key):
                name = self._name_for(use.slot)
                self._names.add(name)
                self.named[use.text] = NamedThing(name, use.text, use, taken_once=True)

    def _newest(self, use: Use) -> NewRow | None:
        """Return the row that a list had more after something was added, where it stands first or last."""
        if use.slot.place.kind not in ("url", "query"):
            return None
        request = self._draft.requests[use.request]
        for adding in reversed([number for number in self._adding if number < use.request]):
            before = [view for view in self._views[:adding] if view.is_page]
            for answer in self._answers_between(adding, use.request):
                view = self._views[answer]
                earlier = next((other for other in reversed(before) if other.path == view.path), None)
                source = newest_source(view, earlier, use, request) if earlier is not None and view.is_page else None
                if source is not None:
                    return NewRow(answer, Sighting("newest", "", (source,)))
        return None

    def _answers_between(self, adding: int, request: int) -> Iterator[int]:
        """Yield the answers that came after the thing was added and before the request, the latest first."""
        added_us = self._draft.entries[adding].ended_us
        sent_us = self._draft.entries[request].started_us
        for number in range(request - 1, adding, -1):
            entry = self._draft.entries[number]
            if entry.started_us >= added_us and entry.ended_us <= sent_us and self._is_list(number):
                yield number

    def _is_list(self, number: int) -> bool:
        request, view = self._draft.requests[number], self._views[number]
        return not request.static and 200 <= view.response.status < 300 and bool(view.is_page or view.leaves)

    def _typed_in(self, adding: int) -> list[Use]:
        """Return the texts by which what a request adds may be known again, the likeliest first."""
        if adding not in self._typed:
            found = [use for use in self._uses[adding] if self._is_name(use)]
            self._typed[adding] = sorted(found, key=lambda use: _place_among_names(use.slot.key))
        return self._typed[adding]

    def _is_name(self, use: Use) -> bool:
        slot, text = use.slot, use.text
        plain = text == slot.value and use.reading.exact and not slot.fragment and not slot.weak
        if not plain or slot.place.kind not in ("form", "part", "text") or len(text) not in _LENGTHS:
            return False
        if not text.isprintable() or sum(map(str.isalpha, text)) < 3 or is_commonplace(text) or looks_random(text):
            return False
        if ("'" in text and '"' in text) or "${" in text or not self._is_free(use):
            return False
        fields = self._timeline.fields_before(slot.key, use.request)
        if fields and slot.place.kind != "text":
            return any(field.kind in _TYPED_KINDS and field.value != text for field in fields)
        return _place_among_names(slot.key) < len(_NAMING)

    def _source(self, use: Use, typed: Use, answer: int, adding: int) -> Source | None:
        stays = (typed.text, typed.slot.key) in self._kept
        known = self.named.get(typed.text)
        name = "" if stays else known.variable if known else self._name_for(typed.slot)
        view = self._views[answer]
        request = self._draft.requests[use.request]
        for found in row_sources(view, use, request, text=typed.text, variable=name):
            if not self._was_there(found.address, use, adding):
                if name and known is None:
                    self._names.add(name)
                    self.named[typed.text] = NamedThing(name, typed.text, typed)
                return found.source
        return None

    def _name_for(self, slot: Slot) -> str:
        return variable_name(slot.key, slot.place, "name", self._names)

    def _was_there(self, address: str, use: Use, adding: int) -> bool:
        """Tell whether an answer before the adding led there already; then the thing is an old one."""
        if not address:
            return False
        return any(
            view.is_page and not self._draft.requests[view.number].static and _holds(view.text, address)
            for view in self._views[: min(adding, use.request)]
        )


def _holds(page: str, address: str) -> bool:
    position = page.find(address)
    while position >= 0:
        after = page[position + len(address) : position + len(address) + 1]
        if not after or not (after.isalnum() or after in "-_"):
            return True
        position = page.find(address, position + 1)
    return False


def _place_among_names(key: str) -> int:
    lower = key.lower()
    return next((place for place, name in enumerate(_NAMING) if name in lower), len(_NAMING))
