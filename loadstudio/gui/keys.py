"""Which keys do what, told by the window itself: from its actions, shortcuts and buttons, so that no list can be wrong.

What has keys says in words what it does: an action by its text, a button by its name, a `QShortcut` by its "what's
this". What is no shortcut but belongs to a kind of control (arrow keys in a list) is not listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from loadstudio.gui.screen import Screen

_NATIVE = QKeySequence.SequenceFormat.NativeText


class Key(NamedTuple):
    """The keys as this computer writes them, what they do, and the control that must have the keyboard ('': any)."""

    keys: str
    words: str
    where: str = ""


class KeyGroup(NamedTuple):
    """The keys of a screen; of the window itself where there is none."""

    screen: Screen | None
    keys: tuple[Key, ...]


def keys_of(window: QWidget, screens: Sequence[Screen]) -> tuple[KeyGroup, ...]:
    """Return all keys, those of the window first, then those of its screens in the given order."""
    found: dict[Screen | None, dict[Key, None]] = {owner: {} for owner in (None, *screens)}
    for thing in (
        *window.findChildren(QAction),
        *window.findChildren(QShortcut),
        *window.findChildren(QAbstractButton),
    ):
        sequences = _sequences(thing)
        owner = _screen_of(thing)
        if sequences and owner in found and not _in_dialog(thing):
            keys = ", ".join(dict.fromkeys(sequence.toString(_NATIVE) for sequence in sequences))
            found[owner][Key(keys, _words(thing), _where(thing))] = None
    return tuple(KeyGroup(owner, tuple(keys)) for owner, keys in found.items() if keys)


def _sequences(thing: QObject) -> list[QKeySequence]:
    if isinstance(thing, QAction):
        return [one for one in thing.shortcuts() if not one.isEmpty()]
    if isinstance(thing, QShortcut):
        return [one for one in thing.keys() if not one.isEmpty()]  # noqa: SIM118 - its keys, not a dict's
    if isinstance(thing, QAbstractButton) and not thing.shortcut().isEmpty():
        return [thing.shortcut()]
    return []


def _words(thing: QObject) -> str:
    if isinstance(thing, QAction):
        return thing.text()
    return thing.whatsThis() if isinstance(thing, QShortcut) else thing.property("accessibleName")


def _where(thing: QObject) -> str:
    """Return the name of the control to which the keys belong, '' for those of a screen or of the window."""
    parent = thing.parent()
    belongs = isinstance(thing, QAction | QShortcut) and isinstance(parent, QWidget)
    return parent.accessibleName() if belongs and isinstance(parent, QWidget) else ""


def _screen_of(thing: QObject | None) -> Screen | None:
    while thing is not None and not isinstance(thing, Screen):
        thing = thing.parent()
    return thing


def _in_dialog(thing: QObject | None) -> bool:
    while thing is not None and not isinstance(thing, QDialog):
        thing = thing.parent()
    return thing is not None
