"""Letters without a font: which font would help, and that the person is told once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from loadstudio.gui.missing_letters import MissingLetters, font_for, fonts_missing, names_of, rare_letters
from loadstudio.gui.notices import Notice, Notices
from tests.support.scenarios import a_request, a_scenario, a_step


@pytest.mark.parametrize(
    ("letter", "font"),
    [
        ("商", "Noto Sans CJK"),
        ("カ", "Noto Sans CJK"),
        ("한", "Noto Sans CJK"),
        ("ת", "Noto Sans Hebrew"),
        ("ع", "Noto Sans Arabic"),
        ("\U0001f6d2", "Noto Color Emoji"),
        ("ก", "Noto Sans Thai"),
        ("ႀ", "Noto Sans"),
    ],
)
def test_a_letter_has_a_font_that_helps(letter: str, font: str) -> None:
    assert font_for(letter) == font


def test_only_fonts_of_letters_that_cannot_be_shown_are_named_each_once() -> None:
    texts = rare_letters(("Kasse", "カートに商品を追加", "Оформление", "עגלה"))
    assert fonts_missing(texts, lambda letter: letter < "ア") == ("Noto Sans CJK",)
    assert fonts_missing(texts, lambda _letter: True) == ()
    assert fonts_missing(texts, lambda letter: letter in "Оформление") == ("Noto Sans Hebrew", "Noto Sans CJK")
    assert rare_letters(("a\u200bb", "ümläut", "tab\t")) == frozenset()


def test_the_person_is_told_once_what_to_install(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontMetrics, "inFontUcs4", lambda _self, code: code < 0x3000)
    notices, shown = Notices(), list[Notice]()
    notices.shown.connect(shown.append)
    watch = MissingLetters(notices)
    scenario = a_scenario(a_step("s", a_request("r", "https://a.example/", name="カート"), name="Kasse"), name="Shop")
    watch.look_at(rare_letters(names_of(scenario)))
    assert notices.current is not None
    assert "Noto Sans CJK" in notices.current.why
    watch.look_at(rare_letters(names_of(scenario)))
    assert len(shown) == 1


def test_letters_of_the_bundled_font_are_never_missing(qtbot: QtBot) -> None:
    notices = Notices()
    MissingLetters(notices).look_at(rare_letters(("Grüße, straße → … “ ”",)))
    assert notices.current is None
