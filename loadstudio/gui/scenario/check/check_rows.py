"""Recorded and replayed side by side as rows of two views, with their words. Values only, no widget."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from loadstudio.gui.units import count_text
from loadstudio.gui.widgets.code_lines import Language
from loadstudio.gui.widgets.compared_view import ShownLine
from loadstudio.gui.widgets.painting import BadgeKind

if TYPE_CHECKING:
    from loadstudio.authoring.comparing.compared_rows import Row
    from loadstudio.authoring.comparing.side_by_side import Section, SideBySide

type Tr = Callable[[str], str]

_MOST_NAMES = 4
_JSON = re.compile(r"\s*(?:[\"{}\[\]\d-]|true|false|null)")


class ShownPair(msgspec.Struct, frozen=True, kw_only=True):
    """As many rows on either side, the longest line of both, and the numbers of the rows where something differs (the
    first of each block).
    """

    recorded: tuple[ShownLine, ...]
    replayed: tuple[ShownLine, ...]
    widest: str
    places: tuple[int, ...]


def shown_pair(both: SideBySide, tr: Tr, *, grey_noise: bool) -> ShownPair:
    """Return what two views show. What is noise is greyed, or marked like all that differs."""
    recorded: list[ShownLine] = []
    replayed: list[ShownLine] = []
    places: list[int] = []
    for section in both.sections:
        if not section.rows:
            continue
        title = ShownLine(text=_title(section, tr), kind="title")
        for side in (recorded, replayed):
            side.extend((ShownLine(), title) if side else (title,))
        block = 0
        for row in section.rows:
            differs = row.state in ("changed", "missing", "added") or (row.state == "noise" and not grey_noise)
            starts = row.block == 0 or row.block != block
            if differs and starts:
                places.append(len(recorded))
            block = row.block
            left, right = _row(row, section, tr, grey_noise=grey_noise)
            recorded.append(_joined(recorded, left))
            replayed.append(_joined(replayed, right))
    widest = max((line.text for line in (*recorded, *replayed) if line.kind == "line"), key=len, default="")
    return ShownPair(recorded=tuple(recorded), replayed=tuple(replayed), widest=widest, places=tuple(places))


def _joined(rows: list[ShownLine], row: ShownLine) -> ShownLine:
    """Return a row that is to follow others: gaps under each other are one, which says once what it is."""
    return ShownLine(kind="gap") if row.kind == "gap" and rows and rows[-1].kind == "gap" else row


def _title(section: Section, tr: Tr) -> str:
    match section.kind:
        case "sent":
            return tr("Sent")
        case "answer":
            return tr("Answer")
        case _:
            return tr("Header fields of the answer")


def _row(row: Row, section: Section, tr: Tr, *, grey_noise: bool) -> tuple[ShownLine, ShownLine]:
    left = row.recorded.text if row.recorded else ""
    right = row.replayed.text if row.replayed else ""
    is_json = section.language == "json" and _JSON.match(left or right)
    language: Language = "json" if is_json else "text"  # before a JSON body that is sent stands its address
    match row.state:
        case "folded":
            words = tr("… {0} equal lines").format(count_text(row.folded))
            return (ShownLine(text=words, kind="note"),) * 2
        case "missing" if row.recorded is not None:
            line = ShownLine(text=left, language=language, marks=row.recorded.marks, tone="ok", sign="−")
            return line, ShownLine(text=tr("missing this time"), kind="gap")
        case "added" if row.replayed is not None:
            line = ShownLine(text=right, language=language, marks=row.replayed.marks, tone="bad", sign="+")
            return ShownLine(text=tr("not in the recording"), kind="gap"), line
        case "noise" if grey_noise:
            return ShownLine(text=left, language=language, faint=True), ShownLine(
                text=right, language=language, faint=True
            )
        case "noise" | "changed" if row.recorded is not None and row.replayed is not None:
            is_noise = row.state == "noise"
            marks = [line.noise if is_noise else line.marks for line in (row.recorded, row.replayed)]
            tones: tuple[BadgeKind, BadgeKind] = ("warn", "warn") if is_noise else ("ok", "bad")
            sign = "≈" if is_noise else "≠"
            return (
                ShownLine(text=left, language=language, marks=marks[0], tone=tones[0], sign=sign),
                ShownLine(text=right, language=language, marks=marks[1], tone=tones[1], sign=sign),
            )
    return ShownLine(text=left, language=language), ShownLine(text=right, language=language)


def footer_words(both: SideBySide, tr: Tr, *, grey_noise: bool) -> str:
    """Return how much differs, and what of it is greyed."""
    words = [tr("Nothing to compare with") if both.is_alone else _differences(both.differences, tr)]
    if both.noise:
        named = ", ".join(both.noise_names[:_MOST_NAMES]) + (" …" if len(both.noise_names) > _MOST_NAMES else "")
        if not grey_noise:
            many = tr("{0} more change each time{1}")
        elif both.noise == 1:
            many = tr("1 more is greyed: it changes each time{1}")
        else:
            many = tr("{0} more are greyed: they change each time{1}")
        words.append(many.format(both.noise, f" ({named})" if named else ""))
    if both.is_cut:
        words.append(tr("only the beginning is compared"))
    return "  ·  ".join(words)


def _differences(count: int, tr: Tr) -> str:
    if not count:
        return tr("Nothing differs")
    return tr("1 difference") if count == 1 else tr("{0} differences").format(count)
