"""The main job from end to end on the demo shop, by the commands that a newcomer would type.

A real browser is recorded while it shops, the recording becomes a scenario, many users replay it, a PDF reports. The
system test judges it; `make demo` shows it: `python -m tests.system.main_job --out FOLDER [--show]`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import requests

from loadstudio.supervise.demo_shop import DemoShop
from tests.support.journey import shop_in_browser

PROGRAM = [sys.executable, "-m", "loadstudio"]
TIMEOUT_S = 120


class MainJob(NamedTuple):
    """What came of it: files in `folder`, the run's summary, the shop's own facts, what each command said."""

    folder: Path
    recording: Path
    scenario: Path
    users_csv: Path
    report: Path
    summary: dict[str, Any]
    facts: dict[str, Any]
    words: dict[str, str]


def main_job(
    folder: Path,
    *,
    users: int = 20,
    iterations: int = 40,
    headless: bool = True,
    tell: Callable[[str], None] = lambda _: None,
) -> MainJob:
    """Do it all in `folder` and return what came of it. Raises AssertionError with what a failed command said."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: folder / f"demo-shop.{name}" for name in ("har", "scenario.json", "users.csv", "pdf", "json")}
    words: dict[str, str] = {}
    with DemoShop() as shop:
        tell(f"The demo shop stands at {shop.url}")
        words["record"] = record(shop.url, files["har"], headless=headless)
        tell(f"Recorded with a real browser: {words['record']}")
        words["import"] = command("import", files["har"], "-o", files["scenario.json"])
        tell(f"Made a scenario of it:\n{words['import']}")
        give_accounts(shop.url, files["users.csv"], users)
        requests.post(f"{shop.url}/facts/reset", timeout=10).raise_for_status()
        tell(f"{users} people replay it, {iterations} passes in all ...")
        words["run"] = command(
            "run", files["scenario.json"], "--users", users, "--iterations", iterations,
            "--json", files["json"], "--report", files["pdf"],
        )  # fmt: skip
        tell(words["run"])
        facts = requests.get(f"{shop.url}/facts", timeout=10).json()
        tell(f"The shop itself counted {facts['orders']} orders by {facts['orderers']} people.")
    summary = json.loads(files["json"].read_bytes())
    tell(f"The report: {files['pdf']}")
    return MainJob(
        folder, files["har"], files["scenario.json"], files["users.csv"], files["pdf"], summary, facts, words
    )


def record(url: str, output: Path, *, headless: bool, pause_ms: int = 300) -> str:
    """Record one walk through the shop, with pauses between actions; return what the command said at its end."""
    options = ["--headless"] if headless else ["--remote-debugging"]
    recorder = subprocess.Popen(
        [*PROGRAM, "record", url, "-o", str(output), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert recorder.stdout is not None
        first = recorder.stdout.readline()
        assert first, recorder.communicate(timeout=TIMEOUT_S)[1]
        shop_in_browser(json.loads(first)["devtools"], user="tester001", password="secret-001", pause_ms=pause_ms)
        recorder.send_signal(signal.SIGTERM)
        said = recorder.communicate(timeout=TIMEOUT_S)[1]
        assert recorder.returncode == 0, said
        return said.strip().splitlines()[-1]
    finally:
        recorder.kill()
        recorder.communicate()


def command(*words: object) -> str:
    """Run one command of the program and return what it said to the person."""
    done = subprocess.run(
        [*PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=TIMEOUT_S * 2, check=False
    )
    assert done.returncode == 0, f"{words[0]} ended with {done.returncode}:\n{done.stderr}"
    return done.stderr.strip()


def give_accounts(url: str, users_csv: Path, count: int) -> None:
    """Replace the one recorded log-in by `count` accounts of the shop."""
    text = requests.get(f"{url}/testers.csv", timeout=10).text
    rows = list(csv.DictReader(text.splitlines()))[:count]
    assert len(rows) == count
    with users_csv.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["username", "password"])
        writer.writeheader()
        writer.writerows({"username": row["username"], "password": row["password"]} for row in rows)


def _main() -> int:
    parser = argparse.ArgumentParser(description="The main job on the demo shop, start to PDF.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="show browser and window when there is a display")
    arguments = parser.parse_args()
    display = arguments.show and bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    shutil.rmtree(arguments.out, ignore_errors=True)
    started = time.monotonic()
    job = main_job(arguments.out, headless=not display, tell=lambda sentence: print(sentence, flush=True))
    print(f"All of it took {time.monotonic() - started:.0f} s.")
    if display:
        subprocess.run([*PROGRAM, str(job.scenario)], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
