"""The card of the changing values: a sentence each, a switch, and what a replay said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loadstudio.authoring.mending.value_sentence import sentence_of
from loadstudio.gui.language import told
from loadstudio.gui.scenario.words import origin_text, shortened
from loadstudio.gui.widgets.badge import Badge
from loadstudio.gui.widgets.card import Card, ScrollColumn
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import BadgeKind
from loadstudio.gui.widgets.rows import IconView, ListRow, RowList
from loadstudio.gui.widgets.switch import Switch
from loadstudio.scenario.model import Scenario, Variable

_ROWS_A_PIECE = 6


class ValuesCard(Card):
    """`switched(variable name, on)` when the person switches a value on or off, `evidence_wanted(variable name)` when
    they want to see where it comes from and goes to.
    """

    switched = Signal(str, bool)
    evidence_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._note = Label("", "text", "sub")
        self.add_to_title(self._note)
        self._list = RowList()
        self._none = Label("", "text", "sub", wrap=True)
        self._rows: dict[str, tuple[ListRow, Switch, Badge]] = {}
        self._scenario: Scenario | None = None
        self._checking = False
        column = ScrollColumn()
        column.body.addWidget(self._list)
        column.body.addWidget(self._none)
        column.body.addStretch(1)
        self.body.addWidget(column, 1)

    def row_of(self, name: str) -> ListRow:
        """Return the row of a variable. Raises KeyError for one that is not shown."""
        return self._rows[name][0]

    def switch_of(self, name: str) -> Switch:
        """Return the switch of a variable. Raises KeyError for one that is not shown."""
        return self._rows[name][1]

    def set_checking(self, checking: bool) -> None:
        """Say of what is not known yet that it is being played back right now."""
        if checking != self._checking:
            self._checking = checking
            if self._scenario is not None:
                self.show_scenario(self._scenario)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the variables of a scenario; rows are made anew only when others came."""
        self._scenario = scenario
        variables = scenario.variables
        count = len(variables)
        titles = {0: self.tr("We found no changing value"), 1: self.tr("We found one changing value")}
        self.set_title(titles.get(count, self.tr("We found {0} changing values").format(count)))
        confirmed = sum(variable.status == "confirmed" for variable in variables)
        self._note.setText(self.tr("{0} confirmed by playing it back").format(confirmed) if confirmed else "")
        self._none.setVisible(not variables)
        self._none.setText(self.tr("What the site hands out and gets back later stands here."))
        if [variable.name for variable in variables] != list(self._rows):
            self._rebuild(variables)
        for variable in variables:
            self._show(scenario, variable)

    def make(self, scenario: Scenario) -> Iterator[None]:
        """Add the rows of a scenario in pieces; `show_scenario` fills them."""
        for number, variable in enumerate(scenario.variables, 1):
            self._add_row(variable)
            if number % _ROWS_A_PIECE == 0:
                yield

    def _rebuild(self, variables: tuple[Variable, ...]) -> None:
        self._list.clear()
        self._rows.clear()
        for variable in variables:
            self._add_row(variable)

    def _add_row(self, variable: Variable) -> None:
        switch = Switch(name=self.tr("Use a fresh value for {0}").format(variable.label or variable.name))
        switch.clicked.connect(lambda on, name=variable.name: self.switched.emit(name, on))
        badge = Badge()
        row = ListRow(" ", " ", leading=switch, style="text", height=60, wrap=True, clickable=True)
        row.clicked.connect(lambda name=variable.name: self.evidence_wanted.emit(name))
        row.add_trailing(badge)
        row.add_trailing(IconView("chevron-right", "faint"))
        self._rows[variable.name] = (row, switch, badge)
        self._list.add(row)

    def _show(self, scenario: Scenario, variable: Variable) -> None:
        row, switch, badge = self._rows[variable.name]
        steps = [step.name for step in scenario.steps]
        second = self._second_line(scenario, variable)
        switch.setChecked(variable.enabled)
        explanation = told(variable.explanation)
        emphasis = (*steps, variable.label, told(variable.label))
        row.set_texts(emphasised(explanation or variable.name, emphasis), second)
        row.setAccessibleName(f"{explanation}, {second}")
        shows = self.tr("Click to see where it comes from and goes to.")
        row.setToolTip(f"{explanation}\n{second}\n{told(sentence_of(variable))}\n{shows}")
        row.title.set_tone("text" if variable.enabled else "sub")
        words, kind = self._state(variable)
        badge.set_state(words, kind)

    def _second_line(self, scenario: Scenario, variable: Variable) -> str:
        sample = "" if variable.secret else shortened(variable.recorded_value, 32)
        if not variable.enabled:
            return self.tr("Left as recorded: {0}").format(sample) if sample else self.tr("Left as recorded")
        place = origin_text(scenario, variable.name, self.tr)
        place = place[:1].upper() + place[1:]
        if not sample:
            return place
        if variable.replayed_value and variable.replayed_value != variable.recorded_value:
            again = shortened(variable.replayed_value, 32)
            return self.tr("{0}, recorded as {1}, played back as {2}").format(place, sample, again)
        return self.tr("{0}, recorded as {1}").format(place, sample)

    def _state(self, variable: Variable) -> tuple[str, BadgeKind]:
        if not variable.enabled:
            return self.tr("Off"), "neutral"
        if self._checking and variable.status == "proposed":
            return self.tr("Checking…"), "accent"
        states: dict[str, tuple[str, BadgeKind]] = {
            "confirmed": (self.tr("Confirmed"), "ok"),
            "constant": (self.tr("Constant"), "neutral"),
            "unresolved": (self.tr("Unresolved"), "warn"),
        }
        return states.get(variable.status, (self.tr("Not played back yet"), "neutral"))


def emphasised(sentence: str, words: Iterable[str]) -> str:
    """Return a sentence as rich text in which each of the words stands bold where it comes first."""
    rich = escape(sentence, quote=False)
    for word in sorted({escape(word, quote=False) for word in words if word}, key=len, reverse=True):
        rich = re.sub(rf"(?<![\w>]){re.escape(word)}(?![\w<])", f"<b>{word}</b>", rich, count=1)
    return rich
