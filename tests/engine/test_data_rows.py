"""Test data in the real engine: each policy over several workers, and the end of the rows."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from loadstudio.plan.model import ClosedLoad, Load, OpenLoad, Stage
from loadstudio.plan.run_spec import DataTable, RunSpec, ScenarioShare
from loadstudio.playback.feed import Policy, WhenUsedUp
from loadstudio.results.query import open_run
from loadstudio.scenario.assertion import StatusCheck
from loadstudio.scenario.model import DataSource, Scenario
from loadstudio.wire.run_messages import IntervalReported, RunFinished, StartRun
from tests.support.engine_program import EngineProgram, a_spec, an_engine, closed_load
from tests.support.raw_server import OK, Peer, RawServer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time

pytestmark = pytest.mark.system


class Till:
    """Counts the codes that were handed in."""

    def __init__(self) -> None:
        self.codes: Counter[str] = Counter()
        self._lock = threading.Lock()

    def serve(self, peer: Peer, index: int) -> None:
        while request := peer.request():
            with self._lock:
                self.codes[request.split(b" ")[1].decode().strip("/")] += 1
            peer.send(OK)


@pytest.fixture
def till() -> Till:
    return Till()


@pytest.fixture
def server(till: Till) -> Iterator[RawServer]:
    with raw_server(till.serve) as server:
        yield server


@pytest.fixture
def engine() -> Iterator[EngineProgram]:
    with an_engine() as engine:
        yield engine


def handing_in(server: RawServer, name: str = "Hand in", *, think_s: float = 0.0) -> Scenario:
    base = f"http://127.0.0.1:{server.port}"
    return a_scenario(
        a_step("", a_request(url=f"{base}/${{codes.code}}"), *((a_think_time("", think_s),) if think_s else ())),
        name=name,
        start_url=base,
        data_sources=(DataSource(name="codes", file="codes.csv", columns=("code",)),),
    )


def codes(rows: int, policy: Policy, when_used_up: WhenUsedUp = "stop") -> DataTable:
    return DataTable(
        name="codes",
        columns=("code",),
        rows=tuple((f"c{number}",) for number in range(rows)),
        policy=policy,
        when_used_up=when_used_up,
    )


def every(rows: int) -> dict[str, int]:
    return {f"c{number}": 1 for number in range(rows)}


LOADS: dict[str, Load] = {
    "until the time is over": closed_load(6, hold_s=30),
    "so many passes": closed_load(6, iterations=500),
    "so many passes a user": ClosedLoad(stages=(Stage(target=6, duration_s=0),), iterations_per_user=100),
    "at a rate": OpenLoad(stages=(Stage(target=100, duration_s=0), Stage(target=100, duration_s=30)), max_users=6),
}


@pytest.mark.parametrize("load", LOADS.values(), ids=LOADS.keys())
@pytest.mark.parametrize("policy", ["unique_pass", "sequential"])
def test_when_rows_run_out_users_stop_and_the_run_says_so(
    *, load: Load, policy: Policy, engine: EngineProgram, server: RawServer, till: Till, tmp_path: Path
) -> None:
    spec = a_spec(handing_in(server, think_s=0.01), tmp_path / "run", load, workers=2, data=(codes(40, policy),))
    summary = engine.run(spec)
    assert till.codes == every(40)
    assert (summary.outcome, summary.iterations.completed, summary.iterations.failed) == ("finished", 40, 0)
    assert summary.duration_s < 25
    assert any("'codes' is used up: all its 40 rows have been taken" in notice for notice in engine.notices)
    assert any("6 users stopped before the end, since the data 'codes'" in notice for notice in engine.notices)
    with open_run(tmp_path / "run") as results:
        assert results.summary() == summary
        assert any("used up" in moment.text for moment in results.moments())
    assert engine.process.wait(30) == 0


def test_rows_run_out_for_one_scenario_and_the_other_goes_on(
    engine: EngineProgram, server: RawServer, till: Till, tmp_path: Path
) -> None:
    base = f"http://127.0.0.1:{server.port}"
    other = a_scenario(a_step("", a_request(url=f"{base}/other"), a_think_time("", 0.02)), name="Other", start_url=base)
    spec: RunSpec = msgspec.structs.replace(
        a_spec(other, tmp_path / "run", closed_load(8, hold_s=3), workers=2),
        shares=(
            ScenarioShare(scenario=handing_in(server), weight=1, data=(codes(25, "unique_pass"),)),
            ScenarioShare(scenario=other, weight=1),
        ),
    )
    summary = engine.run(spec)
    assert till.codes.pop("other") > 40
    assert till.codes == every(25), "no row is lost to the passes of the other scenario"
    assert 3 <= summary.duration_s < 8
    assert any("4 users stopped before the end" in notice for notice in engine.notices)


def two_scenarios(server: RawServer, folder: Path, load: Load, *tables: DataTable, own: Load | None = None) -> RunSpec:
    """Two scenarios that hand in codes, of a common load unless the second has a load of its own."""
    first, second = (handing_in(server, name, think_s=0.01) for name in ("Hand in", "Hand in too"))
    shares = (
        ScenarioShare(scenario=first, weight=1, data=tables[:1]),
        ScenarioShare(scenario=second, weight=2, data=tables[-1:], load=own),
    )
    return msgspec.structs.replace(a_spec(first, folder / "run", load, workers=2), shares=shares)


def test_a_row_is_never_used_twice_by_two_scenarios_with_one_file(
    engine: EngineProgram, server: RawServer, till: Till, tmp_path: Path
) -> None:
    table = msgspec.structs.replace(codes(60, "unique_pass"), origin="codes.csv")
    summary = engine.run(two_scenarios(server, tmp_path, closed_load(6, hold_s=30), table))
    assert till.codes == every(60)
    assert (summary.outcome, summary.iterations.completed) == ("finished", 60)
    assert summary.duration_s < 25


@pytest.mark.parametrize("own", [None, closed_load(4, iterations=80)], ids=["one load", "two loads"])
def test_no_two_users_of_any_scenario_have_the_same_row_of_one_file(
    *, own: Load | None, engine: EngineProgram, server: RawServer, till: Till, tmp_path: Path
) -> None:
    """6 users together, or 6 and 4: each keeps a row in all its passes."""
    users = 6 if own is None else 10
    table = msgspec.structs.replace(codes(users, "unique"), origin="codes.csv")
    summary = engine.run(two_scenarios(server, tmp_path, closed_load(6, iterations=240), table, own=own))
    assert set(till.codes) == set(every(users))
    assert summary.iterations.failed == 0
    assert engine.notices == []


def test_rows_in_order_leave_none_out_when_another_scenario_makes_passes_too(
    engine: EngineProgram, server: RawServer, till: Till, tmp_path: Path
) -> None:
    """90 passes over two scenarios by 1 to 2: about 30 of the first, which used only every third row before."""
    own = msgspec.structs.replace(codes(40, "sequential", "repeat"), origin="a.csv")
    other = DataTable(name="codes", columns=("code",), rows=(("other",),), origin="b.csv")
    summary = engine.run(two_scenarios(server, tmp_path, closed_load(6, iterations=90), own, other))
    assert summary.iterations.completed == 90
    taken = sorted(int(code[1:]) for code in till.codes if code != "other")
    assert len(taken) > 15
    assert max(till.codes[f"c{number}"] for number in taken) == 1
    assert taken[-1] < len(taken) + 12, "what a worker asked for and did not use is all that is left out"


@pytest.mark.parametrize(
    ("policy", "when_used_up", "expected"),
    [
        ("unique_pass", "repeat", {"c0": 4, "c1": 4, "c2": 4}),
        ("sequential", "repeat", {"c0": 4, "c1": 4, "c2": 4}),
        ("unique_pass", "keep_last", {"c0": 1, "c1": 1, "c2": 10}),
        ("sequential", "keep_last", {"c0": 1, "c1": 1, "c2": 10}),
        ("unique", "repeat", {"c0": 6, "c1": 3, "c2": 3}),
        ("per_user", "repeat", {"c0": 6, "c1": 3, "c2": 3}),
        ("unique", "keep_last", {"c0": 3, "c1": 3, "c2": 6}),
        ("per_user", "stop", {"c0": 3, "c1": 3, "c2": 3}),
    ],
)
def test_each_policy_and_ending(
    *,
    policy: Policy,
    when_used_up: WhenUsedUp,
    expected: dict[str, int],
    engine: EngineProgram,
    server: RawServer,
    till: Till,
    tmp_path: Path,
) -> None:
    load = ClosedLoad(stages=(Stage(target=4, duration_s=0),), iterations_per_user=3)
    table = codes(3, policy, when_used_up)
    summary = engine.run(a_spec(handing_in(server), tmp_path / "run", load, workers=2, data=(table,)))
    assert till.codes == expected
    assert summary.outcome == "finished"
    assert bool(engine.notices) == (when_used_up == "stop")


def test_a_killed_worker_takes_no_row_twice_to_the_others(
    engine: EngineProgram, server: RawServer, till: Till, tmp_path: Path
) -> None:
    table = codes(20_000, "unique_pass")
    spec = a_spec(
        handing_in(server, think_s=0.01), tmp_path / "run", closed_load(10, hold_s=4), workers=2, data=(table,)
    )
    engine.send(StartRun(spec=spec))
    while len(engine.intervals) < 2:
        engine.wait_for(IntervalReported)
    engine.workers()[-1].kill()
    summary = engine.wait_for(RunFinished).summary
    assert summary.outcome == "finished"
    assert sum(till.codes.values()) > 500
    assert max(till.codes.values()) == 1


def test_a_secret_of_the_environment_is_sent_and_kept_nowhere(
    engine: EngineProgram, server: RawServer, till: Till, tmp_path: Path
) -> None:
    base = f"http://127.0.0.1:{server.port}"
    failing = StatusCheck(recorded=404)
    request = a_request(url=f"{base}/${{env('API_TOKEN')|upper}}", checks=(failing,))
    scenario = a_scenario(a_step("", request), start_url=base)
    spec = a_spec(scenario, tmp_path / "run", closed_load(2, iterations=4), secrets={"API_TOKEN": "t0psecret"})
    summary = engine.run(spec)
    assert summary.requests.failed == 4
    assert till.codes == {"T0PSECRET": 4}
    kept = b"".join(file.read_bytes() for file in (tmp_path / "run").iterdir())
    assert b"secret" not in kept.lower()
    assert b"[hidden]" in kept
