"""What browsers agree on about cookies, case by case: the ground that the http-state and web-platform tests cover, by
RFC 6265 and its successor (draft 6265bis). Each case is what servers set, where, and what is sent where.
"""

from __future__ import annotations

import pytest

from loadstudio.http_types.cookie_date import parse_cookie_date
from loadstudio.http_types.cookies import Jar
from loadstudio.http_types.url import split

NOW_S = 1_795_000_000.0
AT = "http://home.example.org:8888/cookie-parser"
OF_TEST = "http://home.example.org:8888/cookie-parser-result?x"


def sent(set_cookies: tuple[str, ...], at: str = AT, to: str = OF_TEST, now_s: float = NOW_S) -> str:
    """Return the Cookie field of a request after these Set-Cookie fields of one answer."""
    jar = Jar()
    source, target = split(at), split(to)
    for line in set_cookies:
        jar.store(source.host, source.path, source.scheme == "https", line.encode("utf-8", "surrogateescape"), NOW_S)
    return jar.header(target.host, target.path, target.scheme == "https", now_s).decode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("set_cookies", "expected"),
    [
        # --- names and values
        (("foo=bar",), "foo=bar"),
        (("foo=bar", "baz=qux"), "foo=bar; baz=qux"),
        (("foo = bar",), "foo=bar"),
        (("  foo=bar",), "foo=bar"),
        (("\tfoo\t=\tbar \t ;\tttt",), "foo=bar"),
        (("foo=bar\t",), "foo=bar"),
        (("foo=bar ;",), "foo=bar"),
        (("foo==bar",), "foo==bar"),
        (("foo=bar=baz",), "foo=bar=baz"),
        (("foo=",), "foo="),
        (("foo= ",), "foo="),
        (('foo="bar"',), 'foo="bar"'),
        (('foo="bar;baz"',), 'foo="bar'),
        (('foo="  bar  "',), 'foo="  bar  "'),
        (("foo=\u0107\u5495",), "foo=\u0107\u5495"),
        (("foo=bar, baz=qux",), "foo=bar, baz=qux"),
        (("foo bar=baz qux",), "foo bar=baz qux"),
        (("foo@bar/(baz)<qux>=1",), "foo@bar/(baz)<qux>=1"),
        (("$Version=1; foo=bar",), "$Version=1"),
        (("FOO=1", "foo=2"), "FOO=1; foo=2"),
        (("foo=1", "bar=2", "foo=3"), "foo=3; bar=2"),
        (("=bar",), "bar"),
        (("==bar",), "=bar"),
        (("bar",), "bar"),
        (("bar", "=baz"), "baz"),
        (("\t=\t",), ""),
        ((" ; Path=/",), ""),
        # --- controls: refused wherever they stand
        (("foo=b\x00ar",), ""),
        (("foo=b\tar",), "foo=b\tar"),
        (("fo\x1fo=bar",), ""),
        (("foo=bar; Path=/\x01",), ""),
        (("foo=bar; Unknown=\x7f",), ""),
        # --- attributes
        (("foo=bar; Secure",), ""),
        (("foo=bar; seCURe",), ""),
        (("foo=bar; Secure=",), ""),
        (("foo=bar; Secure=false",), ""),
        (("foo=bar;Secure;Secure",), ""),
        (("foo=bar; Secure, x",), "foo=bar"),
        (("foo=bar; secure secure",), "foo=bar"),
        (('foo=bar; "Secure"',), "foo=bar"),
        (("foo=bar; httpONLY",), "foo=bar"),
        (("foo=bar; version=1; port=80; comment=x",), "foo=bar"),
        (("foo=bar; ; ;; =x; =",), "foo=bar"),
        (("foo=bar; SameSite=Strict",), "foo=bar"),
        (("foo=bar; SameSite=whatever",), "foo=bar"),
        # --- ends
        (("foo=bar; Expires=Fri, 07 Aug 2009 08:04:19 GMT",), ""),
        (("foo=bar; Expires=Fri, 07 Aug 2099 08:04:19 GMT",), "foo=bar"),
        (("foo=bar; Expires=",), "foo=bar"),
        (("foo=bar; Expires",), "foo=bar"),
        (("foo=bar; Expires=Fri 07 Aug 2009",), "foo=bar"),
        (("foo=bar; max-age=0",), ""),
        (("foo=bar; max-age=-1000",), ""),
        (("foo=bar; max-age=1e3",), "foo=bar"),
        (('foo=bar; max-age="0"',), "foo=bar"),
        (("foo=bar; max-age=",), "foo=bar"),
        (("foo=bar; max-age=-",), "foo=bar"),
        (("foo=bar; max-age=0; max-age=9",), "foo=bar"),
        (("foo=bar; max-age=0; max-age=soon",), ""),
        (("foo=bar; expires=Fri, 07 Aug 2009 08:04:19 GMT; expires=soon",), ""),
        (("foo=bar; max-age=9; expires=Fri, 07 Aug 2009 08:04:19 GMT",), "foo=bar"),
        (("foo=bar", "foo=; max-age=0"), ""),
        (("foo=bar", "foo=; expires=Thu, 01-Jan-1970 00:00:01 GMT"), ""),
        (("foo=bar", "foo=; max-age=0; path=/"), ""),
        (("foo=bar", "foo=; max-age=0; domain=home.example.org"), "foo=bar"),
        # --- attributes that are too long are not there
        (("foo=bar; max-age=0; path=/" + "a" * 1024,), ""),
        (("foo=bar; path=/" + "a" * 1023,), ""),
        (("foo=bar; path=/" + "a" * 1024,), "foo=bar"),
        (("foo=bar; domain=example.com" + "m" * 1024,), "foo=bar"),
        # --- prefixes, on a page without TLS
        (("__Secure-foo=bar; Secure",), ""),
        (("__Host-foo=bar; Path=/",), ""),
        (("=__Secure-foo=bar",), ""),
        (("__Securefoo=bar",), "__Securefoo=bar"),
    ],
)
def test_what_is_sent_back_on_the_same_page(set_cookies: tuple[str, ...], expected: str) -> None:
    assert sent(set_cookies) == expected


