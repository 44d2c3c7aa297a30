"""What the person does to parts of the scenario: each a named edit of the document, which can be undone.

How the parts change is decided in `scenario.edit`, `selection` and `clip`; which parts are meant, in the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from loadstudio.authoring.mending.reset import as_recorded
from loadstudio.base.ids import new_id
from loadstudio.gui.document import Document
from loadstudio.gui.notices import Notices
from loadstudio.gui.scenario.part.block_words import part_title
from loadstudio.gui.scenario.words import shortened
from loadstudio.scenario import edit, selection
from loadstudio.scenario.clip import clip_bytes, clip_from, clip_of, pasted
from loadstudio.scenario.edit import Holder
from loadstudio.scenario.model import (
    Choice,
    Comparison,
    HttpRequest,
    If,
    Loop,
    Node,
    PythonCode,
    Scenario,
    Step,
    walk,
)

CLIP_MIME = "application/x-loadstudio-parts+json"
_LONGEST_NAME = 40


class PartEdits(QObject):
    """Edits `document`; what went wrong and what was deleted is told by `notices`. `made(ids)` tells which parts are
    to be chosen afterwards.
    """

    made = Signal(object)

    def __init__(self, document: Document, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._notices = notices

    def part(self, part_id: str) -> Node | None:
        """Return a part, or None when the scenario has none with this id."""
        try:
            return edit.find(self._document.scenario, part_id)
        except KeyError:
            return None

    def rename(self, part_id: str, name: str) -> None:
        """Give a step, request or Python step another name."""
        part, scenario, name = self.part(part_id), self._document.scenario, name.strip()
        if not name:
            return
        if isinstance(part, Step):
            self._document.edit(self.tr("Rename step"), edit.rename_step(scenario, part_id, name))
        elif isinstance(part, HttpRequest):
            self._document.edit(self.tr("Rename request"), edit.rename_request(scenario, part_id, name))
        elif isinstance(part, PythonCode):
            renamed = PythonCode(id=part.id, name=name, code=part.code, enabled=part.enabled)
            self._document.edit(self.tr("Rename Python step"), edit.replace_part(scenario, renamed))

    def pause(self, part_id: str, seconds: float) -> None:
        """Make a think time so long."""
        after = edit.set_think_time(self._document.scenario, part_id, seconds)
        self._document.edit(self.tr("Change think time"), after)

    def replace(self, words: str, part: Node, burst: str = "") -> None:
        """Put a changed part in the place of the one with its id."""
        self._document.edit(words, edit.replace_part(self._document.scenario, part), burst=burst)

    def reset(self, request: HttpRequest) -> None:
        """Send a request as it was recorded again, with the values that belong there."""
        entries, scenario = self._document.entries, self._document.scenario
        entry = entries.get(request.recorded.entry_id) if request.recorded is not None else None
        if entry is None:
            return
        self._document.jobs.start(
            "resetting a request",
            lambda _task: as_recorded(scenario, request, entry, entries),
            done=lambda made: self._put_reset(request, made),
            owner=self,
        )

    def _put_reset(self, before: HttpRequest, made: HttpRequest) -> None:
        if self.part(before.id) is before:  # else it was changed meanwhile
            words = self.tr("Reset {0} to recorded").format(self.name_of((before.id,)))
            self.replace(words, made)
            said = self.tr("{0} is sent as recorded again.").format(self.name_of((before.id,)))
            self._notices.offer_undo(said, self._document.undo_stack)

    def switch(self, ids: Sequence[str], on: bool | None = None) -> None:
        """Switch parts on or off; without `on` they all become what the first is not."""
        parts = selection.outermost(self._document.scenario, ids)
        if parts:
            on = not parts[0].enabled if on is None else on
            words = self.tr("Switch on {0}") if on else self.tr("Switch off {0}")
            after = selection.set_all_enabled(self._document.scenario, ids, on)
            self._document.edit(words.format(self.name_of(ids)), after)

    def delete(self, ids: Sequence[str]) -> None:
        """Take parts out; the notice offers to bring them back."""
        if ids:
            name = self.name_of(ids)
            after = selection.delete_all(self._document.scenario, ids)
            self._document.edit(self.tr("Delete {0}").format(name), after)
            self._notices.offer_undo(self.tr("{0} is deleted.").format(name), self._document.undo_stack)

    def duplicate(self, ids: Sequence[str]) -> None:
        """Put a copy of each part right behind it."""
        if ids:
            words = self.tr("Duplicate {0}").format(self.name_of(ids))
            self._tell_new(words, selection.duplicate_all(self._document.scenario, ids))

    def move(self, ids: Sequence[str], parent_id: str, index: int) -> None:
        """Move parts into a step or block, or to another place among the steps."""
        words = self.tr("Move {0}").format(self.name_of(ids))
        after = selection.move_all(self._document.scenario, ids, parent_id=parent_id, index=index)
        self._document.edit(words, after)
        self.made.emit(tuple(ids))

    def move_by(self, ids: Sequence[str], by: int) -> None:
        """Move parts one place up (-1) or down (1) among those beside them."""
        scenario = self._document.scenario
        parts = selection.outermost(scenario, ids)
        if not parts:
            return
        holder = edit.holder_of(scenario, parts[0].id)
        siblings = scenario.steps if holder is None else holder.children
        moved = {part.id for part in parts}
        others = [node.id for node in siblings if node.id not in moved]
        first = next(place for place, node in enumerate(siblings) if node.id == parts[0].id)
        index = min(len(others), max(0, first + by))
        self.move([part.id for part in parts], holder.id if holder is not None else "", index)

    # Blocks

    def wrap(self, ids: Sequence[str], kind: str) -> None:
        """Put parts into a new `loop`, `if`, `choice` or `group`."""
        if ids:
            scenario, wrapper = self._document.scenario, self.new_block(kind)
            words = {
                "loop": self.tr("Repeat {0}"),
                "if": self.tr("Do {0} only if"),
                "choice": self.tr("Choose among {0}"),
                "group": self.tr("Group {0}"),
            }[kind]
            self._document.edit(words.format(self.name_of(ids)), selection.wrapped(scenario, ids, wrapper))
            self.made.emit((wrapper.id,))

    def new_block(self, kind: str) -> Holder:
        """Return a new empty block or group with what it has at first."""
        match kind:
            case "loop":
                return Loop(id=new_id("loop"), times=3)
            case "if":
                return If(id=new_id("if"), condition=Comparison(left="", operator="exists"))
            case "choice":
                return Choice(id=new_id("choice"))
            case _:
                return Step(id=new_id("step"), name=self.tr("New group"))

    def take_out(self, ids: Sequence[str]) -> None:
        """Put what a step or block holds into its place."""
        scenario = self._document.scenario
        for part_id in ids:
            if self.part(part_id) is not None and selection.can_take_out(scenario, part_id):
                children = [node.id for node in edit.find(scenario, part_id).children]  # type: ignore[union-attr]  # it has some
                words = self.tr("Take out of {0}").format(self.name_of((part_id,)))
                self._document.edit(words, selection.taken_out(scenario, part_id))
                self.made.emit(tuple(children))
                return

    def can_take_out(self, part_id: str) -> bool:
        """Return whether what a part holds can stand in its place."""
        part = self.part(part_id)
        return part is not None and selection.can_take_out(self._document.scenario, part_id)

    # The clipboard

    def copy(self, ids: Iterable[str]) -> None:
        """Put parts on the clipboard, for any window of the program."""
        clip = clip_of(self._document.scenario, ids)
        if clip.parts:
            data = QMimeData()
            data.setData(CLIP_MIME, clip_bytes(clip))
            data.setText("\n".join(part_title(part, self.tr) for part in clip.parts))
            QGuiApplication.clipboard().setMimeData(data)

    def cut(self, ids: Sequence[str]) -> None:
        """Put parts on the clipboard and take them out."""
        if ids:
            self.copy(ids)
            after = selection.delete_all(self._document.scenario, ids)
            self._document.edit(self.tr("Cut {0}").format(self.name_of(ids)), after)

    def paste(self, chosen_id: str) -> None:
        """Put what is on the clipboard behind the chosen part."""
        data = QGuiApplication.clipboard().mimeData()
        clip = clip_from(bytes(data.data(CLIP_MIME).data())) if data.hasFormat(CLIP_MIME) else None
        if clip is None:
            self._notices.tell(self.tr("There is nothing to paste. Copy a step or request first."))
            return
        after, ids = pasted(self._document.scenario, clip, chosen_id)
        self._document.edit(self.tr("Paste {0}").format(self._name(clip.parts)), after)
        self.made.emit(ids)

    # Words

    def name_of(self, ids: Iterable[str]) -> str:
        """Return what the undo list calls these parts."""
        return self._name(selection.outermost(self._document.scenario, ids))

    def _name(self, parts: Sequence[Node]) -> str:
        if len(parts) == 1:
            return shortened(part_title(parts[0], self.tr), _LONGEST_NAME)
        return self.tr("{0} parts").format(len(parts))

    def _tell_new(self, words: str, after: Scenario) -> None:
        known = {node.id for node in walk(self._document.scenario.steps)}
        new = {node.id for node in walk(after.steps)} - known
        self._document.edit(words, after)
        self.made.emit(tuple(part.id for part in selection.outermost(after, new)))
