"""The dialog of the settings: how the window looks and speaks, where recordings open, what plans
begin with, files, what is kept, About.

What is changed acts at once and is remembered; there is nothing to confirm. The dialog does not block the window.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.base import paths
from loadstudio.base.browsers import installed_browsers
from loadstudio.base.versions import parts, version_lines
from loadstudio.gui.dialogs.foot import foot_of
from loadstudio.gui.language import LANGUAGES, SYSTEM
from loadstudio.gui.outside import open_outside
from loadstudio.gui.settings import PAUSES
from loadstudio.gui.theme import ThemeName, apply_theme
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import ScrollColumn
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.fields import NumberField, Select
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.gui.widgets.rule import Rule
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.gui.workspace import Workspace

_MOST_WORKERS = 64
_WIDTH = 704
_AROUND = 160
"""What title, buttons and margins take of the height."""
_SCREEN_LEFT = 80


class SettingsDialog(QDialog):
    """Opened by the rail's gear or Ctrl+comma; Esc closes it."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = workspace.settings
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Settings"), "title"))
        scrolled = ScrollColumn()
        for number, add in enumerate((self._add_choices, self._add_plans, self._add_files, self._add_about)):
            if number:
                scrolled.body.addWidget(Rule(token="line"))
            add(scrolled.body)
        scrolled.body.setSpacing(12)
        scrolled.body.setContentsMargins(0, 0, 12, 0)
        column.addWidget(scrolled, 1)
        column.addLayout(self._buttons())
        wanted = scrolled.body.sizeHint().height() + _AROUND
        self.resize(_WIDTH, min(wanted, self.screen().availableGeometry().height() - _SCREEN_LEFT))

    def _add_choices(self, column: QVBoxLayout) -> None:
        self.theme = SegmentedSwitch(
            (("system", self.tr("Like this computer")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))),
            name=self.tr("Light or dark"),
        )
        self.theme.set_current(self._settings.theme)
        self.theme.chosen.connect(self._wear)
        found = tuple((browser.key, browser.name) for browser in installed_browsers())
        choices = (("auto", self.tr("The first that is found")), *found, ("none", self.tr("Another device or program")))
        self.browser = Select(choices, name=self.tr("Browser for recordings"))
        known = [key for key, _word in choices]
        self.browser.set_current(self._settings.browser if self._settings.browser in known else "auto")
        self.browser.chosen.connect(self._settings.set_browser)
        languages = ((SYSTEM, self.tr("Like this computer")), *LANGUAGES.items())
        self.language = Select(languages, name=self.tr("Language"))
        self.language.set_current(self._settings.language if self._settings.language in LANGUAGES else SYSTEM)
        self.language.chosen.connect(self._take_language)
        self.language_note = Label("", "second", "sub")
        column.addWidget(FormRow(self.tr("Light or dark"), self.theme))
        column.addWidget(FormRow(self.tr("Language"), self.language))
        column.addWidget(self.language_note)
        self.language_note.hide()
        column.addWidget(FormRow(self.tr("Record in"), self.browser))

    def _add_plans(self, column: QVBoxLayout) -> None:
        """What a scenario without a plan of its own begins with."""
        words = {
            "recorded": self.tr("as long as recorded"),
            "half": self.tr("half as long as recorded"),
            "none": self.tr("no pause at all"),
            "random": self.tr("anything from 1 to 5 seconds"),
        }
        self.pauses = Select(((key, words[key]) for key in PAUSES), name=self.tr("Pauses in new plans"))
        self.pauses.set_current(self._settings.pauses)
        self.pauses.chosen.connect(self._settings.set_pauses)
        self.workers = NumberField(
            self._settings.workers, name=self.tr("Workers in new plans, 0 is one for each core"), maximum=_MOST_WORKERS
        )
        self.workers.setSpecialValueText(self.tr("one a core"))
        self.workers.setFixedWidth(112)
        self.workers.valueChanged.connect(lambda count: self._settings.set_workers(int(count)))
        column.addWidget(FormRow(self.tr("Pauses"), self.pauses))
        hint = self.tr("Processes that make the load. For plans that are new; what a plan says itself stays.")
        column.addWidget(FormRow(self.tr("Workers"), self.workers, hint=hint))

    def _add_files(self, column: QVBoxLayout) -> None:
        kept = paths.data_dir()
        show = Button(self.tr("Show"), icon="folder", name=self.tr("Show the folder of your work"))
        show.clicked.connect(lambda: open_outside(kept))
        hint = self.tr("Recordings, scenarios and results of runs. Nothing of it leaves this computer.")
        column.addWidget(
            FormRow(self.tr("Your work is in"), _beside(ElidedLabel(str(kept), middle=True), show), hint=hint)
        )
        self.folder = ElidedLabel(self._settings.folder or str(Path.home()), middle=True)
        choose = Button(self.tr("Choose…"), name=self.tr("Choose the folder that is offered for files"))
        choose.clicked.connect(self._choose_folder)
        column.addWidget(FormRow(self.tr("Files open from"), _beside(self.folder, choose)))
        self.forget = Button(self.tr("Forget recent files and addresses"), icon="trash")
        self.forget.clicked.connect(self._forget)
        self.forget.setEnabled(bool(self._settings.recents() or self._settings.sites()))
        column.addWidget(FormRow(self.tr("Remembered"), self.forget, hint=self.tr("The files themselves stay.")))

    def _add_about(self, column: QVBoxLayout) -> None:
        column.addWidget(Label(self.tr("About LoadStudio"), "card"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(5, 1)
        listed = [part for part in parts() if part.version]
        rows = (len(listed) + 1) // 2
        for number, part in enumerate(listed):
            side, row = divmod(number, rows)
            grid.addWidget(Label(part.name, "name"), row, 3 * side)
            grid.addWidget(Label(part.version, "text", tabular=True), row, 3 * side + 1)
            grid.addWidget(Label(part.licence, "text", "sub"), row, 3 * side + 2)
        column.addLayout(grid)

    def _buttons(self) -> QHBoxLayout:
        self.copy = Button(self.tr("Copy for support"), icon="copy")
        self.copy.clicked.connect(self._copy)
        self.copied = Label("", "text", "sub")
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        return foot_of(self.copy, self.copied, close)

    def _wear(self, name: str) -> None:
        self._settings.set_theme(cast("ThemeName", name))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, self._settings.theme)

    def _take_language(self, language: str) -> None:
        self._settings.set_language(language)
        self.language_note.setText(self.tr("LoadStudio speaks it from its next start on."))
        self.language_note.setContentsMargins(120, 0, 0, 0)
        self.language_note.show()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a folder"), self._settings.folder or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._take_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_folder(self, folder: str) -> None:
        self._settings.set_folder(Path(folder))
        self.folder.set_text(folder)

    def _forget(self) -> None:
        bring_back = self._settings.forget_remembered()
        self.forget.setEnabled(False)
        self._workspace.notices.tell(
            self.tr("The recent files and addresses are forgotten; the files are still there."),
            action=self.tr("Bring them back"),
            act=bring_back,
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(version_lines()))
        self.copied.setText(self.tr("Copied. Paste it into your message."))


def _beside(text: QWidget, button: Button) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(text, 1)
    row.addWidget(button)
    return holder
