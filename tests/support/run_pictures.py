"""Load, Run and Results in the real window, fed as an engine would, in every state, size and shade: to be looked at.

    tests/with_screen.sh .venv/bin/python -m tests.support.run_pictures --to DIR [--only load] [--size 1280x800]

Not a test, not shipped. No process is started and no network touched.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from loadstudio.base import paths
from loadstudio.gui.garbage import GarbageTimer
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.plan.screen import LoadScreen
from loadstudio.gui.results.screen import ResultsScreen
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval, LabelInterval
from loadstudio.plan.model import (
    ClosedLoad,
    Limit,
    NetworkSettings,
    NormalThinkTimes,
    OpenLoad,
    Plan,
    ScenarioUse,
    Stage,
)
from loadstudio.plan.run_spec import RunSpec
from loadstudio.results.caption import Caption, write_caption
from loadstudio.scenario.file import save_scenario
from loadstudio.scenario.model import Host, RecordedAnswer, Scenario, Step
from loadstudio.wire.run_messages import ErrorSampled, IntervalReported, RunStarted
from tests.support import runs
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time
from tests.support.window import FakeChildren, a_workspace, open_scenario_in

LONG = (
    "A step whose name goes on and on, because somebody wrote down all that is done in it, up to one hundred and twenty"
)
STRANGE = ("תשלום בקופה עם כרטיס אשראי", "カートに商品を追加する", "Оформление заказа", LONG)


class Studio:
    """The window on a home of its own, with a fake engine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.children = FakeChildren()
        self.workspace = a_workspace(self.children)
        self.window = MainWindow(self.workspace)

    def settle(self) -> None:
        """Wait until all jobs are done and everything is painted."""
        for _ in range(400):
            QTest.qWait(15)
            if self.workspace.jobs.running == 0:
                break
        QTest.qWait(250)

    def open(self, scenario: Scenario, plan: Plan | None = None) -> None:
        """Open a scenario, with a plan."""
        open_scenario_in(self.workspace, self.folder, scenario)
        if plan is not None:
            self.workspace.set_plan(plan)
        self.settle()

    def run(self, spec: RunSpec, intervals: tuple[Interval, ...]) -> None:
        """Show a run in progress."""
        folder = paths.runs_dir() / spec.run_id
        folder.mkdir(exist_ok=True, parents=True)
        self.workspace.start_run(msgspec.structs.replace(spec, results_dir=str(folder)))
        self.children.last.say(RunStarted(run_id=spec.run_id, started_utc=runs.STARTED, workers=2))
        for interval in intervals:
            self.children.last.say(IntervalReported(interval=interval))
        for second in (380, 381):
            self.children.last.say(ErrorSampled(second=second, exchange=runs.failed_order()))
        self.settle()


def shop(steps: tuple[Step, ...] = ()) -> Scenario:
    """Return the shop of the design's pictures."""
    answer = RecordedAnswer(entry_id="e1", status=200, duration_ms=180)
    names = ("Home", "Log in", "Search", "Put in the basket", "Checkout")
    made = steps or tuple(
        a_step(
            f"s{number}",
            *(
                a_request(f"r{number}{part}", f"https://staging.fern.example/{part}", recorded=answer)
                for part in range(4)
            ),
            a_request(f"a{number}", "https://api.fern.example/x", recorded=answer),
            a_think_time(f"t{number}", 4.0),
            name=name,
        )
        for number, name in enumerate(names)
    )
    return a_scenario(
        *made,
        name="Fern Market checkout",
        start_url="https://staging.fern.example/",
        hosts=(Host(name="staging.fern.example", kept=True), Host(name="api.fern.example", kept=True)),
    )


def crowded(count: int = 200) -> tuple[Step, ...]:
    """Return very many steps with names in many scripts."""
    answer = RecordedAnswer(entry_id="e1", status=200, duration_ms=180)
    return tuple(
        a_step(
            f"s{number}",
            a_request(f"r{number}", f"https://staging.fern.example/{number}", recorded=answer),
            name=f"{STRANGE[number % len(STRANGE)]} {number}",
        )
        for number in range(count)
    )


def stages(*pairs: tuple[float, float]) -> tuple[Stage, ...]:
    """Return stages of (target, seconds)."""
    return tuple(Stage(target=target, duration_s=seconds) for target, seconds in pairs)


def load_typical(studio: Studio) -> None:
    load = ClosedLoad(stages=stages((80, 120), (80, 240), (220, 120), (220, 240), (0, 120)))
    studio.open(shop(), Plan(name="Fern", scenarios=(ScenarioUse(file="shop.scenario.json"),), load=load))
    studio.window.show_screen("load")


