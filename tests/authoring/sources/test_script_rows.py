"""Rows that a script adds by calls or keeps in objects: the id beside the text that a person typed."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.http_types.headers import Headers
from loadstudio.playback.answer import Answer
from loadstudio.playback.extract import take_value
from loadstudio.scenario.extractor import NestedSource, RegexSource, Source
from loadstudio.scenario.model import requests_of
from tests.support.recordings import RecordingBuilder

_HTML = (("Content-Type", "text/html"),)
_SCRIPT = (("Content-Type", "text/javascript"),)
_ROWS = ((11, "Fern"), (12, "Moss"), (13, "Ivy"))


def _imported(listed: object, headers: Headers | None = None, used: str = "/show?_cid=12") -> ImportResult:
    builder = RecordingBuilder()
    builder.page("Plants").get("/", "<form method=post><input name=_firstname></form>")
    builder.page("Added").form("/save", {"_firstname": "Moss"}, answer="Saved", answer_headers=_HTML)
    if headers is None:
        builder.api("GET", "/list?remote=1", got=listed)
    else:
        builder.send("GET", "/list", answer=str(listed), answer_headers=headers, resource_type="xhr")
    builder.page("Shown").get(used, "Here it is.")
    return scenario_from(builder.recording(), name="x", recording_file="x.har")


def _source(result: ImportResult) -> Source | None:
    found = [one for request in requests_of(result.scenario) for one in request.extractors]
    return found[0].sources[0] if found else None


def _taken(source: Source, content: object, name: str, headers: Headers) -> str | None:
    body = content if isinstance(content, str) else json.dumps(content)
    return take_value(source, Answer.of(200, headers, body.encode()), known={"firstname": name, "name": name})


def _calls(rows: Sequence[tuple[int, str]], way: str) -> str:
    return "".join(way.replace("ID", str(number)).replace("NAME", json.dumps(f"{name} Dry")) for number, name in rows)


@pytest.mark.parametrize(
    "way",
    [
        'this.add_row("ID",{"name":NAME,"email":false},"person");\n',
        'this.add_row({"name":NAME,"email":false},"person","ID");\n',
        'grid.push({"cid":"ID","name":NAME});',
        'grid.push({"name":NAME, "size": {"height": 3}, "cid":ID});',
        "add(NAME, [1, 'x'], {cid: 'ID', level: 4});",
        "rows.addRow(ID, 'plants', NAME)\n",
    ],
)
def test_a_row_that_a_script_adds_by_a_call(way: str) -> None:
    source = _source(_imported({"action": "list", "exec": f"this.set_count(3);\n{_calls(_ROWS, way)}"}))
    assert isinstance(source, NestedSource)
    assert isinstance(source.source, RegexSource)
    assert "${firstname}" in source.source.pattern
    later = {"exec": _calls([*_ROWS[:1], (77, "Moss é'1"), (78, "Moss é'12"), *_ROWS[1:]], way)}
    kind = (("Content-Type", "application/json"),)
    assert _taken(source, later, "Moss é'1", kind) == "77"
    assert _taken(source, later, "Moss é'12", kind) == "78"
    assert _taken(source, later, "Birch", kind) is None


def test_a_row_in_the_script_of_a_page() -> None:
    frame = "<p>Plants</p><script>{}</script>"
    way = 'add_row("ID",{"name":NAME});\n'
    source = _source(_imported(frame.format(_calls(_ROWS, way)), _HTML))
    assert isinstance(source, RegexSource)
    assert _taken(source, frame.format(_calls([(5, "Moss"), (6, "Oak")], way)), "Oak", _HTML) == "6"


def test_a_script_that_answers_to_the_adding() -> None:
    way = 'add_row("ID",{"name":NAME});\n'
    builder = RecordingBuilder()
    builder.page("Plants").get("/", "<form method=post><input name=_firstname></form>")
    added = {"answer": _calls(_ROWS, way), "answer_headers": _SCRIPT, "resource_type": "xhr"}
    builder.page("Added").form("/save", {"_firstname": "Moss"}, **added)
    builder.page("Shown").get("/show?_cid=12", "Here it is.")
    source = _source(scenario_from(builder.recording(), name="x", recording_file="x.har"))
    assert isinstance(source, RegexSource)
    assert _taken(source, _calls([(5, "Moss"), (6, "Oak")], way), "Oak", _SCRIPT) == "6"


def test_objects_in_a_script_that_is_no_json() -> None:
    frame = "<script>var plants = [{}];</script>"
    rows = ",".join(f"{{cid: {number}, name: '{name}', tags: ['a']}}" for number, name in _ROWS)
    source = _source(_imported(frame.format(rows), _HTML))
    assert isinstance(source, RegexSource)
    more = "{cid: 3, name: 'Oak'}, {cid: 4, name: 'Elm'}, {cid: 5, name: 'Ash'}"
    assert [_taken(source, frame.format(more), name, _HTML) for name in ("Oak", "Elm", "Ash", "Yew")] == [
        "3",
        "4",
        "5",
        None,
    ]


@pytest.mark.parametrize(
    "frame", ["<h1>Plants (12)</h1><p>Moss</p>", "<h1>Plants(12)</h1><script>f()</script><p>Moss</p>"]
)
def test_a_count_in_brackets_on_a_page_is_no_call(frame: str) -> None:
    assert _source(_imported(frame, _HTML)) is None


def test_a_name_behind_the_last_row_is_not_in_it() -> None:
    way = 'this.add_row("ID",{"name":NAME});\n'
    source = _source(_imported({"exec": _calls(_ROWS, way)}))
    assert source is not None
    said = {"exec": _calls([(3, "Oak")], way) + 'this.say("You added Elm");'}
    assert _taken(source, said, "Elm", (("Content-Type", "application/json"),)) is None


def test_a_count_in_the_call_of_the_row_is_no_id() -> None:
    listed = {"exec": 'this.add_row("x9",{"name":"Moss","size":12});'}
    assert _source(_imported(listed, used="/zoom?level=12")) is None


@given(
    st.lists(
        st.tuples(
            st.integers(100, 999),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.isalnum),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[1],
    ),
    st.booleans(),
)
def test_each_row_is_found_by_its_name(rows: list[tuple[int, str]], ascii_only: bool) -> None:
    way = 'this.add_row("ID",{"name":NAME});\n'
    pattern = _PATTERN
    script = "".join(
        way.replace("ID", str(number)).replace("NAME", json.dumps(name, ensure_ascii=ascii_only))
        for number, name in rows
    )
    for number, name in rows:
        others = [other for _, other in rows if other != name and name in other]
        if not others:
            assert _taken(RegexSource(pattern=pattern), script, name, _SCRIPT) == str(number)


_IMPORTED = _source(_imported({"exec": 'this.add_row("12",{"name":"Moss"});\n'}))
assert isinstance(_IMPORTED, NestedSource)
assert isinstance(_IMPORTED.source, RegexSource)
_PATTERN = _IMPORTED.source.pattern
