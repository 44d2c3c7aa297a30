"""The load in words, as people at once or as visitors a minute: as it is now, and as it is changed while a run goes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from loadstudio.gui.run.progress import level_at
from loadstudio.gui.units import count_text, level_number
from loadstudio.plan.model import Load, OpenLoad
from loadstudio.supervise.run_session import RunSession


def people_text(people: float) -> str:
    """Return `1 person` or `220 people`."""
    if round(people) == 1:
        return QCoreApplication.translate("Load", "1 person")
    return QCoreApplication.translate("Load", "{0} people").format(count_text(people))


def visitors_text(rate_per_s: float) -> str:
    """Return a rate as `1 visitor a minute` or `220 visitors a minute`."""
    a_minute = rate_per_s * 60
    if round(a_minute, 1) == 1:
        return QCoreApplication.translate("Load", "1 visitor a minute")
    words = count_text(round(a_minute)) if a_minute >= 10 else level_number(round(a_minute, 1))
    return QCoreApplication.translate("Load", "{0} visitors a minute").format(words)


def level_text(load: Load, level: float) -> str:
    """Return a level of a load in its own words."""
    return visitors_text(level) if isinstance(load, OpenLoad) else people_text(level)


def users_of(session: RunSession) -> int:
    """Return how many people the run has: as set by hand, else as last reported."""
    if session.users_set is not None:
        return session.users_set
    return session.live.latest.users if session.live.latest else 0


def rate_of(session: RunSession) -> float:
    """Return how many visitors begin a second: as set by hand, else as the plan wants it now."""
    if session.rate_set_per_s is not None:
        return session.rate_set_per_s
    return level_at(session.load, session.live.seconds)


def set_by_hand(session: RunSession) -> str:
    """Return what the person set, in words; '' when the plan is followed."""
    if session.users_set is not None:
        return people_text(session.users_set)
    return visitors_text(session.rate_set_per_s) if session.rate_set_per_s is not None else ""
