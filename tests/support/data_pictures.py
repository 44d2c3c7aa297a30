"""The page of test data in the real window, in its states, sizes and shades: to be looked at, and for the manual.

    tests/with_screen.sh .venv/bin/python -m tests.support.data_pictures --to DIR [--manual]

Not a test, not shipped. No process is started and no network touched. With `--manual` only the manual's pictures.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from loadstudio.base.resources import sample_path
from loadstudio.gui.data.page import DataPage
from loadstudio.gui.main_window import MainWindow
from loadstudio.gui.open_file import open_file
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.theme import apply_theme
from loadstudio.gui.widgets.focus_ring import install_focus_ring
from loadstudio.scenario.file import save_table
from tests.support.window import a_workspace

SIZES = ((1280, 800), (1440, 900))
LONG = "a name of a column that somebody wrote as a whole sentence"


class Studio:
    """The window on the demo shop's sample, with its page of test data open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for file in sample_path(".").glob("demo-shop*"):
            shutil.copy(file, folder)
        self.workspace = a_workspace()
        self.window = MainWindow(self.workspace)
        open_file(self.workspace, folder / "demo-shop.scenario.json")
        self.window.show()
        self.settle()
        self.window.show_screen("scenario")
        screen = self.window.current_screen
        assert isinstance(screen, ScenarioScreen)
        screen.show_data()
        page = screen.data_page
        assert page is not None
        self.page: DataPage = page
        self.settle()

    def settle(self) -> None:
        """Wait until all is read and painted."""
        for _ in range(200):
            QTest.qWait(20)
            if self.workspace.jobs.running == 0:
                break
        QTest.qWait(400)


def typical(studio: Studio) -> None:
    rows = (("mia", "fern-42"), ("leo", "moss-17"), ("ada", "oak-9"))
    save_table(studio.folder / "demo-shop.users.csv", ("username", "password"), rows)


def made_up(studio: Studio) -> None:
    studio.page.edits.add_made_up()


def full(studio: Studio) -> None:
    columns = ("city", LONG, *(f"column {number}" for number in range(3, 40)))
    rows = tuple((f"Köln {n}", "東京 · שלום", *(str(n * k) for k in range(3, 40))) for n in range(30_000))
    save_table(studio.folder / "many columns.csv", columns, rows)
    studio.page.edits.add_file(studio.folder / "many columns.csv")


def error(studio: Studio) -> None:
    (studio.folder / "demo-shop.users.csv").write_text("username,pass word\nmia\n", encoding="utf-8")


def empty(studio: Studio) -> None:
    document = studio.workspace.document
    assert document is not None
    document.edit("Delete all", replace(document.scenario, data_sources=()))


STATES: dict[str, Callable[[Studio], None]] = {
    "data": typical,
    "data-made-up": made_up,
    "data-full": full,
    "data-error": error,
    "data-empty": empty,
}
MANUAL = ("data", "data-made-up")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--manual", action="store_true")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    os.environ["LOADSTUDIO_HOME"] = tempfile.mkdtemp()
    app = QApplication(sys.argv[:1])
    install_focus_ring(app)
    for name, make in STATES.items():
        if asked.manual and name not in MANUAL:
            continue
        with tempfile.TemporaryDirectory() as folder:
            apply_theme(app, "light")
            studio = Studio(Path(folder))
            make(studio)
            studio.settle()
            for width, height in SIZES[1:] if asked.manual else SIZES:
                studio.window.resize(width, height)
                for shade in ("light",) if asked.manual else ("light", "dark"):
                    apply_theme(app, shade)
                    studio.settle()
                    size = "" if asked.manual else f"-{width}"
                    studio.window.grab().save(str(asked.to / f"{name}{size}-{shade}.png"))
            studio.window.hide()
            studio.workspace.close()
            studio.settle()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
