"""The engine's end of the pipes: nothing waits for a parent that does not read."""

from __future__ import annotations

import os
import time

import gevent

from loadstudio.engine.master.link import Heard, Link, Nonsense, ParentGone
from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.interval import Interval, LabelInterval
from loadstudio.metrics.summary import Summary
from loadstudio.wire import frames
from loadstudio.wire.run_messages import ErrorSampled, IntervalReported, RunEvent, RunFinished, SetUsers, StopRun

SUMMARY = Summary(run_id="r", name="n", started_utc="", duration_s=1, users_max=1, workers=1)


class Pipes:
    """A link whose other ends are at hand."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.ends: list[int] = []
        read_fd, self.commands = os.pipe()
        self.events, write_fd = os.pipe()
        self.link = Link(read_fd, write_fd, self.heard.append, self.ends.append)

    def read_until(self, kind: type) -> list[RunEvent]:
        decoder: frames.LineDecoder[RunEvent] = frames.LineDecoder(RunEvent)
        events: list[RunEvent] = []
        while not any(isinstance(event, kind) for event in events):
            gevent.sleep(0.001)
            events += decoder.feed(os.read(self.events, 1 << 20))
        return events


def second(number: int) -> IntervalReported:
    label = LabelInterval(label="GET /", count=2, latency=tuple(range(2000)))
    return IntervalReported(interval=Interval(second=number, users=number, iterations_completed=1, labels=(label,)))


def test_what_a_parent_does_not_read_is_merged_and_the_end_is_kept() -> None:
    pipes = Pipes()
    started = time.perf_counter()
    sample = ErrorSampled(second=0, exchange=Exchange(request_id="r", label="l", step="s", method="GET", url="u"))
    for number in range(500):
        pipes.link.send(second(number))
        pipes.link.send(sample)
        gevent.sleep(0)
    pipes.link.send(RunFinished(summary=SUMMARY))
    assert time.perf_counter() - started < 5.0
    events = pipes.read_until(RunFinished)
    intervals = [event.interval for event in events if isinstance(event, IntervalReported)]
    assert len(intervals) < 400
    assert sum(interval.iterations_completed for interval in intervals) == 500
    assert sum(interval.labels[0].count for interval in intervals) == 1000
    assert [interval.second for interval in intervals] == sorted(interval.second for interval in intervals)
    assert (intervals[-1].second, intervals[-1].users) == (499, 499)
    pipes.link.flush(5)
    os.close(pipes.commands)


def test_commands_come_however_they_are_cut_and_the_end_of_the_parent_is_told() -> None:
    pipes = Pipes()
    data = frames.encode(SetUsers(users=7)) + frames.encode(StopRun(at_once=True))
    for byte in data:
        os.write(pipes.commands, bytes([byte]))
    gevent.sleep(0.1)
    os.write(pipes.commands, b'{"type": "Dance"}\n')
    os.close(pipes.commands)
    deadline = time.monotonic() + 5
    while not pipes.ends and time.monotonic() < deadline:
        gevent.sleep(0.01)
    assert pipes.heard[:2] == [SetUsers(users=7), StopRun(at_once=True)]
    assert isinstance(pipes.heard[2], Nonsense)
    assert isinstance(pipes.heard[3], ParentGone)
    assert pipes.ends == [1]
