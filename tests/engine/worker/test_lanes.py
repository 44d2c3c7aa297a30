"""Which passes the users of a lane make."""

from __future__ import annotations

from loadstudio.engine.worker.closed_lane import ClosedLane
from loadstudio.engine.worker.lanes import Place
from loadstudio.engine.worker.passes import Tickets
from loadstudio.plan.lanes import Lane
from loadstudio.plan.model import ClosedLoad, Stage
from loadstudio.playback.feed import place_of

USERS = 4
FIRST_USER = 10


def _passes_by_user(per_user: int) -> list[list[int]]:
    load = ClosedLoad(stages=(Stage(target=USERS, duration_s=0),), iterations_per_user=per_user)
    tickets = Tickets(lambda _wanted, _finished: None, lambda _unused, _finished: None)
    lane = ClosedLane(Lane(load, (0,), (1.0,), FIRST_USER, USERS), load, tickets, lambda: None)
    lane.follow(0.0)
    places = [Place() for _ in range(USERS)]
    for number, place in enumerate(places):
        place.number, place.is_working = FIRST_USER + number, True
    return [[lane.next_pass(place) for _ in range(per_user)] for place in places]


def test_no_user_gets_the_row_of_another_in_mid_pass_where_rows_are_as_many_as_users() -> None:
    """Two users in one account at once would change each other's basket."""
    rows = [[place_of(number, USERS, "repeat") for number in passes] for passes in _passes_by_user(3)]
    assert rows == [[0, 0, 0], [1, 1, 1], [2, 2, 2], [3, 3, 3]]


def test_each_pass_has_a_number_of_its_own() -> None:
    assert sorted(number for passes in _passes_by_user(5) for number in passes) == list(range(USERS * 5))
