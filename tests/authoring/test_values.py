"""Which values become dynamic and which stay: who said them first, what was typed, what the page made up."""

from __future__ import annotations

import base64

import msgspec
import pytest

from loadstudio.authoring.importing.importer import ImportResult, scenario_from
from loadstudio.playback.answer import Answer
from loadstudio.playback.extract import take_value
from loadstudio.scenario.extractor import (
    AttributeSource,
    HeaderSource,
    InputSource,
    JsonSource,
    NestedSource,
    RegexSource,
)
from loadstudio.scenario.model import Variable, requests_of
from loadstudio.scenario.validate import holes_of
from tests.support.recordings import RecordingBuilder

TOKEN = "a8f3Kq91ZxW0p7"
UUID = "0b7e4a52-8d6c-4f0e-9a51-3c2d1e0f9a8b"


def _imported(builder: RecordingBuilder) -> ImportResult:
    return scenario_from(builder.recording(), name="x", recording_file="x.har")


def _names(result: ImportResult) -> list[str]:
    return [variable.name for variable in result.scenario.variables]


def _only(result: ImportResult) -> Variable:
    (variable,) = result.scenario.variables
    return variable


def _kinds(result: ImportResult) -> list[str]:
    return [finding.kind for finding in result.findings]


def _holes(result: ImportResult, number: int) -> list[str]:
    return [str(hole) for hole in holes_of(requests_of(result.scenario)[number])]


def test_an_answer_that_came_too_late_said_nothing() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    builder.api("GET", "/slow", got={"key": TOKEN})
    builder.now_us -= 45_000  # the next request starts while the answer is still coming
    builder.api("POST", "/other", {"key": TOKEN})
    result = _imported(builder)
    assert _only(result).status == "unresolved"
    assert all(not request.extractors for request in requests_of(result.scenario))


def test_what_was_typed_first_and_echoed_stays() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<form action="/search"><input type=search name=q></form>')
    builder.get(f"/search?q={TOKEN}", f'<a href="/search?q={TOKEN}&page=2">more</a>')
    builder.get(f"/search?q={TOKEN}&page=2")
    assert _names(_imported(builder)) == []


def test_a_constant_of_the_build_stays() -> None:
    builder = RecordingBuilder()
    builder.get("/", f'<script>var key = "{TOKEN}"</script>')
    builder.script("/app.js", f'const key="{TOKEN}"')
    builder.api("GET", f"/api?key={TOKEN}", got={})
    assert _names(_imported(builder)) == []


def test_a_choice_of_the_person_stays() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<a href="/product/maidenhair-fern">Fern</a><a href="/product/1047">Moss</a>')
    builder.get("/product/maidenhair-fern", "<form action=/cart method=post><input type=hidden name=size value=small>")
    builder.get("/product/1047")
    builder.form("/cart", {"size": "small", "quantity": "1"}, location="/cart")
    assert _names(_imported(builder)) == []


def test_the_form_that_was_sent_gives_the_value() -> None:
    """BlazeMeter's plugin mixes several fields of one name; here each comes from its own form."""
    builder = RecordingBuilder()
    forms = "".join(
        f'<form action="{action}" method=post><input type=hidden name=_wpnonce value="{TOKEN}{action[1:]}"></form>'
        for action in ("/save", "/drop")
    )
    builder.get("/", forms)
    builder.form("/drop", {"_wpnonce": f"{TOKEN}drop"}, location="/")
    result = _imported(builder)
    (extractor,) = requests_of(result.scenario)[0].extractors
    assert extractor.sources[0] == InputSource(name="_wpnonce", form="/drop")
    assert not any(isinstance(source, InputSource) and not source.form for source in extractor.sources)


