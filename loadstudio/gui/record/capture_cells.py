"""How requests and notes look in the list of a recording in progress: words and tints of their cells."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from loadstudio.gui.language import told
from loadstudio.gui.units import bytes_text, milliseconds_text
from loadstudio.gui.widgets.cells import BadgeValue, CellRole
from loadstudio.http_types import url
from loadstudio.recording.entry import Note
from loadstudio.wire.recorder_messages import EntryCaptured

type Tr = Callable[[str], str]


def step_cell(
    title: str, column: int, role: int, tr: Tr, *, at: str, is_last: bool, requests: Callable[[], int]
) -> object:
    """Return what the cell of a step answers to a role; `requests` counts what it shows, as far as it is not out."""
    value: object = None
    match column, role:
        case 0, Qt.ItemDataRole.DisplayRole:
            value = title
        case 0, CellRole.STYLE:
            value = "strong"
        case 0, CellRole.SECOND:
            count = requests()
            value = tr("1 request") if count == 1 else tr("{0} requests").format(count)
        case 0, CellRole.BADGE if is_last:
            value = BadgeValue(tr("now"), "bad", "")
        case 3, Qt.ItemDataRole.DisplayRole:
            value = at
        case 3, CellRole.TONE:
            value = "sub"
    return value


def request_cell(
    entry: EntryCaptured, column: int, role: int, tr: Tr, *, at: str, is_newest: bool, is_removed: bool
) -> object:
    """Return what the cell of a request answers to a role; `at` is when it began, as words."""
    value: object = None
    match column, role:
        case 0, Qt.ItemDataRole.DisplayRole:
            value = _short_address(entry.url)
        case 1, Qt.ItemDataRole.DisplayRole:
            value = tr("taken out") if is_removed else _answer_text(entry, tr)
        case 2, Qt.ItemDataRole.DisplayRole:
            value = milliseconds_text(entry.duration_ms) if _is_answered(entry) else tr("waiting")
        case 3, Qt.ItemDataRole.DisplayRole:
            value = at
        case 4, Qt.ItemDataRole.DisplayRole:
            value = _size_text(entry, tr)
        case 0, CellRole.METHOD:
            value = "WS" if _is_websocket(entry) else entry.method
        case 0, CellRole.FRESH:
            value = is_newest
        case 0, Qt.ItemDataRole.ToolTipRole:
            value = f"{entry.method} {entry.url}\n{told(entry.error)}".strip()
        case _, CellRole.OFF:
            value = is_removed
        case 1, CellRole.TONE if entry.status >= 400 or entry.error:
            value = "bad"
        case ((3 | 4), CellRole.TONE):
            value = "sub"
    return value


def note_cell(note: Note, column: int, role: int, tr: Tr, *, at: str) -> object:
    """Return what the cell of a note answers to a role; `at` is when it was written, as words."""
    value: object = None
    match column, role:
        case 0, (Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole):
            value = note.text
        case 0, CellRole.ICON:
            value = "flag"
        case 0, CellRole.ICON_TONE:
            value = "accent"
        case 0, CellRole.STYLE:
            value = "name"
        case 1, Qt.ItemDataRole.DisplayRole:
            value = tr("note")
        case 3, Qt.ItemDataRole.DisplayRole:
            value = at
        case ((1 | 3), CellRole.TONE):
            value = "sub"
    return value


def _is_answered(entry: EntryCaptured) -> bool:
    return bool(entry.finished or entry.status)


def _answer_text(entry: EntryCaptured, tr: Tr) -> str:
    return str(entry.status) if entry.status else tr("failed") if entry.finished else "…"


def _size_text(entry: EntryCaptured, tr: Tr) -> str:
    if entry.finished:
        return bytes_text(entry.size_bytes)
    return tr("open") if _is_websocket(entry) and _is_answered(entry) else ""


def _short_address(address: str) -> str:
    """Return path and query of an address, which is what tells requests of one site apart."""
    try:
        parts = url.split(address)
    except ValueError:
        return address
    return parts.path if parts.query is None else f"{parts.path}?{parts.query}"


def _is_websocket(entry: EntryCaptured) -> bool:
    return entry.resource_type == "websocket" or entry.url.startswith(("ws:", "wss:"))
