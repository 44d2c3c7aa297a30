"""`http_types.cookies`: one user's jar by RFC 6265, held against the jar of Python's requests where both follow it."""

from __future__ import annotations

import http.cookiejar
import string
from email.message import Message
from urllib.request import Request

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loadstudio.http_types.cookie_date import parse_cookie_date
from loadstudio.http_types.cookies import Jar

NOW_S = 1_795_000_000.0
HOST = "www.shop.example"


@pytest.fixture
def jar() -> Jar:
    return Jar()


def _sent(jar: Jar, host: str = HOST, path: str = "/", *, secure: bool = True, now_s: float = NOW_S) -> str:
    return jar.header(host, path, secure, now_s).decode("latin-1")


def _after(*set_cookies: str, host: str = HOST, path: str = "/", secure: bool = True) -> Jar:
    jar = Jar()
    for value in set_cookies:
        jar.store(host, path, secure, value.encode("latin-1"), NOW_S)
    return jar


@pytest.mark.parametrize(
    ("set_cookie", "sent"),
    [
        ("a=1", "a=1"),
        ("  a = b c ; Path=/", "a=b c"),
        ('a="quoted, text"', 'a="quoted, text"'),
        ("a=b=c==; HttpOnly", "a=b=c=="),
        ("a=; x", "a="),
        ("a", "a"),
        ("=a", "a"),
        (";Path=/", ""),
        ("", ""),
        ("=", ""),
        ("a=\xfc", "a=\xfc"),
        ("a=1\x00", ""),
        ("a=1\r\nSet: x", ""),
        ("a\x7f=1", ""),
        ("a=" + "x" * 4095, "a=" + "x" * 4095),
        ("a=" + "x" * 4096, ""),
        ("a=1; ;; =; =x; Unknown=y; path", "a=1"),
    ],
)
def test_pairs(set_cookie: str, sent: str) -> None:
    assert _sent(_after(set_cookie)) == sent
    assert bool(sent) == Jar().store(HOST, "/", True, set_cookie.encode("latin-1"), NOW_S)


@pytest.mark.parametrize(
    ("domain", "hosts"),
    [
        ("", {"www.shop.example"}),
        ("shop.example", {"shop.example", "www.shop.example", "api.shop.example", "a.www.shop.example"}),
        (".Shop.Example", {"shop.example", "www.shop.example", "api.shop.example", "a.www.shop.example"}),
        ("www.shop.example", {"www.shop.example", "a.www.shop.example"}),
        ("api.shop.example", set()),
        ("hop.example", set()),
        ("example", set()),
        ("a.www.shop.example", set()),
        ("other.test", set()),
    ],
)
def test_domains(domain: str, hosts: set[str]) -> None:
    jar = _after(f"a=1; Domain={domain}")
    asked = {"shop.example", "www.shop.example", "api.shop.example", "a.www.shop.example", "myshop.example", "example"}
    assert {host for host in asked if _sent(jar, host)} == hosts


def test_public_suffixes_are_refused(jar: Jar) -> None:
    assert not jar.store("www.example.co.uk", "/", True, b"a=1; Domain=co.uk", NOW_S)
    assert not jar.store("me.github.io", "/", True, b"a=1; Domain=github.io", NOW_S)
    assert jar.store("www.example.co.uk", "/", True, b"a=1; Domain=example.co.uk", NOW_S)
    assert jar.store("github.io", "/", True, b"b=1; Domain=github.io", NOW_S)
    assert _sent(jar, "github.io") == "b=1"
    assert _sent(jar, "me.github.io") == ""


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "intranet"])
def test_bare_names_and_addresses(host: str, jar: Jar) -> None:
    assert jar.store(host, "/", False, f"a=1; Domain={host}".encode(), NOW_S)
    assert jar.store(host, "/", False, b"b=2", NOW_S)
    assert _sent(jar, host, secure=False) == "a=1; b=2"
    assert _sent(jar, f"x.{host}") == ""
    assert not jar.store("10.1.2.3", "/", False, b"c=1; Domain=2.3", NOW_S)


