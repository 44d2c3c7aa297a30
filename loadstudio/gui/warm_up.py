"""What the window reads while the person reads the start page, so that no first click waits for it."""

from __future__ import annotations

import importlib

from loadstudio.gui.jobs import Task
from loadstudio.http_types import url

_SLOW_TO_IMPORT = (
    "loadstudio.authoring.importer",
    "loadstudio.gui.charts.profile_chart",
    "loadstudio.gui.charts.time_chart",
    "loadstudio.supervise.check_session",
    "loadstudio.results.history",
)


def warm_up(task: Task) -> None:
    """Import what takes long to import, and read the list of domains. Slow: call it in a job."""
    for number, name in enumerate(_SLOW_TO_IMPORT):
        task.progress(number / len(_SLOW_TO_IMPORT), name)
        importlib.import_module(name)
    url.registrable_domain("shop.example")
