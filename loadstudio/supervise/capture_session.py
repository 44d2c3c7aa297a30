"""A recording in progress, as a state machine without I/O: events in, commands and facts out.

Window and command line feed it what the recorder says and send what it returns; neither knows more than it does.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from loadstudio.supervise.child import ChildEnded
from loadstudio.wire.common import Failed, Noticed
from loadstudio.wire.recorder_messages import (
    BrowserClosed,
    BrowserOpened,
    CaptureFinished,
    CaptureStarted,
    EntryCaptured,
    NameStep,
    NextStep,
    PageStarted,
    PauseCapture,
    ResumeCapture,
    StartCapture,
    StopCapture,
)

type CapturePhase = Literal["starting", "recording", "paused", "stopping", "finished", "failed"]


class CaptureSession:
    """What is known of one recording. Times are microseconds since the epoch."""

    def __init__(self, start: StartCapture) -> None:
        self.start = start
        self.phase: CapturePhase = "starting"
        self.ready: CaptureStarted | None = None
        self.browser: BrowserOpened | None = None
        self.pages: dict[str, PageStarted] = {}
        self.entries: dict[str, EntryCaptured] = {}
        self.page_of_entries: dict[str, list[str]] = {}
        self.notices: list[str] = []
        self.finished: CaptureFinished | None = None
        self.failure = ""
        self.exit_code = 0

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.phase in ("finished", "failed")

    @property
    def current_page(self) -> PageStarted | None:
        """The step to which requests belong now, or None before the first."""
        return next(reversed(self.pages.values()), None)

    def name_step(self, title: str) -> NameStep:
        """Return the command that renames the current step."""
        return NameStep(title=title)

    def next_step(self, title: str = "") -> NextStep:
        """Return the command that begins a new step."""
        return NextStep(title=title)

    def pause(self) -> PauseCapture:
        """Return the command that stops recording for a while."""
        self.phase = "paused"
        return PauseCapture()

    def resume(self) -> ResumeCapture:
        """Return the command that goes on recording."""
        self.phase = "recording"
        return ResumeCapture()

    def stop(self) -> StopCapture:
        """Return the command that ends the recording; the HAR is complete when `finished` is set."""
        self.phase = "stopping"
        return StopCapture()

    def handle(self, event: msgspec.Struct) -> None:
        """Take in what the recorder said (or that it ended)."""
        match event:
            case CaptureStarted():
                self.ready = event
                self.phase = "recording" if self.phase == "starting" else self.phase
            case BrowserOpened():
                self.browser = event
            case PageStarted():
                self.pages[event.page_id] = event
            case EntryCaptured():
                if event.entry_id not in self.entries:
                    self.page_of_entries.setdefault(event.page_id, []).append(event.entry_id)
                self.entries[event.entry_id] = event
            case BrowserClosed():
                self.phase = "stopping"
            case Noticed():
                self.notices.append(event.message)
            case CaptureFinished():
                self.finished = event
                self.phase = "finished"
            case Failed():
                self._fail(event.message, event.exit_code)
            case ChildEnded():
                if not self.over:
                    self._fail(f"{event.outcome.sentence()} What was recorded until then is kept.", 5)

    def _fail(self, message: str, exit_code: int) -> None:
        self.phase = "failed"
        self.failure = message
        self.exit_code = exit_code
