"""Measures what this computer can send: a short run of the demo's scenario by one worker against the demo shop, both on
this computer and nothing else involved.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from loadstudio.base import ids
from loadstudio.base.clock import now_utc
from loadstudio.base.errors import EngineFailed
from loadstudio.base.resources import sample_path
from loadstudio.metrics.capacity import BusySecond, requests_per_worker_s
from loadstudio.plan.compile import run_spec
from loadstudio.plan.file import load_plan
from loadstudio.plan.model import ClosedLoad, RecordedThinkTimes, Stage
from loadstudio.plan.run_spec import RunSpec
from loadstudio.supervise.child import Child
from loadstudio.supervise.demo_shop import DemoShop
from loadstudio.supervise.run_session import RunSession
from loadstudio.wire.run_messages import IntervalReported, RunEvent

SECONDS = 10
_PEOPLE = 20
_POLL_S = 0.2
_SAMPLE_PLAN = "demo-shop.plan.json"


def measure_requests_per_worker_s(progress: Callable[[float], None]) -> float:
    """Return how many requests a second one worker of this computer can send, with all that a recorded scenario does.

    Takes `SECONDS` and the time to start. `progress` is told the share done every moment, and may raise to give up.
    Raises EngineFailed when it cannot be told.
    """
    with tempfile.TemporaryDirectory() as results, DemoShop() as shop:
        spec = _spec(shop.url, Path(results))
        seconds = _run(RunSession(spec), progress)
    found = requests_per_worker_s(seconds)
    if found is None:
        raise EngineFailed("This computer was too busy with other things to be measured. Try again in a moment.")
    return found


def _spec(shop_url: str, results: Path) -> RunSpec:
    plan_path = sample_path(_SAMPLE_PLAN)
    load = ClosedLoad(stages=(Stage(target=_PEOPLE, duration_s=0), Stage(target=_PEOPLE, duration_s=SECONDS)))
    plan = replace(
        load_plan(plan_path),
        load=load,
        base_url=shop_url,
        workers=1,
        think_times=RecordedThinkTimes(factor=0.0),
        graceful_stop_s=0.0,
        limits=(),
    )
    return run_spec(plan, folder=plan_path.parent, run_id=ids.run_id(now_utc()), results_dir=results)


def _run(session: RunSession, progress: Callable[[float], None]) -> list[BusySecond]:
    seconds: list[BusySecond] = []
    with Child("engine", RunEvent) as engine:
        engine.send(session.start())
        while not session.over:
            progress(min(1.0, (len(seconds) + 1) / (SECONDS + 2)))
            event = engine.take(_POLL_S)
            if event is None:
                continue
            session.handle(event)
            if isinstance(event, IntervalReported):
                done = session.live.points[-1].requests
                seconds.append(BusySecond(done, event.interval.generator.cpu_percent))
    if session.failure:
        raise EngineFailed(session.failure)
    return seconds
