"""Takes values from answers: each source of a scenario compiled to a function, tried in the order of its chain; what is
found goes into the user's slots.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

import msgspec

from loadstudio.base.errors import InvalidInput
from loadstudio.playback.answer import Answer
from loadstudio.playback.decode import decoder
from loadstudio.playback.flattened import first_in
from loadstudio.playback.forms import UNSURE, TagFinder, parsed_field
from loadstudio.playback.jsonpath import JsonPath, json_text
from loadstudio.playback.slots import Slots, Values
from loadstudio.playback.source_text import Names, Writer, in_css, in_json_path, in_pattern
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
    has_holes,
)

type Take = Callable[[Answer], str | None]
type Texts = Callable[[Answer], Iterable[str]]
type PathOf = Callable[[Answer], JsonPath | None]
type PatternOf = Callable[[Answer], re.Pattern[str] | None]

_NOTHING_FIXED: Mapping[str, str] = MappingProxyType({})
_META = re.compile(r"""meta\[name=(?:"([^"\\]+)"|'([^'\\]+)'|([\w-]+))\]""")


@dataclass(frozen=True, slots=True)
class CompiledExtractor:
    """Fills `slot` from an answer. `needed` says that a later request of the pass reads what this one writes;
    `failure` is the sentence for a value that was not there; `uses` are the slots that tell where to look.
    """

    variable: str
    slot: int
    takes: tuple[Take, ...]
    needed: bool = True
    failure: str = ""
    uses: frozenset[int] = frozenset()


def compile_extractors(
    extractors: Iterable[Extractor], slots: Slots, fixed: Mapping[str, str] = _NOTHING_FIXED
) -> tuple[CompiledExtractor, ...]:
    """Return the extractors that are on; `fixed` are variables with one value for good. Raises InvalidInput for a path,
    selector, pattern or decoding that means nothing.
    """
    return tuple(_compiled(extractor, slots, fixed) for extractor in extractors if extractor.enabled)


def _compiled(extractor: Extractor, slots: Slots, fixed: Mapping[str, str]) -> CompiledExtractor:
    slot = slots.index(extractor.variable)
    taking = _Taking(Names(slots, fixed))
    takes = tuple(_decoding(taking.of(source), extractor.decode) for source in extractor.sources)
    failure = f"the value '{extractor.variable}' is not in the answer"
    return CompiledExtractor(extractor.variable, slot, takes, failure=failure, uses=frozenset(taking.uses))


def extract(extractors: tuple[CompiledExtractor, ...], answer: Answer, values: Values) -> tuple[CompiledExtractor, ...]:
    """Write what the answer holds into the slots of `values`; return the extractors that found nothing.

    Their slots are emptied: a value of an earlier answer must not pass for the one that is missing.
    """
    missing: tuple[CompiledExtractor, ...] = ()
    for extractor in extractors:
        if extractor.uses:
            answer.values = values
        for take in extractor.takes:
            try:
                value = take(answer)
            except ValueError:  # no JSON, or bytes that cannot be decoded
                continue
            if value is not None:
                values[extractor.slot] = value
                break
        else:
            values[extractor.slot] = None
            missing += (extractor,)
    return missing


def take_value(
    source: Source, answer: Answer, decode: tuple[str, ...] = (), known: Mapping[str, str] = _NOTHING_FIXED
) -> str | None:
    """Return what one source alone finds, or None, where `known` are the values of its holes; for judging sources, not
    for running users. Raises InvalidInput for a source that means nothing.
    """
    take = _decoding(_Taking(Names(slots := Slots(), known)).of(source), decode)
    answer.values = [None] * len(slots)
    try:
        return take(answer)
    except ValueError:
        return None


