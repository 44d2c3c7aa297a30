"""What was just added and is opened from a list that everybody sees: taken from its own row, or told."""

from __future__ import annotations

from loadstudio.authoring.importing.importer import Analysis, ImportResult, scenario_from
from loadstudio.authoring.sources.insight import Insight
from loadstudio.scenario.extractor import AttributeSource, InputSource, JsonSource, Source
from loadstudio.scenario.model import FormBody, TextBody, requests_of
from tests.support.recordings import RecordingBuilder

_ADD = "<form method=post><input name=name><input name=place></form>"


def _list(*rows: tuple[int, str], link: str = "/plants/edit/{}") -> str:
    cells = "".join(f"<tr><td>{name}</td><td><a href='{link.format(n)}'>Edit</a></td></tr>" for n, name in rows)
    return f"<p>Page 1 of 7</p><table>{cells}</table>"


def _imported(builder: RecordingBuilder) -> ImportResult:
    return scenario_from(builder.recording(), name="x", recording_file="x.har")


def _sources(result: ImportResult) -> dict[str, tuple[Source, ...]]:
    return {one.variable: one.sources for request in requests_of(result.scenario) for one in request.extractors}


def _generators(result: ImportResult) -> dict[str, str]:
    return {variable.name: variable.generator for variable in result.scenario.variables if variable.generator}


def _added(*before: tuple[int, str], after: str, typed: str = "Moss") -> RecordingBuilder:
    builder = RecordingBuilder()
    builder.page("Plants").get("/plants/list", _list(*before))
    builder.page("Add").get("/plants/add", _ADD)
    builder.page("Plants again").form("/plants/add", {"name": typed, "place": "Shelf"}, location="/plants/list")
    builder.get("/plants/list", after)
    return builder


def test_the_row_that_holds_the_typed_name_gives_the_id_and_each_pass_a_name_of_its_own() -> None:
    builder = _added((1, "Fern"), (2, "Ivy"), after=_list((1, "Fern"), (2, "Ivy"), (3, "Moss")))
    builder.page("Edit").get("/plants/edit/3", '<form method=post><input name=name value="Moss"></form>')
    builder.page("Done").form("/plants/edit/3", {"name": "Moss", "place": "Balcony"}, location="/plants/list")
    result = _imported(builder)
    requests = requests_of(result.scenario)
    assert requests[4].url.endswith("/plants/edit/${edit_id|url}")
    assert requests[5].url.endswith("/plants/edit/${edit_id|url}")
    (source,) = _sources(result)["edit_id"]
    assert isinstance(source, AttributeSource)
    assert source.selector == 'tr:has(:lexbor-contains("${name}")) a[href^="/plants/edit/"]'
    assert _generators(result) == {"name": "unique('Moss')"}
    assert isinstance(requests[2].body, FormBody)
    assert [field.value for field in requests[2].body.fields] == ["${name}", "Shelf"]


def test_a_name_that_was_there_from_the_recording_before_does_not_disturb() -> None:
    builder = _added((1, "Fern"), (2, "Moss"), after=_list((1, "Fern"), (2, "Moss"), (3, "Moss")))
    builder.page("Edit").get("/plants/edit/2")
    result = _imported(builder)
    assert _sources(result) == {}  # an old one was opened: everybody may
    assert _generators(result) == {}


def test_a_row_of_a_name_that_all_passes_give_is_told() -> None:
    builder = _added((1, "Fern"), after=_list((1, "Fern"), (3, "Moss")))
    builder.page("Edit").get("/plants/edit/3")
    analysis = Analysis(builder.recording(), name="x", recording_file="x.har")
    result = analysis.result(Insight(kept=frozenset({("Moss", "name")})))
    (finding,) = (one for one in result.findings if one.variable == "edit_id")
    assert finding.sentence == (
        "Plants again shows an edit number in the row of what you called “Moss”, used in 1 later request. Each pass "
        "calls it so, since the site shows no other name that is sent: where several people add one at the same "
        "moment, one may open another's."
    )