def test_a_second_header_of_a_name_is_reached() -> None:
    """k6 Studio matches only the first header of a name."""
    builder = RecordingBuilder()
    link = (("Link", "</a>; rel=prev"), ("Link", f"</items?cursor={TOKEN}>; rel=next"))
    builder.api("GET", "/items", got=[1], answer_headers=link)
    builder.api("GET", f"/items?cursor={TOKEN}", got=[2])
    (extractor,) = requests_of(_imported(builder).scenario)[0].extractors
    assert isinstance(extractor.sources[0], HeaderSource)
    assert extractor.sources[0].occurrence == 1


def test_an_item_of_a_list_by_what_it_is_called() -> None:
    builder = RecordingBuilder()
    rates = [{"name": "Standard", "id": "s-" + TOKEN}, {"name": "Express", "id": "e-" + TOKEN}]
    builder.api("GET", "/rates", got={"rates": rates})
    builder.api("POST", "/ship", {"rate": "e-" + TOKEN}, {})
    (extractor,) = requests_of(_imported(builder).scenario)[0].extractors
    assert extractor.sources[0] == JsonSource(path="$.rates[?@.name=='Express'].id")


def test_only_the_value_is_replaced_never_the_host() -> None:
    """k6 Studio replaces every textual occurrence, the host's too."""
    builder = RecordingBuilder(site="http://a8f3kq91zxw0p7.test")
    builder.get("/", '<meta name="token" content="a8f3kq91zxw0p7">')
    builder.form("/send", {"token": "a8f3kq91zxw0p7", "note": "not-a8f3kq91zxw0p7-this"}, location="/")
    request = requests_of(_imported(builder).scenario)[1]
    assert request.url == "http://a8f3kq91zxw0p7.test/send"
    assert str(holes_of(request)[0]) == "${token}"


def test_links_do_not_depend_on_the_host() -> None:
    builder = RecordingBuilder()
    builder.get("/", f'<a class=go href="http://shop.test/baskets/{TOKEN}/pay?x=1">Pay</a>')
    builder.get(f"/baskets/{TOKEN}/pay?x=1")
    (extractor,) = requests_of(_imported(builder).scenario)[0].extractors
    assert isinstance(extractor.sources[0], AttributeSource)
    assert "shop.test" not in str(extractor.sources)
    assert extractor.variable == "basket_id"


def test_times_and_identifiers_that_the_page_makes() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    builder.api("GET", f"/poll?_={builder.now_us // 1000 - 7}&t={builder.now_us // 1_000_000}", got={})
    builder.api("POST", "/cart", {"client": UUID}, {})
    builder.api("POST", "/pay", {"client": UUID}, {})
    result = _imported(builder)
    assert _holes(result, 1) == ["${now('ms')}", "${now('s')}"]
    assert (_only(result).origin, _only(result).generator) == ("generated", "uuid()")
    assert _holes(result, 2) == _holes(result, 3) == ["${client|json}"]
    assert _kinds(result).count("generated") == 3


def test_which_visit_it_is_a_script_says() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    builder.api("POST", "/join", {"session_hash": "v7l6i49clij", "fn": 1}, {})
    builder.api("GET", "/data?session_hash=v7l6i49clij", got={})
    result = _imported(builder)
    assert _only(result).generator == "random_string(11,'0-9a-z')"
    assert _holes(result, 1) == ["${session_hash|json}"]


def test_a_session_from_before_the_recording_is_said() -> None:
    builder = RecordingBuilder()
    builder.get("/", headers=(("Cookie", "sid=8f3ab2c91d7e5501aa"),))
    builder.api("GET", "/api/me", got={}, headers=(("Authorization", f"Bearer eyJ{TOKEN}.eyJ{TOKEN}.{TOKEN}"),))
    result = _imported(builder)
    assert _kinds(result) == ["logged_in_before", "logged_in_before"]
    assert _only(result).status == "unresolved"
    assert _only(result).secret


