"""Charts are well-formed SVG whose axes are round, whose lines have gaps where nothing was measured, and which never
draw outside themselves.
"""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from loadstudio.report.charts import WIDTH, Chart, LimitLine, Line, nice_ticks, svg, time_ticks
from loadstudio.report.places import crossings

SVG = "{http://www.w3.org/2000/svg}"


def limit_line(value: float) -> LimitLine:
    return LimitLine(value=value, word="limit for p95", far=f"limit for p95: {value:.0f} ms, far above this chart")


def chart(*values: float | None, **options: object) -> ElementTree.Element:
    lines = (Line(name="p95", colour="#2A5CE6", values=values),)
    settings: dict[str, object] = {"limit": None, "moment": None, "notes": ()} | options
    text = svg(
        Chart(
            second=tuple(number + 0.5 for number in range(len(values))),
            duration_s=float(max(1, len(values))),
            lines=lines,
            unit="ms",
            limit=settings["limit"],  # type: ignore[arg-type]  # handed through
            moment=settings["moment"],  # type: ignore[arg-type]
            notes=settings["notes"],  # type: ignore[arg-type]
        )
    )
    return ElementTree.fromstring(text)


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_ticks_are_few_round_and_reach_the_highest_value(highest: float) -> None:
    ticks = nice_ticks(highest)
    assert 3 <= len(ticks) <= 6
    assert ticks[0] == 0
    assert ticks[-1] >= highest * (1 - 1e-9)
    mantissa = ticks[1] / 10 ** math.floor(math.log10(ticks[1]) + 1e-9)
    assert min(abs(mantissa - nice) for nice in (1, 2, 2.5, 5, 10)) < 1e-6


@given(st.floats(min_value=0.5, max_value=1e6))
def test_time_ticks_fit_the_axis(duration_s: float) -> None:
    ticks = time_ticks(duration_s)
    assert 1 <= len(ticks) <= 12
    assert ticks[0][0] == 0
    assert ticks[-1][0] <= duration_s + 1e-6


def test_time_is_written_as_short_as_it_can_be() -> None:
    assert [text for _, text in time_ticks(40)] == [
        "0 s",
        "5 s",
        "10 s",
        "15 s",
        "20 s",
        "25 s",
        "30 s",
        "35 s",
        "40 s",
    ]
    assert [text for _, text in time_ticks(200)][:3] == ["0:00", "0:30", "1:00"]
    assert [text for _, text in time_ticks(840)][-1] == "14 min"
    assert [text for _, text in time_ticks(4 * 3600)][1] == "30:00"


def test_a_line_has_gaps_and_dots() -> None:
    picture = chart(1.0, 2.0, None, 5.0, None, 3.0, 4.0)
    assert len(picture.findall(f"{SVG}polyline")) == 2
    assert len(picture.findall(f"{SVG}circle")) == 1


def test_limit_and_moment_carry_their_words_escaped() -> None:
    picture = chart(100.0, 900.0, limit=limit_line(800.0), moment=(1.0, "0:01 <Pay> & go over the limit"))
    texts = [text.text for text in picture.iter(f"{SVG}text")]
    assert "limit for p95" in texts
    assert "0:01 <Pay> & go over the limit" in texts
    assert "1,000 ms" in texts


def test_notes_stand_in_the_chart_and_give_way_to_the_break() -> None:
    notes = ((1.0, "0:01 hidden"), (90.0, "1:30 deployed"))
    picture = chart(*[5.0] * 100, moment=(1.0, "0:01 over the limit"), notes=notes)
    texts = [text.text for text in picture.iter(f"{SVG}text")]
    assert {"0:01 over the limit", "1:30 deployed"} <= set(texts)
    assert "0:01 hidden" not in texts, "two badges on one place cannot be read"
    assert sum("stroke-dasharray" in line.attrib for line in picture.iter(f"{SVG}line")) == 3


def test_no_line_leads_through_the_word_of_the_limit() -> None:
    picture = chart(*[700.0, 900.0] * 20, *[100.0] * 60, limit=limit_line(800.0))
    (word,) = (rect for rect in picture.iter(f"{SVG}rect") if rect.attrib["fill"] == "#fff")
    (line,) = picture.iter(f"{SVG}polyline")
    points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
    corner = float(word.attrib["x"]), float(word.attrib["y"])
    assert crossings(corner, float(word.attrib["width"]), [[(x, y) for x, y in points]]) == 0


def test_lines_carry_their_words_at_their_ends() -> None:
    lines = tuple(
        Line(name=name, colour="#000", values=(1.0, height), mark=name, dashed=name == "before")
        for name, height in (("before", 5.0), ("now", 5.1))
    )
    picture = ElementTree.fromstring(svg(Chart(second=(0.5, 1.5), duration_s=2.0, lines=lines, unit="ms")))
    heights = {text.text: float(text.attrib["y"]) for text in picture.iter(f"{SVG}text")}
    assert heights["before"] - heights["now"] >= 8, "they do not lie on another"
    dashes = ["stroke-dasharray" in line.attrib for line in picture.iter(f"{SVG}polyline")]
    assert dashes == [True, False], "lines can be told apart in grey"


@given(
    st.lists(st.one_of(st.none(), st.floats(min_value=0, max_value=1e7)), min_size=1, max_size=40),
    st.one_of(st.none(), st.floats(min_value=0, max_value=1)),
)
def test_nothing_is_drawn_outside(values: list[float | None], at: float | None) -> None:
    moment = (at * len(values), "0:40 GET /some/long/path over the limit") if at is not None else None
    picture = chart(*values, moment=moment)
    height = float(picture.attrib["height"])
    xs = [float(x) for shape in picture for x in re.findall(r"([\d.]+),", shape.get("points", ""))]
    ys = [float(y) for shape in picture for y in re.findall(r",([\d.]+)", shape.get("points", ""))]
    assert all(0 <= x <= WIDTH for x in xs)
    assert all(0 <= y <= height for y in ys)
    for rect in picture.iter(f"{SVG}rect"):
        assert float(rect.attrib["x"]) >= 0
        assert float(rect.attrib["x"]) + float(rect.attrib["width"]) <= WIDTH


def test_a_limit_far_above_does_not_press_the_lines_to_the_ground() -> None:
    picture = chart(3.0, 4.0, limit=limit_line(500.0))
    texts = [text.text for text in picture.iter(f"{SVG}text")]
    assert "limit for p95: 500 ms, far above this chart" in texts
    assert "4 ms" in texts