@pytest.mark.parametrize(
    ("set_cookies", "to", "expected"),
    [
        (("foo=bar",), "http://home.example.org/", "foo=bar"),
        (("foo=bar",), "http://sub.home.example.org/", ""),
        (("foo=bar; domain=home.example.org",), "http://sub.home.example.org/", "foo=bar"),
        (("foo=bar; domain=.home.example.org",), "http://home.example.org/", "foo=bar"),
        (("foo=bar; domain=.HOME.example.ORG",), "http://a.home.example.org/", "foo=bar"),
        (("foo=bar; domain=example.org",), "http://example.org/", "foo=bar"),
        (("foo=bar; domain=example.org",), "http://myexample.org/", ""),
        (("foo=bar; domain=example.org.",), "http://home.example.org/", ""),
        (("foo=bar; domain=..example.org",), "http://home.example.org/", ""),
        (("foo=bar; domain= .example.org ",), "http://example.org/", "foo=bar"),
        (("foo=bar; domain=\t",), "http://home.example.org/", "foo=bar"),
        (("foo=bar; domain=.",), "http://sub.home.example.org/", ""),
        (("foo=bar; domain=.",), "http://home.example.org/", "foo=bar"),
        (('foo=bar; domain="example.org"',), "http://home.example.org/", ""),
        (("foo=bar; domain=org",), "http://home.example.org/", ""),
        (("foo=bar; domain=home.example.org:8888",), "http://home.example.org/", ""),
        (("foo=bar; domain=sub.home.example.org",), "http://sub.home.example.org/", ""),
        (("foo=bar; domain=other.example.org",), "http://home.example.org/", ""),
        (("foo=bar; domain=other.test; domain=example.org",), "http://example.org/", "foo=bar"),
        (("foo=bar; domain=example.org; domain=other.test",), "http://home.example.org/", ""),
        (("foo=bar; domain=example.org; domain=",), "http://home.example.org/", "foo=bar"),
        (("foo=bar; domain=example.org; domain=",), "http://example.org/", ""),
        (("foo=1", "foo=2; domain=home.example.org"), "http://home.example.org/", "foo=1; foo=2"),
    ],
)
def test_domains(set_cookies: tuple[str, ...], to: str, expected: str) -> None:
    assert sent(set_cookies, to=to) == expected


@pytest.mark.parametrize(
    ("set_cookies", "set_at", "to", "expected"),
    [
        (("a=1; path=/foo",), "/", "/foo/bar", "a=1"),
        (("a=1; path=/foo/",), "/", "/foo", ""),
        (("a=1; path=/foo",), "/", "/foobar", ""),
        (("a=1; path=/Foo",), "/", "/foo", ""),
        (("a=1; path=/fo%6F",), "/", "/foo", ""),
        (("a=1; path=/foo?x",), "/", "/foo", ""),
        (("a=1; path=//foo",), "/", "/foo", ""),
        (("a=1; path=foo",), "/dir/page", "/dir/other", "a=1"),
        (('a=1; path="/foo"',), "/dir/page", "/dir/other", "a=1"),
        (("a=1; path=",), "/dir/page", "/other", ""),
        (("a=1; path=/x; path=/",), "/", "/y", "a=1"),
        (("a=1; path=/x; path=",), "/dir/page", "/dir/other", "a=1"),
        (("a=1; PATH = /foo ",), "/", "/foo", "a=1"),
        (("a=1",), "/dir/page", "/dir", "a=1"),
        (("a=1",), "/dir/", "/dir", "a=1"),
        (("a=1",), "/dir", "/", "a=1"),
        (("a=1; path=/", "b=2; path=/d", "c=3; path=/d/e"), "/", "/d/e/f", "c=3; b=2; a=1"),
        (("a=1; path=/d", "b=2; path=/d"), "/", "/d", "a=1; b=2"),
    ],
)
def test_paths(set_cookies: tuple[str, ...], set_at: str, to: str, expected: str) -> None:
    assert sent(set_cookies, at="http://a.test" + set_at, to="http://a.test" + to) == expected


