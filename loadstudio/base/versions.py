"""What this program is made of: the versions and licences that people quote when they ask for help."""

from __future__ import annotations

import platform
import sys

import msgspec

from loadstudio import __version__


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the program; `version` is '' where it is not installed, `licence` is its SPDX expression."""

    name: str
    version: str
    licence: str


_PACKAGES = (
    ("PySide6 (Qt)", "PySide6_Essentials", "LGPL-3.0-only"),
    ("mitmproxy", "mitmproxy", "MIT"),
    ("Locust", "locust", "MIT"),
    ("gevent", "gevent", "MIT"),
    ("Requests", "requests", "Apache-2.0"),
    ("pyqtgraph", "pyqtgraph", "MIT"),
    ("msgspec", "msgspec", "BSD-3-Clause"),
    ("Typst", "typst", "Apache-2.0"),
)


def parts() -> tuple[Part, ...]:
    """Return LoadStudio, Python, and the libraries that do most of the work. Reads a few small files."""
    own = Part(name="LoadStudio", version=__version__, licence="Apache-2.0")
    python = Part(name="Python", version=platform.python_version(), licence="PSF-2.0")
    return (own, python, *(Part(name=n, version=_version_of(package), licence=li) for n, package, li in _PACKAGES))


def version_lines() -> tuple[str, ...]:
    """Return one line for each part that is installed and one for the system, for a message to those who help."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    frozen = "installed program" if getattr(sys, "frozen", False) else "run from Python packages"
    return (*(f"{part.name} {part.version}" for part in parts() if part.version), system, frozen)


def _version_of(package: str) -> str:
    from importlib import metadata  # noqa: PLC0415 - slow to import, and the window must be there at once

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
