"""curl commands as requests, judged by what is sent."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.reading.curl import from_curl, is_curl
from loadstudio.scenario.model import DigestAuth, FileBody, requests_of
from tests.interchange.wire import sent

CHROME = r"""curl 'https://shop.example/api/cart?x=1&y=a%20b' \
  -X 'PUT' \
  -H 'accept: */*' \
  -H 'content-type: application/json' \
  -b 'sid=1; theme=dark' \
  --data-raw $'{"name":"O\'Brien \u00e4","price":"${x}"}' \
  --compressed
"""


def first(text: str) -> str:
    return sent(from_curl(text, "x").scenario)[0]


def test_what_chrome_copies() -> None:
    body = '{"name":"O\'Brien ä","price":"${x}"}'
    assert first(CHROME) == (
        "PUT /api/cart?x=1&y=a%20b HTTP/1.1\r\nHost: shop.example\r\n"
        f"Content-Length: {len(body.encode())}\r\naccept: */*\r\ncontent-type: application/json\r\n"
        f"Cookie: sid=1; theme=dark\r\n\r\n{body}"
    )


def test_what_chrome_copies_for_windows() -> None:
    text = 'curl ^"https://shop.example/^" ^\r\n  -H ^"x-a: b^%^20c^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":1^}^"\r\n'
    written = first(text)
    assert "x-a: b%20c\r\n" in written
    assert written.endswith('\r\n\r\n{"a":1}')


@pytest.mark.parametrize(
    ("command", "begins", "has"),
    [
        ("curl shop.example", "GET / HTTP/1.1\r\nHost: shop.example\r\n", ""),
        ("curl -I http://shop.example/a", "HEAD /a ", ""),
        ("curl -d a=1 -d b=2 http://shop.example/f", "POST /f ", "\r\n\r\na=1&b=2"),
        ("curl -G -d q=fern --data-urlencode 'c=a b&' shop.example/s", "GET /s?q=fern&c=a+b%26 ", ""),
        ("curl --json '{}' shop.example/j", "POST /j ", "Accept: application/json\r\n"),
        ("curl -XDELETE shop.example/d", "DELETE /d ", ""),
        ("curl -sSLkH 'X-A: 1' shop.example/h", "GET /h ", "X-A: 1\r\n"),
        ("curl -u mia:s3 shop.example/", "GET / ", "Authorization: Basic bWlhOnMz\r\n"),
        (
            "curl -A agent -e http://a.example/ shop.example/",
            "GET / ",
            "User-Agent: agent\r\nReferer: http://a.example/",
        ),
        ("curl --request=PATCH --url http://shop.example/p", "PATCH /p ", ""),
        ("curl -o out.txt -w '%{http_code}' shop.example/o", "GET /o ", ""),
        ('curl "http://shop.example/?q=\\"a\\"" -H "A: \\$1"', 'GET /?q="a" ', "A: $1\r\n"),
    ],
)
def test_options(command: str, begins: str, has: str) -> None:
    written = first(command)
    assert written.startswith(begins)
    assert has in written


def test_forms_and_files() -> None:
    brought = from_curl("curl -F 'photo=@up/leaf.png;type=image/png' -F 'note=a;b' shop.example/u", "x")
    assert 'name="photo"; filename="leaf.png"\r\nContent-Type: image/png\r\n\r\nleaf\r\n' in sent(brought.scenario)[0]
    assert brought.told == ("The file leaf.png: put it beside the scenario, or choose another.",)
    (request,) = requests_of(from_curl("curl -T up/leaf.png --digest -u a:b shop.example/u", "x").scenario)
    assert request.body == FileBody(path="leaf.png")
    assert request.auth == DigestAuth(username="a", password="b")
    assert request.method == "PUT"


def test_several_commands_are_several_steps_and_what_is_wrong_is_told() -> None:
    brought = from_curl(
        "$ curl a.example/1; curl b.example/2\n# words\ncurl -X\ncurl --proxy p:1 a.example/3 | jq .", "x"
    )
    assert [step.name for step in brought.scenario.steps] == ["GET /1", "GET /2", "GET /3"]
    assert [host.name for host in brought.scenario.hosts] == ["a.example", "b.example"]
    assert brought.told == (
        "The 3. command: it names no address.",
        "The option --proxy: set it on the Load screen or in Settings.",
    )
    with pytest.raises(InvalidInput, match="no request"):
        from_curl("curl -X", "x")
    with pytest.raises(InvalidInput, match="never closed"):
        from_curl("curl 'http://a.example", "x")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_text_in_quotes_is_sent_as_it_is(text: str) -> None:
    written = first(f"curl --data-raw {shlex.quote(text)} -H 'Content-Type: text/plain' http://shop.example/")
    assert written.partition("\r\n\r\n")[2] == text or text.startswith("@")


def test_redirects_that_are_followed_are_told() -> None:
    brought = from_curl("curl -sL a.example/1\ncurl --location b.example/2\ncurl c.example", "x")
    assert brought.told == (
        "That redirects are followed (2 requests): here each page is a request of its own. Check the scenario once;"
        " where an answer leads elsewhere, add that page.",
    )


def test_only_commands_are_taken_for_commands() -> None:
    assert is_curl("  curl https://a.example")
    assert not is_curl("This is about curl and more.")