def test_a_session_cookie_is_left_to_the_jar() -> None:
    builder = RecordingBuilder()
    builder.get("/", answer_headers=(("Content-Type", "text/html"), ("Set-Cookie", f"sid={TOKEN}; Path=/; HttpOnly")))
    builder.get("/a", headers=(("Cookie", f"sid={TOKEN}"),))
    result = _imported(builder)
    assert result.scenario.variables == ()
    assert result.findings[0].sentence == (
        "The site hands out a session at Home. 1 later request sends it back (cookie sid)."
    )


def test_the_log_in_is_replaced_wherever_it_was_sent() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<form><input name="login"><input type="password" name="secret"></form>')
    builder.form("/", {"login": "mia.keller", "secret": "gar+den&42"}, location="/home")
    builder.api("GET", "/users/mia.keller/orders?by=mia.keller", got={})
    builder.api("POST", "/confirm", {"again": "gar+den&42", "name": "somebody"}, {})
    result = _imported(builder)
    assert _holes(result, 1) == ["${users.username}", "${users.password}"]
    assert _holes(result, 2) == ["${users.username|url}", "${users.username}"]
    assert _holes(result, 3) == ["${users.password|json}"]
    assert result.scenario.data_sources[0].secret_columns == ("password",)
    assert "gar+den" not in str(result.scenario)


def test_two_people_are_two_sources() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<form><input name="login"><input type="password" name="secret"></form>')
    for name in ("mia.keller", "jon.okafor", "mia.keller"):
        builder.form("/", {"login": name, "secret": f"of-{name}"}, location="/home")
    result = _imported(builder)
    assert [table.name for table in result.tables] == ["users", "users_2"]
    assert _holes(result, 2) == ["${users_2.username}", "${users_2.password}"]
    assert _holes(result, 3) == ["${users.username}", "${users.password}"]


def test_each_value_has_a_sentence() -> None:
    builder = RecordingBuilder()
    builder.page("Log in").get(
        "/login", f"<form action=/login><input type=hidden name=csrf_token value={TOKEN}></form>"
    )
    builder.page("Account").form("/login", {"csrf_token": TOKEN}, location="/orders/10477")
    builder.get("/orders/10477")
    result = _imported(builder)
    assert [(variable.label, variable.explanation) for variable in result.scenario.variables] == [
        ("form token", "Log in contains a hidden form token, sent with the form."),
        ("order number", "Account leads on to an address with an order number, used in 1 later request."),
    ]


def test_a_session_in_the_path_keeps_its_name() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<a href="/list;jsessionid=B92E7FB4CD0199AA1C0C22A53E8F1D4E">List</a>')
    builder.wait(1).page("List").get("/list;jsessionid=B92E7FB4CD0199AA1C0C22A53E8F1D4E")
    assert _names(_imported(builder)) == ["jsessionid"]


def test_hosts_that_were_left_out_are_named() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    for host in ("www.google-analytics.com", "a.example", "b.example", "c.example"):
        builder.send("GET", f"https://{host}/x", resource_type="image")
    (finding,) = _imported(builder).findings
    assert finding.sentence.startswith("Left out 4 requests to other hosts: ")
    assert "www.google-analytics.com (tracking)" in finding.sentence
    assert finding.sentence.endswith(" and 1 more.")


def test_a_value_in_an_island_is_taken_by_its_path() -> None:
    builder = RecordingBuilder()
    state = '{"choices": [{"name": "Moss", "id": 48213}, {"name": "Fern", "id": 48391}]}'
    builder.get("/", f'<script type="application/json" id="state">{state}</script>')
    builder.api("POST", "/votes", {"choiceId": 48391}, {})
    result = _imported(builder)
    source = requests_of(result.scenario)[0].extractors[0].sources[0]
    assert source == JsonSource(path="$.choices[?@.name=='Fern'].id", selector="#state")