def test_what_was_searched_for_is_not_added() -> None:
    builder = RecordingBuilder()
    builder.page("Search").get("/search", "<form method=post><input name=name></form>")
    builder.page("Found").form("/search", {"name": "Moss"}, answer=_list((3, "Moss"), (4, "Peat moss")))
    builder.page("Moss").get("/plants/edit/3")
    result = _imported(builder)
    assert _generators(result) == {}
    assert result.scenario.variables == ()


def test_a_link_that_is_called_as_typed() -> None:
    after = "<ul>" + "".join(f'<li><a href="/p/{n}">{name}</a>' for n, name in ((8, "Fern"), (9, "moss"))) + "</ul>"
    builder = _added((1, "Fern"), after=after, typed="moss")
    builder.page("Moss").get("/p/9")
    (source,) = _sources(_imported(builder))["p_id"]
    assert source == AttributeSource(
        selector='a[href^="/p/"]:lexbor-contains("${name}")', attribute="href", pattern="/p/([^/?&#]+)(?=[?#]|$)"
    )


def test_a_parameter_of_the_link_in_the_row() -> None:
    link = "/plants/edit?id={}&from=list"
    builder = _added((1, "Fern"), after=_list((1, "Fern"), (3, "Moss"), link=link))
    builder.page("Moss").get("/plants/edit?id=3&from=list")
    result = _imported(builder)
    ((name, (source,)),) = _sources(result).items()
    assert isinstance(source, AttributeSource)
    assert source.selector.startswith('tr:has(:lexbor-contains("${name}")) a[')
    field = requests_of(result.scenario)[4].query[0]
    assert (field.name, field.value) == ("id", f"${{{name}}}")


def test_a_link_in_the_row_whose_parameters_are_encoded_and_name_the_user() -> None:
    """As Adminer writes them: another user's link holds another name."""
    link = "/db?username=mia42&amp;edit=plant&amp;where%5Bid%5D={}"
    builder = RecordingBuilder()
    builder.get("/", "<form action=/in method=post><input name=username><input type=password name=password></form>")
    builder.form("/in", {"username": "mia42", "password": "Secret-1"}, location="/db?username=mia42&select=plant")
    builder.get("/db?username=mia42&select=plant", _list((1, "Fern"), link=link))
    builder.page("Add").get("/db?username=mia42&edit=plant", _ADD)
    builder.page("Again").form("/db?username=mia42&edit=plant", {"name": "Moss", "place": "Shelf"}, location="/list")
    builder.get("/list", _list((1, "Fern"), (2, "Moss"), link=link))
    builder.page("Edit").get("/db?username=mia42&edit=plant&where%5Bid%5D=2")
    result = _imported(builder)
    ((name, (source,)),) = _sources(result).items()
    assert isinstance(source, AttributeSource)
    assert source.selector == 'tr:has(:lexbor-contains("${name}")) a[href*="&edit=plant&where%5Bid%5D="]'
    last = requests_of(result.scenario)[-1].query[-1]
    assert (last.name, last.value) == ("where[id]", f"${{{name}}}")


def _piece(number: int, name: str) -> str:
    row = f'<tr id="tag-{number}"><td><a href="/terms/edit?kind=tag&#038;tag_ID={number}">{name}</a></td></tr>'
    return f"<?xml version='1.0'?><ajax><response><![CDATA[{row}]]></response></ajax>"


def _added_by_script(key: str) -> ImportResult:
    builder = RecordingBuilder()
    builder.get("/terms", f"<form><input name={key}></form>{_list((1, 'Fern'))}")
    builder.form("/ajax", {key: "Moss"}, answer=_piece(2, "Moss"), answer_headers=(("Content-Type", "text/xml"),))
    builder.page("Edit").get("/terms/edit?kind=tag&tag_ID=2")
    return _imported(builder)


