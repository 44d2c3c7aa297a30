"""Load models in the real engine: rates, dropped passes, passes for each user, pacing, scenarios with own loads."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from loadstudio.plan.model import (
    ClosedLoad,
    ConstantThinkTimes,
    ExponentialThinkTimes,
    Load,
    NormalThinkTimes,
    OpenLoad,
    RecordedThinkTimes,
    Stage,
    ThinkTimes,
    UniformThinkTimes,
)
from loadstudio.plan.run_spec import DataTable, RunSpec, ScenarioShare
from loadstudio.scenario.model import DataSource, Scenario
from loadstudio.wire.run_messages import IntervalReported, RunFinished, RunStarted, SetRate, SetUsers, StartRun
from tests.support.engine_program import EngineProgram, a_spec, an_engine
from tests.support.raw_server import OK, Peer, RawServer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

pytestmark = pytest.mark.system


class Counting:
    """Counts requests by path and by the moment at which they came."""

    def __init__(self) -> None:
        self.paths: Counter[str] = Counter()
        self.times: list[float] = []
        self.connections: list[list[float]] = []
        self.delay_s = 0.0
        self._lock = threading.Lock()

    def serve(self, peer: Peer, index: int) -> None:
        mine: list[float] = []
        self.connections.append(mine)
        while request := peer.request():
            with self._lock:
                mine.append(time.monotonic())
                self.paths[request.split(b" ")[1].decode()] += 1
                self.times.append(time.monotonic())
            time.sleep(self.delay_s)
            peer.send(OK)


@pytest.fixture
def target() -> Counting:
    return Counting()


@pytest.fixture
def server(target: Counting) -> Iterator[RawServer]:
    with raw_server(target.serve) as server:
        yield server


@pytest.fixture
def engine() -> Iterator[EngineProgram]:
    with an_engine() as engine:
        yield engine


def visiting(server: RawServer, path: str = "/", *, think_s: float = 0.0) -> Scenario:
    base = f"http://127.0.0.1:{server.port}"
    pause = (a_think_time("", think_s),) if think_s else ()
    return a_scenario(a_step("", a_request(url=f"{base}{path}"), *pause, name=path), name=path, start_url=base)


def at_rate(rate: float, duration_s: float, *, max_users: int = 50) -> OpenLoad:
    stages = (Stage(target=rate, duration_s=0), Stage(target=rate, duration_s=duration_s))
    return OpenLoad(stages=stages, max_users=max_users)


@pytest.mark.parametrize("workers", [1, 2])
def test_passes_start_at_the_rate_exactly(
    workers: int, engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    summary = engine.run(a_spec(visiting(server), tmp_path / "run", at_rate(50, 4), workers=workers))
    assert (summary.outcome, summary.workers) == ("finished", workers)
    done = summary.iterations
    assert done.completed + done.failed + done.dropped == 200
    (whole,) = [label for label in summary.labels if label.kind == "pass"]
    assert (whole.label, whole.count) == ("/", done.completed + done.failed)
    assert whole.latency_ms.p50 >= summary.latency_ms.p50
    assert (done.failed, done.dropped) == (0, 0)
    assert target.paths == {"/": 200}
    by_second = Counter(int(moment - target.times[0]) for moment in sorted(target.times))
    assert all(25 <= by_second[second] <= 75 for second in range(4)), by_second  # a busy computer is late at times


def test_what_a_slow_target_has_no_user_for_is_dropped_and_counted(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    target.delay_s = 0.5
    spec = a_spec(visiting(server), tmp_path / "run", at_rate(40, 3, max_users=5), workers=2)
    summary = engine.run(spec)
    done = summary.iterations
    assert done.completed + done.failed + done.dropped == 120
    assert done.failed == 0
    assert done.completed == target.paths["/"]
    assert 12 <= done.completed <= 36, "5 users can do 10 a second"
    assert summary.users_max == 5
    assert sum(interval.iterations_dropped for interval in engine.intervals) == done.dropped


def test_a_rate_ramps_and_is_set_by_hand(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    ramp = OpenLoad(stages=(Stage(target=20, duration_s=2), Stage(target=20, duration_s=5)), max_users=100)
    engine.send(StartRun(spec=a_spec(visiting(server), tmp_path / "run", ramp, workers=2)))
    engine.wait_for(RunStarted)
    while len(engine.intervals) < 3:
        engine.wait_for(IntervalReported)
    engine.send(SetUsers(users=3))
    engine.send(SetRate(rate_per_s=100))
    summary = engine.wait_for(RunFinished).summary
    assert "number of people cannot be set" in engine.notices[0]
    passes = [interval.iterations_completed for interval in engine.intervals]
    assert passes[0] < passes[1] < passes[2] + 10
    assert any(80 <= made <= 120 for made in passes[4:7]), passes
    assert (summary.iterations.failed, summary.iterations.dropped) == (0, 0)


def test_each_user_makes_its_number_of_passes(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    base = f"http://127.0.0.1:{server.port}"
    scenario = a_scenario(
        a_step("", a_request(url=f"{base}/${{users.name}}")),
        start_url=base,
        data_sources=(DataSource(name="users", file="u.csv", columns=("name",), policy="unique"),),
    )
    rows = tuple((f"u{number}",) for number in range(7))
    data = DataTable(name="users", columns=("name",), rows=rows, policy="unique")
    load = ClosedLoad(stages=(Stage(target=5, duration_s=0),), iterations_per_user=3)
    summary = engine.run(a_spec(scenario, tmp_path / "run", load, workers=2, data=(data,)))
    assert summary.iterations.completed == 15
    assert target.paths == {f"/u{number}": 3 for number in range(5)}
    assert summary.outcome == "finished"


def test_a_paced_user_begins_no_sooner(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    stages = (Stage(target=2, duration_s=0), Stage(target=2, duration_s=3.6))
    summary = engine.run(
        a_spec(visiting(server), tmp_path / "run", ClosedLoad(stages=stages, pacing_s=1.0), graceful_stop_s=20.0)
    )
    assert summary.iterations.completed == 8, "2 users at 0, 1, 2 and 3 s"
    assert summary.duration_s < 10, "a user that waits for its pace holds no stop up"


def test_people_follow_stages_and_a_spike_over_both_workers(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    target.delay_s = 0.02
    plan = ((6, 2), (6, 1), (20, 0), (20, 1), (2, 0), (2, 2))  # ramp, hold, spike, hold, back, hold
    stages = tuple(Stage(target=users, duration_s=seconds) for users, seconds in plan)
    summary = engine.run(a_spec(visiting(server), tmp_path / "run", ClosedLoad(stages=stages), workers=2))
    assert summary.users_max == 20
    assert (summary.iterations.failed, summary.iterations.dropped) == (0, 0)
    users = [interval.users for interval in engine.intervals]
    assert 1 <= users[0] <= 5, "half of the ramp"
    assert users[2] in (6, 20), "the spike may fall into this second's end"
    assert users[3] == 20
    assert users[5] == 2


@pytest.mark.parametrize(
    ("times", "least_s", "varies"),
    [
        (RecordedThinkTimes(factor=0.5), 0.1, False),
        (ConstantThinkTimes(seconds=0.1), 0.1, False),
        (UniformThinkTimes(least_s=0.05, most_s=0.15), 0.05, True),
        (NormalThinkTimes(mean_s=0.1, deviation_s=0.03), 0.0, True),
        (ExponentialThinkTimes(mean_s=0.1), 0.0, True),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, ThinkTimes.__value__) else "",
)
def test_people_pause_as_the_plan_says(
    times: ThinkTimes, least_s: float, varies: bool, target: Counting, tmp_path: Path
) -> None:
    load = ClosedLoad(stages=(Stage(target=5, duration_s=0),), iterations=100)
    with raw_server(target.serve) as server, an_engine() as engine:
        scenario = visiting(server, think_s=0.2)
        summary = engine.run(a_spec(scenario, tmp_path / "run", load, think_times=times))
    assert summary.iterations.completed == 100
    spans = [connection[-1] - connection[0] for connection in target.connections]
    gaps = [later - earlier for connection in target.connections for earlier, later in pairwise(connection)]
    assert least_s - 0.002 <= min(gaps)
    assert sum(spans) / len(gaps) >= 0.07, "a busy computer makes it longer, never shorter"
    assert (max(gaps) - min(gaps) > 0.03) or not varies


def own(scenario: Scenario, load: Load | None, weight: float = 1.0) -> ScenarioShare:
    return ScenarioShare(scenario=scenario, weight=weight, load=load)


def test_scenarios_share_a_load_by_weight_or_have_one_of_their_own(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    shared = ClosedLoad(stages=(Stage(target=4, duration_s=0),), iterations=40)
    spec: RunSpec = msgspec.structs.replace(
        a_spec(visiting(server), tmp_path / "run", shared, workers=2),
        shares=(
            own(visiting(server, "/often"), None, weight=3),
            own(visiting(server, "/rate", think_s=0.1), at_rate(10, 2)),
            own(visiting(server, "/seldom"), None, weight=1),
            own(visiting(server, "/own"), ClosedLoad(stages=(Stage(target=2, duration_s=0),), iterations_per_user=4)),
        ),
    )
    summary = engine.run(spec)
    assert summary.outcome == "finished"
    assert target.paths["/rate"] == 20
    assert target.paths["/own"] == 8
    assert target.paths["/often"] + target.paths["/seldom"] == 40
    assert target.paths["/seldom"] > 0
    assert summary.iterations.completed == 68


def test_passes_do_not_lie_in_a_worker_whose_users_are_parked(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    stages = (Stage(target=20, duration_s=0), Stage(target=20, duration_s=2), Stage(target=1, duration_s=0))
    target.delay_s = 0.02
    load = ClosedLoad(stages=stages, iterations=2000)
    summary = engine.run(a_spec(visiting(server), tmp_path / "run", load, workers=2))
    assert summary.iterations.completed == 2000 == target.paths["/"]


def test_passes_of_several_scenarios_are_made_once_although_a_worker_is_killed(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    target.delay_s = 0.02
    stages = (Stage(target=4, duration_s=0),)
    many = ClosedLoad(stages=stages, iterations=400)
    spec = msgspec.structs.replace(
        a_spec(visiting(server), tmp_path / "run", many, workers=2),
        shares=(own(visiting(server, "/a"), many), own(visiting(server, "/b"), many)),
    )
    engine.send(StartRun(spec=spec))
    engine.wait_for(IntervalReported)
    engine.workers()[1].kill()
    summary = engine.wait_for(RunFinished).summary
    assert summary.outcome == "finished"
    assert summary.iterations.completed == 800, "those that the dead worker had not reported were made again"
    assert {label.label: label.count for label in summary.labels if label.kind == "transaction"} == {
        "/a": 400,
        "/b": 400,
    }


def test_a_rate_of_few_people_drops_nothing_in_workers_that_have_none_of_them(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    """Three lanes of one user each in two workers: every arrival must go where its lane's user is."""
    one = at_rate(5, 2, max_users=1)
    spec = msgspec.structs.replace(
        a_spec(visiting(server), tmp_path / "run", one, workers=2),
        shares=tuple(own(visiting(server, path), one) for path in ("/a", "/b", "/c")),
    )
    summary = engine.run(spec)
    assert summary.iterations.dropped == 0
    assert target.paths == {"/a": 10, "/b": 10, "/c": 10}


def test_arrivals_of_a_killed_worker_go_to_the_other(
    engine: EngineProgram, server: RawServer, target: Counting, tmp_path: Path
) -> None:
    engine.send(StartRun(spec=a_spec(visiting(server), tmp_path / "run", at_rate(50, 5), workers=2)))
    engine.wait_for(RunStarted)
    while len(engine.intervals) < 2:
        engine.wait_for(IntervalReported)
    engine.workers()[0].kill()
    summary = engine.wait_for(RunFinished).summary
    done = summary.iterations
    assert "was killed" in engine.notices[0]
    assert done.dropped > 0, "what the dead worker missed"
    assert 225 <= done.completed + done.dropped <= 251
    last = [interval.iterations_completed for interval in engine.intervals][4]
    assert 40 <= last <= 60, "the other does all"