def test_a_value_that_a_script_escapes_is_taken_whole() -> None:
    builder = RecordingBuilder()
    builder.get("/", r"<script>var c = {key: '4bf0399f\x3dd0342ec4\/'};</script>")
    builder.api("GET", "/seats?u=4bf0399f%3Dd0342ec4%2F", got={})
    assert _only(_imported(builder)).recorded_value == "4bf0399f=d0342ec4/"


def test_what_the_page_made_up_is_used_again_where_answers_repeat_it() -> None:
    builder = RecordingBuilder()
    verifier, challenge = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    state = "JXaAuJlh7cVX6OGg-sZ63w"
    redirect = (("Location", f"/callback?state={state}"),)
    builder.send("GET", f"/authorize?state={state}&challenge={challenge}", status=302, answer_headers=redirect)
    builder.get(f"/callback?state={state}")
    builder.form("/token", {"verifier": verifier})
    result = _imported(builder)
    assert _holes(result, 0) == ["${state}", "${verifier|s256}"]
    assert _holes(result, 1) == ["${state}"]
    assert _holes(result, 2) == ["${verifier}"]
    assert [variable.origin for variable in result.scenario.variables] == ["generated", "generated"]


def test_the_hash_of_the_typed_password_is_computed_anew() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<form action="/in"><input name="user"><input type="password" name="password"></form>')
    builder.form("/in", {"user": "mia.keller", "password": "gar+den&42"})
    builder.api("POST", "/again", {"proof": "11135855561be95797557a3086e5773c"}, {})
    assert _holes(_imported(builder), 2) == ["${users.password|md5|json}"]


def test_a_time_within_a_value_and_one_that_only_defeats_the_cache() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    stamp = builder.now_us // 1000 - 7
    script = {"resource_type": "script", "answer_headers": (("Content-Type", "text/javascript"),)}
    builder.send("GET", f"/jsonp?callback=jQuery3600_{stamp}&_={stamp + 1}", answer="x", **script)  # type: ignore[arg-type]
    assert _holes(_imported(builder), 1) == ["${now('ms')}", "${now('ms')}"]


def test_a_value_whose_letters_change_their_case() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<div data-case="d8c03ec511d6c499f02298e0"></div>')
    builder.api("POST", "/go", {"caseId": "D8C03EC511D6C499F02298E0"}, {})
    assert _holes(_imported(builder), 1) == ["${case_id|upper|json}"]


def test_one_short_number_may_be_the_id_of_two_things() -> None:
    builder = RecordingBuilder()
    builder.get("/", "<h1>Lists</h1>")
    builder.form("/lists", {"name": "Garden"}, location="/lists/1")
    builder.get("/lists/1", "<h1>Garden</h1>")
    builder.api("POST", "/todos", {"listId": 1, "priority": 1}, {"id": 1, "listId": 1, "version": 1})
    builder.api("PATCH", "/todos/1", {"position": 1}, {})
    builder.get("/lists/1", "<h1>Garden</h1>")
    result = _imported(builder)
    assert [_holes(result, number) for number in range(2, 6)] == [
        ["${list_id|url}"],
        ["${list_id}"],
        ["${todo_id|url}"],
        ["${list_id|url}"],
    ]
    (extractor,) = requests_of(result.scenario)[3].extractors
    assert extractor.sources == (JsonSource(path="$.id"),)


def test_the_name_of_a_page_is_no_token_whatever_the_folder_is_called() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<a href="/Ticket/Create.html">New ticket</a> <a href="/Ticket/Search.html">Search</a>')
    builder.get("/Ticket/Create.html", '<form action="/Ticket/Create.html"><input name="subject"></form>')
    builder.form("/Ticket/Create.html", {"subject": "Moss is dry"}, location="/Ticket/Display.html?id=40817")
    builder.get("/Ticket/Display.html?id=40817", "<h1>Moss is dry</h1>")
    result = _imported(builder)
    assert "/Ticket/Create.html" in requests_of(result.scenario)[1].url
    assert "/Ticket/Display.html" in requests_of(result.scenario)[3].url
    assert _holes(result, 3) == ["${id}"]


