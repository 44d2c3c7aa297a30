"""One door for messages to the person: a bar above the screen, with a button that fixes it; never a modal box.

Work that takes long is told there too, with how far it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import override

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.base.errors import FileError, LoadStudioError
from loadstudio.gui.jobs import Job
from loadstudio.gui.language import told
from loadstudio.gui.outside import open_outside
from loadstudio.gui.widgets.banner import Banner, BannerKind
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.progress import ProgressBar

_INFO_SECONDS = 8.0
_PROGRESS_WIDTH = 220
_SHARE_WIDTH = 44


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A message: what happened, why, and the word on the button that fixes it ('' : no button). `seconds` 0 stays. What
    is about a `job` shows how far that is.
    """

    kind: BannerKind
    text: str
    why: str = ""
    action: str = ""
    act: Callable[[], object] | None = None
    seconds: float = 0.0
    job: Job | None = None


class Notices(QObject):
    """Takes messages from anywhere in the window; `shown(Notice | None)` tells which one is to be seen now.

    `report_wanted(error)` when the person wants to see the report of a fault of the program.
    """

    shown = Signal(object)
    report_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current: Notice | None = None
        self._under_way: Notice | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)

    def show(self, notice: Notice) -> Notice:
        """Show a message in place of the one before, and return it."""
        self.current = notice
        self._timer.stop()
        if notice.seconds:
            self._timer.start(round(notice.seconds * 1000))
        self.shown.emit(notice)
        return notice

    def withdraw(self, notice: Notice) -> None:
        """Take a message away if it is still the one that is seen."""
        if self.current is notice:
            self.clear()

    def follow(self, job: Job, text: str) -> None:
        """Show how far a job is, with Cancel, until it is over; other messages may come before it meanwhile."""
        notice = Notice(kind="info", text=text, action=self.tr("Cancel"), act=job.cancel, job=job)
        self._under_way = self.show(notice)
        job.ended.connect(lambda: self._conclude(notice))

    def _conclude(self, notice: Notice) -> None:
        if self._under_way is notice:
            self._under_way = None
        self.withdraw(notice)

    def tell(self, text: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say that something went well; it goes away by itself."""
        self.show(Notice(kind="info", text=text, action=action, act=act, seconds=_INFO_SECONDS))

    def offer_undo(self, text: str, stack: QUndoStack) -> None:
        """Say what was done, with a button that takes it back unless something else was done meanwhile."""
        place = stack.index()

        def undo() -> None:
            if stack.index() == place:
                stack.undo()

        self.tell(text, action=self.tr("Undo"), act=undo)

    def warn(self, text: str, *, why: str = "", action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say that something needs the person."""
        self.show(Notice(kind="warn", text=text, why=why, action=action, act=act))

    def error(self, error: Exception) -> None:
        """Say that something failed. Errors that are not made for people are called a fault of the program."""
        if isinstance(error, LoadStudioError):
            folder = Path(error.path).parent if isinstance(error, FileError) else None
            shows = folder is not None and folder.is_absolute() and folder.is_dir()
            action = self.tr("Open its folder") if shows else ""
            act = partial(open_outside, folder) if folder is not None else None
            self.show(Notice(kind="bad", text=told(str(error)), action=action, act=act))
        else:
            fault = f"{type(error).__name__}: {error}".rstrip(": ")
            text = self.tr("This is a fault in LoadStudio: {0}").format(fault)
            action = self.tr("Show the report")
            self.show(Notice(kind="bad", text=text, action=action, act=lambda: self.report_wanted.emit(error)))

    def clear(self) -> None:
        """Take the message away; what is under way is seen again."""
        self.current = self._under_way
        self._timer.stop()
        self.shown.emit(self.current)


class NoticeBar(QWidget):
    """Shows the notice that is current, above the screens; hidden when there is none. Its cross takes it away, but not
    what is about work under way.
    """

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._banner = Banner(small=True)
        self._banner.acted.connect(self._act)
        self._cross = IconButton("x", self.tr("Take this message away"), size=28, parent=self)
        self._cross.clicked.connect(notices.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 16, 32, 0)
        row.addWidget(self._banner)
        margins = self._banner.layout()
        assert isinstance(margins, QHBoxLayout)
        margins.setContentsMargins(42, 7, 44, 7)  # room for the cross
        self.progress = ProgressBar(name=self.tr("Progress"))
        self.progress.setFixedWidth(_PROGRESS_WIDTH)
        self.share = Label("", "text", "sub", tabular=True)
        self.share.setFixedWidth(_SHARE_WIDTH)
        margins.insertWidget(1, self.progress)
        margins.insertWidget(2, self.share)
        self._job: Job | None = None
        notices.shown.connect(self._show)
        self._show(notices.current)

    @property
    def button(self) -> Button:
        """The button of the message that is seen."""
        return self._banner.button

    def _show(self, notice: Notice | None) -> None:
        self.setVisible(notice is not None)
        self._follow(notice.job if notice is not None else None)
        if notice is not None:
            words = f"{notice.text} {notice.why}".strip()
            self._banner.show_message(notice.kind, words, action=notice.action)
            self.button.setEnabled(True)
            self._cross.setVisible(notice.job is None)
            self._cross.raise_()

    def _follow(self, job: Job | None) -> None:
        if self._job is not None:
            self._job.progressed.disconnect(self._advance)
        self._job = job
        self.progress.setVisible(job is not None)
        self.share.setVisible(job is not None)
        if job is not None:
            self._advance(job.ratio)
            job.progressed.connect(self._advance)

    def _advance(self, ratio: float, _words: str = "") -> None:
        self.progress.set_ratio(ratio)
        self.share.setText(f"{ratio * 100:.0f} %")

    def _act(self) -> None:
        notice = self._notices.current
        if notice is not None and notice.job is not None:
            self.button.setEnabled(False)  # it is seen until the work has really ended
        else:
            self._notices.clear()
        if notice is not None and notice.act is not None:
            notice.act()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        banner = self._banner.geometry()
        self._cross.move(banner.right() - 36, banner.center().y() - 13)
