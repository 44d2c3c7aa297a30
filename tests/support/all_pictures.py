"""Every screen and dialog of the window, empty, typical, full and in error, as pictures to be looked at.

    tests/with_screen.sh .venv/bin/python -m tests.support.all_pictures --to DIR [--only scenario] [--way small-dark]

Each way of looking (size, shade, scale) is a process of its own, since Qt takes the scale at its start. Not a test, not
shipped; no process of the program is started and no network touched.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast

from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from loadstudio.base.clock import iso_utc, now_utc
from loadstudio.base.errors import FileError
from loadstudio.base.resources import sample_path
from loadstudio.gui.data.page import DataPage
from loadstudio.gui.open_file import open_file
from loadstudio.gui.plan.screen import LoadScreen
from loadstudio.gui.record.screen import RecordScreen
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.gui.settings import Recent
from loadstudio.plan.model import Limit
from loadstudio.scenario import edit
from loadstudio.scenario.file import save_table
from loadstudio.scenario.model import PythonCode, RecordedAnswer, Step
from loadstudio.wire.run_messages import Failed
from tests.support import recording_pictures, run_pictures
from tests.support.dialog_pictures import DIALOGS
from tests.support.run_pictures import STRANGE, Studio
from tests.support.scenarios import a_request, a_step, a_think_time

REQUESTS = 500
_PATIENCE = 400


class Way(NamedTuple):
    """How the window is looked at: the size of the window, the shade, and how many pixels make one of the program."""

    size: str
    shade: str
    scale: float = 1.0


WAYS = {
    "small": Way("1280x800", "light"),
    "small-dark": Way("1280x800", "dark"),
    "large": Way("1920x1080", "light"),
    "double": Way("1280x800", "light", 2.0),
    "text-150": Way("1280x800", "dark", 1.5),
}
"""The program's letters have sizes in pixels, so larger text is a larger scale."""


