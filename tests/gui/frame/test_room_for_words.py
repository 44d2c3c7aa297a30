"""All that the program says has room, in both languages, on each screen as most people see it and in its errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loadstudio.gui.language import wear_language
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.widgets.banner import Banner
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.label import Label
from tests.support import all_pictures, check_pictures, run_pictures
from tests.support.dialog_pictures import DIALOGS, opened
from tests.support.fitting import Cuts, cut_words
from tests.support.run_pictures import Studio

SIZES = ((1280, 800), (1440, 900))
STATES: dict[str, Callable[[Studio], object]] = {
    **run_pictures.STATES,
    **all_pictures.STATES,
    **check_pictures.STATES,
}
LOOKED_AT = (
    "start-error",
    "record-found",
    "record-full",
    "review-typical",
    "scenario-found",
    "data-typical",
    "data-full",
    "check-failed",
    "load-behaviour",
    "load-connection",
    "run-typical",
    "run-error",
    "results-typical",
    "results-damaged",
)


@pytest.fixture(params=["en", "de"])
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    """Let the window speak a language."""
    before = QLocale()
    wear_language(qapp, request.param)
    yield request.param
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.mark.parametrize("state", LOOKED_AT)
def test_no_word_of_the_program_is_cut(  # noqa: PLR0917 - fixtures
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, state: str
) -> None:
    apply_theme(qapp, "light")
    cuts = Cuts(monkeypatch)
    studio = Studio(tmp_path)
    studio.window.resize(*SIZES[0])
    studio.window.show()
    STATES[state](studio)
    _wait_for_jobs(studio, qtbot)
    found = {}
    for size in SIZES:
        studio.window.resize(*size)
        QTest.qWait(60)
        studio.window.grab()  # what is laid out only when it is painted
        QTest.qWait(20)
        found[size] = cut_words(studio.window, cuts, language)
    _end(studio, qtbot)
    assert not any(found.values()), found


@pytest.mark.parametrize("name", DIALOGS)
def test_no_word_of_a_dialog_is_cut(  # noqa: PLR0917 - fixtures
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    apply_theme(qapp, "light")
    cuts = Cuts(monkeypatch)
    studio = Studio(tmp_path)
    studio.window.resize(*SIZES[0])
    studio.window.show()
    dialog = opened(studio, name)
    found = cut_words(dialog, cuts, language)
    dialog.reject()
    _end(studio, qtbot)
    assert not found


def _end(studio: Studio, qtbot: QtBot) -> None:
    studio.workspace.close()
    _wait_for_jobs(studio, qtbot)
    studio.window.hide()
    studio.window.deleteLater()
    studio.workspace.deleteLater()
    qtbot.wait(1)


def _wait_for_jobs(studio: Studio, qtbot: QtBot) -> None:
    studio.settle()
    qtbot.waitUntil(lambda: studio.workspace.jobs.running == 0, timeout=60_000)
    qtbot.wait(50)


def test_words_without_room_would_be_found(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    cuts = Cuts(monkeypatch)
    banner = Banner("info", "x")
    qtbot.addWidget(banner)
    label, button = Label("Allowed hosts", parent=banner), Button("Start the run", parent=banner)
    theirs = Label("No Word Of The Program", parent=banner)
    label.setGeometry(50, 0, 40, 20)
    theirs.setGeometry(50, 20, 40, 20)
    button.setGeometry(100, 0, 60, 36)
    banner.show()
    found = cut_words(banner, cuts, "en")
    assert [line.partition(":")[0] for line in found] == [
        "'Start the run' ends with an ellipsis",
        "Button in Banner 'Start the run'",
        "Label in Banner 'Allowed hosts'",
    ]
