"""The recording and the run in progress as Qt objects: a session of `supervise` fed by a relay.

The sessions decide; these only carry events in and commands out, and tell the screens when to look again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from loadstudio.gui.jobs import Jobs
from loadstudio.gui.relay import Relay, StartChild
from loadstudio.supervise.capture_session import CaptureSession
from loadstudio.supervise.run_session import RunSession
from loadstudio.wire.recorder_messages import RecorderEvent
from loadstudio.wire.run_messages import RunEvent

_CAPTURE_GRACE_S = 20.0
_RUN_GRACE_S = 15.0


class _Session(Protocol):
    @property
    def over(self) -> bool: ...
    def handle(self, event: msgspec.Struct) -> None: ...


class SessionControl(QObject):
    """A session with its child. `told(message)` comes after the session took it in, `changed` after each batch and each
    command, `over` once, when the session is finished or failed, `ended` when the process is gone.
    """

    told = Signal(object)
    changed = Signal()
    over = Signal()
    ended = Signal()

    def __init__(self, session: _Session, relay: Relay, grace_s: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._relay = relay
        self._grace_s = grace_s
        self._told_over = False
        relay.setParent(self)
        relay.told.connect(self._take)
        relay.turned.connect(self._turned)
        relay.ended.connect(lambda _outcome: self.ended.emit())

    @property
    def process_running(self) -> bool:
        """Whether the child process has not ended yet."""
        return self._relay.running

    def _send(self, command: msgspec.Struct) -> None:
        self._relay.send(command)
        self.changed.emit()

    def _send_if(self, command: msgspec.Struct | None) -> None:
        if command is not None:
            self._send(command)

    def _take(self, message: msgspec.Struct) -> None:
        self._session.handle(message)
        self.told.emit(message)

    def _turned(self) -> None:
        self.changed.emit()
        if self._session.over and not self._told_over:
            self._told_over = True
            self._relay.finish(self._grace_s)
            self.over.emit()

    def finish(self) -> None:
        """End in order, because the window closes: what is on disk is complete then; `ended` tells when."""
        self._relay.finish(self._grace_s)


class CaptureControl(SessionControl):
    """The recording in progress; `session` knows all of it. `host_choices` are the switches that the person moved."""

    def __init__(
        self, session: CaptureSession, start_child: StartChild, *, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(session, Relay(start_child, "recorder", RecorderEvent, jobs=jobs), _CAPTURE_GRACE_S, parent)
        self.session = session
        self.host_choices: dict[str, bool] = {}
        self._relay.send(session.start)

    def name_step(self, title: str) -> None:
        """Rename the current step."""
        self._send(self.session.name_step(title))

    def next_step(self, title: str = "") -> None:
        """Begin a new step."""
        self._send(self.session.next_step(title))

    def pause(self) -> None:
        """Let traffic through without recording it."""
        self._send(self.session.pause())

    def resume(self) -> None:
        """Record again."""
        self._send(self.session.resume())

    def remove(self, entry_ids: Iterable[str]) -> None:
        """Take requests out of the recording."""
        self._send_if(self.session.remove(entry_ids))

    def restore(self, entry_ids: Iterable[str]) -> None:
        """Bring requests back."""
        self._send_if(self.session.restore(entry_ids))

    def undo(self) -> None:
        """Take back what was last taken out or brought back."""
        self._send_if(self.session.undo())

    def take_note(self, text: str, note_id: str = "") -> None:
        """Keep a note of this moment, or change one."""
        self._send(self.session.take_note(text, note_id))

    def show(self, entry_id: str) -> None:
        """Ask for all of an exchange; it comes by `told`."""
        self._relay.send(self.session.show(entry_id))

    def open_to_network(self, wanted: bool) -> None:
        """Let other devices of the network connect, or no longer."""
        self._send(self.session.open_to_network(wanted))

    def stop(self) -> None:
        """Close the browser and complete the HAR; `over` tells when that is done."""
        self._send(self.session.stop())


class RunControl(SessionControl):
    """The run in progress; `session` knows all of it, `session.live` its numbers."""

    def __init__(
        self, session: RunSession, start_child: StartChild, *, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(session, Relay(start_child, "engine", RunEvent, jobs=jobs), _RUN_GRACE_S, parent)
        self.session = session
        self._relay.send(session.start())

    def begin(self) -> None:
        """Wait for no further computers."""
        self._send(self.session.begin())

    def set_users(self, users: int) -> None:
        """From now on so many users."""
        self._send(self.session.set_users(users))

    def set_rate(self, rate_per_s: float) -> None:
        """From now on so many passes a second."""
        self._send(self.session.set_rate(rate_per_s))

    def mark(self, second: int, text: str) -> None:
        """Keep a note of the person about a second of the run."""
        self._send(self.session.mark(second, text))

    def stop(self) -> None:
        """Stop: the first time users finish what they do, the second time they are cut."""
        self._send(self.session.stop())
