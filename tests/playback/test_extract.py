"""Values taken from answers: `playback.extract` and its fast ways through a page, held against the parser."""

from __future__ import annotations

import base64
import html
import json
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.cookies import Jar
from loadstudio.playback.answer import Answer
from loadstudio.playback.extract import compile_extractors, extract, take_value
from loadstudio.playback.forms import UNSURE, TagFinder, parsed_field
from loadstudio.playback.slots import Slots, Values
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    Extractor,
    HeaderSource,
    InputSource,
    JsonSource,
    RegexSource,
    Source,
)

_PAGE = """<!doctype html><html><head><title>Shop</title>
<meta name="csrf-token" content="m&amp;1"><meta name='other' content=2>
<!-- <input name="token" value="in a comment"> -->
<script>var t = '<input name="token" value="in a script">';</script></head>
<body data-page='{"id": 7}'>
<form id="search" action="/search"><input name="q"><input type="hidden" name="token" value="first"></form>
<form action="https://shop.test/orders/123/pay?x=1" method="post">
 <INPUT TYPE=hidden NAME=token VALUE='it&#39;s &quot;2&quot;'>
 <textarea name="note">
a &lt;b&gt;</textarea>
 <select name="size"><option>S</option><option value="m" selected>Medium</option></select>
 <select name="color"><option value="r">Red</option></select>
 <input type="checkbox" name="agree"><input name="user[name]" value="n">
</form>
<table><form id="legacy"><tr><td><input name="token" value="in a table"></td></tr></form></table>
<input name="token" value="outside"><input form="search" name="late" value="by form">
<a class="order" href="/orders/55/view">Order <b>55</b></a> <a class="order" href="/orders/66">x</a>
</body></html>"""
_HEAD = (
    b"HTTP/1.1 302 Found\r\nContent-Type: text/html; charset=utf-8\r\nLocation: /orders/77?ticket=a%2Fb\r\n"
    b"X-Token: one\r\nX-Token: two"
)


def _answer(content: str | bytes = _PAGE, jar: Jar | None = None) -> Answer:
    return Answer(200, _HEAD, content.encode() if isinstance(content, str) else content, "/", jar)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (InputSource(name="token"), "first"),
        (InputSource(name="token", occurrence=1), 'it\'s "2"'),
        (InputSource(name="token", occurrence=2), "in a table"),
        (InputSource(name="token", occurrence=3), "outside"),
        (InputSource(name="token", occurrence=4), None),
        (InputSource(name="token", form="search"), "first"),
        (InputSource(name="token", form="/search"), "first"),
        (InputSource(name="token", form="https://shop.test/orders/123/pay?x=1"), 'it\'s "2"'),
        (InputSource(name="token", form="/orders/123/pay"), 'it\'s "2"'),
        (InputSource(name="token", form="/orders/*/pay"), 'it\'s "2"'),
        (InputSource(name="token", form="/orders/*"), None),
        (InputSource(name="token", form="legacy"), "in a table"),
        (InputSource(name="token", form="none"), None),
        (InputSource(name="late", form="search"), "by form"),
        (InputSource(name="note"), "a <b>"),
        (InputSource(name="size"), "m"),
        (InputSource(name="color"), "r"),
        (InputSource(name="agree"), "on"),
        (InputSource(name="q"), ""),
        (InputSource(name="user[name]"), "n"),
        (InputSource(name="missing"), None),
        (AttributeSource(selector='meta[name="csrf-token"]', attribute="content"), "m&1"),
        (AttributeSource(selector="meta[name='csrf-token']", attribute="CONTENT"), "m&1"),
        (AttributeSource(selector="meta[name=other]", attribute="content"), "2"),
        (AttributeSource(selector='meta[name="csrf-token"]', attribute="lang"), None),
        (AttributeSource(selector='meta[name="none"]', attribute="content"), None),
        (AttributeSource(selector="body", attribute="data-page"), '{"id": 7}'),
        (AttributeSource(selector="a.order"), "Order 55"),
        (AttributeSource(selector="a.order", attribute="href", pattern=r"/orders/(\d+)"), "55"),
        (AttributeSource(selector="a.order", attribute="href", pattern=r"/orders/(\d+)", occurrence=1), "66"),
        (AttributeSource(selector="a.order", attribute="href", occurrence=2), None),
        (AttributeSource(selector="a.order", attribute="title"), None),
        (HeaderSource(name="x-token"), "one"),
        (HeaderSource(name="X-TOKEN", occurrence=1), "two"),
        (HeaderSource(name="x-token", occurrence=2), None),
        (HeaderSource(name="location", pattern=r"/orders/(\d+)"), "77"),
        (HeaderSource(name="location", pattern=r"/basket/(\d+)"), None),
        (RegexSource(pattern=r"<title>(.*)</title>.*NAME=(token)"), "Shop"),
        (RegexSource(pattern=r'href="/orders/(\d+)', occurrence=1), "66"),
        (RegexSource(pattern=r'href="/orders/(\d+)', occurrence=2), None),
        (JsonSource(path="$.id"), None),
        (JsonSource(path="$.id", selector="[data-page]", attribute="data-page"), "7"),
        (JsonSource(path="$.none", selector="[data-page]", attribute="data-page"), None),
        (JsonSource(path="$.id", selector="title"), None),
        (JsonSource(path="$.id", selector="#none"), None),
        (CookieSource(name="sid"), "s1"),
        (CookieSource(name="none"), None),
    ],
)
def test_sources(source: Source, value: str | None) -> None:
    jar = Jar()
    jar.store("shop.test", "/", False, b"sid=s1", 0)
    answer = _answer(jar=jar)
    assert take_value(source, answer) == value


