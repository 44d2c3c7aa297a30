"""Requests as bytes: compiled by `assemble`, rendered by `render`. The bytes are read back by other parsers."""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
import html
import json
import random
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.url import well_formed
from loadstudio.playback.assemble import compile_request
from loadstudio.playback.generate import Generators
from loadstudio.playback.render import MissingValue, Origin, RenderError, origin_of, path_of, render, render_text
from loadstudio.playback.slots import Slots
from loadstudio.scenario.model import (
    BasicAuth,
    BinaryBody,
    Body,
    Field,
    FileBody,
    FormBody,
    HttpRequest,
    MultipartBody,
    Part,
    TextBody,
)
from loadstudio.scenario.template import Hole, escape, unparse
from tests.support.scenarios import a_request

_any_text = st.text(max_size=30) | st.text(alphabet="${}|%&=+;#?/\\\"'<>\r\n\0 ü€\ud800", max_size=10)
_line = _any_text.filter(lambda text: not any(sign in text for sign in "\r\n\0"))


def _fields(*pairs: tuple[str, str | None], raw: bool = False) -> tuple[Field, ...]:
    return tuple(Field(name=name, value=value, raw=raw) for name, value in pairs)


def _rendered(request: HttpRequest, values: dict[str, str] | None = None, cookie: bytes = b"", **options: Any) -> bytes:
    slots = Slots()
    compiled = compile_request(request, slots, **options)
    return render(compiled, slots.values(values or {}), cookie)


def _parts(message: bytes) -> tuple[str, dict[str, str], bytes]:
    """Return the target, the header fields (lower-case names) and the body, whose length is what the head says."""
    head, _, body = message.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    assert len(fields) == len(lines)
    assert int(fields.get("content-length", "0")) == len(body)
    method, target, version = first.split(" ")
    assert (method, version) == (method.upper(), "HTTP/1.1")
    return target, fields, body


