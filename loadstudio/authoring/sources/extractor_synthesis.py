"""How a value is taken from the answer in which it stands: sources ranked from the most stable, each proved on that
very answer, the best three kept.

Whether it should be taken is `candidates`' question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote

from loadstudio.authoring.places.answer_view import AnswerView, FormField
from loadstudio.authoring.places.field_names import names_alike, same_name
from loadstudio.authoring.places.tags import tag_around
from loadstudio.authoring.places.value_look import DISTINCT_FROM, Changes, base, looks_random
from loadstudio.authoring.sources.index import BODY, Hit
from loadstudio.authoring.sources.link_sources import attribute_sources, name_in_tag, part_of_address
from loadstudio.authoring.sources.rank import SightingKind
from loadstudio.playback.extract import take_value
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    HeaderSource,
    InputSource,
    JsonSource,
    RegexSource,
    Source,
)

MOST_SOURCES = 3
_DECODES = ((), ("url",), ("form",), ("html",), ("json",), ("base64",), ("html", "url"))
_ATTRIBUTE_NAMES = frozenset(
    {"value", "content", "href", "src", "action", "id", "name", "class", "title", "data", "for"}
)
_MOST_TAGS = 6
_NO_SOURCES = frozenset({"class", "style", "type", "method"})
_FIELDS = frozenset({"input", "textarea"})
_CONTEXT_LENGTHS = (6, 12, 20, 32, 48, 80)
_KEY_BEFORE = re.compile(r"""["']?([A-Za-z_$][\w$-]*)["']?\s*[:=]\s*["']?$""")
_STOPS = {'"': '[^"]', "'": "[^']", "<": "[^<]", "&": "[^&]", "\\": r"[^\\]", " ": r"\S", ";": "[^;]", ",": "[^,]"}


class Sighting(NamedTuple):
    """Where a value stands in an answer and how it is taken from there. `name` is what it is called there (a field, a
    JSON key, a header); `visible` when a person saw it in a form field.
    """

    kind: SightingKind
    name: str
    sources: tuple[Source, ...]
    decode: tuple[str, ...] = ()
    visible: bool = False


class _Try(NamedTuple):
    """A source that may work, and what it would mean. A `last` one is worth something only when nothing else works."""

    kind: SightingKind
    name: str
    source: Source
    visible: bool = False
    last: bool = False


class Proof(NamedTuple):
    """Another answer to the same request, and what must be found there: a text, or anything at all (None)."""

    view: AnswerView
    text: str | None = None


class Wanted(NamedTuple):
    """What is to be taken: `text`, sent under the name `key` to the path `sent_to`, `in_form` as a field of one.
    `changes` tells what around it changes too. Not `thorough`: only where something names it, not in running text.
    """

    text: str
    key: str = ""
    sent_to: str = ""
    in_form: bool = False
    thorough: bool = True
    changes: Changes = looks_random


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
    proved: list[tuple[_Try, tuple[str, ...]]] = []
    unproved: list[tuple[_Try, tuple[str, ...]]] = []
    last = _by_context(view, hits, wanted.changes) if wanted.thorough else ()
    for attempt in chain(_ordered(_tries(view, hits, wanted), wanted), last):
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
    narrow = isinstance(best, InputSource) and bool(best.form or best.occurrence)
    return other is best or not (narrow and isinstance(other, InputSource | RegexSource))


def _ordered(tries: Iterable[_Try], wanted: Wanted) -> list[_Try]:
    def rank(attempt: _Try) -> tuple[bool, bool]:
        belongs_to_form = attempt.kind == "input"
        return not same_name(attempt.name, wanted.key), belongs_to_form and not wanted.in_form

    return sorted(tries, key=rank)


def _tries(view: AnswerView, hits: Sequence[Hit], wanted: Wanted) -> Iterator[_Try]:
    """Yield what could work, the most stable kind first."""
    for hit in hits:
        if hit.header != BODY:
            yield from _in_header(view, hit, wanted.changes)
    for leaf in view.leaves.get(wanted.text, ()):
        yield from (_Try("json", leaf.name, JsonSource(path=path)) for path in leaf.paths)
    for island in view.islands:
        for leaf in island.leaves.get(wanted.text, ()):
            for path in leaf.paths:
                source = JsonSource(path=path, selector=island.selector, attribute=island.attribute)
                yield _Try("json", leaf.name, source)
    if view.is_page:
        yield from _in_fields(view, wanted)
        yield from _in_choices(view, wanted)
        yield from _in_attributes(view, hits, wanted)
    if wanted.thorough:
        yield from _by_key(view, hits, wanted.changes)


def _in_header(view: AnswerView, hit: Hit, changes: Changes) -> Iterator[_Try]:
    name, value = view.response.headers[hit.header]
    before, after = value[: hit.start], value[hit.end :]
    occurrence = sum(1 for other, _ in view.response.headers[: hit.header] if other.lower() == name.lower())
    if name.lower() == "set-cookie":
        cookie, mark, rest = before.partition("=")
        if mark and not rest and after[:1] in ("", ";"):
            yield _Try("cookie", cookie.strip(), CookieSource(name=cookie.strip()))
    elif not before and not after:
        yield _Try("header", name, HeaderSource(name=name, occurrence=occurrence))
    else:
        pattern, called = part_of_address(value, hit.start, hit.end, changes)
        kind: SightingKind = "location" if name.lower() in ("location", "content-location") else "header"
        yield _Try(kind, called or name, HeaderSource(name=name, occurrence=occurrence, pattern=pattern))


def _in_fields(view: AnswerView, wanted: Wanted) -> Iterator[_Try]:
    """Yield the form fields that hold the text; the form that leads to where it is sent first."""
    holding = [field for field in view.fields if field.value == wanted.text]
    holding.sort(key=lambda field: not (wanted.sent_to and _leads_to(field.action, wanted.sent_to)))
    for field in holding:
        rivals = [other for other in view.fields_named(field.name) if other != field]
        kind: SightingKind = "input"
        for form in _names_of_form(field, wanted.changes) if rivals or field.action or field.identity else ():
            yield _Try(kind, field.name, InputSource(name=field.name, form=form), field.visible)
        if not rivals:
            yield _Try(kind, field.name, InputSource(name=field.name), field.visible)
        else:
            place = view.fields_named(field.name).index(field)
            yield _Try(kind, field.name, InputSource(name=field.name, occurrence=place), field.visible)


def _in_choices(view: AnswerView, wanted: Wanted) -> Iterator[_Try]:
    """Yield the options and buttons that send the text under its name: by what a person reads there, by their place."""
    for choice in view.choices:
        if choice.value != wanted.text or choice.name != wanted.key or '"' in choice.name:
            continue
        named = f'[name="{choice.name}"]'
        selector = f"button{named}[value]" if choice.tag == "button" else f"select{named} option[value]"
        label = choice.label
        if label and label.isprintable() and not set(label) & set('"\\') and not wanted.changes(label):
            by_label = f'{selector}:lexbor-contains("{label}")'
            yield _Try("input", choice.name, AttributeSource(selector=by_label, attribute="value"))
        source = AttributeSource(selector=selector, attribute="value", occurrence=choice.place)
        yield _Try("input", choice.name, source)


def _leads_to(action: str, path: str) -> bool:
    bare = action.partition("#")[0].partition("?")[0]
    _, mark, rest = bare.partition("://")
    return ("/" + rest.partition("/")[2] if mark else bare) == path


def _names_of_form(field: FormField, changes: Changes) -> Iterator[str]:
    """Yield what a form may be known by, leaving out what changes: its path with `*`, or its id."""
    action = field.action
    path = "/" + action.partition("://")[2].partition("/")[2] if "://" in action else action
    path = path.partition("#")[0].partition("?")[0]
    if path:
        yield "/".join("*" if changes(segment) else segment for segment in path.split("/"))
    if field.identity and not changes(field.identity):
        yield field.identity


def _in_attributes(view: AnswerView, hits: Sequence[Hit], wanted: Wanted) -> Iterator[_Try]:
    for hit in hits[:_MOST_TAGS]:
        tag = tag_around(view.text, hit.start, hit.end) if hit.header == BODY else None
        if tag is None or tag.attribute in _NO_SOURCES or (tag.attribute == "value" and tag.name in _FIELDS):
            continue
        called = tag.attributes.get("name") or tag.attributes.get("property") or ""
        if tag.name == "meta" and tag.is_whole and called and '"' not in called:
            by = "name" if tag.attributes.get("name") else "property"
            yield _Try("meta", called, AttributeSource(selector=f'meta[{by}="{called}"]', attribute="content"))
            continue
        called = name_in_tag(tag, wanted.changes)
        if wanted.thorough or names_alike(called, wanted.key):
            for kind, source in attribute_sources(view, tag, wanted.changes):
                yield _Try(kind, called, source)


def _by_key(view: AnswerView, hits: Sequence[Hit], changes: Changes) -> Iterator[_Try]:
    """Yield a pattern for `key: "value"` and `key=value`, as scripts and islands of JSON write it."""
    for hit in hits[:_MOST_TAGS]:
        if hit.header != BODY:
            continue
        found = _KEY_BEFORE.search(view.text[max(0, hit.start - 80) : hit.start])
        if found is None or found.group(1).lower() in _ATTRIBUTE_NAMES or changes(found.group(1)):
            continue
        written = re.escape(found.group()).replace(r"\ ", r"\s*")
        pattern = rf"(?<![\w$-]){written}({_until(view.text, hit)}+)"
        yield from _with_occurrence(view, pattern, hit, found.group(1))


def _by_context(view: AnswerView, hits: Sequence[Hit], changes: Changes) -> Iterator[_Try]:
    """Yield a pattern from the shortest text before the value that leads to nothing else."""
    for hit in hits[:4]:
        if hit.header != BODY:
            continue
        for length in _CONTEXT_LENGTHS:
            context = _stable_end(view.text[max(0, hit.start - length) : hit.start], changes)
            pattern = f"{_escaped(context)}({_until(view.text, hit)}+)"
            found = [match.start(1) for match in re.finditer(pattern, view.text, re.DOTALL)][:2]
            if context and found == [hit.start]:
                yield _Try("text", "", RegexSource(pattern=pattern), last=True)
                break
            if len(context) < length - 8:  # a changing value stands before it: no longer context is any better
                break
        else:
            continue
    for hit in hits[:1]:
        if hit.header == BODY and (context := _stable_end(view.text[max(0, hit.start - 20) : hit.start], changes)):
            pattern = f"{_escaped(context)}({_until(view.text, hit)}+)"
            yield from _with_occurrence(view, pattern, hit, "")


def _with_occurrence(view: AnswerView, pattern: str, hit: Hit, name: str) -> Iterator[_Try]:
    for occurrence, match in enumerate(re.finditer(pattern, view.text, re.DOTALL)):
        if match.start(1) == hit.start:
            source = RegexSource(pattern=pattern, occurrence=occurrence)
            yield _Try("text", name, source, last=not name)
            return


def _until(text: str, hit: Hit) -> str:
    """Return the class of characters that the value may have: all up to the sign that ends it here."""
    value, after = text[hit.start : hit.end], text[hit.end : hit.end + 1]
    if after in _STOPS and after not in value:
        return _STOPS[after]
    signs = "".join(sorted({symbol for symbol in value if not symbol.isalnum()} | {"-", "_"}))
    return f"[A-Za-z0-9{re.escape(signs)}]"


def _stable_end(context: str, changes: Changes) -> str:
    """Return the end of a text after the last thing in it that changes."""
    start = 0
    for match in re.finditer(r"[A-Za-z0-9_-]+", context):
        if match.end() < len(context) and changes(match.group()):
            start = match.end()
    return context[start:]


def _escaped(context: str) -> str:
    return re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(context))


def _decode_that_gives(view: AnswerView, source: Source, text: str) -> tuple[str, ...] | None:
    if value_from(view, source) is None:
        return None
    decodes = _DECODES[:2] if isinstance(source, CookieSource) else _DECODES
    return next((decode for decode in decodes if value_from(view, source, decode) == text), None)
