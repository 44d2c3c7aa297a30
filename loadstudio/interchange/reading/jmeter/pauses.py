"""The timers of JMeter: how long a person waits before a request, and how that changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from loadstudio.interchange.reading.jmeter.places import Place
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.plan.model import (
    ExponentialThinkTimes,
    NormalThinkTimes,
    RecordedThinkTimes,
    ThinkTimes,
    UniformThinkTimes,
)

TIMERS = frozenset(("ConstantTimer", "UniformRandomTimer", "GaussianRandomTimer", "PoissonRandomTimer"))
_DELAY, _RANGE = "ConstantTimer.delay", "RandomTimer.range"
_BETWEEN = re.compile(r"\$\{__Random\((\d+),(\d+)[^)]*\)\}")
_AROUND = re.compile(
    r"\$\{__BeanShell\(\(long\) Math\.max\(0\.0D\\, (\d+) \+ new Random\(\)\.nextGaussian\(\) \* (\d+)\)\)\}"
)
_MOSTLY_SHORT = re.compile(r"\$\{__BeanShell\(\(long\) \(-Math\.log\(1 - Math\.random\(\)\) \* (\d+)\)\)\}")


class Pause(NamedTuple):
    """A pause: its mean in seconds, and what is to be said of all pauses where they all are so."""

    seconds: float
    times: ThinkTimes | None = None
    enabled: bool = True


class Pauses:
    """Reads the pauses of one thread group and remembers how they change."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._seen: list[Pause] = []

    def before(self, place: Place) -> Pause | None:
        """Return the pause before what stands at a place: all timers that apply, one after the other."""
        timers = [one for one in place.scope if one.kind in TIMERS]
        on = [one for one in timers if one.enabled]
        pauses = [self._timer(one, place.where()) for one in on or timers]
        if not pauses:
            return None
        pause = pauses[0] if len(pauses) == 1 else Pause(sum(one.seconds for one in pauses))
        return self._noted(pause._replace(enabled=bool(on)))

    def of_text(self, text: str, where: str) -> Pause | None:
        """Return the pause of a number of milliseconds, which may be made anew."""
        if found := _BETWEEN.fullmatch(text.strip()):
            least, most = sorted(int(one) / 1000 for one in found.groups())
            return self._noted(Pause((least + most) / 2, UniformThinkTimes(least_s=least, most_s=most)))
        if found := _AROUND.fullmatch(text.strip()):
            mean, deviation = int(found[1]) / 1000, int(found[2]) / 1000
            return self._noted(Pause(mean, NormalThinkTimes(mean_s=mean, deviation_s=deviation)))
        if found := _MOSTLY_SHORT.fullmatch(text.strip()):
            return self._noted(Pause(int(found[1]) / 1000, ExponentialThinkTimes(mean_s=int(found[1]) / 1000)))
        milliseconds = self._values.number(text or "0", where, 0)
        return self._noted(Pause(milliseconds / 1000)) if milliseconds > 0 else None

    def think_times(self, told: list[str]) -> ThinkTimes:
        """Return how all pauses are, where they are all alike; the means where they are not."""
        kinds = {pause.times for pause in self._seen if pause.enabled}
        if len(kinds) == 1 and (only := next(iter(kinds))) is not None:
            return only
        if kinds - {None}:
            told.append("How pauses change from time to time: they differ among each other, so here each has its mean.")
        return RecordedThinkTimes()

    def _noted(self, pause: Pause) -> Pause:
        self._seen.append(pause)
        return pause

    def _timer(self, timer: Element, where: str) -> Pause:
        delay, spread = (
            max(0.0, self._values.number(timer.text(key) or "0", where, 0)) / 1000 for key in (_DELAY, _RANGE)
        )
        times: ThinkTimes | None = None
        mean = delay
        if timer.kind == "UniformRandomTimer":
            mean, times = delay + spread / 2, UniformThinkTimes(least_s=delay, most_s=delay + spread)
        elif timer.kind == "GaussianRandomTimer":
            times = NormalThinkTimes(mean_s=delay, deviation_s=spread)
        elif timer.kind == "PoissonRandomTimer":
            mean = delay + spread
            times = ExponentialThinkTimes(mean_s=spread) if not delay else None
        return Pause(max(0.0, mean), times)


def common(all_times: Iterable[ThinkTimes]) -> ThinkTimes:
    """Return the think times of a plan whose scenarios have these."""
    kinds = set(all_times)
    return kinds.pop() if len(kinds) == 1 else RecordedThinkTimes()
