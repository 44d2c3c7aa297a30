"""The window with fakes at the process edge: children that say what a test tells them, and remember what they heard."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from loadstudio.gui.settings import Settings
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.file import plan_path_of
from loadstudio.scenario.file import save_scenario
from loadstudio.scenario.model import Scenario
from loadstudio.supervise.child import ChildEnded, ChildOutcome
from loadstudio.wire.recorder_messages import EntryCaptured

START_US = 1_795_000_000_000_000


class FakeChild:
    """Stands for a recorder or an engine. `say` makes it speak, `heard` is what it was told, `end` makes it end."""

    def __init__(self, role: str, _events: Any, wake: Callable[[], None]) -> None:
        self.role = role
        self.heard: list[msgspec.Struct] = []
        self.ended = False
        self._wake = wake
        self._queue: deque[msgspec.Struct] = deque()

    def send(self, message: msgspec.Struct) -> None:
        self.heard.append(message)

    def take(self, _timeout_s: float | None = 0.0) -> msgspec.Struct | None:
        return self._queue.popleft() if self._queue else None

    def end(self, _grace_s: float = 10.0) -> None:
        if not self.ended:
            self.ended = True
            self.say(ChildEnded(outcome=ChildOutcome(role=self.role, exit_code=0)))

    def say(self, *messages: msgspec.Struct) -> None:
        self._queue.extend(messages)
        self._wake()


class FakeChildren:
    """Starts fake children and keeps them, newest last."""

    def __init__(self) -> None:
        self.started: list[FakeChild] = []

    def __call__(self, role: str, events: Any, wake: Callable[[], None]) -> FakeChild:
        self.started.append(FakeChild(role, events, wake))
        return self.started[-1]

    @property
    def last(self) -> FakeChild:
        return self.started[-1]


def a_workspace(children: FakeChildren | None = None) -> Workspace:
    """Return a workspace on the test's own home, with fake children."""
    return Workspace(Settings(), start_child=children or FakeChildren())


def open_scenario_in(workspace: Workspace, folder: Path, scenario: Scenario) -> None:
    """Make a scenario the open document, saved in a folder."""
    path = folder / "shop.scenario.json"
    save_scenario(path, scenario)
    workspace.open_document(path, scenario, plan_path=plan_path_of(path))


def captured(
    number: int,
    page: str = "p1",
    path: str = "/",
    *,
    host: str = "shop.test",
    method: str = "GET",
    status: int = 200,
    **facts: Any,
) -> EntryCaptured:
    """Return an exchange as the recorder tells it; with `status` 0 it has only begun."""
    finished = {"finished": True, "status": status, "duration_ms": 12.0, "size_bytes": 1200} if status else {}
    fields = {"started_us": START_US + number * 1_000_000} | finished | facts
    return EntryCaptured(entry_id=f"e{number}", page_id=page, method=method, url=f"https://{host}{path}", **fields)
