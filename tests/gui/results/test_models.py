"""The tables of kept runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt

from loadstudio.gui.results import labels_model as labels
from loadstudio.gui.results.detail import read_against, read_detail, run_before
from loadstudio.gui.results.labels_model import LabelsModel
from loadstudio.gui.results.moments_of_runs import started_text, within_sentence
from loadstudio.gui.results.runs_model import RunsModel
from loadstudio.gui.results.timings_model import TimingsModel
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.metrics.summary import Phases
from loadstudio.results.history import RunEntry
from tests.support import runs

LIMITS = ("errors<1%", "p95<50ms@Checkout", "p95<5s@Home")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two kept runs, the later one slower."""
    folder = tmp_path_factory.mktemp("runs")
    for name, speed in (("first", 2.0), ("second", 1.0)):
        (folder / name).mkdir()
        runs.write_run(folder / name, runs.shop_run(90, speed=speed), runs.spec(limits=LIMITS, run_id=name))
    return folder / "first", folder / "second"


def an_entry(folder: str, name: str = "Shop", **facts: Any) -> RunEntry:
    return RunEntry(**({"folder": folder, "run_id": folder, "name": name, "requests": 10} | facts))


def test_labels_show_change_and_limit(kept: tuple[Path, Path], qtmodeltester: Any) -> None:
    before, after = kept
    model = LabelsModel("transaction")
    model.show(read_against(read_detail(after), before))
    assert [model.index(row, 0).data() for row in range(5)] == [step for step, _ in runs.STEPS]
    home, checkout = 0, 4
    change = model.index(home, labels.CHANGE).data(CellRole.BADGE)
    assert change.kind == "bad"
    assert change.text.startswith("+")
    assert model.index(home, labels.LIMIT).data(CellRole.BADGE).text == "Kept"
    assert model.index(checkout, labels.LIMIT).data(CellRole.BADGE).text == "Broken"
    assert model.index(checkout, labels.P95).data(CellRole.TONE) == "bad"
    assert model.index(1, labels.LIMIT).data() == "–"
    assert model.index(home, labels.CHANGE).data(Qt.ItemDataRole.AccessibleTextRole).startswith("p95 +")
    qtmodeltester.check(model)


def test_without_another_run_nothing_is_said_to_have_changed(kept: tuple[Path, Path]) -> None:
    model = LabelsModel("request")
    model.show(read_detail(kept[1]))
    assert model.index(0, labels.NAME).data(CellRole.METHOD) == "GET"
    assert model.index(0, labels.NAME).data() == "/"
    assert model.index(0, labels.CHANGE).data(CellRole.BADGE) is None
    model.show(None)
    assert model.rowCount() == 0


def test_runs_name_themselves_only_where_names_differ(qtmodeltester: Any) -> None:
    model = RunsModel()
    model.set_entries(
        [an_entry("a", short="Held 5 people", size_bytes=2_000_000), an_entry("b", short="Too slow", tone="bad")]
    )
    assert model.index(0, 0).data(CellRole.SECOND) == "Held 5 people  ·  2.0 MB"
    assert model.index(0, 0).data() == "a"
    assert model.index(1, 0).data(CellRole.SECOND_ICON) == "cross"
    model.set_entries([an_entry("a", title="New", short="Held 5 people"), an_entry("b", "Other", outcome="running")])
    assert model.index(0, 0).data() == "New"
    assert model.index(0, 0).data(CellRole.SECOND) == "Held 5 people  ·  a"  # the day instead of the size
    assert model.index(1, 0).data() == "b  ·  Other"
    assert model.index(1, 0).data(CellRole.SECOND_ICON) == "play"
    assert (model.row_of(Path("b")), model.row_of(Path("c")), model.row_of(None)) == (1, -1, -1)
    qtmodeltester.check(model)


def test_the_run_before_is_the_last_of_the_same_name_that_measured_something() -> None:
    entries = (an_entry("4"), an_entry("3", "Other"), an_entry("2", requests=0), an_entry("1"))
    assert run_before(entries, 0) == entries[3]
    assert run_before(entries, 3) is None


def test_when_a_run_began_is_said_as_people_say_it() -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert started_text("2026-11-22T11:20:00.000Z", now) == "Today 11:20"
    assert started_text("2026-11-21T16:05:00.000Z", now) == "Yesterday 16:05"
    assert started_text("2026-11-18T09:31:00.000Z", now) == "18 Nov 09:31"
    assert started_text("2025-11-18T09:31:00.000Z", now) == "18 Nov 2025 09:31"
    assert started_text("", now) == ""
    assert within_sentence("Today 11:20") == "today 11:20"
    assert within_sentence("18 Nov 09:31") == "18 Nov 09:31"


def test_whole_passes_stand_among_the_times(kept: tuple[Path, Path], qtmodeltester: Any) -> None:
    summary = read_detail(kept[0]).summary
    whole = msgspec.structs.replace(summary.labels[-1], label="A" * 40, kind="pass")
    model = TimingsModel()
    model.show(msgspec.structs.replace(summary, labels=(*summary.labels, whole)))
    assert model.index(model.rowCount() - 1, 0).data() == f"Whole pass: {'A' * 40}"
    assert "without think times" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    qtmodeltester.check(model)
    model.show(msgspec.structs.replace(summary, labels=(), phases_ms=Phases()))
    assert model.rowCount() == 0
