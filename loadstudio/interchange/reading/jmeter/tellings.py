"""What a test plan has and a scenario has not, in sentences: elements that are not known, and what JMeter does by
itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from loadstudio.base.units import counted_text
from loadstudio.interchange.reading.brought import redirects_followed
from loadstudio.interchange.reading.jmeter.assertions import is_assertion
from loadstudio.interchange.reading.jmeter.extractors import is_extractor
from loadstudio.interchange.reading.jmeter.load import pacing_s
from loadstudio.interchange.reading.jmeter.pauses import TIMERS
from loadstudio.interchange.reading.jmeter.places import Place, called, is_controller, is_sampler
from loadstudio.interchange.reading.jmeter.scripts import Scripts, is_script
from loadstudio.interchange.reading.jmeter.xml_reading import Element

_KNOWN = frozenset(
    ("Arguments", "HeaderManager", "CookieManager", "AuthManager", "CSVDataSet", "UserParameters", "CounterConfig",
     "RandomVariableConfig", "CacheManager", "DNSCacheManager", "ConstantThroughputTimer", "Summariser",
     "DebugPostProcessor", "WorkBench", "ProxyControl", "HttpMirrorControl")
)  # fmt: skip
_WHY = {
    "SyncTimer": "people do not wait for each other here",
    "KeystoreConfig": "choose client certificates on the Load screen",
    "ResultAction": "what follows a failed request is set on the Load screen",
    "SizeAssertion": "the size of an answer is not checked",
    "BackendListener": "results are kept here, and written as files",
}


def tell_of_unknown(elements: Iterable[tuple[Element, Place]], scripts: Scripts, told: list[str]) -> None:
    """Tell of each element around requests that is not understood."""
    for element, place in elements:
        if is_script(element):
            scripts.is_understood(element, place.where())
        elif not _is_known(element):
            why = _WHY.get(element.kind)
            told.append(f"{called(element)} in {place.where()}{f': {why}' if why else ''}.")


def _is_known(element: Element) -> bool:
    kind = element.kind
    if kind == "ConfigTestElement":
        return "HttpDefaults" in element.gui or any(key.startswith("HTTPSampler.") for key in element.properties)
    return (
        kind in _KNOWN
        or pacing_s(element) > 0
        or kind in TIMERS
        or kind.endswith("ResultCollector")
        or is_controller(element)
        or is_sampler(element)
        or is_extractor(element)
        or is_assertion(element)
    )


def tell_of_habits(habits: Counter[str], defaults: int, told: list[str]) -> None:
    """Tell what JMeter does by itself for requests."""
    if follows := habits["follow_redirects"] + habits["auto_redirects"]:
        told.append(redirects_followed(follows))
    if fetches := habits["image_parser"]:
        told.append(
            f"That images, styles and scripts of pages are fetched ({counted_text(fetches, 'request')}): record those"
            " pages for that."
        )
    if closes := habits["kept alive"]:
        told.append(f"That connections are closed after {counted_text(closes, 'request')}: here they stay open.")
    if habits["cookies"]:
        told.append(
            "That no cookies are kept, since there is no HTTP Cookie Manager: here each person keeps them, as a browser"
            " does."
        )
    if defaults:
        told.append(
            f"What stands for a value that an answer does not have ({counted_text(defaults, 'extractor')}): here the"
            " pass ends where a missing value is needed."
        )
