"""The tree of a check: each step and request with what became of it so far, as icon and word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from loadstudio.gui.language import told
from loadstudio.gui.scenario.words import request_title
from loadstudio.gui.units import milliseconds_text
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.scenario.model import HttpRequest, PythonCode, Scenario, walk

if TYPE_CHECKING:
    from loadstudio.authoring.comparing.check_progress import CheckProgress, State, StepState
    from loadstudio.authoring.comparing.replay_report import CheckedRequest

REQUEST_ROLE = Qt.ItemDataRole.UserRole + 1

_MARKS: dict[str, tuple[str, str]] = {
    "waiting": ("clock", "faint"),
    "running": ("play", "accent"),
    "good": ("check", "ok"),
    "differs": ("warn", "warn"),
    "failed": ("cross", "bad"),
    "not_sent": ("clock", "sub"),
}


class CheckTree(QStandardItemModel):
    """Made of what a pass does that is on: requests and Python steps, under the scenario's own steps. `show_progress`
    changes only the rows whose state changed.
    """

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests: dict[str, QStandardItem] = {}
        self._steps: dict[str, QStandardItem] = {}
        self._shown: dict[str, tuple[str, str]] = {}
        for step in scenario.steps:
            parts = [part for part in walk((step,), enabled_only=True) if isinstance(part, HttpRequest | PythonCode)]
            if not parts:
                continue
            item = _item(step.name, {CellRole.STYLE: "strong"})
            self._steps[step.id] = item
            for part in parts:
                roles: dict[int, str] = {REQUEST_ROLE: part.id}
                if isinstance(part, HttpRequest):
                    roles[CellRole.METHOD] = part.method
                child = _item(request_title(part) if isinstance(part, HttpRequest) else part.name, roles)
                self._requests[part.id] = child
                item.appendRow(child)
            self.appendRow(item)

    @property
    def total(self) -> int:
        """How many requests and Python steps the pass has at most."""
        return len(self._requests)

    def item_of(self, request_id: str) -> QStandardItem | None:
        """Return the row of a request."""
        return self._requests.get(request_id)

    def step_item_of(self, step_id: str) -> QStandardItem | None:
        """Return the row of one of the scenario's own steps."""
        return self._steps.get(step_id)

    def show_progress(self, progress: CheckProgress, checked: Mapping[str, CheckedRequest]) -> None:
        """Show what became of each request so far, and of each step."""
        for id_, item in self._requests.items():
            state = progress.requests.get(id_)
            one = checked.get(id_)
            if state is None:
                self._mark(id_, item, "not_sent", self.tr("left out"))
            else:
                self._mark(id_, item, state, _outcome(state, one), told(one.sentence) if one is not None else "")
        for id_, item in self._steps.items():
            step = progress.steps.get(id_)
            if step is None:
                self._mark(id_, item, "not_sent", self.tr("left out"))
            else:
                self._mark(id_, item, step.state, _step_outcome(step))

    def _mark(self, id_: str, item: QStandardItem, state: State, outcome: str, why: str = "") -> None:
        if self._shown.get(id_) == (state, outcome):
            return
        self._shown[id_] = state, outcome
        icon, tone = _MARKS[state]
        item.setData(icon, CellRole.ICON)
        item.setData(tone, CellRole.ICON_TONE)
        item.setData(outcome, CellRole.TRAILING)
        item.setToolTip(why)
        item.setData(f"{item.text()}, {state_words(state)}, {outcome}", Qt.ItemDataRole.AccessibleTextRole)


def state_words(state: State) -> str:
    """Return a state in a word."""
    match state:
        case "waiting":
            word = QCoreApplication.translate("CheckTree", "waiting")
        case "running":
            word = QCoreApplication.translate("CheckTree", "running")
        case "good":
            word = QCoreApplication.translate("CheckTree", "good")
        case "differs":
            word = QCoreApplication.translate("CheckTree", "differs")
        case "failed":
            word = QCoreApplication.translate("CheckTree", "failed")
        case "not_sent":
            word = QCoreApplication.translate("CheckTree", "not sent")
    return word


def _outcome(state: State, one: CheckedRequest | None) -> str:
    exchange = one.exchange if one is not None else None
    if state == "good" and exchange is not None:
        return milliseconds_text(exchange.latency_ms)
    if state == "failed" and exchange is not None and exchange.status >= 400:
        return str(exchange.status)
    return state_words(state)


def _step_outcome(step: StepState) -> str:
    if step.state in ("waiting", "not_sent") and not step.right:
        return state_words(step.state)
    return QCoreApplication.translate("CheckTree", "{0} of {1}").format(step.right, step.total)


def _item(text: str, roles: dict[int, str]) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    for role, value in roles.items():
        item.setData(value, role)
    return item