@pytest.mark.parametrize(
    ("cookie_path", "set_at", "matching", "others"),
    [
        ("/", "/a/b", ["/", "/a", "/a/b/c"], []),
        ("/a", "/", ["/a", "/a/", "/a/b"], ["/", "/ab", "/A"]),
        ("/a/", "/", ["/a/", "/a/b"], ["/a", "/"]),
        ("", "/a/b/c", ["/a/b", "/a/b/x"], ["/a", "/a/bc", "/"]),
        ("", "/a", ["/", "/b"], []),
        ("", "/", ["/", "/b"], []),
        ("relative", "/a/b", ["/a", "/a/c"], ["/b"]),
        ("", "strange", ["/", "/b"], []),
    ],
)
def test_paths(cookie_path: str, set_at: str, matching: list[str], others: list[str]) -> None:
    jar = _after(f"k=v; Path={cookie_path}", path=set_at)
    assert [path for path in matching + others if _sent(jar, path=path)] == matching


def test_the_longest_path_comes_first_then_the_oldest() -> None:
    jar = _after("a=1; Path=/", "b=2; Path=/x/y", "c=3; Path=/x", "d=4; Path=/x; Domain=shop.example", "a=5; Path=/")
    assert _sent(jar, path="/x/y/z") == "b=2; c=3; d=4; a=5"
    assert _sent(jar, path="/") == "a=5"
    assert _sent(jar, "shop.example", "/x") == "d=4"


def test_same_name_at_other_paths_is_another_cookie() -> None:
    jar = _after("a=root; Path=/", "a=deep; Path=/x")
    assert _sent(jar, path="/x") == "a=deep; a=root"
    assert jar.get("a") == "deep"
    assert len(jar) == 2


def test_secure(jar: Jar) -> None:
    assert not jar.store(HOST, "/", False, b"a=1; Secure", NOW_S)
    assert jar.store(HOST, "/", True, b"a=1; secure; HTTPONLY", NOW_S)
    assert _sent(jar, secure=True) == "a=1"
    assert _sent(jar, secure=False) == ""
    assert jar.store("localhost", "/", False, b"b=1; Secure", NOW_S)
    assert _sent(jar, "localhost", secure=False) == "b=1"


@pytest.mark.parametrize(
    ("set_cookie", "kept"),
    [
        ("__Host-a=1; Secure; Path=/", True),
        ("__Host-a=1; Secure; Path=/; Domain=shop.example", False),
        ("__Host-a=1; Secure; Path=/x", False),
        ("__Host-a=1; Secure", False),
        ("__host-a=1; Path=/", False),
        ("__Secure-a=1; Secure", True),
        ("__Secure-a=1", False),
        ("__SECURE-a; Secure", False),
        ("__a=1", True),
    ],
)
def test_prefixes(set_cookie: str, kept: bool) -> None:
    assert bool(_sent(_after(set_cookie))) == kept


