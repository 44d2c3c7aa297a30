"""Earlier versions: bursts are one, the oldest go, what is damaged is passed over, and what is unsaved is known."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from loadstudio.base import paths
from loadstudio.plan.model import ClosedLoad, Plan, ScenarioUse, Stage
from loadstudio.plan.versions import (
    VERSIONS_KEPT,
    Version,
    continued,
    folder_of,
    forget_oldest,
    holds,
    keep_version,
    newest_version,
    parts_changed,
    read_versions,
    unsaved,
)
from loadstudio.scenario.edit import delete, rename_step
from loadstudio.scenario.file import save_scenario
from tests.support.scenarios import a_request, a_scenario, a_step

SHOP = a_scenario(a_step("s1", a_request("r1"), a_request("r2")), a_step("s2", name="Cart"))
PLAN = Plan(
    name="Shop",
    scenarios=(ScenarioUse(file="shop.scenario.json"),),
    load=ClosedLoad(stages=(Stage(target=5, duration_s=10),)),
)


def a_version(began: str = "12:00:00", saved: str = "", *done: str, name: str = "Home") -> Version:
    return Version(
        file="/plans/shop.scenario.json",
        plan_file="/plans/shop.plan.json",
        began_utc=f"2026-11-25T{began}.000Z",
        saved_utc=f"2026-11-25T{saved or began}.000Z",
        done=done,
        scenario=rename_step(SHOP, "s1", name),
        plan=PLAN,
    )


def test_edits_within_a_short_time_are_one_version_that_names_each_edit_once() -> None:
    first = a_version("12:00:00", "12:00:00", "Rename step")
    second = a_version("12:01:30", "12:01:30", "Delete", "Rename step", name="Later")
    merged = continued(first, second)
    assert (merged.began_utc, merged.saved_utc) == (first.began_utc, second.saved_utc)
    assert merged.done == ("Rename step", "Delete")
    assert merged.scenario == second.scenario


def test_a_longer_while_begins_another_version_and_what_was_opened_stays() -> None:
    first, later = a_version("12:00:00", "", "Rename step"), a_version("12:02:01", "", "Delete")
    assert continued(first, later) == later
    assert continued(a_version("12:00:00"), a_version("12:00:05", "", "Delete")).began_utc.endswith("12:00:05.000Z")


def test_the_last_ones_are_kept_and_read_the_newest_first(tmp_path: Path) -> None:
    for number in range(VERSIONS_KEPT + 3):
        keep_version(tmp_path, a_version(f"12:{number:02}:00", "", "Rename step", name=f"Home {number}"))
    read = read_versions(tmp_path)
    assert len(read) == VERSIONS_KEPT
    assert read[0].scenario.steps[0].name == f"Home {VERSIONS_KEPT + 2}"
    assert newest_version(tmp_path) == read[0]
    assert read[-1].scenario.steps[0].name == "Home 3"


def test_a_version_that_goes_on_takes_the_place_of_what_it_was(tmp_path: Path) -> None:
    first = a_version("12:00:00", "", "Rename step")
    keep_version(tmp_path, first)
    keep_version(tmp_path, continued(first, a_version("12:00:20", "", "Delete")))
    (only,) = read_versions(tmp_path)
    assert only.done == ("Rename step", "Delete")


def test_damaged_versions_are_passed_over(tmp_path: Path) -> None:
    keep_version(tmp_path, a_version("12:00:00"))
    (whole,) = tmp_path.iterdir()
    cut = whole.read_bytes()[:-20]
    (tmp_path / "20261125T130000000.json.gz").write_bytes(cut)
    (tmp_path / "20261125T140000000.json.gz").write_bytes(b"no gzip")
    assert newest_version(tmp_path) == a_version("12:00:00")
    assert read_versions(tmp_path / "missing") == ()


def test_large_versions_are_fewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loadstudio.plan.versions._BYTES_KEPT", 1)
    for number in range(3):
        keep_version(tmp_path, a_version(f"12:0{number}:00"))
    assert [version.began_utc[11:16] for version in read_versions(tmp_path)] == ["12:02"]


def test_unsaved_is_what_differs_and_is_younger_than_the_file(tmp_path: Path) -> None:
    file = tmp_path / "shop.scenario.json"
    save_scenario(file, SHOP)
    version = replace(a_version(name="Start"), file=str(file), plan_file=str(tmp_path / "shop.plan.json"), plan=None)
    os.utime(file, (1, 1))
    assert unsaved(version, SHOP, PLAN)
    assert not unsaved(version, version.scenario, PLAN)
    os.utime(file)  # now: another program wrote it after the version was made
    assert not unsaved(version, SHOP, PLAN)
    assert unsaved(replace(version, scenario=SHOP, plan=replace(PLAN, name="Other")), SHOP, PLAN)


def test_what_a_version_would_change_is_counted() -> None:
    version = replace(a_version(name="Start"), scenario=delete(rename_step(SHOP, "s1", "Start"), "r2"))
    assert parts_changed(version, SHOP) == 2
    assert not holds(version, SHOP, PLAN)
    assert holds(replace(version, scenario=SHOP, plan=None), SHOP, PLAN)


def test_each_file_has_a_folder_of_its_own_and_only_the_latest_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loadstudio.plan.versions._FOLDERS_KEPT", 2)
    folders = [folder_of(tmp_path / str(number) / "shop.scenario.json") for number in range(3)]
    assert len(set(folders)) == 3
    for age, folder in enumerate(folders):
        keep_version(folder, a_version())
        os.utime(folder, (age, age))
    forget_oldest(paths.versions_dir())
    assert [folder.exists() for folder in folders] == [False, True, True]
