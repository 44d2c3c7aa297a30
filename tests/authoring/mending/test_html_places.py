"""A value of a page's tree is found again in its text: the right one of several, with its quotes and entities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.authoring.mending.html_places import TreeValue, pointed_at
from loadstudio.authoring.mending.pointing import Pointed
from loadstudio.authoring.places.html_tree import HtmlNode, html_tree

PAGE = """<!-- 9f27 --><p class=a title='9f27'>One  &amp;
 two</p><script>var x = "<p>9f27</p>";</script>
<a href="/row?id=7&amp;x=1">7</a><a href="/row?id=8&amp;x=1">7</a>
<input type=hidden name=csrf value=9f27><input name=csrf value="9f27"/>"""


@pytest.mark.parametrize(
    ("wanted", "pointed"),
    [
        (TreeValue("p", "title", "9f27"), Pointed("9f27", 1)),
        (TreeValue("input", "value", "9f27"), Pointed("9f27", 3)),
        (TreeValue("input", "value", "9f27", 1), Pointed("9f27", 4)),
        (TreeValue("a", "href", "/row?id=8&x=1"), Pointed("/row?id=8&amp;x=1", 0)),
        (TreeValue("", "", "One & two"), Pointed("One  &amp;\n two", 0)),
        (TreeValue("input", "value", "9f27", 2), None),
        (TreeValue("b", "title", "9f27"), None),
    ],
)
def test_a_value_is_found_where_it_is_written(wanted: TreeValue, pointed: Pointed | None) -> None:
    assert pointed_at(PAGE, wanted) == pointed


def test_equal_texts_are_told_apart_by_their_order() -> None:
    found = [pointed_at(PAGE, TreeValue("", "", "7", number)) for number in (0, 1)]
    assert found[0] is not None
    assert found[1] is not None
    places = [start_of(PAGE, one) for one in (found[0], found[1])]
    assert PAGE[places[0] - 1] == PAGE[places[1] - 1] == ">"
    assert places[0] < places[1]


def start_of(page: str, pointed: Pointed) -> int:
    at = -len(pointed.written)
    for _ in range(pointed.number + 1):
        at = page.index(pointed.written, at + len(pointed.written))
    return at


def nodes(node: HtmlNode) -> list[HtmlNode]:
    return [node, *(below for child in node.children for below in nodes(child))]


def test_every_value_of_the_tree_is_found() -> None:
    page = "<!doctype html><html lang=de><body>" + PAGE + "</body></html>"
    found: list[TreeValue] = []
    for node in nodes(html_tree(page).roots[0]):
        for name, value in node.values:
            same = TreeValue(node.tag, name, value)
            found.append(same._replace(occurrence=sum(one._replace(occurrence=0) == same for one in found)))
    assert len(found) > 12
    assert [one for one in found if pointed_at(page, one) is None] == []


@given(st.text(alphabet="<>/='\"&; ab\n!-", max_size=60))
def test_no_page_is_too_broken(page: str) -> None:
    pointed = pointed_at(page, TreeValue("", "", "ab"))
    assert pointed is None or pointed.written in page