def very_full() -> tuple[Step, ...]:
    """Return 500 requests in steps whose names are 120 letters long, run from right to left, or are no letters."""
    answer = RecordedAnswer(entry_id="e1", status=200, duration_ms=180)
    long_path = "/".join(("a-very-long-part-of-a-path",) * 6)
    return tuple(
        a_step(
            f"s{number}",
            *(
                a_request(
                    f"r{number}-{part}",
                    f"https://staging.fern.example/{long_path if part == 3 else part}",
                    name=STRANGE[(number + part) % len(STRANGE)],
                    recorded=answer,
                )
                for part in range(10)
            ),
            a_think_time(f"t{number}"),
            name=(STRANGE[number % len(STRANGE)] * 3)[:120],
        )
        for number in range(REQUESTS // 10)
    )


def start(studio: Studio, count: int) -> RecordScreen:
    for number in range(count):
        path = studio.folder / f"{number}.scenario.json"
        path.write_text("{}", encoding="utf-8")
        name = STRANGE[number % len(STRANGE)] if count > 3 else f"Checkout {number + 1}"
        studio.workspace.settings.add_recent(
            Recent(path=str(path), name=name, site="shop.example", opened_utc=iso_utc(now_utc()))
        )
    studio.window.show_screen("record")
    return cast("RecordScreen", studio.window.screen_of("record"))


def start_error(studio: Studio) -> None:
    screen = start(studio, 3).start
    screen.address.setText("two words")
    screen.record.click()
    studio.workspace.notices.error(
        FileError("/home/mia/shop.har", "is not JSON: the file is damaged, or no HAR at all.")
    )


def sample(studio: Studio) -> ScenarioScreen:
    for file in sample_path(".").glob("demo-shop*"):
        shutil.copy(file, studio.folder)
    open_file(studio.workspace, studio.folder / "demo-shop.scenario.json")
    studio.settle()
    studio.window.show_screen("scenario")
    return cast("ScenarioScreen", studio.window.screen_of("scenario"))


def scenario_found(studio: Studio) -> None:
    screen = sample(studio)
    screen.finder.open(replacing=True, text="127.0.0.1")


def data(studio: Studio) -> DataPage:
    screen = sample(studio)
    screen.show_data()
    studio.settle()
    assert screen.data_page is not None
    return screen.data_page


def data_full(studio: Studio) -> None:
    columns = ("city", STRANGE[3], *(f"column {number}" for number in range(3, 41)))
    rows = tuple((f"Köln {n}", STRANGE[n % 3], *(str(n * k) for k in range(3, 41))) for n in range(2_000))
    save_table(studio.folder / "many columns.csv", columns, rows)
    data(studio).edits.add_file(studio.folder / "many columns.csv")


def full(studio: Studio, screen: str) -> None:
    studio.open(run_pictures.shop(very_full()))
    studio.window.show_screen(screen)


def load_full(studio: Studio) -> None:
    full(studio, "load")
    plan = studio.workspace.plan
    assert plan is not None
    limits = tuple(Limit(metric="p95", value=800 + number, label=STRANGE[number % 4] * 2) for number in range(8))
    hosts = tuple(f"a-rather-long-name-{number}.of-a-host.example" for number in range(8))
    studio.workspace.set_plan(replace(plan, limits=(*plan.limits, *limits), allowed_hosts=hosts))


def load_error(studio: Studio) -> None:
    run_pictures.load_typical(studio)
    screen = cast("LoadScreen", studio.window.screen_of("load"))
    document = studio.workspace.document
    assert document is not None
    code = PythonCode(id="py", name=STRANGE[3], code="values['t'] = '1'")
    document.edit("Add", edit.insert(document.scenario, code, parent_id="s0"))
    screen.start_button.click()
    studio.settle()
    studio.workspace.notices.warn("The disk of this computer is full.", action="Make room", act=lambda: None)


def run_error(studio: Studio) -> None:
    run_pictures.run_typical(studio)
    studio.children.last.say(Failed(message="The engine was killed (SIGKILL)."))
    run = studio.workspace.run
    assert run is not None
    for _ in range(_PATIENCE):  # what was said before is taken in a little at a time
        if run.session.over:
            break
        QTest.qWait(50)
    studio.settle()


STATES: dict[str, Callable[[Studio], object]] = {
    "start-empty": lambda studio: start(studio, 0),
    "start-typical": lambda studio: start(studio, 3),
    "start-full": lambda studio: start(studio, 24),
    "start-error": start_error,
    "record-live": recording_pictures.live,
    "record-full": lambda studio: recording_pictures.live(studio, steps=24),
    "record-found": recording_pictures.found,
    "scenario-empty": lambda studio: studio.window.show_screen("scenario"),
    "scenario-typical": sample,
    "scenario-found": scenario_found,
    "scenario-full": lambda studio: full(studio, "scenario"),
    "data-typical": data,
    "data-full": data_full,
    "load-empty": lambda studio: studio.window.show_screen("load"),
    "load-typical": run_pictures.load_typical,
    "load-full": load_full,
    "load-error": load_error,
    "run-empty": lambda studio: studio.window.show_screen("run"),
    "run-typical": run_pictures.run_typical,
    "run-full": run_pictures.run_full,
    "run-error": run_error,
    "results-empty": lambda studio: studio.window.show_screen("results"),
    "results-typical": run_pictures.results_typical,
    "results-full": run_pictures.results_full,
    "results-error": run_pictures.results_damaged,
    **{f"dialog-{name}": open_dialog for name, open_dialog in DIALOGS.items()},
}


def take_dialogs(studio: Studio, to: Path, name: str) -> None:
    """Keep the dialog that is open as a picture of its own: a window is not drawn in another's picture."""
    for dialog in studio.window.findChildren(QDialog):
        if dialog.isVisible():
            QTest.qWait(100)
            dialog.grab().save(str(to / f"{name}.png"))


def main() -> int:
    """Take all pictures, or those that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--only", default="", help="states whose names begin so")
    parser.add_argument("--way", action="append", choices=WAYS)
    asked = parser.parse_args()
    failed = 0
    for name in asked.way or WAYS:
        way = WAYS[name]
        words = ["--to", str(asked.to / name), "--only", asked.only, "--size", way.size, "--shade", way.shade]
        command = [
            sys.executable,
            "-c",
            "from tests.support.all_pictures import take; raise SystemExit(take())",
            *words,
        ]
        environment = os.environ | {"QT_SCALE_FACTOR": str(way.scale)}
        failed += subprocess.run(command, env=environment, check=False).returncode != 0
    return 1 if failed else 0


def take() -> int:
    """Take the pictures of one way, in this process."""
    return run_pictures.take_all(STATES, __doc__ or "", after=take_dialogs)


if __name__ == "__main__":
    raise SystemExit(main())