def load_open(studio: Studio) -> None:
    load_typical(studio)
    plan = studio.workspace.plan
    assert plan is not None
    load = OpenLoad(stages=stages((1, 120), (1, 240), (4, 120), (4, 240), (0, 120)), max_users=300)
    limits = (*plan.limits, Limit(metric="p95", value=800), Limit(metric="p95", value=1200, label="Checkout"))
    studio.workspace.set_plan(msgspec.structs.replace(plan, load=load, limits=limits))


def load_mixed(studio: Studio) -> None:
    other = msgspec.structs.replace(shop(), id="scn-2", name="Search and filter")
    third = msgspec.structs.replace(shop(), id="scn-3", name=LONG)
    save_scenario(studio.folder / "search.scenario.json", other)
    save_scenario(studio.folder / "long.scenario.json", third)
    load_typical(studio)
    plan = studio.workspace.plan
    assert plan is not None
    own = ClosedLoad(stages=stages((30, 60), (30, 600)))
    uses = (
        ScenarioUse(file="shop.scenario.json", weight=70),
        ScenarioUse(file="search.scenario.json", weight=30),
        ScenarioUse(file="long.scenario.json", load=own),
        ScenarioUse(file="gone.scenario.json", weight=10),
    )
    studio.workspace.set_plan(msgspec.structs.replace(plan, scenarios=uses))


def details(tab: str) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        load_typical(studio)
        plan = studio.workspace.plan
        assert plan is not None
        pauses = NormalThinkTimes(mean_s=5, deviation_s=1.5)
        network = NetworkSettings(unverified_hosts=("test.fern.example",), proxy="http://proxy.example:3128")
        load = msgspec.structs.replace(plan.load, pacing_s=90)
        studio.workspace.set_plan(msgspec.structs.replace(plan, think_times=pauses, network=network, load=load))
        cast("LoadScreen", studio.window.screen_of("load")).details.show_tab(tab)

    return show


def run_typical(studio: Studio) -> None:
    intervals = runs.shop_run(374)
    failed = ErrorCount(label="POST /orders", reason=runs.REFUSED, count=4)
    late = ErrorCount(label="POST /basket", reason=runs.TIMED_OUT, count=2)
    struck = tuple(
        msgspec.structs.replace(
            one, errors=(failed,) if one.second % 90 == 80 else (late,) if one.second == 300 else ()
        )
        for one in intervals
    )
    studio.run(runs.spec(limits=("errors<1%", "p95<800ms")), struck)
    studio.window.show_screen("run")


def run_full(studio: Studio) -> None:
    spec, intervals = many_labels(240)
    studio.run(spec, intervals)
    studio.window.show_screen("run")


def run_slow_computer(studio: Studio) -> None:
    slow = GeneratorInterval(cpu_percent=99, lateness_ms_p99=300, memory_bytes=9_000_000, workers=2)
    intervals = tuple(msgspec.structs.replace(one, generator=slow) for one in runs.shop_run(400))
    studio.run(runs.spec(limits=("errors<1%", "p95<200ms")), intervals)
    studio.window.show_screen("run")


