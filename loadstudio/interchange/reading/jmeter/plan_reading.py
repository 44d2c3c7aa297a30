"""A whole test plan of JMeter: each thread group becomes a scenario, and all of them a plan."""

from __future__ import annotations

import re

from msgspec.structs import replace

from loadstudio.base.errors import InvalidInput
from loadstudio.base.ids import slug
from loadstudio.interchange.reading.brought import Brought, Filled
from loadstudio.interchange.reading.jmeter.addresses import setting
from loadstudio.interchange.reading.jmeter.bodies import Read
from loadstudio.interchange.reading.jmeter.journeys import Journey, Reader, located
from loadstudio.interchange.reading.jmeter.load import Loads, pacing_s
from loadstudio.interchange.reading.jmeter.pauses import common
from loadstudio.interchange.reading.jmeter.places import GROUPS, HTTP_SAMPLERS, Place, called, is_sampler
from loadstudio.interchange.reading.jmeter.redirects import with_redirects_sent
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element, tree_in
from loadstudio.plan.model import ClosedLoad, Load, NetworkSettings, OpenLoad, Plan, ScenarioUse, Stage
from loadstudio.plan.validate import WAIT_MAX_S

_USUAL_NAME = re.compile(r"(?:jp@gc - |bzm - )?.*thread ?group.*|test ?plan|", re.IGNORECASE)
_OF_EACH = ("", "0", "calcMode.1", "ThisThreadOnly")
_APART = {
    "SetupThreadGroup": "runs before all others",
    "PostThreadGroup": "runs after all others",
}


def from_jmx(content: bytes, name: str, read: Read) -> Brought:
    """Return a test plan as scenarios with a plan. `read` gives a file that stands beside it, None for one that does
    not. Raises InvalidInput when it cannot be read, or has nothing that can be sent.
    """
    root = with_redirects_sent(tree_in(content))
    plan = next((one for one in root.children if one.kind == "TestPlan"), root)
    return _Reading(root, plan, name, read).brought()


