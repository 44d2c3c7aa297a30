"""How a value is taken from the answer in which it stands: sources ranked from the most stable, each proved on that
very answer, the best three kept.

Whether it should be taken is `candidates`' question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.field_names import names_alike, same_name
from loadstudio.authoring.places.nested import kind_of
from loadstudio.authoring.places.tags import tag_around
from loadstudio.authoring.places.value_look import DISTINCT_FROM, Changes, base
from loadstudio.authoring.sources.attempt import Attempt, Wanted
from loadstudio.authoring.sources.field_sources import in_choices, in_fields
from loadstudio.authoring.sources.index import BODY, Hit, hits_in
from loadstudio.authoring.sources.link_sources import attribute_sources, name_in_tag, part_of_address
from loadstudio.authoring.sources.rank import SightingKind
from loadstudio.authoring.sources.text_sources import asked, by_context, by_element, by_key, whole
from loadstudio.playback.decode import decoded_text
from loadstudio.playback.extract import take_value
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    HeaderSource,
    InputSource,
    JsonSource,
    NestedSource,
    RegexSource,
    Source,
    innermost,
)

MOST_SOURCES = 3
_DECODES = ((), ("url",), ("form",), ("html",), ("json",), ("base64",), ("html", "url"))
_MOST_TAGS = 6
_NO_SOURCES = frozenset({"class", "style", "type", "method"})
_FIELDS = frozenset({"input", "textarea"})


class Sighting(NamedTuple):
    """Where a value stands in an answer and how it is taken from there. `name` is what it is called there (a field, a
    JSON key, a header); `visible` when a person saw it in a form field.
    """

    kind: SightingKind
    name: str
    sources: tuple[Source, ...]
    decode: tuple[str, ...] = ()
    visible: bool = False


class Proof(NamedTuple):
    """Another answer to the same request, and what must be found there: a text, or anything at all (None)."""

    view: AnswerView
    text: str | None = None


def sighting_of(
    view: AnswerView,
    hits: Sequence[Hit],
    wanted: Wanted,
    proofs: Sequence[Proof] = (),
    refuted: Collection[Source] = (),
) -> Sighting | None:
    """Return the best way to take a text from an answer, or None when none gives exactly it.

    `hits` are its occurrences there. What has the name under which it is sent, and the form that leads to where it is
    sent, come first. What holds on all `proofs` is better than what does not, and kept alone; what is `refuted` is not
    tried.
    """
    proved: list[tuple[Attempt, tuple[str, ...]]] = []
    unproved: list[tuple[Attempt, tuple[str, ...]]] = []
    last = chain(asked(view, wanted), by_context(view, hits, wanted.changes)) if wanted.thorough else ()
    for attempt in chain(whole(view, wanted), _ordered(_tries(view, hits, wanted), wanted), last):
        if proved and attempt.last:
            break
        if attempt.source in refuted:
            continue
        decode = _decode_that_gives(view, attempt.source, wanted.text)
        if decode is not None and (not proved or decode == proved[0][1]):
            holds = all(_holds(proof, attempt.source, decode) for proof in proofs)
            (proved if holds else unproved).append((attempt, decode))
        if len(proved) >= MOST_SOURCES or (proved and isinstance(proved[0][0].source, CookieSource)):
            break
    proved = proved or [(attempt, decode) for attempt, decode in unproved if decode == unproved[0][1]][:MOST_SOURCES]
    if not proved:
        return None
    best, decode = proved[0]
    distinct = base(wanted.text, 1000) >= DISTINCT_FROM  # else what is called otherwise is another number
    kept = [
        attempt
        for attempt, _ in proved
        if _may_follow(best.source, attempt.source) and (distinct or attempt.name == best.name)
    ]
    return Sighting(best.kind, best.name, tuple(attempt.source for attempt in kept), decode, best.visible)


def value_from(view: AnswerView, source: Source, decode: tuple[str, ...] = ()) -> str | None:
    """Return what a source finds in an answer, a cookie where the answer sets it; None when there is nothing."""
    if not isinstance(source, CookieSource):
        return take_value(source, view.answer, decode)
    for header, value in view.response.headers:
        cookie, _, rest = value.partition("=")
        if header.lower() == "set-cookie" and cookie.strip() == source.name:
            held = rest.partition(";")[0].strip()
            return unquote(held) if decode == ("url",) else held
    return None


def _holds(proof: Proof, source: Source, decode: tuple[str, ...]) -> bool:
    found = value_from(proof.view, source, decode)
    return bool(found) if proof.text is None else found == proof.text


def _may_follow(best: Source, other: Source) -> bool:
    """A field narrowed to its form has no wider stand-in: another form's token is worse than none."""
    first = innermost(best)
    narrow = isinstance(first, InputSource) and bool(first.form or first.occurrence)
    return other is best or not (narrow and isinstance(innermost(other), InputSource | RegexSource))


