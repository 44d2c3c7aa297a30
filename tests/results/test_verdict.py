"""The headline says what a manager asks: how many people, and what happened with more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from loadstudio.metrics.histogram import Histogram
from loadstudio.metrics.interval import ErrorCount, GeneratorInterval, Interval, LabelInterval
from loadstudio.results.badges import Badge, foremost
from loadstudio.results.query import open_run
from loadstudio.results.store import ResultsWriter
from loadstudio.results.verdict import Verdict, judge_run, run_verdict
from tests.support import runs


def interval(second: int, *, users: int, ms: int, count: int = 20, failed: int = 0) -> Interval:
    latency = Histogram()
    latency.record(ms * 1000, count)
    errors = (ErrorCount(label="GET /", reason="The server refused.", count=failed),) if failed else ()
    part = LabelInterval(label="GET /", count=count, failed=failed, latency=latency.pairs())
    return Interval(second=second, users=users, labels=(part,), errors=errors)


def verdict_of(folder: Path, intervals: Sequence[Interval], *limits: str, **options: Any) -> Verdict:
    runs.write_run(folder / "run", intervals, runs.spec(limits=limits), samples=0, **options)
    with open_run(folder / "run") as reader:
        verdict = run_verdict(reader)
        stored = reader.meta("verdict", dict)
    assert stored is not None
    assert verdict.headline.endswith(".")
    return verdict


def steady(*, ms: int = 100, **options: Any) -> list[Interval]:
    return [interval(second, users=50, ms=ms, **options) for second in range(40)]


def test_a_run_within_its_limits_was_held(tmp_path: Path) -> None:
    verdict = verdict_of(tmp_path, steady(), "errors<1%", "p95<500ms")
    assert verdict.tone == "ok"
    assert verdict.headline == "Held 50 people. 95 of 100 answers came within 100 ms."
    assert verdict.detail == "All limits were kept: 800 requests in 40 s, none failed."
    assert verdict.short == "Held 50 people"
    assert [(badge.tone, badge.text) for badge in verdict.badges] == [
        ("ok", "Errors 0 %, limit 1 %"),
        ("ok", "p95 100 ms, limit 500 ms"),
        ("ok", "This computer kept up"),
    ]


@pytest.mark.parametrize(("failed", "told"), [(1, False), (2, True), (20, True)])
def test_few_failed_requests_may_be_many_failed_passes(tmp_path: Path, failed: int, told: bool) -> None:
    seconds = steady(count=200)
    seconds[-1] = msgspec.structs.replace(seconds[-1], iterations_completed=40 - failed, iterations_failed=failed)
    verdict = verdict_of(tmp_path, seconds, "errors<1%")
    assert verdict.tone == ("warn" if told else "ok")
    assert verdict.headline.startswith(f"{failed} of 40 passes failed." if told else "Held 50 people.")
    if told:
        assert verdict.short == f"{failed} of 40 passes failed"
        assert verdict.detail.startswith("All limits were kept: 8,000 requests in 40 s, none failed. But a pass")


def test_the_people_that_broke_it_are_named(tmp_path: Path) -> None:
    rising = [interval(second, users=10 + 5 * second, ms=100 if second < 20 else 900) for second in range(40)]
    verdict = verdict_of(tmp_path, rising, "p95<800ms")
    assert verdict.tone == "bad"
    assert verdict.headline == "Held 95 people. From 110 on, answers took longer than 800 ms."
    assert verdict.short == "Slow from 110 on"
    assert "At 0:20 answers went over 800 ms (p95)" in verdict.detail
    assert (verdict.breaks[0].second, verdict.breaks[0].users_held) == (20, 95)


def test_with_the_same_people_the_moment_is_named(tmp_path: Path) -> None:
    slowing = [interval(second, users=50, ms=100 if second < 20 else 900) for second in range(40)]
    verdict = verdict_of(tmp_path, slowing, "p95<800ms")
    assert verdict.headline == "From 0:20 on, answers took longer than the limit of 800 ms."


def test_slow_from_the_start_has_no_moment(tmp_path: Path) -> None:
    verdict = verdict_of(tmp_path, steady(ms=900), "p95<800ms")
    assert verdict.headline == "Answers took too long: p95 was 900 ms, the limit is 800 ms."


def test_a_single_slow_second_is_no_break_a_slow_while_is(tmp_path: Path) -> None:
    blip = [interval(second, users=50, ms=900 if second in (5, 9, 10) else 100, count=1) for second in range(40)]
    assert verdict_of(tmp_path / "blip", blip, "p90<800ms").tone == "ok"
    while_slow = [interval(second, users=50, ms=900 if 10 <= second < 13 else 100) for second in range(60)]
    verdict = verdict_of(tmp_path / "while", while_slow, "p90<800ms")
    assert verdict.tone == "warn"
    assert verdict.headline == "From 0:10 on, answers took longer than 800 ms for a while."


def test_failures_go_before_slowness(tmp_path: Path) -> None:
    failing = [interval(second, users=5 * second, ms=900, failed=0 if second < 20 else 5) for second in range(40)]
    verdict = verdict_of(tmp_path, failing, "errors<1%", "p95<800ms")
    assert verdict.headline == "Held 85 people. With more, 12 % of the requests failed."
    assert verdict.short == "12 % failed"
    assert "Most often (100 times): GET /: The server refused." in verdict.detail


def test_all_failed_none_ended_never_reached(tmp_path: Path) -> None:
    assert verdict_of(tmp_path / "a", steady(failed=20), "errors<1%").headline == "All requests failed."
    nothing = [Interval(second=0, users=3)]
    verdict = verdict_of(tmp_path / "b", nothing, "errors<1%")
    assert (verdict.tone, verdict.headline) == ("bad", "No request ended, so there is nothing to judge.")
    assert verdict.badges == ()
    never = verdict_of(tmp_path / "c", steady(), "p95<1s@POST /pay")
    assert never.headline == "POST /pay was never reached."
    assert never.badges[1].text == "p95 nothing in POST /pay, limit 1,000 ms"


def test_numbers_of_a_computer_that_did_not_keep_up_are_not_trusted(tmp_path: Path) -> None:
    hot = [msgspec.structs.replace(one, generator=GeneratorInterval(cpu_percent=99)) for one in steady()]
    verdict = verdict_of(tmp_path, hot, "errors<1%")
    assert verdict.tone == "warn"
    assert verdict.headline == "Do not trust these numbers: this computer was the bottleneck."
    assert verdict.badges[-1].text == "This computer did not keep up"


@pytest.mark.parametrize(
    ("outcome", "headline"),
    [
        ("stopped", "Stopped after 40 s. Until then it held 50 people. 95 of 100 answers came within 100 ms."),
        ("interrupted", "Interrupted after 40 s. Until then it held 50 people. 95 of 100 answers came within 100 ms."),
        ("failed: The engine died.", "The run broke off after 40 s."),
    ],
)
def test_a_run_that_did_not_end_by_itself_says_so(tmp_path: Path, outcome: str, headline: str) -> None:
    assert verdict_of(tmp_path, steady(), "errors<1%", outcome=outcome).headline == headline


def test_why_a_run_broke_off_is_a_sentence(tmp_path: Path) -> None:
    outcome = "failed: the last worker was lost: it was killed (SIGKILL)"
    verdict = verdict_of(tmp_path, steady(), "errors<1%", outcome=outcome)
    assert verdict.detail == "The last worker was lost: it was killed (SIGKILL)."


def test_too_low_a_rate_and_no_limits(tmp_path: Path) -> None:
    verdict = verdict_of(tmp_path / "rate", steady(), "rate>50/s")
    assert verdict.headline == "Requests came at 20 / s; more than 50 / s were asked for."
    free = verdict_of(tmp_path / "free", steady())
    assert free.detail.startswith("No limits were set: 800 requests")
    assert [badge.text for badge in free.badges][:2] == ["Errors 0 %", "p95 100 ms, no limit set"]


def test_the_run_of_the_pictures(shop_dir: Path) -> None:
    with open_run(shop_dir) as reader:
        verdict = run_verdict(reader)
        assert judge_run(reader.summary(), verdict.breaks) == verdict
    assert verdict.headline == "Held 200 people. From 214 on, POST /orders took longer than 800 ms."
    assert [badge.tone for badge in verdict.badges] == ["ok", "bad", "ok"]


def test_a_killed_run_has_a_verdict_too(tmp_path: Path) -> None:
    writer = ResultsWriter(tmp_path, runs.spec(limits=("errors<1%",)), started_utc=runs.STARTED, workers=2)
    for one in steady():
        writer.write_interval(one)
    writer.close()
    with open_run(tmp_path) as reader:
        assert run_verdict(reader).short == "Interrupted after 40 s"


def test_one_person_is_no_people(tmp_path: Path) -> None:
    alone = [interval(second, users=1, ms=10) for second in range(5)]
    assert verdict_of(tmp_path, alone, "errors<1%").short == "Held 1 person"


def test_where_few_badges_have_room_what_is_wrong_is_shown_first() -> None:
    badges = tuple(Badge(tone=tone, text=f"{number}") for number, tone in enumerate(("ok", "ok", "bad", "ok", "warn")))
    shown, others = foremost(badges, 3)
    assert [badge.text for badge in shown] == ["0", "2", "4"], "in their order"
    assert [badge.text for badge in others] == ["1", "3"]
    assert foremost(badges, 5) == (badges, ())
