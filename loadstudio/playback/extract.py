"""Takes values from answers: each source of a scenario compiled to a function, tried in the order of its chain; what is
found goes into the user's slots.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, unquote_plus

import msgspec

from loadstudio.base.errors import InvalidInput
from loadstudio.playback.answer import Answer
from loadstudio.playback.forms import UNSURE, TagFinder, parsed_field
from loadstudio.playback.jsonpath import JsonPath, json_text
from loadstudio.playback.slots import Slots, Values
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    Extractor,
    HeaderSource,
    InputSource,
    JsonSource,
    RegexSource,
    Source,
)

type Take = Callable[[Answer], str | None]

_SCRIPT_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|(')|.)", re.DOTALL)
_META = re.compile(r"""meta\[name=(?:"([^"\\]+)"|'([^'\\]+)'|([\w-]+))\]""")


@dataclass(frozen=True, slots=True)
class CompiledExtractor:
    """Fills `slot` from an answer. `needed` says that a later request of the pass reads what this one writes;
    `failure` is the sentence for a value that was not there.
    """

    variable: str
    slot: int
    takes: tuple[Take, ...]
    needed: bool = True
    failure: str = ""


def compile_extractors(extractors: Iterable[Extractor], slots: Slots) -> tuple[CompiledExtractor, ...]:
    """Return the extractors that are on. Raises InvalidInput for a path, selector, pattern or decoding that means
    nothing.
    """
    return tuple(
        CompiledExtractor(
            variable=extractor.variable,
            slot=slots.index(extractor.variable),
            takes=tuple(_decoding(_taking(source), extractor.decode) for source in extractor.sources),
            failure=f"the value '{extractor.variable}' is not in the answer",
        )
        for extractor in extractors
        if extractor.enabled
    )


def extract(extractors: tuple[CompiledExtractor, ...], answer: Answer, values: Values) -> tuple[CompiledExtractor, ...]:
    """Write what the answer holds into the slots of `values`; return the extractors that found nothing.

    Their slots are emptied: a value of an earlier answer must not pass for the one that is missing.
    """
    missing: tuple[CompiledExtractor, ...] = ()
    for extractor in extractors:
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


def take_value(source: Source, answer: Answer, decode: tuple[str, ...] = ()) -> str | None:
    """Return what one source alone finds, or None; for judging sources, not for running users. Raises InvalidInput for
    a source that means nothing.
    """
    take = _decoding(_taking(source), decode)
    try:
        return take(answer)
    except ValueError:
        return None


def _taking(source: Source) -> Take:
    match source:
        case JsonSource(path=path, selector=selector, attribute=attribute):
            island = AttributeSource(selector=selector, attribute=attribute) if selector else None
            return _from_island(JsonPath(path), island) if island else _from_json(JsonPath(path))
        case InputSource():
            return _from_input(source)
        case AttributeSource():
            return _from_attribute(source)
        case HeaderSource(name=name, occurrence=occurrence, pattern=pattern):
            return _matching(lambda answer: answer.header(name, occurrence), pattern)
        case CookieSource(name=name):
            return lambda answer: answer.jar.get(name) if answer.jar is not None else None
        case RegexSource(pattern=pattern, occurrence=occurrence):
            return _from_pattern(_pattern(pattern), occurrence)


def _from_json(path: JsonPath) -> Take:
    def take(answer: Answer) -> str | None:
        try:
            return json_text(path.first(answer.json))
        except LookupError:
            return None

    return take


def _from_island(path: JsonPath, source: AttributeSource) -> Take:
    """Take from JSON that stands in an element's text or attribute."""
    written = _from_attribute(source)

    def take(answer: Answer) -> str | None:
        island = written(answer)
        try:
            return json_text(path.first(msgspec.json.decode(island))) if island else None
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


def _from_attribute(source: AttributeSource) -> Take:
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
        nodes = answer.html.css(source.selector)
        if source.occurrence >= len(nodes):
            return None
        node = nodes[source.occurrence]
        if not source.attribute:
            return node.text(deep=True).strip()
        return node.attributes[source.attribute] or "" if source.attribute in node.attributes else None

    return _matching(take, source.pattern)


def _from_pattern(pattern: re.Pattern[str], occurrence: int) -> Take:
    def take(answer: Answer) -> str | None:
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
    unknown = [name for name in names if name not in _DECODERS]
    if unknown:
        raise InvalidInput(f"'{unknown[0]}' is no decoding. There are {', '.join(_DECODERS)}.")
    decoders = tuple(_DECODERS[name] for name in names)

    def take_decoded(answer: Answer) -> str | None:
        value = take(answer)
        if value is not None:
            for decode in decoders:
                value = decode(value)
        return value

    return take_decoded


def _json_string(text: str) -> str:
    """Undo the escapes of a string of JSON or of a script, which knows `\\x2f` and `\\'` besides."""
    return msgspec.json.decode(f'"{_SCRIPT_ESCAPE.sub(_as_json, text)}"', type=str)


def _as_json(escape: re.Match[str]) -> str:
    if escape[1]:
        return f"\\u00{escape[1]}"
    return "'" if escape[2] else escape[0]


def _base64_text(text: str) -> str:
    compact = text.strip().replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True).decode()
    except binascii.Error as error:
        raise ValueError("no base64") from error


_DECODERS: dict[str, Callable[[str], str]] = {
    "html": html.unescape,
    "url": unquote,
    "form": unquote_plus,
    "json": _json_string,
    "base64": _base64_text,
}
