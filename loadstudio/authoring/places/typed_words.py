"""What a person typed into visible fields while recording, apart from log-ins: search words, names, free texts. Found
in scenarios whose requests still send it as recorded, and offered as test data.

The log-in is `parameterise`'s, which an import does by itself; here nothing changes before the person says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal
from urllib.parse import unquote_plus

import msgspec
from msgspec.structs import replace

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.page_parts import FormField
from loadstudio.recording.entry import Entry
from loadstudio.scenario.data_edit import free_name, with_source
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.model import (
    DataSource,
    Field,
    FormBody,
    HttpRequest,
    MultipartBody,
    Part,
    Scenario,
    TextBody,
    requests_of,
)
from loadstudio.scenario.template import Hole

type PageFields = Mapping[str, tuple[FormField, ...]]
"""The visible fields of a recording's pages, by the id of the entry that brought the page."""

_TYPED_KINDS = frozenset({"text", "search", "email", "tel", "url", "number", "textarea", "date"})
_SEARCH = re.compile(
    r"q|query|s|search.*|.*search|search_?term|terms?|keywords?|find|word|such\w*|recherche|buscar?|cerca",
    re.IGNORECASE,
)
_LOG_IN = re.compile(r"pass|pwd|kennwort|^user(name)?$|^login$|token|csrf|nonce|captcha|otp|^pin$", re.IGNORECASE)
_MEMBER = re.compile(r'("([^"\\]+)"\s*:\s*)"((?:[^"\\]|\\.)*)"')
_MOST_PAGES_BACK = 5


class TypedWord(msgspec.Struct, frozen=True, kw_only=True):
    """A text that was typed into the field `name` and is sent by the requests `part_ids`."""

    name: str
    value: str
    part_ids: tuple[str, ...]


class TypedOffer(msgspec.Struct, frozen=True, kw_only=True):
    """Words that were typed together, and so belong into one table: a search word, or the fields of a form."""

    kind: Literal["search", "form"]
    words: tuple[TypedWord, ...]


def page_fields(entries: Iterable[Entry]) -> dict[str, tuple[FormField, ...]]:
    """Return the fields of all pages into which a person types. Parses each page; slow."""
    found: dict[str, tuple[FormField, ...]] = {}
    for number, entry in enumerate(entries):
        if entry.response is None:
            continue
        view = AnswerView(number, entry)
        if view.is_page or view.fields:
            typed = tuple(field for field in view.fields if field.visible and field.kind in _TYPED_KINDS)
            found[entry.id] = typed
    return found


def typed_offers(scenario: Scenario, pages: PageFields) -> tuple[TypedOffer, ...]:
    """Return what was typed and is the same for all people still, search words first."""
    offers: dict[tuple[str, ...], TypedOffer] = {}
    fields: list[FormField] = []
    for request in requests_of(scenario, enabled_only=True):
        if request.static:
            continue
        words = [word for name, value in _sent(request) if (word := _typed(name, value, fields, request)) is not None]
        searched = [word for word in words if _SEARCH.fullmatch(word.name)]
        filled = [word for word in words if word not in searched]
        for offer in (TypedOffer(kind="search", words=tuple(searched)), TypedOffer(kind="form", words=tuple(filled))):
            if offer.words:
                key = tuple(f"{word.name}={word.value}" for word in offer.words)
                offers[key] = _joined(offers.get(key), offer)
        if request.recorded is not None and request.recorded.entry_id in pages:
            fields = [*pages[request.recorded.entry_id], *fields][: 200 * _MOST_PAGES_BACK]
    whole = [offer for offer in offers.values() if not _is_on_the_way(offer, offers.values())]
    return tuple(sorted(whole, key=lambda offer: offer.kind != "search"))


def with_offer(scenario: Scenario, offer: TypedOffer, file_stem: str) -> tuple[Scenario, DataSource, tuple[str, ...]]:
    """Return the scenario with a data source in the place of what was typed, the data source, and its first row: what
    was typed. The source's file is to be written beside the scenario.
    """
    wanted = "search" if offer.kind == "search" else _form_name(scenario, offer)
    name = free_name(scenario, wanted)
    columns: dict[str, str] = {}  # column by field
    for word in offer.words:
        plain = "word" if offer.kind == "search" else re.sub(r"\W+", "_", word.name).strip("_") or "text"
        taken = set(columns.values())
        columns[word.name] = plain if plain not in taken else f"{plain}_{len(taken) + 1}"
    source = DataSource(name=name, file=f"{file_stem}.{name}.csv", columns=tuple(columns.values()))
    after = with_source(scenario, source)
    for request in requests_of(scenario):
        changed = request
        for word in offer.words:
            if request.id in word.part_ids:
                changed = _with_column(changed, word, f"{name}.{columns[word.name]}")
        if changed is not request:
            after = replace_request(after, changed)
    return after, source, tuple(word.value for word in offer.words)


