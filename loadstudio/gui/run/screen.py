"""The Run screen: the run in progress, live, and the two commands that it takes: so many people, stop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import override

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence, QShowEvent

from loadstudio.gui.jobs import Task
from loadstudio.gui.language import told
from loadstudio.gui.run.head import RunHead
from loadstudio.gui.run.live_view import LiveView
from loadstudio.gui.run.load_words import rate_of, users_of
from loadstudio.gui.screen import Screen
from loadstudio.gui.sessions import RunControl
from loadstudio.gui.widgets.banner import Banner, BannerKind, EmptyState
from loadstudio.gui.workspace import Workspace
from loadstudio.recording.entry import Entry
from loadstudio.results.badges import Tone
from loadstudio.results.query import open_run
from loadstudio.results.schema import RESULTS_FILE
from loadstudio.results.verdict import Verdict, run_verdict
from loadstudio.scenario.model import HttpRequest, Scenario

LEAST_PAUSE_MS = 200
"""Between two repaints: five a second are as many as one can read."""
_FEWER = 0.8
_KINDS: dict[Tone, BannerKind] = {"ok": "ok", "warn": "warn", "bad": "bad", "neutral": "info"}


class RunScreen(Screen):
    """Empty until a run starts; shows the last run until the next one starts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._control: RunControl | None = None
        self._notices_told = 0
        self._painted_s = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._repaint)

    @override
    def make(self) -> Iterator[None]:
        workspace = self.workspace
        self.empty = EmptyState(
            self.tr("Nothing runs. Say how many people shall use the site, then start."), self.tr("Plan the load")
        )
        self.empty.acted.connect(lambda: workspace.go_to("load"))
        self.head = RunHead()
        self.head.users_wanted.connect(self._set_users)
        self.head.rate_wanted.connect(self._set_rate)
        self.head.stop_wanted.connect(self._stop)
        self.head.result_wanted.connect(self._show_result)
        self.head.again_wanted.connect(lambda: workspace.go_to("load"))
        self.banner = Banner()
        self.banner.hide()
        self.view = LiveView()
        for widget in (self.head, self.banner):
            self.body.addWidget(widget)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.view, 1)
        yield
        yield from self.view.make()
        yield
        self.view.fewer_wanted.connect(self._use_fewer)
        self.view.noted.connect(self._keep_note)
        self.view.errors.entry_of = self._entry_of
        note = QAction(self.tr("Mark this moment of the run"), self)
        note.setShortcut(QKeySequence("Ctrl+M"))
        note.triggered.connect(lambda _checked=False: self.view.begin_note())
        self.addAction(note)
        workspace.run_changed.connect(self._take_run)
        self._take_run(workspace.run)

    @override
    def arrive(self) -> None:
        self._repaint()
        if self._control is None:
            self.empty.button.setFocus()
        elif self._control.session.over and self.head.result_button.isVisibleTo(self):
            self.head.result_button.setFocus()

    def _take_run(self, control: RunControl | None) -> None:
        if self._control is not None:
            self._control.disconnect(self)
        self._control = control
        self._notices_told = 0
        self.banner.hide()
        for widget in (self.head, self.view):
            widget.setVisible(control is not None)
        self.empty.setVisible(control is None)
        if control is not None:
            control.changed.connect(self._note)
            control.over.connect(self._over)
            self.view.begin(control.session)
            self._repaint()
            if control.session.over:
                self._over()

    def _note(self) -> None:
        """Something changed: repaint, at once or when the last repaint is long enough ago."""
        if self._timer.isActive():
            return
        since_ms = (time.monotonic() - self._painted_s) * 1000
        if since_ms >= LEAST_PAUSE_MS:
            self._repaint()
        else:
            self._timer.start(round(LEAST_PAUSE_MS - since_ms))

    def _repaint(self) -> None:
        control = self._control
        if control is None:
            return
        self._tell_notices(control)
        if not self.isVisible() and not control.session.over:
            return  # it is brought up to date when it is shown
        self._painted_s = time.monotonic()
        self.head.refresh(control.session, result_kept=_kept(control))
        self.view.refresh()

    def _tell_notices(self, control: RunControl) -> None:
        notices = control.session.notices
        if len(notices) > self._notices_told:
            self._notices_told = len(notices)
            self.workspace.notices.warn(notices[-1])

    # What one can do

    def _set_users(self, users: int) -> None:
        if self._control is not None:
            self._control.set_users(users)
            self.view.mark_load()
            self._repaint()  # what the person did is seen at once

    def _set_rate(self, rate_per_s: float) -> None:
        if self._control is not None:
            self._control.set_rate(rate_per_s)
            self.view.mark_load()
            self._repaint()

    def _use_fewer(self) -> None:
        if self._control is None or self._control.session.phase != "running":
            return
        session = self._control.session
        if session.load_change == "users":
            self._set_users(max(1, int(users_of(session) * _FEWER)))
        elif session.load_change == "rate":
            self._set_rate(max(1, int(rate_of(session) * 60 * _FEWER)) / 60)

    def _entry_of(self, scenario: Scenario, request: HttpRequest) -> Entry | None:
        """Return what was recorded for a request, where the recording is open."""
        document = self.workspace.document
        if document is None or document.scenario.id != scenario.id or request.recorded is None:
            return None
        return document.entries.get(request.recorded.entry_id)

    def _keep_note(self, second: int, text: str) -> None:
        if self._control is not None:
            self._control.mark(second, text)

    def _stop(self) -> None:
        if self._control is not None and not self._control.session.over:
            if self._control.session.phase != "stopping":
                self.view.mark_stop()
            self._control.stop()
            self._repaint()

    def _show_result(self) -> None:
        if self._control is not None:
            self.workspace.show_result(_folder(self._control))

    # The end

    def _over(self) -> None:
        control = self._control
        if control is None:
            return
        self._repaint()
        if control.session.phase == "failed":
            why = told(control.session.failure)
            if _kept(control) and "kept" not in control.session.failure:
                why = self.tr("{0} What was measured until then is kept.").format(why)
            self._say("bad", self.tr("The run ended early."), why)
            return
        folder = _folder(control)

        def judge(_task: Task) -> Verdict:
            with open_run(folder) as reader:
                return run_verdict(reader)

        def show(verdict: Verdict) -> None:
            if self._control is control:
                self._say(_KINDS[verdict.tone], told(verdict.headline), told(verdict.detail))

        self.workspace.jobs.start("judging the run", judge, done=show)
        self.head.result_button.setFocus()

    def _say(self, kind: BannerKind, title: str, why: str) -> None:
        self.banner.show_message(kind, title, why)
        self.banner.show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._repaint()


def _folder(control: RunControl) -> Path:
    return Path(control.session.spec.results_dir)


def _kept(control: RunControl) -> bool:
    return (_folder(control) / RESULTS_FILE).is_file()