@pytest.mark.parametrize(
    ("host", "set_cookie", "to", "expected"),
    [
        ("127.0.0.1", "a=1; domain=127.0.0.1", "127.0.0.1", "a=1"),
        ("127.0.0.1", "a=1; domain=0.0.1", "127.0.0.1", ""),
        ("[::1]", "a=1; domain=::1", "[::1]", "a=1"),
        ("[::1]", "a=1; domain=[::1]", "[::1]", ""),
        ("localhost", "a=1; Secure", "localhost", "a=1"),
        ("localhost", "a=1; domain=localhost", "localhost", "a=1"),
        ("app.localhost", "a=1; domain=localhost", "app.localhost", ""),
        ("intranet", "a=1", "intranet", "a=1"),
        ("shop.co.uk", "a=1; domain=co.uk", "shop.co.uk", ""),
        ("a.shop.co.uk", "a=1; domain=shop.co.uk", "b.shop.co.uk", "a=1"),
        ("city.kawasaki.jp", "a=1; domain=city.kawasaki.jp", "x.city.kawasaki.jp", "a=1"),
        ("a.b.kawasaki.jp", "a=1; domain=b.kawasaki.jp", "a.b.kawasaki.jp", ""),
        ("me.github.io", "a=1; domain=github.io", "me.github.io", ""),
        ("xn--bcher-kva.example", "a=1; domain=xn--bcher-kva.example", "www.xn--bcher-kva.example", "a=1"),
    ],
)
def test_numbers_bare_names_and_public_suffixes(host: str, set_cookie: str, to: str, expected: str) -> None:
    assert sent((set_cookie,), at=f"http://{host}/", to=f"http://{to}/") == expected


SECURE = "https://shop.example/in/"


@pytest.mark.parametrize(
    ("later", "at", "to", "expected"),
    [
        ("a=evil", "http://shop.example/in/", SECURE, "a=1"),
        ("a=evil; path=/in/deep", "http://shop.example/in/", "https://shop.example/in/deep", "a=1"),
        ("a=other; path=/", "http://shop.example/", "https://shop.example/", "a=other"),
        ("a=evil; domain=shop.example; path=/in", "http://www.shop.example/", SECURE, "a=1"),
        ("b=2", "http://shop.example/in/", SECURE, "a=1; b=2"),
        ("a=2; path=/in", SECURE, SECURE, "a=2"),
        ("a=2; Secure; path=/in", SECURE, SECURE, "a=2"),
    ],
)
def test_a_page_without_tls_leaves_secure_cookies_alone(later: str, at: str, to: str, expected: str) -> None:
    jar = Jar()
    assert jar.store("shop.example", "/in/", True, b"a=1; Secure; Path=/in", NOW_S)
    source, target = split(at), split(to)
    jar.store(source.host, source.path, source.scheme == "https", later.encode(), NOW_S)
    assert jar.header(target.host, target.path, target.scheme == "https", NOW_S).decode() == expected


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Mon, 10-Dec-2007 17:02:24 GMT", 1197306144),
        ("Wed, 09 Dec 2009 16:27:23 GMT", 1260376043),
        ("Thursday, 01-Jan-1970 00:00:00 GMT", 0),
        ("Mon Dec 24 16:32:39 1977 GMT", 251829159),
        ("24 Dec 77 16:32:39", 251829159),
        ("Mon, 10-Dec-07 17:02:24 +0200", 1197306144),
        ('10-Dec-07"17:02:24"GMT', 1197306144),
        ("Partyday, 10- December-07 17:02:24", 1197306144),
        ("17:02:24 10 Decembre 2007", 1197306144),
        ("10 Dec 2007 17:2:4", 1197306124),
        ("10th Dec 2007 17:02:24", 1197306144),
        ("10 Dec 2007AD 17:02:24", 1197306144),
        ("10/Dec/2007/17:02:24", 1197306144),
        ("Dec 10 17:02:24 07", 1197306144),
        ("10 Dec 2007 17:02:24.999", 1197306144),
        ("10 Dec 2007 17:02", None),
        ("10 Dec 2007", None),
        ("32 Dec 2007 17:02:24", None),
        ("10 Foo 2007 17:02:24", None),
        ("10 Dec 20071 17:02:24", None),
        ("010 Dec 2007 17:02:24", None),
        ("10 Dec 2007 17:60:24", None),
        ("10 Dec 1600 17:02:24", None),
        ("2007-12-10T17:02:24Z", None),
    ],
)
def test_dates(text: str, seconds: int | None) -> None:
    assert parse_cookie_date(text) == seconds
