"""German beside English: every text of the translation is finished, keeps its places, and the window says it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import loadstudio.gui
from loadstudio.base.errors import UsageError
from loadstudio.base.resources import resource_path
from loadstudio.gui import units
from loadstudio.gui.dialogs.settings_dialog import SettingsDialog
from loadstudio.gui.language import language_of, told, wear_language, worn_language
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.results.verdict_card import VerdictCard
from loadstudio.gui.settings import Settings
from loadstudio.gui.widgets.plain_number import LevelField
from loadstudio.gui.workspace import Workspace
from loadstudio.results.query import open_run
from loadstudio.results.verdict import run_verdict
from tests.support import runs
from tests.support.person import Person

SOURCE = resource_path("languages/loadstudio_de.ts")
_PLACE = re.compile(r"\{\d\}|%n|</?b>")


def finished() -> list[tuple[str, list[str]]]:
    """Return each text and its translations: one, or one for each number."""
    pairs = []
    for message in ElementTree.parse(SOURCE).getroot().iter("message"):
        text, translation = message.findtext("source"), message.find("translation")
        assert text is not None
        assert translation is not None
        assert translation.get("type") is None, f"{text!r} has no finished translation"
        numbered = [form.text or "" for form in translation.findall("numerusform")]
        pairs.append((text, numbered or [translation.text or ""]))
    return pairs


def test_every_text_of_the_window_is_in_the_translation(tmp_path: Path) -> None:
    """What `make languages` would take in is there already; what it would take out is gone."""
    made = shutil.copy(SOURCE, tmp_path / SOURCE.name)
    sources = sorted(str(path) for path in Path(loadstudio.gui.__file__).parent.rglob("*.py"))
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    command = [str(lupdate), "-no-obsolete", "-locations", "none", *sources, "-ts", str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert made.read_text("utf-8") == SOURCE.read_text("utf-8"), "run `make languages` and translate what is new"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """Let the application speak German."""
    before = QLocale()
    assert wear_language(qapp, "de") == "de"
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_the_system_s_language_is_worn_unless_another_is_chosen() -> None:
    assert language_of("system", "de_AT") == "de"
    assert language_of("system", "fr_FR") == "en"
    assert language_of("en", "de_DE") == "en"
    assert language_of("de", "en_GB") == "de"
    assert language_of("klingon", "de_DE") == "en"


def test_every_translation_is_finished_and_keeps_the_places_of_its_text() -> None:
    pairs = finished()
    assert len(pairs) > 800
    for text, translations in pairs:
        for translation in translations:
            assert translation.strip(), text
            assert sorted(_PLACE.findall(translation)) == sorted(_PLACE.findall(text)), text
            assert (translation[0] == " ") == (text[0] == " "), text


def test_what_qt_reads_is_made_of_what_is_edited(tmp_path: Path) -> None:
    copy = shutil.copy(SOURCE, tmp_path)
    maker = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([maker, "-silent", copy], check=True, timeout=60)
    made = (tmp_path / "loadstudio_de.qm").read_bytes()
    assert made == resource_path("languages/loadstudio_de.qm").read_bytes(), "run: make languages"


def test_the_window_speaks_german(german: None, window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    person = Person(window)
    assert person.sees("Welche Site soll getestet werden?")
    for key, words in (("scenario", "Kein Szenario ist offen"), ("load", "Site aufzeichnen"), ("run", "Nichts läuft")):
        window.show_screen(key)
        assert person.sees(words)
        assert not person.sees("Record")
    assert [action.text() for action in window.actions_.all][3] == "Aufnahme zeigen"


def test_texts_of_functions_that_are_given_a_widget_s_tr_are_german_too(german: None, window: MainWindow) -> None:
    assert window.tr("Page files") == "Dateien der Seite"
    assert window.tr("no such text") == "no such text"


def test_what_the_layers_below_say_is_german_too(german: None, qtbot: QtBot, tmp_path: Path) -> None:
    assert worn_language() == "de"
    runs.write_run(tmp_path, runs.shop_run(60))
    with open_run(tmp_path) as reader:
        verdict = run_verdict(reader)
    card = VerdictCard()
    qtbot.addWidget(card)
    card.show_verdict(verdict)
    assert "Personen gehalten." in card.headline.text()
    assert card.detail.text().startswith("Alle Grenzwerte wurden eingehalten: ")
    assert card.badges[-1].text == "Dieser Rechner kam mit"


def test_numbers_have_the_signs_of_the_language(german: None) -> None:
    assert (units.count_text(162_400), units.percent_text(0.0004)) == ("162.400", "0,04 %")
    assert (units.milliseconds_text(1140), units.bytes_text(3_200_000)) == ("1.140 ms", "3,2 MB")
    assert (units.level_number(1200.5), units.per_second_text(121.4)) == ("1.200,5", "121,4")
    assert told("Errors 0.04 %, limit 1 %") == "Fehler 0,04 %, Grenzwert 1 %"
    assert told("status 1,404") == "Status 1.404"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("2,5", 2.5), ("2.5", 2.5), ("1.200", 1200), ("1.200,5", 1200.5), ("0 → 80 Personen", 80), ("viele", None)],
)
def test_numbers_are_typed_with_either_sign(german: None, typed: str, value: float | None) -> None:
    assert units.typed_number(typed) == value


def test_durations_are_typed_with_either_sign(german: None) -> None:
    assert [units.typed_duration_s(typed) for typed in ("1,5m", "1.5m", "2h")] == [90, 90, 7200]
    with pytest.raises(UsageError, match="bald"):
        units.typed_duration_s("bald")


def test_number_fields_are_read_and_written_in_the_language(german: None, qtbot: QtBot) -> None:
    field = LevelField(name="Personen", maximum=9_999, decimals=1)
    qtbot.addWidget(field)
    field.setValue(1200.5)
    assert field.text() == "1.200,5"
    for typed in ("2.5", "2,5"):
        field.setValue(7)
        assert field.text() == "7"
        field.selectAll()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.value() == 2.5


def test_an_english_window_takes_numbers_as_they_are_written_there() -> None:
    assert units.count_text(162_400) == "162,400"
    assert [units.typed_number(typed) for typed in ("1,200", "2.5", "2,5")] == [1200, 2.5, 2.5]
    with pytest.raises(UsageError):
        units.typed_duration_s("1,5m")


def test_an_english_window_says_what_the_layers_below_say() -> None:
    assert worn_language() == "en"
    assert told("This computer kept up") == "This computer kept up"


def test_the_language_chosen_is_remembered_and_said_to_come_later(window: MainWindow, qtbot: QtBot) -> None:
    window.rail.pressed.emit("settings")
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    qtbot.keyClick(dialog.language, Qt.Key.Key_End)
    dialog.language.activated.emit(dialog.language.currentIndex())
    assert Settings().language == "de"
    assert Person(window).sees("next start")
    dialog.close()
