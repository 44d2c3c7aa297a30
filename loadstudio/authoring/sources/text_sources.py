"""A text in no structure that anybody knows, as a source: a pattern by its key, or by what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.field_names import is_identity
from loadstudio.authoring.places.value_look import Changes
from loadstudio.authoring.places.xml_names import is_xml
from loadstudio.authoring.sources.attempt import Attempt, Wanted
from loadstudio.authoring.sources.index import BODY, Hit
from loadstudio.authoring.sources.rank import SightingKind
from loadstudio.authoring.sources.sums import sum_sources
from loadstudio.scenario.extractor import RegexSource

_ATTRIBUTE_NAMES = frozenset(
    {"value", "content", "href", "src", "action", "id", "name", "class", "title", "data", "for"}
)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)(?:\s[^<>]*)?>\s*\Z")
_ELEMENT_ENDS = re.compile(r"\s*</")
_ATTRIBUTE = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)\s(?:[^<>]*\s)?([A-Za-z_][\w:.-]*)\s*=\s*[\"']\Z")
_MOST_HITS = 6
_LONGEST_WHOLE = 10_000
_CONTEXT_LENGTHS = (6, 12, 20, 32, 48, 80)
_KEY_BEFORE = re.compile(r"""["']?([A-Za-z_$][\w$-]*)["']?\s*[:=]\s*["']?$""")
_STOPS = {
    '"': '[^"]',
    "'": "[^']",
    "<": "[^<]",
    "&": "[^&]",
    "\\": r"[^\\]",
    " ": r"\S",
    ";": "[^;]",
    ",": "[^,]",
    "\n": r"[^\r\n]",
    "|": "[^|]",
}
_BASE64_SIGNS = frozenset("+/=")
_SHORTEST_LINE = 2


def whole(view: AnswerView, wanted: Wanted) -> Iterator[Attempt]:
    """Yield how all of an answer is taken that says nothing else, called as what was asked for: `/security/token`."""
    if len(view.text) < _LONGEST_WHOLE and view.text.strip() == wanted.text and not view.leaves:
        called = view.path.rstrip("/").rpartition("/")[2]
        yield Attempt("whole", called, RegexSource(pattern=r"\A\s*(\S+)\s*\Z"))


def by_element(view: AnswerView, hits: Sequence[Hit]) -> Iterator[Attempt]:
    """Yield how the text or an attribute of an element of XML is taken, by the element's name."""
    for hit in hits[:_MOST_HITS] if is_xml(view.kind) else ():
        before, after = view.text[max(0, hit.start - 400) : hit.start], view.text[hit.end : hit.end + 60]
        if hit.header != BODY:
            continue
        if (tag := _ELEMENT.search(before)) and _ELEMENT_ENDS.match(after):
            pattern = rf"<(?:[\w.-]+:)?{re.escape(tag[1])}(?:\s[^<>]*)?>\s*([^<]*?)\s*</"
            yield from _with_occurrence(view, pattern, hit, tag[1], "element")
        elif tag := _ATTRIBUTE.search(before):
            called = f"{tag[1]}_{tag[2]}" if is_identity(tag[2]) else tag[2]
            pattern = rf"<(?:[\w.-]+:)?{re.escape(tag[1])}\s(?:[^<>]*?\s)?{re.escape(tag[2])}\s*=\s*[\"']([^\"'<>]*)"
            yield from _with_occurrence(view, pattern, hit, called, "element")


def asked(view: AnswerView, wanted: Wanted) -> Iterator[Attempt]:
    """Yield how a sum is taken that a person was asked for."""
    yield from (Attempt("text", "", source, last=True) for source in sum_sources(view.text, wanted.text))


def by_key(view: AnswerView, hits: Sequence[Hit], changes: Changes) -> Iterator[Attempt]:
    """Yield a pattern for `key: "value"` and `key=value`, as scripts and islands of JSON write it."""
    for hit in hits[:_MOST_HITS]:
        if hit.header != BODY:
            continue
        found = _KEY_BEFORE.search(view.text[max(0, hit.start - 80) : hit.start])
        if found is None or found.group(1).lower() in _ATTRIBUTE_NAMES or changes(found.group(1)):
            continue
        written = re.escape(found.group()).replace(r"\ ", r"\s*")
        pattern = rf"(?<![\w$-]){written}({_until(view.text, hit)}+)"
        yield from _with_occurrence(view, pattern, hit, found.group(1))


def by_context(view: AnswerView, hits: Sequence[Hit], changes: Changes) -> Iterator[Attempt]:
    """Yield a pattern from the shortest text before the value that leads to nothing else."""
    for hit in hits[:4]:
        if hit.header != BODY:
            continue
        for length in _CONTEXT_LENGTHS:
            context = _stable_end(_of_line(view.text[max(0, hit.start - length) : hit.start]), changes)
            pattern = f"{_escaped(context)}({_until(view.text, hit)}+)"
            found = [match.start(1) for match in re.finditer(pattern, view.text, re.DOTALL)][:2]
            if context and found == [hit.start]:
                yield Attempt("text", "", RegexSource(pattern=pattern), last=True)
                break
            if len(context) < length - 8:  # a changing value stands before it: no longer context is any better
                break
        else:
            continue
    for hit in hits[:1]:
        if hit.header == BODY and (context := _stable_end(view.text[max(0, hit.start - 20) : hit.start], changes)):
            pattern = f"{_escaped(context)}({_until(view.text, hit)}+)"
            yield from _with_occurrence(view, pattern, hit, "")


def _with_occurrence(
    view: AnswerView, pattern: str, hit: Hit, name: str, kind: SightingKind = "text"
) -> Iterator[Attempt]:
    for occurrence, match in enumerate(re.finditer(pattern, view.text, re.DOTALL)):
        if match.start(1) == hit.start:
            source = RegexSource(pattern=pattern, occurrence=occurrence)
            yield Attempt(kind, name, source, last=not name)
            return


def _until(text: str, hit: Hit) -> str:
    """Return the class of characters that the value may have: all up to the sign that ends it here."""
    value, after = text[hit.start : hit.end], text[hit.end : hit.end + 1]
    if after in _STOPS and after not in value:
        return _STOPS[after]
    found = {symbol for symbol in value if not symbol.isalnum()}
    if found & _BASE64_SIGNS:
        found |= _BASE64_SIGNS  # another value has those that this one happens to lack
    signs = "".join(sorted(found | {"-", "_"}))
    return f"[A-Za-z0-9{re.escape(signs)}]"


def _of_line(context: str) -> str:
    """Return what stands before a value in its own line, where that is enough to tell: lines before are another's."""
    end = context.rfind("\n")
    return context[end:] if 0 <= end <= len(context) - 1 - _SHORTEST_LINE else context


def _stable_end(context: str, changes: Changes) -> str:
    """Return the end of a text after the last thing in it that changes."""
    start = 0
    for match in re.finditer(r"[A-Za-z0-9_-]+", context):
        if match.end() < len(context) and changes(match.group()):
            start = match.end()
    return context[start:]


def _escaped(context: str) -> str:
    return re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(context))
