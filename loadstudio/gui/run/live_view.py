"""A run as one looks at it: numbers, charts, steps, errors, this computer. Nothing here gives commands."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.base.units import clock_text
from loadstudio.gui.charts.time_view import WHOLE
from loadstudio.gui.run.chart_bar import ChartBar
from loadstudio.gui.run.errors_card import ErrorsCard
from loadstudio.gui.run.health import RunHealth
from loadstudio.gui.run.live_points import Array, LivePoints
from loadstudio.gui.run.load_words import set_by_hand
from loadstudio.gui.run.progress import progress_of
from loadstudio.gui.run.run_charts import LATENCIES, RunCharts
from loadstudio.gui.run.stat_row import StatRow
from loadstudio.gui.run.step_columns import step_columns
from loadstudio.gui.run.steps_model import P50, P99, SPARK, TIMES, StepsModel
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.health_strip import HealthStrip
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.sorting import Sorting
from loadstudio.gui.widgets.spare_columns import SpareColumns
from loadstudio.plan.lanes import lanes_of
from loadstudio.plan.run_spec import RunSpec
from loadstudio.supervise.live_run import StepPoints
from loadstudio.supervise.run_session import RunSession

_SAME_CHANGE_S = 3
_STEPS_AFTER_MS = 25
_CHARTS_AFTER_MS = 60
"""The table and the charts are painted in turns of their own after the numbers: together they would hold up the window
too long."""
_STEP_COLUMNS = (Column(), *(Column(86, right=True) for _ in range(4)), Column(76, right=True), Column(128))


class LiveView(QWidget):
    """`begin` with a run, `refresh` as it goes on. `fewer_wanted` comes from the strip of this computer, `noted(second,
    text)` when the person wrote a note. Empty until `make` is done.
    """

    fewer_wanted = Signal()
    noted = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = LivePoints()
        self._tens = LivePoints()
        self._session: RunSession | None = None
        self._marked_s: int | None = None
        self._note_s = 0
        self._steps_later, self._charts_later = QTimer(self), QTimer(self)
        for later, show in ((self._steps_later, self._show_steps), (self._charts_later, self._show_charts)):
            later.setSingleShot(True)
            later.timeout.connect(show)
        self._only = self._clicked_step = ""
        self.steps = StepsModel(self)
        self.charts = RunCharts()

    def make(self) -> Iterator[None]:
        """Fill the view in pieces."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.stats = StatRow()
        column.addWidget(self.stats)
        charts = QVBoxLayout()
        charts.setSpacing(8)
        column.addLayout(charts, 55)
        self.bar = ChartBar()
        charts.addWidget(self.bar)
        charts.addWidget(self.charts, 1)
        self.charts.viewed.connect(self.bar.show_view)
        self.bar.viewed.connect(self.charts.show_view)
        self.bar.note_wanted.connect(self.begin_note)
        self.bar.noted.connect(self._keep_note)
        yield
        yield from self.charts.make()
        yield
        lower = QHBoxLayout()
        lower.setSpacing(16)
        column.addLayout(lower, 45)
        lower.addWidget(self._steps_card(), 66)
        self.errors = ErrorsCard()
        lower.addWidget(self.errors, 34)
        yield
        self.strip = HealthStrip()
        self.health = RunHealth(self.strip, self)
        self.health.fewer_wanted.connect(self.fewer_wanted)
        column.addWidget(self.strip)

    def _steps_card(self) -> Card:
        card = Card(self.tr("Steps"), padding=8)
        card.add_to_title(Label(self.tr("choose one to see it alone"), "second", "sub"))
        self.steps_table = DataTable(name=self.tr("Steps"))
        self.sorting = Sorting(self.steps_table, self.steps, range(TIMES, SPARK))
        self.steps_table.set_columns(_STEP_COLUMNS)
        SpareColumns(self.steps_table, (SPARK, P50, P99))
        self.steps_table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen_step())
        self.steps_table.clicked.connect(lambda index: self._toggle_step(index.row()))
        all_again = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.steps_table)
        all_again.setContext(Qt.ShortcutContext.WidgetShortcut)
        all_again.setWhatsThis(self.tr("Show all steps again"))
        all_again.activated.connect(self.show_all_steps)
        self.bar.all_wanted.connect(self.show_all_steps)
        card.body.addWidget(self.steps_table)
        return card

    def begin(self, session: RunSession) -> None:
        """Show another run from its beginning (or from where it is)."""
        spec = session.spec
        self._session = session
        self._points = LivePoints()
        self._tens = LivePoints()
        self._marked_s = None
        self.stats.begin(spec.limits)
        self.charts.begin(spec.limits)
        self.bar.show_view(WHOLE)
        for note in session.notes:
            self._show_note(note.second, note.text)
        self.show_all_steps()
        self.steps.begin(session.live, step_names(spec), spec.limits)
        self.errors.begin(session)
        self.health.begin()
        self.refresh()

    def refresh(self) -> None:
        """Take in what is new."""
        session = self._session
        if session is None:
            return
        live = session.live
        if self._points.take(live.points):
            self._steps_later.start(_STEPS_AFTER_MS)
            self._charts_later.start(_CHARTS_AFTER_MS)
        if session.over:
            self._show_steps()
            self._show_charts()
            self.charts.show_whole(live.seconds)
            self.stats.show_whole(live)
        else:
            self.stats.refresh(live, self._points, self._going_to(session))
        self.errors.refresh()
        self.bar.set_running(session.phase in ("running", "stopping"))
        self.health.refresh(live, running=not session.over, change=session.load_change)

    def begin_note(self) -> None:
        """Let the person write a note of this moment: the second in which the writing begins."""
        if self._session is not None and self._session.phase in ("running", "stopping"):
            self._note_s = self._session.live.seconds
            self.bar.begin_note()

    def _keep_note(self, text: str) -> None:
        self._show_note(self._note_s, text)
        self.noted.emit(self._note_s, text)

    def _show_note(self, second: int, text: str) -> None:
        self.charts.mark_note(f"note-{second}-{text}", second, text)

    def mark_load(self) -> None:
        """Mark in the charts what the person set the load to; presses in a row are one mark."""
        if self._session is None:
            return
        second = self._session.live.seconds
        if self._marked_s is None or second - self._marked_s > _SAME_CHANGE_S:
            self._marked_s = second
        word = f"{clock_text(self._marked_s)} {set_by_hand(self._session)}"
        self.charts.mark(f"users-{self._marked_s}", self._marked_s, word, "neutral")

    def mark_stop(self) -> None:
        """Mark in the charts that the person stopped the run."""
        if self._session is not None:
            second = self._session.live.seconds
            same = self._marked_s is not None and second - self._marked_s <= _SAME_CHANGE_S
            key = f"users-{self._marked_s}" if same else "stop"
            self.charts.mark(key, second, self.tr("{0} stopped").format(clock_text(second)), "neutral")

    # One step alone

    def _show_chosen_step(self) -> None:
        rows = self.steps_table.selectionModel().selectedRows()
        self._only = self.steps.label(self.sorting.rows.mapToSource(rows[0]).row()) if rows else ""
        if self._only != self._clicked_step:
            self._clicked_step = ""
        self.bar.set_subject(self._only)
        self.charts.set_subject(self._only)
        self._show_charts()

    def _toggle_step(self, row: int) -> None:
        """A second click on the chosen step shows all again."""
        if self._clicked_step and self._clicked_step == self._only:
            self.show_all_steps()
        else:
            self._clicked_step = self.steps.label(self.sorting.rows.mapToSource(self.sorting.rows.index(row, 0)).row())

    def show_all_steps(self) -> None:
        """Show all requests in the charts, not one step alone."""
        self._clicked_step = ""
        self.steps_table.choose_row(-1)

    def _show_steps(self) -> None:
        if self._session is not None:
            self.steps.refresh()
            self.sorting.again()

    def _show_charts(self) -> None:
        if self._session is None:
            return
        live = self._session.live
        seconds, users, rate, latencies = _columns(self._points)
        if self._only:
            rate, latencies = step_columns(live.steps.get(self._only) or StepPoints(), seconds)
        self.charts.show_columns(seconds, users, rate, latencies)
        self._tens.take(live.tens)
        self.charts.show_tens(*_columns(LivePoints() if self._only else self._tens))

    def _going_to(self, session: RunSession) -> str:
        if session.phase == "stopping":
            return self.tr("finishing")
        if session.users_set is not None:
            return self.tr("set by hand to {0}").format(count_text(session.users_set))
        progress = progress_of(session.load, session.live.seconds)
        if session.load_change != "users" or progress.course == "holding":
            most = sum(lane.users for lane in lanes_of(session.spec))
            return self.tr("most {0}").format(count_text(most))
        return self.tr("going to {0}").format(count_text(progress.target))


def _columns(points: LivePoints) -> tuple[Array, Array, Array, dict[str, Array]]:
    latencies = {key: points.column(key) for key in LATENCIES}
    return points.column("second"), points.column("users"), points.column("rate"), latencies


def step_names(spec: RunSpec) -> tuple[str, ...]:
    """Return the names of the steps that a run does, in order, each once."""
    steps = (step for share in spec.shares for step in share.scenario.steps if step.enabled)
    return tuple(dict.fromkeys(step.name for step in steps))
