"""In what two lines differ, word by word, and whether that is only noise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec

from loadstudio.authoring.comparing.noise import MOMENT, Noise

type Span = tuple[int, int]
"""Columns from start to end (exclusive)."""

_WORD = re.compile(rf"{MOMENT}|[\w@%$+~-]+(?:[.:][\w@%$+~-]+)*|\s+|.")
_MOST_WORDS = 400


class LineDifference(msgspec.Struct, frozen=True, kw_only=True):
    """Where either line is other than its counterpart: what matters, and what is noise."""

    recorded: tuple[Span, ...] = ()
    replayed: tuple[Span, ...] = ()
    recorded_noise: tuple[Span, ...] = ()
    replayed_noise: tuple[Span, ...] = ()

    @property
    def is_noise(self) -> bool:
        """Whether nothing that matters differs."""
        return not self.recorded and not self.replayed


def line_difference(recorded: str, replayed: str, noise: Noise, *, name: str = "") -> LineDifference:
    """Compare two lines that are not equal; `name` is what their value is called."""
    told: list[list[Span]] = [[], [], [], []]
    for (l_from, l_to), (r_from, r_to) in _changes(recorded, replayed):
        is_noise = _is_noise(recorded, (l_from, l_to), replayed, (r_from, r_to), noise, name)
        for side, span in ((0, (l_from, l_to)), (1, (r_from, r_to))):
            if span[0] < span[1]:
                told[side + 2 * is_noise].append(span)
    return LineDifference(
        recorded=tuple(told[0]),
        replayed=tuple(told[1]),
        recorded_noise=tuple(told[2]),
        replayed_noise=tuple(told[3]),
    )


def _is_noise(recorded: str, left: Span, replayed: str, right: Span, noise: Noise, name: str) -> bool:  # noqa: PLR0917 - two places and what is asked of them
    one, other = recorded[slice(*left)], replayed[slice(*right)]
    if noise.explains(name, one, other):
        return True
    wider, wider_other = _quoted(recorded, left), _quoted(replayed, right)
    return (wider, wider_other) != (one, other) and noise.explains(name, wider, wider_other)


def _quoted(line: str, span: Span) -> str:
    """Return the whole word or quoted text in which a span stands."""
    start, end = span
    while start > 0 and line[start - 1] not in "\"'<>= \t,;?&#(":
        start -= 1
    while end < len(line) and line[end] not in "\"'<> \t,;&#)":
        end += 1
    return line[start:end]


def _changes(recorded: str, replayed: str) -> Iterator[tuple[Span, Span]]:
    left, right = list(_words(recorded)), list(_words(replayed))
    if len(left) > _MOST_WORDS or len(right) > _MOST_WORDS:
        yield _outer(recorded, replayed)
        return
    texts = [recorded[slice(*span)] for span in left], [replayed[slice(*span)] for span in right]
    for kind, l_from, l_to, r_from, r_to in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if l_to - l_from == r_to - r_from:
            pairs = zip(left[l_from:l_to], right[r_from:r_to], strict=True)
            yield from ((one, other) for one, other in pairs if recorded[slice(*one)] != replayed[slice(*other)])
        else:
            yield _whole(left, l_from, l_to), _whole(right, r_from, r_to)


def _whole(spans: list[Span], start: int, end: int) -> Span:
    if start == end:
        at = spans[start][0] if start < len(spans) else spans[-1][1] if spans else 0
        return at, at
    return spans[start][0], spans[end - 1][1]


def _words(line: str) -> Iterator[Span]:
    yield from (match.span() for match in _WORD.finditer(line))


def _outer(recorded: str, replayed: str) -> tuple[Span, Span]:
    """Return what lies between the equal beginning and the equal end of two lines."""
    shortest = min(len(recorded), len(replayed))
    start = next((at for at in range(shortest) if recorded[at] != replayed[at]), shortest)
    end = next((at for at in range(shortest - start) if recorded[-1 - at] != replayed[-1 - at]), shortest - start)
    return (start, len(recorded) - end), (start, len(replayed) - end)
