"""Whatever a recording holds, importing it never crashes, and what comes out can be replayed byte for byte."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from loadstudio.authoring.importing.importer import scenario_from
from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.message import Request, Response
from loadstudio.recording.entry import Entry, Page, Recording
from loadstudio.scenario.validate import problems
from tests.support.browser import replay_against_itself

_WORDS = st.sampled_from(
    [
        "token",
        "a8f3Kq91Zx",
        "${x}",
        "$",
        "id",
        "17",
        "%41",
        "%zz",
        "+",
        "é",
        "a=b",
        '"',
        "'",
        "<b>",
        "&#43;",
        "\\u002b",
        ";",
        "/",
    ]
)
_TEXT = st.lists(_WORDS, max_size=6).map("".join)
_PATHS = st.lists(st.sampled_from(["a8f3Kq91Zx", "cart", "17", "%41", "a;b=c", "~x", "", "$$"]), max_size=4).map(
    lambda parts: "/" + "/".join(parts)
)
_QUERIES = st.one_of(
    st.just(""), st.sampled_from(["?", "?&", "?a", "?token=a8f3Kq91Zx&&b", "?${y}=1", "?q=a+b%20c", "?a=1#frag"])
)
_TYPES = st.sampled_from(
    [
        "text/html; charset=utf-8",
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=XX",
        "text/xml",
        "application/octet-stream",
        "",
    ]
)
_BODIES = st.one_of(
    _TEXT.map(str.encode),
    st.binary(max_size=20),
    st.builds(lambda text: msgspec.json.encode({"token": text, "list": [1, {"id": text}]}), _TEXT),
    st.builds(
        lambda text: f'<form action="/a"><input name=token value="{text}"><input type=password name=p>'.encode(), _TEXT
    ),
    st.builds(
        lambda text: (
            f'<p unicorn:id="{text}" @click.prevent="go({text})" 1st={text} :of=\'{{"id": "{text}"}}\'>'.encode()
        ),
        _TEXT,
    ),
    st.builds(
        lambda text: f'--XX\r\nContent-Disposition: form-data; name="token"\r\n\r\n{text}\r\n--XX--\r\n'.encode(), _TEXT
    ),
)


@st.composite
def _entries(draw: st.DrawFn, number: int) -> Entry:
    url = "http://shop.test" + draw(_PATHS) + draw(_QUERIES)
    start = number * 100_000 + draw(st.integers(0, 300_000))
    location = draw(st.sampled_from(["", "/cart/a8f3Kq91Zx?token=17", "//other.test/x", "http://[bad"]))
    return Entry(
        id=f"entry_{number}",
        page_id=draw(st.sampled_from(["p1", "p2", "p3"])),
        started_us=start,
        ended_us=start + draw(st.integers(0, 300_000)),
        request=Request(
            method=draw(st.sampled_from(["GET", "POST", "PUT"])),
            url=url.partition("#")[0],
            headers=(
                ("Host", "shop.test"),
                ("Cookie", "a=b"),
                ("Content-Type", draw(_TYPES)),
                ("X-Token", draw(_TEXT)),
                ("If-None-Match", '"x"'),
            ),
            body=draw(_BODIES),
        ),
        response=Response(
            status=draw(st.sampled_from([200, 201, 204, 302, 304, 404, 500])),
            headers=(
                ("Content-Type", draw(_TYPES)),
                ("Set-Cookie", f"sid={draw(_TEXT)}; Path=/"),
                *((("Location", location),) if location else ()),
            ),
            body=draw(_BODIES),
        )
        if draw(st.integers(0, 9))
        else None,
        resource_type=draw(st.sampled_from(["", "document", "xhr", "script", "image"])),
    )


@st.composite
def _recordings(draw: st.DrawFn) -> Recording:
    entries = tuple(draw(_entries(number)) for number in range(draw(st.integers(0, 7))))
    pages = tuple(Page(id=name, title=draw(_TEXT), started_us=0) for name in ("p1", "p2"))
    return Recording(entries=entries, pages=pages, start_url="http://shop.test/")


@settings(max_examples=150)
@given(_recordings())
def test_what_is_imported_replays_as_recorded(recording: Recording) -> None:
    try:
        result = scenario_from(recording, name="Any", recording_file="any.har")
    except InvalidInput:
        assert all(entry.response is None for entry in recording.entries)
        return
    assert [problem for problem in problems(result.scenario) if problem.severity == "error"] == []
    replay_against_itself(result, recording)
