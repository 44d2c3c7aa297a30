"""What an XML answer consists of, by the names of its elements: a refusal has others. Texts within are not looked at.

A whole parser is not needed for that, and would refuse what sites call XML.
"""

from __future__ import annotations

import re

_NO_ELEMENTS = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<[?!][^>]*>", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.-]*)[^<>]*?(/?)>")
_DEEPEST = 3
"""Where answers say what they are: `Envelope/Body/PriceResponse`, `methodResponse/params/param`."""


def is_xml(kind: str) -> bool:
    """Tell whether an answer of a media type is data as XML, and no picture or page."""
    return kind.endswith("xml") and kind not in ("application/xhtml+xml", "image/svg+xml")


def element_names(text: str) -> set[str]:
    """Return the names of all elements."""
    return {match[2] for match in _TAG.finditer(_NO_ELEMENTS.sub("", text))}


def outermost(text: str) -> list[str]:
    """Return the names of the elements that are the first ones in one another, from the root on, three at most."""
    names: list[str] = []
    for match in _TAG.finditer(_NO_ELEMENTS.sub("", text)):
        if match[1] or len(names) == _DEEPEST:
            break
        names.append(match[2])
        if match[3]:
            break
    return names
