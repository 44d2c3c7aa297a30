"""Charts of a run over time as SVG, drawn by us: vector lines, a soft grid, dashed limits with a word on them.

Lengths are points of the page. What the numbers mean is `content`'s; titles and legends stand in the page's own text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal
from xml.sax.saxutils import escape

import msgspec

from loadstudio.base.sentences import Told, as_said
from loadstudio.base.units import clock_text
from loadstudio.report.places import WORD_HEIGHT, Stretch, apart, quiet_place

WIDTH = 494.0
"""The text width of the page."""

_LEFT, _RIGHT, _BOTTOM = 46.0, 34.0, 18.0
_TOP, _TOP_BELOW_BADGE = 6.0, 17.0
_FONT = 7.6
BADGE_LETTER = 4.05
"""Mean width of a letter of a badge's text."""
_TEXT, _GRID, _BASE, _BAD, _BAD_TINT = "#5D687B", "#EEF0F4", "#D5DAE1", "#C4231A", "#FDEBE9"
_NOTE, _NOTE_TINT = "#2A5CE6", "#EAF0FF"
_LIMIT_REACH = 3.0  # a limit farther above the lines than this would press them to the ground
_TIME_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Values at the chart's seconds (or at its own, `second`), None where there is none. `area` fills down to zero
    instead of only drawing. `mark` is a short word at the line's right end and `dashed` parts the line: so lines can
    be told apart in grey too.
    """

    name: str
    colour: str
    values: tuple[float | None, ...]
    axis: Literal["left", "right"] = "left"
    area: bool = False
    mark: str = ""
    dashed: bool = False
    second: tuple[float, ...] = ()


class LimitLine(msgspec.Struct, frozen=True, kw_only=True):
    """A value of the left axis with its word, and what is said instead where it is far above the chart."""

    value: float
    word: str
    far: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Lines over the seconds of a run. `moment` is a second with its word, `notes` are what the
    person wrote down at seconds.

    `description` says in words what is seen, for people who cannot see it.
    """

    second: tuple[float, ...]
    duration_s: float
    lines: tuple[Line, ...]
    unit: str
    description: str = ""
    limit: LimitLine | None = None
    moment: tuple[float, str] | None = None
    notes: tuple[tuple[float, str], ...] = ()
    height: float = 150.0
    told: Told = as_said
    """Says the numbers at the axes in the language of the reader."""


class _Scale(msgspec.Struct, frozen=True, kw_only=True):
    ticks: tuple[float, ...]
    top: float


def svg(chart: Chart) -> str:
    """Return the chart as an SVG document."""
    left_values = [value for line in chart.lines if line.axis == "left" for value in line.values if value is not None]
    right_values = [value for line in chart.lines if line.axis == "right" for value in line.values if value is not None]
    limit_shown = chart.limit is not None and chart.limit.value <= _LIMIT_REACH * max(left_values, default=0.0)
    left = _scale([*left_values, chart.limit.value * 1.08 if chart.limit and limit_shown else 0.0])
    right = _scale(right_values)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{chart.height}" '
        f'viewBox="0 0 {WIDTH} {chart.height}" font-family="Inter, sans-serif" font-size="{_FONT}">'
    ]
    parts += _grid(chart, left)
    parts += _time_axis(chart)
    drawn = [(line, _stretches(chart, line, (left if line.axis == "left" else right).top)) for line in chart.lines]
    for line, stretches in sorted(drawn, key=lambda one: not one[0].area):
        parts += _line(line, stretches, _y(chart, 0, 1))
    parts += _ends(chart, drawn)
    if right_values:
        parts += [
            _text(WIDTH - _RIGHT + 7, _y(chart, tick, right.top) + 2.7, chart.told(_number(tick)), anchor="start")
            for tick in right.ticks
        ]
    parts += _limit(chart, left.top, [stretch for _, stretches in drawn for stretch in stretches])
    parts += _moments(chart)
    return "\n".join((*parts, "</svg>"))


def nice_ticks(highest: float, steps: int = 4) -> tuple[float, ...]:
    """Return round values from 0 to at least `highest`, about `steps` of them after 0."""
    if highest < 1e-9:
        return (0.0, 1.0)
    rough = highest / steps
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * magnitude for factor in (1, 2, 2.5, 5, 10) if factor * magnitude >= rough * (1 - 1e-9))
    return tuple(step * number for number in range(math.ceil(highest / step - 1e-9) + 1))


def time_ticks(duration_s: float, most: int = 9) -> tuple[tuple[float, str], ...]:
    """Return moments on the time axis with their texts: `10 s`, `2 min`, `1:30` where minutes are not whole."""
    step = next((step for step in _TIME_STEPS_S if duration_s / step <= most), _TIME_STEPS_S[-1])
    moments = [float(step * number) for number in range(int(duration_s / step + 1e-9) + 1)]
    return tuple((moment, _time_text(moment, step, duration_s)) for moment in moments)


def _time_text(moment: float, step: int, duration_s: float) -> str:
    if duration_s < 120:
        return f"{moment:.0f} s"
    if step % 60 or duration_s >= 7200:
        return clock_text(moment)
    return f"{moment / 60:.0f} min"


def _scale(values: Sequence[float]) -> _Scale:
    ticks = nice_ticks(max(values, default=0.0))
    return _Scale(ticks=ticks, top=ticks[-1])


def _x(chart: Chart, second: float) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * second / max(chart.duration_s, 1e-9)


def _top(chart: Chart) -> float:
    return _TOP_BELOW_BADGE if chart.moment or chart.notes else _TOP


