"""The demo: the shop is started on this computer and its shipped recording opened, aimed at it, ready to run.

This is the shortest way to a live chart: one click here, one on the Load screen.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from loadstudio.base import paths, resources
from loadstudio.gui.jobs import Job, Task
from loadstudio.gui.opening import OpenedScenario, read_scenario, show_scenario
from loadstudio.gui.workspace import Workspace
from loadstudio.supervise.demo_shop import DemoShop

_SAMPLE = "demo-shop"
_KINDS = (".har", ".json", ".csv")


def start_demo(workspace: Workspace) -> Job:
    """Start the shop unless it runs, open the sample aimed at it, and lead to the Load screen."""
    running = workspace.shop

    def prepare(_task: Task) -> tuple[OpenedScenario, DemoShop]:
        opened = read_scenario(_own_copy(resources.sample_path(".")))
        return opened, running or DemoShop()

    def show(prepared: tuple[OpenedScenario, DemoShop]) -> None:
        opened, workspace.shop = prepared
        show_scenario(workspace, opened)
        workspace.set_base_url(workspace.shop.url)
        workspace.go_to("load")

    return workspace.jobs.start("starting the demo shop", prepare, done=show)


def is_demo(path: Path) -> bool:
    """Return whether a scenario is the demo's: opening it needs its shop."""
    return path.parent == paths.recordings_dir() / _SAMPLE


def _own_copy(samples: Path) -> Path:
    """Return the sample scenario in a folder of the person's own; what is shipped is never changed.

    A copy that is there already may have been edited and stays.
    """
    folder = paths.recordings_dir() / _SAMPLE
    scenario = folder / f"{_SAMPLE}.scenario.json"
    if not scenario.is_file():
        folder.mkdir(exist_ok=True)
        for file in sorted(samples.iterdir()):
            if file.name.endswith(_KINDS):
                shutil.copyfile(file, folder / file.name)
    return scenario
