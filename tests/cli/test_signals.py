"""A command that is told to end says so with the documented exit code, however early or late it is told."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there a signal ends a program without asking it")

WHILE_LOADING = """
import os, sys
from loadstudio import __main__ as program

class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == "loadstudio.{module}":
            os.kill(os.getpid(), {number})

sys.meta_path.insert(0, Impatient())
sys.exit(program.main({words}))
"""

WHILE_LEAVING = """
import os, sys
from loadstudio import __main__ as program

code = program.main(["runs", "--nonsense"])
os.kill(os.getpid(), {number})
sys.exit(code)
"""


def ended(program: str) -> tuple[int, str]:
    """Return exit code and stderr of a Python program."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize(
    ("words", "module", "number"),
    [
        (["runs"], "cli.main", signal.SIGINT),
        (["runs"], "results", signal.SIGTERM),
        (["demo"], "demo.server", signal.SIGTERM),
        (["shop.scenario.json"], "gui.app", signal.SIGINT),
    ],
)
def test_told_while_it_loads(words: list[str], module: str, number: signal.Signals) -> None:
    code, said = ended(WHILE_LOADING.format(words=words, module=module, number=int(number)))
    assert (code, said) == (130, "loadstudio: interrupted")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_when_its_work_is_done(number: signal.Signals) -> None:
    code, said = ended(WHILE_LEAVING.format(number=int(number)))
    assert code == 2
    assert "nonsense" in said
    assert "Traceback" not in said
