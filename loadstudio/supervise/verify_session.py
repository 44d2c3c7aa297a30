"""A verify: a scenario just made of a recording is checked, repaired and checked again, until nothing is left to be
tried, five times at most. A state machine without I/O: each round is a check session that the caller drives.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from loadstudio.authoring.importing.importer import Analysis, ImportResult
from loadstudio.authoring.mending.evidence import Verified, verified
from loadstudio.authoring.mending.repair import MOST_ROUNDS, Round, first_trial, judged, next_trial
from loadstudio.authoring.sources.insight import NOTHING_YET, Insight
from loadstudio.plan.run_spec import RunSpec
from loadstudio.supervise.check_session import CheckSession

LONGEST_S = 600.0
"""A verify ends after this time, whatever could still be tried."""


class VerifySession:
    """What is known of one verify. `check` is the round in progress, with a results folder of its own that the caller
    makes; once it is over, `go_on` judges it and makes the next one. Judging looks through the recording's requests
    again: slow for a large one.
    """

    def __init__(
        self,
        analysis: Analysis,
        spec: RunSpec,
        *,
        insight: Insight = NOTHING_YET,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`spec` is the check of the scenario as imported, with its data: `check_session.check_spec`."""
        self._analysis = analysis
        self._spec = spec
        self._clock = clock
        self._ends_s = clock() + LONGEST_S
        self._rounds: list[Round] = []
        self._trial = first_trial(analysis, insight)
        self.check = self._session()
        self.over = False
        self.stopped = False
        self.failure = ""

    @property
    def result(self) -> ImportResult:
        """The import that is being checked."""
        return self._trial.result

    @property
    def number(self) -> int:
        """Which round is in progress, or was the last, counted from 1."""
        return self._trial.number

    @property
    def ratio(self) -> float:
        """How much of what is known to be needed is done; a further round that a repair asks for takes it back."""
        return 1.0 if self.over else (self.number - 1 + self._share) / self.number

    @property
    def seconds(self) -> float:
        """For how long it has gone on."""
        return self._clock() - self._ends_s + LONGEST_S

    @property
    def overdue(self) -> bool:
        """Whether the time is up: the caller should stop."""
        return self._clock() > self._ends_s

    @property
    def _share(self) -> float:
        return min(1.0, self.check.sent / max(1, self.check.total))

    def progress_sentence(self) -> str:
        """Return what goes on, in a few words."""
        where = f" ({self.check.step})" if self.check.step else ""
        return (
            f"Round {self.number} of at most {MOST_ROUNDS}: request {min(self.check.sent + 1, self.check.total)} "
            f"of {self.check.total}{where}"
        )

    def stop(self) -> None:
        """Skip what is left; the round in progress counts for nothing. The caller ends its engine."""
        self.over = self.stopped = True

    def go_on(self) -> CheckSession | None:
        """Judge the round that is over and return the next one, None when the verify is over."""
        if self.over:
            return None
        if self.check.summary is None:
            self.failure = self.check.failure or "The replay gave no result."
            self.over = True
            return None
        self._rounds.append(judged(self._analysis, self._trial, self.check.exchanges))
        trial = None if self.overdue else next_trial(self._analysis, self._rounds)
        if trial is None:
            self.over = True
            return None
        self._trial = trial
        self.check = self._session()
        return self.check

    def outcome(self) -> Verified | None:
        """Return what the rounds led to, None when none was completed."""
        return verified(self._analysis, self._rounds) if self._rounds else None

    def _session(self) -> CheckSession:
        share = replace(self._spec.shares[0], scenario=self._trial.result.scenario)
        results = Path(self._spec.results_dir) / f"round-{self._trial.number}"
        spec = replace(self._spec, shares=(share,), results_dir=str(results))
        return CheckSession(spec, self._analysis.recording)
