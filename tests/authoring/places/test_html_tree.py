"""A page as a tree: elements with their attributes, texts without blanks, bounded."""

from __future__ import annotations

from loadstudio.authoring.places.html_tree import MOST_NODES, HtmlNode, html_tree


def _text(words: str) -> HtmlNode:
    return HtmlNode("", words, (), (("", words),))


def test_elements_texts_and_attributes_stand_as_a_browser_sees_them() -> None:
    tree = html_tree("<title>Fern</title><p id=x hidden>Hi  <b>you</b><!-- no -->\n</p><script>a = '<b>'</script>")
    page = tree.roots[0]
    assert [child.tag for child in page.children] == ["head", "body"]
    assert page.children[0].children == (HtmlNode("title", "", (_text("Fern"),)),)
    assert page.children[1].children == (
        HtmlNode("p", 'id="x" hidden', (_text("Hi"), HtmlNode("b", "", (_text("you"),))), (("id", "x"),)),
        HtmlNode("script", "", (_text("a = '<b>'"),)),
    )
    assert not tree.is_cut


def test_a_page_without_end_is_cut_and_depth_is_no_danger() -> None:
    assert html_tree("<i></i>" * (MOST_NODES + 1)).is_cut
    assert html_tree("<div>" * 5_000).roots
    assert html_tree("").roots
