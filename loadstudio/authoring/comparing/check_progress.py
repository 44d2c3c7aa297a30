"""How far a check is: the state of each request and step, while the pass goes on and when it is over.

Values only: what was judged comes in, states go out. A request is *running* where the pass must be now: the engine
tells of answers, not of beginnings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from loadstudio.authoring.comparing.replay_report import CheckedRequest, sendable
from loadstudio.scenario.model import Scenario

type State = Literal["waiting", "running", "good", "differs", "failed", "not_sent"]

_WORST: tuple[State, ...] = ("failed", "not_sent", "differs", "good")


class StepState(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the scenario: its state, and how many of its requests are right so far, of all."""

    state: State
    right: int
    total: int


class CheckProgress(msgspec.Struct, frozen=True, kw_only=True):
    """`requests` by request id, `steps` by the ids of the scenario's own steps, both in order; `running` is the id of
    the request that is under way, or ''.
    """

    requests: Mapping[str, State]
    steps: Mapping[str, StepState]
    running: str = ""
    running_step: str = ""
    """The id of the scenario's own step in which it stands, or ''."""

    @property
    def answered(self) -> int:
        """How many requests have an answer (or a failure)."""
        return sum(state in ("good", "differs", "failed") for state in self.requests.values())


def check_progress(
    scenario: Scenario, checked: Mapping[str, CheckedRequest], *, over: bool = False, begun: bool = True
) -> CheckProgress:
    """Return the states of a pass of which `checked` (by request id) is judged. `begun` is False until the engine
    started; what stands in a block that the pass did not come by is in neither mapping once it is over.
    """
    order = [(step.id, node.id, optional) for step in scenario.steps for _, node, optional in sendable((step,))]
    step_id, running = ("", "") if over or not begun else _running(order, checked)
    requests: dict[str, State] = {}
    of_step: dict[str, list[State]] = {}
    for of, id_, _ in order:
        if id_ not in checked and over:
            continue
        state: State = checked[id_].verdict if id_ in checked else "running" if id_ == running else "waiting"
        requests[id_] = state
        of_step.setdefault(of, []).append(state)
    steps = {
        id_: StepState(state=_of(states), right=_right(states), total=len(states)) for id_, states in of_step.items()
    }
    return CheckProgress(requests=requests, steps=steps, running=running, running_step=step_id)


def _running(order: list[tuple[str, str, bool]], checked: Mapping[str, CheckedRequest]) -> tuple[str, str]:
    """Return step and id of the first request without an answer, passing over blocks that the pass has left."""
    last = max((place for place, (_, id_, _) in enumerate(order) if id_ in checked), default=-1)
    for place, (step_id, id_, optional) in enumerate(order):
        if id_ not in checked and (place > last or not optional):
            return step_id, id_
    return "", ""


def _of(states: list[State]) -> State:
    if "failed" in states:
        return "failed"
    if "running" in states:
        return "running"
    if "waiting" in states:
        return "waiting" if all(state == "waiting" for state in states) else "running"
    return next(state for state in _WORST if state in states)


def _right(states: list[State]) -> int:
    return sum(state in ("good", "differs") for state in states)
