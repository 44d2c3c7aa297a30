"""The extractors of JMeter as ours: regular expression, JSON, CSS, boundaries, XPath; each with the wanted match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.reading.jmeter.patterns import between, pattern_of, selector_of, wanted_group
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    Extractor,
    HeaderSource,
    JsonSource,
    RegexSource,
    Source,
)
from loadstudio.scenario.json_path import json_steps

_EXTRACTORS = frozenset(
    ("RegexExtractor", "JSONPostProcessor", "HtmlExtractor", "BoundaryExtractor", "XPathExtractor", "XPath2Extractor",
     "JMESPathExtractor", "JSONPathExtractor")
)  # fmt: skip
_PART_NAME = re.compile(r"(.+?)(?:_(\d{1,6}))?(?:_g(\d{1,3}))?", re.DOTALL)
_PREFIXES = {"XPath2Extractor": "XPathExtractor2", "JMESPathExtractor": "JMESExtractor"}
_NAMED_BY = {"JMESPathExtractor": "JMESExtractor.referenceName", "JSONPathExtractor": "VAR"}
_DEFAULTS = (".default", ".defaultValues", ".defaultValue", "DEFAULT")
_HEADER = re.compile(r"\^?([A-Za-z][\w-]*):(?:\\s[*+?]|\\s| )?(.*)", re.DOTALL)
_COOKIE = re.compile(r"([\w.-]+)=\(([^()]*)\)(?:;|\\;|\$)?")
_DOTTED = re.compile(r"[\w-]+(?:\[\d+\])?(?:\.[\w-]+(?:\[\d+\])?)*")


type Parts = Mapping[str, tuple[re.Match[str], ...]]
"""Names of matches and groups of which a plan makes use, by the name that they belong to."""


class NoEqual(Exception):
    """An extractor, or a part of what it does, that ours have no words for; the text says what."""


class Wanted(NamedTuple):
    """A value that an extractor gives: its name there, and which group and match it is."""

    name: str
    group: int
    match: int


def is_extractor(element: Element) -> bool:
    """Tell whether an element takes values from answers."""
    return element.kind in _EXTRACTORS


def parts_of(names: Iterable[str]) -> Parts:
    """Return names that end like those of matches and groups (`token_2`, `token_g1`), by what stands before that."""
    found: dict[str, list[re.Match[str]]] = {}
    for name in sorted(set(names)):
        match = _PART_NAME.fullmatch(name)
        if match is not None and (match[2] or match[3]):
            found.setdefault(match[1], []).append(match)
    return {name: tuple(matches) for name, matches in found.items()}


def names_of(element: Element, used: Parts) -> Iterator[Wanted]:
    """Yield the values that an extractor gives: the one that it names, and those of its groups and of its matches
    (`name_g1`, `name_2`) of which the plan makes use.
    """
    for name, match in zip(_names(element), _matches(element), strict=False):
        group = wanted_group(element.text("RegexExtractor.template")) if element.kind == "RegexExtractor" else 1
        parts = used.get(name, ())
        if group is not None and (match >= 0 or not parts):
            yield Wanted(name, group, max(match, 1))
        for found in parts:
            yield Wanted(found[0], int(found[3]) if found[3] else group or 1, int(found[2] or max(match, 1)))


def _names(element: Element) -> list[str]:
    if element.kind in _NAMED_BY:
        return [element.text(_NAMED_BY[element.kind]).strip()]
    if element.kind == "JSONPostProcessor":
        return [name.strip() for name in element.text("JSONPostProcessor.referenceNames").split(";")]
    return [element.text(f"{_PREFIXES.get(element.kind, element.kind)}.refname").strip()]


def _matches(element: Element) -> list[int]:
    prefix = _PREFIXES.get(element.kind, element.kind)
    said = next(
        (
            found
            for key in ("match_numbers", "match_number", "matchNumber")
            if (found := element.text(f"{prefix}.{key}"))
        ),
        "",
    )
    numbers = [int(one) if re.fullmatch(r"\s*-?\d{1,6}\s*", one) else 1 for one in said.split(";")]
    return numbers + [1] * (len(_names(element)) - len(numbers))


def is_random(element: Element) -> bool:
    """Tell whether an extractor takes any of its matches (number 0)."""
    return element.kind != "JSONPostProcessor" and 0 in _matches(element)


def default_of(element: Element) -> str:
    """Return what an extractor says where it finds nothing."""
    said = (element.text(key) for key in element.properties if key.endswith(_DEFAULTS))
    return next((text for text in said if text.strip("; ")), "")


def extractor_of(element: Element, wanted: Wanted, variable: str, fill: Callable[[str], str]) -> Extractor:
    """Return one of our extractors. `fill` makes a template of a text of the plan. Raises NoEqual."""
    kind = element.kind
    decode: tuple[str, ...] = ()
    if kind == "RegexExtractor":
        source, decode = _regex(element, wanted)
    elif kind == "BoundaryExtractor":
        left, right = (element.text(f"BoundaryExtractor.{side}boundary") for side in "lr")
        source, decode = _in(element.text("BoundaryExtractor.useHeaders"), between(left, right), wanted)
    elif kind == "JSONPostProcessor":
        paths = element.text("JSONPostProcessor.jsonPathExprs").split(";")
        source = _json(fill(paths[min(_place(element, wanted), len(paths) - 1)].strip()), wanted)
    elif kind == "JSONPathExtractor":
        source = _json(fill(element.text("JSONPATH").strip()), wanted)
    elif kind == "JMESPathExtractor":
        source = _json(_dotted(element), wanted)
    else:
        source = _element(element, wanted, fill)
    return Extractor(variable=variable, sources=(source,), decode=decode, enabled=element.enabled)


def _place(element: Element, wanted: Wanted) -> int:
    return next((place for place, name in enumerate(_names(element)) if wanted.name.startswith(name)), 0)


def _regex(element: Element, wanted: Wanted) -> tuple[Source, tuple[str, ...]]:
    expression = element.text("RegexExtractor.regex")
    where = element.text("RegexExtractor.useHeaders")
    if where == "true" and (found := _HEADER.fullmatch(expression)):
        return _header(found[1], found[2], wanted), ()
    pattern = pattern_of(expression, wanted.group)
    if pattern is None or "${" in expression:
        raise NoEqual(f"its regular expression {expression}")
    return _in(where, pattern, wanted)


def _in(where: str, pattern: str, wanted: Wanted) -> tuple[Source, tuple[str, ...]]:
    place = where.strip().lower() or "false"
    if place == "true" and (found := _HEADER.fullmatch(pattern.removeprefix("(?-s:"))):
        return _header(found[1], found[2].removesuffix(")") if pattern.startswith("(?-s:") else found[2], wanted), ()
    if place not in ("false", "unescaped", "as_document"):
        raise NoEqual(f"that it looks at '{where}'")
    return RegexSource(pattern=pattern, occurrence=wanted.match - 1), ("html",) if place == "unescaped" else ()


def _header(name: str, rest: str, wanted: Wanted) -> Source:
    if name.lower() == "set-cookie" and (cookie := _COOKIE.match(rest)):
        return CookieSource(name=cookie[1])
    pattern = pattern_of(rest.removesuffix("$"), wanted.group, crosses_lines=True)
    if pattern is None:
        raise NoEqual(f"its regular expression {rest}")
    whole = pattern in ("(.*)", "(.+)", "(.*?)", "(.+?)")
    return HeaderSource(name=name, occurrence=wanted.match - 1, pattern="" if whole else pattern)


def _json(path: str, wanted: Wanted) -> Source:
    path = path if path.startswith("$") else f"$.{path}"
    if wanted.match > 1:
        if path.count("[*]") != 1:
            raise NoEqual(f"the match {wanted.match} of {path}")
        path = path.replace("[*]", f"[{wanted.match - 1}]")
    try:
        json_steps(path)
    except InvalidInput as error:
        raise NoEqual(f"its path {path}") from error
    return JsonSource(path=path)


def _dotted(element: Element) -> str:
    path = element.text("JMESExtractor.jmesPathExpr").strip()
    if not _DOTTED.fullmatch(path):
        raise NoEqual(f"its JMESPath {path}")
    return f"$.{path}"


def _element(element: Element, wanted: Wanted, fill: Callable[[str], str]) -> Source:
    if element.kind == "HtmlExtractor":
        selector = element.text("HtmlExtractor.expr").replace(":contains(", ":lexbor-contains(")
        return AttributeSource(
            selector=fill(selector),
            attribute=element.text("HtmlExtractor.attribute").strip(),
            occurrence=wanted.match - 1,
        )
    xpath = element.text(f"{_PREFIXES.get(element.kind, element.kind)}.xpathQuery")
    found = selector_of(xpath)
    if found is None or "${" in xpath:
        raise NoEqual(f"its XPath {xpath}")
    return AttributeSource(selector=found[0], attribute=found[1], occurrence=wanted.match - 1)
