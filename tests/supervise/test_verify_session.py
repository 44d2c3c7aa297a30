"""A verify as a state machine, with the engine's events given by hand: rounds, skipping, a time that is up, an engine
that fails.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from loadstudio.authoring.importing.importer import Analysis
from loadstudio.authoring.mending.repair import MOST_ROUNDS
from loadstudio.metrics.summary import Summary
from loadstudio.plan.compile import plan_for_scenario
from loadstudio.scenario.file import save_imported
from loadstudio.supervise.check_session import CheckSession, check_spec
from loadstudio.supervise.verify_session import LONGEST_S, VerifySession
from loadstudio.wire.common import Failed
from loadstudio.wire.run_messages import ExchangeTraced, RunFinished
from tests.support.browser import Browser, Got, Sent, Site, replay
from tests.support.sites import REFUSED


def _site(visit: int) -> Site:
    number = 31 + 7 * visit

    def site(sent: Sent) -> Got:
        if sent.method == "GET":
            return Got(f"<title>Queue</title><p>You have <b>{number}</b> now, of 100.</p>")
        return Got('{"ok": true}', kind="application/json") if sent.json == {"q": number} else REFUSED

    return site


class _Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def _session(folder: Path, clock: _Clock) -> VerifySession:
    browser = Browser(_site(0)).step("Visit")
    browser.get("/").api("POST", "/take", {"q": 31})
    analysis = Analysis(browser.recording(), name="queue", recording_file="")
    file = folder / "queue.scenario.json"
    save_imported(file, analysis.result().scenario, ())
    spec = check_spec(plan_for_scenario(file), folder=folder, results_dir=folder / "results")
    return VerifySession(analysis, spec, clock=clock)


def _play(session: VerifySession, visit: int) -> CheckSession:
    """Let a round happen as the engine would tell of it."""
    check = session.check
    for exchange in replay(session.result, _site(visit)).exchanges:
        check.handle(ExchangeTraced(exchange=exchange))
    check.handle(RunFinished(summary=_summary()))
    return check


def _summary() -> Summary:
    return Summary(run_id="check", name="queue", started_utc="", duration_s=1.0, users_max=1, workers=1)


def test_rounds_until_all_is_right(tmp_path: Path) -> None:
    session = _session(tmp_path, _Clock())
    assert session.progress_sentence() == "Round 1 of at most 5: request 1 of 2 (Visit)"
    assert session.ratio == 0.0
    assert session.seconds == 0.0
    first = _play(session, 1)
    assert session.ratio == 1.0
    assert session.progress_sentence() == "Round 1 of at most 5: request 2 of 2"
    second = session.go_on()
    assert second is not None
    assert session.ratio == 0.5
    assert second.spec.results_dir != first.spec.results_dir
    assert session.number == 2
    _play(session, 2)
    assert session.go_on() is None
    assert (session.over, session.ratio) == (True, 1.0)
    outcome = session.outcome()
    assert outcome is not None
    assert outcome.passed
    assert [variable.status for variable in outcome.result.scenario.variables] == ["confirmed"]


def test_skipping_keeps_what_whole_rounds_showed(tmp_path: Path) -> None:
    session = _session(tmp_path, _Clock())
    assert session.outcome() is None
    _play(session, 1)
    session.go_on()
    session.stop()
    assert session.over
    assert session.go_on() is None
    outcome = session.outcome()
    assert outcome is not None
    assert (outcome.rounds, outcome.passed) == (1, False)


def test_no_round_begins_when_the_time_is_up(tmp_path: Path) -> None:
    clock = _Clock()
    session = _session(tmp_path, clock)
    _play(session, 1)
    clock.now_s = LONGEST_S + 1
    assert session.overdue
    assert session.go_on() is None
    assert session.over


def test_an_engine_that_fails_ends_it_with_its_sentence(tmp_path: Path) -> None:
    session = _session(tmp_path, _Clock())
    session.check.handle(Failed(message="No port is free.", exit_code=5))
    assert session.go_on() is None
    assert (session.over, session.failure, session.outcome()) == (True, "No port is free.", None)


def test_each_round_counts(tmp_path: Path) -> None:
    session = _session(tmp_path, _Clock())
    visits = 0
    while not session.over:
        visits += 1
        check = session.check
        for exchange in replay(session.result, _site(visits)).exchanges:
            bad = msgspec.structs.replace(exchange, status=500, failure="status 500 instead of 2xx")
            check.handle(ExchangeTraced(exchange=bad))
        check.handle(RunFinished(summary=_summary()))
        session.go_on()
    assert 1 <= visits <= MOST_ROUNDS
