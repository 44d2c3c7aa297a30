"""The drift check: which extractor of a saved scenario no longer finds its value in a new build of the site, and what
takes its place: a fallback that still works, or a source made anew on the new answer.

Pure: exchanges of a check come in, a scenario goes out. Who sends is the caller's choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from loadstudio.authoring.mending.value_sentence import shown
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.field_names import names_alike
from loadstudio.authoring.places.value_look import looks_random
from loadstudio.authoring.sources.attempt import Wanted
from loadstudio.authoring.sources.extractor_synthesis import Proof, sighting_of, value_from
from loadstudio.authoring.sources.index import TokenIndex
from loadstudio.http_types.message import Request, Response
from loadstudio.metrics.exchange import Exchange
from loadstudio.recording.entry import Entry, Recording
from loadstudio.scenario.edit import replace_request
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    Extractor,
    HeaderSource,
    InputSource,
    JsonSource,
    NestedSource,
    RegexSource,
    Source,
    innermost,
    looked_with,
)
from loadstudio.scenario.model import HttpRequest, Scenario, Variable, requests_of

_KINDS = (
    re.compile(r"\d+"),
    re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE),
    re.compile(r"[0-9a-f]+", re.IGNORECASE),
    re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*"),
    re.compile(r"[\w+/=.-]+", re.ASCII),
)
_MOST_STRETCH = 2.0


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """An extractor that does not find what it found when it was recorded. `remedy` takes its place, None when nothing
    in the new answer fits.
    """

    request_id: str
    variable: str
    sentence: str
    label: str = ""
    remedy: Extractor | None = None

    @property
    def where(self) -> str:
        """Where the remedy takes the value from, in words, or ''."""
        return source_words(self.remedy.sources[0]) if self.remedy is not None else ""


def drifts(scenario: Scenario, recording: Recording | None, exchanges: Sequence[Exchange]) -> tuple[Drift, ...]:
    """Return what broke, in the order of the pass. Answers that never came, or were refusals, tell nothing."""
    sent = {exchange.request_id: exchange for exchange in exchanges if exchange.status}
    recorded = {entry.id: entry for entry in recording.entries} if recording else {}
    variables = {variable.name: variable for variable in scenario.variables}
    found: list[Drift] = []
    for request in requests_of(scenario, enabled_only=True):
        exchange = sent.get(request.id)
        if exchange is None or exchange.response_bytes > len(exchange.response_body) or _is_other(request, exchange):
            continue
        now = view_of_exchange(exchange)
        entry = recorded.get(request.recorded.entry_id) if request.recorded else None
        was = AnswerView(0, entry) if entry is not None and entry.response is not None else None
        for extractor in request.extractors:
            variable = variables.get(extractor.variable)
            if extractor.enabled and extractor.sources and (variable is None or variable.enabled):
                taken = dict(exchange.taken).get(extractor.variable)
                if taken and (isinstance(extractor.sources[0], CookieSource) or _asks(extractor)):
                    continue  # from the jar, where an earlier answer may have put it; or found by what the pass made
                drift = _drift(request, extractor, variable, was, now)
                found += [drift] if drift else []
    return tuple(found)


def _asks(extractor: Extractor) -> bool:
    """Tell whether it looks for something with values of the pass, of which only the pass knows."""
    return any("${" in text for source in extractor.sources for text in looked_with(source))


def _is_other(request: HttpRequest, exchange: Exchange) -> bool:
    was = request.recorded.status if request.recorded else 0
    return bool(was) and (2 if was == 304 else was // 100) != exchange.status // 100


def fixed(scenario: Scenario, found: Iterable[Drift]) -> Scenario:
    """Return the scenario with each remedy in the place of the extractor that broke."""
    remedies = {(drift.request_id, drift.variable): drift.remedy for drift in found if drift.remedy is not None}
    for request in requests_of(scenario):
        extractors = tuple(remedies.get((request.id, one.variable), one) for one in request.extractors)
        if extractors != request.extractors:
            scenario = replace_request(scenario, replace(request, extractors=extractors))
    return scenario


def is_applied(scenario: Scenario, drift: Drift) -> bool:
    """Tell whether a scenario has the remedy of a drift already."""
    return drift.remedy is not None and any(
        drift.remedy in request.extractors for request in requests_of(scenario) if request.id == drift.request_id
    )


def _drift(
    request: HttpRequest, extractor: Extractor, variable: Variable | None, was: AnswerView | None, now: AnswerView
) -> Drift | None:
    text = _recorded_text(extractor, variable, was)
    secret = variable.secret if variable is not None else False
    values = [value_from(now, source, extractor.decode) for source in extractor.sources]
    if not _fails(values[0], text):
        return None
    remedy, how = _remedy(extractor, values, text, was, now)
    gave = f"; the recording had {shown(text, secret=secret)} there" if text else ""
    finds = f"finds {shown(values[0], secret=secret)} now" if values[0] else "finds nothing now"
    called = variable.label if variable is not None else extractor.variable
    sentence = (
        f"{called} ({extractor.variable}) in the answer to {request.name}: {source_words(extractor.sources[0])} "
        f"{finds}{gave}. {how}"
    )
    return Drift(request_id=request.id, variable=extractor.variable, sentence=sentence, label=called, remedy=remedy)


def _recorded_text(extractor: Extractor, variable: Variable | None, was: AnswerView | None) -> str:
    """Return what the chain gave on the recorded answer; without one the variable's first value."""
    if was is not None:
        found = (value_from(was, source, extractor.decode) for source in extractor.sources)
        if text := next((value for value in found if value), ""):
            return text
    return variable.recorded_value if variable is not None else ""


