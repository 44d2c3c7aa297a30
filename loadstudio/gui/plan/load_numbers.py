"""The few numbers that say a load: how many, how fast there, how long, and when it ends or how many at most."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.plan import load_kinds, profile
from loadstudio.gui.plan.profile import Point
from loadstudio.gui.widgets.fields import DurationField, NumberField, Select
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.plain_number import LevelField
from loadstudio.plan.model import ClosedLoad, Load, OpenLoad

_MOST_PEOPLE = 99_999
_MOST_PASSES = 10_000_000
_HEIGHT = 32
_FIELD_WIDTH = 84


class LoadNumbers(QWidget):
    """Shows a load. `points_edited(points, burst)` tells of another profile, `load_edited(Load, burst)` of the rest."""

    points_edited = Signal(object, str)
    load_edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._load: Load = ClosedLoad(stages=())
        self.people = LevelField(name=self.tr("People"), minimum=1, maximum=_MOST_PEOPLE, step=5, height=_HEIGHT)
        self.ramp_up = DurationField(name=self.tr("Ramp-up"), height=_HEIGHT)
        self.lasts = DurationField(name=self.tr("Lasts"), minimum_s=1, height=_HEIGHT)
        self.ends = Select(
            (
                ("time", self.tr("when the time is up")),
                ("passes", self.tr("after so many passes")),
                ("each", self.tr("after so many each")),
            ),
            name=self.tr("Ends"),
            height=_HEIGHT,
        )
        self.passes = NumberField(100, name=self.tr("Passes in all"), minimum=1, maximum=_MOST_PASSES, height=_HEIGHT)
        self.at_most = NumberField(
            100, name=self.tr("People at once, at most"), minimum=1, maximum=_MOST_PEOPLE, step=5, height=_HEIGHT
        )
        self.at_most.setToolTip(
            self.tr("Who comes when so many are there already is turned away and counted: the site was too slow.")
        )
        for field in (self.people, self.ramp_up, self.lasts, self.passes, self.at_most):
            field.setFixedWidth(_FIELD_WIDTH)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.people.valueChanged.connect(
            lambda level: self._tell(profile.with_peak(self._points, level, decimals=self._decimals), "people")
        )
        self.ramp_up.changed.connect(lambda seconds: self._tell(profile.with_ramp_up(self._points, seconds), "ramp"))
        self.lasts.changed.connect(lambda seconds: self._tell(profile.with_duration(self._points, seconds), "lasts"))
        self.ends.chosen.connect(lambda _key: self._set_end())
        self.passes.valueChanged.connect(lambda _passes: self._set_end())
        self.at_most.valueChanged.connect(self._set_most)

    def _lay_out(self) -> None:
        self._level_word = Label("", tone="sub")
        flow = Flow(self, gap=20, line_gap=8)
        self._closed_part = _labelled(Label(self.tr("Ends"), tone="sub"), self.ends, self.passes)
        self._open_part = _labelled(
            Label(self.tr("At most"), tone="sub"), self.at_most, Label(self.tr("people at once"), tone="sub")
        )
        for part in (
            _labelled(self._level_word, self.people),
            _labelled(Label(self.tr("Ramp-up"), tone="sub"), self.ramp_up),
            _labelled(Label(self.tr("Lasts"), tone="sub"), self.lasts),
            self._closed_part,
            self._open_part,
        ):
            flow.addWidget(part)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _points(self) -> tuple[Point, ...]:
        return load_kinds.points_of(self._load)

    @property
    def _decimals(self) -> int:
        return load_kinds.decimals_of(self._load)

    def show_load(self, load: Load) -> None:
        """Show a load without telling."""
        self._load = load
        fields = (self.people, self.passes, self.at_most)
        blockers = [QSignalBlocker(field) for field in fields]
        self._show_level()
        if isinstance(load, ClosedLoad):
            self._show_end(load)
        else:
            self.at_most.setValue(load.max_users)
        del blockers
        self.ramp_up.set_seconds(profile.ramp_up_of(self._points))
        self.lasts.set_seconds(profile.duration_of(self._points))
        self._closed_part.setVisible(isinstance(load, ClosedLoad))
        self._open_part.setVisible(isinstance(load, OpenLoad))

    def _show_level(self) -> None:
        word = self.tr("People") if isinstance(self._load, ClosedLoad) else self.tr("Visitors a minute")
        self._level_word.setText(word)
        self.people.setAccessibleName(word)
        self.people.setDecimals(self._decimals)
        self.people.setMinimum(0.1 if self._decimals else 1)
        self.people.setValue(profile.peak_of(self._points))

    def _show_end(self, load: ClosedLoad) -> None:
        count = load.iterations if load.iterations_per_user is None else load.iterations_per_user
        key = "time" if count is None else "passes" if load.iterations is not None else "each"
        self.ends.set_current(key)
        self.passes.setVisible(count is not None)
        name = self.tr("Passes for each person") if key == "each" else self.tr("Passes in all")
        self.passes.setAccessibleName(name)
        if count is not None:
            self.passes.setValue(count)

    def _tell(self, points: tuple[Point, ...], burst: str) -> None:
        if points != self._points:
            self.points_edited.emit(points, burst)

    def _set_end(self) -> None:
        if isinstance(self._load, ClosedLoad):
            count, key = int(self.passes.value()), self.ends.current()
            changed = replace(
                self._load,
                iterations=count if key == "passes" else None,
                iterations_per_user=count if key == "each" else None,
            )
            if changed != self._load:
                self.load_edited.emit(changed, "passes")

    def _set_most(self, people: float) -> None:
        if isinstance(self._load, OpenLoad) and int(people) != self._load.max_users:
            self.load_edited.emit(replace(self._load, max_users=int(people)), "most")


def _labelled(*widgets: QWidget) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return group
