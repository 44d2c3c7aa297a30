"""Form fields and meta tags found in a page's bytes without parsing the page, where that is certain to give what a
browser's DOM would give; `UNSURE` says that it is not, and the caller parses.
"""

from __future__ import annotations

import html
import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSURE: Final = object()

_TAG_END = re.compile(rb"""((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(rb"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_FORM = re.compile(rb"<form(?=[\s>/])", re.IGNORECASE)
_FORM_END = re.compile(rb"</form[\s>]", re.IGNORECASE)
_HIDES = ((b"<!--", b"-->"), (b"<script", b"</script"), (b"<template", b"</template"), (b"<textarea", b"</textarea"))
_BARE_AMPERSAND = re.compile(r"&(?!#\d+;|#[xX][0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)(?=[A-Za-z0-9#])")


def tag_value(page: bytes, tag: bytes, name: bytes, attribute: bytes) -> object:
    """Return the `attribute` (str, entities decoded) of the first `<tag name="name">` of the page: None when the page
    cannot have one, UNSURE when only a parser could tell.
    """
    place = page.find(b'name="' + name + b'"')
    if place < 0:
        return None if name not in page and b"&" not in name else UNSURE
    start = page.rfind(b"<", 0, place)
    if start < 0 or page[start + 1 : start + 1 + len(tag)].lower() != tag or _is_hidden(page, start):
        return UNSURE
    found = attributes_at(page, start + 1 + len(tag))
    if found is None or found.get(b"name") != name or b"form" in found or _elsewhere(page, name, start):
        return UNSURE
    return decoded(found.get(attribute, b"")) if attribute in found or tag == b"input" else None


def _elsewhere(page: bytes, name: bytes, start: int) -> bool:
    """Tell whether the name stands before `start` in any other spelling, which could be the first field."""
    spellings = (b"name='" + name, b"name=" + name, b"name =", b"NAME")
    return any(page.find(spelling, 0, start) >= 0 for spelling in spellings)


def _is_hidden(page: bytes, place: int) -> bool:
    """Tell whether a place may lie in a comment, a script, a template or a text field."""
    return any(page.rfind(begin, 0, place) > page.rfind(end, 0, place) for begin, end in _HIDES)


def attributes_at(page: bytes, place: int) -> dict[bytes, bytes] | None:
    """Return the attributes of the tag whose name ends at `place`, names in lower case; None when it does not end
    cleanly.
    """
    match = _TAG_END.match(page, place)
    if match is None:
        return None
    found: dict[bytes, bytes] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(match.group(1)):
        found.setdefault(name.lower(), double or single or bare)
    return found


def decoded(value: bytes) -> object:
    """Return an attribute's text with its entities decoded, or UNSURE when only a parser knows how."""
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return UNSURE
    if "\r" in text or "\0" in text:
        return UNSURE
    if "&" in text:
        return UNSURE if _BARE_AMPERSAND.search(text) else html.unescape(text)
    return text


def form_region(page: bytes, form: str) -> bytes | object | None:
    """Return the bytes of the first form that `form` names, from its tag to its end; None when there is none; UNSURE
    when only a parser could tell.
    """
    if b" form=" in page:  # fields may belong to a form that they do not stand in
        return UNSURE
    for match in _FORM.finditer(page):
        if _is_hidden(page, match.start()):
            return UNSURE
        found = attributes_at(page, match.end())
        if found is None:
            return UNSURE
        texts = [decoded(found.get(key, b"")) for key in (b"id", b"action")]
        if UNSURE in texts:
            return UNSURE
        if is_form(form, *(str(text) for text in texts)):
            end = _FORM_END.search(page, match.end())
            return page[match.start() : end.start()] if end else UNSURE
    return None


def is_form(wanted: str, identity: str, action: str) -> bool:
    """Tell whether a form with this id and action is the one that an InputSource means."""
    if wanted in (identity, action):
        return True
    path = _path_of(action)
    if "*" not in wanted:
        return path == wanted
    parts = path.split("/")
    pattern = wanted.split("/")
    return len(parts) == len(pattern) and all(want in ("*", part) for want, part in zip(pattern, parts, strict=True))


def _path_of(action: str) -> str:
    bare = action.partition("#")[0].partition("?")[0]
    _, mark, rest = bare.partition("://")
    return "/" + rest.partition("/")[2] if mark else bare


def parsed_field(page: LexborHTMLParser, name: str, form: str, occurrence: int) -> str | None:
    """Return the value that the form field `name` would send, read from the parsed page; None when it is not there."""
    owner: LexborNode | None = None
    forms = {node.attributes.get("id") or "": node for node in page.css("form")}
    for node in page.css("form, input, select, textarea, button"):
        if node.tag == "form":
            owner = node if node.first_child is None else None  # a form in a table is empty, its fields follow it
        elif node.attributes.get("name") == name:
            own = forms.get(node.attributes.get("form") or "\0") or _ancestor_form(node) or owner
            if form and (own is None or not is_form(form, *_names(own))):
                continue
            if occurrence == 0:
                return _value(node)
            occurrence -= 1
    return None


def _names(form: LexborNode) -> tuple[str, str]:
    return form.attributes.get("id") or "", form.attributes.get("action") or ""


def _ancestor_form(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag != "form":
        parent = parent.parent
    return parent


def _value(node: LexborNode) -> str:
    if node.tag == "textarea":
        return node.text(deep=True).removeprefix("\n")
    if node.tag == "select":
        options = node.css("option")
        chosen = next((option for option in options if "selected" in option.attributes), None) or next(
            iter(options), None
        )
        if chosen is None:
            return ""
        value = chosen.attributes.get("value")
        return chosen.text(strip=True) if value is None else value
    if "value" not in node.attributes and (node.attributes.get("type") or "").lower() in ("checkbox", "radio"):
        return "on"
    return node.attributes.get("value") or ""
