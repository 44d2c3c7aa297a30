"""What the window works on: the open scenario, its plan, the recording and the run in progress.

One object, passed to every screen. Screens change things only through it and hear of changes by its signals; it knows
no screen, only their names.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Jobs
from loadstudio.gui.language import told
from loadstudio.gui.notices import Notice, Notices
from loadstudio.gui.plan_file import PlanFile
from loadstudio.gui.relay import StartChild
from loadstudio.gui.sessions import CaptureControl, RunControl, SessionControl
from loadstudio.gui.settings import PAUSES, Recent, Settings
from loadstudio.gui.versions import Versions
from loadstudio.plan.model import ClosedLoad, Plan, ScenarioUse, Stage
from loadstudio.plan.run_spec import RunSpec
from loadstudio.scenario.model import Scenario
from loadstudio.supervise.capture_session import CaptureSession
from loadstudio.supervise.child import Child
from loadstudio.supervise.demo_shop import DemoShop
from loadstudio.supervise.run_session import RunSession
from loadstudio.wire.recorder_messages import StartCapture
from loadstudio.wire.run_messages import Machines

if TYPE_CHECKING:
    from loadstudio.authoring.importing.findings import Finding
    from loadstudio.authoring.importing.importer import Analysis


class Workspace(QObject):
    """Signals carry the new thing or None: `document_changed(Document | None)`, `plan_changed(Plan | None)`,
    `capture_changed(CaptureControl | None)`, `run_changed(RunControl | None)`, `result_wanted(run folder)`,
    `review_wanted(Document, findings, Analysis, just recorded?)`; `data_wanted(data source)`, `screen_wanted(key)`, and
    `versions_wanted`: the earlier versions shall be seen. After `close`, `quiet` tells that nothing runs any more, or
    `not_saved` that it stays open, since the files could not be written.
    """

    document_changed = Signal(object)
    plan_changed = Signal(object)
    capture_changed = Signal(object)
    run_changed = Signal(object)
    result_wanted = Signal(object)
    review_wanted = Signal(object, object, object, bool)
    data_wanted = Signal(str)
    screen_wanted = Signal(str)
    versions_wanted = Signal()
    quiet = Signal()
    not_saved = Signal()

    def __init__(self, settings: Settings, *, start_child: StartChild = Child, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.jobs = Jobs(self)
        self.notices = Notices(self)
        self.jobs.failed.connect(self.notices.error)
        self.document: Document | None = None
        self.plan: Plan | None = None
        self.capture: CaptureControl | None = None
        self.run: RunControl | None = None
        self.shop: DemoShop | None = None
        self._start_child = start_child
        self.versions = Versions(self.jobs, self)
        self._plan_file = PlanFile(self.jobs, self)
        self._plan_file.failed.connect(self._tell_not_saved)
        self._plan_file.saved.connect(self._saved)
        self._plan_file.overwrote.connect(
            lambda: self._tell_overwritten(self.tr("Another window or program had changed this load."))
        )
        self.jobs.count_changed.connect(self._check_quiet)
        self.history: QUndoStack | None = None
        """What undo and redo go through while a screen is seen that has a history of its own; else the document's."""
        self.asked_for: Path | None = None
        """The file of the scenario that the person last asked to open; it may still be read."""
        self._closing = self._close_anyway = False
        self._save_error: Exception | None = None
        self._not_saved: Notice | None = None

    # The open scenario and its plan

    def open_document(self, path: Path, scenario: Scenario, plan: Plan | None = None, *, plan_path: Path) -> Document:
        """Make a scenario the open one; the one before is saved. Without a plan it gets a modest one.

        The plan is kept in `plan_path` from its first change on.
        """
        self.versions.close()
        if self.document is not None:
            self.document.save()
            self.document.retire()
        document = self.document = Document(path, scenario, self.jobs, self)
        self.document.save_failed.connect(self._tell_not_saved)
        self.document.saved.connect(self._saved)
        self.document.overwrote.connect(
            lambda: self._tell_overwritten(self.tr("Another window or program had changed this scenario."))
        )
        self.settings.add_recent(
            Recent(path=str(path), name=scenario.name, site=site_of(scenario), opened_utc=iso_utc(now_utc()))
        )
        self.document_changed.emit(self.document)
        self._plan_file.open(plan_path, plan, path, lambda: document.scenario)
        self.plan = plan or starting_plan(path, scenario, self.settings)
        self.versions.open(path, plan_path, document.undo_stack, lambda: (document.scenario, self.plan))
        self.plan_changed.emit(self.plan)
        return document

    def undo(self) -> None:
        """Take back the last edit of the open scenario, or of the screen that is seen."""
        if (stack := self._stack()) is not None:
            stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        if (stack := self._stack()) is not None:
            stack.redo()

    def _stack(self) -> QUndoStack | None:
        if self.history is not None or self.document is None:
            return self.history
        return self.document.undo_stack

    def set_plan(self, plan: Plan) -> None:
        """Put another plan in the place of the present one."""
        if plan != self.plan:
            self.plan = plan
            self._plan_file.keep(plan)
            self.plan_changed.emit(plan)

    def set_base_url(self, base_url: str) -> None:
        """Move the plan's load to another environment; '' is the recorded one."""
        if self.plan is not None:
            self.set_plan(replace(self.plan, base_url=base_url))

    def go_to(self, screen: str) -> None:
        """Ask for another screen: record, scenario, load, run or results."""
        self.screen_wanted.emit(screen)

    # What runs

    def start_capture(self, start: StartCapture) -> CaptureControl:
        """Begin a recording."""
        self.capture = CaptureControl(CaptureSession(start), self._start_child, jobs=self.jobs, parent=self)
        self.capture.ended.connect(self._check_quiet)
        self.capture_changed.emit(self.capture)
        return self.capture

    def leave_capture(self) -> None:
        """The recording is over and looked at: the Record screen begins anew."""
        self.capture = None
        self.capture_changed.emit(None)

    def review(
        self, document: Document, findings: Sequence[Finding], analysis: Analysis, *, just_recorded: bool
    ) -> None:
        """Ask the Record screen for the review of a document that was just made from a recording, by an analysis."""
        self.go_to("record")
        self.review_wanted.emit(document, tuple(findings), analysis, just_recorded)

    def show_data(self, source: str) -> None:
        """Ask the Scenario screen to show the test data, on a data source unless it is ''."""
        self.go_to("scenario")
        self.data_wanted.emit(source)

    def start_run(self, spec: RunSpec, machines: Machines | None = None) -> RunControl:
        """Begin a run, by other computers where some are named. The caller has seen to it that none is in progress and
        that its hosts are allowed.
        """
        self.run = RunControl(RunSession(spec, machines), self._start_child, jobs=self.jobs, parent=self)
        self.run.ended.connect(self._check_quiet)
        self.run_changed.emit(self.run)
        return self.run

    def leave_run(self) -> None:
        """The run never began: there is nothing to be seen of it."""
        self.run = None
        self.run_changed.emit(None)

    def start_check(self, session: RunSession) -> RunControl:
        """Begin a check: one traced pass. It is not the run of the Run screen."""
        control = RunControl(session, self._start_child, jobs=self.jobs, parent=self)
        control.ended.connect(self._check_quiet)
        return control

    def show_result(self, folder: Path) -> None:
        """Ask the Results screen to show one run."""
        self.go_to("results")
        self.result_wanted.emit(folder)

    # The end

    def save(self) -> None:
        """Write now what would be written a moment later."""
        self.settings.flush()
        if self.document is not None:
            self.document.save()
        self._plan_file.save()

    @property
    def busy(self) -> bool:
        """Whether a child process or a job must end before the window may go."""
        return bool(self._alive()) or self.shop is not None or self.jobs.running > 0

    @property
    def unsaved(self) -> bool:
        """Whether anything that was done is not in the files yet."""
        return self._plan_file.dirty or any(document.dirty for document in self.findChildren(Document))

    def close(self, *, anyway: bool = False) -> None:
        """Save, and end all that runs in order (a HAR is complete then); `quiet` tells when nothing is left. Where the
        files cannot be written, `not_saved` tells that it stays open, unless it shall close `anyway`.
        """
        self._close_anyway |= anyway
        if not self._closing:
            self._closing = True
            self.save()
            if self.shop is not None:
                shop, self.shop = self.shop, None
                self.jobs.start("end of the demo shop", lambda _task: shop.end())
            for control in self._alive():
                control.finish()
        self._check_quiet()

    def _alive(self) -> tuple[SessionControl, ...]:
        controls = self.findChildren(SessionControl)
        return tuple(control for control in controls if control.process_running)

    def _check_quiet(self) -> None:
        if not self._closing or self.busy:
            return
        if self.unsaved and not self._close_anyway:
            self._closing = False
            self._stay_open()
            return
        self.versions.close()
        if not self.jobs.running:  # else it is asked again when the last version is kept
            self._closing = False
            self.quiet.emit()

    def _tell_not_saved(self, error: Exception) -> None:
        self._save_error = error
        self.notices.error(error)
        self._not_saved = self.notices.current

    def _stay_open(self) -> None:
        self.notices.warn(
            self.tr("The window stays open, because what you did is not saved."),
            why=told(str(self._save_error)),
            action=self.tr("Close without saving"),
            act=lambda: self.close(anyway=True),
        )
        self._not_saved = self.notices.current
        self.not_saved.emit()

    def _saved(self) -> None:
        if self._not_saved is not None and not self.unsaved:
            self.notices.withdraw(self._not_saved)
            self._not_saved = None

    def _tell_overwritten(self, what: str) -> None:
        self.notices.warn(
            what,
            why=self.tr("The file holds now what you did here. What the other did is among the earlier versions."),
            action=self.tr("Earlier versions"),
            act=self.versions_wanted.emit,
        )


def site_of(scenario: Scenario) -> str:
    """Return the host of the site that a scenario visits, as people read it."""
    first = scenario.start_url or next((host.name for host in scenario.hosts if host.kept), "")
    return first.split("://")[-1].split("/")[0]


def starting_plan(path: Path, scenario: Scenario, settings: Settings) -> Plan:
    """Return a modest plan for a scenario that has none yet: up to 10 people within 10 s, a minute in all; pauses and
    workers as the settings say.
    """
    stages = (Stage(target=10, duration_s=10), Stage(target=10, duration_s=50))
    return Plan(
        name=scenario.name,
        scenarios=(ScenarioUse(file=path.name),),
        load=ClosedLoad(stages=stages),
        workers=settings.workers,
        think_times=PAUSES[settings.pauses],
    )
