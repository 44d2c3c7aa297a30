"""Values pointed at in a recorded answer: the very one is taken, under its own name, and checks ask for it."""

from __future__ import annotations

import pytest

from loadstudio.authoring.mending.pointing import Pointed, check_for, taken_from, text_of
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.sources.extractor_synthesis import value_from
from loadstudio.recording.entry import Entry
from loadstudio.scenario.assertion import HeaderCheck, JsonCheck, TextCheck
from loadstudio.scenario.extractor import CookieSource, HeaderSource, InputSource, JsonSource
from tests.support.recordings import RecordingBuilder

_JSON = (
    '{"ok": true, "basket": {"id": "bk_9f27", "total": 84.90, "note": null},'
    ' "items": [{"sku": "a", "id": "7"}, {"sku": "b", "id": 7}, {"sku": "c", "id": "7"}], "say": "a\\u00e4\\"b"}'
)
_PAGE = (
    "<html><head><meta name='csrf-token' content='c81e728d9d4c2f63'></head><body>"
    "<form action='/login'><input type=hidden name=csrf value='9f27c4d1aa77'></form>"
    "<a href='/p/1'>Fern &amp; Co</a><a href='/p/1'>one</a><script>var cart = {key: 'k_77aa99'};</script></body></html>"
)


def _entry(answer: str, kind: str, *headers: tuple[str, str]) -> Entry:
    builder = RecordingBuilder()
    builder.page("Home").send("GET", "/", answer=answer, answer_headers=(("content-type", kind), *headers))
    return builder.recording().entries[0]


def _json() -> Entry:
    return _entry(_JSON, "application/json")


def test_a_check_of_a_header_asks_for_its_text() -> None:
    entry = _entry("x", "text/plain", ("x-cache", "HIT from edge"))
    assert check_for(entry, Pointed("HIT", 0, 1)) == HeaderCheck(name="x-cache", text="HIT")


def test_of_equal_values_the_one_that_is_meant_is_taken() -> None:
    first = taken_from(_json(), Pointed('"7"', 0), "r", ())
    assert first is not None
    assert first.extractor.sources[0] == JsonSource(path="$.items[?@.sku=='a'].id")
    third = taken_from(_json(), Pointed('"7"', 1), "r", ())
    assert third is not None
    assert third.extractor.sources[0] == JsonSource(path="$.items[?@.sku=='c'].id")
    number = taken_from(_json(), Pointed("7", 0), "r", ())
    assert number is not None
    assert number.extractor.sources[0] == JsonSource(path="$.items[?@.sku=='b'].id")


def test_a_value_has_a_free_name_and_its_recorded_text() -> None:
    made = taken_from(_json(), Pointed('"bk_9f27"'), "r1", {"basket_id"})
    assert made is not None
    assert made.variable.name != "basket_id"
    assert made.variable.name.startswith("basket_id")
    assert (made.variable.recorded_value, made.variable.source_request_id) == ("bk_9f27", "r1")
    assert made.extractor.variable == made.variable.name
    assert text_of(_json(), Pointed('"a\\u00e4\\"b"')) == 'aä"b'
    assert text_of(_json(), Pointed("84.90")) == "84.9"


@pytest.mark.parametrize(
    ("written", "source"),
    [("9f27c4d1aa77", InputSource(name="csrf", form="/login")), ("k_77aa99", None), ("c81e728d9d4c2f63", None)],
)
def test_a_value_of_a_page_is_taken_and_proved_on_it(written: str, source: object) -> None:
    entry = _entry(_PAGE, "text/html")
    made = taken_from(entry, Pointed(written), "r", ())
    assert made is not None
    assert source is None or made.extractor.sources[0] == source
    assert value_from(AnswerView(0, entry), made.extractor.sources[0], made.extractor.decode) == written


def test_headers_and_cookies_are_taken_too() -> None:
    entry = _entry("", "text/plain", ("x-basket", "bk_1234"), ("set-cookie", "sid=abc%2F12; Path=/"))
    header = taken_from(entry, Pointed("bk_1234", header=1), "r", ())
    assert header is not None
    assert header.extractor.sources == (HeaderSource(name="x-basket"),)
    cookie = taken_from(entry, Pointed("abc%2F12", header=2), "r", ())
    assert cookie is not None
    assert cookie.extractor.sources[0] == CookieSource(name="sid")


def test_what_is_not_there_is_not_taken() -> None:
    assert taken_from(_json(), Pointed('"7"', 5), "r", ()) is None
    assert taken_from(_entry(_PAGE, "text/html"), Pointed("nowhere"), "r", ()) is None


def test_a_check_asks_by_path_in_json_and_for_the_text_elsewhere() -> None:
    assert check_for(_json(), Pointed("true")) == JsonCheck(path="$.ok", equals="true")
    assert check_for(_json(), Pointed("null")) == JsonCheck(path="$.basket.note", equals="null")
    assert check_for(_json(), Pointed('"7"', 1)) == JsonCheck(path="$.items[?@.sku=='c'].id", equals='"7"')
    assert check_for(_entry(_PAGE, "text/html"), Pointed("Fern &amp; Co")) == TextCheck(text="Fern &amp; Co")
