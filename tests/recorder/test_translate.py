"""From mitmproxy's flows to exchanges, without a proxy."""

from __future__ import annotations

import pytest
from mitmproxy.connection import Server
from mitmproxy.http import Headers
from mitmproxy.http import Request as ProxyRequest
from mitmproxy.test import tflow
from mitmproxy.websocket import WebSocketData, WebSocketMessage
from wsproto.frame_protocol import Opcode

from loadstudio.http_types.headers import get_all
from loadstudio.recorder import translate
from loadstudio.recorder.troubles import in_words


def test_http2_cookies_become_one_field_and_odd_bytes_become_text() -> None:
    flow = tflow.tflow()
    flow.request.http_version = "HTTP/2.0"
    flow.request.headers = Headers(
        [
            (b"accept", b"*/*"),
            (b"cookie", b"a=1"),
            (b"x-name", b"Gr\xf6\xdfe"),
            (b"cookie", b"b=2"),
            (b"x-u", b"\xc3\xa9"),
        ]
    )
    request = translate.request_of(flow)
    assert request.http_version == "HTTP/2"
    assert request.headers == (("accept", "*/*"), ("cookie", "a=1; b=2"), ("x-name", "Größe"), ("x-u", "é"))


@pytest.mark.parametrize(
    ("path", "url"),
    [
        (b"/a%2Fb?q=a+b&x=%zz", "https://shop.example/a%2Fb?q=a+b&x=%zz"),
        (b"/a b?x=<|>", "https://shop.example/a%20b?x=<|>"),
        (b"/caf\xc3\xa9\xff", "https://shop.example/caf%C3%A9%FF"),
        (b"/#top", "https://shop.example/"),
    ],
)
def test_an_address_stays_as_it_was_sent(path: bytes, url: str) -> None:
    flow = tflow.tflow(req=ProxyRequest.make("GET", "https://shop.example/"))
    flow.request.data.path = path
    assert translate.request_of(flow).url == url


def test_a_websocket_has_its_own_scheme_and_its_messages() -> None:
    flow = tflow.tflow(req=ProxyRequest.make("GET", "https://shop.example/live", headers={"Upgrade": "WebSocket"}))
    flow.websocket = WebSocketData(
        messages=[
            WebSocketMessage(Opcode.TEXT, True, b"h\xc3\xb6", 10.25),
            WebSocketMessage(Opcode.BINARY, False, b"\x00\xff", 11),
        ]
    )
    assert translate.request_of(flow).url == "wss://shop.example/live"
    sent, received = translate.websocket_messages_of(flow)
    assert (sent.direction, sent.opcode, sent.data, sent.time_us) == ("send", 1, "hö", 10_250_000)
    assert (received.direction, received.opcode, received.data) == ("receive", 2, "AP8=")


def test_a_body_is_decoded_and_one_that_lies_is_kept_with_a_word_about_it() -> None:
    flow = tflow.tflow(resp=True)
    assert flow.response
    flow.response.headers = Headers([(b"Content-Encoding", b"br"), (b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2")])
    response, trouble = translate.response_of(flow, b"no brotli")
    assert response is not None
    assert (response.body, response.wire_bytes) == (b"no brotli", 9)
    assert "br" in trouble
    assert get_all(response.headers, "set-cookie") == ("a=1", "b=2")
    flow.response = None
    assert translate.response_of(flow, None) == (None, "")


def test_connecting_counts_for_the_exchange_that_did_it() -> None:
    flow = tflow.tflow(resp=True)
    assert flow.response
    flow.request.timestamp_start, flow.request.timestamp_end = 100.0, 100.01
    flow.response.timestamp_start = 100.3
    flow.server_conn = Server(address=("shop.example", 443))
    flow.server_conn.timestamp_start = 100.02
    flow.server_conn.timestamp_tcp_setup = 100.05
    flow.server_conn.timestamp_tls_setup = 100.1
    first = translate.timings_of(flow, 100.4)
    assert (first.connect_ms, first.tls_ms, first.send_ms, first.wait_ms, first.receive_ms) == (80, 50, 10, 200, 100)
    flow.request.timestamp_start, flow.request.timestamp_end = 100.2, 100.2
    second = translate.timings_of(flow, 100.4)
    assert (second.connect_ms, second.tls_ms, second.wait_ms) == (-1, -1, 100)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("[Errno 111] Connect call failed ('127.0.0.1', 9)", "a:9 refuses the connection: nothing listens there."),
        ("[Errno -2] Name or service not known", "There is no host named a. Check the address and the network."),
        (
            "Certificate verify failed: self-signed certificate",
            "a:9 has a certificate that is not trusted (self-signed certificate). "
            "Have it trusted on this computer, then record again.",
        ),
        ("Client disconnected.", "The browser left before the answer came."),
        ("The remote server does not speak TLS.", "a:9 does not speak https on this port."),
        ("server closed connection", "a:9 closed the connection without an answer."),
        (
            "Upstream proxy p:1 refused HTTP CONNECT request: 407 no",
            "The upstream proxy refused to connect to a:9 (407 no).",
        ),
        ("something new", "No answer from a:9: something new"),
    ],
)
def test_errors_are_put_in_words(message: str, words: str) -> None:
    assert in_words(message, "a:9") == words
