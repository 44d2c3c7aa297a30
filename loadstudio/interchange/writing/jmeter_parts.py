"""What one person does, as elements of a test plan of JMeter: steps, requests, pauses and blocks."""

from __future__ import annotations

from collections.abc import Iterable

from loadstudio.interchange.writing.java_words import JavaWords, java
from loadstudio.interchange.writing.jmeter_request import JMeterRequests
from loadstudio.interchange.writing.jmeter_xml import Branch, add_script, plain
from loadstudio.interchange.writing.outline import (
    Code,
    Exchange,
    Group,
    Part,
    Pause,
    Pick,
    Question,
    Repeat,
    Together,
    When,
)
from loadstudio.plan.model import (
    ConstantThinkTimes,
    ExponentialThinkTimes,
    NormalThinkTimes,
    ThinkTimes,
    UniformThinkTimes,
)


class JMeterParts:
    """Writes parts below a place of the plan; `told` is what cannot be said."""

    def __init__(self, words: JavaWords, requests: JMeterRequests, think_times: ThinkTimes, told: list[str]) -> None:
        self._words = words
        self._requests = requests
        self._think_times = think_times
        self._told = told
        self._count = 0

    def write(self, place: Branch, parts: Iterable[Part]) -> None:
        """Write parts one after the other."""
        for part in parts:
            self._part(place, part)

    def _part(self, place: Branch, part: Part) -> None:
        match part:
            case Exchange():
                self._requests.write(place, part)
            case Together(exchanges):
                self._told.append(
                    "That page files are asked for at the same time: JMeter asks for one after the other."
                )
                for exchange in exchanges:
                    self._requests.write(place, exchange)
            case Pause(seconds):
                add_pause(place, "Think time", self._pause(seconds))
            case Code(name, code):
                self._told.append(f"The Python step '{name}': JMeter runs no Python. Its code stands in a comment.")
                add_pause(place, f"Not taken along: Python step {name}", "0", comments=code)
            case Group():
                _, below = add_group(place, part)
                self.write(below, part.children)
            case When(condition, children):
                self.write(self._if(place, condition), children)
            case Repeat():
                self._repeat(place, part)
            case Pick(groups):
                self._pick(place, groups)

    def _pause(self, seconds: float) -> str:
        match self._think_times:
            case ConstantThinkTimes(seconds=constant):
                return f"{constant * 1000:.0f}"
            case UniformThinkTimes(least_s=least, most_s=most):
                return f"${{__Random({least * 1000:.0f},{most * 1000:.0f})}}"
            case NormalThinkTimes(mean_s=mean, deviation_s=deviation):
                made = f"{mean * 1000:.0f} + new Random().nextGaussian() * {deviation * 1000:.0f}"
                return f"${{__BeanShell((long) Math.max(0.0D\\, {made}))}}"
            case ExponentialThinkTimes(mean_s=mean):
                return f"${{__BeanShell((long) (-Math.log(1 - Math.random()) * {mean * 1000:.0f}))}}"
            case times:
                return f"{seconds * times.factor * 1000:.0f}"

    def _if(self, place: Branch, condition: Question) -> Branch:
        """A variable holds the answer: JMeter 5 reads it, and for older ones it is a script."""
        self._count += 1
        name = f"condition_{self._count}"
        _, below = add_pause(place, "Ask the condition", "0")
        add_script(
            below,
            "BeanShellPreProcessor",
            f"vars.put({java(name)}, String.valueOf({self._words.question(condition)}));",
        )
        _, inside = place.add(
            "IfController",
            "If",
            "IfControllerPanel",
            IfController__condition=f"${{{name}}}",
            IfController__evaluateAll=False,
            IfController__useExpression=True,
        )
        return inside

    def _repeat(self, place: Branch, block: Repeat) -> None:
        _, below = place.add(
            "LoopController",
            "Repeat",
            "LoopControlPanel",
            LoopController__continue_forever=True,
            LoopController__loops=str(block.times),
        )
        self.write(below if block.condition is None else self._if(below, block.condition), block.children)

    def _pick(self, place: Branch, groups: tuple[Group, ...]) -> None:
        self._count += 1
        name = f"choice_{self._count}"
        _, below = add_pause(place, "Choose", "0")
        shares = ", ".join(f"{group.share:g}D" for group in groups)
        chosen = f"pick(new double[] {{ {shares} }})"
        add_script(below, "BeanShellPreProcessor", f"vars.put({java(name)}, String.valueOf({chosen}));")
        _, switch = place.add(
            "SwitchController", "One of these", "SwitchControllerGui", SwitchController__value=f"${{{name}}}"
        )
        for group in groups:
            _, inside = add_group(switch, group)
            self.write(inside, group.children)


def add_group(place: Branch, group: Group) -> tuple[object, Branch]:
    """Add a transaction, pauses left out."""
    return place.add(
        "TransactionController",
        group.name,
        TestPlan__comments=plain(group.note),
        TransactionController__includeTimers=False,
        TransactionController__parent=False,
    )


def add_pause(place: Branch, name: str, duration_ms: str, comments: str = "") -> tuple[object, Branch]:
    """Add an action that pauses; one of 0 ms is a place for scripts."""
    return place.add(
        "TestAction",
        name,
        TestPlan__comments=plain(comments),
        ActionProcessor__action=1,
        ActionProcessor__target=0,
        ActionProcessor__duration=duration_ms,
    )
