"""A test plan of JMeter as a tree of elements with their properties; nothing is understood yet.

Test plans have no document type and no entities of their own: a file that has is refused before anything is expanded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from loadstudio.base.errors import InvalidInput

type Property = str | Element | tuple[Property, ...]

_LOOKED_AT = 4096
_DEEPEST = 200
_TEXTS = ("stringProp", "boolProp", "intProp", "longProp")
_NUMBERS = ("doubleProp", "floatProp", "FloatProperty")
_AGAIN = "Open it in JMeter and save it again."


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the plan, or one within a property. `kind` is its class without package; `children` are what stands
    below it.
    """

    kind: str
    name: str = ""
    enabled: bool = True
    gui: str = ""
    properties: Mapping[str, Property] = field(default_factory=dict)
    children: tuple[Element, ...] = ()

    def text(self, name: str, otherwise: str = "") -> str:
        """Return a property that is a text, number or yes/no, as written."""
        found = self.properties.get(name)
        return found if isinstance(found, str) else otherwise

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        """Return a property that says yes or no."""
        found = self.text(name).strip().lower()
        return found == "true" if found in ("true", "false") else otherwise

    def listed(self, name: str) -> tuple[Property, ...]:
        """Return the members of a list, () where there is none."""
        found = self.properties.get(name)
        return found if isinstance(found, tuple) else ()

    def elements(self, name: str) -> tuple[Element, ...]:
        """Return the members of a list that are elements."""
        return tuple(one for one in self.listed(name) if isinstance(one, Element))

    def inner(self, name: str) -> Element:
        """Return the element within a property, an empty one where there is none."""
        found = self.properties.get(name)
        return found if isinstance(found, Element) else Element("")

    def walk(self) -> Iterator[Element]:
        """Yield all that stands below it, each before what stands below that."""
        for child in self.children:
            yield child
            yield from child.walk()


def is_jmx(content: bytes) -> bool:
    """Tell whether a file is a test plan of JMeter."""
    return b"<jmeterTestPlan" in content[:_LOOKED_AT]


def tree_in(content: bytes) -> Element:
    """Return the root, below which the test plan stands. Raises InvalidInput for what is no XML or not to be
    trusted.
    """
    root = _Reader().read(content)
    trees = [node for node in root.nodes if node.tag == "hashTree"]
    if root.tag != "jmeterTestPlan" or not trees:
        raise InvalidInput(f"is a test plan of a JMeter older than 2.1. {_AGAIN}")
    return Element("jmeterTestPlan", children=tuple(_elements(trees[0])))


@dataclass(slots=True)
class _Node:
    tag: str
    attributes: Mapping[str, str]
    nodes: list[_Node] = field(default_factory=list)
    text: str = ""


class _Reader:
    """Builds nodes while expat reads."""

    def __init__(self) -> None:
        self._open: list[_Node] = [_Node("", {})]
        self._texts: list[str] = []

    def read(self, content: bytes) -> _Node:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._texts.append
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            sentence = f"is damaged, or edited by hand: line {error.lineno} cannot be read. {_AGAIN}"
            raise InvalidInput(sentence) from error
        except (LookupError, ValueError) as error:
            raise InvalidInput(f"is written in signs that cannot be read ({error}). {_AGAIN}") from error
        return self._open[0].nodes[0]

    def _refuse(self, *_declaration: object) -> None:
        raise InvalidInput(
            "has a document type (DOCTYPE), which no test plan has, and which could make it grow without end. It is"
            " not opened."
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise InvalidInput(f"is nested deeper than {_DEEPEST} levels, which no test plan is. It is not opened.")
        self._texts.clear()
        node = _Node(tag, attributes)
        self._open[-1].nodes.append(node)
        self._open.append(node)

    def _end(self, _tag: str) -> None:
        node = self._open.pop()
        node.text = "".join(self._texts)
        self._texts.clear()


def _elements(tree: _Node) -> Iterator[Element]:
    """Yield the elements of a hash tree: what stands below one is the tree that follows it."""
    for place, node in enumerate(tree.nodes):
        if node.tag == "hashTree":
            continue
        following = tree.nodes[place + 1] if place + 1 < len(tree.nodes) else None
        below = _elements(following) if following is not None and following.tag == "hashTree" else ()
        yield _element(node, node.tag, node.attributes.get("testname", ""), tuple(below))


def _element(node: _Node, kind: str, name: str, children: tuple[Element, ...] = ()) -> Element:
    return Element(
        kind=kind.rpartition(".")[2],
        name=name,
        enabled=node.attributes.get("enabled", "true") != "false",
        gui=node.attributes.get("guiclass", "").rpartition(".")[2],
        properties=dict(pair for one in node.nodes if (pair := _property(one)) is not None),
        children=children,
    )


def _property(node: _Node) -> tuple[str, Property] | None:
    name = node.attributes.get("name", "")
    if node.tag in _TEXTS:
        return name, node.text
    if node.tag in _NUMBERS:
        said = {one.tag: one.text for one in node.nodes}
        return said.get("name", name), said.get("value", node.text)
    if node.tag == "elementProp":
        return name, _element(node, node.attributes.get("elementType", ""), name)
    if node.tag == "collectionProp":
        return name, tuple(pair[1] for one in node.nodes if (pair := _property(one)) is not None)
    return None
