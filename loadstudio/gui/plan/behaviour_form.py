"""How people behave: how long they pause, how fast they go on, what their browsers do. A form over a plan's
settings.
"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.plan.form_parts import SwitchRow, beside, flowing
from loadstudio.gui.widgets.fields import DurationField, NumberField, Select
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import text_width
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.plan.model import (
    ClosedLoad,
    ConstantThinkTimes,
    ExponentialThinkTimes,
    Load,
    NormalThinkTimes,
    Plan,
    RecordedThinkTimes,
    ThinkTimes,
    UniformThinkTimes,
)
from loadstudio.plan.think_times import mean_pause_s

_FIELD = 76
_HEIGHT = 32
_LABEL = 168


class BehaviourForm(QWidget):
    """`plan_edited(Plan, burst)` tells a change of the plan, `load_edited(Load, burst)` one of the load shown."""

    plan_edited = Signal(object, str)
    load_edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._load: Load = ClosedLoad(stages=())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(6)
        words = self.tr("Between two steps"), self.tr("Each person begins again")
        width = max(_LABEL, *(round(text_width(word, "text")) + 12 for word in words))
        column.addWidget(FormRow(words[0], self._pauses(), label_width=width))
        self._pace_row = FormRow(words[1], self._pace(), label_width=width)
        column.addWidget(self._pace_row)
        self.files = SwitchRow(
            self.tr("Fetch images, styles and scripts"), self.tr("Off: only pages and what they send and ask for.")
        )
        self.files.switched.connect(lambda on: self._tell(include_static=on))
        self.cache = SwitchRow(
            self.tr("Keep files as a browser does"),
            self.tr("Each person fetches a file once, if its server lets browsers keep it."),
        )
        self.cache.switched.connect(lambda on: self._tell_network(browser_cache=on))
        self.parallel = SwitchRow(
            self.tr("Fetch files side by side"), self.tr("As the browser did: up to 6 connections to a host.")
        )
        self.parallel.switched.connect(lambda on: self._tell_network(parallel=on))
        for number, row in enumerate((self.files, self.cache, self.parallel)):
            row.set_first(number == 0)
            column.addWidget(row)
        column.addStretch(1)

    def _pauses(self) -> QWidget:
        self.kind = Select(
            (
                ("recorded", self.tr("as long as recorded")),
                ("none", self.tr("no pause at all")),
                ("constant", self.tr("always as long")),
                ("uniform", self.tr("anything between")),
                ("normal", self.tr("around a usual time")),
                ("exponential", self.tr("mostly short, at times long")),
            ),
            name=self.tr("Pauses between two steps"),
            height=_HEIGHT,
        )
        self.kind.chosen.connect(lambda key: self._tell_pauses(self._starting(key)))
        self.factor = NumberField(
            1, name=self.tr("Recorded pauses times"), maximum=100, step=0.1, decimals=2, unit=" ×", height=_HEIGHT
        )
        self.first = DurationField(2, name=self.tr("Pause"), height=_HEIGHT)
        self.second = DurationField(4, name=self.tr("Longest pause"), height=_HEIGHT)
        self._joint = Label("", tone="sub")
        self._end = Label("", tone="sub")
        for field in (self.factor, self.first, self.second):
            field.setFixedWidth(_FIELD)
        self.factor.valueChanged.connect(lambda factor: self._tell_pauses(RecordedThinkTimes(factor=factor)))
        self.first.changed.connect(lambda _seconds: self._tell_pauses(self._typed()))
        self.second.changed.connect(lambda _seconds: self._tell_pauses(self._typed()))
        return flowing(self.kind, self.factor, self.first, self._joint, self.second, self._end)

    def _pace(self) -> QWidget:
        self.pace = Select(
            (("at_once", self.tr("as soon as they are done")), ("paced", self.tr("no sooner than every"))),
            name=self.tr("Pace"),
            height=_HEIGHT,
        )
        self.pace.chosen.connect(lambda key: self._tell_pace(60.0 if key == "paced" else 0.0))
        self.pace_s = DurationField(60, name=self.tr("Pace every"), height=_HEIGHT)
        self.pace_s.setFixedWidth(_FIELD)
        self.pace_s.changed.connect(self._tell_pace)
        return beside(self.pace, self.pace_s)

    def show_plan(self, plan: Plan, load: Load) -> None:
        """Show a plan's settings, and the pace of the load that is drawn."""
        self._plan, self._load = plan, load
        self._show_pauses(plan.think_times)
        self._pace_row.setVisible(isinstance(load, ClosedLoad))
        pacing_s = load.pacing_s if isinstance(load, ClosedLoad) else 0.0
        self.pace.set_current("paced" if pacing_s else "at_once")
        self.pace_s.setVisible(pacing_s > 0)
        self.pace_s.set_seconds(pacing_s)
        self.files.show_state(plan.include_static)
        self.cache.show_state(plan.network.browser_cache)
        self.parallel.show_state(plan.network.parallel)

    def _show_pauses(self, times: ThinkTimes) -> None:
        kind, joint, end = "recorded", "", ""
        match times:
            case RecordedThinkTimes(factor=factor):
                kind = "none" if factor == 0 else "recorded"
                with QSignalBlocker(self.factor):
                    self.factor.setValue(factor)
            case ConstantThinkTimes(seconds=seconds):
                kind = "constant"
                self.first.set_seconds(seconds)
            case UniformThinkTimes(least_s=least_s, most_s=most_s):
                kind, joint = "uniform", self.tr("and")
                self.first.set_seconds(least_s)
                self.second.set_seconds(most_s)
            case NormalThinkTimes(mean_s=mean_s, deviation_s=deviation_s):
                kind, joint, end = "normal", self.tr("give or take"), self.tr("in most cases")
                self.first.set_seconds(mean_s)
                self.second.set_seconds(deviation_s)
            case ExponentialThinkTimes(mean_s=mean_s):
                kind, end = "exponential", self.tr("on average")
                self.first.set_seconds(mean_s)
        self.kind.set_current(kind)
        self._joint.setText(joint)
        self._end.setText(end)
        self.factor.setVisible(kind == "recorded")
        self.first.setVisible(kind in ("constant", "uniform", "normal", "exponential"))
        self.second.setVisible(kind in ("uniform", "normal"))
        self._joint.setVisible(bool(joint))
        self._end.setVisible(bool(end))

    def _starting(self, key: str) -> ThinkTimes:
        """Return a kind of pauses with numbers near those that were."""
        mean_s = mean_pause_s(self._plan.think_times, 3.0) if self._plan is not None else 3.0
        mean_s = round(mean_s, 1) or 3.0
        kinds: dict[str, ThinkTimes] = {
            "recorded": RecordedThinkTimes(),
            "none": RecordedThinkTimes(factor=0.0),
            "constant": ConstantThinkTimes(seconds=mean_s),
            "uniform": UniformThinkTimes(least_s=round(mean_s / 2, 1), most_s=round(mean_s * 1.5, 1)),
            "normal": NormalThinkTimes(mean_s=mean_s, deviation_s=round(mean_s / 4, 1)),
            "exponential": ExponentialThinkTimes(mean_s=mean_s),
        }
        return kinds[key]

    def _typed(self) -> ThinkTimes:
        first, second = self.first.seconds, self.second.seconds
        kinds: dict[str, ThinkTimes] = {
            "uniform": UniformThinkTimes(least_s=min(first, second), most_s=max(first, second)),
            "normal": NormalThinkTimes(mean_s=first, deviation_s=second),
            "exponential": ExponentialThinkTimes(mean_s=first),
        }
        return kinds.get(self.kind.current(), ConstantThinkTimes(seconds=first))

    def _tell_pauses(self, times: ThinkTimes) -> None:
        self._tell(think_times=times)

    def _tell_pace(self, seconds: float) -> None:
        if isinstance(self._load, ClosedLoad) and seconds != self._load.pacing_s:
            self.load_edited.emit(replace(self._load, pacing_s=seconds), "pace")

    def _tell_network(self, **changes: bool) -> None:
        if self._plan is not None:
            self._tell(network=replace(self._plan.network, **changes))

    def _tell(self, **changes: object) -> None:
        if self._plan is not None:
            self.plan_edited.emit(replace(self._plan, **changes), "behaviour")