def _y(chart: Chart, value: float, top: float) -> float:
    above = _top(chart)
    return above + (chart.height - above - _BOTTOM) * (1 - value / top)


def _grid(chart: Chart, scale: _Scale) -> list[str]:
    parts = []
    for tick in scale.ticks:
        y = _y(chart, tick, scale.top)
        colour = _GRID if tick else _BASE
        parts.append(
            f'<line x1="{_LEFT}" y1="{y:.2f}" x2="{WIDTH - _RIGHT}" y2="{y:.2f}" stroke="{colour}" stroke-width="0.6"/>'
        )
        unit = f" {chart.unit}" if tick == scale.ticks[-1] else ""
        parts.append(_text(_LEFT - 7, y + 2.7, chart.told(_number(tick)) + unit, anchor="end"))
    return parts


def _time_axis(chart: Chart) -> list[str]:
    y = chart.height - _BOTTOM + 12.5
    return [_text(_x(chart, moment), y, text, anchor="middle") for moment, text in time_ticks(chart.duration_s)]


def _line(line: Line, stretches: list[Stretch], base: float) -> list[str]:
    """Return the line's drawing; `base` is where nothing is, for a line that fills down to it."""
    parts = []
    dash = ' stroke-dasharray="3.2 2.2"' if line.dashed else ""
    for stretch in stretches:
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in stretch)
        if len(stretch) == 1:
            (x, y) = stretch[0]
            parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="1.1" fill="{line.colour}"/>')
            continue
        if line.area:
            first, last = stretch[0][0], stretch[-1][0]
            parts.append(
                f'<polygon points="{first:.2f},{base:.2f} {points} {last:.2f},{base:.2f}" '
                f'fill="{line.colour}" fill-opacity="0.11"/>'
            )
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{line.colour}" stroke-width="0.9" '
            f'stroke-linejoin="round" stroke-linecap="round"{dash}/>'
        )
    return parts


def _ends(chart: Chart, drawn: Sequence[tuple[Line, list[Stretch]]]) -> list[str]:
    """Return the words at the right ends of lines, none on another."""
    ends = [(stretches[-1][-1][1], line) for line, stretches in drawn if line.mark and stretches]
    marked = sorted(ends, key=lambda one: one[0])
    lowest = chart.height - _BOTTOM
    places = apart([y for y, _ in marked], _top(chart), lowest, _FONT + 0.6)
    return [
        _text(WIDTH - _RIGHT + 5, y + 2.7, line.mark, anchor="start", colour=line.colour, weight=600)
        for y, (_, line) in zip(places, marked, strict=True)
    ]


def _stretches(chart: Chart, line: Line, top: float) -> list[Stretch]:
    """Return the line's points, parted where nothing was measured."""
    stretches: list[Stretch] = [[]]
    for second, value in zip(line.second or chart.second, line.values, strict=True):
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append((_x(chart, second), _y(chart, value, top)))
    return [stretch for stretch in stretches if stretch]


def _limit(chart: Chart, top: float, stretches: Sequence[Stretch]) -> list[str]:
    """Return the dashed line of the limit, its word where no line of the chart crosses it."""
    if chart.limit is None:
        return []
    value, word = chart.limit.value, chart.limit.word
    if value > top:
        return [_text(WIDTH - _RIGHT, _top(chart) + 10, chart.limit.far, anchor="end", weight=500)]
    y = _y(chart, value, top)
    uprights = [[(_x(chart, second), 0.0), (_x(chart, second), chart.height)] for second, _ in _uprights(chart)]
    width = len(word) * BADGE_LETTER + 2
    x, upper = quiet_place(
        (_LEFT + 3, WIDTH - _RIGHT), (_top(chart) - 3, chart.height - _BOTTOM), y, width, (*stretches, *uprights)
    )
    return [
        _dashed(_LEFT, y, WIDTH - _RIGHT, y),
        f'<rect x="{x:.2f}" y="{upper:.2f}" width="{width:.2f}" height="{WORD_HEIGHT}" fill="#fff"/>',
        _text(x + 1, upper + 7.5, word, anchor="start", colour=_BAD, weight=500),
    ]


def _uprights(chart: Chart) -> tuple[tuple[float, str], ...]:
    return (*([chart.moment] if chart.moment else []), *chart.notes)


def _moments(chart: Chart) -> list[str]:
    """Return the lines of moment and notes, each with its badge where no other stands."""
    marks = [(chart.moment, _BAD, _BAD_TINT)] if chart.moment else []
    marks += [(note, _NOTE, _NOTE_TINT) for note in chart.notes]
    taken: list[tuple[float, float]] = []
    parts = []
    for (second, word), colour, tint in marks:
        x = _x(chart, second)
        parts.append(_dashed(x, 13.5, x, chart.height - _BOTTOM, colour))
        width = len(word) * BADGE_LETTER + 12
        left = min(max(x - width / 2, _LEFT), WIDTH - _RIGHT - width)
        if all(left > end + 3 or left + width < start - 3 for start, end in taken):
            taken.append((left, left + width))
            parts.append(f'<rect x="{left:.2f}" y="0.5" width="{width:.2f}" height="13" rx="6.5" fill="{tint}"/>')
            parts.append(_text(left + width / 2, 9.7, word, anchor="middle", colour=colour, weight=600))
    return parts


def _dashed(x1: float, y1: float, x2: float, y2: float, colour: str = _BAD) -> str:
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{colour}" stroke-width="0.8" '
        'stroke-dasharray="3 2"/>'
    )


def _text(x: float, y: float, text: str, *, anchor: str, colour: str = _TEXT, weight: int = 400) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}">'
        f"{escape(text)}</text>"
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
