"""Parts of a test plan that stand elsewhere in it: what a Module Controller points at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from loadstudio.interchange.reading.jmeter.places import GROUPS
from loadstudio.interchange.reading.jmeter.xml_reading import Element


class Modules:
    """Finds parts by their path of names. A part that points at itself is found once only."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._open: list[int] = []

    @contextmanager
    def target(self, module: Element) -> Iterator[Element | None]:
        """Give what a Module Controller stands for, None where there is no such part; it counts as open meanwhile."""
        names = [one for one in module.listed("ModuleController.node_path") if isinstance(one, str)]
        found = self._find(names[1:]) or self._find(names) if names else None
        if found is None or id(found) in self._open or found.kind in GROUPS:
            yield None
            return
        self._open.append(id(found))
        try:
            yield found
        finally:
            self._open.pop()

    def _find(self, names: list[str]) -> Element | None:
        element: Element | None = self._root
        for name in names:
            element = next((one for one in element.children if one.name == name), None) if element else None
        return element if names else None