def test_a_short_number_under_a_name_of_ids_is_taken_from_the_redirect_that_led_to_it() -> None:
    builder = RecordingBuilder()
    builder.get("/show.php?id=1", "<h1>Welcome</h1>")
    builder.form("/new.php", {"subject": "Moss is dry", "page": "1"}, location="/show.php?page=1&id=1")
    builder.get("/show.php?page=1&id=1", "<h1>Moss is dry</h1>")
    builder.form("/change.php", {"id": "1", "subject": "Moss"}, location="/show.php?id=1")
    builder.get("/show.php?id=1", "<h1>Moss</h1>")
    result = _imported(builder)
    assert [_holes(result, number) for number in range(5)] == [[], [], ["${id}"], ["${id}"], ["${id}"]]
    (taken,) = [one for request in requests_of(result.scenario) for one in request.extractors]
    assert isinstance(taken.sources[0], HeaderSource)


def test_a_choice_is_known_by_its_label() -> None:
    builder = RecordingBuilder()
    options = '<select name="flight"><option value="81533">Paris</option><option value="81780">Berlin</option></select>'
    builder.get("/", f'<form action="/book">{options}<button name="seat" value="880845">12A</button></form>')
    builder.form("/book", {"flight": "81780", "seat": "880845"})
    result = _imported(builder)
    by_name = {item.variable: item.sources for item in requests_of(result.scenario)[0].extractors}
    assert by_name["flight"][:2] == (
        AttributeSource(selector='select[name="flight"] option[value]:lexbor-contains("Berlin")', attribute="value"),
        AttributeSource(selector='select[name="flight"] option[value]', attribute="value", occurrence=1),
    )
    assert by_name["seat"][1] == AttributeSource(selector='button[name="seat"][value]', attribute="value")


@pytest.mark.parametrize(
    ("first", "second", "selector"),
    [
        (
            '<label><input type="radio" name="meal" value="81533"> Meat</label>',
            '<label>\n<input type="radio" name="meal" value="81780">\n Vegan\n</label>',
            'label:lexbor-contains("Vegan") input[name="meal"]',
        ),
        (
            '<div><input type="radio" id="m0" name="meal" value="81533"><label for="m0">Meat</label></div>',
            '<div><input type="radio" id="m1" name="meal" value="81780"> <label for="m1">Vegan</label></div>',
            'input[name="meal"]:has(+ label:lexbor-contains("Vegan"))',
        ),
        (
            '<label for="m0"><b>Meat</b></label><input type="checkbox" id="m0" name="meal" value="81533">',
            '<label for="m1"><b>Vegan</b></label><input type="checkbox" id="m1" name="meal" value="81780">',
            'label:has(:lexbor-contains("Vegan")) + input[name="meal"]',
        ),
    ],
)
def test_a_radio_button_or_check_box_is_known_by_its_label(first: str, second: str, selector: str) -> None:
    builder = RecordingBuilder()
    builder.get("/", f'<form action="/book">{first}{second}</form>')
    builder.form("/book", {"meal": "81780"})
    (taken,) = requests_of(_imported(builder).scenario)[0].extractors
    assert taken.sources[0] == AttributeSource(selector=selector, attribute="value")
    other_day = Answer(
        200, b"Content-Type: text/html", b"<form>" + second.replace("81780", "7").encode() + first.encode() + b"</form>"
    )
    assert take_value(taken.sources[0], other_day) == "7"


def test_a_label_of_another_field_is_not_that_of_a_radio_button() -> None:
    builder = RecordingBuilder()
    fields = '<input type="radio" name="meal" value="81533"><input type="radio" name="meal" value="81780">'
    builder.get("/", f'<form action="/book">{fields}<label for="name">Name</label><input id="name" name="n"></form>')
    builder.form("/book", {"meal": "81780", "n": ""})
    (taken,) = requests_of(_imported(builder).scenario)[0].extractors
    assert not any("label" in str(source) for source in taken.sources)


