"""An answer as extractors and checks see it: nothing is decoded or parsed before somebody asks, and then only once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

import msgspec
from selectolax.lexbor import LexborHTMLParser

from loadstudio.http_types.body import charset, decode_content, media_type, text_of
from loadstudio.http_types.headers import Headers
from loadstudio.playback.flattened import first_line, whole
from loadstudio.playback.jsonpath import JsonPath
from loadstudio.playback.slots import Values

_XSSI_GUARD = re.compile(rb"\s*(?:\)\]\}'?,?|while\s*\(\s*1\s*\)\s*;|for\s*\(\s*;\s*;\s*\)\s*;)")

_TABLE_PIECE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:tr|td|th|tbody|thead|tfoot|caption|colgroup)\b", re.IGNORECASE | re.DOTALL
)
"""A piece of a table that a script puts into its page: alone, parsers drop its tags."""
_MOST_PIECES = 64
_TEMPLATE = re.compile(r"(</?)template(?=[\s>])", re.IGNORECASE)
_PAGES = ("", "text/html", "application/xhtml+xml")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UNREAD = object()
_NO_VALUES: Values = []


@lru_cache(maxsize=256)
def _needle(name: str) -> bytes:
    return b"\n" + name.lower().encode("latin-1", "replace") + b":"


class CookieJar(Protocol):
    """What an answer needs of `http_types.cookies.Jar`."""

    def get(self, name: str) -> str | None: ...


class Answer:
    """A view of one answer. `head` is the status line and header lines as received, `body` what followed, free of the
    transfer coding but still content-encoded. `path` is the request's path, `jar` the user's cookies after the answer,
    `values` the user's values, where an extractor asks for them.
    """

    __slots__ = (
        "_content",
        "_html",
        "_json",
        "_lower_head",
        "_pieces",
        "_text",
        "_whole_json",
        "body",
        "head",
        "jar",
        "path",
        "status",
        "values",
    )

    _content: bytes | None
    _html: LexborHTMLParser | None
    _json: object
    _lower_head: bytes | None
    _pieces: dict[str, Answer] | None
    _text: str | None
    _whole_json: object

    def __init__(self, status: int, head: bytes, body: bytes, path: str = "/", jar: CookieJar | None = None) -> None:
        self.status = status
        self.head = head
        self.body = body
        self.path = path
        self.jar = jar
        self._content = self._text = self._html = self._lower_head = self._pieces = None
        self._json = self._whole_json = _UNREAD
        self.values: Values = _NO_VALUES

    @classmethod
    def of(
        cls, status: int, headers: Headers, content: bytes, *, path: str = "/", jar: CookieJar | None = None
    ) -> Answer:
        """Return the view of a recorded answer, whose `content` is already decoded."""
        lines = "".join(f"\r\n{name}: {' '.join(value.split(chr(10)))}" for name, value in headers)
        answer = cls(status, f"HTTP/1.1 {status}{lines}".encode("utf-8", "replace"), content, path, jar)
        answer._content = content
        return answer

    def header(self, name: str, occurrence: int = 0) -> str | None:
        """Return the value of the field `name` (any case), the first or a later one, or None."""
        head = self._in_lower_case()
        needle = _needle(name)
        position = head.find(needle)
        while position >= 0 and occurrence:
            occurrence -= 1
            position = head.find(needle, position + len(needle))
        if position < 0:
            return None
        end = self.head.find(b"\n", position + 1)
        value = self.head[position + len(needle) : end if end >= 0 else len(self.head)].strip()
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value.decode("latin-1")

    def _in_lower_case(self) -> bytes:
        head = self._lower_head
        if head is None:
            head = self._lower_head = self.head.lower()
        return head

    @property
    def content(self) -> bytes:
        """The body with Content-Encoding undone. Raises BodyError when it is damaged or too large."""
        content = self._content
        if content is None:
            is_encoded = b"\ncontent-encoding:" in self._in_lower_case()
            content = self._content = decode_content(self.body, self._encodings()) if is_encoded else self.body
        return content

    def _encodings(self) -> str:
        values: list[str] = []
        while (value := self.header("content-encoding", len(values))) is not None:
            values.append(value)
        return ",".join(values)

    @property
    def content_type(self) -> Headers:
        """The Content-Type as header fields, for `http_types.body`."""
        value = self.header("content-type")
        return () if value is None else (("content-type", value),)

    @property
    def charset(self) -> str:
        """The charset that header or page name."""
        return charset(self.content_type, self.content)

    @property
    def text(self) -> str:
        """The body as text. Raises BodyError."""
        text = self._text
        if text is None:
            text = self._text = text_of(self.content_type, self.content)
        return text

    @property
    def json(self) -> object:
        """The body read as JSON; a guard against script inclusion before it is skipped. Raises ValueError when it is
        none.
        """
        if self._json is _UNREAD:
            self._json = self._read_json()
        return self._json

    def _read_json(self) -> object:
        content = self.content
        if content[:1] not in (b"{", b"["):
            content = content.removeprefix(b"\xef\xbb\xbf")
            guard = _XSSI_GUARD.match(content)
            content = content[guard.end() :] if guard else content
        try:
            if content[:2] in _UTF16_MARKS:
                return msgspec.json.decode(self.text)
            return msgspec.json.decode(content)
        except UnicodeDecodeError:
            return msgspec.json.decode(self.text)
        except RecursionError:
            raise ValueError("the JSON is nested too deeply") from None

    @property
    def whole_json(self) -> object:
        """The JSON with what a framework flattened put together again (`flattened`). Raises ValueError."""
        if self._whole_json is _UNREAD:
            try:
                document = self.json
            except ValueError:
                document = first_line(self.content)
            self._whole_json = whole(document)
        return self._whole_json

    def first_json(self, path: JsonPath) -> object:
        """Return what a path finds first in the JSON as it stands, else in the whole of it. Raises LookupError,
        ValueError.
        """
        try:
            return path.first(self.json)
        except (LookupError, ValueError):
            return path.first(self.whole_json)

    @property
    def html(self) -> LexborHTMLParser:
        """The body parsed as a page. Raises BodyError.

        In a piece of a page under a media type of its own a template is what is shown; in a page it is not.
        """
        html = self._html
        if html is None:
            text = self.text
            if "<template" in text and media_type(self.content_type) not in _PAGES:
                text = _TEMPLATE.sub(r"\1x-template", text)
            html = self._html = LexborHTMLParser(f"<table>{text}" if _TABLE_PIECE.match(text) else text)
        return html

    def piece(self, text: str) -> Answer:
        """Return a text that stands in the answer as an answer of its own: HTML in a field of JSON."""
        pieces = self._pieces
        if pieces is None:
            pieces = self._pieces = {}
        piece = pieces.get(text)
        if piece is None:
            piece = Answer(self.status, b"", b"", self.path, self.jar)
            piece._content = text.encode("utf-8", "replace")
            piece._text = text
            if len(pieces) < _MOST_PIECES:
                pieces[text] = piece
        piece.values = self.values
        return piece
