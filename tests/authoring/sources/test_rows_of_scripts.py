"""Rows whose ids only scripts read: addresses in attributes of their own, calls and JSON in attributes, nested JSON."""

from __future__ import annotations

from typing import Any

import pytest

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.scenario.extractor import AttributeSource, JsonSource, Source
from loadstudio.scenario.model import TextBody, requests_of
from tests.support.recordings import RecordingBuilder

_HTML = (("Content-Type", "text/html"),)
_ADD = "<form method=post><input name=name></form>"


def _imported(builder: RecordingBuilder) -> ImportResult:
    return scenario_from(builder.recording(), name="x", recording_file="x.har")


def _only_source(result: ImportResult) -> Source:
    (extractor,) = [one for request in requests_of(result.scenario) for one in request.extractors]
    return extractor.sources[0]


def _page(row: str) -> RecordingBuilder:
    rows = "".join(f"<tr><td>{name}</td><td>{row.format(n)}</td></tr>" for n, name in ((12, "Fern"), (13, "Moss")))
    builder = RecordingBuilder()
    builder.page("Plants").get("/plants", _ADD)
    builder.page("Added").form(
        "/plants", {"name": "Moss"}, answer=_ADD, answer_headers=(("Content-Type", "text/html"),)
    )
    builder.get("/plants", f"{_ADD}<table>{rows}</table>")
    return builder.page("Used")


@pytest.mark.parametrize("attribute", ["hx-delete", "up-href", "data-turbo-url", "@click.to"])
def test_an_address_in_an_attribute_that_a_library_reads(attribute: str) -> None:
    builder = _page(f'<button {attribute}="/plants/{{}}">Drop</button>')
    builder.send("DELETE", "/plants/13")
    source = _only_source(_imported(builder))
    assert isinstance(source, AttributeSource)
    assert source.attribute == attribute
    assert '"${name}"' in source.selector


@pytest.mark.parametrize(
    "held",
    [
        """onclick="edit({})\"""",
        """onclick="move('left', {}, 'now')\"""",
        """hx-vals='{{"id": {}, "how": "can"}}'""",
        """x-data="{{ plant: {}, open: false }}\"""",
        """onclick="location.href='/x'; pick(&quot;{}&quot;)\"""",
    ],
)
def test_an_id_that_an_attribute_hands_to_a_script(held: str) -> None:
    builder = _page(f"<button {held}>Water</button>")
    builder.api("POST", "/api/water", {"plant_id": 13, "litres": 2})
    result = _imported(builder)
    source = _only_source(result)
    assert isinstance(source, AttributeSource)
    assert '"${name}"' in source.selector
    assert source.pattern
    assert requests_of(result.scenario)[-1].body == TextBody(text='{"plant_id":${plant_id},"litres":2}')


def test_a_count_in_a_call_of_the_row_is_no_id() -> None:
    builder = _page('<button onclick="rate(3)">Rate</button>')
    builder.api("POST", "/api/rate", {"stars": 3})
    assert _imported(builder).scenario.variables == ()


def _listed(listed: Any, address: str, sent: object, ask: str = "/api/plants") -> JsonSource:
    builder = RecordingBuilder()
    builder.page("Plants").get("/", "")
    builder.page("Added").api("POST", "/api/add", {"name": "Moss"}, status=204)
    builder.api("GET", ask, got=listed)
    builder.page("Used").api("PATCH", address, sent, got={})
    source = _only_source(_imported(builder))
    assert isinstance(source, JsonSource)
    return source


def test_an_item_with_its_texts_in_an_object_of_their_own() -> None:
    items = [{"id": str(n), "attributes": {"name": name}} for n, name in ((12, "Fern"), (13, "Moss"))]
    source = _listed({"data": items}, "/api/plants/13", {"wet": True}, "/api/plants?sort=name")
    assert source.path == "$.data[?@.attributes.name=='${name}'].id"


