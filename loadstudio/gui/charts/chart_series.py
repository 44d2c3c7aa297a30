"""One line of a chart over time: its points, its words, and the questions that a cross line and axes ask of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loadstudio.gui.charts.plot_surface import EMPTY, Array, as_array

type Numbers = Sequence[float] | NDArray[Any]
type Wording = Callable[[float], str]
type Points = tuple[Array, Array]


def points_of(x: Numbers, y: Numbers, name: str) -> Points:
    """Return moments and values as arrays. Raises ValueError when the two are not of the same length."""
    xs, ys = as_array(x), as_array(y)
    if xs.shape != ys.shape or xs.ndim != 1:
        raise ValueError(f"Series '{name}' has {xs.size} moments and {ys.size} values.")
    return xs, ys


def alone_in(y: Array) -> NDArray[np.bool_]:
    """Return where values stand between gaps (or ends), so that no line reaches them."""
    known = np.concatenate(((False,), ~np.isnan(y), (False,)))
    return known[1:-1] & ~known[:-2] & ~known[2:]


def thinned(x: Array, y: Array, columns: int) -> Points:
    """Return so few points that some two stand in each of so many columns of pixels: of each stretch the lowest and the
    highest. More would cost painting and show nothing.

    A gap is seen where nothing of a stretch is known.
    """
    size = math.ceil(len(x) / max(1, columns))
    if size <= 2:
        return x, y
    whole = len(x) // size * size
    stretches = y[:whole].reshape(-1, size)
    unknown = np.isnan(stretches)
    first = np.arange(0, whole, size)
    lowest = first + np.where(unknown, math.inf, stretches).argmin(axis=1)
    highest = first + np.where(unknown, -math.inf, stretches).argmax(axis=1)
    seen = np.unique(np.concatenate((lowest, highest, np.arange(whole, len(x)))))
    return x[seen], y[seen]


class ChartSeries:
    """`x` are seconds, ascending, `y` values of the same length, NaN for a gap; `curve` draws them, `dots` those with
    gaps at both sides. `coarse` are points that stand for longer stretches each.
    """

    def __init__(
        self, text: str, token: str, *, right: bool, fill: bool, wording: Wording, curve: Any, dots: Any
    ) -> None:
        self.text, self.token, self.right, self.fill = text, token, right, fill
        self.wording = wording
        self.curve = curve
        self.dots = dots
        self.x: Array = EMPTY
        self.y: Array = EMPTY
        self.coarse: Points = (EMPTY, EMPTY)

    def set_points(self, x: Numbers, y: Numbers) -> None:
        """Replace the points; `draw` shows them. Raises ValueError when the two are not of the same length."""
        self.x, self.y = points_of(x, y, self.text)

    def draw(self, start_s: float, end_s: float, columns: int) -> None:
        """Draw what is seen from one moment to another in so many columns of pixels."""
        seen = self._seen(start_s, end_s)
        x, y = thinned(self.x[seen], self.y[seen], columns)
        self.curve.setData(x, y)
        alone = alone_in(y)
        self.dots.setVisible(bool(alone.any()))  # even without dots they would be painted
        if alone.any() or len(self.dots.data):
            self.dots.setData(x[alone], y[alone])

    def _seen(self, start_s: float, end_s: float) -> slice:
        """Return which points are seen: a line comes in from the point before and goes out to the next."""
        first = int(np.searchsorted(self.x, start_s, side="left"))
        last = int(np.searchsorted(self.x, end_s, side="right"))
        return slice(max(0, first - 1), last + 1)

    def points(self, coarse: bool) -> Points:
        """Return the points, or those that stand for longer stretches."""
        return self.coarse if coarse else (self.x, self.y)

    def values_at(self, moments: Array, *, coarse: bool) -> Array:
        """Return the values at exactly these moments, NaN where there is no point."""
        x, y = self.points(coarse)
        values = np.full(len(moments), math.nan)
        if x.size:
            places = np.minimum(np.searchsorted(x, moments), x.size - 1)
            found = x[places] == moments
            values[found] = y[places][found]
        return values

    def highest(self, start_s: float, end_s: float) -> float:
        """Return the highest value from one moment to another; 0 when there is none."""
        seen = self.y[self._seen(start_s, end_s)]
        known = seen[~np.isnan(seen)]
        return float(known.max()) if known.size else 0.0

    def value_at(self, at_s: float) -> float:
        """Return the value of the newest point at or before a moment; NaN when there is none."""
        index = int(np.searchsorted(self.x, at_s, side="right")) - 1
        return float(self.y[index]) if index >= 0 else math.nan

    def nearest_x(self, at_s: float) -> float:
        """Return the moment of the nearest point; NaN when there is none."""
        index = int(np.searchsorted(self.x, at_s))
        around = self.x[max(0, index - 1) : index + 1]
        return float(around[np.argmin(np.abs(around - at_s))]) if around.size else math.nan


def nearest_moment(series: Iterable[ChartSeries], at_s: float) -> float:
    """Return the moment of the point that is nearest in all series; NaN when there is none."""
    if math.isnan(at_s):
        return at_s
    known = [moment for one in series if not math.isnan(moment := one.nearest_x(at_s))]
    return min(known, key=lambda moment: abs(moment - at_s)) if known else math.nan
