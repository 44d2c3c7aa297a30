"""The Record screen: the start page, the recording in progress, and the review that follows it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, override

import msgspec

from loadstudio.base.errors import FileError, RecorderFailed
from loadstudio.gui.document import Document
from loadstudio.gui.jobs import Job
from loadstudio.gui.language import told
from loadstudio.gui.record.connection_file import load_connection
from loadstudio.gui.record.importing import import_recording, recording_folder
from loadstudio.gui.record.live_page import LivePage
from loadstudio.gui.record.review_page import ReviewPage
from loadstudio.gui.screen import Screen
from loadstudio.gui.sessions import CaptureControl
from loadstudio.gui.start.page import StartPage
from loadstudio.gui.widgets.page_stack import PageStack
from loadstudio.gui.workspace import Workspace
from loadstudio.http_types import url
from loadstudio.recording.spool import spool_path
from loadstudio.wire.common import Noticed
from loadstudio.wire.recorder_messages import StartCapture

if TYPE_CHECKING:
    from loadstudio.authoring.importing.findings import Finding
    from loadstudio.authoring.importing.importer import Analysis


class RecordScreen(Screen):
    """Shows one of its three pages, as the recording goes."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.pages = PageStack()
        self.start = StartPage(workspace)
        self.start.record_wanted.connect(self._record)
        self.start.recording_left.connect(lambda path: self._import(path, {}))
        self._live: LivePage | None = None
        self._review: ReviewPage | None = None
        self.pages.addWidget(self.start)
        self.body.addWidget(self.pages)
        workspace.capture_changed.connect(self._show_capture)
        workspace.review_wanted.connect(self._show_review)
        workspace.document_changed.connect(self._forget_review)

    @property
    def live(self) -> LivePage | None:
        """The recording in progress; what is not made of its page yet is made when somebody asks."""
        if self._live is not None:
            self._live.pieces.finish()
        return self._live

    @property
    def review(self) -> ReviewPage | None:
        """The review, made whole."""
        if self._review is not None:
            self._review.pieces.finish()
        return self._review

    @override
    def arrive(self) -> None:
        if self.pages.currentWidget() is self.start:
            self.start.arrive()
        elif self._review is not None and self._review.pieces.is_done:
            self._review.arrive()

    def _record(self, address: str, browser: str) -> None:
        if self.workspace.capture is not None:
            return
        name = url.split(address).host if address else "other-device"
        output = recording_folder(name) / "recording.har"
        start = StartCapture(url=address, output=str(output), browser=browser, connection=load_connection())
        capture = self.workspace.start_capture(start)
        capture.told.connect(self._told)

    def _told(self, message: msgspec.Struct) -> None:
        if isinstance(message, Noticed):
            self.workspace.notices.warn(told(message.message))

    def _show_capture(self, capture: CaptureControl | None) -> None:
        if self._live is not None:
            self._live.pieces.stop()
            self.pages.removeWidget(self._live)
            self._live.deleteLater()
            self._live = None
        if capture is None:
            self._show_start()
            return
        self._drop_review()
        self._live = LivePage(capture)
        self._live.finished.connect(self._over)
        self.pages.addWidget(self._live)
        self._live.pieces.done.connect(self._show_live)
        self._live.pieces.start()

    def _show_live(self) -> None:
        if self._live is not None:
            self._live.connect_card.saved.connect(self._ca_saved)
            self._live.connect_card.failed.connect(
                lambda name, reason: self.workspace.notices.error(FileError(name, f"cannot be written ({reason})."))
            )
            self.pages.setCurrentWidget(self._live)

    def _over(self, capture: CaptureControl) -> None:
        session = capture.session
        if session.finished is not None:
            job = self._import(Path(session.finished.output), capture.host_choices, just_recorded=True)
            job.failed.connect(lambda _error: self.workspace.leave_capture())
            job.ended.connect(lambda: self.workspace.leave_capture() if job.task.cancelled else None)
            return
        self.workspace.leave_capture()
        har = Path(session.start.output)
        if not har.is_file():
            har = spool_path(har)  # the disk was full, or the recorder was killed: it can be opened like a HAR
        if har.is_file():
            self.workspace.notices.warn(
                told(session.failure), action=self.tr("Open what was recorded"), act=lambda: self._import(har, {})
            )
        else:
            self.workspace.notices.error(RecorderFailed(session.failure))

    def _ca_saved(self, name: str) -> None:
        words = self.tr("The CA file is saved as {0}. Have the device or program trust it while you record.")
        self.workspace.notices.tell(words.format(name))

    def _import(self, har: Path, host_choices: Mapping[str, bool], *, just_recorded: bool = False) -> Job:
        return import_recording(self.workspace, har, host_choices=host_choices, just_recorded=just_recorded)

    def _show_review(
        self, document: Document, findings: tuple[Finding, ...], analysis: Analysis, just_recorded: bool
    ) -> None:
        self._drop_review()
        review = self._review = ReviewPage(self.workspace, document, findings, analysis)
        review.again.connect(self._show_start)
        review.left_out.connect(lambda _host: self._import_again(document))
        review.pieces.done.connect(lambda: self._begin_review(review, play_back=just_recorded))
        self.pages.addWidget(review)
        self.pages.setCurrentWidget(review)
        review.pieces.start()

    def _begin_review(self, review: ReviewPage, *, play_back: bool) -> None:
        review.arrive()
        if play_back:
            review.play_back()

    def _import_again(self, document: Document) -> None:
        """Make the scenario anew, because requests that were left out are wanted now."""
        har = document.recording_path
        if har is not None:
            choices = {host.name: host.kept for host in document.scenario.hosts}
            import_recording(self.workspace, har, name=document.scenario.name, host_choices=choices)

    def _show_start(self) -> None:
        self._drop_review()
        self.pages.setCurrentWidget(self.start)
        self.start.arrive()

    def _forget_review(self) -> None:
        """Another document is open now."""
        if self._review is not None:
            self._show_start()

    def _drop_review(self) -> None:
        if self._review is not None:
            self._review.pieces.stop()
            self._review.leave()
            self.pages.removeWidget(self._review)
            self._review.deleteLater()
            self._review = None
