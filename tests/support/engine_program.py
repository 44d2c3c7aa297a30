"""The real engine process at the other end of its pipes, and small run specs for it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from loadstudio.metrics.summary import Summary
from loadstudio.plan.model import ClosedLoad, Stage
from loadstudio.plan.run_spec import RunSpec, ScenarioShare
from loadstudio.scenario.model import Scenario
from loadstudio.wire import frames
from loadstudio.wire.common import Failed, Noticed
from loadstudio.wire.run_messages import IntervalReported, RunEvent, RunFinished, StartRun


def closed_load(users: int, *, ramp_s: float = 0, hold_s: float = 0, iterations: int | None = None) -> ClosedLoad:
    """Return so many users, ramped up and held."""
    stages = (Stage(target=users, duration_s=ramp_s), Stage(target=users, duration_s=hold_s))
    return ClosedLoad(stages=stages, iterations=iterations)


def a_spec(scenario: Scenario, results: Path, load: ClosedLoad, **fields: Any) -> RunSpec:
    """Return a run of one scenario with one worker unless told otherwise."""
    fields = {"workers": 1, "timeout_s": 5.0, "graceful_stop_s": 2.0, "limits": ()} | fields
    data = fields.pop("data", ())
    share = ScenarioShare(scenario=scenario, data=data)
    return RunSpec(run_id="run-1", name="Test", shares=(share,), load=load, results_dir=str(results), **fields)


class EngineProgram:
    """One engine process. `events` are all that came so far."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "loadstudio", "engine"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        self.events: list[RunEvent] = []
        self._decoder: frames.LineDecoder[RunEvent] = frames.LineDecoder(RunEvent)

    def send(self, command: Any) -> None:
        """Send a command."""
        assert self.process.stdin is not None
        self.process.stdin.write(frames.encode(command))
        self.process.stdin.flush()

    def wait_for(self, *kinds: type, timeout_s: float = 60.0) -> Any:
        """Return the next event of one of these kinds; fail when the engine ends or fails before, or time is over."""
        assert self.process.stdout is not None
        deadline = time.monotonic() + timeout_s
        seen = len(self.events)
        while True:
            while seen < len(self.events):
                event = self.events[seen]
                seen += 1
                if isinstance(event, kinds):
                    return event
                assert not isinstance(event, Failed), event.message
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, f"no {kinds} within {timeout_s} s after {self.events[-3:]}"
            data = os.read(self.process.stdout.fileno(), 1 << 16)
            assert data, f"the engine ended without {kinds} after {self.events[-3:]}"
            self.events += self._decoder.feed(data)

    def run(self, spec: RunSpec, timeout_s: float = 90.0) -> Summary:
        """Make a whole run and return its summary."""
        self.send(StartRun(spec=spec))
        summary: Summary = self.wait_for(RunFinished, timeout_s=timeout_s).summary
        return summary

    @property
    def intervals(self) -> list[Any]:
        """The seconds reported so far."""
        return [event.interval for event in self.events if isinstance(event, IntervalReported)]

    @property
    def notices(self) -> list[str]:
        """What the person was told so far."""
        return [event.message for event in self.events if isinstance(event, Noticed)]

    def workers(self) -> list[psutil.Process]:
        """Return the worker processes."""
        return psutil.Process(self.process.pid).children()

    def close(self) -> None:
        """Let it end; kill what does not."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


@contextlib.contextmanager
def an_engine() -> Iterator[EngineProgram]:
    """Start an engine and make sure that it and its workers are gone afterwards."""
    engine = EngineProgram()
    try:
        yield engine
    finally:
        engine.close()
