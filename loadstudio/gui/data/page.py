"""The page of a scenario's test data: all data sources at the left, the chosen one at the right, its first rows
below.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loadstudio.authoring.mending.recorded_columns import recorded_columns
from loadstudio.gui.data.advice_list import AdviceList, expected_load, fix_words
from loadstudio.gui.data.columns_card import ColumnsCard
from loadstudio.gui.data.data_edits import DataEdits
from loadstudio.gui.data.file_questions import ask_for_table, ask_where_to_write, drop_choices, dropped_tables
from loadstudio.gui.data.known_looks import KnownLooks
from loadstudio.gui.data.looks import SourceLook
from loadstudio.gui.data.menus import DataMenus
from loadstudio.gui.data.preview_card import PreviewCard
from loadstudio.gui.data.side import DataSide, NoData
from loadstudio.gui.data.source_form import SourceForm
from loadstudio.gui.data.words import LANGUAGES, language_name
from loadstudio.gui.document import Document
from loadstudio.gui.outside import open_outside
from loadstudio.gui.pieces import Pieces
from loadstudio.gui.scenario.undo_buttons import UndoButtons
from loadstudio.gui.widgets.button import Button
from loadstudio.gui.widgets.card import ScrollColumn
from loadstudio.gui.widgets.page_header import PageHeader
from loadstudio.gui.widgets.painting import text_width
from loadstudio.gui.widgets.popover import Menu
from loadstudio.gui.workspace import Workspace
from loadstudio.plan.data_doctor import Advice, advice_on, in_order
from loadstudio.plan.estimate import LoadEstimate
from loadstudio.scenario.data_edit import uses_of
from loadstudio.scenario.model import DataSource

_WRITTEN_ROWS = 200


class DataPage(QWidget):
    """Made for one document. `part_wanted(part id or '')` leads back to the steps. Has its title alone until `pieces`
    are done.
    """

    part_wanted = Signal(str)

    def __init__(self, workspace: Workspace, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document = document
        self._chosen = ""
        self._made = False
        self.edits = DataEdits(workspace, document, self)
        self.edits.chosen.connect(self.choose)
        self.looks = KnownLooks(workspace.jobs, document.path.parent, self)
        self.looks.changed.connect(self._show)
        self.menus = DataMenus(self.edits, self.looks, document, self)
        self.menus.file_wanted.connect(self._ask_for_new_file)
        self.menus.part_wanted.connect(self.part_wanted)
        self.setAcceptDrops(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(20)
        self._column.addWidget(self._head(), 0, Qt.AlignmentFlag.AlignTop)
        self.pieces = Pieces(self._make(), self)
        self.pieces.done.connect(self.arrive)

    def _make(self) -> Iterator[None]:
        """Fill the page, out of sight until it is whole."""
        body = QWidget()
        body.hide()
        self._column.insertWidget(1, body, 1)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.side = DataSide(self._workspace.jobs, self._document)
        self.list, self.offers = self.side.list, self.side.offers
        self.list.chosen.connect(self.choose)
        self.list.delete_wanted.connect(self._delete)
        self.offers.changed.connect(self._show)
        self.offers.taken.connect(self.edits.take_offer)
        row.addWidget(self.side)
        yield
        self._detail = ScrollColumn()
        self._detail.body.setSpacing(16)
        row.addWidget(self._detail, 1)
        yield from self._fill_detail()
        self._made = True
        self._show()
        yield
        self._document.changed.connect(self._follow)
        self._workspace.plan_changed.connect(self._follow)
        body.show()
        yield

    def _fill_detail(self) -> Iterator[None]:
        for language in LANGUAGES:  # each in letters of its own, whose font is loaded when they are first measured
            text_width(language_name(language), "name")
            yield
        self.advice = AdviceList()
        self.advice.fix_wanted.connect(self._fix)
        self._nothing = NoData()
        self.empty = self._nothing.empty
        self.empty.acted.connect(self._ask_for_new_file)
        self._detail.body.addWidget(self.advice)
        self._detail.body.addWidget(self._nothing, 1)
        self._cards: tuple[QWidget, ...] = ()
        for make in (self._form, self._preview, self._columns):
            self._cards += (make(),)
            self._detail.body.addWidget(self._cards[-1])
            yield
        self._detail.body.addStretch(0)

    def _head(self) -> PageHeader:
        self.header = PageHeader(self.tr("Test data"))
        self.history = UndoButtons()
        self.history.follow(self._document)
        self.add = Button(self.tr("Add"), icon="plus", trailing="chevron-down")
        self.add.clicked.connect(lambda: self._pop_up(self.menus.add(), self.add))
        self.back = Button(self.tr("Back to the steps"), icon="arrow-left")
        self.back.clicked.connect(lambda: self.part_wanted.emit(""))
        for widget in (self.history, self.add, self.back):
            self.header.add_action(widget)
        return self.header

    def _form(self) -> SourceForm:
        self.form = form = SourceForm()
        form.renamed.connect(lambda name: self.edits.rename(self._chosen, name))
        form.policy_chosen.connect(lambda key: self.edits.set_policy(self._chosen, key))
        form.ending_chosen.connect(lambda key: self.edits.set_ending(self._chosen, key))
        form.recipe_edited.connect(lambda recipe: self.edits.set_recipe(self._chosen, recipe, burst="recipe"))
        form.made_up_wanted.connect(lambda: self.edits.make_up(self._chosen))
        form.file_wanted.connect(self._ask_for_other_file)
        form.open_wanted.connect(self._open_file)
        form.menu_wanted.connect(lambda: self._pop_up(self.menus.source(self._chosen, self._delete), form.more))
        return form

    def _columns(self) -> ColumnsCard:
        self.columns = card = ColumnsCard()
        card.renamed.connect(lambda column, name: self.edits.rename_column(self._chosen, column, name))
        card.recipe_edited.connect(lambda recipe: self.edits.set_recipe(self._chosen, recipe))
        card.uses_wanted.connect(self._lead_to_uses)
        card.menu_wanted.connect(
            lambda column: self._pop_up(self.menus.column(self._chosen, column), card.rows[column].more)
        )
        return card

    def _preview(self) -> PreviewCard:
        self.preview = PreviewCard()
        self.preview.write.clicked.connect(self._ask_where_to_write)
        return self.preview

    # What is shown

    @property
    def chosen(self) -> DataSource | None:
        """The data source that is shown."""
        return next((one for one in self._document.scenario.data_sources if one.name == self._chosen), None)

    @property
    def look(self) -> SourceLook | None:
        """What is known of the rows of the data source that is shown."""
        return self.looks.of(self._chosen)

    def choose(self, name: str) -> None:
        """Show a data source."""
        self._chosen = name
        self._show()

    def arrive(self) -> None:
        """The page is shown: look at what has changed meanwhile, and give it the keyboard."""
        if not self.pieces.is_done:
            return
        self._follow()
        (self.list.table if self._document.scenario.data_sources else self.empty.button).setFocus()

    def _follow(self) -> None:
        if not self.isVisible():
            return  # edits elsewhere are not to wait for this page
        self.offers.follow()
        self.looks.follow(self._document.scenario.data_sources)
        self._show()

    def _show(self) -> None:
        if not self._made:
            return
        sources = self._document.scenario.data_sources
        if self.chosen is None:
            self._chosen = sources[0].name if sources else ""
        source, look = self.chosen, self.look
        self._nothing.setVisible(source is None)
        for card in self._cards:
            card.setVisible(source is not None)
        self.side.show_any(there=source is not None)
        count = len(sources)
        words = self.tr("1 kind of data") if count == 1 else self.tr("{0} kinds of data").format(count)
        self.header.set_facts((self._document.scenario.name, words if sources else self.tr("no data yet")))
        self._show_advice(source, look)
        if source is not None:
            self.form.show_source(source, look)
            self.columns.show_source(source, look, uses_of(self._document.scenario, source.name))
            self.preview.show_source(source, look)

    def _show_advice(self, source: DataSource | None, look: SourceLook | None) -> None:
        tables = {name: known.table for name, known in self.looks.all.items()}
        scenario = self._document.scenario
        recorded = recorded_columns(scenario, self._document.entries)
        found = in_order(advice_on(scenario, tables, self._expected(), recorded=recorded))
        needy = {one.source for one in found if one.severity != "info"}
        self.list.show_sources(scenario.data_sources, self.looks.all, self._chosen, needy)
        file = look.path.name if look is not None and look.path is not None else ""
        mine = [one for one in found if one.source in ("", source.name if source is not None else "")]
        self.advice.show_advice([(one, fix_words(one, file=file, tr=self.tr)) for one in mine])

    def _expected(self) -> LoadEstimate | None:
        return expected_load(self._workspace.plan, self._document.path.name, self._document.scenario)

    def _fix(self, advice: Advice, button: QWidget) -> None:
        name, look, expected = advice.source, self.look, self._expected()
        match advice.fix:
            case "repeat":
                self.edits.set_ending(name, "repeat")
            case "hide":
                self.edits.set_secret(name, advice.column, True)
            case "forget":
                self.edits.forget_unused(name)
            case "adopt" if look is not None:
                self.edits.adopt(name, look.header)
            case "make_new":
                self.edits.make_new(advice.part_id, advice.column)
            case "match_column":
                self._pop_up(self.menus.headers(self._chosen, advice.column), button)
            case "add_rows" if look is not None and look.path is None and expected is not None:
                self.edits.make_more(name, expected.users_max)
            case _ if advice.kind == "unreadable":
                self._ask_for_other_file()
            case _:
                self._open_file()

    # Menus

    def _lead_to_uses(self, column: str) -> None:
        uses = [use for use in uses_of(self._document.scenario, self._chosen) if use.column == column]
        if len(uses) == 1:
            self.part_wanted.emit(uses[0].part_id)
        else:
            self._pop_up(self.menus.uses(self._chosen, column), self.columns.rows[column].uses)

    def _pop_up(self, menu: Menu, button: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _delete(self, name: str) -> None:
        look = self.looks.of(name)
        self.edits.delete(name, look.first_row if look is not None else {})

    # Files

    def _ask_for_new_file(self) -> None:
        ask_for_table(self, self.edits.folder, self.edits.add_file)

    def _ask_for_other_file(self) -> None:
        name = self._chosen
        ask_for_table(self, self.edits.folder, lambda file: self.edits.take_file(name, file))

    def _ask_where_to_write(self) -> None:
        name = self._chosen
        proposed = self.edits.folder / f"{name}.csv"
        ask_where_to_write(self, proposed, lambda file: self.edits.write_made_up(name, _WRITTEN_ROWS, file))

    def _open_file(self) -> None:
        look = self.look
        if look is not None and look.path is not None:
            open_outside(look.path)

    # A file dropped on the page

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_tables(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_tables(event)
        if not files:
            return
        event.acceptProposedAction()
        source = self.chosen
        if source is None or len(files) > 1:
            for file in files:
                self.edits.add_file(file)
            return
        popover = drop_choices(files[0], source.name, self.window())
        popover.chosen.connect(lambda key: self._take_dropped(files[0], source.name, key))
        popover.open_at(self.form.name)

    def _take_dropped(self, file: Path, name: str, key: str) -> None:
        if key == "new":
            self.edits.add_file(file)
        else:
            self.edits.take_file(name, file)
