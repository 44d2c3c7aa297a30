"""mitmproxy's flow as an exchange of a recording: messages, timings, WebSocket messages. Errors are put in words in
`troubles`.
"""

from __future__ import annotations

import base64
from urllib.parse import quote_from_bytes

from mitmproxy import http
from mitmproxy.connection import Server
from wsproto.frame_protocol import Opcode

from loadstudio.http_types import body as bodies
from loadstudio.http_types.headers import Headers, get, get_all
from loadstudio.http_types.message import Request, Response
from loadstudio.recording.entry import Timings, WebSocketMessage

_VERSIONS = {b"HTTP/2.0": "HTTP/2"}
_OF_THE_WAY = frozenset({"proxy-authorization", "proxy-connection"})  # between proxies, and a secret: not the site's
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~\"<>\\^`{|}"  # an address stays as it was sent, but is text: only bytes are escaped


def microseconds(moment_s: float) -> int:
    """Return a moment of mitmproxy (seconds) as microseconds since the epoch."""
    return round(moment_s * 1_000_000)


def request_of(flow: http.HTTPFlow) -> Request:
    """Return the request as the browser sent it; a WebSocket's address begins with ws: or wss:.

    The version is the site's where it has answered: the browser speaks HTTP/2 with the recorder even when the site does
    not.
    """
    sent = flow.request
    version = flow.response.data.http_version if flow.response else sent.data.http_version
    headers = tuple(field for field in _headers(sent.headers.fields) if field[0].lower() not in _OF_THE_WAY)
    url = _url(sent)
    if get(headers, "upgrade").lower() == "websocket":
        url = url.replace("http", "ws", 1)
    return Request(
        method=sent.data.method.decode("ascii", "replace"),
        url=url,
        http_version=_version(version),
        headers=_with_one_cookie_field(headers),
        body=sent.raw_content or b"",
    )


def response_of(flow: http.HTTPFlow, received: bytes | None) -> tuple[Response | None, str]:
    """Return (response or None, what is wrong with its body or '').

    `received` is the body as it came, where the proxy streamed it to the browser; otherwise the flow has it.
    """
    answer = flow.response
    if answer is None:
        return None, ""
    raw = received if received is not None else answer.raw_content or b""
    headers = _headers(answer.headers.fields)
    trouble = ""
    try:
        body = bodies.decode_content(raw, ", ".join(get_all(headers, "content-encoding")))
    except bodies.BodyError as error:
        body, trouble = raw, str(error)
    response = Response(
        status=answer.status_code,
        reason=_text(answer.data.reason),
        http_version=_version(answer.data.http_version),
        headers=headers,
        body=body,
        wire_bytes=len(raw),
    )
    return response, trouble


def timings_of(flow: http.HTTPFlow, ended_s: float) -> Timings:
    """Return how long each part took. Connecting counts only for the exchange that opened the connection.

    mitmproxy does not tell name resolution from connecting; as in HAR, `connect_ms` includes `tls_ms`.
    """
    began_s = flow.request.timestamp_start
    sent_s = flow.request.timestamp_end or began_s
    answered_s = flow.response.timestamp_start if flow.response else ended_s
    ready_s, connect_ms, tls_ms = _connecting(flow.server_conn, began_s)
    waits_from_s = max(sent_s, ready_s or sent_s)
    return Timings(
        blocked_ms=-1,
        connect_ms=connect_ms,
        tls_ms=tls_ms,
        send_ms=_ms(began_s, sent_s),
        wait_ms=_ms(waits_from_s, answered_s),
        receive_ms=_ms(answered_s, ended_s),
    )


def websocket_messages_of(flow: http.HTTPFlow) -> tuple[WebSocketMessage, ...]:
    """Return the messages of a WebSocket so far, in order."""
    if flow.websocket is None:
        return ()
    return tuple(
        WebSocketMessage(
            direction="send" if message.from_client else "receive",
            time_us=microseconds(message.timestamp),
            opcode=int(message.type),
            data=_text(message.content)
            if message.type is Opcode.TEXT
            else base64.b64encode(message.content).decode("ascii"),
        )
        for message in flow.websocket.messages
    )


def _connecting(server: Server, began_s: float) -> tuple[float | None, float, float]:
    """Return (moment of readiness or None, connect_ms, tls_ms); -1 where an open connection was used again."""
    opened_s = server.timestamp_start
    if opened_s is None or opened_s < began_s or server.timestamp_tcp_setup is None:
        return None, -1, -1
    ready_s = server.timestamp_tls_setup or server.timestamp_tcp_setup
    tls_ms = _ms(server.timestamp_tcp_setup, ready_s) if server.timestamp_tls_setup else -1
    return ready_s, _ms(opened_s, ready_s), tls_ms


def _ms(from_s: float, until_s: float) -> float:
    return round(max(0.0, until_s - from_s) * 1000, 3)


def _url(request: http.Request) -> str:
    return quote_from_bytes(request.url.encode("utf-8", "surrogateescape"), safe=_URL_SAFE).partition("#")[0]


def _version(name: bytes) -> str:
    return _VERSIONS.get(name) or name.decode("ascii", "replace")


def _headers(fields: tuple[tuple[bytes, bytes], ...]) -> Headers:
    return tuple((_text(name), _text(value)) for name, value in fields)


def _with_one_cookie_field(headers: Headers) -> Headers:
    """Join what HTTP/2 splits (RFC 9113, 8.2.3): one Cookie field, where the first stood."""
    cookies = [value for name, value in headers if name.lower() == "cookie"]
    if len(cookies) < 2:
        return headers
    joined: list[tuple[str, str]] = []
    for name, value in headers:
        if name.lower() != "cookie":
            joined.append((name, value))
        elif cookies:
            joined.append((name, "; ".join(cookies)))
            cookies = []
    return tuple(joined)


def _text(data: bytes) -> str:
    """Return bytes of a header or a message as text: UTF-8 mostly, otherwise one character a byte."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