class _Reading:
    """Goes through one test plan."""

    def __init__(self, root: Element, plan: Element, name: str, read: Read) -> None:
        self._told: list[str] = []
        self._plan = plan
        self._reader = Reader(root, plan, read, self._told)
        own = self._reader.values().label(plan.name).strip()
        self._name = name if _USUAL_NAME.fullmatch(own) else own

    def brought(self) -> Brought:
        groups = [one for one in self._plan.walk() if one.kind in GROUPS or one.kind.endswith("ThreadGroup")]
        groups = groups or [self._plan]
        kept: list[tuple[Element, Journey, Load]] = []
        for group in sorted(groups, key=lambda one: (not one.enabled, one.kind in _APART)):
            try:
                kept.append(self._read(group, len(groups), kept))
            except InvalidInput:
                if len(groups) > 1 and _has_samplers(group):
                    self._told.append(f"{called(group)}: there is no request in it that could be sent.")
        if not kept:
            raise InvalidInput("has no HTTP request that could be sent." + (f" {self._told[0]}" if self._told else ""))
        self._tell_of_groups([group for group, *_ in kept])
        self._tell_of_cookies(kept)
        first, *others = (Filled(journey.scenario, _rows(journey)) for _, journey, _ in kept)
        return Brought(
            first.scenario,
            tuple(dict.fromkeys(self._told)),
            tables=first.tables,
            plan=self._as_plan(kept),
            others=tuple(others),
        )

    def _read(
        self, group: Element, count: int, before: list[tuple[Element, Journey, Load]]
    ) -> tuple[Element, Journey, Load]:
        values = self._reader.values()
        own = values.label(group.name).strip()
        name = self._name if not own or (count == 1 and _USUAL_NAME.fullmatch(own)) else own
        taken = {journey.scenario.name for _, journey, _ in before}
        free, number = name, 1
        while free in taken:
            number += 1
            free = f"{name} {number}"
        journey = self._reader.journey(group, free, slug(free, "plan"), values)
        return group, journey, self._load(group, values)

    def _load(self, group: Element, values: Values) -> Load:
        if group.kind == "TestPlan":
            return ClosedLoad(stages=(Stage(target=1, duration_s=0),), iterations_per_user=1)
        load = Loads(values, self._told).of(group)
        of_one = {id(timer) for one, _ in located(group, Place()) if is_sampler(one) for timer in one.children}
        for element, place in located(group, Place((group.name,))):
            if element.kind == "ConstantThroughputTimer":
                requests = 1 if id(element) in of_one else len(_requests(group))
                load = self._at_rate(load, element, place, values, requests)
            elif isinstance(load, ClosedLoad) and (pace_s := pacing_s(element)):
                load = replace(load, pacing_s=pace_s)
        return load

    def _at_rate(self, load: Load, timer: Element, place: Place, values: Values, requests: int) -> Load:
        """A timer that holds requests back to a rate: with the requests of a pass it is a rate of passes."""
        a_minute = values.number(timer.text("throughput"), place.where(timer), 0)
        if a_minute <= 0 or not isinstance(load, ClosedLoad) or load.iterations_per_user is not None:
            return load
        users = max(stage.target for stage in load.stages)
        rate = a_minute / 60 / max(1, requests) * (users if timer.text("calcMode").strip() in _OF_EACH else 1)
        if requests != 1:
            self._told.append(
                f"That {called(timer)} in {place.where()} holds requests back to {a_minute:g} a minute: here passes"
                " begin at the rate that comes to the same."
            )
        total_s = sum(stage.duration_s for stage in load.stages)
        return OpenLoad(
            stages=(Stage(target=rate, duration_s=0), Stage(target=rate, duration_s=total_s)), max_users=int(users)
        )

    def _tell_of_groups(self, groups: list[Element]) -> None:
        for group in groups:
            if group.kind in _APART:
                self._told.append(
                    f"That {called(group)} {_APART[group.kind]}: it is a scenario of its own, and not in the plan."
                )
            if not group.enabled:
                self._told.append(f"{called(group)} is off: it is a scenario of its own, and not in the plan.")
            error = group.text("ThreadGroup.on_sample_error")
            if error not in ("", "continue"):
                self._told.append(
                    f"That a failed request in {called(group)} ends more than itself: here the pass goes on."
                )
        if len(groups) > 1 and self._plan.flag("TestPlan.serialize_threadgroups"):
            self._told.append("That the thread groups run one after the other: here all run at the same time.")

    def _tell_of_cookies(self, kept: list[tuple[Element, Journey, Load]]) -> None:
        """JMeter's people keep their cookies from pass to pass, unless told otherwise; ours are new people."""
        for group, _, load in kept:
            again = not (isinstance(load, ClosedLoad) and load.iterations_per_user == 1)
            managers = [
                one for one in (*self._plan.children, *group.walk()) if one.kind == "CookieManager" and one.enabled
            ]
            if again and any(_keeps_cookies(one, group) for one in managers):
                self._told.append(
                    f"That the people of {called(group)} keep their cookies from pass to pass: here each pass begins"
                    " with none."
                )

    def _as_plan(self, kept: list[tuple[Element, Journey, Load]]) -> Plan:
        running = [one for one in kept if one[0].enabled and one[0].kind not in _APART] or kept[:1]
        uses = tuple(
            ScenarioUse(file=journey.scenario.name, load=None if place == 0 else load)
            for place, (_, journey, load) in enumerate(running)
        )
        limits = tuple(dict.fromkeys(limit for _, journey, _ in running for limit in journey.limits))
        made = Plan(name=self._name, scenarios=uses, load=running[0][2])
        return replace(
            made,
            limits=(*made.limits, *limits),
            think_times=common(journey.think_times for _, journey, _ in running),
            network=self._network(),
            timeout_s=min(self._timeout_s(), WAIT_MAX_S) or made.timeout_s,
        )

    def _network(self) -> NetworkSettings:
        elements = [one for one, _ in located(self._plan, Place())]
        hosts = (one.text("HTTPSampler.proxyHost").strip() for one in elements)
        host = next((one for one in hosts if one and "${" not in one), "")
        port = next((found for one in elements if (found := one.text("HTTPSampler.proxyPort").strip())), "")
        return NetworkSettings(
            proxy=f"http://{host}:{port if port.isdecimal() else 8080}" if host else "",
            browser_cache=any(one.kind == "CacheManager" for one in elements),
            fresh_dns=any(
                one.kind == "DNSCacheManager" and one.flag("DNSCacheManager.clearEachIteration") for one in elements
            ),
        )

    def _timeout_s(self) -> float:
        """The longest that any request waits for its answer."""
        found = [
            setting(one, place, "response_timeout")
            for one, place in located(self._plan, Place())
            if one.kind in HTTP_SAMPLERS | {"ConfigTestElement"}
        ]
        return max((int(one) / 1000 for one in found if one.isdecimal()), default=0.0)


def _keeps_cookies(manager: Element, group: Element) -> bool:
    if manager.flag("CookieManager.controlledByThreadGroup"):
        return group.flag("ThreadGroup.same_user_on_next_iteration", otherwise=True)
    return not manager.flag("CookieManager.clearEachIteration")


def _rows(journey: Journey) -> tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    return tuple((table.source.columns, table.rows) for table in journey.tables)


def _requests(group: Element) -> list[Element]:
    return [one for one, _ in located(group, Place()) if one.kind in HTTP_SAMPLERS]


def _has_samplers(group: Element) -> bool:
    return any(True for _ in _requests(group))
