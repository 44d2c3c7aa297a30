"""One data source: its name, where its rows come from, who gets which row, what happens when they run out."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loadstudio.gui.data.looks import SourceLook
from loadstudio.gui.data.words import LANGUAGES, endings, language_name, policies, rows_text
from loadstudio.gui.widgets.button import Button, IconButton
from loadstudio.gui.widgets.card import Card
from loadstudio.gui.widgets.elided_label import ElidedLabel
from loadstudio.gui.widgets.fields import NumberField, Select, TextField
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.painting import text_width
from loadstudio.gui.widgets.rows import FormRow
from loadstudio.gui.widgets.segmented import SegmentedSwitch
from loadstudio.playback.made_rows import ROWS_MAX
from loadstudio.scenario.model import DataSource, GeneratedRows

_LEAST_LABEL = 144


class SourceForm(Card):
    """Tells what the person wants: another name, policy, ending or recipe, rows from a file or made up; `open_wanted`
    opens the file, `menu_wanted` more.
    """

    renamed = Signal(str)
    policy_chosen = Signal(str)
    ending_chosen = Signal(str)
    recipe_edited = Signal(object)
    file_wanted = Signal()
    made_up_wanted = Signal()
    open_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Test data"), parent=parent)
        self._source = DataSource(name="")
        self._policies = {key: hint for key, _word, hint in policies(self.tr)}
        self._endings = {key: hint for key, _word, hint in endings(self.tr)}
        self.more = IconButton("more", self.tr("More for this data"))
        self.more.clicked.connect(self.menu_wanted)
        self.add_to_title(self.more)
        words = (self.tr("Name"), self.tr("Rows"), self.tr("Who gets which row"), self.tr("When rows run out"))
        label = max(_LEAST_LABEL, *(round(text_width(one, "text")) + 16 for one in words))
        self.name = TextField(name=self.tr("Name of the data"))
        self.name.setFixedWidth(240)
        self.name.editingFinished.connect(self._rename)
        self._name_row = FormRow(self.tr("Name"), _line(self.name), hint=" ", label_width=label)
        self.policy = Select(
            ((key, word) for key, word, _hint in policies(self.tr)), name=self.tr("Who gets which row")
        )
        self.policy.chosen.connect(self.policy_chosen)
        self._policy_row = FormRow(self.tr("Who gets which row"), self.policy, hint=" ", label_width=label)
        self.ending = Select(((key, word) for key, word, _hint in endings(self.tr)), name=self.tr("When rows run out"))
        self.ending.chosen.connect(self.ending_chosen)
        self._ending_row = FormRow(self.tr("When rows run out"), self.ending, hint=" ", label_width=label)
        self.body.setSpacing(14)
        self.body.addWidget(self._name_row)
        self.body.addWidget(FormRow(self.tr("Rows"), self._origin(), label_width=label))
        self.body.addWidget(self._policy_row)
        self.body.addWidget(self._ending_row)

    def _origin(self) -> QWidget:
        self.origin = SegmentedSwitch(
            (("file", self.tr("From a file")), ("made", self.tr("Made up"))), name=self.tr("Where rows come from")
        )
        self.origin.chosen.connect(self._choose_origin)
        self._file, self._made = self._file_part(), self._made_part()
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.origin)
        row.addWidget(self._file, 1)
        row.addWidget(self._made, 1)
        return holder

    def _file_part(self) -> QWidget:
        self._path = ElidedLabel("", "name", middle=True)
        self._count = Label("", "text", "sub", tabular=True)
        self.choose = Button(self.tr("Another file…"), height=32)
        self.choose.clicked.connect(self.file_wanted)
        self.open = Button(self.tr("Open"), icon="external", height=32)
        self.open.clicked.connect(self.open_wanted)
        return _line(self._path, self._count, self.choose, self.open, stretched=self._path)

    def _made_part(self) -> QWidget:
        self.count = NumberField(
            1000, name=self.tr("Made-up rows"), minimum=1, maximum=ROWS_MAX, step=100, unit=self.tr(" rows"), height=32
        )
        self.count.setFixedWidth(120)
        self.count.valueChanged.connect(self._edit_recipe)
        self.language = Select(
            ((code, language_name(code)) for code in LANGUAGES), name=self.tr("Language of made-up rows"), height=32
        )
        self.language.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # narrower where it must be
        self.language.chosen.connect(self._edit_recipe)
        return _line(self.count, self.language)

    def show_source(self, source: DataSource, look: SourceLook | None) -> None:
        """Show a data source, with what is known of its rows."""
        self._source = source
        self.set_title(source.name)
        if not self.name.hasFocus() or not self.name.isModified():
            self.name.setText(source.name)
        column = source.columns[0] if source.columns else self.tr("column")
        self._name_row.hint.setText(
            self.tr("In fields its columns are called ⟨{0}⟩.").format(f"{source.name}.{column}")
        )
        is_made = source.generated is not None
        self.origin.set_current("made" if is_made else "file")
        self._file.setVisible(not is_made)
        self._made.setVisible(is_made)
        self._path.set_text(Path(source.file).name or self.tr("no file yet"))
        self._path.setToolTip(str(look.path) if look is not None and look.path is not None else source.file)
        self._count.setText(rows_text(look, self.tr) if look is not None and not look.table.problem else "")
        self.open.setEnabled(bool(source.file))
        if source.generated is not None:
            self._show_recipe(source.generated)
        self._show_choice(self.policy, source.policy, self._policy_row, self._policies)
        self._show_choice(self.ending, source.when_used_up, self._ending_row, self._endings)
        self._ending_row.setVisible(source.policy != "random")

    def _show_recipe(self, recipe: GeneratedRows) -> None:
        self.count.blockSignals(True)
        self.count.setValue(recipe.count)
        self.count.blockSignals(False)
        if self.language.findData(recipe.locale) < 0:
            self.language.addItem(language_name(recipe.locale), recipe.locale)
        self.language.set_current(recipe.locale)

    def _show_choice(self, select: Select, key: str, row: FormRow, hints: dict[str, str]) -> None:
        select.set_current(key)
        row.hint.setText(hints[key])

    def _choose_origin(self, key: str) -> None:
        self.origin.set_current("made" if self._source.generated is not None else "file")  # until it is done
        if key == "made" and self._source.generated is None:
            self.made_up_wanted.emit()
        elif key == "file" and self._source.generated is not None:
            self.file_wanted.emit()

    def _rename(self) -> None:
        name = self.name.text().strip()
        self.name.setModified(False)
        if name and name != self._source.name:
            self.renamed.emit(name)
        if self.name.text() != self._source.name:
            self.name.setText(self._source.name)  # what was refused does not stand there

    def _edit_recipe(self, _value: object = None) -> None:
        recipe = self._source.generated
        if recipe is not None:
            self.recipe_edited.emit(replace(recipe, count=round(self.count.value()), locale=self.language.current()))


def _line(*widgets: QWidget, stretched: QWidget | None = None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget, 1 if widget is stretched else 0)
    if stretched is None:
        row.addStretch(1)
    return holder