def test_a_link_text() -> None:
    assert take_value(AttributeSource(selector="b"), _answer()) == "55"
    assert take_value(CookieSource(name="sid"), _answer()) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [("$.basket.id", "b-1"), ("$.n", "3"), ("$.on", "true"), ("$.list[?@.k=='x'].v", "7"), ("$.none.id", None)],
)
def test_json(path: str, value: str | None) -> None:
    document = {"basket": {"id": "b-1"}, "n": 3, "on": True, "list": [{"k": "x", "v": 7}], "none": None}
    assert take_value(JsonSource(path=path), _answer(json.dumps(document))) == value


@given(st.text(max_size=20))
def test_decoding_undoes_what_pages_do(text: str) -> None:
    writings = {
        "html": html.escape(text),
        "url": quote(text),
        "json": json.dumps(text)[1:-1],
        "base64": base64.b64encode(text.encode()).decode(),
    }
    for name, written in writings.items():
        answer = _answer(f"<<{written}>>")
        assert take_value(RegexSource(pattern="<<(.*)>>"), answer, (name,)) == text
    both = quote(base64.urlsafe_b64encode(text.encode()).decode().rstrip("="))
    assert take_value(RegexSource(pattern="<<(.*)>>"), _answer(f"<<{both}>>"), ("url", "base64")) == text


def test_what_scripts_escape_besides() -> None:
    answer = _answer(r"key: 'a\x3db\/\'\u002b\\x3d'")
    assert take_value(RegexSource(pattern="key: '(.*)'"), answer, ("json",)) == r"a=b/'+\x3d"


def _run(extractors: tuple[Extractor, ...], answer: Answer, values: dict[str, str]) -> tuple[list[str], Values]:
    slots = Slots()
    compiled = compile_extractors(extractors, slots)
    filled = slots.values(values)
    return [item.failure for item in extract(compiled, answer, filled)], filled


def test_the_first_source_that_finds_something_wins() -> None:
    chain = (
        JsonSource(path="$.id"),
        RegexSource(pattern="no such (thing)"),
        HeaderSource(name="X-Token"),
        InputSource(name="token"),
    )
    assert _run((Extractor(variable="t", sources=chain),), _answer(), {}) == ([], ["one"])
    broken = Extractor(variable="t", sources=(HeaderSource(name="X-Token"), InputSource(name="q")), decode=("json",))
    assert _run((broken,), _answer(), {}) == ([], ["one"])
    undecodable = Extractor(
        variable="t", sources=(HeaderSource(name="location"), RegexSource(pattern="(c29=)")), decode=("base64",)
    )
    assert _run((undecodable,), _answer("c29="), {}) == ([], ["so"])


_ROWS = """<table><tr><td>Moss "x"</td><td><a href="/p/1">Edit</a></td></tr>
<tr><td>Fern</td><td><a href="/p/2">Edit</a></td></tr></table>"""


def test_the_row_that_holds_a_value_of_the_user() -> None:
    selector = 'tr:has(:lexbor-contains("${name}")) a'
    row = Extractor(
        variable="id", sources=(AttributeSource(selector=selector, attribute="href", pattern="/p/([0-9]+)"),)
    )
    assert _run((row,), _answer(_ROWS), {"name": 'Moss "x"'}) == ([], ["1", 'Moss "x"'])
    assert _run((row,), _answer(_ROWS), {"name": "Fern"}) == ([], ["2", "Fern"])
    assert _run((row,), _answer(_ROWS), {"name": "Ivy"})[0] == ["the value 'id' is not in the answer"]
    assert _run((row,), _answer(_ROWS), {})[0] == ["the value 'id' is not in the answer"]
    slots = Slots()
    (compiled,) = compile_extractors((row,), slots, {"name": "Fern"})
    assert compiled.uses == frozenset()
    assert extract((compiled,), _answer(_ROWS), slots.values({})) == ()


