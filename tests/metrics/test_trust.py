"""The generator is believed until something lasts that spoils its numbers; then it says what."""

from __future__ import annotations

from loadstudio.metrics.interval import GeneratorInterval
from loadstudio.metrics.trust import SUSTAINED_S, generator_summary

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