def test_a_log_in_in_two_steps() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<form action="/name"><input name="user"></form>')
    builder.form("/name", {"user": "mia.keller"}, location="/password")
    builder.get("/password", '<form action="/in"><input type="password" name="password"></form>')
    builder.form("/in", {"password": "gar+den&42"})
    result = _imported(builder)
    assert [table.rows for table in result.tables] == [(("mia.keller", "gar+den&42"),)]
    assert (_holes(result, 1), _holes(result, 3)) == (["${users.username}"], ["${users.password}"])


def test_what_looks_like_a_path_in_a_hidden_value_is_no_log_in() -> None:
    """A page state in base64 once had a part that was called `pw`; it was cut into 280 values, and no pass worked."""
    state = "/wEPDwUK++//Ab3+/pw/9f27Kq81xY3+User/zz7Kp=="
    builder = RecordingBuilder()
    builder.get(
        "/grid", f'<form method="post"><input type="hidden" name="state" value="{state}"><input name="n"></form>'
    )
    builder.form("/grid", {"state": state, "n": "12"})
    result = _imported(builder)
    assert result.tables == ()
    assert _holes(result, 1) == ["${state}"]


def test_what_the_page_makes_up_for_each_request_is_made_in_place() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    for mark in ("48ebd6fa004c4dcbfc2f516da4c9a731", "2a67be948ee12c25a96f0b2d348aaae5"):
        builder.api("POST", "/pay", {}, {}, headers=(("X-Request-Id", mark),))
    result = _imported(builder)
    assert _holes(result, 1) == _holes(result, 2) == ["${random_string(32,'0-9a-f')}"]
    assert result.scenario.variables == ()
    assert _kinds(result) == ["generated"]


def test_something_with_a_lock_that_all_people_change_is_told() -> None:
    form = (
        '<form method=post><input type=hidden name="@lastactivity" value="2026-11-30.03:51:41"><input name=note></form>'
    )
    builder = RecordingBuilder()
    builder.page("Issue").get("/issue1", form)
    sent = {"@lastactivity": "2026-11-30.03:51:41", "note": "Moss"}
    builder.page("Changed").form("/issue1", sent, location="/issue1?ok=1")
    result = _imported(builder)
    (told,) = [finding.sentence for finding in result.findings if finding.kind == "shared"]
    assert told.startswith(
        "Changed changes /issue1, which was there before the recording. All people change the same one"
    )
    assert "compares @lastactivity" in told


def test_a_lock_of_what_the_pass_made_is_not_told() -> None:
    builder = RecordingBuilder()
    builder.page("Made").api("POST", "/notes", {"text": "Moss"}, {"id": 4711, "version": 17})
    builder.page("Changed").api("PUT", "/notes/4711", {"text": "Fern", "version": 17}, {"id": 4711, "version": 18})
    assert "shared" not in _kinds(_imported(builder))


def test_a_probe_of_the_browsers_letters_is_no_token() -> None:
    builder = RecordingBuilder()
    builder.get(
        "/", "<form action=/save method=post><input type=hidden name=check value='&#x2133;&#x1D4B2;&#x2665;'></form>"
    )
    builder.form(
        "/save", {"check": "\u2133\U0001d4b2\u2665\U0001d4c3\U0001d4be\U0001d4b8\u2134\U0001d4b9\u212f"}, location="/"
    )
    assert _kinds(_imported(builder)) == []