def _ordered(tries: Iterable[Attempt], wanted: Wanted) -> list[Attempt]:
    def rank(attempt: Attempt) -> tuple[bool, bool, bool]:
        belongs_to_form = attempt.kind == "input"
        is_other = not same_name(attempt.name, wanted.key)
        return _is_one_of_many(attempt.source), is_other, belongs_to_form and not wanted.in_form

    return sorted(tries, key=rank)


def _is_one_of_many(source: Source) -> bool:
    """Tell whether a source within a text goes by a number among others: what the answer says itself is surer."""
    inner = innermost(source)
    return isinstance(source, NestedSource) and isinstance(inner, AttributeSource) and inner.occurrence != 0


def _tries(view: AnswerView, hits: Sequence[Hit], wanted: Wanted) -> Iterator[Attempt]:
    """Yield what could work, the most stable kind first."""
    for hit in hits:
        if hit.header >= 0:
            yield from _in_header(view, hit, wanted.changes)
    yield from _by_structure(view, hits, wanted)
    yield from by_element(view, hits)
    if wanted.thorough:
        yield from by_key(view, hits, wanted.changes)


def _by_structure(view: AnswerView, hits: Sequence[Hit], wanted: Wanted) -> Iterator[Attempt]:
    """Yield what the structure of the answer gives, then that of the texts within it."""
    for leaf in view.leaves.get(wanted.text, ()):
        yield from (Attempt("json", leaf.name, JsonSource(path=path)) for path in leaf.paths)
    for island in view.islands:
        for leaf in island.leaves.get(wanted.text, ()):
            for path in leaf.paths:
                source = JsonSource(path=path, selector=island.selector, attribute=island.attribute)
                yield Attempt("json", leaf.name, source)
    if view.is_page:
        yield from in_choices(view, wanted)
        yield from in_fields(view, wanted)
        yield from _in_attributes(view, hits, wanted)
    for part in view.parts_with(wanted.text):
        inner_hits = hits_in(part.view.text, wanted.text, view.number)
        found = chain(
            _by_structure(part.view, inner_hits, wanted),
            by_key(part.view, inner_hits, wanted.changes) if wanted.thorough and not part.view.leaves else (),
        )
        for attempt in found:
            nested = NestedSource(within=part.piece.within, source=attempt.source, decode=part.piece.decode)
            yield attempt._replace(source=nested)


def _in_header(view: AnswerView, hit: Hit, changes: Changes) -> Iterator[Attempt]:
    name, value = view.response.headers[hit.header]
    before, after = value[: hit.start], value[hit.end :]
    occurrence = sum(1 for other, _ in view.response.headers[: hit.header] if other.lower() == name.lower())
    if name.lower() == "set-cookie":
        cookie, mark, rest = before.partition("=")
        if mark and not rest and after[:1] in ("", ";"):
            yield Attempt("cookie", cookie.strip(), CookieSource(name=cookie.strip()))
    elif kind_of(value):
        return  # JSON: the texts within the answer have it
    elif not before and not after:
        yield Attempt("header", name, HeaderSource(name=name, occurrence=occurrence))
    else:
        pattern, called = part_of_address(value, hit.start, hit.end, changes)
        kind: SightingKind = "location" if name.lower() in ("location", "content-location") else "header"
        yield Attempt(kind, called or name, HeaderSource(name=name, occurrence=occurrence, pattern=pattern))


def _in_attributes(view: AnswerView, hits: Sequence[Hit], wanted: Wanted) -> Iterator[Attempt]:
    for hit in hits[:_MOST_TAGS]:
        tag = tag_around(view.text, hit.start, hit.end) if hit.header == BODY else None
        if tag is None or tag.attribute in _NO_SOURCES or (tag.attribute == "value" and tag.name in _FIELDS):
            continue
        called = tag.attributes.get("name") or tag.attributes.get("property") or ""
        if tag.name == "meta" and tag.is_whole and called and '"' not in called:
            by = "name" if tag.attributes.get("name") else "property"
            yield Attempt("meta", called, AttributeSource(selector=f'meta[{by}="{called}"]', attribute="content"))
            continue
        called = name_in_tag(tag, wanted.changes)
        if wanted.thorough or names_alike(called, wanted.key):
            for kind, source in attribute_sources(view, tag, wanted.changes):
                yield Attempt(kind, called, source)


def _decode_that_gives(view: AnswerView, source: Source, text: str) -> tuple[str, ...] | None:
    found = value_from(view, source)
    if found is None:
        return None
    decodes = _DECODES[:2] if isinstance(source, CookieSource) else _DECODES
    return next((decode for decode in decodes if decoded_text(found, decode) == text), None)