def many_labels(seconds: int, labels: int = 200) -> tuple[RunSpec, tuple[Interval, ...]]:
    """Return a run of very many requests with long and strange names."""
    spec = runs.spec()
    base = runs.shop_run(seconds)
    names = [f"GET /{STRANGE[number % len(STRANGE)]}/{number}" for number in range(labels)]
    steps = [f"{STRANGE[number % len(STRANGE)]} {number}" for number in range(labels // 2)]
    intervals = []
    for one in base:
        donors = [part for part in one.labels if part.kind == "request"]
        parts = [
            LabelInterval(
                label=name,
                kind="request",
                count=donor.count,
                failed=0,
                bytes_received=donor.bytes_received,
                latency=donor.latency,
            )
            for name, donor in zip(names, donors * labels, strict=False)
        ]
        whole = [
            LabelInterval(label=name, kind="transaction", count=donor.count, latency=donor.latency)
            for name, donor in zip(steps, donors * labels, strict=False)
        ]
        errors = tuple(
            ErrorCount(label=names[number], reason=f"{runs.REFUSED} {LONG}", count=1 + number % 3)
            for number in range(0, one.second % 40, 3)
        )
        intervals.append(msgspec.structs.replace(one, labels=(*parts, *whole), errors=errors))
    return spec, tuple(intervals)


def keep(run_id: str, started: str, **options: object) -> None:
    spec = runs.spec(run_id=run_id, limits=("errors<1%", "p95<800ms@POST /orders"))
    seconds = cast("int", options.get("seconds", 840))
    intervals = runs.shop_run(
        seconds, seed=cast("int", options.get("seed", 7)), speed=cast("float", options.get("speed", 1.0))
    )
    runs.write_run(
        paths.runs_dir() / run_id,
        intervals,
        spec,
        moments=((400, "The number of people was set to 200 by hand.", "users"),),
        outcome=cast("str", options.get("outcome", "finished")),
        started_utc=started,
    )


def results_typical(studio: Studio) -> None:
    keep("20261122-112000-7k2m", "2026-11-25T02:20:00.000Z")
    note = "The shop's database moved to its own server.\nLook at the checkout: it was slow last week."
    write_caption(paths.runs_dir() / "20261122-112000-7k2m", Caption(title="Release 2.4, own database", note=note))
    keep("20261121-104200-aa2m", "2026-11-25T01:42:00.000Z", seed=8, speed=1.2)
    keep("20261120-160500-bb2m", "2026-11-24T16:05:00.000Z", seconds=300)
    keep("20261118-093100-cc2m", "2026-11-18T09:31:00.000Z", seconds=120, outcome="stopped")
    studio.window.show_screen("results")


def results_full(studio: Studio) -> None:
    results_typical(studio)
    spec, intervals = many_labels(300)
    spec = msgspec.structs.replace(spec, run_id="20261125-032000-full", name=LONG)
    runs.write_run(paths.runs_dir() / spec.run_id, intervals, spec, started_utc="2026-11-25T03:20:00.000Z")
    cast("ResultsScreen", studio.window.screen_of("results")).show_run(paths.runs_dir() / spec.run_id)


def results_compared(studio: Studio) -> None:
    results_typical(studio)
    keep("20261117-093100-dd2m", "2026-11-17T09:31:00.000Z", seed=9, speed=1.4)
    screen = cast("ResultsScreen", studio.window.screen_of("results"))
    screen.reload()
    studio.settle()
    screen.compare_with(screen.runs.entries[-1])
    while screen.compared is None:
        QTest.qWait(50)


def results_damaged(studio: Studio) -> None:
    results_typical(studio)
    folder = paths.runs_dir() / "20261122-112000-7k2m"
    (folder / "results.sqlite").write_bytes(b"no database")
    cast("ResultsScreen", studio.window.screen_of("results")).reload()


STATES: dict[str, Callable[[Studio], None]] = {
    "load-empty": lambda studio: studio.window.show_screen("load"),
    "load-typical": load_typical,
    "load-open": load_open,
    "load-mixed": load_mixed,
    "load-behaviour": details("behaviour"),
    "load-connection": details("connection"),
    "load-full": lambda studio: (studio.open(shop(crowded())), studio.window.show_screen("load"))[0],
    "run-empty": lambda studio: studio.window.show_screen("run"),
    "run-typical": run_typical,
    "run-full": run_full,
    "run-slow-computer": run_slow_computer,
    "results-empty": lambda studio: studio.window.show_screen("results"),
    "results-typical": results_typical,
    "results-full": results_full,
    "results-compared": results_compared,
    "results-damaged": results_damaged,
}


type State = Callable[[Studio], object]
type After = Callable[[Studio, Path, str], None]
"""Gets each state after its picture was taken, with the folder and the name of the picture."""


def take_all(states: Mapping[str, State], about: str, after: After = lambda *_: None) -> int:
    """Take the pictures of these states, as the command line asks."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--only", default="", help="states whose names begin so")
    parser.add_argument("--size", action="append", help="1440x900 unless told otherwise; may be given again")
    parser.add_argument("--shade", action="append", choices=("light", "dark"))
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    install_focus_ring(app)
    garbage = GarbageTimer()
    garbage.start()  # as the program does: Python's collector in the thread of a job would destroy widgets there
    for key, state in states.items():
        if key.startswith(asked.only):
            with tempfile.TemporaryDirectory() as home:
                os.environ["LOADSTUDIO_HOME"] = home
                _take(app, key, state, Path(home), asked, after)
    garbage.stop()
    return 0


def _take(  # noqa: PLR0917 - one picture
    app: QApplication, key: str, state: State, home: Path, asked: argparse.Namespace, after: After
) -> None:
    folder = home / "shop"
    folder.mkdir()
    apply_theme(app, "light")
    studio = Studio(folder)
    studio.window.show()
    state(studio)
    studio.settle()
    for size in asked.size or ("1440x900",):
        width, height = map(int, size.split("x"))
        studio.window.resize(width, height)
        for shade in asked.shade or ("light", "dark"):
            apply_theme(app, shade)
            QTest.qWait(150)
            studio.window.grab().save(str(asked.to / f"{key}-{size}-{shade}.png"))
            after(studio, asked.to, f"{key}-{size}-{shade}")
    studio.workspace.close()
    studio.settle()
    studio.window.hide()
    studio.window.deleteLater()
    QTest.qWait(20)


if __name__ == "__main__":
    raise SystemExit(take_all(STATES, __doc__ or ""))
