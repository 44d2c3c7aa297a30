"""A part of an address or an attribute as a source: an id in the path of a link, a token in its query, a `data-`
attribute.

An address is described by what stays of it (its route, the parameter's name), never by its host, which may be moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.tags import Tag
from loadstudio.authoring.places.value_look import Changes, looks_random
from loadstudio.authoring.sources.rank import SightingKind
from loadstudio.playback.source_text import css_name
from loadstudio.scenario.extractor import AttributeSource

_IDENTIFIER = re.compile(r"[A-Za-z_][\w-]*")
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "data-url", "data-href", "data-src", "content"})
_HOST = re.compile(r"^(?:https?:)?//[^/]*")


def part_of_address(address: str, start: int, end: int, changes: Changes = looks_random) -> tuple[str, str]:
    """Return (pattern with one group, what the part is called) for the part of an address from `start` to `end`.

    In a query it is known by its parameter, in a path by the segments around it; segments that change too match any.
    """
    before, after = address[:start], address[end:]
    parameter = re.search(r"([?&#;])([^?&=#;/]+)=$", before)
    if parameter:
        return rf"[?&#;]{re.escape(parameter.group(2))}=([^&#;\s<>\"']*)", parameter.group(2)
    segments = _HOST.sub("", before).split("/")
    if len(segments) == 1:
        return _in_text(before, address[start:end], after), ""
    left = "/".join(_stable(segment, changes) for segment in segments[:-1]) + "/" + re.escape(segments[-1])
    rest = re.split(r"[?#]", after)[0]
    right = "/".join(_stable(segment, changes) for segment in rest.split("/")) if rest else r"(?=[?#]|$)"
    shortest = "?" if rest and not rest.startswith("/") else ""
    called = next((segment for segment in reversed(segments[:-1]) if segment and not changes(segment)), "")
    return f"{left}([^/?&#]+{shortest}){right}", called


def _stable(segment: str, changes: Changes) -> str:
    return "[^/?&#]+" if changes(segment) else re.escape(segment)


def _in_text(before: str, value: str, after: str) -> str:
    last = re.split(r"[\s,;]", before)[-1]
    if not before:
        left = "^"
    elif last:
        left = re.escape(last)
    else:  # a blank stands between: what is before that says it, whatever its numbers are
        left = re.sub(r"\d+", r"\\d+", re.escape(before.rsplit(maxsplit=1)[-1])) + r"\s*" if before.strip() else r"^\s*"
    stop = after[:1]
    inside = f"[^{re.escape(stop)}]+" if stop and stop not in value else r"\S+" if stop else ".+"
    return f"{left}({inside})"


def name_in_tag(tag: Tag, changes: Changes = looks_random) -> str:
    """Return what the part of an attribute that a tag holds is called."""
    if tag.is_whole:
        return tag.attribute.removeprefix("data-")
    return part_of_address(tag.value, tag.start, tag.end, changes)[1]


def attribute_sources(
    view: AnswerView, tag: Tag, changes: Changes = looks_random
) -> Iterator[tuple[SightingKind, AttributeSource]]:
    """Yield (kind, source) for the part of an attribute that a tag holds."""
    kind: SightingKind = "link" if tag.attribute in _ADDRESSES and not tag.is_whole else "attribute"
    pattern = "" if tag.is_whole else part_of_address(tag.value, tag.start, tag.end, changes)[0]
    by_address = () if tag.is_whole else _by_address(tag, changes)
    for selector in (*by_address, *_selectors(tag, changes)):
        for occurrence in dict.fromkeys((0, _occurrence(view, selector, tag))):
            source = AttributeSource(selector=selector, attribute=tag.attribute, pattern=pattern, occurrence=occurrence)
            yield kind, source


def _selectors(tag: Tag, changes: Changes) -> Iterator[str]:
    part = tag.value[tag.start : tag.end]

    def varies(text: str) -> bool:
        return changes(text) or part in re.split(r"[\W_]+", text)  # `item-3` is not called so another time

    identity, name = tag.attributes.get("id", ""), tag.attributes.get("name", "")
    if tag.attribute != "id" and _IDENTIFIER.fullmatch(identity) and not varies(identity):
        yield f"#{identity}"
    if tag.attribute != "name" and name and not re.search(r'["\\\n]', name) and not varies(name):
        yield f'{tag.name}[name="{name}"]'
    yield f"{tag.name}[{css_name(tag.attribute)}]"


def _by_address(tag: Tag, changes: Changes) -> Iterator[str]:
    """Yield a selector by what stays of the address before and after the part."""
    stable = _end_after_changes(_HOST.sub("", tag.value[: tag.start]), changes)
    after = re.split(r"[?#]", tag.value[tag.end :])[0]
    if not stable or re.search(r'["\\\n]', stable + after):
        return
    stays = after.startswith("/") and after == tag.value[tag.end :] and not any(map(changes, after.split("/")))
    name = css_name(tag.attribute)
    tail = f'[{name}$="{after}"]' if stays else ""
    mark = "^" if stable == tag.value[: tag.start] else "*"
    yield f'{tag.name}[{name}{mark}="{stable}"]{tail}'


def _end_after_changes(before: str, changes: Changes) -> str:
    """Return what stands between the last changing part of an address and its end; numbers do change."""
    parts = re.finditer(r"[^/?&#=;]+", before)
    ends = [match.end() for match in parts if match.group().isdigit() or changes(unquote(match.group()))]
    return before[ends[-1] :] if ends else before


def _occurrence(view: AnswerView, selector: str, tag: Tag) -> int:
    nodes = view.answer.html.css(selector)
    return next((place for place, node in enumerate(nodes) if node.attributes.get(tag.attribute) == tag.value), 0)
