"""An exchange written down whole: for failures, and for a run that is traced (check)."""

from __future__ import annotations

from loadstudio.http_types.body import BodyError
from loadstudio.http_types.headers import Headers
from loadstudio.metrics.exchange import Exchange
from loadstudio.playback.answer import Answer
from loadstudio.playback.program import CompiledExchange
from loadstudio.playback.render import Origin

BODY_SHOWN_BYTES = 1_000_000


def exchange_of(
    compiled: CompiledExchange,
    *,
    step: str,
    origin: Origin | None,
    request: bytes,
    answer: Answer | None,
    latency_s: float,
    failure: str,
    taken: tuple[tuple[str, str], ...] = (),
) -> Exchange:
    """Return what was sent and what came back. `request` is b"" when nothing could be sent, `answer` None when
    none came; bodies are decoded and cut at `BODY_SHOWN_BYTES`.
    """
    head, _, body = request.partition(b"\r\n\r\n")
    first_line, _, fields = head.decode("utf-8", "replace").partition("\r\n")
    headers = _headers(fields)
    target = first_line.split(" ")[1] if " " in first_line else ""
    host = next((value for name, value in headers if name.lower() == "host"), "")
    content = b"" if answer is None else _content(answer)
    return Exchange(
        request_id=compiled.node.id,
        label=compiled.node.name,
        step=step,
        method=compiled.request.method,
        url=f"{origin.scheme}://{host}{target}" if origin is not None else compiled.node.url,
        request_headers=headers,
        request_body=body[:BODY_SHOWN_BYTES],
        status=0 if answer is None else answer.status,
        reason="" if answer is None else _reason(answer),
        response_headers=() if answer is None else _headers(_text(answer.head).partition("\r\n")[2]),
        response_body=content[:BODY_SHOWN_BYTES],
        response_bytes=len(content),
        latency_ms=round(latency_s * 1000, 3),
        failure=failure,
        taken=taken,
    )


def _headers(fields: str) -> Headers:
    pairs = (line.partition(":") for line in fields.splitlines() if line)
    return tuple((name, value.strip()) for name, _, value in pairs)


def _content(answer: Answer) -> bytes:
    try:
        return answer.content
    except BodyError:
        return answer.body


def _reason(answer: Answer) -> str:
    return _text(answer.head.split(b"\r\n", 1)[0][13:]).strip()


def _text(head: bytes) -> str:
    try:
        return head.decode()
    except UnicodeDecodeError:
        return head.decode("latin-1")
