"""A page as a tree of its elements and texts, to look through. What is taken from a page is decided elsewhere."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_NODES = 5_000
_LONGEST = 300
_LONGEST_VALUE = 4_000
_DEEPEST = 200
_TEXT = "-text"


class HtmlNode(NamedTuple):
    """An element with its attributes (`id="x" class="y"`) and what is in it; or a text, whose `tag` is ''. `values` are
    its attributes by name, or the text by '', as far as they are not cut.
    """

    tag: str
    words: str
    children: tuple[HtmlNode, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


class HtmlTree(NamedTuple):
    """`is_cut` when the page has more nodes than are here."""

    roots: tuple[HtmlNode, ...]
    is_cut: bool


def html_tree(text: str) -> HtmlTree:
    """Return a page as a browser understands it; blank texts are left out."""
    counter = _Counter()
    root = LexborHTMLParser(text).root
    made = counter.node(root, 0) if root is not None else None
    return HtmlTree((made,) if made is not None else (), counter.left <= 0)


class _Counter:
    def __init__(self) -> None:
        self.left = MOST_NODES

    def node(self, node: LexborNode, depth: int) -> HtmlNode | None:
        self.left -= 1
        tag = node.tag or ""
        if tag == _TEXT:
            words = " ".join((node.text(deep=False) or "").split())
            return HtmlNode("", _cut(words), (), _whole((("", words),))) if words else None
        if tag.startswith(("-", "!")):
            return None
        children: list[HtmlNode] = []
        child = node.child if depth < _DEEPEST else None
        while child is not None and self.left > 0:
            made = self.node(child, depth + 1)
            if made is not None:
                children.append(made)
            child = child.next
        attributes = " ".join(name if value is None else f'{name}="{value}"' for name, value in node.attributes.items())
        values = tuple((name, value) for name, value in node.attributes.items() if value)
        return HtmlNode(tag, _cut(attributes), tuple(children), _whole(values))


def _whole(values: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in values if len(value) <= _LONGEST_VALUE)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
