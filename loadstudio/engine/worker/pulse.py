"""The heartbeat of a worker: follows the plan, closes each second, and notices when the worker itself is too slow."""

from __future__ import annotations

import time
from collections.abc import Callable

import gevent
import psutil

from loadstudio.engine.worker.crew import Crew
from loadstudio.metrics.interval import Interval

_BEAT_S = 0.02
_PASSES_AHEAD_S = 0.25


class Pulse:
    """Beats from its making until `stop`. `second` is the present one, counted from `in_s` after
    the making.
    """

    def __init__(self, crew: Crew, in_s: float, report: Callable[[Interval], None]) -> None:
        self.second = 0
        self._crew = crew
        self._report = report
        self._process = psutil.Process()
        self._start_s = time.perf_counter() + in_s
        self._stall_s = 0.0
        self._closed_s = self._start_s
        crew.begin(self._start_s)
        self._cpu_s = time.process_time()
        self._greenlet = gevent.spawn(self._beat)

    def stop(self) -> None:
        """Report what is left of the present second and beat no more."""
        self._greenlet.kill()
        self._close_second(time.perf_counter())

    def _beat(self) -> None:
        while True:
            due_s = time.perf_counter() + _BEAT_S
            gevent.sleep(_BEAT_S)
            now_s = time.perf_counter()
            self._stall_s = max(self._stall_s, now_s - due_s)
            time_s = now_s - self._start_s
            if time_s < 0:
                continue
            self._crew.follow(time_s)
            self._crew.sampler.count()
            if time_s >= self.second + 1:
                self._close_second(now_s)
                self.second = int(time_s)

    def _close_second(self, now_s: float) -> None:
        crew = self._crew
        cpu_s = time.process_time()
        elapsed_s = max(now_s - self._closed_s, 1e-3)
        interval = crew.sampler.take(
            self.second,
            users=crew.take_peak(),
            active=crew.network.reactor.waiting,
            cpu_percent=(cpu_s - self._cpu_s) / elapsed_s * 100,
            stall_s=self._stall_s,
            memory_bytes=self._process.memory_info().rss,
        )
        self._closed_s, self._cpu_s, self._stall_s = now_s, cpu_s, 0.0
        passes = interval.iterations_completed + interval.iterations_failed
        crew.expect(int(passes / elapsed_s * _PASSES_AHEAD_S))
        self._report(interval)