def test_a_row_that_a_script_got_as_a_piece_of_a_page_in_xml() -> None:
    result = _added_by_script("tag-name")
    (source,) = _sources(result)["tag_id"]
    selector = 'a[href*="/terms/edit?kind=tag&tag_ID="]:lexbor-contains("${tag_name}")'
    assert isinstance(source, AttributeSource)
    assert source.selector.replace("^=", "*=") == selector
    assert _generators(result) == {"tag_name": "unique('Moss')"}


def test_what_a_script_found_is_not_added() -> None:
    assert _generators(_added_by_script("q")) == {}


def test_a_list_of_json_and_an_empty_answer_to_the_creation() -> None:
    builder = RecordingBuilder()
    builder.page("Board").api("GET", "/api/cards", got={"cards": [{"id": 3, "title": "Fern"}], "page": 1})
    builder.page("Added").api("POST", "/api/cards", {"title": "Moss", "column": 2}, status=204)
    cards = [{"id": 6, "title": "Moss"}, {"id": 3, "title": "Fern"}]
    builder.api("GET", "/api/cards", got={"cards": cards, "page": 1})
    builder.page("Moved").api("PATCH", "/api/cards/6", {"column": 3}, got={"ok": True})
    result = _imported(builder)
    assert _sources(result) == {"card_id": (JsonSource(path="$.cards[?@.title=='${title}'].id"),)}
    body = requests_of(result.scenario)[1].body
    assert isinstance(body, TextBody)
    assert '"${title' in body.text


def test_a_new_row_that_says_not_whose_it_is_is_told() -> None:
    orders = "<table><tr><td>Today</td><td><a href='/orders/{}'>Open</a></td></tr>{}</table>"
    builder = RecordingBuilder()
    builder.page("Orders").get("/orders", orders.format(4, ""))
    builder.page("Ordered").form("/orders", {"count": "2"}, location="/orders")
    builder.get("/orders", orders.format(4, "<tr><td>Today</td><td><a href='/orders/5'>Open</a></td></tr>"))
    builder.page("Order").get("/orders/5")
    result = _imported(builder)
    (variable,) = result.scenario.variables
    assert "Nothing in that row says whose it is" in variable.explanation
    ((source,),) = _sources(result).values()
    assert isinstance(source, AttributeSource)
    assert source.occurrence == -1


def test_an_old_row_that_is_opened_after_an_adding_stays() -> None:
    builder = _added((1, "Fern"), (2, "Ivy"), after=_list((1, "Fern"), (2, "Ivy"), (3, "Moss")))
    builder.page("Edit").get("/plants/edit/2")
    assert _imported(builder).scenario.variables == ()


def test_what_the_redirect_told_is_not_looked_for_in_a_list() -> None:
    builder = RecordingBuilder()
    builder.page("New").get("/new", _ADD)
    builder.page("Ticket").form("/new", {"name": "Moss", "place": "Shelf"}, location="/ticket/7")
    builder.get("/ticket/7", "<h1>Ticket</h1><p>Moss <a href='/ticket/7'>#7</a></p><form method=post>")
    builder.page("Changed").form("/ticket/7", {"comment": "Wet"}, location="/ticket/7")
    result = _imported(builder)
    assert [variable.name for variable in result.scenario.variables] == ["ticket"]
    assert _generators(result) == {}


def _tick(number: int, name: str) -> str:
    return (
        f"<label class=one for=who-{number}><input type=checkbox name=who id=who-{number} value={number}>{name}</label>"
    )


def test_the_nearest_row_is_meant_and_no_identity_that_holds_the_value() -> None:
    hidden = "<input type=hidden name=csrf value=a8f3Kq91ZxW0p7Lm><input name=km value=4711>"
    builder = RecordingBuilder()
    for name in ("Anna", "Bert"):
        builder.page("People").get("/people", "<form method=post><input name=name></form>")
        builder.form("/people", {"name": name}, location="/people")
        builder.get("/people", "<form method=post><input name=name></form>")
    ticks = _tick(31, "Anna") + _tick(32, "Bert")
    builder.page("Trip").get("/trip", f"<form method=post><fieldset>{hidden}{ticks}</fieldset></form>")
    sent = {"csrf": "a8f3Kq91ZxW0p7Lm", "km": "4711", "who": "32"}
    builder.page("Gone").form("/trip", sent, location="/")
    result = _imported(builder)
    (who,) = _sources(result)["who"]
    assert isinstance(who, AttributeSource)
    assert who.selector == 'label.one:lexbor-contains("${name}") input[name="who"]'
    assert not isinstance(_sources(result)["csrf"][0], AttributeSource)
    assert _generators(result) == {"name": "unique('Bert')"}


