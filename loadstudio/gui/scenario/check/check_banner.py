"""The banner of a check: what became of the request that is shown, and the button that helps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loadstudio.gui.document import Document
from loadstudio.gui.language import told
from loadstudio.gui.scenario.check.check_words import Message, fix_message, fixed_message, message_of, stale_message
from loadstudio.gui.widgets.banner import Banner
from loadstudio.scenario.model import Scenario

if TYPE_CHECKING:
    from loadstudio.authoring.comparing.replay_report import CheckedRequest
    from loadstudio.authoring.mending.drift import Drift
    from loadstudio.authoring.mending.stale import Stale

_ICONS = {"fix": "wand", "freshen": "wand", "again": "play"}


class CheckBanner(Banner):
    """`load_wanted` when all is good, `edit_wanted(request id)` to change the request, `again` to check again. Values
    that are no longer where they were are taken from elsewhere by one edit of the document; undone, that is offered
    again.
    """

    load_wanted = Signal()
    edit_wanted = Signal(str)
    again = Signal()

    def __init__(self, scenario: Scenario, document: Document | None, parent: QWidget | None = None) -> None:
        """`scenario` is the one that was checked; the document may have changed since."""
        super().__init__("info", " ", parent=parent)
        self._scenario = scenario
        self._document = document
        self._checked: CheckedRequest | None = None
        self._passed = False
        self._fixes: tuple[Drift, ...] = ()
        self._does = "nothing"
        self._stale: dict[str, tuple[Stale, ...]] = {}
        self.drifts: Sequence[Drift] = ()
        self.acted.connect(self._act)
        if document is not None:
            document.changed.connect(self._say)  # a method of an object of Qt: it ends with the banner

    def tell(self, checked: CheckedRequest | None, *, failure: str = "", passed: bool = False) -> None:
        """Say what became of a request; None while that is not known. `failure` is why the check itself broke off."""
        self._checked, self._passed = checked, passed
        self.setVisible(checked is not None or bool(failure))
        if failure:
            self._checked = None
            self._show(Message("bad", told(failure)))
        else:
            self._say()

    def take_stale(self, found: tuple[str, tuple[Stale, ...]]) -> None:
        """Note what a request (by id) sends as recorded although the site hands out new ones."""
        self._stale[found[0]] = found[1]
        self._say()

    def knows_stale(self, request_id: str) -> bool:
        """Whether that was looked for already."""
        return request_id in self._stale

    def _say(self) -> None:
        if self._checked is not None:
            self._show(self._message(self._checked))

    def _show(self, said: Message) -> None:
        self._does = said.does
        self.show_message(said.kind, said.title, said.why, said.action, action_icon=_ICONS.get(said.does, ""))

    def _message(self, checked: CheckedRequest) -> Message:
        # the session's module has loaded them, which takes long
        from loadstudio.authoring.mending.advice import advice_of, drifts_behind  # noqa: PLC0415
        from loadstudio.authoring.mending.drift import is_applied  # noqa: PLC0415
        from loadstudio.authoring.mending.stale import is_fresh  # noqa: PLC0415

        behind = drifts_behind(checked, self._scenario, self.drifts)
        self._fixes = tuple(drift for drift in behind if drift.remedy is not None)
        if self._document is not None and self._fixes:
            if all(is_applied(self._document.scenario, drift) for drift in self._fixes):
                return fixed_message(self._fixes, self.tr)
            return fix_message(self._fixes, self.tr, failed=checked.verdict == "failed")
        stale = self._stale.get(checked.request_id, ())
        if self._document is not None and stale:
            if all(is_fresh(self._document.scenario, one) for one in stale):
                return fixed_message(stale, self.tr)
            return stale_message(stale, self.tr)
        said = message_of(checked, advice_of(checked), self.tr, passed=self._passed)
        return replace(said, why=" ".join((said.why, *(told(drift.sentence) for drift in behind))))

    def _act(self) -> None:
        match self._does:
            case "load":
                self.load_wanted.emit()
            case "edit" if self._checked is not None:
                self.edit_wanted.emit(self._checked.request_id)
            case "again":
                self.again.emit()
            case "fix" | "freshen" if self._document is not None:
                self._fix(self._document, self._stale.get(self._checked.request_id if self._checked else "", ()))

    def _fix(self, document: Document, stale: Sequence[Stale]) -> None:
        # loaded long since
        from loadstudio.authoring.mending.drift import fixed  # noqa: PLC0415
        from loadstudio.authoring.mending.stale import freshened  # noqa: PLC0415

        if self._does == "fix":
            names = ", ".join(drift.label for drift in self._fixes)
            after = fixed(document.scenario, self._fixes)
            document.edit(self.tr("Take {0} from elsewhere").format(names), after)
        else:
            names = ", ".join(one.label for one in stale)
            document.edit(self.tr("Use the new {0}").format(names), freshened(document.scenario, stale))
