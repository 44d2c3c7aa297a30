"""The sentence under the drawn load: what it comes to, or what is wrong with the plan."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from loadstudio.gui.language import told
from loadstudio.gui.plan.forecast import Forecast, rounded, sentence
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.label import Label
from loadstudio.gui.widgets.rows import IconView
from loadstudio.plan.model import Plan
from loadstudio.plan.validate import problems

_TOLD = 2


class ForecastLine(QWidget):
    """An icon and a sentence; warns where the load is more than this computer can make."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wand = IconView("wand", "accent", 18)
        self.sentence = Label("", "lead", tabular=True, wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 0, 6, 0)
        line.setSpacing(12)
        line.addWidget(self._wand)
        line.addWidget(self.sentence, 1)

    def show_forecast(self, plan: Plan, expected: Forecast, *, here: bool) -> None:
        """Say what a plan comes to; whether this computer is enough matters when the load is made `here`."""
        words, tone, icon = sentence(plan, expected), "text", "wand"
        wrong = problems(plan)
        if wrong:
            more = self.tr("And {0} more.").format(len(wrong) - _TOLD) if len(wrong) > _TOLD else ""
            words, tone, icon = " ".join((*map(told, wrong[:_TOLD]), more)).strip(), "bad", "cross"
        elif expected.kind == "bad" and here:
            can = self.tr("This computer can send about {0} a second.")
            words = f"{words} {can.format(count_text(rounded(expected.requests_possible_per_s)))}"
            tone, icon = "warn", "warn"
        self.sentence.setText(words)
        self.sentence.set_tone(tone)
        self._wand.set_icon(icon, "accent" if tone == "text" else tone)
