"""An exchange written down whole: for failures, and for a run that is traced (check)."""

from __future__ import annotations

from typing import NamedTuple

from loadstudio.http_types.body import BodyError, content_of_request
from loadstudio.http_types.headers import Headers
from loadstudio.metrics.exchange import Exchange
from loadstudio.playback.answer import Answer
from loadstudio.playback.render import Origin

BODY_SHOWN_BYTES = 1_000_000


class Seen(NamedTuple):
    """What a witness may be told of: where a request went, its bytes (b"" when nothing could be sent), what came back
    (None when nothing did), and how long it took.
    """

    origin: Origin | None = None
    request: bytes = b""
    answer: Answer | None = None
    latency_s: float = 0.0

    def exchange(
        self,
        *,
        request_id: str,
        label: str,
        step: str,
        method: str,
        url: str,
        failure: str,
        taken: tuple[tuple[str, str], ...] = (),
    ) -> Exchange:
        """Return it as a whole exchange. `url` is the address where nothing was sent; bodies are decoded and cut at
        `BODY_SHOWN_BYTES`.
        """
        head, _, body = self.request.partition(b"\r\n\r\n")
        first_line, _, fields = head.decode("utf-8", "replace").partition("\r\n")
        headers = _headers(fields)
        target = first_line.split(" ")[1] if " " in first_line else ""
        host = next((value for name, value in headers if name.lower() == "host"), "")
        answer = self.answer
        content = b"" if answer is None else _content(answer)
        return Exchange(
            request_id=request_id,
            label=label,
            step=step,
            method=method,
            url=f"{self.origin.scheme}://{host}{target}" if self.origin is not None else url,
            request_headers=headers,
            request_body=content_of_request(head, body)[:BODY_SHOWN_BYTES],
            status=0 if answer is None else answer.status,
            reason="" if answer is None else _reason(answer),
            response_headers=() if answer is None else _headers(_text(answer.head).partition("\r\n")[2]),
            response_body=content[:BODY_SHOWN_BYTES],
            response_bytes=len(content),
            latency_ms=round(self.latency_s * 1000, 3),
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
