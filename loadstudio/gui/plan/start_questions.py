"""What must be asked before a run: may hosts get load that were not recorded, may code of the scenario be run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loadstudio.gui.widgets.banner import Banner


class StartQuestions(Banner):
    """Hidden while nothing is asked. `hosts_allowed(hosts)` and `code_trusted` are the answers; `asking(bool)` tells
    whether its button is the one that leads on.
    """

    hosts_allowed = Signal(object)
    code_trusted = Signal()
    asking = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._hosts: tuple[str, ...] = ()
        self.acted.connect(self._answer)
        self.hide()

    def ask_hosts(self, hosts: tuple[str, ...]) -> None:
        """Ask whether load may go to these hosts."""
        self._hosts = hosts
        names = ", ".join(hosts)
        title = self.tr("{0} was not recorded.").format(names)
        why = self.tr("Put load on it only if it is yours or its owner agrees: load can slow it down for everybody.")
        self._ask(title, why, self.tr("Allow {0}").format(names), "unlock")

    def ask_code(self, names: Sequence[str]) -> None:
        """Ask whether the Python steps of these names may be run."""
        self._hosts = ()
        title = self.tr("This run executes Python code: {0}.").format(", ".join(f"“{name}”" for name in names))
        why = self.tr(
            "Code can do on this computer whatever you can. Run it only if you wrote it, or trust who gave you the"
            " scenario. You are not asked again while it stays as it is."
        )
        self._ask(title, why, self.tr("Run the code"), "terminal")

    def _ask(self, title: str, why: str, action: str, icon: str) -> None:
        self.show_message("warn", title, why, action, action_icon=icon)
        self.show()
        self.asking.emit(True)
        self.button.setFocus()

    def forget(self) -> None:
        """Ask no more."""
        self.hide()
        self.asking.emit(False)

    def _answer(self) -> None:
        hosts, self._hosts = self._hosts, ()
        self.forget()
        if hosts:
            self.hosts_allowed.emit(hosts)
        else:
            self.code_trusted.emit()