def test_the_number_in_a_path_that_a_field_holds_is_taken_and_not_the_path() -> None:
    """WordPress's editor: the address is a parameter, and the body repeats the number, which counts there."""
    builder = RecordingBuilder()
    page = '<input type=hidden id=post_ID name=post_ID value=163><script>load({path: "/v2/posts/163"})</script>'
    builder.get("/new", page)
    builder.api("POST", "/index.php?route=%2Fv2%2Fposts%2F163", {"id": 163, "title": "The moss"}, got={})
    result = _imported(builder)
    assert _holes(result, 1) == ["${posts|url}", "${posts}"]
    (extractor,) = requests_of(result.scenario)[0].extractors
    assert extractor.sources == (InputSource(name="post_ID"),)


def test_what_a_request_changes_is_named_in_its_address_and_in_its_body() -> None:
    builder = RecordingBuilder()
    builder.get("/", '<form action="/plants" method=post><input name=title></form>')
    builder.form("/plants", {"title": "Moss"}, location="/plants/163/edit")
    builder.get("/plants/163/edit")
    builder.api("PUT", "/plants/163", {"id": 163, "owner": 163}, got={})
    assert _holes(_imported(builder), 3) == ["${plant_id|url}", "${plant_id}"]


def test_a_part_of_a_moment_is_taken_from_nowhere() -> None:
    builder = RecordingBuilder()
    day = "2023-11-14"
    builder.get("/", f'<time datetime="{day}T22:13:20+00:00">Tuesday</time>')
    builder.api("POST", "/seen", {"at": f"{day}T22:13:25.120Z"}, got={})
    assert "changing_value" not in _kinds(_imported(builder))


def test_an_answer_that_says_a_token_and_nothing_else() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    builder.send("GET", "/security/token", answer=f"{TOKEN}\n", answer_headers=(("Content-Type", "text/plain"),))
    builder.api("POST", "/plants", {"name": "Moss"}, headers=(("X-Request-Token", TOKEN),))
    result = _imported(builder)
    assert requests_of(result.scenario)[1].extractors[0].sources == (RegexSource(pattern=r"\A\s*(\S+)\s*\Z"),)


def test_what_was_made_is_all_that_the_answer_says() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    builder.page("New").send(
        "POST", "/plants", body="name=Moss", answer="13", answer_headers=(("Content-Type", "text/plain"),)
    )
    builder.page("Wet").send("POST", "/plants/13/water")
    assert requests_of(_imported(builder).scenario)[2].url.endswith("/plants/${plant_id|url}/water")


def test_the_result_of_a_remote_call_is_what_it_made() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    call = {"method": "create", "args": [{"name": "Moss"}]}
    builder.page("New").api("POST", "/rpc", {"id": 1, "params": call}, got={"id": 1, "result": 57})
    builder.page("Wet").api("POST", "/rpc", {"id": 2, "params": {"args": [[57], {"wet": True}]}}, got={"result": True})
    assert _holes(_imported(builder), 2) == ["${args}"]


def test_a_lock_by_the_time_of_the_last_change() -> None:
    moment = "Mon, 30 Nov 2026 11:10:27 GMT"
    builder = RecordingBuilder()
    builder.get("/")
    builder.send(
        "GET", "/note", answer="dry", answer_headers=(("Content-Type", "text/plain"), ("Last-Modified", moment))
    )
    builder.send("PUT", "/note", body="wet", headers=(("If-Unmodified-Since", moment),))
    result = _imported(builder)
    assert requests_of(result.scenario)[1].extractors[0].sources == (HeaderSource(name="Last-Modified"),)


def test_a_piece_of_a_page_in_a_template_under_a_media_type_of_its_own() -> None:
    piece = (
        f'<turbo-stream action=append><template><form action="/w"><input type=hidden name=csrf value={TOKEN}></form>'
    )
    builder = RecordingBuilder()
    builder.get("/")
    builder.form(
        "/plants", {"name": "Moss"}, answer=piece, answer_headers=(("Content-Type", "text/vnd.turbo-stream.html"),)
    )
    builder.form("/w", {"csrf": TOKEN})
    result = _imported(builder)
    assert requests_of(result.scenario)[1].extractors[0].sources[0] == InputSource(name="csrf", form="/w")


