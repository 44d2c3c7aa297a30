"""The head of the Run screen: what runs, how far it is, and the two things that one can do to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loadstudio.base.units import clock_text, duration_text
from loadstudio.gui.run.load_words import level_text, rate_of, set_by_hand, users_of
from loadstudio.gui.run.progress import Progress, passes_of, progress_of
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.stepper import Stepper
from loadstudio.plan.model import Load
from loadstudio.supervise.run_session import RunSession

_MOST_USERS = 99_999


class RunHead(PageHeader):
    """`users_wanted(int)` or `rate_wanted(per second)`, and `stop_wanted` while it runs; `result_wanted` and
    `again_wanted` when it is over.
    """

    users_wanted = Signal(int)
    rate_wanted = Signal(float)
    stop_wanted = Signal()
    result_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.badge = Badge()
        self.add_beside_title(self.badge)
        self._change = Label(self.tr("Change load"), tone="sub")
        self.stepper = Stepper(
            name=self.tr("People at once"),
            unit=self.tr("people"),
            maximum=_MOST_USERS,
            less_name=self.tr("5 people less"),
            more_name=self.tr("5 people more"),
        )
        self.stepper.changed.connect(self.users_wanted)
        self.rate_stepper = Stepper(
            name=self.tr("Visitors a minute"),
            unit=self.tr("visitors a minute"),
            maximum=_MOST_USERS,
            less_name=self.tr("5 visitors a minute less"),
            more_name=self.tr("5 visitors a minute more"),
        )
        self.rate_stepper.changed.connect(lambda a_minute: self.rate_wanted.emit(a_minute / 60))
        self.stop_button = Button(self.tr("Stop"), "danger", icon="stop", height=44)
        self.stop_button.clicked.connect(self.stop_wanted)
        self.again_button = Button(self.tr("Change the load"), "secondary", icon="load")
        self.again_button.clicked.connect(self.again_wanted)
        self.result_button = Button(self.tr("Show the result"), "primary", icon="results")
        self.result_button.clicked.connect(self.result_wanted)
        steppers = (self.stepper, self.rate_stepper)
        for widget in (self._change, *steppers, self.stop_button, self.again_button, self.result_button):
            self.add_action(widget)

    def refresh(self, session: RunSession, *, result_kept: bool) -> None:
        """Show the state of a run; `result_kept` tells whether there is something to go on to."""
        self.set_title(session.spec.name)
        self._show_state(session)
        self.set_facts(self._facts_of(session))
        over, change = session.over, "" if session.over else session.load_change
        self._change.setVisible(bool(change))
        self.stepper.setVisible(change == "users")
        self.rate_stepper.setVisible(change == "rate")
        self.stop_button.setVisible(not over)
        self.again_button.setVisible(over)
        self.result_button.setVisible(over and result_kept)
        if not over:
            stopping = session.phase == "stopping"
            word = self.tr("Stop now") if stopping else self.tr("Stop")
            if self.stop_button.text() != word:
                self.stop_button.set_text(word)
                self.stop_button.setToolTip(self.tr("People are cut off at once.") if stopping else "")
            self.stop_button.setEnabled(not session.cut)
            for stepper, value in (
                (self.stepper, users_of(session)),
                (self.rate_stepper, round(rate_of(session) * 60)),
            ):
                stepper.setEnabled(session.phase == "running")
                stepper.set_value(value)

    def _show_state(self, session: RunSession) -> None:
        stopped = session.summary is not None and session.summary.outcome == "stopped"
        match session.phase:
            case "starting":
                self.badge.set_state(self.tr("Starting"), "accent", icon="clock")
            case "running":
                self.badge.set_state(self.tr("Running"), "ok", icon="play")
            case "stopping":
                self.badge.set_state(self.tr("Stopping"), "warn", icon="stop")
            case "finished":
                self.badge.set_state(self.tr("Stopped") if stopped else self.tr("Finished"), "neutral", icon="flag")
            case "failed":
                self.badge.set_state(self.tr("Broke off"), "bad")

    def _facts_of(self, session: RunSession) -> list[str]:
        if session.phase == "starting":
            return [self.tr("The engine starts, the first people come in a moment.")]
        progress = progress_of(session.load, session.live.seconds)
        if session.over:
            lasted = session.summary.duration_s if session.summary else progress.elapsed_s
            requests = count_text(session.live.totals.requests.count)
            return [self.tr("lasted {0}").format(duration_text(lasted)), self.tr("{0} requests").format(requests)]
        facts = [self._time(session, progress)]
        if session.phase == "stopping":
            facts.append(self._stopping(session))
        elif set_by_hand(session):
            facts.append(self.tr("load set by hand to {0}").format(set_by_hand(session)))
        elif session.load_change:
            facts.append(self._stage(session.load, progress))
        return facts

    def _stopping(self, session: RunSession) -> str:
        if session.cut or not session.spec.graceful_stop_s:
            return self.tr("people are cut off")
        left = duration_text(round(session.grace_left_s))
        if not round(session.grace_left_s):
            return self.tr("the last people finish; a second press cuts them off")
        return self.tr("people have {0} left to finish what they do; a second press cuts them off").format(left)

    def _time(self, session: RunSession, progress: Progress) -> str:
        elapsed = clock_text(progress.elapsed_s)
        passes = passes_of(session.load)
        if passes is not None:
            done = count_text(session.live.totals.iterations.completed)
            return self.tr("{0}, {1} of {2} passes").format(elapsed, done, count_text(passes))
        return self.tr("{0} of {1}").format(elapsed, clock_text(session.duration_s))

    def _stage(self, load: Load, progress: Progress) -> str:
        words = {
            "climbing": self.tr("stage {0} of {1}, climbing to {2}"),
            "falling": self.tr("stage {0} of {1}, going down to {2}"),
            "holding": self.tr("stage {0} of {1}, {2}"),
        }[progress.course]
        return words.format(progress.stage, progress.stages, level_text(load, progress.target))
