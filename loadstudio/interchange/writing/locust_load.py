"""The load of a plan in Locust: people or passes over time, pauses, limits."""

from __future__ import annotations

import math

from loadstudio.interchange.writing.lines import Lines, one_line, quoted
from loadstudio.interchange.writing.outline import Outline
from loadstudio.interchange.writing.shares import whole_shares
from loadstudio.plan import schedule
from loadstudio.plan.limits import limit_text
from loadstudio.plan.model import (
    ClosedLoad,
    ConstantThinkTimes,
    ExponentialThinkTimes,
    Load,
    NormalThinkTimes,
    OpenLoad,
    Stage,
    UniformThinkTimes,
)


class LocustLoad:
    """Reads a plan once: `weights` of the journeys, `helpers` and `imports` that the code needs, and what is `told`."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._plan = outline.plan
        self.told: tuple[str, ...] = ()
        self.helpers: set[str] = set()
        self.imports: set[str] = {"import random"} if not _is_plain(outline) else set()
        self._loads = self._all_loads()
        self.weights = self._weights()
        if any(isinstance(load, OpenLoad) for load in self._loads):
            self.helpers.add("Arrivals")
        if any(isinstance(load, ClosedLoad) and load.iterations is not None for load in self._loads):
            self.imports.add("from locust.exception import StopUser")
        if self._plan is not None:
            self.imports |= {"import math", "from locust import LoadTestShape, events"}
        if len(self._loads) > 1:
            self.told = (
                "That scenarios have loads of their own: people are shared out among them in fixed shares, and the load"
                " is that of all together.",
            )

    def _all_loads(self) -> tuple[Load, ...]:
        if self._plan is None:
            return ()
        common = any(journey.load is None for journey in self._outline.journeys)
        own = tuple(journey.load for journey in self._outline.journeys if journey.load is not None)
        return ((self._plan.load,) if common else ()) + own

    def _weights(self) -> tuple[int, ...]:
        """Return whole numbers in the proportion of the people that each journey gets."""
        journeys = self._outline.journeys
        common = sum(journey.weight for journey in journeys if journey.load is None) or 1.0
        users = schedule.most_users(self._plan.load) if self._plan and len(self._loads) > 1 else 1
        shares = [
            schedule.most_users(one.load) if one.load is not None else users * one.weight / common for one in journeys
        ]
        return whole_shares(shares)

    def code(self) -> str:
        """Return pauses, the beginning of a pass, the course of the load and the limits."""
        return "\n\n\n".join(
            part for part in (self._think_time(), self._begin_pass(), self._shape(), self._limits()) if part
        )

    def _think_time(self) -> str:
        times = self._outline.think_times
        match times:
            case ConstantThinkTimes(seconds=seconds):
                said = f"{seconds:g}"
            case UniformThinkTimes(least_s=least, most_s=most):
                said = f"random.uniform({least:g}, {most:g})"
            case NormalThinkTimes(mean_s=mean, deviation_s=deviation):
                said = f"max(0.0, random.gauss({mean:g}, {deviation:g}))"
            case ExponentialThinkTimes(mean_s=mean):
                said = f"random.expovariate(1 / {mean:g})" if mean else "0.0"
            case _:
                said = "seconds" if times.factor == 1 else f"seconds * {times.factor:g}"
        unused = "" if "seconds" in said else "  # noqa: ARG001"
        words = '    """How long a pause is that lasted so many seconds."""'
        return f"def think_time(seconds):{unused}\n{words}\n    return {said}"

    @property
    def _is_counted(self) -> bool:
        """Whether the load is over when all passes are made."""
        return any(isinstance(one, ClosedLoad) and (one.iterations or one.iterations_per_user) for one in self._loads)

    def _begin_pass(self) -> str:
        out = Lines()
        out("def begin_pass(person):")
        with out.deeper():
            out('"""Wait for the moment of a person\'s next pass, or stop the person."""')
            if self._is_counted:
                out("Load.began = True  # all passes may be over before the load is looked at again")
            load = self._loads[0] if self._loads else None
            if isinstance(load, OpenLoad):
                out("ARRIVALS.wait()")
            elif isinstance(load, ClosedLoad) and load.iterations_per_user is not None:
                self._stop(out, f"person.passes >= {load.iterations_per_user}", "raise StopUser")
            elif isinstance(load, ClosedLoad) and load.iterations is not None:
                self._stop(out, f"next(PASSES) >= {load.iterations}", "raise StopUser")
            else:
                out("del person")
        before = ""
        if isinstance(load, OpenLoad):
            before = f"ARRIVALS = Arrivals({_stages(load.stages)})\n\n\n"
        elif isinstance(load, ClosedLoad) and load.iterations is not None:
            before = "PASSES = itertools.count()\n\n\n"
        pacing = f"\n\n\nPerson.pacing_s = {load.pacing_s:g}" if isinstance(load, ClosedLoad) and load.pacing_s else ""
        return before + out.text() + pacing

    def _stop(self, out: Lines, condition: str, *lines: str) -> None:
        self.imports.add("from locust.exception import StopUser")
        out(f"if {condition}:")
        with out.deeper():
            out.all(lines)

    def _shape(self) -> str:
        if not self._loads:
            return ""
        out = Lines()
        stages = _together(self._loads)
        out("class Load(LoadTestShape):")
        with out.deeper():
            out('"""How many people there are: pairs of seconds, and people at their end."""')
            out()
            out(f"stages = {_stages(stages)}")
            if self._is_counted:
                out("began = False")
            out()
            out("def tick(self):")
            with out.deeper():
                if self._is_counted:
                    out("Load.began = Load.began or self.runner.user_count > 0")
                    out("if Load.began and not self.runner.user_count:  # all have made their passes")
                    with out.deeper():
                        out("return None")
                out("time_s, people = self.get_run_time(), 0.0")
                out("for seconds, target in self.stages:")
                with out.deeper():
                    out("if time_s < seconds:")
                    with out.deeper():
                        out("people += (target - people) * time_s / seconds")
                        out("return math.ceil(people - 1e-9), 100")
                    out("time_s -= seconds")
                    out("people = target")
                out("return math.ceil(people - 1e-9), 100" if self._is_counted else "return None")
        return out.text()

    def _limits(self) -> str:
        if self._plan is None or not self._plan.limits:
            return ""
        self.helpers.add("measured")
        out = Lines()
        out("LIMITS = (")
        with out.deeper():
            for limit in self._plan.limits:
                rule = quoted(limit_text(limit))
                out(f"({quoted(limit.metric)}, {limit.value:.12g}, {quoted(limit.label)}),  # {one_line(rule)}")
        out(")")
        out()
        out()
        out("@events.quitting.add_listener")
        out("def judge(environment, **_kwargs):")
        with out.deeper():
            out('"""Say which limits were missed; then the exit code is 1."""')
            out("for metric, value, label in LIMITS:")
            with out.deeper():
                out("found = measured(environment.stats, metric, label)")
                out('if found is None or not (found > value if metric == "rate" else found < value):')
                with out.deeper():
                    out("""print(f"Limit missed: {metric} {label or 'all'} is {found}, asked for {value}")""")
                    out("environment.process_exit_code = 1")
        return out.text()