def test_a_token_that_the_page_makes_up_for_a_cookie_and_a_header_is_another_each_time() -> None:
    token = "9f1c3a7be2d84650a1b2c3d4e5f60718"
    builder = RecordingBuilder()
    builder.get("/", "<p>Garden</p>")
    sent = (("Cookie", f"csrf_token={token}"), ("X-CSRF-Token", token))
    builder.page("New").api("POST", "/plants", {"name": "Moss"}, headers=sent)
    builder.api("POST", "/water", {"how": "can"}, headers=sent)
    result = _imported(builder)
    assert _only(result).generator == "random_string(32,'0-9a-f')"
    assert all(len(_holes(result, number)) == 2 for number in (1, 2))
    assert "logged_in_before" not in _kinds(result)


def test_what_only_a_token_says_is_taken_from_within_it() -> None:
    said = base64.urlsafe_b64encode(msgspec.json.encode({"sub": UUID, "iat": 1_795_000_000})).decode().rstrip("=")
    token = f"eyJhbGciOiJIUzI1NiJ9.{said}.Zm9vYmFyYmF6cXV4"
    builder = RecordingBuilder()
    builder.get("/")
    builder.page("In").api("POST", "/login", {"name": "x"}, got={"token": token})
    builder.page("Wet").api("POST", f"/users/{UUID}/waterings", {"how": "can"})
    result = _imported(builder)
    assert requests_of(result.scenario)[2].url.endswith("/users/${user_id|url}/waterings")
    (extractor,) = requests_of(result.scenario)[1].extractors
    assert isinstance(extractor.sources[0], NestedSource)
    assert extractor.sources[0].source == JsonSource(path="$.sub")


def test_a_nonce_in_base64_is_made_up_as_such() -> None:
    builder = RecordingBuilder()
    builder.get("/")
    builder.page("New").api("POST", "/plants", {"nonce": "q1Jx0aB2c3D4e5F6g7H8iQ==", "name": "Moss"})
    (hole,) = _holes(_imported(builder), 1)
    assert hole == "${nonce|base64|json}"
    assert _only(_imported(builder)).generator == "random_string(16,'0-9A-Za-z')"


def test_elements_and_attributes_of_xml_are_taken_by_their_names() -> None:
    got = '<r><n:plant xmlns:n="x" id="13"><n:bedNo>7</n:bedNo><count>7</count></n:plant></r>'
    xml = (("Content-Type", "text/xml"),)
    builder = RecordingBuilder()
    builder.get("/")
    builder.page("New").send("POST", "/plants", headers=xml, body="<add/>", answer=got, answer_headers=xml)
    sent = "<water><plantId>13</plantId><bedNo>7</bedNo><litres>2</litres></water>"
    builder.page("Wet").send("POST", "/water", headers=xml, body=sent)
    result = _imported(builder)
    assert _holes(result, 2) == ["${plant_id|html}", "${bed_no|html}"]
    assert [one.variable for one in requests_of(result.scenario)[1].extractors] == ["plant_id", "bed_no"]


def test_another_value_may_have_signs_that_the_recorded_one_lacks() -> None:
    """Base64 in a line of its own, as streams of React have it."""
    lines = '1:"$Sreact"\n6:{{"bound":"$@7"}}\n5:"{}"\n7:{}\n'
    builder = RecordingBuilder()
    builder.get("/", lines.format("Zm9v/YmFyYmF6cXV4MTIzNA==", f"{TOKEN}/{TOKEN}=="))
    builder.page("New").api("POST", "/", [f"{TOKEN}/{TOKEN}=="])
    (extractor,) = requests_of(_imported(builder).scenario)[0].extractors
    (source,) = extractor.sources
    fresh = Answer.of(200, (("Content-Type", "text/html"),), lines.format("Zm+v", "q+b1/c2==").encode())
    assert take_value(source, fresh) == "q+b1/c2=="
