"""How a moment is said in lists: `Today, 11:20`, `Yesterday, 09:05`, `18 Nov`; in the time of this computer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from loadstudio.base.clock import parse_iso

_A_YEAR_OR_SO = 300

translate = QCoreApplication.translate


def day_words(moment_utc: str, *, with_time: bool = False) -> str:
    """Return an ISO 8601 moment in words; with its time of day always if `with_time`, else only for today.

    What is no moment is ''.
    """
    try:
        moment = parse_iso(moment_utc).astimezone()
    except ValueError:
        return ""
    days = (datetime.now().astimezone().date() - moment.date()).days
    time = f"{moment:%H:%M}"
    if days <= 0:
        return translate("DayWords", "Today, {0}").format(time)
    if days == 1:
        return translate("DayWords", "Yesterday, {0}").format(time) if with_time else translate("DayWords", "Yesterday")
    month = QLocale().standaloneMonthName(moment.month, QLocale.FormatType.ShortFormat)
    day = f"{moment.day} {month}" if days < _A_YEAR_OR_SO else f"{moment.day} {month} {moment.year}"
    return f"{day}, {time}" if with_time else day
