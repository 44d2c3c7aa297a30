"""What was just added and is then opened from a list that everybody sees: its id first stands in its row there, known
by the text that the person gave it.

All users add a thing of the same name, so each pass gives it one of its own; then the row is the user's, whatever the
others add at the same time. Where no text tells the rows apart, the newest one is taken, and that is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from functools import cached_property
from itertools import islice

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.field_names import is_token_name
from loadstudio.authoring.places.routes import in_paths
from loadstudio.authoring.places.slots import Slot
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import is_commonplace, looks_random
from loadstudio.authoring.sources.extractor_synthesis import Sighting
from loadstudio.authoring.sources.naming import variable_name
from loadstudio.authoring.sources.row_names import NamedThing, NewRow, RowName, RowSource
from loadstudio.authoring.sources.row_places import RowPlace, is_telling, places_of
from loadstudio.authoring.sources.row_sources import (
    heights_of_rows,
    in_any_item,
    newest_source,
    row_sources,
)
from loadstudio.authoring.sources.script_rows import is_script
from loadstudio.authoring.sources.timeline import CHANGING_METHODS, Timeline
from loadstudio.recording.entry import could_know

_NAMING = ("name", "title", "subject", "label", "summary", "caption", "headline", "heading", "description", "text")
_TYPED_KINDS = frozenset({"text", "search", "textarea", "email"})
_LENGTHS = range(3, 61)
_MOST_ANSWERS = 5
"""So many of the last answers are looked at for a value: short numbers stand in all of them."""
_MOST_NAMES = 4
_SEARCH = re.compile(r"search|find|filter|query|lookup|suggest|complete|graphql", re.IGNORECASE)
_ONCE = re.compile(
    r"name|title|slug|code|sku|label|subject|summary|login|user|mail|key|identifier|path|url|(?:^|[_.-])id$", re.I
)


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
        renamed: Collection[int],
        user_names: Collection[str],
        is_free: Callable[[Use], bool],
        still_wanted: Callable[[], object] = bool,
    ) -> None:
        """`log_ins` are requests that add nothing; `kept` are sent texts, with their names, that stay as recorded;
        `renamed` are requests that will be given other names; `user_names` are typed ones, of which each user has
        another. `still_wanted` is asked during long work, and may raise.
        """
        self._draft = draft
        self._views = views
        self._timeline = timeline
        self._uses = uses
        self._kept = kept
        self._is_free = is_free
        self._still_wanted = still_wanted
        self._names = set(taken_names)
        self._adding = [
            number
            for number, request in enumerate(draft.requests)
            if request.method in CHANGING_METHODS and number not in log_ins and not request.static
        ]
        self._typed: dict[int, list[Use]] = {}
        self._lists: dict[int, bool] = {}
        self._naming: dict[str, list[int]] = {}
        self._growing: dict[str, list[int]] = {}
        self.named: dict[str, NamedThing] = {}
        renamed_texts = (use.text for number in renamed if number in self._adding for use in self._typed_in(number))
        self._own = in_paths((*user_names, *renamed_texts))

    def row_of(self, use: Use) -> NewRow | None:
        """Return the row from which a value that a request sends is taken, None when it is no new one's."""
        if not self._adding or not any(symbol.isdigit() for symbol in use.text) or is_token_name(use.slot.key):
            return None
        if use.slot.place.kind == "query" and not (use.text.isalnum() or looks_random(use.text)):
            return None  # an address to go back to, a list of columns
        request = self._draft.requests[use.request]
        for answer in self._latest(use, self._named_in, self._naming):
            if not self._named_in[answer]:
                continue
            if answer in self._adding and self._views[answer].says_once(use.text):
                continue  # to who added it, so nobody else's
            for view, wrap in self._views[answer].layers():
                places = places_of(view, use, request)
                named = self._named_in[answer] if places or not view.holds_links or view.holds_script else ()
                heights = heights_of_rows(view, places, {typed.text for _, typed in named}) if len(named) > 1 else {}
                for adding, typed in sorted(named, key=lambda pair: heights.get(pair[1].text, 0)):
                    if (found := self._source(use, typed, view, places, adding)) is not None:
                        source = in_any_item(wrap(found.source))
                        return NewRow(answer, Sighting("row", typed.text, (source,), found.decode))
        return self._newest(use)

    @cached_property
    def _named_in(self) -> Mapping[int, Sequence[tuple[int, Use]]]:
        """What was added and is named in an answer, by its number: the request that added it, and the name; the latest
        and the likeliest first.
        """
        found: dict[int, list[tuple[int, Use]]] = {}
        waiting: dict[str, list[int]] = {}  # answers by a text in them, as long as there is room for more names
        for adding in reversed(self._adding):
            for typed in self._typed_in(adding):
                if typed.text not in waiting:
                    self._still_wanted()
                    holding = self._timeline.answers_with(typed.text)
                    found.update((answer, []) for answer in holding if answer not in found)
                    waiting[typed.text] = [answer for answer in holding if self._is_list(answer)]
                of_text = waiting[typed.text]
                later = bisect_left(of_text, adding)
                for answer in of_text[later:]:
                    if len(found[answer]) < _MOST_NAMES and self._tells_of(answer, adding, typed):
                        found[answer].append((adding, typed))
                of_text[later:] = [answer for answer in of_text[later:] if len(found[answer]) < _MOST_NAMES]
        return found

    @cached_property
    def _grown(self) -> Mapping[int, int]:
        """The pages that were there before something was added, too, with the number of that earlier answer."""
        found: dict[int, int] = {}
        seen: dict[str, list[int]] = {}
        added = -1
        adding = set(self._adding)
        for number, view in enumerate(self._views):
            if number in adding:
                added = number
            elif view.is_page and self._is_list(number):
                of_path = seen.setdefault(view.path, [])
                if place := bisect_left(of_path, added):
                    found[number] = of_path[place - 1]
                of_path.append(number)
        return found

    def _latest(self, use: Use, among: Container[int], known: dict[str, list[int]]) -> list[int]:
        """Return the last of some answers that hold a value and had come when it was sent, the latest first. `known`
        are those that hold it, whenever they came, by what was asked for before.
        """
        if use.text not in known:
            known[use.text] = [answer for answer in self._timeline.answers_with(use.text) if answer in among]
        holding = known[use.text]
        entries, sending = self._draft.entries, self._draft.entries[use.request]
        before = (holding[place] for place in range(bisect_left(holding, use.request) - 1, -1, -1))
        return list(islice((answer for answer in before if could_know(sending, entries[answer])), _MOST_ANSWERS))

    def _tells_of(self, answer: int, adding: int, typed: Use) -> bool:
        """Tell whether an answer may show what was added: a later one, or the piece of a page that a script got at
        once. What answers to a search looks like that, too, but a search gives nothing a name.
        """
        view = self._views[answer]
        by_script = view.entry.resource_type in ("fetch", "xhr") and not _SEARCH.search(view.path)
        is_piece = (
            answer == adding
            and (by_script or not view.is_page)
            and (is_script(view.kind) or any(one.holds_links for one, _ in view.layers()))
        )
        return self._came_after(answer, adding) or (is_piece and _place_among_names(typed.slot.key) < len(_NAMING))

    def _came_after(self, answer: int, adding: int) -> bool:
        return answer > adding and could_know(self._draft.entries[answer], self._draft.entries[adding])

    def sign_up(self, number: int, names: Collection[str]) -> None:
        """Give the account that a request makes names of its own in each pass."""
        for use in self._uses[number]:
            plain = use.text == use.slot.value and use.reading.exact and not use.slot.fragment
            stays = (use.text, use.slot.key) in self._kept or use.text in self.named or not self._is_free(use)
            if plain and use.text in names and not stays:
                name = self._name_for(use.slot)
                self._names.add(name)
                self._name_it(NamedThing(name, use.text, use, taken_once=True, account=True))

    def rename(self, adding: int) -> None:
        """Give what a request adds a name of its own in each pass: the site has taken the recorded one already."""
        for use in self._typed_in(adding) if adding in self._adding else ():
            stays = (use.text, use.slot.key) in self._kept or use.text in self.named
            if not stays and self._is_free(use) and _ONCE.search(use.slot.key):
                name = self._name_for(use.slot)
                self._names.add(name)
                self._name_it(NamedThing(name, use.text, use, taken_once=True))

    def _newest(self, use: Use) -> NewRow | None:
        """Return the row that a list had more after something was added, where it stands first or last."""
        if use.slot.place.kind not in ("url", "query"):
            return None
        request = self._draft.requests[use.request]
        for answer in self._latest(use, self._grown, self._growing):
            earlier = self._grown[answer]
            if earlier not in self._timeline.answers_with(use.text):
                source = newest_source(self._views[answer], self._views[earlier], use, request)
                if source is not None:
                    return NewRow(answer, Sighting("newest", "", (source,)))
        return None

    def _is_list(self, number: int) -> bool:
        if number not in self._lists:
            request, view = self._draft.requests[number], self._views[number]
            may_be = not request.static and 200 <= view.response.status < 300
            self._lists[number] = may_be and bool(view.holds_links or view.leaves or is_script(view.kind))
        return self._lists[number]

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

    def _source(
        self, use: Use, typed: Use, view: AnswerView, places: Sequence[RowPlace], adding: int
    ) -> RowSource | None:
        stays = (typed.text, typed.slot.key) in self._kept
        known = self.named.get(typed.text)
        name = "" if stays else known.variable if known else self._name_for(typed.slot)
        request = self._draft.requests[use.request]
        for found in row_sources(view, use, places, RowName(typed.text, name), request=request, changes=self.changes):
            if not self._was_there(found.address, use, adding):
                if name and known is None:
                    self._names.add(name)
                    self._name_it(NamedThing(name, typed.text, typed))
                return found
        return None

    def _name_it(self, thing: NamedThing) -> None:
        self.named[thing.text] = thing
        self._own |= in_paths((thing.text,))

    def changes(self, part: str) -> bool:
        """Tell whether a part of an address or text changes: a machine made it, each pass or user has another."""
        return part in self._own or looks_random(part)

    def _name_for(self, slot: Slot) -> str:
        return variable_name(slot.key, slot.place, "name", self._names)

    def _was_there(self, address: str, use: Use, adding: int) -> bool:
        """Tell whether an answer before the adding led there already, or said what tells it; then the thing is an old
        one.
        """
        earlier = [self._views[number] for number in self._timeline.answers_with(use.text) if number < adding]
        if not address:
            return bool(earlier) and is_telling(use.text)
        return any(
            view.holds_links and not self._draft.requests[view.number].static and _holds(view.text, address)
            for view in earlier
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