def _is_plain(outline: Outline) -> bool:
    return not isinstance(outline.think_times, UniformThinkTimes | NormalThinkTimes | ExponentialThinkTimes)


def _stages(stages: tuple[Stage, ...]) -> str:
    return "(" + "".join(f"({stage.duration_s:g}, {stage.target:g}), " for stage in stages).rstrip() + ")"


def _together(loads: tuple[Load, ...]) -> tuple[Stage, ...]:
    """Return the people of all loads added up; of an open load all that it may need."""
    if len(loads) == 1 and isinstance(loads[0], ClosedLoad):
        return loads[0].stages
    moments: set[float] = set()
    for load in loads:
        time_s = 0.0
        for stage in load.stages:
            time_s += stage.duration_s
            moments.add(time_s)
    stages: list[Stage] = []
    before_s = 0.0
    for moment in sorted(moments):
        users = sum(_users(load, moment) for load in loads)
        start = sum(_users(load, before_s) for load in loads)
        if not stages or stages[-1].target != start:
            stages.append(Stage(target=start, duration_s=0.0))
        stages.append(Stage(target=users, duration_s=moment - before_s))
        before_s = moment
    return tuple(stages)


def _users(load: Load, time_s: float) -> int:
    if isinstance(load, OpenLoad):
        return load.max_users
    return math.ceil(schedule.users_at(load.stages, time_s))