def test_the_item_that_holds_a_value_of_the_user() -> None:
    item = Extractor(variable="id", sources=(JsonSource(path="$[?@.name=='${name}'].id"),))
    answer = _answer('[{"id": 1, "name": "Moss"}, {"id": 2, "name": "It\'s \\\\ ivy"}]')
    assert _run((item,), answer, {"name": "Moss"}) == ([], ["1", "Moss"])
    assert _run((item,), answer, {"name": "It's \\ ivy"}) == ([], ["2", "It's \\ ivy"])
    assert take_value(item.sources[0], answer, (), {"name": "Moss"}) == "1"
    assert take_value(item.sources[0], answer) is None


@pytest.mark.parametrize("name", ["Moss", "It's \\ ivy", "Möhre (rot)", "a.b", "<🌱>"])
@pytest.mark.parametrize("spell", [json.dumps, lambda text: json.dumps(text).replace("<", "\\x3C")])
def test_a_pattern_finds_a_value_of_the_user_however_a_script_spells_it(name: str, spell: Callable[[str], str]) -> None:
    row = Extractor(variable="id", sources=(RegexSource(pattern=r'add\((\d+), "${name}"\)'),))
    script = f"add(7, {spell('a' + name)}); add(12, {spell(name)}); add(13, {spell('axb')});"
    assert _run((row,), _answer(script), {"name": name}) == ([], ["12", name])
    assert _run((row,), _answer(script), {})[0] == ["the value 'id' is not in the answer"]
    assert take_value(row.sources[0], _answer(script), (), {"name": name}) == "12"


def test_a_pattern_may_look_for_a_dollar_and_a_brace() -> None:
    assert take_value(RegexSource(pattern=r"\${(\w+)}"), _answer("costs ${price} each")) == "price"


def test_the_last_of_all() -> None:
    last = AttributeSource(selector="a", attribute="href", occurrence=-1)
    assert take_value(last, _answer(_ROWS)) == "/p/2"
    assert take_value(last, _answer("<p>")) is None


def test_what_is_missing_is_told_and_emptied() -> None:
    gone = Extractor(variable="gone", sources=(InputSource(name="gone"), JsonSource(path="$.gone")))
    off = Extractor(variable="off", sources=(InputSource(name="gone"),), enabled=False)
    found = Extractor(variable="found", sources=(InputSource(name="q"),))
    failures, values = _run((gone, off, found), _answer(), {"gone": "of the page before"})
    assert failures == ["the value 'gone' is not in the answer"]
    assert values == [None, ""]


