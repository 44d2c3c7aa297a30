"""The playback after an import, as a Qt object: a verify session whose rounds run in engines of their own, judged in
jobs; what it found becomes one edit of the document.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Task
from loadstudio.gui.sessions import RunControl
from loadstudio.gui.workspace import Workspace
from loadstudio.scenario.model import Scenario

if TYPE_CHECKING:
    from loadstudio.authoring.importing.importer import Analysis
    from loadstudio.authoring.mending.evidence import Verified
    from loadstudio.supervise.verify_session import VerifySession

_CLOCK_MS = 1_000


class Playback(QObject):
    """`changed` while it goes on, at least once a second, `over` once at its end; `outcome` is what came of it,
    `failure` why nothing did. `judging` between two rounds.
    """

    changed = Signal()
    over = Signal()

    def __init__(
        self, workspace: Workspace, document: Document, analysis: Analysis, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document = document
        self._analysis = analysis
        self._before: Scenario = document.scenario
        self._folder = Path()
        self._control: RunControl | None = None
        self._skipped = False
        self._abandoned = False
        self.session: VerifySession | None = None
        self.outcome: Verified | None = None
        self.failure = ""
        self.running = False
        self.judging = False
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.changed)

    def start(self) -> None:
        """Begin; errors end it with their sentence."""
        path, analysis = self._document.path, self._analysis

        def work(_task: Task) -> tuple[Path, VerifySession]:
            # compiles scenarios: takes long to import, and is not needed before
            from loadstudio.plan.compile import plan_for_scenario  # noqa: PLC0415
            from loadstudio.plan.hosts import refuse_unknown_hosts  # noqa: PLC0415
            from loadstudio.supervise.check_session import check_spec  # noqa: PLC0415
            from loadstudio.supervise.verify_session import VerifySession  # noqa: PLC0415

            folder = Path(tempfile.mkdtemp(prefix="loadstudio-verify-"))
            try:
                spec = check_spec(plan_for_scenario(path), folder=path.parent, results_dir=folder)
                refuse_unknown_hosts(spec)
                return folder, VerifySession(analysis, spec)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise

        self.running = True
        self._clock.start(_CLOCK_MS)
        self._workspace.jobs.start("preparing the playback", work, done=self._begin, failed=self._fail)
        self.changed.emit()

    def skip(self) -> None:
        """Leave it: whole rounds count, the one in progress is cut."""
        self._skipped = True
        if self.session is not None:
            self.session.stop()
        if self._control is not None:
            self._control.stop()
            self._control.stop()
        self.changed.emit()

    def abandon(self) -> None:
        """Nobody looks any more: end it, and change nothing."""
        self._abandoned = True
        if self.running:
            self.skip()
        else:
            self.deleteLater()

    def _begin(self, prepared: tuple[Path, VerifySession]) -> None:
        self._folder, self.session = prepared
        if self._skipped:
            self.session.stop()
            self._finish()
        else:
            self._play()

    def _play(self) -> None:
        assert self.session is not None
        self.judging = False
        check = self.session.check
        Path(check.spec.results_dir).mkdir(exist_ok=True)
        self._control = self._workspace.start_check(check)
        self._control.changed.connect(self._follow)
        self._control.over.connect(self._judge)
        self.changed.emit()

    def _follow(self) -> None:
        if self.session is not None and self.session.overdue and not self._skipped:
            self.skip()
        self.changed.emit()

    def _judge(self) -> None:
        session = self.session
        assert session is not None
        self._control = None
        if session.over:
            self._finish()
            return
        self.judging = True
        self.changed.emit()
        self._workspace.jobs.start(
            "judging the playback",
            lambda _task: session.go_on(),
            done=lambda _check: self._finish() if session.over else self._play(),
            failed=self._fail,
        )

    def _finish(self) -> None:
        session, folder = self.session, self._folder
        assert session is not None
        self._workspace.jobs.start("weighing the playback", lambda _task: session.outcome(), done=self._take)
        self._workspace.jobs.start("clearing away", lambda _task: shutil.rmtree(folder, ignore_errors=True))

    def _take(self, outcome: Verified | None) -> None:
        assert self.session is not None
        self.outcome, self.failure = outcome, self.session.failure
        if outcome is not None and not self._abandoned:
            from loadstudio.authoring.mending.merge import merged  # noqa: PLC0415 - loaded by the job before

            after = merged(self._before, self._document.scenario, outcome.result.scenario)
            self._document.edit(self.tr("Play back"), after)
        self._end()

    def _fail(self, error: Exception) -> None:
        self.failure = str(error)
        self._end()

    def _end(self) -> None:
        self.running = False
        self._clock.stop()
        if self._abandoned:
            self.deleteLater()
            return
        self.changed.emit()
        self.over.emit()
