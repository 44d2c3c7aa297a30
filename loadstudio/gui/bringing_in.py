"""What another tool keeps (curl commands, a Postman collection, a description of an API, a test plan of JMeter) as the
open scenario: read in a job, saved in a folder of its own, and told what was not taken.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from loadstudio.base.ids import slug
from loadstudio.gui.dialogs.told_dialog import ToldDialog
from loadstudio.gui.jobs import Job, Task
from loadstudio.gui.notices import Notice
from loadstudio.gui.opening import OpenedScenario, show_scenario
from loadstudio.gui.record.importing import import_recording, recording_folder
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.file import plan_path_of
from loadstudio.scenario.file import SCENARIO_SUFFIX

translate = QCoreApplication.translate


class _BroughtIn(NamedTuple):
    """`opened` is None for a recording, which is imported in another way."""

    opened: OpenedScenario | None
    told: tuple[str, ...] = ()


def bring_in(workspace: Workspace, path: Path) -> Job:
    """Make a scenario of a file of another tool and open it; a recording under another name is imported as one."""

    def work(_task: Task) -> _BroughtIn:
        from loadstudio.interchange.importing import brought_from, kind_of, save_brought  # noqa: PLC0415 - rarely needed

        kind = kind_of(path)
        if kind == "har":
            return _BroughtIn(None)
        brought = brought_from(path, kind, path.stem)
        name = slug(brought.scenario.name)
        file = recording_folder(name) / f"{name}{SCENARIO_SUFFIX}"
        scenario, plan = save_brought(brought, file)
        opened = OpenedScenario(path=file, scenario=scenario, plan_path=plan_path_of(file), plan=plan)
        return _BroughtIn(opened, brought.told)

    def show(what: _BroughtIn) -> None:
        if what.opened is None:
            import_recording(workspace, path, name=path.stem, host_choices={})
            return
        show_scenario(workspace, what.opened)
        workspace.leave_capture()
        workspace.go_to("scenario")
        if what.told:
            _tell(workspace, path, what.told)

    words = translate("BringingIn", "Making the scenario of {0} …").format(path.name)
    notice = workspace.notices.show(Notice(kind="info", text=words))
    job = workspace.jobs.start("reading a file of another tool", work, done=show)
    job.ended.connect(lambda: workspace.notices.withdraw(notice))
    return job


def _tell(workspace: Workspace, path: Path, sentences: tuple[str, ...]) -> None:
    many = translate("BringingIn", "{0} is open as a scenario; {1} things in it were not taken.").format(
        path.name, len(sentences)
    )
    one = translate("BringingIn", "{0} is open as a scenario; one thing in it was not taken.").format(path.name)

    def show() -> None:
        parent = QApplication.activeWindow()
        if parent is not None:
            intro = translate("BringingIn", "The rest is in the scenario. Add these by hand where you need them.")
            dialog = ToldDialog(parent, title=translate("BringingIn", "Not taken"), intro=intro, sentences=sentences)
            dialog.folder.hide()
            dialog.open()

    workspace.notices.warn(one if len(sentences) == 1 else many, action=translate("BringingIn", "What?"), act=show)
