"""The elements of a test plan of JMeter (2.13 and later), each with the tree of what stands below it.

Texts are written so that JMeter's own replacement of `${name}` touches nothing but the holes.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from loadstudio.http_types.url import well_formed
from loadstudio.interchange.writing.texts import Site, Text

type Value = str | bool | int

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPECIAL = re.compile(r"\\(?=[\\$,]|\Z)")
READ_HELPERS = 'if (ready == void) { source(vars.get("here") + "/" + vars.get("helpers")); ready = true; }'
"""What a script begins with."""
_ENCODED = ("form", "component")


class Branch:
    """A place in the plan below which elements stand."""

    def __init__(self, tree: ElementTree.Element) -> None:
        self._tree = tree

    def add(self, tag: str, name: str, gui: str = "", **properties: Value) -> tuple[ElementTree.Element, Branch]:
        """Add an element; return it and the place below it. Dots in the names of properties are written `__`."""
        attributes = {
            "guiclass": gui or f"{tag}Gui",
            "testclass": tag,
            "testname": clean(plain(name)),
            "enabled": "true",
        }
        element = ElementTree.SubElement(self._tree, tag, attributes)
        for key, value in properties.items():
            put(element, key.replace("__", "."), value)
        return element, Branch(ElementTree.SubElement(self._tree, "hashTree"))


def put(element: ElementTree.Element, name: str, value: Value) -> None:
    """Give an element a property."""
    kind = "boolProp" if isinstance(value, bool) else "intProp" if isinstance(value, int) else "stringProp"
    text = str(value).lower() if isinstance(value, bool) else clean(str(value))
    ElementTree.SubElement(element, kind, {"name": name}).text = text


def collection(element: ElementTree.Element, name: str) -> ElementTree.Element:
    """Give an element a list, empty still."""
    return ElementTree.SubElement(element, "collectionProp", {"name": name})


def entry(parent: ElementTree.Element, name: str, kind: str, **properties: Value) -> ElementTree.Element:
    """Put an element of its own into a list or a property."""
    element = ElementTree.SubElement(parent, "elementProp", {"name": clean(name), "elementType": kind})
    for key, value in properties.items():
        put(element, key.replace("__", "."), value)
    return element


def arguments(element: ElementTree.Element, name: str = "HTTPsampler.Arguments") -> ElementTree.Element:
    """Give an element a list of arguments, empty still."""
    return collection(entry(element, name, "Arguments"), "Arguments.arguments")


def clean(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", well_formed(text))


def said(text: Text, computed: dict[Text, str]) -> str:
    """Return a text in JMeter's words. `computed` are the variables that hold what JMeter cannot make of a hole."""
    if all(isinstance(piece, str) for piece in text):
        return plain("".join(map(str, text)))
    return "".join(_piece(piece, computed) for piece in text)


def _piece(piece: object, computed: dict[Text, str]) -> str:
    if isinstance(piece, str):
        return _escaped(piece)
    if isinstance(piece, Site):
        return "${site}"
    name = computed.get((piece,))  # type: ignore[arg-type]  # a hole
    if name is not None:
        return f"${{{name}}}"
    assert isinstance(piece, tuple)
    hole = f"${{{piece[0]}}}"
    return f"${{__urlencode({hole})}}" if piece[3] in _ENCODED else hole


def plain(text: str) -> str:
    """Return a text without holes so that JMeter leaves it as it is."""
    return _escaped(text) if "${" in text else text


def _escaped(text: str) -> str:
    """A backslash means something to JMeter where a text has a hole; `${` is written with the dollar as a variable."""
    return _SPECIAL.sub(r"\\\\", text).replace("${", "${DOLLAR}{")


def add_script(place: Branch, tag: str, script: str, name: str = "") -> None:
    """Add a script, which reads the helpers first, once."""
    place.add(
        tag,
        name or "Script",
        "TestBeanGUI",
        filename="",
        parameters="",
        resetInterpreter=False,
        script=f"{READ_HELPERS}\n{script}",
    )
