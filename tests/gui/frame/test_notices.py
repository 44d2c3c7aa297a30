"""The bar above the screens: messages, and work under way with how far it is."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from loadstudio.base.errors import FileError
from loadstudio.gui.jobs import Task
from loadstudio.gui.notices import NoticeBar
from loadstudio.gui.workspace import Workspace

_LEFT = Qt.MouseButton.LeftButton


class _Work:
    """Work that tells how far it is and then waits to go on."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.done = False

    def __call__(self, task: Task) -> None:
        task.progress(0.25, "reading")
        assert self.go.wait(60)
        task.progress(0.5, "reading")
        self.done = True


@pytest.fixture
def bar(workspace: Workspace, qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar(workspace.notices)
    qtbot.addWidget(bar)
    bar.resize(900, 60)
    return bar


def test_work_under_way_tells_how_far_it_is_until_it_is_over(
    workspace: Workspace, bar: NoticeBar, qtbot: QtBot
) -> None:
    notices, work = workspace.notices, _Work()
    job = workspace.jobs.start("making", work)
    notices.follow(job, "Making the scenario")
    qtbot.waitUntil(lambda: bar.progress.ratio == 0.25)
    assert bar.share.text() == "25 %"
    notices.tell("Something else")
    assert bar.progress.isHidden()
    notices.clear()
    assert notices.current is not None
    assert notices.current.text == "Making the scenario"
    assert (bar.progress.isHidden(), bar.progress.ratio) == (False, 0.25)
    with qtbot.waitSignal(job.ended):
        work.go.set()
    assert work.done
    assert notices.current is None
    assert bar.isHidden()


def test_cancel_ends_the_work_and_is_seen_until_then(workspace: Workspace, bar: NoticeBar, qtbot: QtBot) -> None:
    notices, work = workspace.notices, _Work()
    job = workspace.jobs.start("making", work)
    notices.follow(job, "Making the scenario")
    qtbot.mouseClick(bar.button, _LEFT)
    assert job.task.cancelled
    assert not bar.button.isEnabled()
    assert notices.current is not None
    with qtbot.waitSignal(job.ended):
        work.go.set()
    assert not work.done
    assert notices.current is None
    notices.tell("Else", action="Undo", act=lambda: None)
    assert bar.button.isEnabled()


def test_a_file_that_cannot_be_opened_leads_to_its_folder(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("loadstudio.gui.notices.open_outside", opened.append)
    workspace.notices.error(FileError(tmp_path / "shop.har", "is damaged."))
    notice = workspace.notices.current
    assert notice is not None
    assert notice.action == "Open its folder"
    assert notice.act is not None
    notice.act()
    assert opened == [tmp_path]
    workspace.notices.error(FileError(tmp_path / "gone" / "shop.har", "is not there."))
    assert workspace.notices.current is not None
    assert not workspace.notices.current.action