def _typed(name: str, value: str, fields: Iterable[FormField], request: HttpRequest) -> TypedWord | None:
    """Return a sent value that a person typed: a page before had a field of this name that held something else, or its
    name says that it is a search.
    """
    if not value.strip() or "${" in value or _LOG_IN.search(name):
        return None
    shown = next((field for field in fields if field.name == name), None)
    is_search = _SEARCH.fullmatch(name) is not None and any(sign.isalpha() for sign in value)
    if (shown is not None and shown.value != value) or (shown is None and is_search and len(name) > 1):
        return TypedWord(name=name, value=value, part_ids=(request.id,))
    return None


def _joined(known: TypedOffer | None, new: TypedOffer) -> TypedOffer:
    """Return one offer for words that are sent again, as on the second page of what was found."""
    if known is None:
        return new
    words = tuple(
        replace(word, part_ids=(*word.part_ids, *more.part_ids))
        for word, more in zip(known.words, new.words, strict=True)
    )
    return replace(known, words=words)


def _is_on_the_way(offer: TypedOffer, offers: Iterable[TypedOffer]) -> bool:
    """Tell whether a search word is the beginning of another: what was sent while it was being typed."""
    word = offer.words[0]
    return offer.kind == "search" and any(
        other.words[0].value != word.value and other.words[0].value.startswith(word.value)
        for other in offers
        if other.kind == "search"
    )


def _form_name(scenario: Scenario, offer: TypedOffer) -> str:
    """Return what a form's data is called: by the last word of the address that it is sent to."""
    part_id = offer.words[0].part_ids[0]
    request = next(one for one in requests_of(scenario) if one.id == part_id)
    path = request.url.partition("://")[2].partition("?")[0]
    parts = [part for part in path.split("/")[1:] if re.fullmatch(r"[A-Za-z][A-Za-z_-]+", part)]
    return parts[-1] if parts else "texts"


# What a request sends, and the same with a column in the place of a word


def _sent(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for field in request.query:
        yield from _field(field)
    match request.body:
        case FormBody(fields=fields):
            for field in fields:
                yield from _field(field)
        case MultipartBody(parts=parts):
            yield from ((part.name, part.text) for part in parts if not part.file_name)
        case TextBody(text=text):
            yield from ((match[2], _json_value(match[3])) for match in _MEMBER.finditer(text))
        case _:
            pass


def _field(field: Field) -> Iterator[tuple[str, str]]:
    if field.enabled and field.value:
        yield field.name, unquote_plus(field.value) if field.raw else field.value


def _json_value(text: str) -> str:
    try:
        return str(msgspec.json.decode(f'"{text}"'))
    except msgspec.DecodeError:
        return ""


def _with_column(request: HttpRequest, word: TypedWord, expression: str) -> HttpRequest:
    body = request.body
    match body:
        case FormBody(fields=fields):
            body = FormBody(fields=tuple(_changed(field, word, expression) for field in fields))
        case MultipartBody(parts=parts):
            body = replace(body, parts=tuple(_changed_part(part, word, expression) for part in parts))
        case TextBody(text=text):
            body = TextBody(text=_MEMBER.sub(lambda match: _changed_member(match, word, expression), text))
        case _:
            pass
    return replace(request, body=body, query=tuple(_changed(field, word, expression) for field in request.query))


def _changed(field: Field, word: TypedWord, expression: str) -> Field:
    if (word.name, word.value) not in _field(field):
        return field
    return replace(field, value=str(Hole(expression, ("form",) if field.raw else ())))


def _changed_part(part: Part, word: TypedWord, expression: str) -> Part:
    is_meant = not part.file_name and (part.name, part.text) == (word.name, word.value)
    return replace(part, text=str(Hole(expression))) if is_meant else part


def _changed_member(match: re.Match[str], word: TypedWord, expression: str) -> str:
    if (match[2], _json_value(match[3])) != (word.name, word.value):
        return match[0]
    return f'{match[1]}"{Hole(expression, ("json",))}"'
