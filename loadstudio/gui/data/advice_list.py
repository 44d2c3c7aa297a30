"""What is worth a word about the test data, each as a banner with the button that fixes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from loadstudio.gui.data.words import Tr
from loadstudio.gui.language import told
from loadstudio.gui.widgets.banner import Banner, BannerKind
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.tab_order import tab_before
from loadstudio.plan.data_doctor import Advice
from loadstudio.plan.estimate import LoadEstimate, estimate_of_use
from loadstudio.plan.model import Plan
from loadstudio.scenario.model import Scenario

_MOST_SHOWN = 3
_KINDS: dict[str, BannerKind] = {"bad": "bad", "warn": "warn", "info": "info"}


class AdviceList(QWidget):
    """Hides itself when all is well. `fix_wanted(Advice, button)` when the person wants something fixed."""

    fix_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._advice: tuple[tuple[Advice, str], ...] = ()
        self._all = False
        self.banners: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.more = Button("", "link")
        self.more.clicked.connect(self._show_all)
        self._column.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_advice(self, found: Sequence[tuple[Advice, str]]) -> None:
        """Show advice, each with the word on its button ('' for none)."""
        if tuple(found) != self._advice:
            self._advice, self._all = tuple(found), False
            self._lay_out()

    def _show_all(self) -> None:
        self._all = True
        self._lay_out()

    def _lay_out(self) -> None:
        for banner in self.banners:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        shown = self._advice if self._all else self._advice[:_MOST_SHOWN]
        self.banners = [self._banner(*one) for one in shown]
        for place, banner in enumerate(self.banners):
            self._column.insertWidget(place, banner)
        for banner in self.banners:  # they are made later than what stands below them
            tab_before(banner.button, self.more)
        rest = len(self._advice) - len(shown)
        self.more.set_text(self.tr("Show 1 more") if rest == 1 else self.tr("Show {0} more").format(rest))
        self.more.setVisible(rest > 0)
        self.setVisible(bool(self._advice))

    def _banner(self, advice: Advice, action: str) -> Banner:
        banner = Banner(_KINDS[advice.severity], told(advice.sentence), action=action, small=True)
        banner.acted.connect(lambda: self.fix_wanted.emit(advice, banner.button))
        return banner


def expected_load(plan: Plan | None, file: str, scenario: Scenario) -> LoadEstimate | None:
    """Return what a plan makes of the scenario in a file; None when it has no use for it."""
    for position, use in enumerate(plan.scenarios if plan is not None else ()):
        if plan is not None and use.file == file:
            return estimate_of_use(plan, position, scenario)
    return None


def fix_words(advice: Advice, *, file: str, tr: Tr) -> str:
    """Return the word on the button that fixes something; `file` is the name of the data's file, '' for none."""
    words = {
        "add_rows": tr("Open {0}").format(file) if file else tr("Make more rows"),
        "repeat": tr("Begin again then"),
        "match_column": tr("Choose its column"),
        "hide": tr("Hide its values"),
        "forget": tr("Forget what is not used"),
        "adopt": tr("Take it in"),
        "make_new": tr("Make it anew"),
    }
    if advice.fix:
        return words[advice.fix]
    if advice.kind == "unreadable":
        return tr("Another file…") if file else ""
    return tr("Open the file") if file and advice.kind != "unused" else ""
