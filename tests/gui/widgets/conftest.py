"""Each test of the components starts in the light theme."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from loadstudio.gui.theme import apply_theme


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> QApplication:
    """Dress the application before each test."""
    apply_theme(qapp, "light")
    return qapp
