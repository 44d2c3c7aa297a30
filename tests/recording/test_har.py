"""HAR files: ours come back without loss, others' are understood, broken ones are refused in one sentence."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loadstudio.base.errors import ExitCode, FileError
from loadstudio.http_types.headers import get, get_all
from loadstudio.http_types.message import Request, Response
from loadstudio.recording import spool
from loadstudio.recording.entry import Entry, Page, Recording, Timings, WebSocketMessage
from loadstudio.recording.har_read import read_har
from loadstudio.recording.har_write import har_bytes, write_har
from tests.support.exchanges import NAVIGATES, T0_US, a_recording, an_entry

_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_name = st.from_regex(r"[A-Za-z][A-Za-z-]{0,12}", fullmatch=True)
_kinds = st.sampled_from(
    [
        "text/html",
        "text/html; charset=iso-8859-1",
        "text/plain; charset=utf-16",
        "text/plain; charset=shift_jis",
        "text/plain; charset=undefined",
        "text/plain; charset=no-such-thing",
        "text/plain; charset=utf-7",
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "image/png",
        "application/octet-stream",
    ]
)
_headers = st.lists(st.tuples(_name, _text), max_size=4).map(tuple)
_typed_headers = st.builds(
    lambda headers, kind: (*headers, ("Content-Type", kind)) if kind else headers, _headers, st.none() | _kinds
)
_body = (
    st.binary(max_size=60)
    | _text.map(str.encode)
    | _text.map(lambda text: text.encode("utf-16"))
    | st.just(b"a=1&a=2&b&=c&d=%20+%ff")
    | st.just(b'<meta charset="koi8-r">\xc1\xc2')
)
_version = st.sampled_from(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"])
_ms = st.floats(0, 1e7) | st.just(-1.0)
_requests = st.builds(
    Request,
    method=st.sampled_from(["GET", "POST", "PROPFIND"]),
    url=_text.map(lambda text: "https://shop.example/?q=" + text.replace("#", "")),
    http_version=_version,
    headers=_typed_headers,
    body=_body,
)
_responses = st.builds(
    Response,
    status=st.integers(100, 599),
    reason=_text,
    http_version=_version,
    headers=_typed_headers,
    body=_body,
    wire_bytes=st.integers(0, 2**40),
)
_messages = st.builds(
    WebSocketMessage,
    direction=st.sampled_from(["send", "receive"]),
    time_us=st.integers(T0_US, T0_US + 10**9),
    opcode=st.sampled_from([1, 2]),
    data=_text,
)
_entries = st.builds(
    lambda entry, took_us: msgspec.structs.replace(entry, ended_us=entry.started_us + took_us),
    st.builds(
        Entry,
        id=_text.filter(bool),
        page_id=st.just("page 1"),
        started_us=st.integers(0, 2**51),
        ended_us=st.just(0),
        request=_requests,
        response=st.none() | _responses,
        timings=st.builds(
            Timings,
            blocked_ms=_ms,
            dns_ms=_ms,
            connect_ms=_ms,
            tls_ms=_ms,
            send_ms=_ms,
            wait_ms=_ms,
            receive_ms=_ms,
        ),
        resource_type=st.sampled_from(["", "document", "style", "fetch", "websocket"]),
        server_ip=st.sampled_from(["", "127.0.0.1", "::1"]),
        error=_text.filter(bool),
        websocket_messages=st.lists(_messages, max_size=3).map(tuple),
    ),
    st.integers(0, 10**10),
)
_recordings = st.builds(
    Recording,
    entries=st.lists(_entries, min_size=1, max_size=4).map(
        lambda entries: tuple(sorted(entries, key=lambda entry: entry.started_us))
    ),
    pages=st.builds(Page, id=st.just("page 1"), title=_text, started_us=st.integers(0, 2**51), named=st.booleans()).map(
        lambda page: (page,)
    ),
    start_url=_text,
    browser=st.sampled_from(["", "Chromium 156.0", "Brave Browser"]),
    creator=st.sampled_from(["", "LoadStudio 0.1.0"]),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(recording=_recordings)
def test_our_own_files_come_back_without_loss(recording: Recording, tmp_path: Path) -> None:
    path = tmp_path / "f.har"
    path.write_bytes(har_bytes(recording))
    assert read_har(path) == recording
    lines = [spool.CaptureBegan(start_url=recording.start_url, browser=recording.browser, creator=recording.creator)]
    events = [spool.PageKnown(page=page) for page in recording.pages]
    ended = [spool.EntryEnded(entry=entry) for entry in recording.entries]
    path.write_bytes(b"".join(spool.line(event) for event in (*lines, *events, *ended)) + b'{"spool":"entry","en')
    assert read_har(path) == recording


def test_the_file_is_har_1_2_that_other_tools_read() -> None:
    entry = an_entry(
        "https://shop.example/cart?a=1&a=%32",
        method="POST",
        headers=(("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", "sid=7; theme=dark")),
        body=b"id=1&id=2&note=%C3%A9+x",
        kind="image/png",
        answer=b"\x89PNG\xff",
        status=302,
        answer_headers=(
            ("Location", "/done"),
            ("Set-Cookie", "sid=8; Path=/; HttpOnly; Expires=Wed, 25 Nov 2026 10:00:00 GMT"),
            ("Set-Cookie", "b=c"),
        ),
    )
    written = json.loads(har_bytes(a_recording(entry)))["log"]
    assert written["version"] == "1.2"
    assert set(written["creator"]) == {"name", "version"}
    (found,) = written["entries"]
    assert found["startedDateTime"] == "2026-11-18T11:06:40.000000Z"
    assert found["request"]["queryString"] == [{"name": "a", "value": "1"}, {"name": "a", "value": "2"}]
    assert found["request"]["cookies"] == [{"name": "sid", "value": "7"}, {"name": "theme", "value": "dark"}]
    post = found["request"]["postData"]
    assert post["text"] == "id=1&id=2&note=%C3%A9+x"
    assert [(pair["name"], pair["value"]) for pair in post["params"]] == [("id", "1"), ("id", "2"), ("note", "é x")]
    answer = found["response"]
    assert (answer["redirectURL"], answer["content"]["encoding"], answer["content"]["text"]) == (
        "/done",
        "base64",
        "iVBOR/8=",
    )
    assert answer["cookies"][0] == {
        "name": "sid",
        "value": "8",
        "path": "/",
        "httpOnly": True,
        "secure": False,
        "expires": "2026-11-25T10:00:00+00:00",
    }
    assert [cookie["name"] for cookie in answer["cookies"]] == ["sid", "b"]
    assert {"cache", "timings", "time", "pageref"} <= set(found)


def _foreign(*entries: dict[str, Any], pages: list[dict[str, Any]] | None = None) -> bytes:
    log: dict[str, Any] = {
        "version": "1.2",
        "creator": {"name": "WebInspector", "version": "537.36"},
        "entries": entries,
    }
    if pages is not None:
        log["pages"] = pages
    return json.dumps({"log": log}).encode()


def _foreign_entry(url: str, started: str = "2026-11-22T10:00:00.000+02:00", **more: Any) -> dict[str, Any]:
    request = {"method": "GET", "url": url, "httpVersion": "http/2.0", "headers": [], "cookies": []}
    response = {
        "status": 200,
        "statusText": "",
        "httpVersion": "h3",
        "headers": [],
        "content": {"size": 0},
        "bodySize": -1,
    }
    return {
        "startedDateTime": started,
        "time": 12.5,
        "request": request | more.pop("request", {}),
        "response": response | more.pop("response", {}),
        "cache": {},
        "timings": {"blocked": -1, "dns": -1, "connect": -1, "ssl": -1, "send": 0, "wait": 10, "receive": 2.5},
        **more,
    }


def test_a_file_of_chromes_developer_tools_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "chrome.har"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + _foreign(
            _foreign_entry(
                "https://shop.example/login#top",
                pageref="page_1",
                _resourceType="document",
                request={
                    "method": "POST",
                    "headers": [
                        {"name": ":authority", "value": "shop.example"},
                        {"name": "content-type", "value": "multipart/form-data; boundary=xyz"},
                    ],
                    "cookies": [{"name": "sid", "value": "1"}],
                    "postData": {
                        "mimeType": "multipart/form-data; boundary=xyz",
                        "params": [
                            {"name": "user", "value": "ann"},
                            {"name": "f", "fileName": "a.txt", "value": "(x)"},
                        ],
                    },
                },
                response={"content": {"size": 30, "mimeType": "text/html", "text": "<title>Log in – Shop</title>"}},
            ),
            _foreign_entry("https://shop.example/a.css", _resourceType="stylesheet", pageref="gone"),
            _foreign_entry("data:image/png;base64,xx", pageref="page_1"),
            _foreign_entry(
                "wss://shop.example/live",
                _resourceType="websocket",
                _webSocketMessages=[{"type": "send", "time": 1795000000.25, "opcode": 1, "data": "hi"}],
                response={"status": 101},
            ),
            _foreign_entry("https://shop.example/x", response={"status": 0, "_error": "net::ERR_FAILED"}, server=None),
            pages=[{"id": "page_1", "startedDateTime": "2026-11-22T08:00:00Z", "title": "https://shop.example/login"}],
        )
    )
    recording = read_har(path)
    assert recording.creator == "WebInspector 537.36"
    assert [page.title for page in recording.pages] == ["Log in – Shop"]
    assert {entry.page_id for entry in recording.entries} == {"page_1"}
    login, style, live, failed = recording.entries
    assert recording.start_url == login.request.url == "https://shop.example/login"
    assert login.started_us == 1795334400_000_000
    assert login.ended_us - login.started_us == 12_500
    assert (login.request.http_version, login.response and login.response.http_version) == ("HTTP/2", "HTTP/3")
    assert get_all(login.request.headers, "cookie") == ("sid=1",)
    assert not get(login.request.headers, ":authority")
    assert login.request.body == (
        b'--xyz\r\nContent-Disposition: form-data; name="user"\r\n\r\nann\r\n'
        b'--xyz\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n(x)\r\n--xyz--\r\n'
    )
    assert login.response is not None
    assert get(login.response.headers, "content-type") == "text/html"
    assert login.response.wire_bytes == len("<title>Log in – Shop</title>".encode())
    assert style.resource_type == "style"
    assert live.websocket_messages == (
        WebSocketMessage(direction="send", time_us=1795000000250000, opcode=1, data="hi"),
    )
    assert (failed.response, failed.error) == (None, "net::ERR_FAILED")


def test_a_file_without_pages_is_grouped_and_bodies_keep_their_charset(tmp_path: Path) -> None:
    path = tmp_path / "proxy.har"
    browser = [{"name": name, "value": value} for name, value in NAVIGATES]
    latin = {"name": "Content-Type", "value": "text/html; charset=iso-8859-1"}
    path.write_bytes(
        _foreign(
            _foreign_entry(
                "https://shop.example/",
                request={"headers": browser},
                response={"headers": [latin], "content": {"text": "<title>Café</title>"}, "status": 200},
            ),
            _foreign_entry("https://shop.example/b", "2026-11-22T08:00:00.5Z", timings=None, time=None),
            _foreign_entry("https://shop.example/next", "2026-11-22T08:00:09Z", request={"headers": browser}),
        )
    )
    recording = read_har(path)
    assert [page.title for page in recording.pages] == ["Café", "Next"]
    home = recording.entries[0]
    assert home.response is not None
    assert home.response.body == "<title>Café</title>".encode("latin-1")
    assert home.resource_type == "document"
    assert recording.entries[1].ended_us == recording.entries[1].started_us


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"<html>", "line 1, byte 0: is no HAR recording: it is not JSON"),
        (b'{"log": {"entries":\n [{"request": {"url": "ht', "line 2, byte 45: ends in the middle"),
        (b'{"log": {"entries":\n [}', "line 2, byte 22: is damaged"),
        (b'{"swagger": "2.0"}', "it has no 'log'"),
        (b'{"log": {"entries": []}}', "log.entries: holds no requests"),
        (b'{"log": {}}', "log.entries: holds no requests"),
        (b'{"log": {"entries": [{"startedDateTime": "x", "request": {}}]}}', "log.entries[0].request: is no HAR"),
        (
            b'{"log": {"entries": [{"startedDateTime": "yesterday", "request": {"url": "http://a/"}}]}}',
            "log.entries[0]: startedDateTime 'yesterday' is no moment in time",
        ),
        (b"\x1f\x8b\x08", "is compressed"),
        (b'{"log": {"creator": {"name": "\xff"}, "entries": []}}', "is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_recording_is_refused_in_one_sentence(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "f.har"
    path.write_bytes(data)
    with pytest.raises(FileError) as caught:
        read_har(path)
    assert str(caught.value).startswith(str(path))
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == ExitCode.INVALID_FILE


def test_a_missing_file_and_a_folder_that_is_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist"):
        read_har(tmp_path / "none.har")
    with pytest.raises(FileError, match="cannot be written"):
        write_har(tmp_path / "none" / "f.har", a_recording(an_entry("https://shop.example/")))
    assert list(tmp_path.iterdir()) == []


def test_writing_replaces_a_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "f.har"
    path.write_text("old")
    write_har(path, a_recording(an_entry("https://shop.example/")))
    assert [file.name for file in tmp_path.iterdir()] == ["f.har"]
    assert len(read_har(path).entries) == 1


def test_a_big_file_is_read_fast(tmp_path: Path) -> None:
    path = tmp_path / "big.har"
    page = b"<p>some text of a page</p>\n" * 2000
    entries = (an_entry(f"https://shop.example/{n}", at_ms=n, answer=page) for n in range(400))
    write_har(path, a_recording(*entries))
    began = time.perf_counter()
    assert len(read_har(path).entries) == 400
    took_s = time.perf_counter() - began
    assert took_s < 2, f"{path.stat().st_size / 1e6:.0f} MB took {took_s:.1f} s"
