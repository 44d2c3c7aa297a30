"""When a run began, as people say it: `Today 11:20`, `Yesterday 16:05`, `18 Nov 09:31`."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from loadstudio.base.clock import parse_iso


def started_text(started_utc: str, now: datetime | None = None) -> str:
    """Return the moment in the time of this computer; '' when there is none. `now` is aware, else the present."""
    try:
        moment = parse_iso(started_utc).astimezone(now.tzinfo if now else None)
    except ValueError:
        return ""
    today = (now or datetime.now().astimezone()).date()
    days = (today - moment.date()).days
    if days == 0:
        return QCoreApplication.translate("Results", "Today {0}").format(f"{moment:%H:%M}")
    if days == 1:
        return QCoreApplication.translate("Results", "Yesterday {0}").format(f"{moment:%H:%M}")
    month = QLocale().standaloneMonthName(moment.month, QLocale.FormatType.ShortFormat)
    year = f" {moment.year}" if days > 300 else ""
    return f"{moment.day} {month}{year} {moment:%H:%M}"


def within_sentence(text: str) -> str:
    """Return `today 11:20` for `Today 11:20`; months keep their capital."""
    return text[:1].lower() + text[1:] if text[:1].isalpha() else text
