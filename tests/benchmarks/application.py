"""The application of the window's benchmarks, set up as the program sets up its own."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtWidgets import QApplication

from loadstudio.gui.app import SWITCH_S
from loadstudio.gui.theme import apply_theme


@cache  # keeps it
def the_application() -> QApplication:
    """Return it, made when there is none: light, and a busy job gives the interpreter back soon."""
    sys.setswitchinterval(SWITCH_S)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    return app
