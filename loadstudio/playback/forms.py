"""Form fields and meta tags found in a page's bytes without parsing the page, where that is certain to give what a
browser's DOM would give; `UNSURE` says that it is not, and the caller parses.
"""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSURE: Final = object()

_TAG_END = re.compile(rb"""(?=[\s/>])((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(rb"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_FORM_TAG = re.compile(rb"</?form(?=[\s>/])", re.IGNORECASE)
_MOST_FORM_TAGS = 200
_TYPE_PASSWORD = re.compile(rb"""type\s*=\s*["']?password""", re.IGNORECASE)
_LONGEST_TAG = 2048
_MOST_CANDIDATES = 20
_HIDES = ((b"<!--", b"-->"), (b"<script", b"</script"), (b"<template", b"</template"), (b"<textarea", b"</textarea"))
_NAME_BEGINS = re.compile(rb"""name\s*=\s*["']?\Z""", re.IGNORECASE)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NAME_ENDS = (b'"', b"'", b" ", b"\t", b"\r", b"\n", b"\f", b">", b"/")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]*")
_BARE_AMPERSAND = re.compile(r"&(?!#\d+;|#[xX][0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)(?=[A-Za-z0-9#])")


class TagFinder:
    """Finds the first `<tag name="name">` in page after page and gives one of its attributes.

    Pages that users get differ late, often only in the value wanted. What stands before the tag is remembered: where a
    page begins with the same bytes, the tag stands at the same place, and nothing has to be searched.
    """

    __slots__ = ("_attribute", "_before", "_form", "_is_plain", "_name", "_tag")

    def __init__(self, tag: str, name: str, attribute: str, form: str = "") -> None:
        self._tag = tag.encode()
        self._name = name.encode("utf-8", "replace")
        self._is_plain = _PLAIN_NAME.fullmatch(name) is not None  # others may be spelled with entities
        self._attribute = attribute.lower().encode()
        self._form = form
        self._before = b""

    def value(self, page: bytes) -> object:
        """Return the attribute's text, entities decoded; None when the page has no such tag or the tag no such
        attribute; UNSURE when only a parser could tell.
        """
        before = self._before
        if before and page.startswith(before):
            found = attributes_at(page, len(before))
            if found is not None and found.get(b"name") == self._name and b"form" not in found:
                return self._text(found)
        place = self._place(page)
        if not isinstance(place, int):
            return place
        found = attributes_at(page, place)
        if found is None or found.get(b"name") != self._name or b"form" in found:
            return UNSURE
        self._before = page[:place]
        return self._text(found)

    def _text(self, found: dict[bytes, bytes]) -> object:
        if self._attribute in found:
            return decoded(found[self._attribute])
        if self._tag != b"input":
            return None
        return "on" if found.get(b"type", b"").lower() in (b"checkbox", b"radio") else ""

    def _place(self, page: bytes) -> object:
        """Return where the tag's attributes begin, None, or UNSURE."""
        if page[:2] in _UTF16_MARKS:
            return UNSURE
        bounds = _form_bounds(page, self._form) if self._form else (0, len(page))
        if not isinstance(bounds, tuple):
            return bounds
        begin, end = bounds
        place = page.find(b'name="' + self._name + b'"', begin, end)
        if place < 0:
            is_absent = self._is_plain and page.rfind(self._name, begin, end) < 0
            return None if is_absent else UNSURE
        if _is_named_before(page, self._name, begin, place):
            return UNSURE
        start = page.rfind(b"<", begin, place)
        tag_end = start + 1 + len(self._tag)
        if start < 0 or page[start + 1 : tag_end].lower() != self._tag or _is_hidden(page, start):
            return UNSURE
        return tag_end


def _is_named_before(page: bytes, name: bytes, begin: int, place: int) -> bool:
    """Tell whether an element before `place` has the name in another spelling (`name='x'`, `NAME=x`)."""
    earlier = page.find(name, begin, place) if page.rfind(name, begin, place) >= 0 else -1
    while earlier >= 0:
        end = earlier + len(name)
        if page[end : end + 1] in _NAME_ENDS and _NAME_BEGINS.search(page, max(begin, earlier - 16), earlier):
            return True
        earlier = page.find(name, end, place)
    return False


def _is_hidden(page: bytes, place: int) -> bool:
    """Tell whether a place may lie in a comment, a script, a template or a text field."""
    for begin, end in _HIDES:
        opened = page.rfind(begin, 0, place)
        if opened >= 0 and page.find(end, opened, place) < 0:
            return True
    return False


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


def _form_bounds(page: bytes, form: str) -> tuple[int, int] | object:
    """Return where the first form that `form` names begins and ends; None when there is none; UNSURE when only a
    parser could tell.
    """
    if page.rfind(b" form=") >= 0:  # fields may belong to a form that they do not stand in
        return UNSURE
    found: int | None = None
    is_open = False
    for match in islice(_FORM_TAG.finditer(page), _MOST_FORM_TAGS):
        is_end = match.group()[1:2] == b"/"
        if found is not None:
            return (found, match.start()) if is_end and not _is_hidden(page, match.start()) else UNSURE
        if not is_end:
            is_meant = None if is_open else _is_meant(page, match.end(), form)  # a form in a form is no form
            if is_meant is None:
                return UNSURE
            if is_meant:
                found = match.start()
                if _is_hidden(page, found):
                    return UNSURE
        is_open = not is_end
    return None if found is None else UNSURE


def _is_meant(page: bytes, place: int, form: str) -> bool | None:
    """Tell whether the form whose attributes begin at `place` is the one; None when only a parser could."""
    found = attributes_at(page, place)
    if found is None:
        return None
    texts = [decoded(found.get(key, b"")) for key in (b"id", b"action")]
    return None if UNSURE in texts else is_form(form, *(str(text) for text in texts))


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


def asks_for_password(page: bytes) -> bool:
    """Tell whether the page has an `<input type=password>`."""
    # `rfind` is three times as fast as `in` for a short word that does not occur.
    if page.rfind(b"assword") < 0 and page.rfind(b"ASSWORD") < 0:
        return False
    for match in islice(_TYPE_PASSWORD.finditer(page), _MOST_CANDIDATES):
        begin = max(0, match.start() - _LONGEST_TAG)
        start = page[begin : match.start()].lower().rfind(b"<input")
        found = attributes_at(page, begin + start + len(b"<input")) if start >= 0 else None
        if found is not None and found.get(b"type", b"").lower() == b"password":
            return True
    return False


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
