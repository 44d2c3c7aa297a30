"""Search words and texts that were typed are found where a page had a field for them, and become test data."""

from __future__ import annotations

from loadstudio.authoring.places.typed_words import TypedOffer, TypedWord, page_fields, typed_offers, with_offer
from loadstudio.scenario.model import (
    DataSource,
    Field,
    FormBody,
    HttpRequest,
    MultipartBody,
    Part,
    RecordedAnswer,
    Scenario,
    TextBody,
)
from loadstudio.scenario.validate import problems
from tests.support.recordings import RecordingBuilder
from tests.support.scenarios import a_request, a_scenario, a_step

PAGE = """<form action="/search"><input name=q type=search><input type=hidden name=page value=1></form>
<form action="/checkout" method=post><input name=full_name><textarea name=note></textarea>
<input name=amount value=3 type=number><input name=coupon type=hidden><input name=username><input name=pw type=password>
</form>"""
HTML = (("Content-Type", "text/html"),)


def offers(*requests: HttpRequest) -> tuple[TypedOffer, ...]:
    return typed_offers(scenario(*requests), page_fields(pages()))


def scenario(*requests: HttpRequest) -> Scenario:
    home = a_request("home", recorded=RecordedAnswer(entry_id="entry_1"))
    return a_scenario(a_step("s", home, *requests))


def pages() -> list:  # type: ignore[type-arg]  # entries
    builder = RecordingBuilder()
    builder.send("GET", "/", answer=PAGE, answer_headers=HTML)
    builder.send("GET", "/logo.png", answer=b"x", answer_headers=(("Content-Type", "image/png"),))
    return builder.entries


def searching(id_: str, *values: str, raw: bool = False) -> HttpRequest:
    fields = tuple(Field(name=name, value=value, raw=raw) for name, value in zip(("q", "page"), values, strict=False))
    return a_request(id_, "http://shop.test/search", query=fields)


def test_a_search_word_is_found_once_with_all_that_send_it() -> None:
    assert offers(searching("a", "trail shoes", "1"), searching("b", "trail shoes", "2")) == (
        TypedOffer(kind="search", words=(TypedWord(name="q", value="trail shoes", part_ids=("a", "b")),)),
    )


def test_what_was_sent_while_typing_is_not_offered() -> None:
    found = offers(searching("a", "tr"), searching("b", "trail"), searching("c", "trail shoes"))
    assert [offer.words[0].value for offer in found] == ["trail shoes"]


def test_the_fields_of_a_form_belong_together() -> None:
    form = FormBody(
        fields=(
            Field(name="full_name", value="Mia Keller"),
            Field(name="note", value="Ring twice"),
            Field(name="amount", value="3"),
            Field(name="coupon", value="X"),
            Field(name="username", value="mia"),
            Field(name="pw", value="secret"),
            Field(name="other", value="never shown"),
        )
    )
    request = a_request("f", "http://shop.test/api/checkout", method="POST", body=form)
    (offer,) = offers(request)
    assert [(word.name, word.value) for word in offer.words] == [
        ("full_name", "Mia Keller"),
        ("note", "Ring twice"),
    ], "an untouched amount, hidden fields, log-ins and what no page shows are not typed"
    after, source, row = with_offer(scenario(request), offer, "shop")
    assert source == DataSource(name="checkout", file="shop.checkout.csv", columns=("full_name", "note"))
    assert row == ("Mia Keller", "Ring twice")
    changed = after.steps[0].children[1]
    assert isinstance(changed, HttpRequest)
    assert isinstance(changed.body, FormBody)
    assert [field.value for field in changed.body.fields][:3] == ["${checkout.full_name}", "${checkout.note}", "3"]


def test_words_are_found_and_replaced_in_every_kind_of_body() -> None:
    json = a_request("j", method="POST", body=TextBody(text='{"search": "tea \\"x\\"", "n": 1, "page": "1"}'))
    multipart = MultipartBody(boundary="b", parts=(Part(name="note", text="hello"), Part(name="x", text="hello")))
    upload = a_request("m", method="POST", body=multipart)
    raw = searching("r", "trail+shoes", raw=True)
    found = offers(json, upload, raw)
    assert [(offer.kind, offer.words[0].value) for offer in found] == [
        ("search", 'tea "x"'),
        ("search", "trail shoes"),
        ("form", "hello"),
    ]
    after = scenario(json, upload, raw)
    for offer in found:
        after, _source, _row = with_offer(after, offer, "shop")
    assert [source.name for source in after.data_sources] == ["search", "search_2", "texts"]
    _home, first, second, third = after.steps[0].children
    assert isinstance(first, HttpRequest)
    assert first.body == TextBody(text='{"search": "${search.word|json}", "n": 1, "page": "1"}')
    assert isinstance(second, HttpRequest)
    assert isinstance(second.body, MultipartBody)
    assert [part.text for part in second.body.parts] == ["${texts.note}", "hello"]
    assert isinstance(third, HttpRequest)
    assert third.query[0].value == "${search_2.word|form}"
    assert not problems(after)
    assert typed_offers(after, page_fields(pages())) == ()


def test_values_that_vary_already_and_short_codes_are_left_alone() -> None:
    assert offers(searching("a", "${search.word}")) == ()
    page = a_request("p", query=(Field(name="s", value="3ef5"),))
    assert offers(page) == (), "a field of that name was on no page, and the name says nothing"
    assert offers(a_request("p", query=(Field(name="query", value="12"),))) == ()
