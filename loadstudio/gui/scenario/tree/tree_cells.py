"""How the rows of the scenario tree look: words, icon, method, what stands at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt

from loadstudio.gui.scenario.part.block_words import part_title, share_text
from loadstudio.gui.scenario.tree.tree_items import HolderItem, Item
from loadstudio.gui.scenario.words import Tr, has_recorded_name, pause_text, request_title, search_text
from loadstudio.gui.sought import Sought, kind_of
from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.cells import CellRole
from loadstudio.gui.widgets.fields import short_duration
from loadstudio.scenario.edit import Holder
from loadstudio.scenario.model import BLOCKS, Choice, HttpRequest, If, Loop, Node, PythonCode, Step, ThinkTime

_ICONS: dict[type, str] = {Loop: "repeat", If: "branch", Choice: "shuffle", PythonCode: "terminal", Step: "folder"}


def tree_cell(item: Item, role: int, tr: Tr) -> object:
    """Return what a row answers to a role."""
    if role == CellRole.OFF:
        return is_off(item)
    match item.part:
        case Step() as step if not _is_group(item):
            return _step_cell(item, step, role, tr)
        case HttpRequest() as request:
            return _request_cell(request, role, tr, off=is_off(item))
        case ThinkTime() as pause:
            return _pause_cell(pause, role, tr, off=is_off(item))
        case None:
            return _files_cell(item, role, tr)
        case Loop() | If() | Choice() | PythonCode() | Step() as part:
            return _block_cell(item, part, role, tr)


def is_off(item: Item) -> bool:
    """Return whether a row, or what it stands in, is switched off."""
    if item.part is not None and not item.part.enabled:
        return True
    return item.parent is not None and is_off(item.parent)


def edit_text(item: Item) -> str:
    """Return the text with which renaming begins; '' where there is no name."""
    match item.part:
        case ThinkTime() as pause:
            return short_duration(pause.seconds)
        case Step() | HttpRequest() | PythonCode() as part:
            return part.name
        case _:
            return ""


def search_words(item: Item, tr: Tr) -> str:
    """Return in lower case what a search looks through."""
    match item.part:
        case None | ThinkTime():
            return ""
        case HttpRequest() as request:
            return search_text(request)
        case PythonCode() as step:
            return f"{step.name}\n{step.code}".lower()
        case part:
            return part_title(part, tr).lower()


def is_sought(part: Node | None, text: str, sought: Sought) -> bool:
    """Tell whether a part, with the `text` that a search looks through, is looked for; a kind is one of requests."""
    if not isinstance(part, HttpRequest):
        return sought.kind == "all" and bool(text) and sought.finds(text, 0)
    recorded = part.recorded
    status = recorded.status if recorded is not None else 0
    kind = kind_of(recorded.mime_type if recorded is not None else "", static=part.static)
    return sought.takes(kind, failed=status >= 400) and sought.finds(text, status)


def _is_group(item: Item) -> bool:
    return item.parent is not None and item.parent.part is not None


def _step_cell(item: Item, step: Step, role: int, tr: Tr) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return step.name
        case CellRole.STYLE:
            return "strong"
        case CellRole.TRAILING:
            return count_text(_requests_in(item)) if step.enabled else tr("off")
        case Qt.ItemDataRole.ToolTipRole:
            return f"{step.name}\n{step.note}" if step.note else step.name
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{step.name}, {tr('step')}" + ("" if step.enabled else f", {tr('off')}")
    return None


def _block_cell(item: Item, part: Holder | PythonCode, role: int, tr: Tr) -> object:
    value: object = None
    match role:
        case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
            value = part_title(part, tr)
        case CellRole.STYLE:
            value = "name"
        case CellRole.ICON:
            value = _ICONS[type(part)]
        case CellRole.ICON_TONE:
            value = "accent"
        case CellRole.TRAILING:
            value = _block_trailing(item, part, tr)
        case Qt.ItemDataRole.AccessibleTextRole:
            kind = tr("block") if isinstance(part, BLOCKS) else tr("group") if isinstance(part, Step) else tr("Python")
            value = f"{part_title(part, tr)}, {kind}" + (f", {tr('off')}" if is_off(item) else "")
    return value


def _block_trailing(item: Item, part: Holder | PythonCode, tr: Tr) -> str:
    if not part.enabled:
        return tr("off")
    over = item.parent
    if isinstance(over, HolderItem) and isinstance(over.part, Choice) and isinstance(part, Step):
        return share_text(part, (child.part for child in over.flat if child.part is not None))
    return count_text(_requests_in(item)) if isinstance(part, Step) else ""


def _requests_in(item: Item) -> int:
    if not isinstance(item, HolderItem):
        return 0
    return sum(1 for child in item.within() if isinstance(child.part, HttpRequest))


def _request_cell(request: HttpRequest, role: int, tr: Tr, *, off: bool) -> object:
    value: object = None
    match role:
        case Qt.ItemDataRole.DisplayRole:
            value = request_title(request)
        case CellRole.METHOD:
            value = request.method
        case CellRole.TRAILING if not request.enabled:
            value = tr("off")
        case CellRole.TRAILING_TONE if off:
            value = "faint"
        case Qt.ItemDataRole.ToolTipRole:
            value = request.name if has_recorded_name(request) else f"{request.name}\n{request.method} {request.url}"
        case Qt.ItemDataRole.AccessibleTextRole:
            value = f"{request.method} {request_title(request)}" + (f", {tr('off')}" if off else "")
    return value


def _pause_cell(pause: ThinkTime, role: int, tr: Tr, *, off: bool) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return tr("Think time")
        case CellRole.ICON:
            return "clock"
        case CellRole.TONE:
            return "sub"
        case CellRole.TRAILING:
            return pause_text(pause) if pause.enabled else tr("off")
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr('Think time')} {pause_text(pause)}" + (f", {tr('off')}" if off else "")
    return None


def _files_cell(item: Item, role: int, tr: Tr) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return tr("Page files")
        case CellRole.TONE:
            return "sub"
        case CellRole.TRAILING:
            return count_text(len(item.rows))
        case Qt.ItemDataRole.ToolTipRole:
            return tr("Pictures, styles, scripts and fonts of the page")
    return None
