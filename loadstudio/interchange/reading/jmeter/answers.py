"""What is taken from an answer and asked of it: the extractors and assertions that apply to a request of JMeter."""

from __future__ import annotations

from collections.abc import Iterator

from loadstudio.interchange.reading.jmeter.assertions import (
    checks_of,
    is_assertion,
    limit_ms,
    looks_anywhere,
)
from loadstudio.interchange.reading.jmeter.extractors import (
    NoEqual,
    Parts,
    default_of,
    extractor_of,
    is_extractor,
    is_random,
    names_of,
)
from loadstudio.interchange.reading.jmeter.pieces import literal
from loadstudio.interchange.reading.jmeter.places import Place, called
from loadstudio.interchange.reading.jmeter.scripts import Scripts, is_after, is_judge
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.plan.model import Limit
from loadstudio.scenario.assertion import Check, StatusCheck
from loadstudio.scenario.extractor import Extractor


class Answers:
    """Reads what is asked of the answers of one thread group. `used` are the parts of values that the plan uses;
    `limits` are the durations that it asks for, by request.
    """

    def __init__(self, values: Values, scripts: Scripts, used: Parts, told: list[str]) -> None:
        self._values = values
        self._scripts = scripts
        self._used = used
        self._told = told
        self.limits: dict[str, Limit] = {}
        self.defaults = 0

    def of(self, place: Place, request_id: str, name: str) -> tuple[tuple[Extractor, ...], tuple[Check, ...]]:
        """Return extractors and checks of the request at a place."""
        extractors: list[Extractor] = []
        checks: list[Check] = []
        where = place.where()
        for element in place.scope:
            try:
                if is_extractor(element):
                    extractors += self._extractors(element, where, request_id)
                elif is_after(element) and element.enabled:
                    extractors += self._scripts.after(element, where, request_id)
                elif is_judge(element) and element.enabled:
                    checks += self._scripts.checks(element, where)
                elif is_assertion(element):
                    checks += checks_of(element, lambda text: literal(self._values.pieces(text, where, plain=True)))
                    self._limit(element, where, name)
                    if looks_anywhere(element):
                        self._told.append(
                            f"Where {called(element)} in {where} looks: here its text may stand anywhere in the page."
                        )
            except NoEqual as error:
                self._told.append(f"{called(element)} in {where}: {error}.")
        return tuple(extractors), tuple(dict.fromkeys(_one_status(checks)))

    def _extractors(self, element: Element, where: str, request_id: str) -> Iterator[Extractor]:
        if is_random(element) and element.enabled:
            self._told.append(f"That {called(element)} in {where} takes any of its matches: here it is the first.")
        self.defaults += bool(default_of(element)) and element.enabled
        for wanted in names_of(element, self._used):
            if not wanted.name:
                continue
            variable = self._values.taken(wanted.name, request_id)
            yield extractor_of(element, wanted, variable, lambda text: self._values.template(text, where))

    def _limit(self, element: Element, where: str, name: str) -> None:
        said = limit_ms(element)
        if said and element.enabled:
            value = self._values.number(said, where, 0)
            if value > 0:
                self.limits[name] = Limit(metric="max", value=value, label=name)


def _one_status(checks: list[Check]) -> Iterator[Check]:
    """A nearer assertion about the status comes last and counts; one that takes any status matters only alone."""
    statuses = [check for check in checks if isinstance(check, StatusCheck)]
    asked = [check for check in statuses if check.enabled] or statuses
    for check in checks:
        if not isinstance(check, StatusCheck) or check is asked[-1]:
            yield check
