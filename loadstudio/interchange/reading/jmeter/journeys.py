"""One thread group as a scenario: first all names that stand in it, then its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from loadstudio.interchange.reading.brought import a_step, as_scenario
from loadstudio.interchange.reading.jmeter.blocks import Blocks
from loadstudio.interchange.reading.jmeter.bodies import Read
from loadstudio.interchange.reading.jmeter.data import Data, Table
from loadstudio.interchange.reading.jmeter.extractors import Parts, is_extractor, names_of, parts_of
from loadstudio.interchange.reading.jmeter.modules import Modules
from loadstudio.interchange.reading.jmeter.pauses import Pauses
from loadstudio.interchange.reading.jmeter.places import Place, is_controller, is_sampler
from loadstudio.interchange.reading.jmeter.requests import Requests
from loadstudio.interchange.reading.jmeter.scripts import Scripts, is_script, names_set
from loadstudio.interchange.reading.jmeter.tellings import tell_of_habits, tell_of_unknown
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element, Property
from loadstudio.plan.model import Limit, ThinkTimes
from loadstudio.scenario.model import HttpRequest, Node, Scenario, Step, walk
from loadstudio.scenario.validate import holes_of

_NAME = re.compile(r"\$\{([^}(]+)\}|vars\.get\(\s*[\"']([^\"']+)[\"']\s*\)")


class Journey(NamedTuple):
    """A scenario with its rows, its pauses, and the durations that it allows."""

    scenario: Scenario
    tables: tuple[Table, ...]
    think_times: ThinkTimes
    limits: tuple[Limit, ...]


class Reader:
    """Reads the thread groups of one test plan. `root` is what the plan stands below, `plan` the plan itself."""

    def __init__(self, root: Element, plan: Element, read: Read, told: list[str]) -> None:
        self._root = root
        self._plan = plan
        self._read = read
        self._told = told
        self._used = parts_of(_names_used(root))

    def values(self) -> Values:
        """Return the names of a thread group: all user-defined variables, which hold for the whole test."""
        values = Values(self._told)
        own = self._plan.inner("TestPlan.user_defined_variables")
        for element in (own, *(one for one in self._root.walk() if one.kind == "Arguments" and one.enabled)):
            for argument in element.elements("Arguments.arguments"):
                values.define(argument.text("Argument.name") or argument.name, argument.text("Argument.value"))
        return values

    def journey(self, group: Element, name: str, stem: str, values: Values) -> Journey:
        """Return a thread group as a scenario called `name`; `stem` begins the names of its tables. Raises InvalidInput
        where it has nothing that can be sent.
        """
        told = self._told
        scripts = Scripts(values, told)
        top = Place((), tuple(one for one in self._plan.children if not is_controller(one) and not is_sampler(one)))
        place = top if group is self._plan else top.below(group)
        elements = [*_located_here(top), *located(group, place)]
        data = Data(values, self._read, stem, told)
        _expect(elements, values, self._used)
        _take_data(elements, data, scripts)
        tell_of_unknown(elements, scripts, told)
        requests = Requests(values, scripts, self._read, self._used, told)
        pauses = Pauses(values)
        blocks = Blocks(values, scripts, requests, pauses, modules=Modules(self._root), told=told)
        steps = as_steps(blocks.nodes(group, place))
        scenario = as_scenario(name, steps)
        used = {hole.expression for node in walk(scenario.steps) for hole in holes_of(node)}
        scenario = replace(
            scenario,
            variables=values.variables(sorted(one for one in used if not one.endswith(")"))),
            data_sources=tuple(table.source for table in data.tables),
        )
        tell_of_habits(requests.habits, requests.answers.defaults, told)
        return Journey(scenario, tuple(data.tables), pauses.think_times(told), tuple(requests.answers.limits.values()))


def located(element: Element, place: Place) -> Iterator[tuple[Element, Place]]:
    """Yield what stands below an element and is on, with its place; what is below what is off is off."""
    for child in element.children:
        if child.enabled:
            yield child, place
            yield from located(child, place.below(child))


def _located_here(place: Place) -> Iterator[tuple[Element, Place]]:
    return ((one, place) for one in place.scope if one.enabled)


def _names_used(root: Element) -> Iterator[str]:
    for element in root.walk():
        for text in _texts(element.properties.values()):
            for found in _NAME.finditer(text):
                yield found[1] or found[2]


def _texts(properties: Iterable[Property]) -> Iterator[str]:
    for one in properties:
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple):
            yield from _texts(one)
        else:
            yield from _texts(one.properties.values())


def _expect(elements: Iterable[tuple[Element, Place]], values: Values, used: Parts) -> None:
    """Note the names that answers and scripts will give, so that they are known wherever they are used."""
    for element, _ in elements:
        if is_extractor(element):
            for wanted in names_of(element, used):
                if wanted.name:
                    values.taken(wanted.name)
        elif is_script(element):
            for name in names_set(element):
                if not values.knows(name):
                    values.expect(name)


def _take_data(elements: Iterable[tuple[Element, Place]], data: Data, scripts: Scripts) -> None:
    for element, place in elements:
        where = place.where()
        match element.kind:
            case "CSVDataSet":
                data.csv(element, where)
            case "UserParameters":
                data.parameters(element, where)
            case "CounterConfig":
                data.counter(element, where)
            case "RandomVariableConfig":
                data.random(element, where)
            case _ if is_script(element):
                for row in scripts.rows(element, where):
                    data.row(row, where)


def as_steps(nodes: Iterable[Node]) -> list[Step]:
    """Return nodes as steps: a request that stands alone is a step of its own, with the pauses before it."""
    steps: list[Step] = []
    waiting: list[Node] = []
    for node in nodes:
        if isinstance(node, Step):
            steps += [a_step("Pause", waiting)] if waiting else []
            steps.append(node)
        elif isinstance(node, HttpRequest):
            steps.append(a_step(node.name, (*waiting, node)))
        elif getattr(node, "children", ()):
            steps.append(a_step(_name_of(node), (*waiting, node)))
        else:
            waiting.append(node)
            continue
        waiting = []
    if waiting and steps:
        steps[-1] = replace(steps[-1], children=(*steps[-1].children, *waiting))
    return steps


def _name_of(node: Node) -> str:
    """A block is called after the first step or request in it."""
    return next((one.name for one in walk((node,)) if isinstance(one, Step | HttpRequest)), "Step")