def test_an_option_is_chosen_by_the_name_that_it_was_given() -> None:
    lists = "<select name=owner>{}</select><select name=payer>{}</select>"
    builder = RecordingBuilder()
    builder.page("People").get("/people", "<form method=post><input name=name></form>")
    builder.form("/people", {"name": "Anna"}, location="/trip")
    options = "<option value=7>Nobody<option value=31>Anna"
    builder.get("/trip", f"<form method=post>{lists.format(options, options)}</form>")
    builder.page("Gone").form("/trip", {"owner": "7", "payer": "31"}, location="/")
    result = _imported(builder)
    (source,) = _sources(result)["payer"]
    assert isinstance(source, AttributeSource)
    assert source.selector == 'select[name="payer"] option[value]:lexbor-contains("${name}")'


def test_forms_are_known_without_the_names_that_each_pass_makes() -> None:
    form = '<form method=post action="/{0}/add"><input type=hidden name=key value={1}><input name=what></form>'
    builder = RecordingBuilder()
    builder.page("New").get("/create", "<form method=post><input name=slug></form>")
    builder.form("/create", {"slug": "gardentour"}, location="/gardentour")
    builder.get("/gardentour", form.format("gardentour", "a8f3Kq91ZxW0p7Lm") + form.format("bin", "b8f3Kq91ZxW0p7Lm"))
    builder.page("Added").form("/gardentour/add", {"key": "a8f3Kq91ZxW0p7Lm", "what": "Rope"}, location="/gardentour")
    builder.get("/gardentour", "<table><tr><td>Rope<td><a href=/gardentour/edit/7>Edit</a></table>")
    builder.page("Edit").get("/gardentour/edit/7")
    analysis = Analysis(builder.recording(), name="x", recording_file="x.har")
    result = analysis.result(Insight(renamed=frozenset({1})))
    assert requests_of(result.scenario)[3].url.endswith("/${slug|url}/add")
    (source,) = _sources(result)["key"]
    assert isinstance(source, InputSource)
    assert source.form == "/*/add"
    (row,) = _sources(result)["edit_id"]
    assert isinstance(row, AttributeSource)
    assert row.selector == 'tr:has(:lexbor-contains("${what}")) a[href*="/edit/"]'
    assert row.pattern == r"/[^/?&#]+/edit/([^/?&#]+)(?=[?#]|$)"


def test_what_goes_on_behind_an_id_is_found_without_it_and_lists_are_no_rows() -> None:
    back = "url=%2Fplants%3Fsize%3D500"
    row = f"<tr><td><a href='/plants/edit?id=7&amp;{back}'>Edit</a> <i data-pk='7'></i><td>Moss"
    lists = "<fieldset><a href='/plants?size=500'>All</a><select name=of><option value=7>Moss</select></fieldset>"
    builder = _added(after=f"<table>{row}</table><a href='/plants?size=500'>All</a>")
    builder.page("Edit").get(f"/plants/edit?id=7&{back}", lists)
    builder.page("All").get("/plants?size=500")
    builder.api("POST", "/plants/height", {"list_form_pk": "7", "height": 55}, {})
    result = _imported(builder)
    sources = _sources(result)
    assert {name: "${name}" in str(sources[name]) for name in sources} == {
        "id": True,
        "list_form_pk": True,
        "size": False,
    }
    assert "id=7" not in str(sources)
    assert requests_of(result.scenario)[-1].body == TextBody(text='{"list_form_pk":"${list_form_pk|json}","height":55}')
