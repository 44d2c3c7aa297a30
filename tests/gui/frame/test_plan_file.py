"""The file of a plan: what another window wrote is kept before it is written over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from loadstudio.gui.jobs import Jobs
from loadstudio.gui.plan_file import PlanFile
from loadstudio.plan.file import load_plan, save_plan
from loadstudio.plan.model import ClosedLoad, Plan, Stage
from loadstudio.plan.versions import folder_of, read_versions
from tests.support.scenarios import a_scenario, a_step

_PLAN = Plan(name="Shop", scenarios=(), load=ClosedLoad(stages=(Stage(duration_s=60, target=5),)))


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    qtbot.waitUntil(lambda: jobs.running == 0)
    jobs.deleteLater()
    qtbot.wait(1)


def _window(jobs: Jobs, folder: Path, plan: Plan | None = _PLAN) -> PlanFile:
    window = PlanFile(jobs, jobs)
    window.open(folder / "shop.plan.json", plan, folder / "shop.scenario.json", lambda: a_scenario(a_step("s1")))
    return window


def test_what_another_window_wrote_is_kept_and_said(qtbot: QtBot, jobs: Jobs, own_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.plan.json"
    save_plan(_PLAN, path)
    one, other = _window(jobs, tmp_path), _window(jobs, tmp_path)
    with qtbot.waitSignal(one.saved), qtbot.assertNotEmitted(one.overwrote):
        one.keep(replace(_PLAN, name="Theirs"))
    with qtbot.waitSignals([other.saved, other.overwrote]):
        other.keep(replace(_PLAN, name="Mine"))
    assert load_plan(path).name == "Mine"
    (kept,) = read_versions(folder_of(tmp_path / "shop.scenario.json"))
    assert kept.plan is not None
    assert kept.plan.name == "Theirs"
    assert kept.scenario.steps[0].id == "s1"
    assert kept.done == ("Changed in another window or program",)
    with qtbot.waitSignal(other.saved), qtbot.assertNotEmitted(other.overwrote):
        other.keep(replace(_PLAN, name="Mine again"))


def test_a_plan_that_both_made_first_is_kept_too(qtbot: QtBot, jobs: Jobs, own_home: Path, tmp_path: Path) -> None:
    one, other = _window(jobs, tmp_path, None), _window(jobs, tmp_path, None)
    with qtbot.waitSignal(one.saved):
        one.keep(replace(_PLAN, name="Theirs"))
    with qtbot.waitSignals([other.saved, other.overwrote]):
        other.keep(replace(_PLAN, name="Mine"))
    assert len(read_versions(folder_of(tmp_path / "shop.scenario.json"))) == 1


def test_the_same_change_in_both_is_no_loss(qtbot: QtBot, jobs: Jobs, own_home: Path, tmp_path: Path) -> None:
    save_plan(_PLAN, tmp_path / "shop.plan.json")
    one, other = _window(jobs, tmp_path), _window(jobs, tmp_path)
    for window in (one, other):
        with qtbot.waitSignal(window.saved), qtbot.assertNotEmitted(window.overwrote):
            window.keep(replace(_PLAN, name="Same"))
    assert read_versions(folder_of(tmp_path / "shop.scenario.json")) == ()


def test_opened_anew_while_it_is_written_its_own_work_is_not_taken_for_that_of_others(
    qtbot: QtBot, jobs: Jobs, own_home: Path, tmp_path: Path
) -> None:
    save_plan(_PLAN, tmp_path / "shop.plan.json")
    window = _window(jobs, tmp_path)
    window.keep(replace(_PLAN, name="First"))
    with qtbot.waitSignal(window.saved), qtbot.assertNotEmitted(window.overwrote):
        window.open(tmp_path / "shop.plan.json", _PLAN, tmp_path / "shop.scenario.json", a_scenario)
    with qtbot.waitSignal(window.saved), qtbot.assertNotEmitted(window.overwrote):
        window.keep(replace(_PLAN, name="Second"))
