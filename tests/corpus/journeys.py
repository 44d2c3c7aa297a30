"""From targets to outcomes: record their journeys with one real browser, import each, let the real engine replay and
repair it, then put it under load.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import msgspec
from playwright.sync_api import Error, Page, sync_playwright

from loadstudio.authoring.importing.importer import Analysis, ImportResult, RecordedTable
from loadstudio.authoring.mending.evidence import Verified
from loadstudio.metrics.summary import Summary
from loadstudio.plan.compile import plan_for_scenario, run_spec
from loadstudio.plan.model import RecordedThinkTimes
from loadstudio.recording.entry import Recording
from loadstudio.recording.har_read import read_har
from loadstudio.scenario.file import save_imported, save_scenario, save_table
from loadstudio.scenario.model import requests_of
from loadstudio.scenario.validate import holes_of
from loadstudio.supervise.check_session import check_spec
from loadstudio.supervise.verify_session import VerifySession
from tests.corpus.target import PASSWORDS, Target
from tests.support.engine_program import an_engine

USERS = 20
PASSES = 2
_TIMEOUT_MS = 8_000
_THINK_MS = 40
_CALL = re.compile(r"([a-z_]+)\(")


class Recorded(NamedTuple):
    """What was recorded of each target, by its name, and what went wrong there."""

    recordings: dict[str, Recording]
    failures: dict[str, str]


class Outcome(NamedTuple):
    """A verify and the run that followed: the scenario as verified, the run's summary, the seconds of import, verify
    and run.
    """

    verified: Verified
    summary: Summary
    import_s: float
    verify_s: float
    run_s: float

    @property
    def imported(self) -> ImportResult:
        """The scenario with what was found."""
        return self.verified.result

    @property
    def found(self) -> set[str]:
        """What was made dynamic: names of variables without numbers, of functions where values are made in place."""
        names = [re.sub(r"_\d+$", "", variable.name) for variable in self.imported.scenario.variables]
        scenario = self.imported.scenario
        live = [hole.expression for request in requests_of(scenario) for hole in holes_of(request)]
        return {*names, *(match[1] for expression in live if (match := _CALL.match(expression)))}


def record(targets: Mapping[str, Target], folder: Path) -> Recorded:
    """Walk through the served targets, one after another, in the browser of one recorder."""
    first = next(iter(targets.values()))
    file = folder / "corpus.har"
    command = [sys.executable, "-m", "loadstudio", "record", f"{first.url}/idle", "-o", str(file), "--headless"]
    recorder = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert recorder.stdout is not None
        line = recorder.stdout.readline()
        assert line, recorder.communicate(timeout=30)[1]
        failures = _walk(json.loads(line)["devtools"], targets)
        recorder.send_signal(signal.SIGTERM)
        said = recorder.communicate(timeout=60)[1]
        assert recorder.returncode == 0, said
    finally:
        recorder.kill()
        recorder.communicate()
    whole = read_har(file)
    return Recorded({name: _part_of(whole, target) for name, target in targets.items()}, failures)


def _walk(devtools: str, targets: Mapping[str, Target]) -> dict[str, str]:
    failures: dict[str, str] = {}
    with sync_playwright() as playwright:
        context = playwright.chromium.connect_over_cdp(devtools, timeout=_TIMEOUT_MS).contexts[0]
        page = context.pages[0]
        page.set_default_timeout(_TIMEOUT_MS)
        page.wait_for_load_state("load")
        for name, target in targets.items():
            context.clear_cookies()
            try:
                page.goto(target.url + target.start)
                target.walk(page)
                page.wait_for_timeout(_THINK_MS)
            except Error as error:
                failures[name] = f"{error.message[:400]} at {page.url}: {page.content()[:400]}"
            if target.refused:
                failures[name] = f"refused when recorded: {dict(target.refused)} {failures.get(name, '')}"
            elif sum(target.done.values()) != 1:
                failures.setdefault(name, "the journey had no effect when recorded")
    return failures


def _part_of(whole: Recording, target: Target) -> Recording:
    """Return what a recording of this target alone would hold."""
    hosts = (f"{target.url}/", f"{target.other}/")
    entries = tuple(
        entry for entry in whole.entries if entry.request.url.startswith(hosts) and "/idle" not in entry.request.url
    )
    ids = {entry.page_id for entry in entries}
    pages = tuple(page for page in whole.pages if page.id in ids)
    return msgspec.structs.replace(whole, entries=entries, pages=pages, start_url=target.url + target.start)


def verify(name: str, recording: Recording, folder: Path) -> tuple[Verified, float, float]:
    """Import a recording, replay and repair it with the real engine and the recorded account; save the scenario.

    Returns the seconds of import and verify, too.
    """
    started_s = time.monotonic()
    analysis = Analysis(recording, name=name, recording_file="")
    result = analysis.result()
    import_s = time.monotonic() - started_s
    file = folder / f"{name}.scenario.json"
    save_imported(file, result.scenario, [(table.columns, _typed(table)) for table in result.tables])
    started_s = time.monotonic()
    spec = check_spec(plan_for_scenario(file), folder=folder, results_dir=folder / "verify")
    session = VerifySession(analysis, spec)
    (folder / "verify").mkdir()
    while not session.over:
        Path(session.check.spec.results_dir).mkdir()
        with an_engine() as engine:
            engine.run(session.check.spec)
        for event in engine.events:
            session.check.handle(event)
        session.go_on()
    outcome = session.outcome()
    assert outcome is not None, session.failure
    save_scenario(file, outcome.result.scenario)
    return outcome, import_s, time.monotonic() - started_s


def _typed(table: RecordedTable) -> list[tuple[str, ...]]:
    """Return the rows of a table, with the password typed where the import asks for it: of a Digest log-in a recording
    has none.
    """
    return [
        tuple(
            PASSWORDS.get(row[0], "") if (column, value) == ("password", "") else value
            for column, value in zip(table.columns, row, strict=True)
        )
        for row in table.rows
    ]


def replay(name: str, verified: Verified, folder: Path, *, wrong_passwords: int = 0) -> tuple[Summary, float]:
    """Let `USERS` users do `PASSES` passes each of a verified scenario, one worker, without pauses.

    The first rows of the users' table get a wrong password, as many as asked for. Returns the seconds, too.
    """
    file = folder / f"{name}.scenario.json"
    save_scenario(file, verified.result.scenario)
    accounts = list(PASSWORDS.items())[:USERS]
    rows = [(user, "wrong" if index < wrong_passwords else word) for index, (user, word) in enumerate(accounts)]
    for source in verified.result.scenario.data_sources:
        save_table(folder / source.file, ("username", "password"), rows)
    plan = plan_for_scenario(file, users=USERS, iterations=USERS * PASSES, workers=1)
    plan = msgspec.structs.replace(plan, think_times=RecordedThinkTimes(factor=0.0))
    spec = run_spec(plan, folder=folder, run_id="corpus", results_dir=folder / "results")
    started_s = time.monotonic()
    with an_engine() as engine:
        summary = engine.run(spec)
    return summary, time.monotonic() - started_s


def replay_all(targets: Mapping[str, Target], recorded: Recorded, folder: Path) -> Iterator[tuple[str, Outcome | str]]:
    """Replay all targets, two at a time; yield each name with its outcome, or why there is none, in their order."""

    def replayed(name: str) -> tuple[str, Outcome | str]:
        if name in recorded.failures:
            return name, f"not recorded: {recorded.failures[name]}"
        place = folder / name
        place.mkdir()
        try:
            verified, import_s, verify_s = verify(name, recorded.recordings[name], place)
            targets[name].reset()
            summary, run_s = replay(name, verified, place)
            return name, Outcome(verified, summary, import_s, verify_s, run_s)
        except AssertionError as error:
            return name, f"not replayed: {str(error)[:300]}"
        finally:
            targets[name].look()

    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(replayed, targets)


def go(page: Page, selector: str, *, fill: Sequence[tuple[str, str]] = ()) -> None:
    """Fill in fields, click, and wait for the page that this leads to."""
    for field, text in fill:
        page.fill(field, text)
    page.wait_for_timeout(_THINK_MS)
    with page.expect_navigation():
        page.click(selector)


def use(page: Page, selector: str, shows: str, *, fill: Iterable[tuple[str, str]] = ()) -> None:
    """Fill in fields, click, and wait until the page's script shows a text."""
    for field, text in fill:
        page.fill(field, text)
    page.wait_for_timeout(_THINK_MS)
    page.click(selector)
    page.wait_for_selector(f"text={shows}")
