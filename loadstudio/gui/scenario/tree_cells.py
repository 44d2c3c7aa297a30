"""How the rows of the scenario tree look: words, icon, method, what stands at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt

from loadstudio.gui.scenario.tree_items import Item, StepItem
from loadstudio.gui.scenario.words import Tr, has_recorded_name, pause_text, request_title, search_text
from loadstudio.gui.widgets.cells import BadgeValue, CellRole
from loadstudio.gui.widgets.fields import short_duration
from loadstudio.scenario.model import HttpRequest, Step, ThinkTime

type CheckMarks = dict[str, BadgeValue]


def tree_cell(item: Item, role: int, tr: Tr) -> object:
    """Return what a row answers to a role."""
    if role == CellRole.OFF:
        return is_off(item)
    match item.part:
        case Step() as step:
            return _step_cell(item, step, role, tr)
        case HttpRequest() as request:
            return _request_cell(request, role, tr, off=is_off(item))
        case ThinkTime() as pause:
            return _pause_cell(pause, role, tr, off=is_off(item))
        case _:
            return _files_cell(item, role, tr)


def is_off(item: Item) -> bool:
    """Return whether a row, or its step, is switched off."""
    if item.part is not None and not item.part.enabled:
        return True
    return item.parent is not None and item.parent.parent is not None and is_off(item.parent)


def edit_text(item: Item) -> str:
    """Return the text with which renaming begins."""
    match item.part:
        case ThinkTime() as pause:
            return short_duration(pause.seconds)
        case Step() | HttpRequest() as part:
            return part.name
        case _:
            return ""


def search_words(item: Item) -> str:
    """Return in lower case what a search looks through."""
    match item.part:
        case Step() as step:
            return step.name.lower()
        case HttpRequest() as request:
            return search_text(request)
        case _:
            return ""


def _step_cell(item: Item, step: Step, role: int, tr: Tr) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return step.name
        case CellRole.STYLE:
            return "strong"
        case CellRole.TRAILING:
            return f"{_requests_in(item):,}" if step.enabled else tr("off")
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{step.name}, {tr('step')}" + ("" if step.enabled else f", {tr('off')}")
    return None


def _requests_in(item: Item) -> int:
    if not isinstance(item, StepItem):
        return 0
    return sum(1 for child in item.flat if isinstance(child.part, HttpRequest))


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
            return f"{len(item.rows):,}"
        case Qt.ItemDataRole.ToolTipRole:
            return tr("Pictures, styles, scripts and fonts of the page")
    return None
