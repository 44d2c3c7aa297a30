"""The bundled typefaces and the type scale of the design; every text of the window takes its font from here."""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from loadstudio.base.resources import resource_path

FontStyle = Literal[
    "question", "number", "title", "large", "lead", "lead_bold", "card", "text", "name", "strong", "second",
    "column", "meter", "badge", "axis", "method", "mono",
]  # fmt: skip

# style -> pixel size and weight, as look.md gives them.
_SCALE: dict[str, tuple[int, int]] = {
    "question": (30, 600),
    "number": (28, 600),
    "title": (22, 600),
    "large": (16, 400),
    "lead": (15, 400),
    "lead_bold": (15, 600),
    "card": (15, 600),
    "text": (13, 400),
    "name": (13, 500),
    "strong": (13, 600),
    "second": (12, 400),
    "column": (12, 500),
    "meter": (12, 600),
    "badge": (11, 600),
    "axis": (11, 400),
    "method": (10, 700),
    "mono": (12, 400),
}

SANS = "Inter"
MONO = "JetBrains Mono"


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts with Qt, once in a process, and return their families."""
    families: list[str] = []
    for path in sorted(resource_path("fonts").glob("*.woff2")):
        number = QFontDatabase.addApplicationFont(str(path))
        families.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(dict.fromkeys(families))


@cache
def _shared(style: FontStyle, tabular: bool) -> QFont:
    size, weight = _SCALE[style]
    font = QFont()
    # The second family lends the signs that the first has not, such as the brackets around a variable.
    font.setFamilies([MONO, SANS] if style == "mono" else [SANS, MONO])
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if style == "mono":
        font.setFixedPitch(True)
        font.setFeature(QFont.Tag("calt"), 0)  # no ligatures: a body is shown as it is
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def font_of(style: FontStyle, *, tabular: bool = False) -> QFont:
    """Return the font of a style of the type scale; `tabular` gives all digits the same width (for numbers only)."""
    return QFont(_shared(style, tabular))