def test_a_request_as_a_browser_sends_it() -> None:
    request = a_request(
        url="https://shop.example:8443/a%20b/c;x=1",
        method="POST",
        query=_fields(("q", "red shoes"), ("empty", ""), ("flag", None)),
        headers=_fields(("User-Agent", "Mozilla/5.0"), ("Content-Type", "application/x-www-form-urlencoded")),
        body=FormBody(fields=_fields(("name", "Zoë ~*"), ("name", "b&c"))),
    )
    head = (
        b"POST /a%20b/c;x=1?q=red+shoes&empty=&flag HTTP/1.1\r\nHost: shop.example:8443\r\nContent-Length: 29\r\n"
        b"User-Agent: Mozilla/5.0\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    )
    body = b"\r\nname=Zo%C3%AB+%7E*&name=b%26c"
    assert _rendered(request) == head + body
    assert _rendered(request, cookie=b"a=1; b=2") == head + b"Cookie: a=1; b=2\r\n" + body


def test_cookies_of_ones_own_stand_in_one_line_with_those_of_the_jar() -> None:
    fixed = a_request(url="http://shop.example/", headers=_fields(("Cookie", "a=1"), ("cookie", "b=2"), ("X-T", "t")))
    head = b"GET / HTTP/1.1\r\nHost: shop.example\r\nX-T: t\r\n"
    assert _rendered(fixed) == head + b"Cookie: a=1; b=2\r\n\r\n"
    assert _rendered(fixed, cookie=b"s=9") == head + b"Cookie: s=9; a=1; b=2\r\n\r\n"
    with_hole = a_request(url="http://shop.example/", headers=_fields(("X-T", "t"), ("Cookie", "auth=${token|url}")))
    assert _rendered(with_hole, {"token": "a/b"}) == head + b"Cookie: auth=a%2Fb\r\n\r\n"
    assert _rendered(with_hole, {"token": "a/b"}, b"s=9") == head + b"Cookie: s=9; auth=a%2Fb\r\n\r\n"


def test_a_request_with_holes_has_the_same_shape() -> None:
    request = a_request(
        url="http://shop.example/orders/${id}",
        method="PUT",
        headers=_fields(("X-Token", "t-${token}"), ("${name}", "1")),
        body=TextBody(text='{"user": "${user|json}"}'),
    )
    values = {"id": "7/8 ü", "token": "abc", "user": 'O"Neil', "name": "X-Dynamic"}
    expected = (
        b"PUT /orders/7/8%20%C3%BC HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 19\r\n"
        b'X-Token: t-abc\r\nX-Dynamic: 1\r\nCookie: s=1\r\n\r\n{"user": "O\\"Neil"}'
    )
    assert _rendered(request, values, b"s=1") == expected
    assert _rendered(request, values) == expected.replace(b"Cookie: s=1\r\n", b"")


@given(st.lists(st.tuples(_any_text, _any_text), min_size=1, max_size=4), st.booleans())
def test_any_text_in_any_field_is_read_back(pairs: list[tuple[str, str]], with_holes: bool) -> None:
    if with_holes:
        fields = _fields(*((f"${{n{place}}}", f"${{v{place}}}") for place in range(len(pairs))))
    else:
        fields = _fields(*((escape(name), escape(value)) for name, value in pairs))
    values = {f"n{place}": name for place, (name, _) in enumerate(pairs)}
    values |= {f"v{place}": value for place, (_, value) in enumerate(pairs)}
    request = a_request(method="POST", query=fields, body=FormBody(fields=fields))
    target, _, body = _parts(_rendered(request, values))
    meant = [(well_formed(name), well_formed(value)) for name, value in pairs]
    assert parse_qsl(target.partition("?")[2], keep_blank_values=True) == meant
    assert parse_qsl(body.decode("ascii"), keep_blank_values=True) == meant


@given(_any_text, _any_text)
def test_literals_and_holes_in_one_field(literal: str, value: str) -> None:
    template = unparse([literal, Hole("v"), literal, Hole("v", ("base64",)), "$"])
    target, _, _ = _parts(_rendered(a_request(query=_fields(("q", template))), {"v": value}))
    encoded = base64.b64encode(well_formed(value).encode()).decode()
    meant = f"{well_formed(literal)}{well_formed(value)}{well_formed(literal)}{encoded}$"
    assert parse_qsl(target.partition("?")[2]) == [("q", meant)]


@given(_any_text)
def test_filters_in_a_text_body(value: str) -> None:
    def body(filters: str) -> str:
        request = a_request(method="POST", body=TextBody(text="${v|" + filters + "}"))
        return _parts(_rendered(request, {"v": value}))[2].decode()

    meant = well_formed(value)
    assert json.loads(f'"{body("json")}"') == meant
    assert html.unescape(body("html")) == html.unescape(html.escape(meant))
    assert "<" not in body("html")
    assert '"' not in body("html")
    assert unquote(body("url")) == meant
    assert parse_qsl("x=" + body("form"), keep_blank_values=True) == [("x", meant)]
    assert base64.b64decode(body("base64")).decode() == meant
    assert base64.urlsafe_b64decode(body("base64url") + "==").decode() == meant
    assert body("s256") == base64.urlsafe_b64encode(hashlib.sha256(meant.encode()).digest()).decode().rstrip("=")
    assert [len(body(name)) for name in ("md5", "sha1", "sha256")] == [32, 40, 64]
    assert body("upper").isupper() == meant.upper().isupper()
    assert unquote(base64.b64decode(body("url|base64")).decode()) == meant


@given(_line, _line)
def test_any_line_in_a_header(literal: str, value: str) -> None:
    request = a_request(headers=_fields(("X-A", escape("[" + literal)), ("X-B", "<${v}>")))
    head = _rendered(request, {"v": value}).decode()
    assert head.split("\r\n")[2:4] == [f"X-A: [{well_formed(literal)}", f"X-B: <{well_formed(value)}>"]


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\0"])
def test_a_value_cannot_begin_another_header(sign: str) -> None:
    with pytest.raises(RenderError, match="line break") as caught:
        _rendered(a_request(headers=_fields(("X-A", "${v}"))), {"v": f"a{sign}Evil: 1"})
    assert "Evil" not in caught.value.reason
    with pytest.raises(InvalidInput, match=r"'GET http://shop.test/' cannot be sent: .*line break"):
        _rendered(a_request(headers=_fields(("X-A", f"a{sign}Evil: 1"))))
    with pytest.raises(RenderError, match="header's name"):
        _rendered(a_request(headers=_fields(("X-${v}", "1"))), {"v": f"a: 1{sign}Evil"})


@given(_any_text, st.sampled_from(["", "|json", "|html", "|base64"]))
def test_no_value_breaks_the_request_line(value: str, filters: str) -> None:
    hole = "${v" + filters + "}"
    request = a_request(url=f"http://shop.test/a/{hole}/b", query=(*_fields(("n", hole), raw=True), Field(name="z")))
    slots = Slots()
    compiled = compile_request(request, slots)
    target, fields, _ = _parts(render(compiled, slots.values({"v": value})))
    assert fields == {"host": "shop.test"}
    assert target.isascii()
    assert target.startswith("/a/")
    assert target.endswith("&z=")
    assert path_of(compiled, slots.values({"v": value})) == target.partition("?")[0]


def test_a_missing_value_is_named() -> None:
    for request in (
        a_request(url="http://shop.test/${token}"),
        a_request(headers=_fields(("X-T", "${token}"))),
        a_request(method="POST", body=TextBody(text="${token}")),
    ):
        with pytest.raises(MissingValue) as caught:
            _rendered(request)
        assert (caught.value.name, caught.value.reason) == ("token", "the value 'token' is missing")


def test_raw_fields_are_sent_as_recorded() -> None:
    request = a_request(
        method="POST",
        query=_fields(("q", "a%20b+c~%zz"), ("x[]", None), ("", "v"), ("t", "${t}"), ("u", "${t|url|url}"), raw=True),
        body=FormBody(fields=_fields(("a", "ü b"), ("t", "${t}"), raw=True)),
    )
    target, _, body = _parts(_rendered(request, {"t": "ö/+"}))
    assert target == "/?q=a%20b+c~%zz&x[]&=v&t=%C3%B6%2F%2B&u=%25C3%25B6%252F%252B"
    assert body.decode() == "a=ü b&t=%C3%B6%2F%2B"


def test_disabled_fields_are_not_sent() -> None:
    off = Field(name="off", value="${never}", enabled=False)
    request = a_request(query=(off, Field(name="on", value="1"), off), headers=(off,), body=FormBody(fields=(off,)))
    assert _parts(_rendered(request))[0] == "/?on=1"
    assert _parts(_rendered(a_request(query=(off,))))[0] == "/"


@pytest.mark.parametrize(
    ("url", "origin", "target"),
    [
        ("http://h", Origin("http", "h", 80), "/"),
        ("HTTPS://H.Example:444?x=1#top", Origin("https", "h.example", 444), "/?x=1&q=1"),
        ("http://[::1]:81/a#${x}", Origin("http", "::1", 81), "/a"),
        ("wss://h/live", Origin("https", "h", 443), "/live"),
        ("http://h/a b/ü", Origin("http", "h", 80), "/a%20b/%C3%BC"),
        ("http://h/$${x}", Origin("http", "h", 80), "/${x}"),
    ],
)
def test_addresses(url: str, origin: Origin, target: str) -> None:
    slots = Slots()
    request = compile_request(a_request(url=url, query=_fields(("q", "1"))), slots)
    sent, fields, _ = _parts(render(request, slots.values({})))
    assert (request.origin, request.path) == (origin, target.partition("?")[0])
    assert sent == (target if "q=1" in target else target + "?q=1")
    assert fields["host"] == ("[::1]:81" if ":" in origin.host else "h.example:444" if origin.port == 444 else "h")


@pytest.mark.parametrize(
    ("url", "value", "origin", "path", "target"),
    [
        ("${v}", "https://b.test:8/c/d?e=1#f", Origin("https", "b.test", 8), "/c/d", "/c/d?e=1&q=1"),
        ("${v}", "http://b.test", Origin("http", "b.test", 80), "/", "/?q=1"),
        ("https://${v}.test/x", "eu", Origin("https", "eu.test", 443), "/x", "/x?q=1"),
        ("http://b.test${v}", "/x?y=ü", Origin("http", "b.test", 80), "/x", "/x?y=%C3%BC&q=1"),
        ("${v}", "http://old.test/x", Origin("https", "new.test", 444), "/x", "/x?q=1"),
    ],
)
def test_hosts_with_holes(url: str, value: str, origin: Origin, path: str, target: str) -> None:
    slots = Slots()
    rebase = {"old.test": Origin("https", "new.test", 444)}
    request = compile_request(a_request(url=url, query=_fields(("q", "1"))), slots, rebase=rebase)
    values = slots.values({"v": value})
    assert request.origin is None
    assert request.path is None
    assert origin_of(request, values) == origin
    assert path_of(request, values) == path
    sent, fields, _ = _parts(render(request, values))
    assert sent == target
    assert fields["host"] == f"{origin.host}:{origin.port}".removesuffix(":80").removesuffix(":443")


@pytest.mark.parametrize("value", ["/relative", "ftp://x/", "", "http://a b/", "http://\r\nEvil"])
def test_a_value_that_is_no_address(value: str) -> None:
    slots = Slots()
    request = compile_request(a_request(url="${v}"), slots)
    for use in (origin_of, path_of, render):
        with pytest.raises(RenderError, match="no web address"):
            use(request, slots.values({"v": value}))


def test_moving_to_another_host() -> None:
    request = a_request(
        url="http://shop.test/cart",
        headers=_fields(
            ("Origin", "http://shop.test"),
            ("Referer", "https://shop.test/?a=${v}"),
            ("X-Origin", "http://shop.test"),
            ("referer", "http://cdn.test/"),
        ),
    )
    slots = Slots()
    compiled = compile_request(request, slots, rebase={"shop.test": Origin("https", "stage.test", 8443)})
    assert compiled.origin == Origin("https", "stage.test", 8443)
    lines = render(compiled, slots.values({"v": "1"})).decode().split("\r\n")
    assert lines[1:6] == [
        "Host: stage.test:8443",
        "Origin: https://stage.test:8443",
        "Referer: https://stage.test:8443/?a=1",
        "X-Origin: http://shop.test",
        "referer: http://cdn.test/",
    ]


def test_what_the_connection_writes_is_never_taken_from_the_scenario() -> None:
    names = ["Host", "content-length", "Connection", "Transfer-Encoding", "Expect", "TE", ":path", "Upgrade"]
    request = a_request(headers=(*_fields(*((name, "evil") for name in names)), Field(name="X-Kept", value="1")))
    assert _rendered(request) == b"GET / HTTP/1.1\r\nHost: shop.test\r\nX-Kept: 1\r\n\r\n"


def _as_a_server_reads(message: bytes) -> tuple[dict[str, str], bytes]:
    """Return the header fields and the body, read by h11."""
    fields, body, trailers = _whole_as_a_server_reads(message)
    assert not trailers
    return fields, body


def _whole_as_a_server_reads(message: bytes) -> tuple[dict[str, str], bytes, dict[str, str]]:
    """Return header fields, body and what follows it, by another's reading."""
    server = h11.Connection(h11.SERVER)
    server.receive_data(message)
    asked = server.next_event()
    assert isinstance(asked, h11.Request)
    body = b""
    while not isinstance(event := server.next_event(), h11.EndOfMessage):
        assert isinstance(event, h11.Data), event
        body += event.data
    assert server.trailing_data == (b"", False)
    return _as_text(asked.headers), body, _as_text(event.headers)


def _as_text(fields: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in fields}


@pytest.mark.parametrize(
    ("text", "value", "body"),
    [
        ("hello", "", b"hello"),
        ("a${v}z", "\u00fc" * 20, ("a" + "\u00fc" * 20 + "z").encode()),
        ("${v}", "", b""),
        ("", "", b""),
    ],
)
def test_a_body_is_sent_in_chunks_where_the_scenario_says_so(text: str, value: str, body: bytes) -> None:
    headers = _fields(("Transfer-Encoding", "Chunked"), ("X", "y"))
    request = a_request(method="POST", headers=headers, body=TextBody(text=text))
    for cookie in (b"", b"a=1"):
        fields, read = _as_a_server_reads(_rendered(request, {"v": value}, cookie))
        assert read == body
        assert ("transfer-encoding" in fields, "content-length" in fields) == (bool(text), not text)
        assert fields.get("cookie", "") == cookie.decode()


@pytest.mark.parametrize("value", ["", "done"])
def test_fields_that_the_scenario_announces_follow_a_body_in_chunks(value: str) -> None:
    headers = _fields(
        ("Trailer", "X-Sum, Missing, Content-Length"), ("X-Sum", "${v}!"), ("X", "y"), ("Transfer-Encoding", "chunked")
    )
    for text in ("hello", "a${v}"):
        request = a_request(method="POST", headers=headers, body=TextBody(text=text))
        fields, body, trailers = _whole_as_a_server_reads(_rendered(request, {"v": value}, b"a=1"))
        assert body == text.replace("${v}", value).encode()
        assert (fields["trailer"], "x-sum" in fields, fields["x"]) == ("x-sum", False, "y")
        assert trailers == {"x-sum": f"{value}!"}
    whole = a_request(method="POST", headers=headers[:-1], body=TextBody(text="hello"))
    fields, _, trailers = _whole_as_a_server_reads(_rendered(whole, {"v": value}))
    assert (fields["x-sum"], "trailer" in fields, trailers) == (f"{value}!", False, {}), "a whole body has no end"


def test_what_the_client_can_read_of_transfer_codings_is_said() -> None:
    fields = _parts(_rendered(a_request(headers=_fields(("TE", "gzip, trailers;q=1")))))[1]
    assert (fields["te"], fields["connection"]) == ("trailers", "TE")
    fields = _parts(_rendered(a_request(headers=_fields(("TE", "gzip")))))[1]
    assert "te" not in fields
    assert "connection" not in fields


def test_a_server_is_asked_whether_to_go_on_where_the_scenario_says_so() -> None:
    headers = _fields(("Expect", "100-continue"))
    with_body = a_request(method="PUT", headers=headers, body=TextBody(text="x"))
    assert _parts(_rendered(with_body))[1]["expect"] == "100-continue"
    assert b"Expect" not in _rendered(a_request(headers=headers))


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br, zstd", "gzip, deflate, br, zstd"),
        ("gzip;q=1.0, sdch, dcb;q=0.5,BR", "gzip;q=1.0, BR"),
        ("dcz, *", "identity"),
        ("", "identity"),
        ("${v}", "dcz"),
    ],
)
def test_only_encodings_that_can_be_undone_are_accepted(accepted: str, sent: str) -> None:
    request = a_request(headers=_fields(("Accept-Encoding", accepted)))
    assert _parts(_rendered(request, {"v": "dcz"}))[1]["accept-encoding"] == sent


