"""Digest log-ins against the examples of RFC 7616 and against what other clients send."""

from __future__ import annotations

import hashlib

import httpx
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from requests.auth import HTTPDigestAuth

from loadstudio.http_types.authentication import Scheme, basic_credentials, schemes_of
from loadstudio.http_types.digest import Challenge, authorization, challenge_of, next_nonce

MUFASA = ("Mufasa", "Circle of Life")
RFC_7616 = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=%s, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)


def challenge(*fields: str, asked: str = "http://shop.example/a/b") -> Challenge:
    found = challenge_of(fields, asked)
    assert found is not None
    return found


def said(value: str) -> dict[str, str]:
    (scheme,) = schemes_of(value)
    return scheme.parameters


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_example_of_the_standard(algorithm: str, response: str) -> None:
    value = authorization(
        challenge(RFC_7616 % algorithm),
        MUFASA,
        ("GET", "/dir/index.html", b""),
        1,
        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    )
    assert value.startswith('Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/')
    assert said(value)["response"] == response
    assert said(value)["opaque"] == "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
    assert f"algorithm={algorithm}, qop=auth, nc=00000001, cnonce=" in value


def _of_requests(field: str, method: str, url: str) -> str:
    client = HTTPDigestAuth(*MUFASA)
    client.init_per_thread_state()
    client._thread_local.chal = requests.utils.parse_dict_header(field.removeprefix("Digest "))
    return client.build_digest_header(method, url)


def _of_httpx(field: str, method: str, url: str) -> str:
    flow = httpx.DigestAuth(*MUFASA).sync_auth_flow(httpx.Request(method, url))
    asked = next(flow)
    return flow.send(httpx.Response(401, headers={"www-authenticate": field}, request=asked)).headers["authorization"]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("qop", ["", ', qop="auth"', ", qop=auth"])
@pytest.mark.parametrize("algorithm", ["", ", algorithm=MD5", ', algorithm="SHA-256"', ", algorithm=MD5-sess"])
@pytest.mark.parametrize("other", [_of_requests, _of_httpx])
def test_other_clients_send_the_same(other, algorithm: str, qop: str, method: str) -> None:
    if "sess" in algorithm and not qop:
        pytest.skip("they do not tell the server of which session")
    field = f'Digest realm="a b", nonce="n0nce", opaque="o="{algorithm}{qop}'
    theirs = said(other(field, method, "http://shop.example/a?b=c%20d&e"))
    request = (method, "/a?b=c%20d&e", b"")
    ours = said(authorization(challenge(field), MUFASA, request, 1, theirs.get("cnonce", "c")))
    same = {"response", "nonce", "realm", "uri", "username", "opaque", "nc", "qop"}
    assert {name: ours.get(name) for name in same} == {name: theirs.get(name) for name in same}


def test_the_strongest_challenge_that_can_be_met_is_answered() -> None:
    weak, strong = RFC_7616 % "MD5", RFC_7616 % "SHA-256"
    for fields in ((weak, strong), (strong, weak), (f"Basic realm=x, {weak}, {strong}",)):
        assert challenge(*fields).algorithm == "SHA-256"
    assert challenge('Negotiate, NTLM TlRMTVNTUAA=, Digest realm="r",nonce="n"').nonce == "n"
    assert challenge_of(['Digest realm="r", nonce="n", algorithm=ROT13', "Basic realm=x", "Digest realm=x"]) is None
    assert challenge_of(['Digest nonce="n", qop="auth-conf"']) is None
    assert challenge_of([]) is None


def test_the_body_is_part_of_it_where_the_server_wants_that() -> None:
    asked = challenge('Digest realm="r", nonce="n", qop="auth-int"')
    value = said(authorization(asked, ("u", "p"), ("POST", "/", b"body"), 10, "c"))

    def h(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    body = hashlib.md5(b"body").hexdigest()
    assert (value["qop"], value["nc"]) == ("auth-int", "0000000a")
    assert value["response"] == h(f"{h('u:r:p')}:n:0000000a:c:auth-int:{h('POST:/:' + body)}")


def test_names_are_hidden_or_spelled_as_the_server_asks() -> None:
    def user(more: str, name: str) -> str:
        value = authorization(challenge(f'Digest realm="r", nonce="n"{more}'), (name, "p"), ("GET", "/", b""), 1, "c")
        return value.removeprefix("Digest ").split(", ")[0]

    assert user("", 'a"b\\c') == 'username="a\\"b\\\\c"'
    assert user("", "zo\u00eb") == 'username="zo\u00eb"'
    assert user(", charset=UTF-8", "zo\u00eb") == "username*=UTF-8''zo%C3%AB"
    assert user(", charset=UTF-8", "zoe") == 'username="zoe"'
    assert user(", userhash=true", "zoe") == f'username="{hashlib.md5(b"zoe:r").hexdigest()}"'


def test_where_a_log_in_counts() -> None:
    everywhere = challenge('Digest realm="r", nonce="n"')
    assert everywhere.covers("http://a:1", "http://a:1", "/any")
    assert not everywhere.covers("http://b:1", "http://a:1", "/any")
    some = challenge('Digest nonce="n", domain="/in http://b.example:81/x/ ?"', asked="http://a.example/y")
    assert some.covers("http://a.example", "http://a.example", "/in/side")
    assert some.covers("http://a.example", "http://a.example", "/in")
    assert not some.covers("http://a.example", "http://a.example", "/inside")
    assert some.covers("http://b.example:81", "http://a.example", "/x/1")
    assert not some.covers("http://b.example", "http://a.example", "/x/1")


def test_a_stale_nonce_and_the_next_one() -> None:
    assert challenge('Digest nonce="n", stale=TRUE').stale
    assert not challenge('Digest nonce="n", stale=false').stale
    assert next_nonce('rspauth="x", nextnonce="b\\"c"') == 'b"c'
    assert not next_nonce("")


def test_a_basic_log_in_is_read() -> None:
    assert basic_credentials(schemes_of("Basic bWlhOmE6Yg==")[0]) == ("mia", "a:b")
    assert basic_credentials(schemes_of("basic em/rOnA=")[0]) == ("zo\u00eb", "p")
    for none in ("Basic", "Basic !", "Basic bWlh", "Bearer bWlhOmE="):
        assert basic_credentials(schemes_of(none)[0]) is None


@given(st.text(alphabet='aB1 ,="\\/+-\t\u00fc', max_size=40))
def test_no_field_upsets_the_reading(field: str) -> None:
    schemes_of(field)
    challenge_of([f"Digest {field}"], "http://a/")


_NAMES = st.text(alphabet="abcnonce-realm", min_size=1, max_size=8)


@given(st.dictionaries(_NAMES, st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=9)), st.booleans())
def test_what_is_quoted_comes_back(parameters: dict[str, str], first: bool) -> None:
    written = [f'{name}="{value.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
               for name, value in parameters.items()]  # fmt: skip
    field = "Digest " + ", ".join(written)
    expected = Scheme("digest", parameters)
    if first:
        assert schemes_of(field)[0] == expected
    else:
        assert schemes_of(f"Basic realm=x, {field}")[-1] == expected
