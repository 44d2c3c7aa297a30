"""How a variable is taken from an answer: a chain of sources, the first that yields a value wins.

Only values here; `playback.extract` compiles them to functions. Within the quotes of a path or selector and in a
pattern `${name}` stands for a value of the user: the row of a list that holds what was typed just before is found so.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class JsonSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="json"):
    """A JSONPath (RFC 9535) into a JSON body: `$.basket.id`, `$.items[?@.sku=='x'].id`. Scalars become text.

    With `selector` the JSON is an island in a page: the text of the element that the CSS selector finds, or its
    `attribute` where one is given.
    """

    path: str
    selector: str = ""
    attribute: str = ""


class InputSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="input"):
    """The value of a form field by `name`; `form` (its action or id) narrows where several forms have it;
    `occurrence` from 0.
    """

    name: str
    form: str = ""
    occurrence: int = 0


class AttributeSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="attribute"):
    """An attribute of the element that a CSS selector finds: `meta[name="csrf-token"]` and `content`. '' means its
    text.

    `pattern`, where given, is a regular expression with one group applied to the attribute (for a part of a link).
    `occurrence` counts from 0, from the end where it is below 0.
    """

    selector: str
    attribute: str = ""
    pattern: str = ""
    occurrence: int = 0


class HeaderSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="header"):
    """A response header by name and occurrence; `pattern` with one group takes a part (an id in `Location`)."""

    name: str
    occurrence: int = 0
    pattern: str = ""


class CookieSource(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="cookie"):
    """The value that the user's cookie jar holds after the answer (double-submit tokens)."""

    name: str


class RegexSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="regex"):
    """A regular expression with one group over the body as text; `.` crosses lines; `occurrence` from 0.

    A `${name}` in it finds the value however a script or JSON spells its signs.
    """

    pattern: str
    occurrence: int = 0


class NestedSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="nested"):
    """What `source` finds in a text that `within` gives, read as an answer of its own: a form in a field of JSON, JSON
    in an attribute of a page. `decode` names what is undone before it is read.

    Where `within` is a path that leads to several texts, the first in which something is found counts.
    """

    within: Source
    source: Source
    decode: tuple[str, ...] = ()


type Source = JsonSource | InputSource | AttributeSource | HeaderSource | CookieSource | RegexSource | NestedSource


def innermost(source: Source) -> Source:
    """Return the step of a source that gives the value in the end."""
    return innermost(source.source) if isinstance(source, NestedSource) else source


def has_holes(pattern: str) -> bool:
    """Tell whether a regular expression holds values of the user; with `\\${` it looks for these signs themselves."""
    return "${" in pattern and "\\${" not in pattern


def looked_with(source: Source) -> tuple[str, ...]:
    """Return the texts of a source that may hold values of the user: its paths, selectors and patterns."""
    match source:
        case RegexSource(pattern=pattern):
            return (pattern,) if has_holes(pattern) else ()
        case JsonSource(path=path, selector=selector):
            return path, selector
        case AttributeSource(selector=selector):
            return (selector,)
        case NestedSource(within=within, source=inner):
            return (*looked_with(within), *looked_with(inner))
    return ()


def with_texts(source: Source, change: Callable[[str], str]) -> Source:
    """Return a source with its paths, selectors and patterns as `change` makes them."""
    replace = msgspec.structs.replace
    match source:
        case JsonSource(path=path, selector=selector):
            return replace(source, path=change(path), selector=change(selector))
        case AttributeSource(selector=selector):
            return replace(source, selector=change(selector))
        case RegexSource(pattern=pattern) if has_holes(pattern):
            return replace(source, pattern=change(pattern))
        case NestedSource(within=within, source=inner):
            return replace(source, within=with_texts(within, change), source=with_texts(inner, change))
    return source


class Extractor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Fills `variable` from an answer. `decode` names what is undone after taking it: `html`, `url`, `json`,
    `base64`.
    """

    variable: str
    sources: tuple[Source, ...]
    decode: tuple[str, ...] = ()
    enabled: bool = True