@pytest.mark.parametrize(
    ("method", "body", "length"),
    [
        ("GET", None, None),
        ("DELETE", None, None),
        ("POST", None, "0"),
        ("PATCH", TextBody(text=""), "0"),
        ("PUT", TextBody(text="ü"), "2"),
        ("GET", TextBody(text="x"), "1"),
        ("POST", TextBody(text="${empty}"), "0"),
        ("POST", BinaryBody(content=b"\0\xff\r\n\r\n${x}"), "10"),
    ],
)
def test_lengths(method: str, body: Body | None, length: str | None) -> None:
    _, fields, _ = _parts(_rendered(a_request(method=method, body=body), {"empty": ""}))
    assert fields.get("content-length") == length


def test_multipart_is_read_back() -> None:
    body = MultipartBody(
        boundary="----xyz",
        parts=(
            Part(name='say "hi"', text="Zoë ${v}\r\n"),
            Part(name="file", file_name='a"ü.bin', content_type="image/png", content=b"\0${v}\xff\r\n"),
            Part(name="none", content_type="application/octet-stream"),
        ),
    )
    _, fields, content = _parts(_rendered(a_request(method="POST", body=body), {"v": "<1>"}))
    assert fields["content-type"] == "multipart/form-data; boundary=----xyz"
    assert b'name="say %22hi%22"' in content
    head = f"Content-Type: {fields['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + content, policy=email.policy.HTTP)
    text, file, none = message.iter_parts()
    assert text.get_payload(decode=True) == "Zoë <1>\r\n".encode()
    assert file.get_payload(decode=True) == b"\0${v}\xff\r\n"
    assert file.get_content_type() == "image/png"
    assert 'filename="a%22ü.bin"'.encode() in content
    assert none.get_payload(decode=True) == b""
    assert b'name="none"; filename=""\r\n' in content


