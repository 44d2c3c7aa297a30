"""`http_types.url`: addresses keep their spelling, forms are encoded as browsers do."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.http_types import url
from loadstudio.http_types.url import Url

_anything = st.text(max_size=30) | st.text(alphabet=st.characters(categories=["Cs", "Ll", "Po"]), max_size=8)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("http://Shop.Example", Url("http", "shop.example", 80, "/", None)),
        (
            "https://shop.example:8443/a%2Fb;x=1?q=%20a&&b#top",
            Url("https", "shop.example", 8443, "/a%2Fb;x=1", "q=%20a&&b"),
        ),
        ("http://h/?", Url("http", "h", 80, "/", "")),
        ("http://h#a?b", Url("http", "h", 80, "/", None)),
        ("http://h/p?a=http://x/?y#z", Url("http", "h", 80, "/p", "a=http://x/?y")),
        ("http://[::1]:8080/x", Url("http", "::1", 8080, "/x", None)),
        ("wss://user:secret@h/live", Url("wss", "h", 443, "/live", None)),
        ("https://bücher.example/ü", Url("https", "xn--bcher-kva.example", 443, "/ü", None)),
    ],
)
def test_split(text: str, parts: Url) -> None:
    assert url.split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/path",
        "shop.example",
        "ftp://h/",
        "http://",
        "http:///x",
        "http://h:99999/",
        "http://h:0/",
        "http://h:x/",
        "http://[::1/",
        "http://a b/",
        "http://a%20b/",
        "http://a\\b/",
        "javascript:alert(1)",
        "data:,x",
        "about:blank",
    ],
)
def test_what_is_no_web_address(text: str) -> None:
    with pytest.raises(ValueError, match="is not a web address"):
        url.split(text)


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        ("http://ann:s3cret@shop.test:81/a@b", "http://shop.test:81/a@b"),
        ("https://ann@shop.test?q=a@b", "https://shop.test?q=a@b"),
        ("http://a@b:c@[::1]/", "http://[::1]/"),
        ("http://shop.test/#a@b", "http://shop.test/#a@b"),
        ("http://shop.test", "http://shop.test"),
        ("", ""),
    ],
)
def test_a_password_in_an_address_is_left_out(address: str, bare: str) -> None:
    assert url.without_credentials(address) == bare


@given(_anything | st.from_regex(r"\Ahttps?://[^/]{0,12}(/.{0,8})?\Z"))
def test_any_text_is_split_or_refused_with_our_sentence(text: str) -> None:
    try:
        parts = url.split(text)
    except ValueError as error:
        assert str(error).endswith("is not a web address")  # noqa: PT017 - any text may be either
        return
    assert parts.host
    assert parts.host == parts.host.lower()
    assert url.split(url.origin(text)).host == parts.host


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("http://h:80/", "h"),
        ("https://h:80/", "h:80"),
        ("https://h/", "h"),
        ("wss://h:443/", "h"),
        ("http://[::1]:81/", "[::1]:81"),
        ("http://[::1]/", "[::1]"),
    ],
)
def test_host_names(text: str, said: str) -> None:
    assert url.host_name(text) == said
    assert url.origin(text) == f"{text.partition(':')[0]}://{said}"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("shop.example", "https://shop.example/"),
        (" shop.example/cart?x=1 ", "https://shop.example/cart?x=1"),
        ("localhost", "http://localhost/"),
        ("localhost:8080", "http://localhost:8080/"),
        ("localhost?x", "http://localhost?x"),
        ("127.0.0.1:5000/a", "http://127.0.0.1:5000/a"),
        ("[::1]", "http://[::1]/"),
        ("[::1]:80/x", "http://[::1]:80/x"),
        ("http://shop.example", "http://shop.example/"),
        ("app.localhost:3000", "http://app.localhost:3000/"),
        ("localhost.example", "https://localhost.example/"),
    ],
)
def test_typed_addresses_are_completed(typed: str, address: str) -> None:
    assert url.completed(typed) == address


@pytest.mark.parametrize("typed", ["", "  ", "shop example", "ftp://x", "http://", "shop:port", ":80", "https://a:b"])
def test_what_cannot_be_completed(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is not a web address|Type the address"):
        url.completed(typed)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_loopback(host: str) -> None:
    assert url.is_loopback(host)


@pytest.mark.parametrize("host", ["localhost.example", "notlocalhost", "10.0.0.1", "::2", "", "127.0.0.1.example"])
def test_not_loopback(host: str) -> None:
    assert not url.is_loopback(host)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("shop.example.co.uk", "example.co.uk"),
        ("SHOP.Example.com", "example.com"),
        ("user.github.io", "user.github.io"),
        ("a.user.github.io", "user.github.io"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("intranet.corp", "intranet.corp"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
    ],
)
def test_registrable_domains(host: str, domain: str) -> None:
    assert url.registrable_domain(host) == domain


def test_public_suffixes() -> None:
    assert all(url.is_public_suffix(name) for name in ("com", "co.uk", "github.io", "CO.UK"))
    assert not any(url.is_public_suffix(name) for name in ("example.com", "example.co.uk", "a.github.io"))


@given(_anything)
def test_encoded_text_is_decoded_to_itself(text: str) -> None:
    meant = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert url.encode_form(text).isascii()
    assert parse_qsl("x=" + url.encode_form(text), keep_blank_values=True) == [("x", meant)]
    assert unquote(url.encode_component(text)) == meant


@given(st.lists(st.tuples(_anything, _anything | st.none()), max_size=5))
def test_forms_are_read_as_written(pairs: list[tuple[str, str | None]]) -> None:
    written = "&".join(
        url.encode_form(name) + ("" if value is None else "=" + url.encode_form(value)) for name, value in pairs
    )
    meant = [
        (url.well_formed(name), None if value is None else url.well_formed(value))
        for name, value in pairs
        if name or value is not None
    ]
    assert list(url.parse_form(written)) == meant


def test_signs_are_encoded_as_browsers_do() -> None:
    signs = "".join(map(chr, range(0x20, 0x7F)))
    left = {sign for sign in signs if url.encode_form(sign) == sign}
    assert left == {sign for sign in signs if sign.isalnum() or sign in "*-._"}
    assert url.encode_form("a b~ü\n") == "a+b%7E%C3%BC%0A"
    left = {sign for sign in signs if url.encode_component(sign) == sign}
    assert left == {sign for sign in signs if sign.isalnum() or sign in "!'()*-._~"}


def test_empty_pieces_of_a_form_are_dropped() -> None:
    assert url.parse_form("&&a&b=&=c&d=e=f&%zz=+") == (("a", None), ("b", ""), ("", "c"), ("d", "e=f"), ("%zz", " "))
