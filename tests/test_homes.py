"""Each heavy library has one home: a package that is not its home does not pull it in, not even indirectly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import loadstudio

HOMES = {
    "PySide6": {"gui"},
    "pyqtgraph": {"gui"},
    "gevent": {"engine"},
    "locust": {"engine"},
    "mitmproxy": {"recorder"},
    "typst": {"report", "cli", "gui"},
    "tornado": {"demo", "recorder"},
}
PACKAGES = sorted(folder.parent.name for folder in Path(loadstudio.__file__).parent.glob("*/__init__.py"))

_PROBE = """
import importlib, pkgutil, sys
package = importlib.import_module("loadstudio.{package}")
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print(" ".join(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""


@pytest.mark.parametrize("package", PACKAGES)
def test_package_imports_only_libraries_that_live_there(package: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _PROBE.format(package=package)], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    imported = set(run.stdout.split())
    strangers = {library for library, homes in HOMES.items() if library in imported and package not in homes}
    assert not strangers, f"loadstudio.{package} imports {sorted(strangers)}"
    assert "loadstudio" in imported
