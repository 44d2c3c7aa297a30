"""Values in texts that stand in other texts: HTML in JSON, JSON in scripts, attributes and fields, XML in JSON, base64.
A source of two steps takes each.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.authoring.drafting.draft import draft_of
from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.playback.answer import Answer
from loadstudio.playback.extract import take_value
from loadstudio.scenario.extractor import (
    AttributeSource,
    InputSource,
    JsonSource,
    NestedSource,
    RegexSource,
    Source,
    innermost,
    looked_with,
    with_texts,
)
from loadstudio.scenario.model import requests_of
from tests.support.recordings import RecordingBuilder

WAS, NOW = "t0k3n+8f/Aa9", "fr3sh/77Zz+4"
_JSON = (("Content-Type", "application/json"),)
_PAGE = (("Content-Type", "text/html; charset=utf-8"),)


def _form(token: str) -> str:
    return f'<form action="/save"><input type=hidden name=token value="{html.escape(token)}"><input name=q></form>'


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _in_page(body: str) -> str:
    return f"<!doctype html><title>Shop</title>{body}"


_NESTED: dict[str, tuple[Callable[[str], str], tuple[tuple[str, str], ...]]] = {
    "html in json": (lambda token: json.dumps({"success": True, "message": _form(token)}), _JSON),
    "html in json with escapes": (
        lambda token: json.dumps({"message": _form(token)}).replace("<", "\\u003C").replace("/", "\\/"),
        _JSON,
    ),
    "html in a list": (lambda token: json.dumps([{"command": "insert", "data": _form(token)}, {"x": 1}]), _JSON),
    "json in json": (lambda token: json.dumps({"d": json.dumps({"form": {"token": token}})}), _JSON),
    "html in json in json": (lambda token: json.dumps({"d": json.dumps({"form": _form(token)})}), _JSON),
    "json in base64": (lambda token: json.dumps({"state": _base64(json.dumps({"token": token}))}), _JSON),
    "html in base64": (lambda token: json.dumps({"state": _base64(_form(token))}), _JSON),
    "json percent-encoded": (lambda token: json.dumps({"state": quote(json.dumps({"token": token}))}), _JSON),
    "html in an attribute": (
        lambda token: _in_page(f'<div data-prototype="{html.escape(_form(token))}"></div>'),
        _PAGE,
    ),
    "base64 in an attribute": (
        lambda token: _in_page(f'<div data-state="{_base64(json.dumps({"token": token}))}"></div>'),
        _PAGE,
    ),
    "json in a hidden field": (
        lambda token: _in_page(f'<input type=hidden name=state value="{html.escape(json.dumps({"token": token}))}">'),
        _PAGE,
    ),
    "html in json in an island": (
        lambda token: _in_page(f'<script type="application/json" id="data">{json.dumps({"f": _form(token)})}</script>'),
        _PAGE,
    ),
    "html in a template of a script": (
        lambda token: _in_page(f'<script type="text/x-template" id="row">{_form(token)}</script>'),
        _PAGE,
    ),
    "json in a script": (
        lambda token: _in_page(f"<script>window.__STATE__ = {json.dumps({'a': [{'b': 1}], 'token': token})};</script>"),
        _PAGE,
    ),
    "parsed json in a script": (
        lambda token: _in_page(
            f"<script>var state = JSON.parse({json.dumps(json.dumps({'a': {'b': 1}, 'token': token}))});</script>"
        ),
        _PAGE,
    ),
    "html in cdata": (
        lambda token: f'<?xml version="1.0"?><r><update id="f"><![CDATA[{_form(token)}]]></update></r>',
        (("Content-Type", "text/xml"),),
    ),
    "html escaped in xml": (
        lambda token: f"<?xml version='1.0'?><r><body>{html.escape(_form(token))}</body></r>",
        (("Content-Type", "text/xml"),),
    ),
    "json in a header": (
        lambda token: "ok",
        (("HX-Trigger", '{"saved": {"token": "TOKEN"}}'), ("Content-Type", "a/b")),
    ),
}


def _imported(answer: Callable[[str], str], headers: tuple[tuple[str, str], ...]) -> ImportResult:
    builder = RecordingBuilder()
    builder.get("/", "<title>Home</title>")
    builder.send("GET", "/editor", answer=answer(WAS), answer_headers=_said(headers, WAS), resource_type="fetch")
    builder.page("Save").form("/save", {"token": WAS})
    return scenario_from(builder.recording(), name="x", recording_file="x.har")


def _said(headers: tuple[tuple[str, str], ...], token: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value.replace("TOKEN", token)) for name, value in headers)


@pytest.mark.parametrize("name", _NESTED)
def test_a_value_in_a_text_in_an_answer_is_taken_in_two_steps(name: str) -> None:
    answer, headers = _NESTED[name]
    result = _imported(answer, headers)
    (extractor,) = requests_of(result.scenario)[1].extractors
    source = extractor.sources[0]
    assert isinstance(source, NestedSource)
    fresh = Answer.of(200, _said(headers, NOW), answer(NOW).encode())
    assert take_value(source, fresh, extractor.decode) == NOW


def test_the_steps_of_a_form_in_json() -> None:
    answer, headers = _NESTED["html in json"]
    (extractor,) = requests_of(_imported(answer, headers).scenario)[1].extractors
    assert extractor.sources[0] == NestedSource(
        within=JsonSource(path="$.message"), source=InputSource(name="token", form="/save")
    )


def test_what_a_person_typed_into_a_form_that_came_in_json_is_typed() -> None:
    builder = RecordingBuilder()
    builder.api("GET", "/editor", got={"message": "<form><input name=title><textarea name=note></textarea></form>"})
    builder.get("/list", "<p>8f3Kq91ZxW</p>")
    builder.page("Save").form("/save", {"title": "8f3Kq91ZxW"})
    assert scenario_from(builder.recording(), name="x", recording_file="x").scenario.variables == ()


def test_words_with_signs_are_no_texts_to_look_into() -> None:
    builder = RecordingBuilder()
    said = {"a": "1 < 2 and [so on]", "b": "{name} was added", "c": "<3", "d": "{}", "e": "Zm9vYmFyYmF6cXV4"}
    builder.api("GET", "/said", got=said)
    (entry,) = draft_of(builder.recording()).entries
    assert AnswerView(0, entry).parts == ()


# rows


def _rows(page: str, sent: dict[str, str], title: str = "Moss", kind: str = "text/html") -> tuple[Source, ...]:
    builder = RecordingBuilder()
    builder.get("/add", "<form method=post><input name=name></form>")
    builder.page("Add").form("/add", {"name": title}, location="/list")
    builder.send("GET", "/list", answer=page, answer_headers=(("Content-Type", kind),))
    builder.page("Edit").form("/edit", sent)
    result = scenario_from(builder.recording(), name="x", recording_file="x")
    (extractor,) = requests_of(result.scenario)[2].extractors
    return extractor.sources


def _row(name: str, number: int) -> str:
    condition = f"`plants`.`id` = {number}"
    pairs = f"where={quote(condition)}&mode=edit"
    return (
        f'<tr><td><input type=checkbox id="row_{number}" name="rows[{number}]" value="{condition}"></td><td>{name}</td>'
        f'<td><a href="#" data-post="{html.escape(pairs)}">Edit</a></td></tr>'
    )


def _list(*rows: tuple[str, int]) -> str:
    return "<table>" + "".join(_row(*row) for row in rows) + "</table>"


@pytest.mark.parametrize("wrap", [str, lambda page: json.dumps({"message": page})])
def test_a_row_that_is_known_by_a_condition(wrap: Callable[[str], str]) -> None:
    kind = "application/json" if wrap("x") != "x" else "text/html"
    page = wrap(_list(("Fern", 1), ("Moss", 2)))
    (source,) = _rows(page, {"where": "`plants`.`id` = 2", "mode": "edit"}, kind=kind)
    assert "${name}" in "".join(looked_with(source))
    others = wrap(_list(("Moss-a1", 7), ("Moss-b2", 8), ("Moss-c3", 9)))
    fresh = Answer.of(200, (("Content-Type", kind),), others.encode())
    assert take_value(source, fresh, ("form",) if "pattern" in str(source) else (), {"name": "Moss-b2"}) is not None
    assert take_value(source, fresh, (), {"name": "Moss-b2"}) == "`plants`.`id` = 8"
    assert take_value(source, fresh, (), {"name": "Moss-x"}) is None


def test_a_condition_that_was_there_before_belongs_to_nobody() -> None:
    builder = RecordingBuilder()
    builder.get("/list", _list(("Fern", 1)))
    builder.get("/add", "<form method=post><input name=name></form>")
    builder.page("Add").form("/add", {"name": "Moss"}, location="/list")
    builder.get("/list", _list(("Moss", 1)))
    builder.page("Edit").form("/edit", {"where": "`plants`.`id` = 1"})
    result = scenario_from(builder.recording(), name="x", recording_file="x")
    assert not any("${" in text for one in requests_of(result.scenario) for text in _looked(one.extractors))


def _looked(extractors: tuple[object, ...]) -> list[str]:
    return [text for one in extractors for source in getattr(one, "sources", ()) for text in looked_with(source)]


def test_buttons_beside_a_name_in_a_list_of_json() -> None:
    def page(*rows: tuple[str, int]) -> str:
        cells = [[name, f"<a href='/edit?plant={number}'>Edit</a>"] for name, number in rows]
        return json.dumps({"data": cells, "total": len(cells)})

    builder = RecordingBuilder()
    builder.get("/add", "<form method=post><input name=name></form>")
    builder.page("Add").form("/add", {"name": "Moss"}, location="/list")
    builder.send("GET", "/list", answer=page(("Fern", 1), ("Moss", 2)), answer_headers=_JSON, resource_type="fetch")
    builder.page("Edit").get("/edit?plant=2")
    result = scenario_from(builder.recording(), name="x", recording_file="x")
    (extractor,) = requests_of(result.scenario)[2].extractors
    fresh = Answer.of(200, _JSON, page(("Moss-a", 5), ("Moss-b", 6), ("Fern", 1)).encode())
    assert take_value(extractor.sources[0], fresh, extractor.decode, {"name": "Moss-b"}) == "6"


def test_the_id_that_an_answer_says_of_the_one_thing_is_taken_from_there() -> None:
    builder = RecordingBuilder()
    builder.get("/", "<form><input name=name></form>")
    dom = "<div data-id='7'>Fern</div><div data-id='13'>Moss</div>"
    builder.page("Add").api("POST", "/message", {"name": "Moss"}, {"dom": dom, "data": {"last_id": 13}})
    builder.api("POST", "/message", {"id": 13, "call": "open"}, {})
    result = scenario_from(builder.recording(), name="x", recording_file="x")
    (extractor,) = requests_of(result.scenario)[1].extractors
    assert extractor.sources[0] == JsonSource(path="$.data.last_id")


# the values themselves


def test_sources_within_sources_know_their_templates() -> None:
    source = NestedSource(
        within=JsonSource(path="$.rows[?@.name=='${name}'].html"),
        source=NestedSource(within=AttributeSource(selector="a"), source=RegexSource(pattern="x(.)")),
    )
    assert looked_with(source) == ("$.rows[?@.name=='${name}'].html", "", "a")
    assert innermost(source) == RegexSource(pattern="x(.)")
    changed = with_texts(source, lambda text: text.replace("${name}", "${title}"))
    assert "${title}" in looked_with(changed)[0]


def test_the_first_text_in_which_something_is_found_counts() -> None:
    cells = {"rows": [["<a href='/edit/3'>Fern</a>"], ["<a href='/edit/4'>Moss</a>"]]}
    link = AttributeSource(selector='a:lexbor-contains("${name}")', attribute="href")
    source = NestedSource(within=JsonSource(path="$.rows[*][0]"), source=link)
    answer = Answer.of(200, _JSON, json.dumps(cells).encode())
    assert take_value(source, answer, (), {"name": "Moss"}) == "/edit/4"
    assert take_value(source, answer, (), {"name": "Ivy"}) is None


def test_a_piece_of_a_table_keeps_its_rows() -> None:
    answer = Answer.of(200, _PAGE, b'<tr data-id="7"><td>Moss</td></tr>')
    assert take_value(AttributeSource(selector="tr", attribute="data-id"), answer) == "7"


@given(st.text(max_size=60), st.sampled_from(["$.a", "$.b[0]", "$..*"]))
def test_no_text_breaks_a_source_within_another(text: str, path: str) -> None:
    answer = Answer.of(200, _JSON, json.dumps({"a": text, "b": [text]}).encode())
    for source in (InputSource(name="x"), JsonSource(path="$.x"), RegexSource(pattern="(x)")):
        for decode in ((), ("base64",), ("url",), ("json",)):
            take_value(NestedSource(within=JsonSource(path=path), source=source, decode=decode), answer)


@given(st.text(max_size=200))
def test_no_text_breaks_the_look_into_an_answer(text: str) -> None:
    for kind in ("text/html", "application/json", "text/xml"):
        builder = RecordingBuilder()
        body = json.dumps({"a": text, "b": f"<p id=x>{text}"}) if kind.endswith("json") else text
        builder.send("GET", "/", answer=body, answer_headers=(("Content-Type", kind),))
        (entry,) = draft_of(builder.recording()).entries
        assert len(list(AnswerView(0, entry).layers())) >= 1
