"""The last result of each scenario that was run, read from the runs on disk. Slow: call it in a job."""

from __future__ import annotations

from loadstudio.gui.widgets.cells import BadgeValue


def last_results() -> dict[str, BadgeValue]:
    """Return the badge of the newest run by the name that the run was given."""
    from loadstudio.results.history import list_runs  # noqa: PLC0415 - done in the job's thread, not at the start

    results: dict[str, BadgeValue] = {}
    for run in list_runs():
        results.setdefault(run.name, BadgeValue(run.short, run.tone))
    return results
