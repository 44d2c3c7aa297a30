"""The errors of a run, live: how often what went wrong; a click opens the answers that were kept of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from loadstudio.gui.language import told
from loadstudio.gui.run.answer_panel import AnswerPanel, Explain, Explanation
from loadstudio.gui.run.errors_model import ErrorsModel, figures_of
from loadstudio.gui.run.expectation import expectation, recorded_exchange, request_of
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.data_table import DataTable
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.label import Label
from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.run_spec import RunSpec
from loadstudio.recording.entry import Entry
from loadstudio.results.redact import Redactor
from loadstudio.scenario.model import HttpRequest, Scenario, walk
from loadstudio.supervise.run_session import RunSession

type EntryOf = Callable[[Scenario, HttpRequest], Entry | None]

_COLUMNS = (Column(64), Column(), Column(80, right=True), Column(34))


class ErrorsCard(Card):
    """`begin` with a run, `refresh` as it goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Errors"), padding=8, parent=parent)
        self.entry_of: EntryOf = lambda _scenario, _request: None
        """Finds what was recorded for a request; the screen knows."""
        self._session: RunSession | None = None
        self._hint = Label(self.tr("click one to see the answer"), "second", "sub")
        self.add_to_title(self._hint)
        self.model = ErrorsModel(self)
        self.table = DataTable(name=self.tr("Errors"), row_height=54, head=False)
        self.table.setModel(self.model)
        self.table.set_columns(_COLUMNS)
        self.table.clicked.connect(self._open)
        self.table.opened.connect(lambda row: self._open(self.model.index(row, 0)))
        self._none = Label("", "text", "sub")
        self._none.setContentsMargins(12, 8, 12, 0)
        nothing = QWidget()
        empty = QVBoxLayout(nothing)
        empty.setContentsMargins(0, 0, 0, 0)
        empty.addWidget(self._none)
        empty.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(nothing)
        self._pages.addWidget(self.table)
        self.body.addWidget(self._pages)

    def begin(self, session: RunSession) -> None:
        """Show another run."""
        self._session = session
        self.model.begin(steps_of_requests(session.spec))

    def refresh(self) -> None:
        """Show what went wrong by now."""
        if self._session is None:
            return
        live = self._session.live
        self.model.refresh(figures_of(live), None if self._session.over else live.seconds - 1)
        self._pages.setCurrentIndex(1 if self.model.rows else 0)
        self._hint.setVisible(bool(self.model.rows))
        self._none.setText(self.tr("No errors.") if self._session.over else self.tr("No errors so far."))

    def _open(self, index: QModelIndex) -> None:
        session = self._session
        if session is None or not index.isValid():
            return
        row = self.model.rows[index.row()]
        hidden = Redactor(session.spec)
        samples = [
            (one.second, hidden(one.exchange)) for one in session.error_samples if one.exchange.label == row.label
        ]

        def explain(exchange: Exchange) -> Explanation:
            return self._explain(session.spec, exchange, hidden)

        sentence = self.model.sentence(row)
        show_answers(self, row.label, row.reason, samples, sentence=sentence, explain=explain)

    def _explain(self, spec: RunSpec, exchange: Exchange, hidden: Redactor) -> Explanation:
        found = request_of(spec, exchange.request_id)
        if found is None:
            return Explanation()
        scenario, request = found
        entry = self.entry_of(scenario, request)
        recorded = recorded_exchange(request, entry) if entry is not None else None
        return Explanation(
            expectation=expectation(request, exchange, self.tr),
            recorded=hidden(recorded) if recorded is not None else None,
        )


def show_answers(
    beside: QWidget,
    label: str,
    reason: str,
    samples: list[tuple[int, Exchange]],
    *,
    sentence: str = "",
    explain: Explain | None = None,
) -> AnswerPanel | None:
    """Open the kept answers of an error over the window of `beside`; None when not one was kept."""
    same = [one for one in samples if one[1].label == label and one[1].failure == reason]
    fitting = same or [one for one in samples if one[1].label == label]
    if not fitting:
        return None
    title = f"{label}: {told(reason)}"
    return AnswerPanel(title, fitting, window=beside.window(), sentence=sentence, explain=explain)


def steps_of_requests(spec: RunSpec) -> dict[str, str]:
    """Return the step of each request label; where several steps send it, the first."""
    found: dict[str, str] = {}
    for share in spec.shares:
        for step in share.scenario.steps:
            for node in walk(step.children):
                if isinstance(node, HttpRequest):
                    found.setdefault(node.name, step.name)
    return found
