"""A child's events reach the window in order, a few milliseconds of them at a time."""

from __future__ import annotations

import time

import msgspec
from pytestqt.qtbot import QtBot

from loadstudio.gui.jobs import Jobs
from loadstudio.gui.relay import Relay
from loadstudio.wire.common import Noticed
from tests.support.window import FakeChildren


def test_a_flood_of_events_is_taken_in_small_turns(qtbot: QtBot) -> None:
    children, jobs = FakeChildren(), Jobs()
    relay = Relay(children, "recorder", Noticed, jobs=jobs)
    told: list[str] = []
    turns: list[int] = []

    def slow(message: msgspec.Struct) -> None:
        if isinstance(message, Noticed):
            told.append(message.message)
            time.sleep(0.002)

    relay.told.connect(slow)
    relay.turned.connect(lambda: turns.append(len(told)))
    children.last.say(*(Noticed(message=str(number)) for number in range(30)))
    qtbot.waitUntil(lambda: len(told) == 30)
    assert told == [str(number) for number in range(30)]
    assert len(turns) >= 4  # 8 ms a turn, 2 ms an event
    relay.finish()
    qtbot.waitUntil(lambda: not relay.running and jobs.running == 0)


def test_the_end_is_told_once_and_commands_after_it_are_not_sent(qtbot: QtBot) -> None:
    children, jobs = FakeChildren(), Jobs()
    relay = Relay(children, "recorder", Noticed, jobs=jobs)
    with qtbot.waitSignal(relay.ended):
        children.last.end()
    relay.send(Noticed(message="too late"))
    assert children.last.heard == []
    assert not relay.running
    qtbot.waitUntil(lambda: jobs.running == 0)