def test_a_content_type_that_was_recorded_is_kept() -> None:
    request = a_request(
        method="POST", headers=_fields(("content-type", "text/plain")), body=FormBody(fields=_fields(("a", "1")))
    )
    assert _parts(_rendered(request))[1]["content-type"] == "text/plain"


def test_fixed_values_become_literals() -> None:
    slots = Slots()
    request = a_request(url="http://shop.test/${a|url}", query=_fields(("q", "${a}")))
    compiled = compile_request(request, slots, fixed={"a": "x y/"})
    assert (len(slots), compiled.path) == (0, "/x%20y%2F")
    assert render(compiled, []).startswith(b"GET /x%20y%2F?q=x+y%2F HTTP")


def test_generated_values_are_made_at_each_use() -> None:
    ticks = iter(range(100))
    generators = Generators(clock=lambda: next(ticks), chance=random.Random(1))
    slots = Slots()
    request = a_request(
        url="http://shop.test/${counter()}",
        query=_fields(("a", "${now('s')}"), ("b", "${stamp}"), ("c", "${stamp}"), ("d", "${now('s')}")),
    )
    compiled = compile_request(request, slots, generators=generators, live={"stamp": "now('s')"})
    values = slots.values({})
    first, second = render(compiled, values), render(compiled, values)
    assert first.startswith(b"GET /0?a=0&b=1&c=1&d=2 ")
    assert second.startswith(b"GET /1?a=3&b=4&c=4&d=5 ")
    assert path_of(compiled, values) == path_of(compiled, values) == "/2"
    assert render(compiled, values).startswith(b"GET /2?a=6")
    assert path_of(compiled, values) == "/3"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"url": "/relative"}, "'/relative' is no web address"),
        ({"url": "http://h:99999/"}, "is not a web address"),
        ({"method": "GE T"}, "'GE T' is no HTTP method"),
        ({"query": _fields(("a", "${b|rot13}"))}, "'|rot13' is no filter"),
        ({"headers": _fields(("X Y", "1"))}, "header's name"),
        ({"body": TextBody(text="${eval(1)}")}, "'eval(1)' makes no value"),
    ],
)
def test_what_can_never_be_sent_is_refused_beforehand(fields: dict[str, Any], sentence: str) -> None:
    generators = Generators(clock=lambda: 0, chance=random.Random(1))
    with pytest.raises(InvalidInput, match=r"The request '.*' cannot be sent") as caught:
        compile_request(a_request(**fields), Slots(), generators=generators)
    assert sentence in str(caught.value)


