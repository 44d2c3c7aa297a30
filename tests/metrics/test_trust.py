"""The generator is believed until something lasts that spoils its numbers; then it says what."""

from __future__ import annotations

from loadstudio.metrics.interval import ErrorCount, GeneratorInterval
from loadstudio.metrics.trust import NO_FILE_LEFT, NO_PORT_LEFT, SUSTAINED_S, Trust, generator_summary

CALM = GeneratorInterval(cpu_percent=40, lateness_ms_p99=1.0, workers=2)
BUSY = GeneratorInterval(cpu_percent=97, lateness_ms_p99=1.0, workers=2)
LATE = GeneratorInterval(cpu_percent=40, lateness_ms_p99=80.0, workers=2)


def test_a_short_burst_does_not_spoil_a_run() -> None:
    result = generator_summary([CALM, *[BUSY] * (SUSTAINED_S - 1), CALM, BUSY, CALM])
    assert result.trusted
    assert result.cpu_percent_max == 97


def test_sustained_processor_use_is_named_with_its_length() -> None:
    result = generator_summary([CALM, *[BUSY] * 7, CALM])
    assert not result.trusted
    assert "90 % of its processor core for 7 s" in result.reasons[0]


def test_sustained_lateness_and_a_standstill_are_two_reasons() -> None:
    result = generator_summary([*[LATE] * 4, GeneratorInterval(hub_stall_ms_max=2300)])
    assert [reason.partition(" ")[0] for reason in result.reasons] == ["For", "This"]
    assert "up to 80 ms" in result.reasons[0]
    assert "2,300 ms" in result.reasons[1]


def test_lateness_is_what_99_of_100_seconds_did_not_exceed() -> None:
    assert generator_summary([CALM] * 199 + [LATE]).lateness_ms_p99 == 1.0
    assert generator_summary([]).trusted


def test_requests_that_this_computer_could_not_send_are_its_own_fault() -> None:
    failures = {
        f"could not connect: {NO_PORT_LEFT}": 1204,
        NO_FILE_LEFT: 1,
        "could not connect: connection refused": 9,
    }
    result = generator_summary([CALM] * 5, failures)
    assert not result.trusted
    assert [reason.partition(" because")[0] for reason in result.reasons] == [
        "1,204 requests failed",
        "1 request failed",
    ]
    assert generator_summary([CALM], {"could not connect: connection refused": 9}).trusted


def test_a_run_in_progress_is_judged_as_the_whole_one() -> None:
    seconds = [CALM, *[LATE] * 4, BUSY, GeneratorInterval(hub_stall_ms_max=1200)]
    trust = Trust()
    for second in seconds:
        trust.add(second, (ErrorCount(label="GET /", reason=NO_FILE_LEFT, count=2),))
    assert trust.summary() == generator_summary(seconds, {NO_FILE_LEFT: 2 * len(seconds)})
    assert Trust().summary().trusted
