"""Chains of redirects as JMeter's recorder writes them: the first request follows them by itself, and those that it
leads to stand behind it, switched off, with a comment. A scenario sends each of them, so they are switched on here, and
what is taken from the answer or asked of it, which is the last one's, goes to the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from loadstudio.interchange.reading.jmeter.assertions import is_assertion
from loadstudio.interchange.reading.jmeter.extractors import is_extractor
from loadstudio.interchange.reading.jmeter.places import HTTP_SAMPLERS
from loadstudio.interchange.reading.jmeter.xml_reading import Element

_LED_TO = "Detected a redirect from the previous sample"
_FOLLOWS = ("HTTPSampler.follow_redirects", "HTTPSampler.auto_redirects")


def with_redirects_sent(element: Element) -> Element:
    """Return an element in which no recorded redirect is followed: each request is sent by itself."""
    return replace(element, children=tuple(_unchained(with_redirects_sent(child) for child in element.children)))


def _unchained(children: Iterable[Element]) -> list[Element]:
    made: list[Element] = []
    for child in children:
        before = made[-1] if made and made[-1].kind in HTTP_SAMPLERS and made[-1].enabled else None
        if before is None or not _is_led_to(child):
            made.append(child)
            continue
        moved = tuple(one for one in before.children if _is_of_the_answer(one))
        kept = tuple(one for one in before.children if not _is_of_the_answer(one))
        made[-1] = _sent_alone(before, kept)
        made.append(_sent_alone(replace(child, enabled=True), (*child.children, *moved)))
    return made


def _sent_alone(element: Element, children: tuple[Element, ...]) -> Element:
    return replace(element, properties={**element.properties, **dict.fromkeys(_FOLLOWS, "false")}, children=children)


def _is_led_to(element: Element) -> bool:
    comment = element.text("TestPlan.comments") or element.text("TestElement.comments")
    return element.kind in HTTP_SAMPLERS and not element.enabled and comment.strip() == _LED_TO


def _is_of_the_answer(element: Element) -> bool:
    return is_extractor(element) or is_assertion(element) or element.kind.endswith(("PostProcessor", "Assertion"))