@given(_any_text)
def test_previews(text: str) -> None:
    assert render_text(escape(text), {}) == text
    assert render_text("${a|html} ${gone|url} ${a}", {"a": "<" + text}) == (
        f"{html.escape('<' + text)} ${{gone|url}} <{text}"
    )


def test_files_from_disk_are_part_of_the_body() -> None:
    parts = (
        Part(name="a", path="in/cat.png", content_type="image/png"),
        Part(name="b", file_name="c", path="in/cat.png"),
    )
    upload = a_request(method="POST", body=MultipartBody(boundary="x", parts=parts))
    whole = a_request(method="PUT", body=FileBody(path="in/cat.png"))
    files = {"in/cat.png": b"\x89PNG"}
    sent = render(compile_request(upload, Slots(), files=files), [])
    assert b'name="a"; filename="cat.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n' in sent
    assert b'name="b"; filename="c"\r\n\r\n\x89PNG\r\n' in sent
    assert render(compile_request(whole, Slots(), files=files), []).endswith(b"Content-Length: 4\r\n\r\n\x89PNG")
    with pytest.raises(InvalidInput, match=r"'in/cat.png', which it sends, was not read"):
        compile_request(whole, Slots())


@given(_any_text.filter(lambda text: ":" not in text), _any_text)
def test_a_basic_log_in_is_the_same_from_data_as_written_down(username: str, password: str) -> None:
    """RFC 7617: base64 of name, colon and password in UTF-8; a recorded header of that name gives way."""
    recorded = _fields(("Authorization", "Basic b2xkOm9sZA=="), ("Accept", "*/*"))
    expected = b64_of(username, password)
    fixed = a_request(headers=recorded, auth=BasicAuth(username=escape(username), password=escape(password)))
    assert _parts(_rendered(fixed))[1]["authorization"] == expected
    from_data = a_request(headers=recorded, auth=BasicAuth(username="${u.name}", password="${u.password}"))
    values = {"u.name": username, "u.password": password}
    assert _parts(_rendered(from_data, values))[1]["authorization"] == expected


def b64_of(username: str, password: str) -> str:
    text = well_formed(f"{username}:{password}")
    return "Basic " + base64.b64encode(text.encode()).decode()


def test_a_basic_log_in_that_no_server_could_read_is_refused() -> None:
    with pytest.raises(InvalidInput, match="user name with a colon"):
        _rendered(a_request(auth=BasicAuth(username="a:b", password="c")))
    with pytest.raises(RenderError, match="user name with a colon"):
        _rendered(a_request(auth=BasicAuth(username="${u}", password="c")), {"u": "a:b"})
    with pytest.raises(MissingValue):
        _rendered(a_request(auth=BasicAuth(username="${u}", password="c")))
