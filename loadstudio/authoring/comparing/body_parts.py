"""A body as a tree of parts that can be set beside another: JSON by members, HTML by elements, other text by lines.

Parts are opened as far as somebody looks: two long lists that are nearly equal cost little more than reading them, and
leave little for the garbage collector. What corresponds to what is `alignment`'s question.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

type Language = Literal["json", "html", "text"]

DEEPEST = 100
"""Below this depth a part is shown as text."""
LONGEST_LINE = 2_000
_PAGES = ("text/html", "application/xhtml+xml")
_IDENTITIES = ("id", "_id", "uuid", "key", "slug", "code", "ref", "name", "title")
_HEADLINE = 120
_OPENED_AT_ONCE = 400
"""Elements with more characters are opened when somebody looks."""
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


class Part:
    """A line, or what stands between two lines, `head` and `tail`. `kind` says what it may correspond to; among parts
    of one kind those with the same `key` do. `name` is what the value in `head` is called, or ''. Equal parts have
    equal digests. `size` is about how many lines it is.
    """

    __slots__ = ("_children", "_key", "_open", "_size", "comma", "digest", "head", "kind", "name", "tail")

    def __init__(
        self,
        kind: str,
        head: str,
        *,
        key: str | Callable[[], str] = "",
        name: str = "",
        children: tuple[Part, ...] | Callable[[], tuple[Part, ...]] = (),
        tail: str = "",
        comma: bool = False,
        content: bytes | None = None,
    ) -> None:
        """`children` may be made when they are asked for: then `content` is what they are made of."""
        self.kind, self.head, self.name, self.tail, self.comma = kind, head, name, tail, comma
        self._key = key
        self._children: tuple[Part, ...] = ()
        self._open: Callable[[], tuple[Part, ...]] | None = None
        if callable(children):
            self._open = children
            self.digest = hash((head, content))
            self._size = 2 + sum((content or b"").count(sign) for sign in (b",", b"{", b"</"))
        else:
            self._children = children
            self.digest = hash((head, tail, tuple(child.digest for child in children)))
            self._size = 1 + bool(tail) + sum(child.size for child in children)

    @property
    def children(self) -> tuple[Part, ...]:
        if self._open is not None:
            self._children, self._open = self._open(), None
        return self._children

    @property
    def key(self) -> str:
        if callable(self._key):
            self._key = self._key()
        return self._key

    @property
    def size(self) -> int:
        return self._size


def parts_of(text: str, media_type: str) -> tuple[Language, tuple[Part, ...]]:
    """Return a body's text as parts, and what they are: text that is not what its type says is taken by lines."""
    if media_type.endswith("json"):
        try:
            msgspec.json.decode(text, type=msgspec.Raw)  # all of it is JSON, so what is opened later is too
            return "json", (_of_json(text.strip().encode(), "", "", comma=False, depth=0),)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            pass
    elif media_type in _PAGES:
        root = LexborHTMLParser(text).root
        if root is not None:
            return "html", (_of_element(root, 0),)
    return "text", lines_of(text)


def lines_of(text: str, *, name: str = "") -> tuple[Part, ...]:
    """Return text by lines; a very long one is broken, so that none takes long to compare or to paint."""
    return tuple(
        Part("line", line[start : start + LONGEST_LINE], name=name)
        for line in text.expandtabs(4).splitlines()
        for start in range(0, max(1, len(line)), LONGEST_LINE)
    )


def fields_of(pairs: Iterable[tuple[str, str]], separator: str = ": ") -> tuple[Part, ...]:
    """Return names with their values, a line each; those of one name correspond in their order."""
    return tuple(
        Part(f"field {name.lower()}", f"{name}{separator}{value[:LONGEST_LINE]}", name=name) for name, value in pairs
    )


# JSON


def _of_json(raw: bytes, prefix: str, name: str, *, comma: bool, depth: int) -> Part:
    kind = f"member {name}" if prefix else "item"
    bracket = raw[:1]
    if bracket in (b"{", b"[") and depth < DEEPEST and not _is_empty(raw):
        opened = _members if bracket == b"{" else _items
        return Part(
            kind,
            prefix + bracket.decode(),
            key="" if prefix else lambda: _identity(raw),
            name=name,
            children=lambda: tuple(opened(raw, name, depth + 1)),
            tail="}" if bracket == b"{" else "]",
            comma=comma,
            content=raw,
        )
    text = raw.decode()
    if bracket == b'"':
        if "\\" in text:
            text = _scalar(msgspec.json.decode(raw))
        if len(text) > LONGEST_LINE:
            lines = lines_of(msgspec.json.decode(raw), name=name)
            return Part(kind, f'{prefix}"', name=name, children=lines, tail='"', comma=comma)
    return Part(kind, prefix + text[:LONGEST_LINE], key="" if prefix else text, name=name, comma=comma)


def _is_empty(raw: bytes) -> bool:
    return not raw[1:-1].strip()


def _members(raw: bytes, _name: str, depth: int) -> Iterator[Part]:
    members = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    last = len(members) - 1
    for place, (name, value) in enumerate(members.items()):
        yield _of_json(bytes(value).strip(), f"{_scalar(name)}: ", name, comma=place < last, depth=depth)


def _items(raw: bytes, name: str, depth: int) -> Iterator[Part]:
    items = msgspec.json.decode(raw, type=list[msgspec.Raw])
    last = len(items) - 1
    for place, value in enumerate(items):
        yield _of_json(bytes(value).strip(), "", name, comma=place < last, depth=depth)


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _identity(raw: bytes) -> str:
    """Return by what an item of a list is known, or ''."""
    if raw[:1] != b"{":
        return ""
    members = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    for name in _IDENTITIES:
        value = bytes(members.get(name, b"")).strip()
        if value and value[:1] not in b"{[":
            return f"{name} {value.decode()}"
    return ""


# HTML


def _of_element(node: LexborNode, depth: int) -> Part:
    tag = node.tag or ""
    attributes = node.attributes
    shown = "".join(f" {name}" if value is None else f' {name}="{value}"' for name, value in attributes.items())
    key = next((f"{name} {attributes[name]}" for name in ("id", "name", "href", "src") if attributes.get(name)), "")
    name = attributes.get("name") or attributes.get("id") or attributes.get("property") or ""
    head = f"<{tag}{shown}>"[:LONGEST_LINE]
    if tag in _VOID:
        return Part(tag, head, key=key, name=name)
    end = f"</{tag}>"
    html = node.html or ""
    if len(html) > _OPENED_AT_ONCE:
        content = html.encode("utf-8", "replace")
        return Part(
            tag, head, key=key, name=name, children=lambda: tuple(_inside(node, depth, name)), tail=end, content=content
        )
    inside = tuple(_inside(node, depth, name))
    if not inside:
        return Part(tag, head + end, key=key, name=name)
    if len(inside) == 1 and inside[0].kind == "#text" and len(head) + len(inside[0].head) <= _HEADLINE:
        return Part(tag, f"{head}{inside[0].head}{end}", key=key, name=name)
    return Part(tag, head, key=key, name=name, children=inside, tail=end)


def _inside(node: LexborNode, depth: int, name: str) -> Iterator[Part]:
    if depth >= DEEPEST:
        yield from lines_of(node.inner_html or "")
        return
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            text = child.text_content or ""
            if node.tag in ("script", "style", "pre", "textarea"):
                yield from lines_of(text.strip("\n"), name=name)
            elif plain := " ".join(text.split()):
                yield Part("#text", plain[:LONGEST_LINE], name=name)
        elif not tag.startswith("-"):
            yield _of_element(child, depth + 1)
