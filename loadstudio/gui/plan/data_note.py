"""What the test data of a plan will lead to, as one line on the Load screen: 20 people with 1 log-in share it, and a
site may not like that.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loadstudio.gui.data.looks import LOOKED_AT_ROWS, look_at
from loadstudio.gui.jobs import Jobs
from loadstudio.gui.language import told
from loadstudio.gui.widgets.banner import Banner
from loadstudio.plan.data_doctor import Advice, advice_on, in_order
from loadstudio.plan.estimate import estimate_of_use
from loadstudio.plan.model import Plan, ScenarioUse
from loadstudio.plan.table_facts import TableFacts
from loadstudio.scenario.model import Scenario

type KnownTables = tuple[dict[str, TableFacts], ...]


class DataNote(Banner):
    """Hides itself when all is well. `data_wanted(data source or '')` when the person wants to see the data."""

    data_wanted = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("warn", small=True, parent=parent)
        self._jobs = jobs
        self._read_of: object = None
        self._tables: KnownTables = ()
        self._now: tuple[Plan, tuple[Scenario | None, ...]] | None = None
        self._source = ""
        self.acted.connect(lambda: self.data_wanted.emit(self._source))
        self.hide()

    def forget(self) -> None:
        """Read the tables anew at the next look: their files may have been edited elsewhere."""
        self._read_of = None

    def follow(self, plan: Plan, scenarios: Sequence[Scenario | None], folder: Path) -> None:
        """Tell of a plan with its scenarios (None for one that is not known), whose files are relative to `folder`."""
        self._now = (plan, tuple(scenarios))
        files = tuple((use.file, use.data) for use in plan.scenarios)
        wanted = (files, tuple(one and (one.data_sources, one.steps) for one in scenarios), folder)
        if wanted != self._read_of:
            self._read_of = wanted
            known = tuple(scenarios)
            self._jobs.start(
                "reading the test data",
                lambda _task: (wanted, tables_of(plan, known, folder)),
                done=self._take,
            )
        self._show()

    def _take(self, read: tuple[object, KnownTables]) -> None:
        wanted, tables = read
        if wanted == self._read_of:
            self._tables = tables
            self._show()

    def _show(self) -> None:
        if self._now is None:
            return
        found = plan_advice(*self._now, self._tables)
        self.setVisible(bool(found))
        if not found:
            return
        first, others = found[0], len(found) - 1
        self._source = first.source
        words = told(first.sentence)
        if others:
            more = self.tr("And 1 thing more.") if others == 1 else self.tr("And {0} things more.").format(others)
            words = f"{words} {more}"
        self.show_message("bad" if first.severity == "bad" else "warn", words, action=self.tr("Show the data"))


def tables_of(plan: Plan, scenarios: Sequence[Scenario | None], folder: Path) -> KnownTables:
    """Return what is in the tables of each scenario of a plan. Reads files; slow."""
    pairs = zip(plan.scenarios, scenarios, strict=False)
    return tuple({} if scenario is None else _tables(use, scenario, folder) for use, scenario in pairs)


def _tables(use: ScenarioUse, scenario: Scenario, folder: Path) -> dict[str, TableFacts]:
    tables: dict[str, TableFacts] = {}
    for source in scenario.data_sources:
        named, beside = source, (folder / use.file).parent
        if source.name in use.data:
            named, beside = replace(source, file=use.data[source.name], generated=None), folder
        tables[source.name] = look_at(named, beside, LOOKED_AT_ROWS).table
    return tables


def plan_advice(plan: Plan, scenarios: Sequence[Scenario | None], tables: KnownTables) -> tuple[Advice, ...]:
    """Return what matters about the data of a plan before it runs, the worst first."""
    found: list[Advice] = []
    for position, (scenario, known) in enumerate(zip(scenarios, tables, strict=False)):
        if scenario is not None:
            found += advice_on(scenario, known, estimate_of_use(plan, position, scenario))
    return tuple(one for one in in_order(found) if one.severity != "info")
