"""What the person does to changing values: each a named edit of the document, which can be undone.

How a value is taken is decided in `authoring.pointing`, how the scenario changes in `scenario.values`.
"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from loadstudio.authoring.mending.pointing import Pointed, Taken, check_for, taken_from, text_of
from loadstudio.gui.document import Document
from loadstudio.gui.language import told
from loadstudio.gui.notices import Notices
from loadstudio.gui.scenario.words import chip_text, shortened
from loadstudio.recording.entry import Entry
from loadstudio.scenario import edit, values
from loadstudio.scenario.assertion import Check
from loadstudio.scenario.model import HttpRequest

_LONGEST = 30


class ValueEdits(QObject):
    """Edits `document`; what came of it is told by `notices`. What looks through an answer is done in a job."""

    def __init__(self, document: Document, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._notices = notices

    def do(self, key: str, request: HttpRequest, entry: Entry, pointed: Pointed) -> None:
        """`take`, `check` or `ignore` the value at which was pointed in the answer to a request."""
        act = {"take": self._take, "check": self._check, "ignore": self._ignore}[key]
        act(request.id, entry, pointed)

    def _take(self, request_id: str, entry: Entry, pointed: Pointed) -> None:
        scenario = self._document.scenario
        taken = {*(one.name for one in scenario.variables), *(one.name for one in scenario.data_sources)}
        self._document.jobs.start(
            "finding how a value is taken",
            lambda _task: taken_from(entry, pointed, request_id, taken),
            done=lambda found: self._put_taken(request_id, found),
            owner=self,
        )

    def _put_taken(self, request_id: str, taken: Taken | None) -> None:
        if taken is None:
            self._notices.warn(
                self.tr("This value cannot be taken."),
                why=self.tr(
                    "Nothing in the answer leads to it and to nothing else. Point at another place where it stands."
                ),
            )
            return
        name = chip_text(taken.variable.name)
        try:
            after = values.with_taken(self._document.scenario, request_id, taken.variable, taken.extractor)
        except (KeyError, ValueError):
            return  # the request went, or the name was given meanwhile
        self._document.edit(self.tr("Use {0} later").format(name), after)
        words = self.tr("{0} is taken from this answer now. Type $ in a field of a later request to put it in.")
        self._notices.tell(words.format(name))

    def _check(self, request_id: str, entry: Entry, pointed: Pointed) -> None:
        self._document.jobs.start(
            "making a check",
            lambda _task: check_for(entry, pointed),
            done=lambda check: self._put_check(request_id, check, pointed.written),
            owner=self,
        )

    def _put_check(self, request_id: str, check: Check, written: str) -> None:
        try:
            part = edit.find(self._document.scenario, request_id)
        except KeyError:
            return
        if isinstance(part, HttpRequest):
            after = edit.replace_request(self._document.scenario, replace(part, checks=(*part.checks, check)))
            text = shortened(written.strip('"'), _LONGEST)
            self._document.edit(self.tr("Check that “{0}” is there").format(text), after)

    def _ignore(self, request_id: str, entry: Entry, pointed: Pointed) -> None:
        text = text_of(entry, pointed)
        after = values.with_ignored(self._document.scenario, request_id, text)
        self._document.edit(self.tr("Ignore changes of “{0}”").format(shortened(text, _LONGEST)), after)
        self._notices.tell(self.tr("A check greys it out from now on, whatever stands there."))

    def rename(self, name: str, new_name: str) -> str:
        """Give a value another name; return why not, or ''."""
        try:
            after = values.rename_value(self._document.scenario, name, new_name)
        except ValueError as error:
            return told(str(error))
        self._document.edit(self.tr("Rename {0}").format(chip_text(name)), after)
        return ""

    def switch(self, name: str, on: bool) -> None:
        """Take a value anew each time, or send it as recorded."""
        after = edit.set_variable_enabled(self._document.scenario, name, on)
        words = self.tr("Switch on {0}") if on else self.tr("Switch off {0}")
        self._document.edit(words.format(chip_text(name)), after)
