"""Why a process was ended by a signal."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from loadstudio.base.killed import Cause, cause_of, memory_kills, signal_name


@pytest.mark.parametrize(
    ("number", "kills", "cause"),
    [
        (signal.SIGKILL, 0, "killed"),
        (signal.SIGKILL, 1, "memory"),
        (signal.SIGSEGV, 1, "crashed"),
        (signal.SIGTERM, 0, "outside"),
        (signal.SIGPIPE, 0, "unknown"),
        (77, 0, "unknown"),
    ],
)
def test_the_signal_and_the_systems_count_tell_why(number: int, kills: int, cause: Cause) -> None:
    assert cause_of(number, kills=kills) == cause


def test_the_system_counts_whom_it_ended_for_want_of_memory(tmp_path: Path) -> None:
    (tmp_path / "vmstat").write_text("oom_kill_disable 9\nnr_free_pages 12\noom_kill 7\nswap_ra 0\n")
    assert memory_kills(tmp_path / "vmstat") == 7
    assert memory_kills(tmp_path / "none") == 0
    (tmp_path / "old").write_text("nr_free_pages 12\n")
    assert memory_kills(tmp_path / "old") == 0


def test_signals_without_a_name_are_numbers() -> None:
    assert (signal_name(9), signal_name(77)) == ("SIGKILL", "signal 77")
