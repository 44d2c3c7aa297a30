"""Prints what the corpus proves: `python -m tests.corpus.table [-v] [NAME ...]`, one line a target."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.corpus.corpus import TARGETS
from tests.corpus.journeys import PASSES, USERS, Outcome, record, replay_all
from tests.corpus.serving import served
from tests.corpus.target import Target

_EXPECTED = USERS * PASSES
_HEAD = ("target", "found", "needed", "unneeded", "rounds", "import s", "verify s", "run s", "took effect", "refused")
_LINE = "{:18} {:>6} {:>6} {:>8} {:>6} {:>8} {:>8} {:>6} {:>12}  {}"


def main(names: Sequence[str], *, verbose: bool = False) -> int:
    """Record and replay the targets and print the table; return how many did not do all their journeys."""
    targets = {name: TARGETS[name]() for name in names}
    missed = 0
    started_s = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="corpus-") as text, served(targets.values()):
        folder = Path(text)
        os.environ["LOADSTUDIO_HOME"] = str(folder / "home")
        recorded = record(targets, folder)
        print(_LINE.format(*_HEAD), flush=True)
        for name, outcome in replay_all(targets, recorded, folder):
            if isinstance(outcome, str):
                print(f"{name:18} {outcome}", flush=True)
                missed += 1
            else:
                missed += _line(name, targets[name], outcome, verbose=verbose)
    print(
        f"{len(names) - missed} of {len(names)} targets did all their journeys, nothing edited by hand; "
        f"{time.monotonic() - started_s:.0f} s in all."
    )
    return missed


def _line(name: str, target: Target, outcome: Outcome, *, verbose: bool) -> bool:
    done, found, errors = sum(target.done.values()), outcome.found, outcome.summary.errors
    refused = ", ".join(f"{count} x {reason}" for reason, count in target.refused.items())
    counts = (len(found), len(target.needs), len(found - target.needs), outcome.verified.rounds)
    seconds = (f"{outcome.import_s:.2f}", f"{outcome.verify_s:.1f}", f"{outcome.run_s:.1f}")
    print(_LINE.format(name, *counts, *seconds, f"{done}/{_EXPECTED}", refused), flush=True)
    if errors and not verbose:
        count = sum(error.count for error in errors)
        print(f"{'':18} seen as failures: {count}, first {errors[0].label}: {errors[0].reason}")
    if verbose:
        for finding in outcome.imported.findings:
            print(f"    {finding.kind}: {finding.variable} {finding.sentence}")
        for sentence in outcome.verified.sentences:
            print(f"    = {sentence}")
        for error in errors[:6]:
            print(f"    ! {error.count} x {error.label}: {error.reason}")
    return done != _EXPECTED or bool(target.refused or errors)


if __name__ == "__main__":
    asked = [name for name in sys.argv[1:] if not name.startswith("-")]
    sys.exit(1 if main(asked or list(TARGETS), verbose="-v" in sys.argv) else 0)
