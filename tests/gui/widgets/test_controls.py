"""Controls by mouse and by key: what they emit, when they stay silent, how they are called aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from loadstudio.base.units import parse_duration_s
from loadstudio.gui.widgets.banner import Banner, EmptyState
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.chip import Chip
from loadstudio.gui.widgets.choices import ChoiceRow
from loadstudio.gui.widgets.fields import DurationField, NumberField, Select, TextField, short_duration
from loadstudio.gui.widgets.rail import Rail
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.gui.widgets.stepper import Stepper
from loadstudio.gui.widgets.switch import Switch
from loadstudio.gui.widgets.tabs import Tabs

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def shown[Shown: QWidget](qtbot: QtBot, widget: Shown) -> Shown:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def gather(signal: object) -> list[object]:
    got: list[object] = []
    signal.connect(lambda *values: got.append(values[0] if values else None))  # type: ignore[attr-defined]
    return got


def rail() -> Rail:
    made = Rail()
    for key in ("record", "scenario", "load"):
        made.add_item(key, key.title(), key)
    return made


CHOICES = (("record", "Record"), ("scenario", "Scenario"), ("load", "Load"))


@pytest.mark.parametrize("make", [rail, lambda: SegmentedSwitch(CHOICES), lambda: Tabs(CHOICES)])
def test_one_of_several_is_chosen_by_click_and_by_arrow_key(make: object, qtbot: QtBot) -> None:
    row: ChoiceRow = shown(qtbot, make())  # type: ignore[operator]
    told = gather(row.chosen)
    assert row.current() == "record"
    qtbot.mouseClick(row.button("scenario"), LEFT)
    qtbot.mouseClick(row.button("scenario"), LEFT)
    assert told == ["scenario"], "a click on the chosen one is no news"
    row.button("scenario").setFocus()
    qtbot.keyClick(row.button("scenario"), Key.Key_Down)
    assert told == ["scenario", "load"]
    row.set_current("record")
    assert (row.current(), len(told)) == ("record", 2), "the program's choice is not told"
    assert row.button("load").accessibleName() == "Load"
    with pytest.raises(KeyError):
        row.set_current("nowhere")


def test_a_disabled_stage_says_why_and_cannot_be_chosen(qtbot: QtBot) -> None:
    row = shown(qtbot, rail())
    row.set_enabled("load", False, "Make a scenario first.")
    told = gather(row.chosen)
    qtbot.mouseClick(row.button("load"), LEFT)
    assert told == []
    assert row.button("load").toolTip() == "Make a scenario first."
    row.set_enabled("load", True)
    assert row.button("load").toolTip() == ""


def test_the_rail_tells_its_lower_buttons_apart(qtbot: QtBot) -> None:
    row = shown(qtbot, rail())
    row.add_button("settings", "Settings", "settings")
    pressed = gather(row.pressed)
    button = next(child for child in row.findChildren(QWidget) if child.accessibleName() == "Settings")
    qtbot.mouseClick(button, LEFT)
    assert pressed == ["settings"]


def test_tabs_show_and_say_their_count(qtbot: QtBot) -> None:
    tabs = shown(qtbot, Tabs(CHOICES))
    narrow = tabs.button("load").sizeHint().width()
    tabs.set_count("load", 1204)
    assert tabs.button("load").accessibleName() == "Load 1,204"
    assert tabs.button("load").sizeHint().width() > narrow
    tabs.set_count("load", None)
    assert tabs.button("load").sizeHint().width() == narrow


def test_a_switch_turns_by_click_space_and_enter(qtbot: QtBot) -> None:
    switch = shown(qtbot, Switch("Follow newest"))
    told = gather(switch.toggled)
    qtbot.mouseClick(switch, LEFT)
    qtbot.keyClick(switch, Key.Key_Space)
    qtbot.keyClick(switch, Key.Key_Return)
    assert told == [True, False, True]
    assert switch.accessibleName() == "Follow newest"
    assert (Switch().sizeHint().width(), Switch().sizeHint().height()) == (32, 18)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_buttons_answer_the_keyboard(key: Qt.Key, qtbot: QtBot) -> None:
    for button in (Button("Save", "primary"), IconButton("trash", "Delete")):
        shown(qtbot, button)
        clicks = gather(button.clicked)
        qtbot.keyClick(button, key)
        assert len(clicks) == 1
        button.setEnabled(False)
        qtbot.mouseClick(button, LEFT)
        assert len(clicks) == 1
    assert IconButton("trash", "Delete").accessibleName() == "Delete"


def test_a_link_has_no_padding_and_a_new_word_a_new_name(qtbot: QtBot) -> None:
    link, filled = Button("Show all", "link"), Button("Show all", "secondary")
    assert filled.sizeHint().width() - link.sizeHint().width() == 32
    assert (filled.sizeHint().height(), Button("Stop", "danger", height=44).sizeHint().height()) == (36, 44)
    link.set_text("Show fewer")
    assert link.accessibleName() == "Show fewer"


def test_the_stepper_steps_types_and_stays_within_its_limits(qtbot: QtBot) -> None:
    stepper = shown(qtbot, Stepper(88, name="People", unit="people", maximum=95))
    told = gather(stepper.changed)
    more, less = stepper._more, stepper._less
    qtbot.mouseClick(more, LEFT)
    qtbot.mouseClick(more, LEFT)
    assert told == [93, 95]
    assert not more.isEnabled()
    qtbot.mouseClick(less, LEFT)
    field = stepper._field
    assert field.text() == "90 people"
    stepper.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert field.text() == "90"
    qtbot.keyClick(field, Key.Key_Up)
    field.selectAll()
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Key.Key_Return)
    assert told == [93, 95, 90, 95, 12]
    stepper.set_value(40)
    assert (stepper.value, len(told)) == (40, 5)


def test_a_duration_field_reads_durations_and_refuses_the_rest(qtbot: QtBot) -> None:
    field = shown(qtbot, DurationField(5400, name="Lasts"))
    told = gather(field.changed)
    assert field.text() == "1h 30m"
    field.setText("90 minutes or so")
    field.editingFinished.emit()
    assert (told, field.seconds) == ([], 5400)
    assert "1h30m" in field.toolTip(), "says how to write one"
    field.setText("2m30s")
    field.editingFinished.emit()
    assert (told, field.text(), field.toolTip()) == ([150.0], "2m 30s", "")


@pytest.mark.parametrize("seconds", [0, 0.5, 45, 60, 150, 3600, 5400, 86_399])
def test_durations_are_shown_as_they_can_be_typed(seconds: float) -> None:
    assert parse_duration_s(short_duration(seconds)) == seconds


def test_a_list_tells_the_persons_choice_only(qtbot: QtBot) -> None:
    select = shown(qtbot, Select((("cr", "Chromium"), ("ff", "Firefox")), name="Browser"))
    told = gather(select.chosen)
    select.set_current("ff")
    assert (select.current(), told) == ("ff", [])
    qtbot.keyClick(select, Key.Key_Up)
    assert (select.current(), told) == ("cr", ["cr"])
    with pytest.raises(KeyError):
        select.set_current("opera")


def test_fields_have_names_units_and_a_mark_for_what_is_wrong(qtbot: QtBot) -> None:
    number = shown(qtbot, NumberField(800, name="Limit", unit=" ms", maximum=60_000))
    assert (number.accessibleName(), number.text()) == ("Limit", "800 ms")
    assert number.lineEdit().width() > 60, "the number is seen"
    text = shown(qtbot, TextField("staging fern", name="Site", icon="globe"))
    text.set_wrong(True, "An address has no spaces.")
    assert text.toolTip() == "An address has no spaces."
    text.set_wrong(False)
    assert text.toolTip() == ""


def test_a_chip_is_removed_by_its_cross_and_by_delete(qtbot: QtBot) -> None:
    chip = shown(qtbot, Chip("staging.fern.example", "ok", icon="lock", removable=True))
    removals = gather(chip.removed)
    qtbot.mouseClick(chip, LEFT, pos=QPoint(20, 14))
    assert removals == [], "the word is no button"
    qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 16, 14))
    qtbot.keyClick(chip, Key.Key_Delete)
    assert len(removals) == 2
    fixed = shown(qtbot, Chip("⟨user.name⟩", height=24))
    assert fixed.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_banner_offers_its_fix_and_an_empty_state_leads_on(qtbot: QtBot) -> None:
    banner = shown(qtbot, Banner("bad", "The site did not find the basket.", "A new one came.", "Use the new one"))
    fixes = gather(banner.acted)
    qtbot.mouseClick(banner.button, LEFT)
    banner.show_message("ok", "Repaired.")
    assert (len(fixes), banner.button.isVisible(), banner.accessibleName()) == (1, False, "Repaired.")
    empty = shown(qtbot, EmptyState("No run so far.", "Start one"))
    starts = gather(empty.acted)
    qtbot.mouseClick(empty.button, LEFT)
    assert (len(starts), empty.button.kind) == (1, "primary")
