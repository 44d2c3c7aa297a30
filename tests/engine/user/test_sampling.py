"""Samples counted into intervals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loadstudio.engine.http.response import Timing
from loadstudio.engine.user.sampling import MOST_REASONS, OTHER_REASONS, Sampler
from loadstudio.metrics.histogram import Histogram, bucket_of


def taken(sampler: Sampler, second: int = 0):  # type: ignore[no-untyped-def]  # the interval's type is known
    return sampler.take(second, users=3, active=1, cpu_percent=50.04, stall_s=0.0021, memory_bytes=7)


def test_samples_of_one_label_share_a_tally_and_start_anew_each_second() -> None:
    sampler = Sampler()
    tally = sampler.tally("GET /", "request")
    assert sampler.tally("GET /", "request") is tally
    step = sampler.tally("GET /", "transaction")
    assert step is not tally
    for latency_s in (0.001, 0.001, 0.0305, 2.5):
        tally.add(latency_s)
    tally.bytes_sent += 10
    tally.bytes_received += 2000
    tally.failed += 1
    step.add(0.5)
    interval = taken(sampler)
    request, transaction = interval.labels
    assert (request.label, request.kind, request.count, request.failed) == ("GET /", "request", 4, 1)
    assert (request.bytes_sent, request.bytes_received) == (10, 2000)
    histogram = Histogram(request.latency)
    assert histogram.counts[1000] == 2
    assert abs(histogram.max_us() - 2_500_000) < 2500
    assert (transaction.kind, transaction.count) == ("transaction", 1)
    assert (interval.generator.cpu_percent, interval.generator.hub_stall_ms_max) == (50.0, 2.1)

    tally.add(0.004)
    (only,) = taken(sampler, 1).labels
    assert (only.count, only.failed, only.bytes_sent) == (1, 0, 0)
    assert taken(sampler, 2).labels == ()


@given(st.lists(st.lists(st.floats(0, 30), max_size=20), max_size=30))
def test_counting_again_and_again_is_counting_once(beats: list[list[float]]) -> None:
    at_once, in_turns = Sampler(), Sampler()
    for number, latencies_s in enumerate(beats):
        for sampler in (at_once, in_turns):
            tally = sampler.tally(f"GET /{number % 3}", "request")
            for latency_s in latencies_s:
                tally.add(latency_s)
                tally.time(Timing(first_byte_s=latency_s / 2), latency_s)
                sampler.late(latency_s)
        in_turns.count()
    assert taken(in_turns) == taken(at_once)


def test_little_is_left_to_count_when_the_second_is_over() -> None:
    sampler = Sampler()
    tallies = [sampler.tally(f"GET /{number}", "request") for number in range(20)]
    for _beat in range(50):
        for tally in tallies:
            tally.add(0.001)
        sampler.count()
    assert sum(tally.uncounted for tally in tallies) <= 20 * 8


def test_a_request_that_could_not_be_written_counts_without_a_latency() -> None:
    sampler = Sampler()
    tally = sampler.tally("GET /", "request")
    tally.unsent += 1
    tally.failed += 1
    (label,) = taken(sampler).labels
    assert (label.count, label.failed, label.latency) == (1, 1, ())


def test_lateness_counts_requests_on_time_too() -> None:
    sampler = Sampler()
    tally = sampler.tally("GET /", "request")
    for _ in range(200):
        tally.add(0.001)
    sampler.late(0.25)
    assert taken(sampler).generator.lateness_ms_p99 == 0
    for _ in range(200):
        tally.add(0.001)
        sampler.late(0.02)
    assert abs(taken(sampler).generator.lateness_ms_p99 - 20) < 0.1


def test_only_the_first_failures_of_a_kind_are_kept_whole() -> None:
    sampler = Sampler()
    kept = [sampler.fail("GET /", "status 500") for _ in range(5)]
    assert kept == [True, True, True, False, False]
    assert sampler.fail("GET /", "status 404")
    assert [(error.reason, error.count) for error in taken(sampler).errors] == [("status 500", 5), ("status 404", 1)]
    assert not sampler.fail("GET /", "status 500"), "over the whole run"
    assert [(error.reason, error.count) for error in taken(sampler).errors] == [("status 500", 1)]


def test_reasons_that_change_each_time_are_counted_together_at_last() -> None:
    sampler = Sampler()
    for number in range(10_000):
        sampler.fail("Sign", f"line 3: order {number} is unknown")
    sampler.fail("GET /", "status 500")
    errors = taken(sampler).errors
    of_label = [(error.reason, error.count) for error in errors if error.label == "Sign"]
    assert of_label[:MOST_REASONS] == [(f"line 3: order {number} is unknown", 1) for number in range(MOST_REASONS)]
    assert of_label[MOST_REASONS:] == [(OTHER_REASONS, 10_000 - MOST_REASONS)]
    assert errors[-1].reason == "status 500", "another label has its own"
    assert not sampler.fail("Sign", "order 10001 is unknown"), "enough of them are kept whole"
    sampler.fail("Sign", "line 3: order 7 is unknown")
    assert [error.reason for error in taken(sampler).errors] == [OTHER_REASONS, "line 3: order 7 is unknown"]


def test_phases_are_told_only_where_they_differ() -> None:
    sampler = Sampler()
    tally = sampler.tally("GET /", "request")
    tally.add(0.010)
    (label,) = taken(sampler).labels
    assert (label.first_byte, label.connect, label.tls) == (None, (), ())

    tally.add(0.010)
    tally.add(0.030)
    tally.time(Timing(first_byte_s=0.002, connect_s=0.001, tls_s=0.0005), 0.030)
    tally.add(0.001)
    tally.time(Timing(connect_s=0.0004), 0.001)
    tally.add_unanswered(0.5)
    (label,) = taken(sampler).labels
    assert label.count == 4
    assert Histogram(label.latency).count == 4
    assert label.first_byte == (1000, 1, 2000, 1, bucket_of(10_000), 1)
    assert label.connect == (400, 1, 1000, 1)
    assert label.tls == (500, 1)

    tally.add_unanswered(0.5)
    (label,) = taken(sampler).labels
    assert label.first_byte == (), "no answer, no first byte"
