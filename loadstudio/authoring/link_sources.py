"""A part of an address as a source: an id in the path of a link, a token in its query, a `data-` attribute.

The address is described by what stays (its route, the parameter's name), never by its host, which may be moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from loadstudio.authoring.answer_view import AnswerView, Attribute
from loadstudio.authoring.rank import Changes, SightingKind, looks_random
from loadstudio.scenario.extractor import AttributeSource

_IDENTIFIER = re.compile(r"[A-Za-z_][\w-]*")
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "data-url", "data-href", "data-src", "content"})


def part_of_address(address: str, start: int, end: int, changes: Changes = looks_random) -> tuple[str, str]:
    """Return (pattern with one group, what the part is called) for the part of an address from `start` to `end`.

    In a query it is known by its parameter, in a path by the segments around it; segments that change too match any.
    """
    before, after = address[:start], address[end:]
    parameter = re.search(r"([?&#;])([^?&=#;/]+)=$", before)
    if parameter:
        return rf"[?&#;]{re.escape(parameter.group(2))}=([^&#;]*)", parameter.group(2)
    path = re.sub(r"^[a-z]+://[^/]*", "", before)
    segments = path.split("/")
    if "/" not in path:
        return _of_text(before, address[start:end], after), ""
    left = "/".join(_stable(segment, changes) for segment in segments[:-1]) + "/" + re.escape(segments[-1])
    stop = re.match(r"[^?#]*", after)
    rest = stop.group() if stop else ""
    right = "/".join(_stable(segment, changes) for segment in rest.split("/")) if rest else r"(?=[?#]|$)"
    return f"{left}([^/?&#]+{'?' if rest and not rest.startswith('/') else ''}){right}", _name_of(segments, changes)


def _name_of(segments: list[str], changes: Changes) -> str:
    return next((segment for segment in reversed(segments[:-1]) if segment and not changes(segment)), "")


def _stable(segment: str, changes: Changes) -> str:
    return "[^/?&#]+" if changes(segment) else re.escape(segment)


def _of_text(before: str, value: str, after: str) -> str:
    left = re.escape(re.split(r"[\s,;]", before)[-1]) if before else "^"
    stop = after[:1]
    inside = f"[^{re.escape(stop)}]+" if stop and stop not in value else r"\S+" if stop else ".+"
    return f"{left}({inside})"


def link_sources(
    view: AnswerView, attribute: Attribute, start: int, end: int, changes: Changes = looks_random
) -> Iterator[tuple[SightingKind, str, AttributeSource]]:
    """Yield (kind, what it is called, source) for the part of an attribute from `start` to `end`."""
    whole = start == 0 and end == len(attribute.value)
    if whole:
        called = attribute.name.removeprefix("data-")
        for selector in _selectors(attribute.node, attribute.name):
            occurrence = _occurrence(view, selector, attribute.node)
            source = AttributeSource(selector=selector, attribute=attribute.name, occurrence=occurrence)
            yield "attribute", called, source
        return
    pattern, called = part_of_address(attribute.value, start, end, changes)
    kind: SightingKind = "link" if attribute.name in _ADDRESSES else "attribute"
    for selector in _link_selectors(attribute, start, end, changes):
        for occurrence in (0, _occurrence(view, selector, attribute.node)):
            yield (
                kind,
                called,
                AttributeSource(selector=selector, attribute=attribute.name, pattern=pattern, occurrence=occurrence),
            )
            if occurrence:
                break


def _selectors(node: LexborNode, attribute: str) -> Iterator[str]:
    identity = node.attributes.get("id") or ""
    name = node.attributes.get("name") or ""
    if attribute != "id" and _IDENTIFIER.fullmatch(identity) and not looks_random(identity):
        yield f"#{identity}"
    if attribute != "name" and name and '"' not in name and not looks_random(name):
        yield f'{node.tag}[name="{name}"]'
    yield f"{node.tag}[{attribute}]"


def _link_selectors(attribute: Attribute, start: int, end: int, changes: Changes) -> Iterator[str]:
    """Yield selectors by what stays of the address before and after the part."""
    before = re.sub(r"^[a-z]+://[^/]*", "", attribute.value[:start])
    after = attribute.value[end:].partition("?")[0].partition("#")[0]
    stable = _end_after_changes(before, changes)
    if stable and '"' not in stable + after and "\\" not in stable + after:
        tail = (
            f'[{attribute.name}$="{after}"]'
            if after.startswith("/") and not any(changes(part) for part in after.split("/"))
            else ""
        )
        begins = "^" if stable == attribute.value[:start] else "*"
        yield f'{attribute.node.tag}[{attribute.name}{begins}="{stable}"]{tail}'
    yield from _selectors(attribute.node, attribute.name)


def _end_after_changes(before: str, changes: Changes) -> str:
    """Return what stands between the last changing part of an address and its end."""
    ends = [match.end() for match in re.finditer(r"[^/?&#=;]+", before) if changes(match.group())]
    return before[ends[-1] :] if ends and ends[-1] < len(before) else "" if ends else before


def _occurrence(view: AnswerView, selector: str, node: LexborNode) -> int:
    found = view.answer.html.css(selector)
    return next((place for place, other in enumerate(found) if other.mem_id == node.mem_id), 0)
