"""The drawn load: its kind, the shapes to start from, the four numbers that say it all, the profile to drag."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.charts.profile_chart import ProfileChart
from loadstudio.gui.plan import profile
from loadstudio.gui.plan.profile import SHAPES, Point
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.fields import DurationField, NumberField, Select
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.plan.model import ClosedLoad

_MOST_PEOPLE = 99_999
_FIELD_HEIGHT = 32


class ProfileCard(Card):
    """Shows a closed load. `load_edited(ClosedLoad, burst)` tells each change by the person; changes of one burst
    belong together. `point_chosen(index)`: a corner, or -1.
    """

    load_edited = Signal(object, str)
    point_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=20, parent=parent)
        margins = self.layout()
        assert margins is not None
        margins.setContentsMargins(20, 15, 20, 8)
        self._load = ClosedLoad(stages=())
        self.chart = ProfileChart(
            name=self.tr("People over time"), unit=self.tr("people"), unit_one=self.tr("person"), at_word=self.tr("at")
        )
        self.chart.points_changed.connect(lambda points: self._put(points, "profile"))
        self.chart.point_chosen.connect(self.point_chosen)
        self.body.setSpacing(10)
        self.body.addWidget(self._head())
        self.body.addWidget(self._numbers())
        self.body.addWidget(self.chart, 1)

    def _head(self) -> QWidget:
        self.kind = SegmentedSwitch(
            (("people", self.tr("People at once")), ("visitors", self.tr("Visitors per minute"))),
            name=self.tr("Kind of load"),
        )
        why = self.tr("Not yet: this version of the engine runs people at once. The shape would stay the same.")
        self.kind.set_enabled("visitors", enabled=False, why_not=why)
        self.shape = SegmentedSwitch(
            (
                ("ramp", self.tr("Ramp")),
                ("steps", self.tr("Steps")),
                ("peak", self.tr("Peak")),
                ("own", self.tr("Own")),
            ),
            name=self.tr("Shape to start from"),
        )
        self.shape.chosen.connect(self._start_from)
        self.add_button = Button(self.tr("Add a point"), icon="plus", height=32)
        self.add_button.clicked.connect(self._add_point)
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(self.tr("Start from"), tone="sub"))
        row.addWidget(self.shape)
        row.addSpacing(8)
        row.addWidget(self.add_button)
        return _flowing(self.kind, right)

    def _numbers(self) -> QWidget:
        height = _FIELD_HEIGHT
        self.people = NumberField(name=self.tr("People"), minimum=1, maximum=_MOST_PEOPLE, step=5, height=height)
        self.ramp_up = DurationField(name=self.tr("Ramp-up"), height=height)
        self.lasts = DurationField(name=self.tr("Lasts"), minimum_s=1, height=height)
        self.ends = Select(
            (("time", self.tr("when the time is up")), ("passes", self.tr("after so many passes"))),
            name=self.tr("Ends"),
            height=height,
        )
        self.passes = NumberField(100, name=self.tr("Passes in all"), minimum=1, maximum=10_000_000, height=height)
        for field in (self.people, self.ramp_up, self.lasts, self.passes):
            field.setFixedWidth(84)
        self.people.valueChanged.connect(lambda people: self._put(profile.with_peak(self._points, people), "people"))
        self.ramp_up.changed.connect(lambda seconds: self._put(profile.with_ramp_up(self._points, seconds), "ramp"))
        self.lasts.changed.connect(lambda seconds: self._put(profile.with_duration(self._points, seconds), "lasts"))
        self.ends.chosen.connect(lambda _key: self._set_end())
        self.passes.valueChanged.connect(lambda _passes: self._set_end())
        return _flowing(
            _labelled(self.tr("People"), self.people),
            _labelled(self.tr("Ramp-up"), self.ramp_up),
            _labelled(self.tr("Lasts"), self.lasts),
            _labelled(self.tr("Ends"), self.ends, self.passes),
            gap=20,
        )

    @property
    def _points(self) -> tuple[Point, ...]:
        return self.chart.points

    def show_load(self, load: ClosedLoad) -> None:
        """Show a load without telling."""
        self._load = load
        points = profile.points_of(load.stages)
        if points != self.chart.points:
            self.chart.set_points(points)
        fields = (self.people, self.passes)
        for field in fields:
            field.blockSignals(True)
        self.people.setValue(profile.peak_of(points))
        if load.iterations is not None:
            self.passes.setValue(load.iterations)
        for field in fields:
            field.blockSignals(False)
        self.ramp_up.set_seconds(profile.ramp_up_of(points))
        self.lasts.set_seconds(profile.duration_of(points))
        self.ends.set_current("time" if load.iterations is None else "passes")
        self.passes.setVisible(load.iterations is not None)
        shape = profile.shape_of(points)
        self.shape.set_enabled("own", enabled=shape is None, why_not=self.tr("Drag a point to draw your own."))
        self.shape.set_current(shape or "own")

    def _put(self, points: tuple[Point, ...], burst: str) -> None:
        stages = profile.stages_of(points)
        if stages != self._load.stages:
            self.load_edited.emit(ClosedLoad(stages=stages, iterations=self._load.iterations), burst)

    def _start_from(self, key: str) -> None:
        people = max(1.0, profile.peak_of(self._points))
        length = profile.duration_of(self._points) or 60.0
        shape = next((one for one in SHAPES if one == key), None)
        if shape is not None:
            self._put(profile.shaped(shape, people, length), "")

    def _add_point(self) -> None:
        points, index = profile.with_new_point(self._points)
        self._put(points, "")
        self.chart.choose(index)
        self.point_chosen.emit(index)
        self.chart.setFocus()

    def _set_end(self) -> None:
        passes = int(self.passes.value()) if self.ends.current() == "passes" else None
        if passes != self._load.iterations:
            self.load_edited.emit(ClosedLoad(stages=self._load.stages, iterations=passes), "passes")


def _labelled(text: str, *fields: QWidget) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Label(text, tone="sub"))
    for field in fields:
        row.addWidget(field)
    return group


def _flowing(*widgets: QWidget, gap: int = 12) -> QWidget:
    holder = QWidget()
    flow = Flow(holder, gap=gap, line_gap=8, spread=gap == 12)
    for widget in widgets:
        flow.addWidget(widget)
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
