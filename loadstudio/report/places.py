"""Where words stand in a chart so that they can be read: beside a line that none crosses, at ends that lie apart. Pure;
lengths are points of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

type Stretch = list[tuple[float, float]]
"""Points of a line, from left to right."""

WORD_HEIGHT = 10.0
_GAP = 1.0
_TRIES = 24


def quiet_place(
    across: tuple[float, float], down: tuple[float, float], y: float, width: float, lines: Iterable[Stretch]
) -> tuple[float, float]:
    """Return the left upper corner of a word on a level line at `y`: above it before below it and far left before
    right, where the fewest lines cross it. `across` and `down` are what the word must not leave.
    """
    drawn = list(lines)
    first, last = across[0], max(across[0], across[1] - width)
    uppers = [upper for upper in (y - _GAP - WORD_HEIGHT, y + _GAP) if down[0] <= upper <= down[1] - WORD_HEIGHT]
    places = [
        (first + (last - first) * step / _TRIES, upper) for upper in uppers or [down[0]] for step in range(_TRIES + 1)
    ]
    return min(places, key=lambda place: crossings(place, width, drawn))


def crossings(corner: tuple[float, float], width: float, lines: Iterable[Stretch]) -> int:
    """Return how many pieces of lines lead through a word with this left upper corner."""
    left, upper = corner
    right, lower = left + width, upper + WORD_HEIGHT
    return sum(_crosses(one, other, (left, right), (upper, lower)) for line in lines for one, other in pairwise(line))


def _crosses(
    one: tuple[float, float], other: tuple[float, float], across: tuple[float, float], down: tuple[float, float]
) -> bool:
    (x1, y1), (x2, y2) = one, other
    if x2 < across[0] or x1 > across[1]:
        return False

    def height(x: float) -> float:
        return y1 + (y2 - y1) * (x - x1) / (x2 - x1)

    start, end = (y1, y2) if x1 == x2 else (height(max(x1, across[0])), height(min(x2, across[1])))
    return min(start, end) <= down[1] and max(start, end) >= down[0]


def apart(heights: Sequence[float], top: float, bottom: float, gap: float) -> list[float]:
    """Return sorted heights moved so that each lies `gap` below the one before, between `top` and `bottom` while
    there is room.
    """
    places: list[float] = []
    for height in heights:
        places.append(max(height, places[-1] + gap) if places else max(height, top))
    limit = bottom
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], limit)
        limit = places[number] - gap
    return places
