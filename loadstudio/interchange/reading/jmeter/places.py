"""Where an element stands in a test plan, and which others apply to it there: JMeter's scopes."""

from __future__ import annotations

from typing import NamedTuple

from loadstudio.interchange.reading.jmeter.xml_reading import Element

SAMPLERS = frozenset(("HTTPSamplerProxy", "HTTPSampler", "HTTPSampler2", "TestAction"))
HTTP_SAMPLERS = SAMPLERS - {"TestAction"}
GROUPS = frozenset(
    ("ThreadGroup", "SetupThreadGroup", "PostThreadGroup", "UltimateThreadGroup", "SteppingThreadGroup",
     "ConcurrencyThreadGroup", "ArrivalsThreadGroup", "FreeFormArrivalsThreadGroup", "OpenModelThreadGroup")
)  # fmt: skip


class Place(NamedTuple):
    """The names from the thread group on, and the elements that apply, those further out first."""

    path: tuple[str, ...] = ()
    scope: tuple[Element, ...] = ()

    def below(self, element: Element) -> Place:
        """Return the place of what stands below an element."""
        applies = tuple(one for one in element.children if not is_controller(one) and not is_sampler(one))
        return Place((*self.path, element.name or element.kind), (*self.scope, *applies))

    def where(self, element: Element | None = None) -> str:
        """Return the place for people."""
        names = self.path if element is None else (*self.path, element.name or element.kind)
        return f"'{' / '.join(names)}'" if names else "the test plan"

    def of_kind(self, *kinds: str, enabled_only: bool = True) -> tuple[Element, ...]:
        """Return the elements of some kinds that apply, those further out first."""
        return tuple(one for one in self.scope if one.kind in kinds and (one.enabled or not enabled_only))


def is_controller(element: Element) -> bool:
    """Tell whether an element says when what stands below it is done."""
    kind = element.kind
    return kind.endswith(("Controller", "ThreadGroup")) or kind in ("InterleaveControl", "RunTime", "TestPlan")


def is_sampler(element: Element) -> bool:
    """Tell whether an element does something in its turn."""
    return element.kind in SAMPLERS or element.kind.endswith("Sampler")


def called(element: Element) -> str:
    """Return what an element is called for people: its kind and its name."""
    return f"{element.kind} '{element.name}'" if element.name else element.kind
