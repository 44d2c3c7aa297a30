"""Why a results file cannot be read, in words for a person: what happened to it, what is lost, what helps. Pure.

Which error of SQLite is meant is told by its name (`SQLITE_NOTADB`); its own English words are for programmers.
"""

from __future__ import annotations

import sqlite3

_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_IN_USE = ("SQLITE_BUSY", "SQLITE_LOCKED")
_NO_SPACE = ("SQLITE_FULL",)
_UNREACHABLE = ("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM", "SQLITE_AUTH")


_SPOILT = "is damaged: something else wrote into it, or it was cut off when a disk was full or the computer went off."
_INCOMPLETE = "is incomplete: it was cut off when a disk was full or the computer went off."
_LOST = "Lost are the figures of this run."
_LOST_BUT_TOTALS = "Lost are its charts and steps; the figures of the whole run are kept beside it, in summary.json."
_HELP = "If there is a backup of its folder, put it back; else delete the run."


def why_unreadable(error: Exception, *, has_summary: bool) -> str:
    """Return sentences without the name of the file; `has_summary`: the totals of the run stand beside it."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(_IN_USE):
        return "is in use by another program. Nothing is lost: try again when that is done."
    if name.startswith(_NO_SPACE):
        return "cannot be read: the disk is full. Nothing is lost: make room and try again."
    if name.startswith(_UNREACHABLE) or isinstance(error, OSError):
        return (
            "cannot be reached: the disk, the network drive or the rights of the file do not allow it. "
            "Nothing need be lost: see whether its folder can be opened."
        )
    is_cut = isinstance(error, sqlite3.Error) and not name.startswith(_DAMAGED)
    lost = _LOST_BUT_TOTALS if has_summary else _LOST
    return f"{_INCOMPLETE if is_cut else _SPOILT} {lost} {_HELP}"