def test_a_body_that_cannot_be_decoded_yields_nothing_but_its_headers_do() -> None:
    answer = Answer(200, b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nX-T: 1", b"damaged")
    sources: tuple[Source, ...] = (
        InputSource(name="a"),
        InputSource(name="a", form="f", occurrence=1),
        AttributeSource(selector="meta[name=a]", attribute="content"),
        AttributeSource(selector="p"),
        RegexSource(pattern="(a)"),
        JsonSource(path="$.a"),
    )
    assert [take_value(source, answer) for source in sources] == [None] * len(sources)
    assert take_value(HeaderSource(name="x-t"), answer) == "1"


@pytest.mark.parametrize(
    ("source", "decode", "sentence"),
    [
        (JsonSource(path="id"), (), "'id' is no JSONPath"),
        (RegexSource(pattern="("), (), "is no regular expression"),
        (RegexSource(pattern="abc"), (), "needs brackets around the value"),
        (HeaderSource(name="a", pattern="["), (), "is no regular expression"),
        (AttributeSource(selector="[["), (), "'[[' is no CSS selector"),
        (CookieSource(name="a"), ("rot13",), "'rot13' is no decoding"),
        (AttributeSource(selector='a:lexbor-contains("${a|url}")'), (), "cannot stand where a value is looked for"),
        (JsonSource(path="$[?@.a=='${now()}']"), (), "cannot stand where a value is looked for"),
    ],
)
def test_what_means_nothing_is_refused_beforehand(source: Source, decode: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        compile_extractors((Extractor(variable="v", sources=(source,), decode=decode),), Slots())
    assert sentence in str(caught.value)


_values = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=12
)
_filler = st.sampled_from(
    [
        "<p>text</p>",
        "<!-- note -->",
        '<!-- <input name="t" value="c"> -->',
        "<script>if (a < b && c > d) { '<form>' }</script>",
        '<textarea><input name="t" value=x></textarea>',
        '<input name="other" value="t">',
        '<meta name="t" content="m">',
        '<input data-name="t" value="d">',
        "<input name='t2' value=\"2\">",
        '<form action="/a"><input name="u"></form>',
        '<form id="f" action="/b">',
        '<form action="/a">',
        "<script>'</form>'</script>",
        "</form>",
        'name="t"',
        '<template><input name="t" value=y></template>',
        "<b title='a>b'>it's</b>",
        "<table><tr><td>1</td></tr></table>",
        "\ufeff",
    ]
)
_spelling = st.sampled_from(
    [
        '<input type="hidden" name="t" value="{}">',
        '<input value="{}" name="t"/>',
        "<input name='t' value='{}'>",
        '<INPUT NAME="t" VALUE="{}">',
        '<input\n\tname = "t"\n value = "{}" >',
        '<input name=t value="{}">',
        '<input title="a > b" name="t" value="{}" disabled>',
        '<input name="t" value="{}" form="f">',
        '<input name="t">{}',
        '<input type="Checkbox" name="t">{}',
        '<input name="t" name="u" value="{}" value="second">',
    ]
)


@settings(max_examples=400)
@given(
    st.lists(_filler, max_size=5),
    st.lists(st.tuples(_spelling, _values, st.lists(_filler, max_size=2)), max_size=3),
    st.sampled_from(["", "f", "/a", "/b"]),
)
def test_the_fast_way_agrees_with_the_parser(
    before: list[str], fields: list[tuple[str, str, list[str]]], form: str
) -> None:
    page = "".join(before)
    for spelling, value, after in fields:
        page += spelling.format(html.escape(value)) + "".join(after)
    answer = _answer("<html><body>" + page)
    finder = TagFinder("input", "t", "value", form)
    expected = parsed_field(answer.html, "t", form, 0)
    for _ in range(2):  # the second time from memory
        found = finder.value(answer.content)
        assert found is UNSURE or found == expected


@pytest.mark.parametrize("name", ["a&b", 'a"b', "user[email]", "größe"])
@pytest.mark.parametrize("spelled", [html.escape, lambda name: "".join(f"&#{ord(sign)};" for sign in name)])
def test_names_may_be_spelled_with_entities(name: str, spelled: Callable[[str], str]) -> None:
    answer = _answer(f'<form><input name="{spelled(name)}" value="here"></form>')
    assert take_value(InputSource(name=name), answer) == "here"
    assert TagFinder("input", name, "value").value(b'<form><input name="other"></form>') in (None, UNSURE)


def test_hostile_pages_take_no_time() -> None:
    sources = (InputSource(name="t", form="f"), InputSource(name="t"), JsonSource(path="$.a"))
    started_s = time.thread_time()
    for piece in ("<form ", "<form x='", "<form action=/x>", "</form>", "[", '{"a":', "<!--", "<input name='"):
        for source in sources:
            assert take_value(source, _answer(piece * 20_000 + 'name="t"')) is None
    assert time.thread_time() - started_s < 5


def test_the_fast_way_is_taken_where_it_should() -> None:
    finder = TagFinder("input", "token", "value")
    for place in range(3):
        assert finder.value(f'<p>same<input name="token" value="v{place}">'.encode()) == f"v{place}"
    assert finder.value(b'<p>another beginning<input name="token" value="w">') == "w"
    assert finder.value(b'<p>another beginning<input name="else" value="w">') is None
    assert finder.value(b'<p>another beginning<input name="else"><input name="token" value="x">') == "x"
    two_forms = b"".join(
        b'<form action="/%s"><input name="token" value="%s"></form>' % (name, name) for name in (b"a", b"b")
    )
    assert TagFinder("input", "token", "value", "/b").value(two_forms) == "b"
    assert TagFinder("meta", "csrf", "content").value(b'<meta content="a&amp;b" name="csrf">') == "a&b"


@given(st.binary(max_size=80), st.sampled_from(["", "f"]))
def test_no_page_raises(content: bytes, form: str) -> None:
    for source in (InputSource(name="a", form=form), InputSource(name="a", form=form, occurrence=1)):
        assert isinstance(take_value(source, _answer(b'<input name="a"' + content)), str | None)
