"""The last result of each scenario that was run, read from the runs on disk. Slow: call it in a job."""

from __future__ import annotations

from loadstudio.gui.language import told
from loadstudio.gui.widgets.cells import BadgeValue


def last_results() -> dict[str, BadgeValue]:
    """Return the badge of the newest run of each scenario, by the scenario's name and by that of the run's plan."""
    from loadstudio.results.history import list_runs  # noqa: PLC0415 - done in the job's thread, not at the start

    results: dict[str, BadgeValue] = {}
    for run in list_runs():
        for name in (*run.scenarios, run.name):
            results.setdefault(name, BadgeValue(told(run.short), run.tone))
    return results
