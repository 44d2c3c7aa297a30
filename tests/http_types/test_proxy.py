"""Proxies as people write them."""

from __future__ import annotations

import pytest

from loadstudio.http_types.proxy import Proxy, proxy_of, without_password


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("http://proxy.example:3128", Proxy("proxy.example", 3128)),
        ("proxy.example:3128", Proxy("proxy.example", 3128)),
        ("http://[::1]:8080/", Proxy("::1", 8080)),
        ("http://ada:p%40ss@proxy.example", Proxy("proxy.example", 80, "ada:p@ss")),
        ("http://ada@proxy.example:1", Proxy("proxy.example", 1, "ada:")),
    ],
)
def test_a_proxy_is_read(text: str, proxy: Proxy) -> None:
    assert proxy_of(text) == proxy


def test_what_a_proxy_is_told() -> None:
    assert proxy_of("http://ada:p%40ss@proxy.example").authorization == b"Basic YWRhOnBAc3M="
    assert proxy_of("proxy.example").authorization == b""


def test_a_proxy_may_be_reached_by_tls_where_that_is_understood() -> None:
    assert proxy_of("https://proxy.example", ("http", "https")) == Proxy("proxy.example", 443, None, "https")
    with pytest.raises(ValueError, match="is no proxy"):
        proxy_of("socks5://proxy.example", ("http", "https"))


@pytest.mark.parametrize(
    "text", ["", "http://", "https://a.example", "socks5://a:1", "http://a:x", "http://a/b", "a b", "a:0", "a<b"]
)
def test_what_is_no_proxy_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no proxy\. Write it like http://proxy\.example:3128\."):
        proxy_of(text)


def test_a_password_is_never_shown() -> None:
    assert without_password("http://ada:secret@proxy.example:3128") == "http://proxy.example:3128"
    assert without_password("ada:secret@proxy.example:3128") == "proxy.example:3128"
    assert without_password("") == ""
    with pytest.raises(ValueError, match="no proxy") as failure:
        proxy_of("https://ada:secret@proxy.example")
    assert "secret" not in str(failure.value)
