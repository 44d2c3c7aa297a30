"""What the master knows of lanes: when they are over, and what becomes of a lost worker's part."""

from __future__ import annotations

from loadstudio.engine.master.lane_progress import LaneProgress
from loadstudio.plan.lanes import Lane
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Stage
from loadstudio.plan.schedule import own_arrivals


def progress(load: Load, users: int = 4) -> LaneProgress:
    lane = LaneProgress(Lane(load, (0,), (1.0,), 0, users))
    lane.join("a")
    lane.join("b")
    return lane


def test_a_lane_of_passes_for_each_user_is_over_when_every_user_is_through() -> None:
    lane = progress(ClosedLoad(stages=(Stage(target=4, duration_s=0),), iterations_per_user=2))
    for worker in "aaa":
        lane.user_finished(worker)
    assert not lane.is_over(1000)
    lane.lose("a", 6)  # its users begin again
    for _ in range(3):
        lane.user_finished("b")
    assert not lane.is_over(1000)
    lane.user_finished("b")
    assert lane.is_over(0)


def test_arrivals_of_a_lost_worker_go_to_the_others_and_what_it_missed_is_counted() -> None:
    lane = progress(OpenLoad(stages=(Stage(target=10, duration_s=0), Stage(target=10, duration_s=10)), max_users=9))
    first = lane.deal_turns(["a", "b"], 0.0)
    assert [next(own_arrivals([first[worker]], 0)) for worker in "ab"] == [0, 1]
    later = lane.deal_turns(["a"], 5.0)
    assert next(own_arrivals([first["a"], later["a"]], 49)) == 50
    assert next(own_arrivals([first["a"], later["a"]], 51)) == 51
    assert lane.arrivals_lost("b", 3.0, 5.0) == 10, "every second one of those from 30 to 49"
    assert lane.arrivals_lost("b", 0.0, 5.0) == 0
    assert not lane.is_over(9.9)
    assert lane.is_over(10.0)
