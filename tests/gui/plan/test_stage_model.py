"""The stages as a table that can be typed into."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from loadstudio.gui.plan.stage_model import LASTS, NAME, PEOPLE, RATE, WHEN, StageModel
from loadstudio.plan.model import ClosedLoad, OpenLoad, Stage

TARGET = tuple(Stage(target=t, duration_s=s) for t, s in ((80, 120), (80, 240), (220, 120), (220, 240), (0, 120)))


def test_rows_read_as_in_the_design(qtmodeltester: Any) -> None:
    model = StageModel()
    model.show(ClosedLoad(stages=TARGET), 1.4)
    rows = [tuple(model.index(row, column).data() for column in range(5)) for row in range(5)]
    assert rows[0] == ("1  Warm up", "0 → 80 people", "2 min", "0:00 – 2:00", "0 – 112")
    assert rows[1] == ("2  Hold", "80 people", "4 min", "2:00 – 6:00", "112")
    assert rows[2] == ("3  Climb", "80 → 220 people", "2 min", "6:00 – 8:00", "112 – 308")
    assert rows[4] == ("5  Let go", "220 → 0 people", "2 min", "12:00 – 14:00", "308 – 0")
    qtmodeltester.check(model)


def test_what_is_typed_is_told_and_nothing_else_is_editable(qtbot: Any) -> None:
    model = StageModel()
    model.show(ClosedLoad(stages=TARGET), 1.4)
    told: list[tuple[int, Stage]] = []
    refused: list[str] = []
    model.stage_edited.connect(lambda row, stage: told.append((row, stage)))
    model.refused.connect(refused.append)
    assert model.index(0, PEOPLE).data(Qt.ItemDataRole.EditRole) == "80"
    assert model.setData(model.index(0, PEOPLE), "1,100 people")
    assert model.setData(model.index(2, LASTS), "1m30s")
    assert model.setData(model.index(1, PEOPLE), "80")
    assert told == [(0, Stage(target=1100, duration_s=120)), (2, Stage(target=220, duration_s=90))]
    assert not model.setData(model.index(0, PEOPLE), "many")
    assert not model.setData(model.index(0, LASTS), "soon")
    assert len(refused) == 2
    for column in (NAME, WHEN, RATE):
        assert not model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable


def test_a_rate_is_shown_and_typed_a_minute(qtmodeltester: Any) -> None:
    model = StageModel()
    model.show(OpenLoad(stages=(Stage(target=0.5, duration_s=60), Stage(target=0.5, duration_s=60)), max_users=9), 4.0)
    assert model.headerData(PEOPLE, Qt.Orientation.Horizontal) == "Visitors"
    assert [model.index(0, column).data() for column in (PEOPLE, RATE)] == ["0 → 30 a minute", "0 – 2"]
    told: list[Stage] = []
    model.stage_edited.connect(lambda _row, stage: told.append(stage))
    assert model.index(1, PEOPLE).data(Qt.ItemDataRole.EditRole) == "30"
    assert model.setData(model.index(1, PEOPLE), "7.5")
    assert told == [Stage(target=0.125, duration_s=60)]
    model.show(ClosedLoad(stages=TARGET), 1.4)
    assert not model.setData(model.index(0, PEOPLE), "7.5"), "there is no half person"
    qtmodeltester.check(model)