def _fails(value: str | None, text: str) -> bool:
    """Tell whether a source gave nothing, or something that cannot be meant: words for a token."""
    return not value or (bool(text) and looks_random(text) and not looks_random(value))


def _remedy(
    extractor: Extractor, values: Sequence[str | None], text: str, was: AnswerView | None, now: AnswerView
) -> tuple[Extractor | None, str]:
    working = [source for source, value in zip(extractor.sources, values, strict=True) if not _fails(value, text)]
    if working:
        rest = tuple(source for source in extractor.sources if source not in working)
        remedy = replace(extractor, sources=(*working, *rest))
        return remedy, f"Its fallback still works: {source_words(working[0])}."
    if was is not None and text and (anew := _anew(extractor, text, was, now)) is not None:
        return anew, f"Another place has it in both answers: {source_words(anew.sources[0])}."
    if (guess := _guess(extractor, text, now)) is not None:
        return guess, f"What looks like it now: {source_words(guess.sources[0])}."
    return None, "Nothing in the new answer looks like it. Record this step again."


def _anew(extractor: Extractor, text: str, was: AnswerView, now: AnswerView) -> Extractor | None:
    """Return an extractor that gives the recorded text on the recorded answer, and something like it on the new one."""
    index = TokenIndex([text])
    index.scan(was.number, was.response.headers, was.text)
    wanted = Wanted(text=text, key=_name_of(extractor), in_form=True)
    sighting = sighting_of(was, index.hits(text).get(was.number, ()), wanted, [Proof(now)])
    if sighting is None:
        return None
    value = value_from(now, sighting.sources[0], sighting.decode)
    if not value or not is_like(value, text):
        return None
    return Extractor(variable=extractor.variable, sources=sighting.sources, decode=sighting.decode)


def _guess(extractor: Extractor, text: str, now: AnswerView) -> Extractor | None:
    """Return an extractor for what is called alike in the new answer and looks like the recorded text; only where that
    is one thing.
    """
    key = _name_of(extractor)
    found: dict[str, Source] = {}
    for name, value, source in _named_values(now):
        if (names_alike(name, key) or names_alike(name, extractor.variable)) and is_like(value, text):
            found.setdefault(value, source)
    if len(found) != 1:
        return None
    return Extractor(variable=extractor.variable, sources=tuple(found.values()))


def _named_values(view: AnswerView) -> Iterator[tuple[str, str, Source]]:
    """Yield (name, value, source) of what an answer calls by a name: JSON leaves, form fields, meta tags, headers."""
    for leaves in view.leaves.values():
        yield from ((leaf.name, leaf.text, JsonSource(path=leaf.paths[0])) for leaf in leaves)
    for field in view.fields:
        yield field.name, field.value, InputSource(name=field.name)
    if view.is_page:
        for node in view.answer.html.css("meta[name][content]"):
            name = node.attributes["name"] or ""
            if '"' not in name:
                selector = f'meta[name="{name}"]'
                yield name, node.attributes["content"] or "", AttributeSource(selector=selector, attribute="content")
    for name, value in view.response.headers:
        if name.lower().startswith("x-"):
            yield name, value, HeaderSource(name=name)


def is_like(value: str, text: str) -> bool:
    """Tell whether a value is of the kind of the recorded one: of its alphabet, and not of quite another length."""
    if not value or not text:
        return bool(value)
    kinds = [next((place for place, kind in enumerate(_KINDS) if kind.fullmatch(one)), -1) for one in (value, text)]
    alike = kinds[0] == kinds[1] or {*kinds} <= {2, 4}
    return alike and 1 / _MOST_STRETCH <= len(value) / len(text) <= _MOST_STRETCH


def _name_of(extractor: Extractor) -> str:
    """Return what the value is called where it was found."""
    match innermost(extractor.sources[0]):
        case InputSource(name=name) | CookieSource(name=name) | HeaderSource(name=name):
            return name
        case JsonSource(path=path):
            return re.split(r"[.\[\]']+", path.rstrip("]'"))[-1]
    return extractor.variable


def source_words(source: Source) -> str:  # noqa: PLR0911 - one for each kind
    """Return where a source looks, in words for people."""
    match source:
        case JsonSource(path=path):
            return f"the field {path.removeprefix('$.')}"
        case InputSource(name=name):
            return f"the form field '{name}'"
        case AttributeSource(selector=selector):
            return f"the element {selector}"
        case HeaderSource(name=name):
            return f"the header {name}"
        case CookieSource(name=name):
            return f"the cookie {name}"
        case RegexSource(pattern=pattern):
            before = re.findall(r"[A-Za-z_][\w$-]{2,}", pattern.partition("([")[0])
            return f"the text after '{before[-1]}'" if before else "a place in the text"
        case NestedSource(within=within, source=inner):
            found, holder = source_words(inner), source_words(within)
            return f"{found}, which stands in {holder}"


def view_of_exchange(exchange: Exchange) -> AnswerView:
    """Return a replayed answer as authoring looks at it."""
    request = Request(method=exchange.method, url=exchange.url)
    response = Response(status=exchange.status, headers=exchange.response_headers, body=exchange.response_body)
    entry = Entry(id="", page_id="", started_us=0, ended_us=0, request=request, response=response)
    return AnswerView(0, entry)