@pytest.mark.parametrize(
    ("attributes", "lives_s"),
    [
        ("", 10**9),
        ("Max-Age=60", 60),
        ("max-age=0", 0),
        ("Max-Age=-1", 0),
        ("Max-Age=soon", 10**9),
        ("Max-Age=+5", 10**9),
        ("Max-Age=99999999999999999999999", 400 * 86400),
        ("Expires=Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ("Expires=nonsense", 10**9),
        ("Expires=Sun, 06 Nov 1994 08:49:37 GMT; Max-Age=60", 60),
        ("Max-Age=60; Expires=Sun, 06 Nov 1994 08:49:37 GMT", 60),
        ("Expires=Fri, 31 Dec 9999 23:59:59 GMT", 400 * 86400),
    ],
)
def test_lives(attributes: str, lives_s: int) -> None:
    jar = _after(f"a=1; {attributes}")
    if lives_s:
        assert _sent(jar, now_s=NOW_S + lives_s - 1) == "a=1"
        if lives_s < 10**9:
            assert _sent(jar, now_s=NOW_S + lives_s) == ""
    else:
        assert _sent(jar) == ""
        assert jar.get("a") is None


def test_deleting() -> None:
    jar = _after("a=1; Path=/", "b=2; Path=/")
    assert _sent(jar) == "a=1; b=2"
    jar.store(HOST, "/", True, b"a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", NOW_S)
    assert _sent(jar) == "b=2"
    jar.store(HOST, "/", True, b"b=; Path=/other; Max-Age=0", NOW_S)
    assert _sent(jar) == "b=2"
    jar.clear()
    assert (_sent(jar), len(jar), jar.get("b")) == ("", 0, None)


def test_what_was_cached_is_never_stale() -> None:
    jar = _after("a=1; Path=/; Max-Age=100", "b=2; Path=/")
    assert _sent(jar) == "a=1; b=2"
    jar.store(HOST, "/", True, b"a=1; Path=/; Max-Age=10", NOW_S)
    assert _sent(jar, now_s=NOW_S + 11) == "b=2"
    jar.store(HOST, "/", True, b"a=1; Path=/; Max-Age=10", NOW_S)
    assert _sent(jar) == "b=2; a=1"
    jar.store(HOST, "/", True, b"a=1; Path=/; Max-Age=1000", NOW_S)
    assert _sent(jar, now_s=NOW_S + 500) == "b=2; a=1"
    jar.store(HOST, "/", True, b"a=1; Path=/; Secure; Max-Age=1000", NOW_S)
    assert _sent(jar, secure=False) == "b=2"
    jar.store(HOST, "/", True, b"c=3; Path=/deep", NOW_S)
    assert (_sent(jar, path="/deep"), _sent(jar, path="/")) == ("c=3; b=2; a=1", "b=2; a=1")


def test_a_page_without_tls_replaces_nothing_once_a_secure_cookie_has_the_name() -> None:
    jar = Jar()
    jar.store(HOST, "/", False, b"a=1; Path=/", NOW_S)
    jar.store(HOST, "/", True, b"a=2; Path=/; Domain=shop.example; Secure", NOW_S)
    assert not jar.store(HOST, "/", False, b"a=3; Path=/", NOW_S)
    assert _sent(jar) == "a=1; a=2"


def test_many_paths_do_not_fill_the_memory() -> None:
    jar = _after("a=1; Path=/orders", "b=2; Path=/")
    for number in range(500):
        assert _sent(jar, path=f"/orders/{number}") == "a=1; b=2"
        jar.store(HOST, "/", True, f"n{number}=x; Path=/".encode(), NOW_S)
        jar.store(HOST, "/", True, f"n{number}=x; Max-Age=0; Path=/".encode(), NOW_S)
    for number in range(1000):
        jar.store(HOST, "/", True, f"n{number}=x; Path=/".encode(), NOW_S)
    assert len(jar) == 180
    assert jar.get("n999") == "x"


def test_get_reads_text() -> None:
    jar = _after("a=caf\u00c3\u00a9", "b=caf\xe9")
    assert jar.get("a") == "café"
    assert jar.get("b") == "café"
    assert jar.get("none") is None
    assert [(domain, cookie.name, cookie.host_only) for domain, cookie in jar.cookies()] == [
        (HOST, b"a", True),
        (HOST, b"b", True),
    ]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784111777),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 784111777),
        ("Sun Nov  6 08:49:37 1994", 784111777),
        ("Sun, 06-Nov-1994 08:49:37 GMT", 784111777),
        ("1994 november 6 8:49:37", 784111777),
        ("06-Nov-1994 08:49:37.123 +0100", 784111777),
        ("01 Jan 70 00:00:00", 0),
        ("01 Jan 69 00:00:00", 3124224000),
        ("Sun, 31 Feb 2027 08:49:37 GMT", None),
        ("Sun, 06 Nov 1994 24:49:37 GMT", None),
        ("Sun, 06 Nov 1994", None),
        ("06 Nov 1500 08:49:37", None),
        ("", None),
        ("Session", None),
    ],
)
def test_dates(text: str, seconds: int | None) -> None:
    assert parse_cookie_date(text) == seconds


@given(st.text(max_size=40) | st.text(alphabet="0123456789: JanFeb-", max_size=30))
def test_no_date_raises(text: str) -> None:
    assert parse_cookie_date(text) is None or isinstance(parse_cookie_date(text), float)


