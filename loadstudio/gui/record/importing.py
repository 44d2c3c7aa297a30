"""From a recording to the open scenario, in a job: read, import, save beside it, open, and lead to the review."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from loadstudio.base import paths
from loadstudio.base.ids import slug
from loadstudio.gui.jobs import Job, Task
from loadstudio.gui.opening import OpenedScenario
from loadstudio.gui.workspace import Workspace
from loadstudio.http_types.url import is_ip_address, is_loopback, split
from loadstudio.plan.file import plan_path_of
from loadstudio.recording.entry import Recording
from loadstudio.scenario.file import SCENARIO_SUFFIX, save_imported

if TYPE_CHECKING:
    from loadstudio.authoring.importing.findings import Finding
    from loadstudio.authoring.importing.importer import Analysis


_READ_SHARE = 0.1
"""So much of the work is reading the file."""


class _Imported(NamedTuple):
    opened: OpenedScenario
    recording: Recording
    findings: tuple[Finding, ...]
    analysis: Analysis


def recording_folder(name: str) -> Path:
    """Return a new folder for one recording, its scenario and its test data: `shop-example-20261122-2115`."""
    folder = paths.recordings_dir() / f"{slug(name)}-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def import_recording(
    workspace: Workspace,
    har: Path,
    *,
    name: str = "",
    host_choices: Mapping[str, bool],
    just_recorded: bool = False,
) -> Job:
    """Make a scenario of a recording and open it; without a name it is named for the site.

    `host_choices` are the switches that the person moved. What was `just_recorded` is played back at once: the person
    did all that a moment ago.
    """

    translate = QCoreApplication.translate

    def work(task: Task) -> _Imported:
        def told(share: float, what: str) -> None:
            task.progress(_READ_SHARE + (1.0 - _READ_SHARE) * share, what)

        # takes long to import, and is not needed before: here it is done in the job's thread
        from loadstudio.authoring.importing.importer import Analysis  # noqa: PLC0415
        from loadstudio.recording.har_read import read_har  # noqa: PLC0415

        recording = read_har(har, lambda share: task.progress(_READ_SHARE * share))
        folder = har.parent if har.is_relative_to(paths.recordings_dir()) else recording_folder(name or har.stem)
        analysis = Analysis(
            recording,
            name=name or _name_of(recording) or har.stem,
            recording_file=_relative(har, folder),
            keep_hosts=[host for host, kept in host_choices.items() if kept],
            drop_hosts=[host for host, kept in host_choices.items() if not kept],
            progress=told,
        )
        result = analysis.result(progress=told)
        path = folder / f"{slug(result.scenario.name)}{SCENARIO_SUFFIX}"
        scenario = result.scenario
        save_imported(path, scenario, [(table.columns, table.rows) for table in result.tables])
        opened = OpenedScenario(path=path, scenario=scenario, plan_path=plan_path_of(path))
        return _Imported(opened=opened, recording=recording, findings=result.findings, analysis=analysis)

    def show(imported: _Imported) -> None:
        opened = imported.opened
        document = workspace.open_document(opened.path, opened.scenario, plan_path=opened.plan_path)
        document.take_recording(imported.recording)
        workspace.leave_capture()
        workspace.review(document, imported.findings, imported.analysis, just_recorded=just_recorded)

    def say_what_is_kept() -> None:
        if job.task.cancelled:
            workspace.notices.tell(
                translate("Importing", "No scenario was made. The recording is kept: {0}").format(har.name),
                action=translate("Importing", "Make the scenario"),
                act=lambda: import_recording(workspace, har, name=name, host_choices=host_choices),
            )

    job = workspace.jobs.start("making the scenario", work, done=show)
    workspace.notices.follow(job, translate("Importing", "Making the scenario of {0} …").format(har.parent.name))
    job.ended.connect(say_what_is_kept)
    return job


def _name_of(recording: Recording) -> str:
    """Return the site's host, or the first page's title where the host is only a number or this computer."""
    title = recording.pages[0].title if recording.pages else ""
    try:
        host = split(recording.start_url).host
    except ValueError:
        return title
    return title if title and (is_ip_address(host) or is_loopback(host)) else host


def _relative(har: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(har, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return str(har)