class _Taking:
    """Makes functions of sources; `uses` collects the slots that their holes read."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.uses: set[int] = set()

    def of(self, source: Source) -> Take:  # noqa: PLR0911 - one for each kind
        match source:
            case JsonSource(path=path, selector=selector, attribute=attribute):
                island = self._attribute(AttributeSource(selector=selector, attribute=attribute)) if selector else None
                return self._json(path, island)
            case InputSource():
                return _from_input(source)
            case AttributeSource():
                return self._attribute(source)
            case HeaderSource(name=name, occurrence=occurrence, pattern=pattern):
                return _matching(lambda answer: answer.header(name, occurrence), pattern)
            case CookieSource(name=name):
                return lambda answer: answer.jar.get(name) if answer.jar is not None else None
            case RegexSource(pattern=pattern, occurrence=occurrence):
                return self._matched(pattern, occurrence)
            case NestedSource(within=within, source=inner, decode=decode):
                return _from_piece(self._texts(within), decoder(decode), self.of(inner))

    def _texts(self, source: Source) -> Texts:
        """Return what gives the texts in which another source looks."""
        if isinstance(source, JsonSource) and not source.selector:
            return _texts_of(self._path(source.path))
        take = self.of(source)
        return lambda answer: () if (text := take(answer)) is None else (text,)

    def _json(self, path: str, island: Take | None) -> Take:
        return _from_json(self._path(path), island)

    def _path(self, path: str) -> PathOf:
        JsonPath(path)  # holes stand within its quotes: it must be one with them, too
        path_of = self._written(path, in_json_path)
        if isinstance(path_of, str):
            compiled = JsonPath(path_of)
            return lambda _: compiled
        return lambda answer: None if (text := path_of(answer)) is None else _json_path(text)

    def _attribute(self, source: AttributeSource) -> Take:
        return _from_attribute(source, self._written(source.selector, in_css))

    def _matched(self, pattern: str, occurrence: int) -> Take:
        compiled = _pattern(pattern)
        written = self._written(pattern, in_pattern) if has_holes(pattern) else pattern
        if isinstance(written, str):
            return _from_pattern(lambda _: compiled, occurrence)
        return _from_pattern(
            lambda answer: None if (text := written(answer)) is None else _pattern_of_user(text), occurrence
        )

    def _written(self, text: str, escape: Callable[[str], str]) -> Take | str:
        """Return a text, or what writes it for the user to whom an answer came."""
        writer = self._names.writer(text, escape)
        if not isinstance(writer, Writer):
            return writer
        self.uses |= writer.uses
        return lambda answer: writer.text(answer.values)


@lru_cache(maxsize=4096)
def _json_path(text: str) -> JsonPath:
    return JsonPath(text)


@lru_cache(maxsize=4096)
def _pattern_of_user(text: str) -> re.Pattern[str]:
    return _pattern(text)


def _texts_of(path_of: PathOf) -> Texts:
    def texts(answer: Answer) -> Iterable[str]:
        path = path_of(answer)
        return () if path is None else map(json_text, path.all(answer.json))

    return texts


def _from_piece(texts: Texts, decode: Callable[[str], str], take: Take) -> Take:
    """Take from a text within the answer, the first in which it is found."""

    def take_inside(answer: Answer) -> str | None:
        for text in texts(answer):
            try:
                found = take(answer.piece(decode(text)))
            except ValueError:
                continue
            if found is not None:
                return found
        return None

    return take_inside


def _from_json(path_of: PathOf, island: Take | None) -> Take:
    """Take from a JSON body, or from JSON that stands in an element's text or attribute."""

    def take(answer: Answer) -> str | None:
        path = path_of(answer)
        if path is None:
            return None
        try:
            if island is None:
                return json_text(answer.first_json(path))
            written = island(answer)
            return json_text(first_in(path, msgspec.json.decode(written))) if written else None
        except LookupError:
            return None

    return take


def _from_input(source: InputSource) -> Take:
    finder = TagFinder("input", source.name, "value", source.form) if source.occurrence == 0 else None

    def take(answer: Answer) -> str | None:
        found = finder.value(answer.content) if finder is not None else UNSURE
        if found is UNSURE:
            return parsed_field(answer.html, source.name, source.form, source.occurrence)
        return found if isinstance(found, str) else None

    return take


def _from_attribute(source: AttributeSource, selector: Take | str) -> Take:
    try:
        Answer.of(200, (), b"").html.css(source.selector)
    except Exception as error:  # selectolax raises bare exceptions of several kinds
        raise InvalidInput(f"'{source.selector}' is no CSS selector.") from error
    meta = _META.fullmatch(source.selector)
    finder: TagFinder | None = None
    if meta is not None and source.occurrence == 0 and source.attribute:
        finder = TagFinder("meta", meta[1] or meta[2] or meta[3], source.attribute)

    def take(answer: Answer) -> str | None:
        if finder is not None:
            found = finder.value(answer.content)
            if found is not UNSURE:
                return found if isinstance(found, str) else None
        wanted = selector if isinstance(selector, str) else selector(answer)
        nodes = answer.html.css(wanted) if wanted is not None else []
        if not -len(nodes) <= source.occurrence < len(nodes):
            return None
        node = nodes[source.occurrence]
        if not source.attribute:
            return node.text(deep=True).strip()
        return node.attributes[source.attribute] or "" if source.attribute in node.attributes else None

    return _matching(take, source.pattern)


def _from_pattern(pattern_of: PatternOf, occurrence: int) -> Take:
    def take(answer: Answer) -> str | None:
        pattern = pattern_of(answer)
        if pattern is None:
            return None
        match = next(islice(pattern.finditer(answer.text), occurrence, None), None)
        return match[1] if match else None

    return take


def _matching(take: Take, pattern: str) -> Take:
    """Return a function that gives the pattern's group in what `take` finds; `take` itself without a pattern."""
    if not pattern:
        return take
    search = _pattern(pattern).search

    def take_part(answer: Answer) -> str | None:
        whole = take(answer)
        match = search(whole) if whole is not None else None
        return match[1] if match else None

    return take_part


def _pattern(text: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(text, re.DOTALL)
    except (re.error, OverflowError) as error:
        raise InvalidInput(f"'{text}' is no regular expression ({error}).") from error
    if not pattern.groups:
        raise InvalidInput(f"The regular expression '{text}' needs brackets around the value, like id=(\\d+).")
    return pattern


def _decoding(take: Take, names: tuple[str, ...]) -> Take:
    if not names:
        return take
    decode = decoder(names)

    def take_decoded(answer: Answer) -> str | None:
        value = take(answer)
        return None if value is None else decode(value)

    return take_decoded
