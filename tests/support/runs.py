"""Builds runs as an engine would report them, without an engine: the same numbers every time.

`shop_run` is the run of the design's pictures: 14 minutes, up to 220 people, Checkout over its limit from 9 minutes on.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from pathlib import Path

import msgspec

from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval, LabelInterval
from loadstudio.metrics.summary import Summary
from loadstudio.metrics.totals import RunTotals
from loadstudio.plan.limits import parse_limit, run_summary
from loadstudio.plan.model import ClosedLoad, Stage
from loadstudio.plan.run_spec import DataTable, RunSpec, ScenarioShare
from loadstudio.results.run_info import MomentKind
from loadstudio.results.store import ResultsWriter
from loadstudio.scenario.model import DataSource, Host, HttpRequest, Scenario, Step, Variable

STARTED = "2026-11-22T11:20:00.000Z"
STAGES = ((105, 120), (105, 120), (190, 60), (190, 120), (220, 60), (220, 270), (0, 90))
STEPS: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = (
    ("Home", (("GET /", 62.0), ("GET /static/shop.css", 9.0))),
    ("Log in", (("GET /login", 48.0), ("POST /login", 95.0))),
    ("Search", (("GET /search", 118.0), ("GET /api/suggestions", 35.0))),
    ("Put in the basket", (("POST /basket", 84.0),)),
    ("Checkout", (("GET /checkout", 110.0), ("POST /orders", 190.0))),
)
LIMITS = ("errors<1%", "p95<800ms@POST /orders")
REFUSED = "status 503 instead of 201"
TIMED_OUT = "no answer within 30 s"


def spec(
    *,
    limits: Sequence[str] = LIMITS,
    stages: Sequence[tuple[float, float]] = STAGES,
    run_id: str = "20261122-112000-7k2m",
    name: str = "Fern Market checkout",
) -> RunSpec:
    """Return a run spec whose data holds a secret: `hunter22`, the password of ada."""
    scenario = Scenario(
        id="sce-1",
        name="Buy a plant",
        start_url="http://shop.example:8080/",
        hosts=(Host(name="shop.example:8080", kept=True), Host(name="ads.example", kept=False)),
        steps=tuple(
            Step(
                id=f"step-{number}",
                name=step,
                children=tuple(
                    HttpRequest(
                        id=f"req-{number}-{label}",
                        name=label,
                        method=label.split()[0],
                        url=f"http://shop.example:8080{label.split()[1]}",
                    )
                    for label, _ in requests
                ),
            )
            for number, (step, requests) in enumerate(STEPS)
        ),
        variables=(Variable(name="session_key", label="session key", secret=True),),
        data_sources=(
            DataSource(name="users", file="users.csv", columns=("username", "password"), secret_columns=("password",)),
        ),
    )
    users = DataTable(
        name="users", columns=("username", "password"), rows=(("ada", "hunter22"), ("grace", "c0b0l-forever"))
    )
    return RunSpec(
        run_id=run_id,
        name=name,
        shares=(ScenarioShare(scenario=scenario, data=(users,)),),
        load=ClosedLoad(stages=tuple(Stage(target=target, duration_s=duration) for target, duration in stages)),
        limits=tuple(parse_limit(rule) for rule in limits),
        workers=2,
        results_dir="",
    )


def users_at(second: float, stages: Sequence[tuple[float, float]] = STAGES) -> int:
    """Return how many users the stages want at a time."""
    level = 0.0
    for target, duration in stages:
        if second < duration:
            return round(level + (target - level) * second / duration)
        second -= duration
        level = target
    return round(level)


def shop_run(seconds: int = 840, *, seed: int = 7, speed: float = 1.0) -> tuple[Interval, ...]:
    """Return the run of the pictures second by second (about 160,000 requests in 840 s); `speed` 2 halves times."""
    chance = random.Random(seed)
    heat = 0.0
    intervals = []
    for second in range(seconds):
        users = users_at(second)
        heat += (max(0.0, (users - 185) / 35) - heat) * 0.035  # queues grow and shrink slowly
        intervals.append(_second(chance, second, users, heat, speed))
    return tuple(intervals)


def _second(chance: random.Random, second: int, users: int, heat: float, speed: float) -> Interval:
    labels: list[LabelInterval] = []
    errors: list[ErrorCount] = []
    passes = users * 0.13 * (1 - 0.07 * heat)
    for step, requests in STEPS:
        starts = _poisson(chance, passes)
        whole_ms = [0.0] * starts
        step_failed = 0
        for label, median_ms in requests:
            hot = 1 + (1.5 * heat if label == "POST /orders" else 0.15 * heat)
            latency, first_byte = Histogram(), Histogram()
            for number in range(starts):
                ms = median_ms * (1 + users / 700) * hot * math.exp(chance.gauss(0, 0.42)) / speed
                latency.record(int(ms * 1000))
                first_byte.record(int(ms * 850))
                whole_ms[number] += ms
            failed = sum(chance.random() < 0.14 * heat for _ in range(starts)) if label == "POST /orders" else 0
            connect = Histogram()
            connect.record(1800 + second, starts if label == "GET /" else 0)
            labels.append(_label(label, failed, latency, first_byte, connect))
            if failed:
                timed_out = failed // 4
                errors.append(ErrorCount(label=label, reason=REFUSED, count=failed - timed_out))
                if timed_out:
                    errors.append(ErrorCount(label=label, reason=TIMED_OUT, count=timed_out))
            step_failed += failed
        whole = Histogram()
        for ms in whole_ms:
            whole.record(int(ms * 1000))
        labels.append(
            LabelInterval(label=step, kind="transaction", count=starts, failed=step_failed, latency=whole.pairs())
        )
    return Interval(
        second=second,
        users=users,
        active=users // 6,
        iterations_completed=_poisson(chance, passes * 0.9),
        iterations_failed=sum(error.count for error in errors),
        labels=tuple(labels),
        errors=tuple(errors),
        generator=GeneratorInterval(
            cpu_percent=8 + users * 0.11 + chance.random() * 4,
            lateness_ms_p99=1.2 + chance.random(),
            hub_stall_ms_max=3 + chance.random() * 9,
            memory_bytes=96_000_000,
            workers=2,
        ),
    )


def _label(label: str, failed: int, latency: Histogram, first_byte: Histogram, connect: Histogram) -> LabelInterval:
    count = latency.count
    return LabelInterval(
        label=label,
        count=count,
        failed=failed,
        bytes_received=count * 9_400,
        bytes_sent=count * 640,
        latency=latency.pairs(),
        first_byte=first_byte.pairs() or None,
        connect=connect.pairs() if connect.count else (),
    )


def _poisson(chance: random.Random, mean: float) -> int:
    return max(0, round(chance.gauss(mean, math.sqrt(mean)))) if mean > 0 else 0


def failed_order() -> Exchange:
    """Return a refused order, as the engine samples it, with secrets in every place where they may stand."""
    return Exchange(
        request_id="req-4-POST /orders",
        label="POST /orders",
        step="Checkout",
        method="POST",
        url="http://shop.example:8080/orders?access_token=tok-url-1&lang=en",
        request_headers=(
            ("Authorization", "Bearer tok-header-1"),
            ("Cookie", "session=cookie-value-1; theme=dark"),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ),
        request_body=b"username=ada&password=typed-secret-1&note=hunter22&csrf=9f3",
        status=503,
        reason="Service Unavailable",
        response_headers=(("Set-Cookie", "session=cookie-value-2; Path=/; HttpOnly"), ("Content-Type", "text/html")),
        response_body=b'<h1>Too busy</h1><script>{"api_key": "key-1"}</script>'
        b'<input type="password" value="typed-secret-2">',
        response_bytes=99,
        latency_ms=812.5,
        failure=REFUSED,
        taken=(("session_key", "taken-secret-1"), ("order_id", "4711")),
    )


def totals_of(intervals: Sequence[Interval]) -> RunTotals:
    """Return intervals added up."""
    totals = RunTotals()
    for interval in intervals:
        totals.add(interval)
    return totals


def summary_of(
    run_spec: RunSpec, intervals: Sequence[Interval], outcome: str = "finished", started_utc: str = STARTED
) -> Summary:
    """Return the summary that an engine would report."""
    return run_summary(
        run_spec,
        totals_of(intervals),
        started_utc=started_utc,
        duration_s=float(len(intervals)),
        outcome=outcome,
    )


def write_run(
    run_dir: Path,
    intervals: Sequence[Interval],
    run_spec: RunSpec | None = None,
    *,
    moments: Sequence[tuple[int, str, MomentKind]] = (),
    samples: int = 2,
    outcome: str = "finished",
    started_utc: str = STARTED,
) -> Summary:
    """Write a run into its folder and return its summary."""
    run_spec = msgspec.structs.replace(run_spec or spec(), results_dir=str(run_dir))
    writer = ResultsWriter(run_dir, run_spec, started_utc=started_utc, workers=2)
    for interval in intervals:
        writer.write_interval(interval)
    for number in range(samples):
        writer.write_error(540 + number, failed_order())
    for second, text, kind in moments:
        writer.write_moment(second, text, kind)
    summary = summary_of(run_spec, intervals, outcome, started_utc)
    writer.finish(summary)
    return summary
