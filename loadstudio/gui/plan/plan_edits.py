"""What the person does to the plan on the Load screen, each as one undoable step with its name.

Which of several loads is drawn is kept here too: the one that scenarios share, or that of one scenario.
"""

from __future__ import annotations

import os
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from loadstudio.gui.plan import shares
from loadstudio.gui.plan.edit_plan import edit_plan
from loadstudio.gui.plan.load_kinds import as_people, as_visitors
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.model import ClosedLoad, Load, Plan, Stage


class PlanEdits(QObject):
    """Edits the workspace's plan; `drawn_changed` tells that another load is drawn."""

    drawn_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._drawn: int | None = None
        self._before_switch: tuple[Load, Load] | None = None

    @property
    def plan(self) -> Plan | None:
        """The plan as it is now."""
        return self._workspace.plan

    def edit(self, text: str, *, burst: str = "", **changes: object) -> None:
        """Change fields of the plan."""
        if self.plan is not None:
            edit_plan(self._workspace, text, replace(self.plan, **changes), burst=burst)

    def put(self, plan: Plan, burst: str) -> None:
        """Put another plan in its place: how people behave, how requests travel."""
        edit_plan(self._workspace, self.tr("Change the settings"), plan, burst=burst)

    # Which load

    @property
    def drawn(self) -> int | None:
        """The position of the scenario whose own load is drawn; None: the load that the others share."""
        plan = self.plan
        if plan is None:
            return None
        own = [position for position, use in enumerate(plan.scenarios) if use.load is not None]
        if self._drawn in own:
            return self._drawn
        return own[0] if own and len(own) == len(plan.scenarios) else None

    def draw(self, position: int | None) -> None:
        """Draw another load."""
        if position != self._drawn:
            self._drawn = position
            self.drawn_changed.emit()

    @property
    def load(self) -> Load:
        """The load that is drawn."""
        if self.plan is None:
            return ClosedLoad(stages=())
        own = self.plan.scenarios[self.drawn].load if self.drawn is not None else None
        return own if own is not None else self.plan.load

    def set_load(self, load: Load, burst: str = "") -> None:
        """Change the load that is drawn."""
        if self.plan is None:
            return
        text = self.tr("Change the load")
        if self.drawn is None:
            self.edit(text, burst=burst, load=load)
        else:
            self.edit(text, burst=burst, scenarios=shares.with_load(self.plan.scenarios, self.drawn, load))

    def switch_kind(self, key: str, pass_s: float) -> None:
        """Make people at once of visitors a minute, or the other way; switching back brings back what was.

        `pass_s` is how long a pass takes.
        """
        load = self.load
        if (key == "people") == isinstance(load, ClosedLoad):
            return
        if self._before_switch is not None and self._before_switch[1] == load:
            changed = self._before_switch[0]
        else:
            changed = as_visitors(load, pass_s) if isinstance(load, ClosedLoad) else as_people(load, pass_s)
        self._before_switch = (load, changed)
        self.set_load(changed)

    def set_stage(self, row: int, stage: Stage) -> None:
        """Change a stage of the load that is drawn."""
        stages = self.load.stages
        self.set_load(replace(self.load, stages=(*stages[:row], stage, *stages[row + 1 :])))

    def remove_stage(self, row: int) -> None:
        """Take a stage out; the last one stays."""
        stages = self.load.stages
        if len(stages) > 1 and 0 <= row < len(stages):
            self.set_load(replace(self.load, stages=(*stages[:row], *stages[row + 1 :])))

    # Who does what

    def add_scenario(self, path: Path) -> None:
        """Let people do one more scenario."""
        document, plan = self._workspace.document, self.plan
        if document is None or plan is None:
            return
        file = _relative(path, document.path.parent)
        self.edit(self.tr("Add a scenario"), scenarios=shares.with_scenario(plan.scenarios, file))

    def set_percent(self, position: int, percent: float) -> None:
        """Change a scenario's share."""
        if self.plan is not None:
            changed = shares.with_percent(self.plan.scenarios, position, percent)
            self.edit(self.tr("Change the shares"), burst="shares", scenarios=changed)

    def remove_scenario(self, position: int) -> None:
        """Take a scenario out of the plan."""
        if self.plan is not None:
            self._drawn = None
            self.edit(self.tr("Take a scenario out"), scenarios=shares.without(self.plan.scenarios, position))

    def set_own_load(self, position: int, own: bool) -> None:
        """Give a scenario a load of its own, at first like the one that it shared; or let it share again."""
        if self.plan is not None:
            load = self.plan.load if own else None
            self._drawn = position if own else None
            text = self.tr("Give a load of its own") if own else self.tr("Share the load")
            self.edit(text, scenarios=shares.with_load(self.plan.scenarios, position, load))

    # Hosts

    def allow_hosts(self, hosts: tuple[str, ...]) -> None:
        """Let load go to these hosts too."""
        if self.plan is not None:
            self.edit(self.tr("Allow a host"), allowed_hosts=tuple(dict.fromkeys((*self.plan.allowed_hosts, *hosts))))

    def remove_host(self, host: str) -> None:
        """Take an allowed host away."""
        if self.plan is not None:
            kept = tuple(one for one in self.plan.allowed_hosts if one != host)
            self.edit(self.tr("Take a host away"), allowed_hosts=kept)


def _relative(path: Path, folder: Path) -> str:
    """Return a file as a plan in a folder names it: with slashes, relative where there is a way."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return path.as_posix()
