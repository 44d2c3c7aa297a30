"""Every target of the corpus: recorded with a real browser, imported, replayed by 20 users twice each, nothing edited,
judged by the target's own counters.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.corpus.corpus import TARGETS, UNSOLVED
from tests.corpus.journeys import PASSES, USERS, Outcome, Recorded, record, replay, replay_all
from tests.corpus.serving import served
from tests.corpus.target import Target

pytestmark = [pytest.mark.system, pytest.mark.timeout(500)]


class Corpus(NamedTuple):
    """The served targets, what was recorded of them, and the replays or why there is none."""

    targets: dict[str, Target]
    recorded: Recorded
    outcomes: dict[str, Outcome | str]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """All targets, recorded in one browser and replayed, two at a time."""
    folder = tmp_path_factory.mktemp("corpus")
    targets = {name: kind() for name, kind in TARGETS.items()}
    with served(targets.values()), pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOADSTUDIO_HOME", str(folder / "home"))
        recorded = record(targets, folder)
        yield Corpus(targets, recorded, dict(replay_all(targets, recorded, folder)))


def _marked(name: str) -> object:
    reason = UNSOLVED.get(name)
    return pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=reason)) if reason else name


@pytest.mark.parametrize("name", [_marked(name) for name in TARGETS])
def test_each_pass_of_each_user_takes_effect(name: str, corpus: Corpus) -> None:
    target, outcome = corpus.targets[name], corpus.outcomes[name]
    assert isinstance(outcome, Outcome), outcome
    errors = [f"{error.count} x {error.label}: {error.reason}" for error in outcome.summary.errors]
    assert not target.refused, errors
    assert sum(target.done.values()) == USERS * PASSES, errors
    assert len(target.done) == (USERS if target.logs_in else USERS * PASSES)
    assert errors == []
    assert outcome.summary.iterations.completed == USERS * PASSES
    assert outcome.summary.iterations.failed == 0


def test_a_log_in_that_fails_with_200_fails_its_pass(corpus: Corpus, tmp_path: Path) -> None:
    target, outcome = corpus.targets["django"], corpus.outcomes["django"]
    assert isinstance(outcome, Outcome), outcome
    target.reset()
    summary, _ = replay("django", outcome.verified, tmp_path, wrong_passwords=5)
    assert sum(target.done.values()) == (USERS - 5) * PASSES
    assert summary.iterations.failed == 5 * PASSES
    label = next(error.label for error in summary.errors if "/login/" in error.label)
    assert label == "POST /admin/login/"
