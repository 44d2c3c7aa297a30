"""What the person does to the test data: each a named edit of the document, which can be undone.

How the scenario changes is decided in `scenario.data_edit`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from os import path as paths
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from loadstudio.authoring.places.typed_words import TypedOffer, with_offer
from loadstudio.base.errors import UsageError
from loadstudio.gui.document import Document
from loadstudio.gui.units import count_text
from loadstudio.gui.workspace import Workspace
from loadstudio.playback.made_rows import ROWS_MAX, first_made_rows
from loadstudio.scenario import data_edit
from loadstudio.scenario.file import SCENARIO_SUFFIX, save_table, table_head
from loadstudio.scenario.model import DataSource, GeneratedColumn, GeneratedRows, Scenario
from loadstudio.scenario.sign_up import sign_up_values, with_new_value
from loadstudio.scenario.template import names_in

type Header = tuple[str, ...]

_LIKELY_MAKERS = (
    ("mail", "email"), ("pass", "password"), ("pwd", "password"), ("user", "user_name"), ("login", "user_name"),
    ("first", "first_name"), ("last", "last_name"), ("surname", "last_name"), ("company", "company"),
    ("phone", "phone"), ("street", "street"), ("city", "city"), ("zip", "postcode"), ("postcode", "postcode"),
    ("country", "country"), ("address", "address"), ("name", "name"), ("date", "date"), ("number", "number"),
    ("amount", "number"), ("quantity", "number"), ("count", "number"), ("age", "number"), ("text", "sentence"),
    ("comment", "sentence"), ("message", "sentence"),
)  # fmt: skip


class DataEdits(QObject):
    """Edits `document`; what makes no sense is told by the workspace's notices. `chosen(name)` tells which data source
    is to be shown afterwards.
    """

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document = document

    @property
    def folder(self) -> Path:
        """The folder of the scenario, to which the names of files are relative."""
        return self._document.path.parent

    # Sources

    def add_file(self, file: Path) -> None:
        """Add a data source whose rows are in a file; its header is read first."""

        def add(header: Header) -> None:
            scenario = self._document.scenario
            name = data_edit.free_name(scenario, file.stem)
            source = DataSource(name=name, file=self._written(file), columns=header)
            self._add(source)

        self._read_header(file, add)

    def add_made_up(self) -> None:
        """Add a data source of made-up rows."""
        columns = (GeneratedColumn(name="name", maker="name"), GeneratedColumn(name="email", maker="email"))
        name = data_edit.free_name(self._document.scenario, "people")
        recipe = GeneratedRows(columns=columns)
        self._add(DataSource(name=name, columns=("name", "email"), generated=recipe))

    def _add(self, source: DataSource) -> None:
        words = self.tr("Add data {0}").format(source.name)
        self._edit(words, lambda scenario: data_edit.with_source(scenario, source))
        self.chosen.emit(source.name)

    def take_file(self, name: str, file: Path) -> None:
        """Let the rows of a data source come from a file."""

        def take(header: Header) -> None:
            words = self.tr("Take {0} from a file").format(name)
            written = self._written(file)
            self._edit(words, lambda scenario: data_edit.set_file(scenario, name, written, header))

        self._read_header(file, take)

    def make_up(self, name: str) -> None:
        """Make the rows of a data source up, with the columns that it has."""
        source = data_edit.source_named(self._document.scenario, name)
        columns = tuple(GeneratedColumn(name=column, maker=likely_maker(column)) for column in source.columns)
        self.set_recipe(name, GeneratedRows(columns=columns), self.tr("Make up {0}").format(name))

    def set_recipe(self, name: str, recipe: GeneratedRows, words: str = "", burst: str = "") -> None:
        """Make the rows of a data source by another recipe."""
        words = words or self.tr("Change what is made up")
        self._edit(words, lambda scenario: data_edit.set_recipe(scenario, name, recipe), burst)

    def rename(self, name: str, new_name: str) -> None:
        """Give a data source another name, in all its uses too."""
        plan = self._workspace.plan
        if plan is not None and any(name in use.data for use in plan.scenarios):
            self._refuse(self.tr("The plan names '{0}' to give it another file. Keep the name.").format(name))
            return
        words = self.tr("Rename {0}").format(name)
        if self._edit(words, lambda scenario: data_edit.rename_source(scenario, name, new_name)):
            self.chosen.emit(new_name)

    def set_policy(self, name: str, policy: str) -> None:
        """Say who gets which row."""
        self._change(name, self.tr("Change who gets which row"), policy=policy)

    def set_ending(self, name: str, when_used_up: str) -> None:
        """Say what happens behind the last row."""
        self._change(name, self.tr("Change what happens when rows run out"), when_used_up=when_used_up)

    def delete(self, name: str, values: Mapping[str, str]) -> None:
        """Take a data source away; its file stays, and so do the values that are sent."""
        words = self.tr("Delete data {0}").format(name)
        scenario = self._document.scenario
        secrets = data_edit.source_named(scenario, name).secret_columns
        kept = {column: value for column, value in values.items() if column not in secrets}
        if self._edit(words, lambda scenario: data_edit.delete_source(scenario, name, kept)):
            self._workspace.notices.offer_undo(self.tr("{0} is deleted.").format(name), self._document.undo_stack)

    # What the doctor advises

    def make_more(self, name: str, rows: int) -> None:
        """Make so many rows up, where there were fewer."""
        recipe = data_edit.source_named(self._document.scenario, name).generated
        if recipe is not None:
            wanted = min(ROWS_MAX, max(rows, recipe.count))
            self.set_recipe(name, replace(recipe, count=wanted), self.tr("Make {0} rows up").format(count_text(wanted)))

    def adopt(self, name: str, header: Header) -> None:
        """Take in the columns that a file has got since."""
        file = data_edit.source_named(self._document.scenario, name).file
        words = self.tr("Take in new columns of {0}").format(name)
        self._edit(words, lambda scenario: data_edit.set_file(scenario, name, file, header))

    def forget_unused(self, name: str) -> None:
        """Take away the columns that nothing uses, or the whole data source when it has no others."""
        scenario = self._document.scenario
        source = data_edit.source_named(scenario, name)
        used = {use.column for use in data_edit.uses_of(scenario, name)}

        def without(scenario: Scenario) -> Scenario:
            for column in source.columns:
                if column not in used:
                    scenario = data_edit.delete_column(scenario, name, column, {})
            return scenario

        if used:
            self._edit(self.tr("Forget unused columns of {0}").format(name), without)
        else:
            self.delete(name, {})

    def make_new(self, part_id: str, column: str) -> None:
        """Let a sign-up form send something new in each pass."""
        value = next(
            (
                one
                for one in sign_up_values(self._document.scenario)
                if one.part_id == part_id and column in (one.name, *_columns_of(one.template))
            ),
            None,
        )
        if value is not None:
            words = self.tr("Make {0} anew").format(value.name)
            self._edit(words, lambda scenario: with_new_value(scenario, value))

    # What was typed

    def take_offer(self, offer: TypedOffer) -> None:
        """Make a file of what was typed, and send it from there; a file that is there already stays as it is."""
        scenario, folder = self._document.scenario, self.folder
        stem = self._document.path.name.removesuffix(SCENARIO_SUFFIX)
        _after, source, row = with_offer(scenario, offer, stem)

        def write() -> TypedOffer:
            if not (folder / source.file).exists():
                save_table(folder / source.file, source.columns, (row,))
            return offer

        self._workspace.jobs.start("writing what was typed", lambda _task: write(), done=self._put_offer)

    def _put_offer(self, offer: TypedOffer) -> None:
        stem = self._document.path.name.removesuffix(SCENARIO_SUFFIX)
        after, source, _row = with_offer(self._document.scenario, offer, stem)
        self._document.edit(self.tr("Make test data {0}").format(source.name), after)
        self.chosen.emit(source.name)

    # Columns

    def rename_column(self, name: str, column: str, new_name: str) -> None:
        """Give a column another name, in all its uses too."""
        words = self.tr("Rename column {0}").format(column)
        self._edit(words, lambda scenario: data_edit.rename_column(scenario, name, column, new_name))

    def match_column(self, name: str, column: str, header: str) -> None:
        """Take a column that the file lacks from one with another name."""
        words = self.tr("Take {0} from {1}").format(column, header)
        self._edit(words, lambda scenario: data_edit.match_column(scenario, name, column, header))

    def set_secret(self, name: str, column: str, secret: bool) -> None:
        """Hide the values of a column, or show them."""
        words = self.tr("Hide {0}") if secret else self.tr("Show {0}")
        self._edit(words.format(column), lambda scenario: data_edit.set_secret(scenario, name, column, secret))

    def delete_column(self, name: str, column: str, values: Mapping[str, str]) -> None:
        """Take a column away; where it is used, its first value is sent from then on."""
        source = data_edit.source_named(self._document.scenario, name)
        kept = {known: value for known, value in values.items() if known not in source.secret_columns}
        words = self.tr("Delete column {0}").format(column)
        if self._edit(words, lambda scenario: data_edit.delete_column(scenario, name, column, kept)):
            said = self.tr("The column {0} is deleted.").format(column)
            self._workspace.notices.offer_undo(said, self._document.undo_stack)

    # Files

    def write_made_up(self, name: str, rows: int, file: Path) -> None:
        """Write made-up rows to a file, and offer to use that from then on."""
        recipe = data_edit.source_named(self._document.scenario, name).generated
        if recipe is None:
            return
        columns = tuple(column.name for column in recipe.columns)
        wanted = replace(recipe, count=rows)

        def tell(_nothing: object) -> None:
            words = self.tr("{0} rows are in {1}.").format(count_text(rows), file.name)
            self._workspace.notices.tell(words, action=self.tr("Use this file"), act=lambda: self.take_file(name, file))

        self._workspace.jobs.start(
            "writing made-up rows",
            lambda _task: save_table(file, columns, first_made_rows(wanted, rows)),
            done=tell,
        )

    def _read_header(self, file: Path, then: Callable[[Header], None]) -> None:
        self._workspace.jobs.start(
            "reading the columns", lambda _task: (table_head(file, 1).columns, then), done=self._take_header
        )

    def _take_header(self, read: tuple[Header, Callable[[Header], None]]) -> None:
        header, then = read
        then(header)

    def _written(self, file: Path) -> str:
        """Return how the scenario names a file: relative to its folder where it is in there."""
        inside = file.is_relative_to(self.folder)
        return file.relative_to(self.folder).as_posix() if inside else paths.normpath(file)

    # The document

    def _change(self, name: str, words: str, **changes: str) -> None:
        source = data_edit.source_named(self._document.scenario, name)
        self._edit(words, lambda scenario: data_edit.replace_source(scenario, replace(source, **changes)))

    def _edit(self, words: str, change: Callable[[Scenario], Scenario], burst: str = "") -> bool:
        try:
            after = change(self._document.scenario)
        except ValueError as error:
            self._refuse(str(error))
            return False
        self._document.edit(words, after, burst=burst)
        return True

    def _refuse(self, sentence: str) -> None:
        self._workspace.notices.error(UsageError(sentence))


def _columns_of(template: str) -> tuple[str, ...]:
    return tuple(expression.partition(".")[2] for expression in names_in(template))


def likely_maker(column: str) -> str:
    """Return what a column of this name is probably made of."""
    plain = column.lower()
    return next((maker for word, maker in _LIKELY_MAKERS if word in plain), "word")