def test_an_item_in_a_node() -> None:
    edges = [{"cursor": "1", "node": {"id": n, "name": name}} for n, name in ((12, "Fern"), (13, "Moss"))]
    source = _listed({"data": {"plants": {"edges": edges}}}, "/graphql", {"variables": {"id": 13}})
    assert source.path == "$.data.plants.edges[?@.node.name=='${name}'].node.id"


def test_a_list_within_the_list_of_a_batch() -> None:
    items = [{"id": n, "name": name} for n, name in ((12, "Fern"), (13, "Moss"))]
    source = _listed([{"result": {"data": items}}, {"result": {}}], "/trpc", {"0": {"id": 13}})
    assert source.path == "$[*].result.data[?@.name=='${name}'].id"


def test_the_id_of_something_else_inside_is_not_the_item_s() -> None:
    items = [{"id": 40 + n, "name": name, "author": {"id": n}} for n, name in ((12, "Fern"), (13, "Moss"))]
    builder = RecordingBuilder()
    builder.page("Plants").get("/", "")
    builder.page("Added").api("POST", "/api/add", {"name": "Moss"}, status=204)
    builder.api("GET", "/api/plants", got={"data": items})
    builder.page("Used").api("PATCH", "/api/plants/13", {"wet": True}, got={})
    assert "${name}" not in str(_only_source(_imported(builder)))


def test_the_key_of_an_address_of_odata() -> None:
    items = [{"ID": n, "Name": name} for n, name in ((12, "Fern"), (13, "Moss"))]
    source = _listed({"value": items}, "/odata/Plants(13)", {"Wet": True}, "/odata/Plants?$top=50")
    assert source.path == "$.value[?@.Name=='${name}'].ID"


def test_flattened_lists_are_read_as_what_they_mean() -> None:
    flat = [{"plants": 1}, [2, 5], {"id": 3, "name": 4}, 12, "Fern", {"id": 6, "name": 7}, 13, "Moss"]
    source = _listed({"type": "data", "nodes": [None, {"data": flat}]}, "/water", {"id": 13}, "/__data.json")
    assert source.path == "$.nodes[*].data.plants[?@.name=='${name}'].id"


def test_a_row_in_the_piece_of_a_page_with_which_a_script_s_post_is_answered() -> None:
    rows = "".join(f'<li>{name} <b hx-delete="/plants/{n}">x</b></li>' for n, name in ((12, "Fern"), (13, "Moss")))
    builder = RecordingBuilder()
    builder.page("Plants").get("/plants", _ADD)
    builder.page("Added").form("/plants", {"name": "Moss"}, answer=rows, answer_headers=_HTML, resource_type="xhr")
    builder.page("Gone").send("DELETE", "/plants/13", resource_type="xhr")
    source = _only_source(_imported(builder))
    assert isinstance(source, AttributeSource)
    assert source.selector.startswith('li:lexbor-contains("${name}") b[hx-delete')


def test_a_form_of_the_row_that_leads_there_itself() -> None:
    builder = _page('<form method=post action="/plants/{}"><button>Water</button></form>')
    builder.form("/plants/13", {"wet": "yes"}, location="/plants")
    source = _only_source(_imported(builder))
    assert isinstance(source, AttributeSource)
    assert source.selector == 'tr:has(:lexbor-contains("${name}")) form[action^="/plants/"]'


def test_the_id_of_the_row_s_own_element() -> None:
    rows = "".join(f'<li id="plant-{n}">{name}<button>Water</button></li>' for n, name in ((12, "Fern"), (13, "Moss")))
    builder = RecordingBuilder()
    builder.page("Plants").get("/plants", _ADD)
    builder.page("Added").form("/plants", {"name": "Moss"}, location="/list")
    builder.get("/list", f"<ul>{rows}</ul>")
    builder.page("Wet").send("PATCH", "/api/plants/13", resource_type="fetch")
    source = _only_source(_imported(builder))
    assert isinstance(source, AttributeSource)
    assert (source.attribute, source.selector) == ("id", 'li[id^="plant-"]:lexbor-contains("${name}")')