@given(st.binary(max_size=60), st.binary(max_size=20))
def test_no_bytes_raise(set_cookie: bytes, path: bytes) -> None:
    jar = Jar()
    jar.store(HOST, path.decode("latin-1"), True, set_cookie, NOW_S)
    line = jar.header(HOST, path.decode("latin-1"), True, NOW_S)
    assert b"\r" not in line
    assert b"\n" not in line


class _Reply:
    def __init__(self, set_cookie: str) -> None:
        self._message = Message()
        self._message["Set-Cookie"] = set_cookie

    def info(self) -> Message:
        return self._message


_names = st.sampled_from(["a", "b", "SID"])
_values = st.text(alphabet=string.ascii_letters + string.digits + "-._~!%&/+", min_size=1, max_size=8)
_paths = st.sampled_from(["/", "/a", "/a/", "/a/b", "/b/c"])
_hosts = st.sampled_from(["www.shop.example", "shop.example", "api.shop.example"])
_attributes = st.fixed_dictionaries(
    {},
    optional={
        "Path": _paths,
        "Domain": st.just("shop.example"),
        "Max-Age": st.sampled_from(["0", "1000"]),
        "Secure": st.just(None),
        "HttpOnly": st.just(None),
        "Expires": st.sampled_from(["Thu, 01 Jan 2015 00:00:00 GMT", "Wed, 01 Jan 2098 00:00:00 GMT"]),
    },
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(_hosts, _paths, _names, _values, _attributes), max_size=8),
    _hosts,
    _paths,
    st.booleans(),
)
def test_agrees_with_pythons_own_jar(
    received: list[tuple[str, str, str, str, dict[str, str | None]]], host: str, path: str, secure: bool
) -> None:
    """Everything is received over https, since Python's jar takes Secure cookies from anywhere; a path is always
    given and Expires never beside Max-Age, where it keeps older rules.
    """
    own = Jar()
    policy = http.cookiejar.DefaultCookiePolicy(
        strict_ns_domain=http.cookiejar.DefaultCookiePolicy.DomainStrictNonDomain
    )
    theirs = http.cookiejar.CookieJar(policy)
    for set_host, set_path, name, value, attributes in received:
        written = {"Path": "/"} | attributes
        if "Max-Age" in written:
            written.pop("Expires", None)
        parts = [key if content is None else f"{key}={content}" for key, content in written.items()]
        text = "; ".join([f"{name}={value}", *parts])
        own.store(set_host, set_path, True, text.encode(), NOW_S)
        theirs.extract_cookies(_Reply(text), Request(f"https://{set_host}{set_path}"))  # type: ignore[arg-type]
    asked = Request(f"{'https' if secure else 'http'}://{host}{path}")
    theirs.add_cookie_header(asked)
    expected = (asked.get_header("Cookie") or "").split("; ")
    assert sorted(_sent(own, host, path, secure=secure).split("; ")) == sorted(expected)


_set_cookies = st.builds(
    lambda name, value, attributes: "; ".join([f"{name}={value}", *attributes]).encode(),
    st.sampled_from("ab"),
    st.sampled_from("12"),
    st.lists(st.sampled_from(["Path=/", "Path=/a", "Max-Age=0", "Max-Age=10", "Max-Age=30", "Secure"]), max_size=3),
)
_exchanges = st.lists(st.tuples(st.sampled_from([0, 5, 20]), _set_cookies, st.booleans(), st.booleans()), max_size=8)


@settings(max_examples=200)
@given(_exchanges, st.sampled_from(["/", "/a/x"]))
def test_what_is_sent_depends_on_what_was_received_alone(
    exchanges: list[tuple[int, bytes, bool, bool]], path: str
) -> None:
    """Asked after each answer, a jar says what one says that was never asked before."""
    asked, now_s = Jar(), NOW_S
    received: list[tuple[bool, bytes, float]] = []
    for pause_s, set_cookie, secure, asked_secure in exchanges:
        now_s += pause_s
        received.append((secure, set_cookie, now_s))
        asked.store("shop.example", "/a/b", *received[-1])
        fresh = Jar()
        for one in received:
            fresh.store("shop.example", "/a/b", *one)
        request = ("shop.example", path, asked_secure, now_s)
        assert asked.header(*request) == fresh.header(*request)
