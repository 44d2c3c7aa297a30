"""Where the window cannot open, one sentence says why: on a server, and in the install that only makes load."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

WITHOUT = """
import sys
sys.modules[{lacking!r}] = None
from loadstudio.__main__ import main
sys.exit(main({words}))
"""


def ended(*command: str, **environment: str) -> tuple[int, str]:
    """Return exit code and stderr of a program in an environment that names no display, but what is given."""
    without = {name: value for name, value in os.environ.items() if not name.startswith(("DISPLAY", "WAYLAND", "QT_"))}
    done = subprocess.run(
        [sys.executable, *command],
        capture_output=True, text=True, timeout=60, check=False, env=without | environment,
    )  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
@pytest.mark.parametrize("words", [[], ["shop.scenario.json"]])
def test_a_computer_without_a_display(words: list[str]) -> None:
    code, said = ended("-m", "loadstudio", *words)
    assert code == 2
    assert said.startswith("loadstudio: There is no display")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("lacking", "words"),
    [("PySide6", []), ("PySide6", ["shop.har"]), ("tornado", ["demo"]), ("mitmproxy", ["recorder"])],
)
def test_an_install_without_window_and_recorder(lacking: str, words: list[str]) -> None:
    code, said = ended("-c", WITHOUT.format(lacking=lacking, words=words), QT_QPA_PLATFORM="offscreen")
    assert code == 2
    assert said == f"loadstudio: {lacking} is not installed here, which this needs: pip install 'loadstudio[desktop]'\n"
