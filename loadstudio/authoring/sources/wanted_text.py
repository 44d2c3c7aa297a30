"""One text that is looked for: whether it stands, however it is spelled, around a place where one of its runs of
letters and digits stands, and whether it ends there on both sides.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import NamedTuple

from loadstudio.authoring.places.codecs import spellings
from loadstudio.http_types.url import encode_component, encode_form

PERCENT = r"%(?:25)*[0-9A-Fa-f]{2}"
BACKSLASHED = r"\\\\*(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)"
ESCAPE = f"{PERCENT}|{BACKSLASHED}"
_JOINING = ("-", "_")
_SEPARATING = (".", ",", ":")
_TELLING = frozenset({*_JOINING, *_SEPARATING, "%"})
_ESCAPE_BEFORE = re.compile(f"(?:{ESCAPE})\\Z", re.DOTALL)
_LONGEST_ESCAPE = 12
_LONGEST_FOR_SPELLINGS = 1_000
_ESCAPED_BY_BACKSLASH = ('"', "'", "/", "\\")


def begins(text: str, start: int) -> bool:
    """Tell whether a run begins here: no letter or digit before it, unless that ends an escape."""
    before = text[start - 1 : start] if start else ""
    if before in ("%", "\\"):
        return False
    is_bare = not (before.isascii() and before.isalnum())
    return is_bare or bool(_ESCAPE_BEFORE.search(text, max(0, start - _LONGEST_ESCAPE), start))


def ends(text: str, end: int) -> bool:
    """Tell whether a run ends here."""
    after = text[end : end + 1]
    return not (after.isascii() and after.isalnum())


class WantedText(NamedTuple):
    """A text and where the run by which it is known stands in it."""

    text: str
    run_start: int
    run_end: int

    def span_around(self, scanned: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where the whole text stands when its run stands from `start` to `end`, or None."""
        if self.run_end - self.run_start == len(self.text):
            return start, end
        if len(self.text) > _LONGEST_FOR_SPELLINGS:
            return self._span_of_long(scanned, start)
        begin = start - self.run_start
        if begin >= 0 and scanned.startswith(self.text, begin) and self._is_plain_from(scanned, begin):
            return begin, begin + len(self.text)
        before, after = _patterns(self.text, self.run_start, self.run_end)
        reach = max(0, start - _LONGEST_ESCAPE * self.run_start)
        head = before.search(scanned, reach, start)
        tail = after.match(scanned, end)
        return (head.start(), tail.end()) if head and tail else None

    def _is_plain_from(self, scanned: str, begin: int) -> bool:
        """Tell whether what stands there as it is cannot be the end of a longer spelling: `&#59;` for a semicolon."""
        head = self.text[: self.run_start]
        return ";" not in head and not (head[:1] in _ESCAPED_BY_BACKSLASH and scanned[begin - 1 : begin] == "\\")

    def _span_of_long(self, scanned: str, start: int) -> tuple[int, int] | None:
        """Compare with the usual spellings of the whole: a pattern of so many characters would be slow to build."""
        for spell in (str, encode_form, encode_component, html.escape, _with_escaped_slashes):
            begin = start - len(spell(self.text[: self.run_start]))
            spelled = spell(self.text)
            if begin >= 0 and scanned.startswith(spelled, begin):
                return begin, begin + len(spelled)
        return None


def _with_escaped_slashes(text: str) -> str:
    return text.replace("/", r"\/")


@lru_cache(maxsize=20_000)
def _patterns(text: str, run_start: int, run_end: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"(?:{spellings(text[:run_start])})\\Z"), re.compile(spellings(text[run_end:]))


def is_clean(text: str, wanted: WantedText, span: tuple[int, int]) -> bool | None:
    """Tell whether a token ends on both sides; None when it is certainly a part of a longer one."""
    start, end = span
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    inner = wanted.text  # where its run ends it, the run is known to stand whole
    if wanted.run_start and inner[0].isalnum() and not begins(text, start):
        return None
    if wanted.run_end < len(inner) and inner[-1].isalnum() and not ends(text, end):
        return None
    if before not in _TELLING and after not in _TELLING:
        return True
    if not inner.isdigit():
        return before not in _JOINING and after not in _JOINING
    return _is_clean_number(text, start, end)


def _is_clean_number(text: str, start: int, end: int) -> bool | None:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before in _SEPARATING and text[max(0, start - 2) : start - 1].isdigit():
        return None
    if after in _SEPARATING and text[end + 1 : end + 2].isdigit():
        return None
    return before not in ("-", "_", ".") and after not in ("-", "_", "%")
