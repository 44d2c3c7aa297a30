"""A recorded exchange and a replayed one set side by side: aligned rows, each said to be the same, changed, noise, or
there on one side only.

Pure, and slow for large bodies: call it in a job.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from loadstudio.authoring.comparing.body_parts import Language, Part, fields_of, lines_of, parts_of
from loadstudio.authoring.comparing.compared_rows import GoOn, Hide, Row, RowMaker, changes
from loadstudio.authoring.comparing.noise import Noise, is_changing_header
from loadstudio.http_types.body import is_text, media_type, text_of
from loadstudio.http_types.headers import Headers
from loadstudio.http_types.message import Request, Response
from loadstudio.http_types.url import parse_form, split
from loadstudio.metrics.exchange import Exchange
from loadstudio.scenario.model import HttpRequest
from loadstudio.scenario.template import Hole, parse
from loadstudio.scenario.validate import templates_of

_LONGEST_CHARS = 400_000
_LONGEST_JSON_CHARS = 8_000_000
"""JSON is opened only where it differs, so it may be long."""


type SectionKind = Literal["sent", "answer", "headers"]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What was sent, the body of the answer, or its header fields."""

    kind: SectionKind
    language: Language = "text"
    rows: tuple[Row, ...] = ()


class SideBySide(msgspec.Struct, frozen=True, kw_only=True):
    """All rows; how many `differences` there are (a block of one side counts once) and how many are `noise`, with the
    names of the values that change each time. `is_cut` when there was more than anybody reads.
    """

    sections: tuple[Section, ...]
    differences: int
    noise: int
    noise_names: tuple[str, ...] = ()
    is_cut: bool = False
    is_alone: bool = False
    """Whether there is nothing to compare with."""


def side_by_side(
    recorded: tuple[Request, Response | None] | None,
    replayed: Exchange | None,
    request: HttpRequest,
    noise: Noise,
    *,
    before: Exchange | None = None,
    hide: Hide = str,
    go_on: GoOn = lambda: None,
) -> SideBySide:
    """Set a replayed exchange beside the recorded one; without one of them the other is shown alone. `before` is an
    earlier replay of it: what differs between the two is noise. `hide` takes secrets out of a line. `go_on` is asked
    now and then; it raises when nobody waits any more.
    """
    was, now = _of_recorded(recorded) or _NOTHING, _of_replayed(replayed) or _NOTHING
    earlier = _of_replayed(before) if before is not None and before.status else None
    languages: dict[SectionKind, Language] = {
        "sent": now.sent_language if now.sent else was.sent_language,
        "answer": now.language if now.body else was.language,
        "headers": "text",
    }
    between = changes(earlier.body, now.body) if earlier and earlier.body and now.body else None
    makers: dict[SectionKind, RowMaker] = {
        "sent": RowMaker((was.sent, now.sent), _SentNoise(noise, request)),
        "answer": RowMaker((was.body, now.body), noise, changing=between),
        "headers": RowMaker((was.headers, now.headers), _HeaderNoise(noise)),
    }
    for maker in makers.values():
        go_on()
        maker.compare(hide, go_on)
    told = makers["sent"], makers["answer"]
    return SideBySide(
        sections=tuple(
            Section(kind=kind, language=languages[kind], rows=tuple(maker.rows)) for kind, maker in makers.items()
        ),
        differences=sum(maker.differences for maker in makers.values()),
        noise=sum(maker.noise_rows for maker in told),
        noise_names=tuple(dict.fromkeys(name for maker in told for name in maker.names if name)),
        is_cut=any(maker.is_cut for maker in makers.values()) or was.is_cut or now.is_cut,
        is_alone=was.body is None or now.body is None,
    )


class _Side(msgspec.Struct, frozen=True, kw_only=True):
    """An exchange in parts; `body` and `headers` are None without an answer, `sent` where there is no exchange."""

    sent: tuple[Part, ...] | None = None
    body: tuple[Part, ...] | None = None
    headers: tuple[Part, ...] | None = None
    language: Language = "text"
    sent_language: Language = "text"
    is_cut: bool = False


_NOTHING = _Side()


def _of_recorded(recorded: tuple[Request, Response | None] | None) -> _Side | None:
    return _side(*recorded) if recorded is not None else None


def _of_replayed(exchange: Exchange | None) -> _Side | None:
    if exchange is None:
        return None
    sent = Request(
        method=exchange.method, url=exchange.url, headers=exchange.request_headers, body=exchange.request_body
    )
    if not exchange.status:
        return _side(sent, None)
    return _side(sent, Response(status=exchange.status, headers=exchange.response_headers, body=exchange.response_body))


def _side(sent: Request, answer: Response | None) -> _Side:
    spoken: Language = "json" if media_type(sent.headers).endswith("json") else "text"
    if answer is None:
        return _Side(sent=_sent(sent), sent_language=spoken)
    language, body = _body(answer.headers, answer.body)
    return _Side(
        sent=_sent(sent),
        body=body,
        headers=_headers(answer.headers),
        language=language,
        sent_language=spoken,
        is_cut=len(answer.body) > _longest(media_type(answer.headers)),
    )


def _body(headers: Headers, body: bytes) -> tuple[Language, tuple[Part, ...]]:
    kind = media_type(headers)
    if not body:
        return "text", ()
    if not is_text(kind) and b"\0" in body[:1024]:
        return "text", lines_of(f"[{len(body):,} bytes of {kind or 'no known type'}]")
    return parts_of(text_of(headers, body)[: _longest(kind)], kind)


def _longest(kind: str) -> int:
    return _LONGEST_JSON_CHARS if kind.endswith("json") else _LONGEST_CHARS


def _sent(request: Request) -> tuple[Part, ...]:
    address = split(request.url)
    first = lines_of(f"{request.method} {address.path or '/'}")
    query = fields_of(_pairs(address.query), " = ")
    if media_type(request.headers) == "application/x-www-form-urlencoded":
        body = fields_of(_pairs(text_of(request.headers, request.body)), " = ")
    else:
        _, body = _body(request.headers, request.body)
    return (*first, *query, *body)


def _pairs(text: str | None) -> Iterator[tuple[str, str]]:
    yield from ((name, value or "") for name, value in parse_form(text or ""))


def _headers(headers: Headers) -> tuple[Part, ...]:
    """Return header fields in order of their names, which are the same in capitals or not."""
    return fields_of(sorted(((name.lower(), value) for name, value in headers), key=lambda field: field[0]))


class _SentNoise(Noise):
    """Of what is sent, all is known to change that does not stand in the scenario as it is."""

    def __init__(self, noise: Noise, request: HttpRequest) -> None:
        super().__init__({})
        self._noise = noise
        pieces = (piece for template in templates_of(request) for piece in parse(template))
        self._written = "\n".join(piece for piece in pieces if not isinstance(piece, Hole))

    def explains(self, name: str, recorded: str, replayed: str) -> bool:
        if self._noise.explains(name, recorded, replayed):
            return True
        return bool(replayed) and replayed not in self._written


class _HeaderNoise(Noise):
    """Header fields of the connection and of the moment are noise, whatever they say."""

    def __init__(self, noise: Noise) -> None:
        super().__init__({})
        self._noise = noise

    def explains_alone(self, name: str) -> bool:
        return is_changing_header(name)

    def explains(self, name: str, recorded: str, replayed: str) -> bool:
        return is_changing_header(name) or self._noise.explains(name, recorded, replayed)
