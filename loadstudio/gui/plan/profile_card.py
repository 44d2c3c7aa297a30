"""The drawn load: its kind, the shapes to start from, the numbers that say it all, the profile to drag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.charts.profile_chart import ProfileChart
from loadstudio.gui.plan import load_kinds, profile
from loadstudio.gui.plan.load_numbers import LoadNumbers
from loadstudio.gui.plan.profile import SHAPES, SOAK_LEAST_S, Point
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.fields import Select
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.plan.model import ClosedLoad, Load

_LANE_WIDTH = 190
_WIDE = 880


class ProfileCard(Card):
    """Shows a load. `load_edited(Load, burst)` tells each change by the person; changes of one burst belong together.
    `kind_wanted(key)`: `people` or `visitors`. `point_chosen(index)`: a corner, or -1. `lane_chosen(key)`: the load of
    another scenario, where several have one.
    """

    load_edited = Signal(object, str)
    kind_wanted = Signal(str)
    point_chosen = Signal(int)
    lane_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=20, parent=parent)
        margins = self.layout()
        assert margins is not None
        margins.setContentsMargins(20, 15, 20, 8)
        self._load: Load = ClosedLoad(stages=())
        self.chart = ProfileChart(name=self.tr("The load over time"), at_word=self.tr("at"))
        self.chart.points_changed.connect(lambda points: self._put(points, "profile"))
        self.chart.point_chosen.connect(self.point_chosen)
        self.numbers = LoadNumbers()
        self.numbers.points_edited.connect(self._put)
        self.numbers.load_edited.connect(self.load_edited)
        self.body.setSpacing(10)
        self.body.addWidget(self._head())
        self.body.addWidget(self.numbers)
        self.body.addWidget(self.chart, 1)

    def _head(self) -> QWidget:
        self.kind = SegmentedSwitch(
            (("people", self.tr("People at once")), ("visitors", self.tr("Visitors per minute"))),
            name=self.tr("Kind of load"),
        )
        self.kind.button("people").setToolTip(self.tr("So many people are there; a slow site gets fewer requests."))
        self.kind.button("visitors").setToolTip(self.tr("So many people come, however slow the site is."))
        self.kind.chosen.connect(self.kind_wanted)
        self.lane = Select(name=self.tr("Whose load is drawn"), height=32)
        self.lane.chosen.connect(self.lane_chosen)
        self.lane.setFixedWidth(_LANE_WIDTH)
        self.lane.hide()
        words = (self.tr("Steady"), self.tr("Ramp"), self.tr("Steps"), self.tr("Spike"), self.tr("Soak"))
        self.shape = SegmentedSwitch(tuple(zip(SHAPES, words, strict=True)), name=self.tr("Shape to start from"))
        self.shape.chosen.connect(self._start_from)
        self.add_button = Button(self.tr("Add point"), icon="plus", height=32)
        self.add_button.clicked.connect(self._add_point)
        self._start_word = Label(self.tr("Start from"), tone="sub")
        left, right = QWidget(), QWidget()
        for holder, widgets in (
            (left, (self.kind, self.lane)),
            (right, (self._start_word, self.shape, self.add_button)),
        ):
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            for widget in widgets:
                row.addWidget(widget)
        head = QWidget()
        flow = Flow(head, gap=12, line_gap=8, spread=True)
        flow.addWidget(left)
        flow.addWidget(right)
        policy = head.sizePolicy()
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        return head

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._start_word.setVisible(self.width() >= _WIDE)  # rather no word than two lines

    @property
    def _points(self) -> tuple[Point, ...]:
        return self.chart.points

    def show_load(self, load: Load) -> None:
        """Show a load without telling."""
        self._load = load
        closed = isinstance(load, ClosedLoad)
        unit, one = (self.tr("people"), self.tr("person")) if closed else (self.tr("a minute"), self.tr("a minute"))
        self.chart.set_unit(unit, one, fractions=not closed)
        points = load_kinds.points_of(load)
        if points != self.chart.points:
            self.chart.set_points(points)
        self.numbers.show_load(load)
        self.kind.set_current("people" if closed else "visitors")
        shape = profile.shape_of(points)
        if shape is None:
            self.shape.set_none()
        else:
            self.shape.set_current(shape)

    def show_lanes(self, lanes: Sequence[tuple[str, str]], current: str) -> None:
        """Offer the loads that a plan has, as (key, name); one alone needs no choice."""
        with QSignalBlocker(self.lane):
            self.lane.set_items(lanes)
            if len(lanes) > 1:
                self.lane.set_current(current)
        self.lane.setVisible(len(lanes) > 1)

    def _put(self, points: tuple[Point, ...], burst: str) -> None:
        changed = load_kinds.with_points(self._load, points)
        if changed != self._load:
            self.load_edited.emit(changed, burst)

    def _start_from(self, key: str) -> None:
        people = max(1.0, profile.peak_of(self._points))
        length = profile.duration_of(self._points) or 60.0
        shape = next((one for one in SHAPES if one == key), None)
        if shape == "soak":
            length = max(SOAK_LEAST_S, length)
        if shape is not None:
            self._put(profile.shaped(shape, people, length), "")

    def _add_point(self) -> None:
        points, index = profile.with_new_point(self._points)
        self._put(points, "")
        self.chart.choose(index)
        self.point_chosen.emit(index)
        self.chart.setFocus()
