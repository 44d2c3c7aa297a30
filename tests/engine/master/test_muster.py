"""Who is there when a run begins."""

from __future__ import annotations

from loadstudio.engine.between.orders import Joined
from loadstudio.engine.master.muster import Muster


def joined(machine: str = "", processes: int = 2, pid: int = 1) -> Joined:
    return Joined(pid=pid, machine=machine, processes=processes, host=machine or "home", version="1")


def test_a_computer_is_there_when_all_its_workers_are() -> None:
    muster = Muster(local=1, machines=2)
    muster.join("here", joined(processes=1, pid=7))
    muster.join("a1", joined("alder"))
    assert muster.machines_joined == 0
    muster.join("a2", joined("alder"))
    muster.join("b1", joined("birch", 1))
    assert (muster.machines_joined, muster.is_complete) == (2, True)
    assert muster.machine_names == ("alder", "birch")
    muster.leave("b1")
    assert (muster.machines_joined, muster.is_complete) == (1, False)
    assert muster.worker_of(7) == "here"
    assert "1 of 2 other computers joined within 30 s" in muster.missing_text(30)


def test_the_wait_is_ended_with_those_who_came() -> None:
    muster = Muster(local=1, machines=3)
    muster.join("a1", joined("alder", 1))
    assert not muster.close(), "this computer's own worker is not there yet"
    muster.join("here", joined(processes=1))
    muster.join("b1", joined("birch", 2))
    assert muster.close()
    assert (muster.machines, muster.is_complete) == (1, True)
    assert muster.choose(9) == ("b1",), "half a computer stays out"
    alone = Muster(local=1, machines=1)
    alone.join("here", joined(processes=1))
    assert not alone.close(), "nobody came"


def test_those_who_take_part_are_taken_evenly_and_half_a_computer_stays_out() -> None:
    muster = Muster(local=0, machines=2)
    for name in ("a1", "a2"):
        muster.join(name, joined("alder"))
    for name in ("b1", "b2"):
        muster.join(name, joined("birch"))
    muster.join("c1", joined("cedar"))
    assert set(muster.choose(3)) == {"b2", "c1"}
    assert muster.workers == ("a1", "b1", "a2")
    assert muster.name("b1") == "Worker 2 on birch"
    assert muster.whence() == "alder (2 workers), birch (1 worker)"
    assert muster.neighbours("a1") == 2
    assert muster.is_remote("a1")
