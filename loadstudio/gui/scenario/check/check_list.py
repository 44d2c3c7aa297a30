"""The left card of a check: how many requests are good, and the tree of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loadstudio.gui.scenario.check.check_tree import REQUEST_ROLE, CheckTree
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.widgets.flow import Flow
from loadstudio.gui.widgets.header_view import Column
from loadstudio.gui.widgets.tree_view import TreeView
from loadstudio.scenario.model import Scenario

if TYPE_CHECKING:
    from loadstudio.authoring.comparing.check_progress import CheckProgress
    from loadstudio.authoring.comparing.replay_report import CheckedRequest


class CheckList(Card):
    """`chosen(request id)` when another row became the current one; '' for a step."""

    chosen = Signal(str)

    def __init__(self, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(padding=8, parent=parent)
        self.setFixedWidth(352)
        self._opened = ""
        self.model = CheckTree(scenario, self)
        self.tree = TreeView(name=self.tr("Steps and requests"))
        self.tree.setModel(self.model)
        self.tree.set_columns((Column(),))
        self.tree.selectionModel().currentChanged.connect(self._tell)
        self.badges = {kind: Badge("", kind) for kind in ("ok", "warn", "bad", "accent", "neutral")}
        flow = Flow()
        for badge in self.badges.values():
            badge.hide()
            flow.addWidget(badge)
        row = QVBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.addLayout(flow)
        self.body.addLayout(row)
        self.body.addWidget(self.tree, 1)

    @property
    def current(self) -> str:
        """The id of the request that is shown, or ''."""
        return str(self.tree.currentIndex().data(REQUEST_ROLE) or "")

    @property
    def first(self) -> str:
        """The id of the first request, or ''."""
        return str(self.model.index(0, 0, self.model.index(0, 0)).data(REQUEST_ROLE) or "")

    def choose(self, request_id: str) -> None:
        """Make a request the current one; its step opens."""
        item = self.model.item_of(request_id)
        if item is not None:
            self.tree.expand(item.index().parent())
            self.tree.setCurrentIndex(item.index())

    def lead_to(self, request_id: str) -> None:
        """Make a request the current one, and close the step that was shown until now, unless something is wrong."""
        before = self.tree.currentIndex().parent()
        self.choose(request_id)
        if before.isValid() and before != self.tree.currentIndex().parent():
            self._close(before)

    def show_current(self) -> None:
        """Scroll back to the request that is shown: the pass has been followed meanwhile."""
        self.tree.scrollTo(self.tree.currentIndex())

    def show_progress(
        self, progress: CheckProgress, checked: Mapping[str, CheckedRequest], *, follow: bool = True
    ) -> None:
        """Show what became of each request so far; the step that is under way is open, and with `follow` in sight."""
        self.model.show_progress(progress, checked)
        counts = Counter(progress.requests.values())
        for kind, words, count in (
            ("ok", self.tr("{0} good"), counts["good"]),
            ("warn", self.tr("{0} differ"), counts["differs"]),
            ("bad", self.tr("{0} failed"), counts["failed"]),
            ("accent", self.tr("{0} to come"), counts["waiting"] + counts["running"]),
            ("neutral", self.tr("{0} not sent"), counts["not_sent"]),
        ):
            badge = self.badges[kind]
            badge.set_state(words.format(count), badge.kind)
            badge.setVisible(count > 0)
        self._follow(progress, follow=follow)

    def _follow(self, progress: CheckProgress, *, follow: bool) -> None:
        """Open the step that is under way, and close it behind the pass where all of it is good."""
        running = self.model.item_of(progress.running)
        if running is not None and progress.running_step != self._opened:
            self._close_opened()
            self._opened = progress.running_step
            self.tree.expand(running.index().parent())
        if running is not None and follow:
            self.tree.scrollTo(running.index())
        elif running is None:
            self._close_opened()

    def _close_opened(self) -> None:
        """Close the step behind the pass."""
        item = self.model.step_item_of(self._opened)
        self._opened = ""
        if item is not None:
            self._close(item.index())

    def _close(self, step: QModelIndex) -> None:
        """Close a step of which all is good or waits."""
        is_quiet = step.data(CellRole.ICON) in ("check", "clock")
        if is_quiet and self.tree.currentIndex().parent() != step:
            self.tree.collapse(step)

    def _tell(self, now: QModelIndex) -> None:
        self.chosen.emit(str(now.data(REQUEST_ROLE) or ""))
