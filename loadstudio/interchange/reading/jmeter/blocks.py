"""The controllers of JMeter as steps and blocks, the samplers in them as requests and pauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from loadstudio.base.ids import new_id
from loadstudio.interchange.reading.brought import a_step
from loadstudio.interchange.reading.jmeter.conditions import Conditions
from loadstudio.interchange.reading.jmeter.java_reading import Array, Call, Java, Literal
from loadstudio.interchange.reading.jmeter.modules import Modules
from loadstudio.interchange.reading.jmeter.pauses import Pause, Pauses
from loadstudio.interchange.reading.jmeter.places import HTTP_SAMPLERS, Place, called, is_controller, is_sampler
from loadstudio.interchange.reading.jmeter.requests import Requests
from loadstudio.interchange.reading.jmeter.scripts import Scripts, answers_in
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.scenario.model import Choice, Comparison, If, Loop, Node, Step, ThinkTime
from loadstudio.scenario.template import escape
from loadstudio.scenario.validate import TIMES_MAX

_MOST_TURNS = 100
_PAUSE, _GROUPS = "1", ("TransactionController", "GenericController", "RecordingController", "TestFragmentController")
_SCRIPTED = ("JSR223Sampler", "BeanShellSampler", "BSFSampler")
_AS_GROUP = {
    "OnceOnlyController": "is done only in a person's first pass: here it is done in each",
    "RandomOrderController": "has its parts in any order: here they stand in one",
    "CriticalSectionController": "lets only one person in at a time: here all go in",
    "RunTime": "repeats its parts for a time: here they are done once",
    "IncludeController": "takes its parts from another file: import that on its own",
    "ForeachController": "is done for each of several values: here it is done once, for the first",
}


class Blocks:
    """Goes through the controllers of one thread group."""

    def __init__(
        self,
        values: Values,
        scripts: Scripts,
        requests: Requests,
        pauses: Pauses,
        *,
        modules: Modules,
        told: list[str],
    ) -> None:
        self._values = values
        self._scripts = scripts
        self._requests = requests
        self._pauses = pauses
        self._modules = modules
        self._conditions = Conditions(values)
        self._shares: dict[str, tuple[float, ...]] = {}
        self._told = told
        self._read: Mapping[str, Callable[[Element, Place], list[Node]]] = {
            "LoopController": self._loop,
            "WhileController": self._while,
            "IfController": self._if,
            "RandomController": self._any,
            "InterleaveControl": self._any,
            "ThroughputController": self._sometimes,
            "SwitchController": self._switch,
            "ModuleController": self._module,
            "TestAction": self._pause,
        }

    def nodes(self, element: Element, place: Place) -> list[Node]:
        """Return what stands below an element; `place` is the place of that."""
        return [node for child in element.children for node in self._node(child, place)]

    def _node(self, element: Element, place: Place) -> list[Node]:
        kind, below = element.kind, place.below(element)
        if kind in HTTP_SAMPLERS:
            request = self._requests.request(element, below)
            pause = self._pauses.before(below)
            waits = [_think_time(pause, enabled=element.enabled)] if pause is not None and pause.seconds > 0 else []
            return [] if request is None else [*waits, request]
        if kind in self._read:
            return self._read[kind](element, below)
        if kind in _SCRIPTED:
            self._scripts.sample(element, place)
        elif is_controller(element):
            if kind not in _GROUPS:
                does = _AS_GROUP.get(
                    kind, "says when its parts are done in a way that is not known: here they are done once"
                )
                self._tell(element, f"{called(element)} in {place.where()} {does}.")
            if kind == "ForeachController":
                self._first_of(element, below)
            return self._group(element, below)
        elif is_sampler(element):
            self._tell(element, f"{called(element)} in {place.where()}: it sends nothing by HTTP.")
        return []

    def _tell(self, element: Element, sentence: str) -> None:
        if element.enabled:
            self._told.append(sentence)

    def _group(self, element: Element, below: Place) -> list[Node]:
        children = self.nodes(element, below)
        return [self._step(element, children)] if children else []

    def _pause(self, element: Element, below: Place) -> list[Node]:
        """A pause; one of no length is a place for scripts, which may work out conditions and choices."""
        where = below.where()
        for script in below.of_kind("BeanShellPreProcessor", "JSR223PreProcessor"):
            for name, value in answers_in(script):
                self._note_answer(name, value, where)
        self._scripts.once(Place(below.path, tuple(one for one in below.scope if one in element.children)))
        if element.text("ActionProcessor.action", _PAUSE) != _PAUSE:
            self._tell(element, f"That {called(element)} in {where} ends a pass or the test.")
            return []
        pause = self._pauses.of_text(element.text("ActionProcessor.duration"), where)
        timers = self._pauses.before(below)
        return [
            _think_time(one, enabled=element.enabled) for one in (timers, pause) if one is not None and one.seconds > 0
        ]

    def _note_answer(self, name: str, value: Java, where: str) -> None:
        if (
            isinstance(value, Call)
            and value.name == "pick"
            and value.arguments
            and isinstance(value.arguments[0], Array)
        ):
            items = [one.value for one in value.arguments[0].items if isinstance(one, Literal)]
            self._shares[name] = tuple(float(one) for one in items if isinstance(one, int | float))
            return
        found = self._conditions.judged(value, where, [])
        if found is not None:
            self._conditions.answers[name] = found

    def _loop(self, element: Element, below: Place) -> list[Node]:
        text = element.text("LoopController.loops") or "1"
        times = round(self._values.number(text, below.where(), 1))
        if times < 0 or times > TIMES_MAX:
            self._tell(
                element,
                f"That {called(element)} in {below.where()} goes on without end: here it is done {_MOST_TURNS} times.",
            )
            times = _MOST_TURNS
        children = self.nodes(element, below)
        if not children:
            return []
        only = children[0]
        if len(children) == 1 and isinstance(only, If) and only.enabled:  # each turn asks first
            made = Loop(id=new_id("loop"), times=max(times, 1), condition=only.condition, children=only.children)
        else:
            made = Loop(id=new_id("loop"), times=max(times, 1), children=tuple(children))
        return [replace(made, enabled=element.enabled and times > 0)]

    def _while(self, element: Element, below: Place) -> list[Node]:
        where = below.where()
        children = self.nodes(element, below)
        if not children:
            return []
        text = element.text("WhileController.condition").strip()
        found = self._conditions.of(text, where)
        if found is None or len(found) != 1:
            self._tell(
                element,
                f"How long {called(element)} in {where} goes on ({text or 'until a request fails'}): once, here.",
            )
            return [self._step(element, children)]
        condition = found[0]
        if condition.right == "true" and condition.operator == "equals":
            condition = Comparison(left=condition.left, operator="differs", right="false")  # JMeter asks for that word
        self._tell(element, f"{called(element)} in {where} goes round {_MOST_TURNS} times at most.")
        return [
            Loop(
                id=new_id("loop"),
                times=_MOST_TURNS,
                condition=condition,
                children=tuple(children),
                enabled=element.enabled,
            )
        ]

    def _if(self, element: Element, below: Place) -> list[Node]:
        where = below.where()
        children = self.nodes(element, below)
        if not children:
            return []
        text = element.text("IfController.condition").strip()
        found = self._conditions.of(text, where)
        if found is None:
            self._tell(
                element,
                f"The condition of {called(element)} in {where} ({' '.join(text.split())[:200]}): what stands in it is"
                " there, and off.",
            )
            return [replace(self._step(element, children), enabled=False)]
        inner = tuple(children)
        for condition in reversed(found):
            inner = (If(id=new_id("if"), condition=condition, children=inner, enabled=element.enabled),)
        return list(inner)

    def _any(self, element: Element, below: Place) -> list[Node]:
        """One of the parts by chance; JMeter's interleaving takes them in turn."""
        if element.kind == "InterleaveControl":
            self._tell(
                element,
                f"That {called(element)} in {below.where()} takes its parts in turn: here one by chance.",
            )
        steps = self._steps_of(element, below)
        return [Choice(id=new_id("choice"), children=tuple(steps), enabled=element.enabled)] if steps else []

    def _steps_of(self, element: Element, below: Place) -> list[Step]:
        """Return each part as a step."""
        steps: list[Step] = []
        for child in element.children:
            nodes = self._node(child, below)
            only = nodes[0] if len(nodes) == 1 else None
            if nodes:
                steps.append(
                    only
                    if isinstance(only, Step)
                    else replace(a_step(self._values.label(child.name), nodes), enabled=child.enabled)
                )
        return steps

    def _sometimes(self, element: Element, below: Place) -> list[Node]:
        children = self.nodes(element, below)
        if not children:
            return []
        where = below.where()
        if element.text("ThroughputController.style") != "1":
            self._tell(
                element,
                f"That {called(element)} in {where} is done so many times in all: here in each pass.",
            )
            return [self._step(element, children)]
        share = min(
            100.0, max(0.0, self._values.number(element.text("ThroughputController.percentThroughput"), where, 100))
        )
        if share >= 100:
            return [self._step(element, children)]
        often = replace(self._step(element, children), share=share, enabled=True)
        nothing = Step(id=new_id("step"), name="Nothing", share=100 - share)
        return [Choice(id=new_id("choice"), children=(often, nothing), enabled=element.enabled)]

    def _switch(self, element: Element, below: Place) -> list[Node]:
        text = element.text("SwitchController.value").strip()
        steps = self._steps_of(element, below)
        name = text.removeprefix("${").removesuffix("}")
        shares = self._shares.get(name)
        if shares is not None and len(shares) == len(steps):
            chosen = tuple(replace(step, share=share) for step, share in zip(steps, shares, strict=True))
            return [Choice(id=new_id("choice"), children=chosen, enabled=element.enabled)]
        value = self._values.template(text, below.where())
        if "${" in value:
            return [_when(value, place, step, enabled=element.enabled) for place, step in enumerate(steps)]
        by_name = next((place for place, step in enumerate(steps) if step.name == value), None)
        chosen_place = by_name if by_name is not None else int(value) if value.isdecimal() else 0
        return [replace(step, enabled=step.enabled and place == chosen_place) for place, step in enumerate(steps)]

    def _module(self, element: Element, below: Place) -> list[Node]:
        with self._modules.target(element) as target:
            if target is None:
                self._tell(
                    element,
                    f"{called(element)} in {below.where()}: the part that it stands for is not in the test plan.",
                )
                return []
            nodes = self._node(target, Place(below.path[:-1], below.scope))
        return [replace(node, enabled=element.enabled and node.enabled) for node in nodes]

    def _step(self, element: Element, children: Iterable[Node]) -> Step:
        name, note = (self._values.label(text) for text in (element.name, element.text("TestPlan.comments")))
        return replace(a_step(name, children, note), enabled=element.enabled)

    def _first_of(self, element: Element, below: Place) -> None:
        taken = element.text("ForeachController.inputVal").strip()
        given = element.text("ForeachController.returnVal").strip()
        separator = "_" if element.flag("ForeachController.useSeparator", otherwise=True) else ""
        start = round(self._values.number(element.text("ForeachController.startIndex") or "0", below.where(), 0))
        first = f"{taken}{separator}{start + 1}"
        if given and taken:
            self._values.computed(given, self._values.named(first, below.where()))


def _when(value: str, place: int, step: Step, *, enabled: bool) -> If:
    """A part is chosen by its place or by its name."""
    condition = Comparison(left=value, operator="matches", right=f"^(?:{place}|{escape(re.escape(step.name))})$")
    return If(id=new_id("if"), condition=condition, children=(step,), enabled=enabled)


def _think_time(pause: Pause, *, enabled: bool) -> ThinkTime:
    return ThinkTime(id=new_id("think"), seconds=round(pause.seconds, 3), enabled=pause.enabled and enabled)
