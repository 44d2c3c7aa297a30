"""The language of the window: which one is worn, and Qt's translators that bring it.

The texts stand in English in the code; `resources/languages/` holds the translations (`.ts` is edited, `.qm` is made
from it by `make languages`). What the layers below say (verdicts, findings, errors) is told in it by `base/sentences`.
"""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from loadstudio.base.resources import resource_path
from loadstudio.base.sentences import ENGLISH, numbers_in, told_in

LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}
SYSTEM = "system"


class Translation(QTranslator):
    """A translation that knows texts of functions too: these are given a widget's `tr`, but stand under no class."""

    @override
    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        found = super().translate(context, sourceText, disambiguation, n)
        # None is how Qt is told that there is none; an empty text would be shown
        return found or super().translate("", sourceText, disambiguation, n) or None


def worn_language() -> str:
    """Return the language that the window wears: each translation of the window says its own code."""
    return QCoreApplication.translate("Language", "en")


def told(text: str) -> str:
    """Return what a layer below the window says in the language that the window wears."""
    return told_in(worn_language())(text)


def number(text: str) -> str:
    """Return a number that is written in English (`1,234.5 ms`) as the language of the window writes it."""
    return numbers_in(worn_language())(text)


def language_of(choice: str, system: str) -> str:
    """Return the language to wear for what the person chose, and the name of the system's locale (`de_AT`)."""
    wanted = system.split("_", maxsplit=1)[0] if choice == SYSTEM else choice
    return wanted if wanted in LANGUAGES else ENGLISH


def wear_language(app: QCoreApplication, choice: str) -> str:
    """Load the language before any widget is made; return which one it is."""
    language = language_of(choice, QLocale.system().name())
    QLocale.setDefault(QLocale(language))  # numbers in fields, and the names of months
    if language != ENGLISH:
        own = str(resource_path("languages"))
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{language}", qt), (f"loadstudio_{language}", own)):
            translator = Translation(app)
            if translator.load(name, folder):
                app.installTranslator(translator)
    return language
