"""Thread groups as loads: how many people come when, and how long they stay."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from loadstudio.interchange.reading.jmeter.places import Place, called
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Stage
from loadstudio.plan.validate import DAYS_MAX, PASSES_MAX, USERS_MAX

_ENDLESS_S = 600.0
_RATE = re.compile(r"rate\(\s*([\d.]+)\s*/\s*(ms|s|sec|second|m|min|minute|h|hour)\s*\)")
_SPAN = re.compile(
    r"(?:random_arrivals|even_arrivals|pause)\(\s*([\d.]+)\s*(ms|s|sec|second|m|min|minute|h|hour)s?\s*\)"
)
_SECONDS = {"ms": 0.001, "s": 1, "sec": 1, "second": 1, "m": 60, "min": 60, "minute": 60, "h": 3_600, "hour": 3_600}
_PACE = re.compile(r"begun \+ (\d+)L")
_WORD = re.compile(r"\s*(\w+\([^)]*\))")


class Loads:
    """Reads loads; `told` is what JMeter does in another way."""

    def __init__(self, values: Values, told: list[str]) -> None:
        self._values = values
        self._told = told

    def of(self, group: Element) -> Load:
        """Return the load of a thread group; what goes on longer than a run can is made shorter."""
        load = self._as_said(group)
        too_long = sum(stage.duration_s for stage in load.stages) / (DAYS_MAX * 86_400)
        if too_long <= 1:
            return load
        self._told.append(f"That {called(group)} lasts longer than {DAYS_MAX} days: here it lasts so long.")
        stages = (replace(stage, duration_s=int(stage.duration_s / too_long)) for stage in load.stages)
        return replace(load, stages=tuple(stages))

    def _as_said(self, group: Element) -> Load:
        match group.kind:
            case "ConcurrencyThreadGroup":
                return self._concurrency(group)
            case "UltimateThreadGroup":
                return self._ultimate(group)
            case "SteppingThreadGroup":
                return self._stepping(group)
            case "OpenModelThreadGroup":
                return self._open_model(group)
            case "ArrivalsThreadGroup":
                return self._arrivals(group)
            case _:
                return self._usual(group)

    def _number(self, group: Element, key: str, otherwise: float = 0) -> float:
        text = group.text(key)
        return self._values.number(text, _where(group), otherwise) if text.strip() else otherwise

    def _users(self, group: Element, key: str, otherwise: float = 1) -> float:
        return min(USERS_MAX, max(1, round(self._number(group, key, otherwise))))

    def _usual(self, group: Element) -> Load:
        users = self._users(group, "ThreadGroup.num_threads")
        ramp_s = max(0.0, self._number(group, "ThreadGroup.ramp_time"))
        controller = group.inner("ThreadGroup.main_controller")
        loops = round(self._values.number(controller.text("LoopController.loops") or "1", _where(group), 1))
        if controller.flag("LoopController.continue_forever") or loops == 0:
            loops = -1 if controller.flag("LoopController.continue_forever") else 1
        timed = group.flag("ThreadGroup.scheduler")
        duration_s = self._number(group, "ThreadGroup.duration") if timed else 0.0
        if timed and self._number(group, "ThreadGroup.delay") > 0:
            self._told.append(f"That the people of {called(group)} come later than the others: all begin at once.")
        if loops > 0:
            if duration_s > 0:
                self._told.append(f"That {called(group)} ends after {duration_s:g} s even where passes are left.")
            passes = min(loops, PASSES_MAX)
            return ClosedLoad(stages=(Stage(target=users, duration_s=ramp_s),), iterations_per_user=passes)
        if duration_s <= 0:
            self._told.append(
                f"That {called(group)} goes on until it is stopped: here people stay for {_ENDLESS_S / 60:.0f} minutes."
            )
            duration_s = ramp_s + _ENDLESS_S
        ramp_s = min(ramp_s, duration_s)
        return ClosedLoad(stages=_stages((0.0, 0.0), (ramp_s, users), (duration_s, users)))

    def _concurrency(self, group: Element) -> Load:
        unit = 60.0 if group.text("Unit", "M").strip().upper() == "M" else 1.0
        users = self._users(group, "TargetLevel")
        ramp_s, hold_s = (max(0.0, self._number(group, key)) * unit for key in ("RampUp", "Hold"))
        steps = round(self._number(group, "Steps"))
        hold_s = hold_s if ramp_s + hold_s > 0 else _ENDLESS_S
        if steps < 1 or ramp_s == 0:
            return ClosedLoad(stages=_stages((0, 0), (ramp_s, users), (ramp_s + hold_s, users)))
        stages: list[Stage] = []
        for step in range(1, min(steps, 100) + 1):
            level = float(round(users * step / min(steps, 100)))
            stages += [Stage(target=level, duration_s=0), Stage(target=level, duration_s=ramp_s / min(steps, 100))]
        return ClosedLoad(stages=(*stages, Stage(target=users, duration_s=hold_s)))

    def _ultimate(self, group: Element) -> Load:
        """Each row: people, wait, time to come, time to stay, time to go; rows add up."""
        rows = [
            [
                max(0.0, self._values.number(one, _where(group), 0)) if isinstance(one, str) else 0.0
                for one in (*row, *"00000")[:5]
            ]
            for row in group.listed("ultimatethreadgroupdata")
            if isinstance(row, tuple)
        ]
        if not rows:
            return ClosedLoad(stages=(Stage(target=1, duration_s=0),), iterations_per_user=1)
        courses = [_course(*row) for row in rows]
        moments = sorted({moment for course in courses for moment, _ in course})
        points = [
            (moment, float(round(sum(_level(course, moment, after=after) for course in courses))))
            for moment in moments
            for after in (False, True)
        ]
        return ClosedLoad(stages=_stages((0, 0), *points))

    def _stepping(self, group: Element) -> Load:
        users = self._users(group, "ThreadGroup.num_threads")
        begin, wait = (
            max(0.0, self._number(group, key)) for key in ("Start users count burst", "Threads initial delay")
        )
        count, period, ramp_s = (
            max(0.0, self._number(group, key)) for key in ("Start users count", "Start users period", "rampUp")
        )
        flight_s = max(0.0, self._number(group, "flightTime"))
        level, stages = min(users, begin), list[Stage]()
        if wait > 0:
            stages.append(Stage(target=0, duration_s=wait))
        while level < users and len(stages) < 1_000:
            stages += [Stage(target=level, duration_s=0), Stage(target=level, duration_s=period)] if level else []
            level = min(users, level + max(1.0, count))
            stages.append(Stage(target=level, duration_s=ramp_s))
        stages = stages or [Stage(target=level, duration_s=0)]
        return ClosedLoad(stages=(*stages, Stage(target=level, duration_s=flight_s or _ENDLESS_S)))

    def _arrivals(self, group: Element) -> Load:
        unit = 60.0 if group.text("Unit", "M").strip().upper() == "M" else 1.0
        rate = max(0.0, self._number(group, "TargetLevel", 1)) / unit
        ramp_s, hold_s = (max(0.0, self._number(group, key)) * unit for key in ("RampUp", "Hold"))
        most = self._users(group, "ConcurrencyLimit", 1_000)
        return OpenLoad(
            stages=_stages((0, 0), (ramp_s, rate), (ramp_s + (hold_s or _ENDLESS_S), rate)), max_users=int(most)
        )

    def _open_model(self, group: Element) -> Load:
        """`rate(1/s) random_arrivals(10 s) rate(5/s)`: from rate to rate."""
        schedule = self._values.plain(group.text("OpenModelThreadGroup.schedule"), _where(group))
        stages: list[Stage] = []
        rate: float | None = None
        waiting_s = 0.0
        for word in _WORD.findall(schedule):
            if found := _RATE.fullmatch(word):
                rate = float(found[1]) / _SECONDS[found[2]]
                stages.append(Stage(target=rate, duration_s=waiting_s))
                waiting_s = 0.0
            elif found := _SPAN.fullmatch(word):
                if waiting_s and rate is not None:
                    stages.append(Stage(target=rate, duration_s=waiting_s))
                waiting_s = float(found[1]) * _SECONDS[found[2]]
                if word.startswith("pause"):
                    stages += [Stage(target=0, duration_s=0), Stage(target=0, duration_s=waiting_s)]
                    waiting_s = 0.0
            else:
                self._told.append(f"The part {word} of the schedule of {called(group)}.")
        if waiting_s:
            stages.append(Stage(target=rate or 0.0, duration_s=waiting_s))
        if not any(stage.target for stage in stages) or not any(stage.duration_s for stage in stages):
            self._told.append(
                f"The schedule of {called(group)}: {schedule or 'empty'}: here one person makes one pass."
            )
            return ClosedLoad(stages=(Stage(target=1, duration_s=0),), iterations_per_user=1)
        return OpenLoad(stages=tuple(stages), max_users=1_000)


def pacing_s(timer: Element) -> float:
    """Return how long after the one before a pass begins, in seconds; 0 for what is no such timer."""
    found = _PACE.search(timer.text("script")) if timer.kind == "BeanShellTimer" else None
    return int(found[1]) / 1000 if found else 0.0


def _where(group: Element) -> str:
    return Place((group.name or group.kind,)).where()


def _stages(*points: tuple[float, float]) -> tuple[Stage, ...]:
    """Return the stages of a course through points of second and level; the first is where it begins."""
    return tuple(
        Stage(target=after[1], duration_s=after[0] - before[0])
        for before, after in pairwise(points)
        if after[0] > before[0] or after[1] != before[1]
    )


def _course(users: float, wait: float, come: float, stay: float, go: float) -> list[tuple[float, float]]:
    return [(wait, 0.0), (wait + come, users), (wait + come + stay, users), (wait + come + stay + go, 0.0)]


def _level(course: list[tuple[float, float]], moment: float, *, after: bool) -> float:
    """Return the level just before or `after` a moment, in a straight line between two points."""
    for first, second in pairwise(course):
        if first[0] <= moment < second[0] if after else first[0] < moment <= second[0]:
            return first[1] + (second[1] - first[1]) * (moment - first[0]) / (second[0] - first[0])
    return 0.0
