"""The tree of a check: each step and request with what became of it, as icon and word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from loadstudio.base.units import milliseconds_text
from loadstudio.gui.scenario.words import request_title
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.scenario.model import HttpRequest, Scenario, Step, walk

if TYPE_CHECKING:
    from loadstudio.authoring.replay_report import CheckedRequest, ReplayReport, Verdict

REQUEST_ROLE = Qt.ItemDataRole.UserRole + 1

_MARKS: dict[str, tuple[str, str]] = {
    "good": ("check", "ok"),
    "differs": ("warn", "warn"),
    "failed": ("cross", "bad"),
    "not_sent": ("clock", "sub"),
}
_WORST: tuple[Verdict, ...] = ("failed", "not_sent", "differs", "good")


class CheckTree(QStandardItemModel):
    """Made of the enabled requests of a scenario; `mark_sent` while the pass goes on, `show_report` at its end."""

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests: dict[str, QStandardItem] = {}
        self._steps: dict[str, QStandardItem] = {}
        self._outer: dict[str, str] = {}  # from a step or group to the scenario's own step that holds it
        for step in scenario.steps:
            parts = tuple(walk((step,), enabled_only=True))
            requests = [node for node in parts if isinstance(node, HttpRequest)]
            if not requests:
                continue
            item = _item(step.name, {CellRole.STYLE: "strong", CellRole.ICON: "clock"})
            self._steps[step.id] = item
            self._outer |= {group.id: step.id for group in parts if isinstance(group, Step)}
            for request in requests:
                child = _item(
                    request_title(request),
                    {CellRole.METHOD: request.method, CellRole.ICON: "clock", REQUEST_ROLE: request.id},
                )
                self._requests[request.id] = child
                item.appendRow(child)
            self.appendRow(item)

    @property
    def total(self) -> int:
        """How many requests the pass sends."""
        return len(self._requests)

    def item_of(self, request_id: str) -> QStandardItem | None:
        """Return the row of a request."""
        return self._requests.get(request_id)

    def mark_sent(self, request_id: str) -> None:
        """Note that an answer came; what it is worth is said at the end."""
        item = self._requests.get(request_id)
        if item is not None and item.data(CellRole.ICON) == "clock":
            item.setData("arrow-right", CellRole.ICON)
            item.setData(self.tr("answered"), CellRole.TRAILING)

    def show_report(self, report: ReplayReport) -> None:
        """Show what became of each request, and of each step the worst of it."""
        of_step: dict[str, list[CheckedRequest]] = {}
        for checked in report.requests:
            if outer := self._outer.get(checked.step_id):
                of_step.setdefault(outer, []).append(checked)
            item = self._requests.get(checked.request_id)
            if item is not None:
                _mark(item, checked.verdict, self._outcome(checked))
                item.setToolTip(checked.sentence)
        for step_id, requests in of_step.items():
            worst = next(verdict for verdict in _WORST if any(known.verdict == verdict for known in requests))
            good = sum(known.verdict in ("good", "differs") for known in requests)
            _mark(self._steps[step_id], worst, self.tr("{0} of {1}").format(good, len(requests)))

    def _outcome(self, checked: CheckedRequest) -> str:
        if checked.exchange is None:
            return self.tr("not sent")
        if checked.verdict == "differs":
            return self.tr("differs")
        if checked.verdict == "failed":
            return str(checked.exchange.status) if checked.exchange.status >= 400 else self.tr("failed")
        return milliseconds_text(checked.exchange.latency_ms)


def _item(text: str, roles: dict[int, str]) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    for role, value in roles.items():
        item.setData(value, role)
    return item


def _mark(item: QStandardItem, verdict: str, outcome: str) -> None:
    icon, tone = _MARKS[verdict]
    item.setData(icon, CellRole.ICON)
    item.setData(tone, CellRole.ICON_TONE)
    item.setData(outcome, CellRole.TRAILING)
    item.setData(f"{item.text()}, {verdict.replace('_', ' ')}, {outcome}", Qt.ItemDataRole.AccessibleTextRole)
