"""Which time a chart shows: all of it, its newest part, or a stretch that the person chose. Pure; nothing is painted.

A range is (start, end) in seconds. `whole` is the range of all that there is to see.
"""

from __future__ import annotations

from typing import Literal

import msgspec

type Range = tuple[float, float]

NEWEST_S = 120.0
LEAST_SPAN_S = 10.0
"""A shorter stretch would show no more: there is one point a second."""
_ALL_BUT = 0.999


class TimeView(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted: `whole`, the `newest` `span_s` seconds, or what was `chosen`, from `start_s` to `end_s`."""

    kind: Literal["whole", "newest", "chosen"] = "whole"
    span_s: float = NEWEST_S
    start_s: float = 0.0
    end_s: float = 0.0

    def range(self, whole: Range, newest_s: float) -> Range:
        """Return what is shown of a run whose last point is at `newest_s`."""
        if self.kind == "newest":
            end_s = max(self.span_s, newest_s)
            return end_s - self.span_s, end_s
        return whole if self.kind == "whole" else (self.start_s, self.end_s)


WHOLE = TimeView()
NEWEST = TimeView(kind="newest")


def chosen(start_s: float, end_s: float, whole: Range) -> TimeView:
    """Return the view of a stretch, which is moved and made longer as far as it must be; of everything, `WHOLE`."""
    first, last = whole
    span = max(LEAST_SPAN_S, end_s - start_s)
    if span >= (last - first) * _ALL_BUT:
        return WHOLE
    middle = (start_s + end_s) / 2
    start = min(max(first, middle - span / 2), last - span)
    return TimeView(kind="chosen", start_s=start, end_s=start + span)


def zoomed(shown: Range, whole: Range, factor: float, at_s: float) -> TimeView:
    """Return the view `factor` times as long as what is shown; the moment `at_s` stays where it is."""
    start, end = shown
    span = max(LEAST_SPAN_S, (end - start) * factor)
    share = min(1.0, max(0.0, (at_s - start) / (end - start))) if end > start else 0.5
    return chosen(at_s - share * span, at_s + (1 - share) * span, whole)


def panned(shown: Range, whole: Range, by_s: float) -> TimeView:
    """Return the view moved by some seconds, no further than to the ends of what there is."""
    return chosen(shown[0] + by_s, shown[1] + by_s, whole)
