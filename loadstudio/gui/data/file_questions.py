"""Which file is meant: asked by a dialog, or told by dropping one on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from loadstudio.gui.widgets.popover import Popover, PopoverChoice

_TABLES = (".csv", ".tsv", ".tab", ".json", ".txt")

translate = QCoreApplication.translate


def ask_for_table(parent: QWidget, folder: Path, then: Callable[[Path], None]) -> None:
    """Ask for a table to read."""
    kinds = translate("DataFiles", "Tables ({0})").format(" ".join(f"*{ending}" for ending in _TABLES))
    dialog = QFileDialog(parent, translate("DataFiles", "Choose a table"), str(folder), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_where_to_write(parent: QWidget, proposed: Path, then: Callable[[Path], None]) -> None:
    """Ask for the name of a table to be written."""
    kinds = translate("DataFiles", "Tables ({0})").format("*.csv")
    dialog = QFileDialog(parent, translate("DataFiles", "Write made-up rows"), str(proposed.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(proposed.name)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def dropped_tables(event: QDropEvent) -> list[Path]:
    """Return the tables among dropped files."""
    files = [Path(address.toLocalFile()) for address in event.mimeData().urls() if address.isLocalFile()]
    return [file for file in files if file.suffix.lower() in _TABLES]


def drop_choices(file: Path, name: str, window: QWidget) -> Popover:
    """Return the question what a dropped file is for: `new` data, or to `take` the rows of a data source from."""
    choices = (
        PopoverChoice(
            key="new",
            text=translate("DataFiles", "Add {0} as new data").format(file.name),
            consequence=translate("DataFiles", "Its columns can be chosen in any field"),
            icon="plus",
        ),
        PopoverChoice(
            key="take",
            text=translate("DataFiles", "Use it for {0}").format(name),
            consequence=translate("DataFiles", "The rows of {0} come from it from now on").format(name),
            icon="repeat",
        ),
    )
    return Popover(choices, name=translate("DataFiles", "What the file is for"), window=window)
