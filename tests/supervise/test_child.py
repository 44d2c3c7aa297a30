"""A child is started, told things, heard, and ended; whatever it does, its death arrives as an event."""

from __future__ import annotations

import os
import signal
import sys
import textwrap

import pytest

from loadstudio.supervise import child as child_module
from loadstudio.supervise.child import Child, ChildEnded, ChildOutcome
from loadstudio.wire.common import Hello, Noticed
from loadstudio.wire.recorder_messages import NameStep, RecorderEvent, StopCapture

PATIENCE_S = 60.0
HELLO = 'print(\'{"type":"Hello","role":"recorder","protocol":1}\', flush=True)'


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch):
    """Return a function that makes every child run the given Python program."""

    def use(source: str) -> None:
        code = f"import sys, time, os\n{textwrap.dedent(source)}"
        monkeypatch.setattr(child_module, "role_command", lambda role: [sys.executable, "-c", code])

    return use


def test_events_arrive_in_order_and_death_is_the_last(program) -> None:
    program(f'{HELLO}\nprint(\'{{"type":"Noticed","message":"one"}}\', flush=True)')
    with Child("recorder", RecorderEvent) as child:
        events = list(child.events())
    assert isinstance(events[0], Hello)
    assert events[1] == Noticed(message="one")
    assert isinstance(events[2], ChildEnded)
    assert events[2].outcome.exit_code == 0
    assert len(events) == 3


def test_commands_larger_than_a_pipe_do_not_block_the_sender(program) -> None:
    program(
        """
        time.sleep(0.5)
        first = sys.stdin.readline()
        rest = sys.stdin.readline()
        print('{"type":"Noticed","message":"%d %d"}' % (len(first) > 1000000, len(rest)), flush=True)
        """
    )
    with Child("recorder", RecorderEvent) as child:
        child.send(NameStep(title="x" * 1_000_000))
        child.send(StopCapture())
        assert child.take(PATIENCE_S) == Noticed(message="1 23")


def test_closing_stdin_ends_the_child_in_order(program) -> None:
    program(f'{HELLO}\nsys.stdin.read()\nprint(\'{{"type":"Noticed","message":"saved"}}\', flush=True)')
    child = Child("recorder", RecorderEvent)
    assert isinstance(child.take(PATIENCE_S), Hello)
    child.end()
    assert not child.running
    assert child.take(PATIENCE_S) == Noticed(message="saved")


def test_a_child_that_does_not_listen_is_killed(program, monkeypatch: pytest.MonkeyPatch) -> None:
    program(f"import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n{HELLO}\ntime.sleep(60)")
    child = Child("recorder", RecorderEvent)
    assert isinstance(child.take(PATIENCE_S), Hello)
    child.end(grace_s=0.2)
    ended = child.take(PATIENCE_S)
    assert isinstance(ended, ChildEnded)
    assert ended.outcome.exit_code == -signal.SIGKILL
    assert "killed (SIGKILL)" in ended.outcome.sentence()


def test_last_words_become_the_sentence(program) -> None:
    program("sys.exit('no space left on device')")
    with Child("recorder", RecorderEvent) as child:
        ended = child.take(PATIENCE_S)
    assert isinstance(ended, ChildEnded)
    assert ended.outcome.sentence() == "The recorder ended with code 1. no space left on device"


@pytest.mark.parametrize("line", ["stray print", '{"type":"Hello","role":"recorder","protocol":99}'])
def test_a_child_that_talks_nonsense_is_ended(program, line: str) -> None:
    program(f"print({line!r}, flush=True)\ntime.sleep(60)")
    with Child("recorder", RecorderEvent) as child:
        ended = child.take(PATIENCE_S)
    assert isinstance(ended, ChildEnded)
    assert "makes no sense" in ended.outcome.sentence()


def test_wake_is_called_from_another_thread_when_there_is_something(program) -> None:
    program(f"{HELLO}")
    woken: list[int] = []
    with Child("recorder", RecorderEvent, wake=lambda: woken.append(os.getpid())) as child:
        assert isinstance(child.take(PATIENCE_S), Hello)
        assert isinstance(child.take(PATIENCE_S), ChildEnded)
    assert len(woken) >= 1


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (
            ChildOutcome(role="engine", exit_code=-9, memory_kills=1),
            "The engine was ended by the system, because memory ran out. Close other programs, or use fewer people.",
        ),
        (
            ChildOutcome(role="recorder", exit_code=-9),
            "The recorder was killed (SIGKILL). "
            "Mostly the system does that when memory runs out. Close other programs.",
        ),
        (
            ChildOutcome(role="engine", exit_code=-11, memory_kills=1),
            "The engine crashed (SIGSEGV). That is a fault of LoadStudio, not of the site.",
        ),
        (
            ChildOutcome(role="engine", exit_code=-15),
            "The engine was ended from outside (SIGTERM): by a person, or as the computer shut down.",
        ),
        (ChildOutcome(role="engine", exit_code=-77), "The engine was killed (signal 77)."),
    ],
)
def test_a_signal_is_told_with_its_likely_reason(outcome: ChildOutcome, sentence: str) -> None:
    assert outcome.sentence() == sentence


def test_what_the_system_ended_meanwhile_is_counted(program, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter((3, 5))
    monkeypatch.setattr(child_module, "memory_kills", lambda: next(counts))
    program("import signal\nos.kill(os.getpid(), signal.SIGKILL)")
    with Child("engine", RecorderEvent) as child:
        ended = child.take(PATIENCE_S)
    assert isinstance(ended, ChildEnded)
    assert ended.outcome.memory_kills == 2
    assert ended.outcome.sentence().startswith("The engine was ended by the system, because memory ran out.")
